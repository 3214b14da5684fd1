// The filters: native checkboxes in fieldsets, each value with its count, a way to leave it out and its evidence.

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";

import { isOpen, onLine, ORDER, TIMES, TREES } from "../facet-order.js";
import { fold } from "../format.js";
import { noChoice } from "../state.js";
import { bar } from "./bars.js";
import { day, facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").FacetCounts} FacetCounts */
/** @typedef {import("../../src/web/types").FacetValue} FacetValue */

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
  const open = isOpen(m, f.id);
  const name = facetName(m, f.id);
  const change = (/** @type {typeof touched} */ c) => a.set({ groups: { ...m.ui.groups, [f.id]: { ...touched, ...c } } });
  return html`<fieldset class="group" data-facet=${f.id}>
    <legend><button type="button" class="fold" aria-expanded=${open} aria-controls="group-${f.id}" @click=${() => change({ open: !open })}>
      <span class="facet-name">${name}</span> <span class="n" title=${a.t("distinct")}>${distinct(f)}</span></button></legend>
    <div id="group-${f.id}" ?hidden=${!open}>${open ? body(m, a, f, name, touched, change) : nothing}</div>
  </fieldset>`;
}

/** @typedef {NonNullable<Model["ui"]["groups"][string]>} Touched */
/** @typedef {FacetValue & {inner: Node[]}} Node */

/** @param {Model} m @param {Acts} a @param {FacetCounts} f @param {string} name @param {Touched} touched @param {(change: Touched) => void} change */
function body(m, a, f, name, touched, change) {
  const find = fold(touched.find ?? "");
  const found = (/** @type {FacetValue} */ v) => fold(`${v.labels.vi} ${v.labels.en} ${v.value}`).includes(find);
  const values = f.values.filter((v) => v.value !== "" && (v.count > 0 || v.selected || v.excluded));
  const nodes = tops(f.id, m.prefs.orders[f.id] === "tree" || TIMES.has(f.id) ? values : values.map((v) => ({ ...v, parent: null })))
    .filter((n) => find === "" || some(n, found));
  const all = touched.all || find !== "";
  const chosen = nodes.filter((n) => some(n, (v) => v.selected || v.excluded)).length;
  const shown = all ? nodes : nodes.slice(0, Math.max(FEW, chosen));
  const top = Math.max(1, ...nodes.map((v) => v.count));
  const unfolded = (/** @type {Node} */ n) => find !== "" || n.inner.some((v) => some(v, (x) => x.selected || x.excluded)) !== (touched.turned ?? []).includes(n.value);
  return html`
    ${onLine(m, f.id) ? between(m, a, f.id) : nothing}
    ${onLine(m, f.id) ? m.later?.histogram(m, a, f, touched.bin ?? null, (bin) => change({ bin })) ?? html`<div class="histogram"></div>` : nothing}
    ${onLine(m, f.id) || f.distinct <= FEW ? nothing : sorted(m, a, f.id, name)}
    ${f.distinct > MANY && !TIMES.has(f.id) ? html`<input class="find" type="search" aria-label=${a.t("find-in", { facet: name })}
      placeholder=${a.t("find-in", { facet: name })} .value=${live(touched.find ?? "")}
      @input=${(/** @type {Event} */ e) => change({ find: /** @type {HTMLInputElement} */ (e.target).value })}>` : nothing}
    ${list(shown)}
    ${f.missing && find === "" || m.state.filters[f.id]?.include.includes("") ? html`<ul class="values">${row(m, a, f.id, none(a, f), top)}</ul>` : nothing}
    ${find !== "" && !nodes.length ? html`<p class="quiet">${a.t("none-of-name")}</p>` : nothing}
    ${find === "" && nodes.length > shown.length || touched.all && find === "" ? html`<button type="button" class="more" aria-expanded=${!!touched.all}
      @click=${() => change({ all: !touched.all })}>${touched.all ? a.t("show-fewer") : a.t("show-more", { n: nodes.length - shown.length })}</button>` : nothing}`;

  /** @param {Node[]} nodes @returns {unknown} */
  function list(nodes) {
    return html`<ul class="values">${repeat(nodes, (n) => n.value, (n) => row(m, a, f.id, n, top, n.inner.length ? {
      open: unfolded(n),
      turn: () => change({ turned: touched.turned?.includes(n.value) ? touched.turned.filter((v) => v !== n.value) : [...touched.turned ?? [], n.value] }),
      list: () => list(find === "" || found(n) ? n.inner : n.inner.filter((v) => some(v, found))),
    } : undefined))}</ul>`;
  }
}

/** The values that belong to none, each with those that belong to it; times newest first, the months of a year in order. @param {string} facet @param {FacetValue[]} values @returns {Node[]} */
export function tops(facet, values) {
  const parent = (/** @type {FacetValue} */ v) => (TIMES.has(facet) ? (v.value.length > 4 ? v.value.slice(0, 4) : null) : v.parent);
  /** @type {Map<string, Node>} */
  const nodes = new Map(values.map((v) => [v.value, { ...v, inner: [] }]));
  /** @type {Node[]} */
  const out = [];
  for (const n of nodes.values()) (nodes.get(parent(n) ?? "")?.inner ?? out).push(n);
  if (!TIMES.has(facet)) return out;
  for (const n of out) n.inner.sort((x, y) => x.value.localeCompare(y.value));
  return out.sort((x, y) => y.value.localeCompare(x.value));
}

/** Whether something holds of a value or of one inside it. @param {Node} n @param {(v: FacetValue) => boolean} holds @returns {boolean} */
function some(n, holds) {
  return holds(n) || n.inner.some((v) => some(v, holds));
}

/** Reports in which no value was found. @param {Acts} a @param {FacetCounts} f @returns {FacetValue} */
function none(a, f) {
  const label = a.t("not-stated");
  return { value: "", label, labels: { vi: label, en: label }, parent: null, count: f.missing, selected: false, excluded: false };
}

/** In which order the values stand; kept on this device. @param {Model} m @param {Acts} a @param {string} facet @param {string} name */
function sorted(m, a, facet, name) {
  const now = m.prefs.orders[facet] ?? "count";
  return html`<select class="order" aria-label="${a.t("sort")}: ${name}" @change=${(/** @type {Event} */ e) => {
    const { [facet]: _, ...others } = m.prefs.orders;
    const to = /** @type {HTMLSelectElement} */ (e.target).value;
    void a.prefer({ orders: to === "count" ? others : { ...others, [facet]: /** @type {"name" | "tree"} */ (to) } });
  }}>${/** @type {const} */ (["count", "name", ...(TREES.has(facet) ? ["tree"] : [])]).map((o) => html`<option value=${o} ?selected=${o === now}>${a.t(/** @type {any} */ (`order-${o}`))}</option>`)}</select>`;
}

/** Months are values too, but one counts years. @param {FacetCounts} f */
function distinct(f) {
  return TIMES.has(f.id) ? f.values.filter((v) => v.value.length === 4 && v.count > 0).length : f.distinct;
}

/**
 * @param {Model} m @param {Acts} a @param {string} facet @param {FacetValue} v @param {number} top
 * @param {{open: boolean, turn: () => void, list: () => unknown}} [inside] the values that belong to it
 */
function row(m, a, facet, v, top, inside) {
  const label = TIMES.has(facet) && v.value !== "" ? day(m, v.value) : a.label(facet, v.value);
  const other = m.prefs.lang === "vi" ? v.labels.en : v.labels.vi;
  // What is ticked is what the state says, at once; the answer follows.
  const choice = m.state.filters[facet] ?? noChoice();
  const [on, out] = [choice.include.includes(v.value), choice.exclude.includes(v.value)];
  const id = `inside-${facet}-${v.value}`;
  return html`<li><div class="value" ?data-out=${out} ?data-in=${on}>
    ${inside ? html`<button type="button" class="icon unfold" aria-expanded=${inside.open} aria-controls=${id} aria-label=${a.t("inside", { label })} @click=${inside.turn}></button>` : nothing}
    <label title=${other === label || TIMES.has(facet) ? nothing : other}>
      <input type="checkbox" data-value=${v.value} .checked=${live(on)}
        @change=${() => a.go({ type: "toggle", facet, value: v.value, how: "include" })}>
      <span class="label">${label}</span>
      ${TIMES.has(facet) ? bar(v.count / top) : nothing}
      <span class="n">${v.count}</span>
    </label>
    ${WITHOUT_EVIDENCE.has(facet) ? nothing : v.value === "" ? html`<span class="icon"></span>` : html`<a class="icon proof" href=${a.link({ type: "view", view: "sentences", options: { fact: `${facet}:${v.value}` } })}
      aria-label=${a.t("sentences-of", { label })} title=${a.t("sentences-of", { label })}><span aria-hidden="true">❝</span></a>`}
    <button type="button" class="icon not" aria-pressed=${out} aria-label=${a.t("leave-out", { label })} title=${a.t("leave-out", { label })}
      @click=${() => a.go({ type: "toggle", facet, value: v.value, how: "exclude" })}><span aria-hidden="true">−</span></button></div>
    ${inside ? html`<div id=${id} class="inner" ?hidden=${!inside.open}>${inside.open ? inside.list() : nothing}</div>` : nothing}
  </li>`;
}

/** Two years or numbers: the way without dragging. @param {Model} m @param {Acts} a @param {string} facet */
function between(m, a, facet) {
  const { from, to } = m.state.filters[facet] ?? noChoice();
  const numbers = m.info?.facets.find((f) => f.id === facet)?.type === "number";
  const changed = (/** @type {"from" | "to"} */ end) => (/** @type {Event} */ e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    if (!input.validity.valid) return input.reportValidity();
    a.go({ type: "range", facet, from, to, [end]: input.value.trim() });
  };
  const field = (/** @type {"from" | "to"} */ end, /** @type {string} */ value) => html`<label>${a.t(end)}
    <input inputmode="numeric" size="7" maxlength="12" pattern=${numbers ? nothing : "\\d{4}(-\\d{2}(-\\d{2})?)?"} title=${numbers ? nothing : a.t("date-form")}
      .value=${live(value)} @change=${changed(end)}></label>`;
  return html`<div class="range">${field("from", from)} ${field("to", to)}</div>`;
}
