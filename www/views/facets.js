// The filters: native checkboxes in fieldsets, each value with its count, a way to leave it out and its evidence.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";

import { ORDER, TIMES } from "../facet-order.js";
import { fold } from "../format.js";
import { noChoice } from "../state.js";
import { bar } from "./bars.js";
import { facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").FacetCounts} FacetCounts */
/** @typedef {import("../../src/web/types").FacetValue} FacetValue */

/** Groups open at first. */
const OPEN = new Set(["country", "year", "kind", "crime", "cooperation"]);
/** Facets whose values no sentence proves: they come from the header. */
const WITHOUT_EVIDENCE = new Set(["lang", "year", "when", "outlet"]);
const FEW = 6;
const MANY = 15;

/** @param {Model} m @param {Acts} a */
export function facets(m, a) {
  const groups = [...(m.answer.value?.facets ?? [])]
    .filter((f) => f.values.length > 0 && (f.distinct > 1 || m.state.filters[f.id] || !["lang"].includes(f.id)))
    .sort((x, y) => place(x.id) - place(y.id));
  return html`<form class="groups" ?data-stale=${m.answer.pending} @submit=${(/** @type {Event} */ e) => e.preventDefault()}>
    <h2 class="unseen">${a.t("filters")}</h2>
    <p class="unseen">${a.t("filters-hint")}</p>
    ${repeat(groups, (f) => f.id, (f) => group(m, a, f))}
  </form>`;
}

/** @param {string} id */
function place(id) {
  const at = ORDER.indexOf(id);
  return at < 0 ? ORDER.length : at;
}

/** @param {Model} m @param {Acts} a @param {FacetCounts} f */
function group(m, a, f) {
  const touched = m.ui.groups[f.id] ?? {};
  const open = touched.open ?? (OPEN.has(f.id) || f.id in m.state.filters || !ORDER.includes(f.id));
  const name = facetName(m, f.id);
  const change = (/** @type {typeof touched} */ c) => a.set({ groups: { ...m.ui.groups, [f.id]: { ...touched, ...c } } });
  return html`<fieldset class="group" data-facet=${f.id}>
    <legend><button type="button" class="fold" aria-expanded=${open} aria-controls="group-${f.id}" @click=${() => change({ open: !open })}>
      <span class="facet-name">${name}</span> <span class="n" title=${a.t("distinct")}>${distinct(f)}</span></button></legend>
    <div id="group-${f.id}" ?hidden=${!open}>${open ? body(m, a, f, name, touched, change) : nothing}</div>
  </fieldset>`;
}

/**
 * @param {Model} m @param {Acts} a @param {FacetCounts} f @param {string} name
 * @param {{all?: boolean, find?: string}} touched @param {(change: {all?: boolean, find?: string}) => void} change
 */
function body(m, a, f, name, touched, change) {
  const find = fold(touched.find ?? "");
  const values = listed(m, f).filter((v) => find === "" || fold(`${v.labels.vi} ${v.labels.en} ${v.value}`).includes(find));
  const all = touched.all || find !== "";
  const chosen = values.filter((v) => v.selected || v.excluded).length;
  const shown = all ? values : values.slice(0, Math.max(FEW, chosen));
  const top = Math.max(1, ...values.map((v) => v.count));
  return html`
    ${TIMES.has(f.id) ? years(m, a, f.id) : nothing}
    ${f.distinct > MANY && !TIMES.has(f.id) ? html`<input class="find" type="search" aria-label=${a.t("find-in", { facet: name })}
      placeholder=${a.t("find-in", { facet: name })} .value=${live(touched.find ?? "")}
      @input=${(/** @type {Event} */ e) => change({ find: /** @type {HTMLInputElement} */ (e.target).value })}>` : nothing}
    <ul class="values">${repeat(shown, (v) => v.value, (v) => row(m, a, f.id, v, top))}</ul>
    ${find !== "" && !values.length ? html`<p class="quiet">${a.t("none-of-name")}</p>` : nothing}
    ${find === "" && values.length > shown.length || touched.all && find === "" ? html`<button type="button" class="more" aria-expanded=${!!touched.all}
      @click=${() => change({ all: !touched.all })}>${touched.all ? a.t("show-fewer") : a.t("show-more", { n: values.length - shown.length })}</button>` : nothing}`;
}

/** Years by time, months under a chosen year; other facets as counted. @param {Model} m @param {FacetCounts} f */
function listed(m, f) {
  const values = f.values.filter((v) => v.count > 0 || v.selected || v.excluded);
  if (!TIMES.has(f.id)) return values;
  const chosen = new Set((m.state.filters[f.id]?.include ?? []).map((v) => v.slice(0, 4)));
  return values
    .filter((v) => v.value.length === 4 || chosen.has(v.value.slice(0, 4)))
    .sort((x, y) => y.value.slice(0, 4).localeCompare(x.value.slice(0, 4)) || x.value.localeCompare(y.value));
}

/** Months are values too, but one counts years. @param {FacetCounts} f */
function distinct(f) {
  return TIMES.has(f.id) ? f.values.filter((v) => v.value.length === 4 && v.count > 0).length : f.distinct;
}

/** @param {Model} m @param {Acts} a @param {string} facet @param {FacetValue} v @param {number} top */
function row(m, a, facet, v, top) {
  const label = a.label(facet, v.value);
  const other = m.prefs.lang === "vi" ? v.labels.en : v.labels.vi;
  // What is ticked is what the state says, at once; the answer follows.
  const choice = m.state.filters[facet] ?? noChoice();
  const [on, out] = [choice.include.includes(v.value), choice.exclude.includes(v.value)];
  return html`<li class="value" ?data-out=${out} ?data-in=${on} ?data-inner=${TIMES.has(facet) && v.value.length > 4}>
    <label title=${other === label ? nothing : other}>
      <input type="checkbox" data-value=${v.value} .checked=${live(on)}
        @change=${() => a.go({ type: "toggle", facet, value: v.value, how: "include" })}>
      <span class="label">${label}</span>
      ${TIMES.has(facet) ? bar(v.count / top) : nothing}
      <span class="n">${v.count}</span>
    </label>
    ${WITHOUT_EVIDENCE.has(facet) ? nothing : html`<a class="icon proof" href=${a.link({ type: "view", view: "sentences", options: { fact: `${facet}:${v.value}` } })}
      aria-label=${a.t("sentences-of", { label })} title=${a.t("sentences-of", { label })}><span aria-hidden="true">❝</span></a>`}
    <button type="button" class="icon not" aria-pressed=${out} aria-label=${a.t("leave-out", { label })} title=${a.t("leave-out", { label })}
      @click=${() => a.go({ type: "toggle", facet, value: v.value, how: "exclude" })}><span aria-hidden="true">−</span></button>
  </li>`;
}

/** Two years: the way without dragging. @param {Model} m @param {Acts} a @param {string} facet */
function years(m, a, facet) {
  const { from, to } = m.state.filters[facet] ?? noChoice();
  const changed = (/** @type {"from" | "to"} */ end) => (/** @type {Event} */ e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    if (!input.validity.valid) return input.reportValidity();
    a.go({ type: "range", facet, from, to, [end]: input.value.trim() });
  };
  const field = (/** @type {"from" | "to"} */ end, /** @type {string} */ value) => html`<label>${a.t(end)}
    <input inputmode="numeric" size="7" maxlength="10" pattern="\\d{4}(-\\d{2}(-\\d{2})?)?" title=${a.t("date-form")}
      .value=${live(value)} @change=${changed(end)}></label>`;
  return html`<div class="range">${field("from", from)} ${field("to", to)}</div>`;
}
