// The reports found, as an ordered list of articles.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { MOST, SORTS } from "../state.js";
import { empty } from "./states.js";
import { day, languageName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Hit} Hit */
/** @typedef {import("../../src/web/types").Segment} Segment */

/** @param {Model} m @param {Acts} a */
export function results(m, a) {
  const { value } = m.answer;
  if (!value) return html`<p class="message">${m.answer.error ? m.answer.error.message : a.t("searching")}</p>`;
  if (value.total === 0) return empty(m, a);
  return html`
    <div class="list-head">
      <h2>${a.t("view-results")}</h2>
      <label class="sort">${a.t("sort")}
        <select @change=${(/** @type {Event} */ e) => a.go({ type: "sort", sort: /** @type {any} */ (/** @type {HTMLSelectElement} */ (e.target).value) })}>
          ${SORTS.map((s) => html`<option value=${s} ?selected=${s === m.state.sort}>${a.t(s === "relevance" && !m.state.query.trim() ? "sort-none" : `sort-${s}`)}</option>`)}
        </select></label>
    </div>
    <ol class="hits" ?data-stale=${m.answer.pending}>${repeat(value.hits, (h) => h.id, (h) => hit(m, a, h))}</ol>
    ${value.hits.length < value.total && m.state.shown < MOST ? html`<p class="list-foot">
      <button class="more" @click=${() => a.go({ type: "more" })}>${a.t("more-reports", { n: Math.min(20, value.total - value.hits.length) })}</button>
      <span class="quiet">${a.t("shown-of", { shown: value.hits.length, total: value.total })}</span></p>` : nothing}`;
}

/** @param {Model} m @param {Acts} a @param {Hit} h */
function hit(m, a, h) {
  const open = h.id === m.state.id;
  const reports = m.siblings.value?.get(h.id) ?? 1;
  return html`<li><article class="report" ?data-open=${open}>
    <h3 lang=${h.lang}><a id="hit-${h.id}" class="hit-link" href=${a.link({ type: "open", id: h.id })} aria-current=${open ? "true" : nothing}>
      ${h.heading.length ? segments(h.heading) : h.title ?? h.id}</a></h3>
    <p class="meta">${h.date || m.info?.extract !== false ? html`<time datetime=${h.date ?? nothing}>${day(m, h.date) || a.t("undated")}</time>` : nothing}
      ${h.lang !== "und" || m.info?.extract !== false ? html`<span>${languageName(m, h.lang)}</span>` : nothing}
      ${h.event ? html`<span>${h.event.labels[m.prefs.lang]}</span>` : nothing}
      ${h.outlet ? html`<span>${h.outlet}</span>` : nothing}
      ${reports > 1 ? html`<span>${a.t("reports-of-event", { n: reports })}</span>` : nothing}</p>
    ${h.snippet.length ? html`<p class="snippet" lang=${h.lang}>${segments(h.snippet)}</p>` : nothing}
  </article></li>`;
}

/** Pieces of text; what matched is marked. @param {Segment[]} list */
export function segments(list) {
  return list.map((s) => s.kind === "text" ? s.text
    : s.kind === "gap" ? html`<span class="gap">${s.text}</span>`
    : html`<mark class=${s.kind === "evidence" ? "evidence" : "hit"}>${s.text}</mark>`);
}
