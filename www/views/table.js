// What a view shows as rows: the twin of a picture, to be copied and to be saved; and the picture itself as a file.

import { html, nothing } from "lit-html";

import { csv, fileName, tsv } from "../charts/rows.js";
import { png, standalone } from "../charts/picture.js";
import { selectionWords } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../charts/rows.js").Table} Table */

/**
 * Copy and save what the view shows; with `title` also the picture of the view (its first `.chart svg`).
 * @param {Model} m @param {Acts} a @param {string} name @param {Table} table @param {string} [title]
 */
export function rowTools(m, a, name, table, title) {
  const file = (/** @type {string} */ ending) => fileName([m.info?.title ?? "", name, m.state.query, m.info?.version ?? ""], ending);
  const selection = () => selectionWords(m, a);
  const picture = (/** @type {Event} */ e) => {
    const svg = /** @type {HTMLElement} */ (e.target).closest(".view")?.querySelector(".chart svg");
    return svg ? standalone(/** @type {SVGSVGElement} */ (svg), { title: title ?? "", notes: selection() }) : null;
  };
  return html`<p class="row-tools" role="group" aria-label=${a.t("take-along")}>
    <button @click=${() => a.copy(tsv(table), name)}>${m.ui.copied === name ? a.t("copied") : a.t("copy-rows", { n: table.rows.length })}</button>
    <button @click=${() => a.file(file("csv"), new Blob([csv(table, selection().join("; "))], { type: "text/csv" }))}>CSV</button>
    ${title === undefined ? nothing : html`
    <button @click=${(/** @type {Event} */ e) => { const p = picture(e); if (p) a.file(file("svg"), new Blob([p.text], { type: "image/svg+xml" })); }}>SVG</button>
    <button @click=${(/** @type {Event} */ e) => { const p = picture(e); if (p) void png(p).then((b) => a.file(file("png"), b)); }}>PNG</button>`}
  </p>`;
}

/** The same numbers as a table. @param {Acts} a @param {Table} table @param {(row: number) => unknown} [first] what stands in the first cell */
export function twin(a, table, first) {
  const n = table.head.map((_, i) => i > 0 && table.rows.every((r) => r[i] === "" || typeof r[i] === "number"));
  return html`<details class="twin"><summary>${a.t("as-table")}</summary><div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("as-table")}><table class="grid-table">
    <thead><tr>${table.head.map((h, i) => html`<th scope="col" class=${n[i] ? "n" : ""}>${h}</th>`)}</tr></thead>
    <tbody>${table.rows.map((r, at) => html`<tr><th scope="row">${first ? first(at) : r[0]}</th>${r.slice(1).map((c, i) => html`<td class=${n[i + 1] ? "n" : ""}>${c}</td>`)}</tr>`)}</tbody></table></div></details>`;
}
