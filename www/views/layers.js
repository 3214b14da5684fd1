// What opens over the page: filters on a phone, the sheet of shortcuts. Native dialogs, so focus and Escape are the
// browser's.

import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";

import { SHEET } from "../keys.js";
import { withFirst } from "../searches.js";
import { conditions } from "../state.js";
import { facets } from "./facets.js";
import { selectionWords } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** Opens a dialog as soon as it is in the page. @param {Element | undefined} element */
function opened(element) {
  if (element instanceof HTMLDialogElement && !element.open) queueMicrotask(() => element.isConnected && !element.open && element.showModal());
}

/**
 * @param {Acts} a @param {string} name @param {string} title
 * @param {unknown} content @param {unknown} foot
 */
function layer(a, name, title, content, foot) {
  return html`<dialog class="layer" id=${name} aria-labelledby="${name}-title" ${ref(opened)} @close=${() => a.set({ layer: null })}
    @click=${(/** @type {Event} */ e) => { if (e.target === e.currentTarget) /** @type {HTMLDialogElement} */ (e.target).close(); }}>
    <div class="layer-head"><h2 id="${name}-title">${title}</h2>
      <button @click=${() => a.set({ layer: null })} aria-label=${a.t("close")} title=${a.t("close")}><span aria-hidden="true">×</span></button></div>
    <div class="layer-body">${content}</div>
    ${foot ? html`<div class="layer-foot">${foot}</div>` : nothing}
  </dialog>`;
}

/** @param {Model} m @param {Acts} a */
function filtersLayer(m, a) {
  if (m.ui.layer !== "filters" || m.width !== "phone") return nothing;
  const n = m.answer.value?.total ?? 0;
  return layer(a, "filters", a.t("filters"), facets(m, a),
    html`<button class="primary" @click=${() => a.set({ layer: null })}>${a.t("show-reports", { n })}</button>`);
}

/** Formats in the order of the menu. @type {readonly import("../../src/web/types").ExportFormat[]} */
const FORMATS = ["csv", "jsonl", "bibtex", "ris", "csl", "annotations", "gexf", "geojson", "ftm", "plover", "skos"];
/** Those that need no facts. @type {readonly import("../../src/web/types").ExportFormat[]} */
const PLAIN = ["csv", "jsonl", "bibtex", "ris", "csl"];

/** @param {Model} m @param {Acts} a */
function exportLayer(m, a) {
  if (m.ui.layer !== "export") return nothing;
  const n = m.answer.value?.total ?? 0;
  return layer(a, "export", a.t("export"), html`
    <p>${a.t(conditions(m.state) || m.state.query.trim() ? "export-selection" : "export-all", { n })}</p>
    <ul class="formats">${FORMATS.filter((f) => m.info?.extract !== false || PLAIN.includes(f)).map((f) => html`<li><button @click=${() => a.save(f)} ?disabled=${n === 0}>${a.t(`format-${f}`)}</button> <span class="quiet">${a.t(`format-${f}-is`)}</span></li>`)}</ul>
    <p class="quiet">${a.t("export-note")}</p>
    <p><button @click=${() => a.copy(location.href, "share")}>${m.ui.copied === "share" ? a.t("copied") : a.t("copy-selection-link")}</button></p>`, null);
}

/** @param {Model} m @param {Acts} a */
function helpLayer(m, a) {
  if (m.ui.layer !== "help") return nothing;
  return layer(a, "help", a.t("help"), html`
    <h3>${a.t("query-language")}</h3>
    <dl class="sheet">
      ${/** @type {const} */ (["words", "phrase", "near", "minus", "or", "begin", "exact", "field", "range", "weight", "marks"]).map((k) => html`<div><dt><code>${a.t(`syntax-${k}`)}</code></dt><dd>${a.t(`syntax-${k}-does`)}</dd></div>`)}
    </dl>
    <h3>${a.t("keys")}</h3>
    <label class="switch"><input type="checkbox" .checked=${m.prefs.letters}
      @change=${(/** @type {Event} */ e) => a.prefer({ letters: /** @type {HTMLInputElement} */ (e.target).checked })}> ${a.t("keys-on")}</label>
    <dl class="sheet">${SHEET.map(([keys, does]) => html`<div>
      <dt>${keys.map((k, i) => html`${i ? " · " : ""}<kbd>${k}</kbd>`)}</dt><dd>${a.t(`key-${does}`)}</dd></div>`)}</dl>`, null);
}

/** Searches kept and the last ones. @param {Model} m @param {Acts} a */
function searchesLayer(m, a) {
  if (m.ui.layer !== "searches") return nothing;
  const { saved, recent } = m.searches;
  const some = conditions(m.state) > 0 || m.state.query.trim() !== "";
  const now = { hash: location.hash, words: selectionWords(m, a)[0] };
  const rows = (/** @type {import("../searches.js").Search[]} */ list, /** @type {boolean} */ kept) => html`<ul class="searches">${list.map((s) => html`<li>
    <a href=${s.hash} @click=${() => a.set({ layer: null })}>${s.words}</a>
    ${kept ? html`<button @click=${() => a.searches({ saved: saved.filter((x) => x !== s) })} aria-label="${a.t("forget-search")}: ${s.words}" title=${a.t("forget-search")}><span aria-hidden="true">×</span></button>`
      : html`<button @click=${() => a.searches({ saved: withFirst(saved, s, "saved") })} aria-label="${a.t("keep-search")}: ${s.words}">${a.t("keep-search")}</button>`}</li>`)}</ul>`;
  return layer(a, "searches", a.t("searches"), html`
    ${some ? html`<p>${now.words}</p><p><button class="primary" ?disabled=${saved.some((s) => s.hash === now.hash)} @click=${() => a.searches({ saved: withFirst(saved, now, "saved") })}>${a.t("keep-this-search")}</button>
      <button @click=${() => a.copy(location.href, "share")}>${m.ui.copied === "share" ? a.t("copied") : a.t("copy-selection-link")}</button></p>` : nothing}
    <h3>${a.t("saved-searches")}</h3>${saved.length ? rows(saved, true) : html`<p class="quiet">${a.t("no-saved-search")}</p>`}
    <h3>${a.t("recent-searches")}</h3>${recent.length ? html`${rows(recent, false)}<p><button @click=${() => a.searches({ recent: [] })}>${a.t("forget-recent")}</button></p>` : html`<p class="quiet">${a.t("no-recent-search")}</p>`}
    <p class="quiet">${a.t("searches-note")}</p>`, null);
}

/** The layer that is open. @param {Model} m @param {Acts} a */
export function layers(m, a) {
  return html`${searchesLayer(m, a)} ${filtersLayer(m, a)} ${helpLayer(m, a)} ${exportLayer(m, a)}`;
}
