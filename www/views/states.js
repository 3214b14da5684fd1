// Loading, failed, empty: drawn on purpose.

import { html, nothing } from "lit-html";

import * as format from "../format.js";
import { conditions } from "../state.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function loading(m, a) {
  const p = m.progress;
  const lang = m.prefs.lang;
  const bytes = p && (p.totalBytes ? a.t("of", { part: format.bytes(p.bytes, lang), whole: format.bytes(p.totalBytes, lang) })
    : format.bytes(p.bytes, lang));
  return html`<div class="message" aria-busy="true">
    <p>${a.t("loading")}</p>
    <progress aria-label=${a.t("loading")} max="1" .value=${p?.totalBytes ? Math.min(1, p.bytes / p.totalBytes) : 0}></progress>
    <p class="quiet">${p ? html`${bytes} · ${a.t("reports", { n: p.documents })}` : "\u00a0"}</p>
  </div>`;
}

/** @param {Model} m @param {Acts} a */
export function failed(m, a) {
  return html`<div class="message" role="alert">
    <h2>${a.t("failed")}</h2>
    <p>${m.failure?.message}</p>
    <p><button class="primary" @click=${a.retry}>${a.t("retry")}</button></p>
  </div>`;
}

/** A part of the page or its rows are on their way, or the part could not be loaded. @param {Model} m @param {Acts} a */
export function waiting(m, a) {
  if (!m.lost) return html`<p class="message" aria-busy="true">${a.t("searching")}</p>`;
  return html`<div class="message" role="alert"><p>${a.t("part-lost", { what: m.lost.message })}</p>
    <p><button @click=${() => a.set({})}>${a.t("retry")}</button></p></div>`;
}

/** Nothing found: what to change, and what that brings. @param {Model} m @param {Acts} a */
export function empty(m, a) {
  const corrected = m.answer.value?.correctedQuery;
  const ways = (m.waysOut.value ?? []).filter((w) => w.total > 0);
  return html`<div class="message">
    <h2>${a.t("nothing")}</h2>
    ${corrected ? html`<p>${a.t("did-you-mean")} <a href=${a.link({ type: "query", query: corrected })}>${corrected}</a></p>` : nothing}
    ${ways.length ? html`<p>${a.t("ways-out")}</p>
      <ul class="ways">${ways.map((w) => html`<li><button @click=${() => a.go(
        w.facet === null ? { type: "query", query: "" } : { type: "drop", facet: w.facet, value: w.value ?? undefined })}>
        ${a.t("without", { label: w.label })}</button> <span class="quiet">${a.t("reports", { n: w.total })}</span></li>`)}</ul>`
      : m.waysOut.pending ? nothing : html`<p>${a.t("nothing-hint")}</p>`}
    ${conditions(m.state) + Number(m.state.query !== "") > 1 ? html`<p><button @click=${() => a.go({ type: "clear" })}>${a.t("clear-all")}</button></p>` : nothing}
  </div>`;
}
