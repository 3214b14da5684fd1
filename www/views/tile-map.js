// Partners as tiles of the world, without borders. The table beside it says the same.

import { html, nothing, svg } from "lit-html";

import capitals from "../../src/export/capitals.tsv";
import { tiles } from "../charts/tiles.js";
import { roving } from "./roving.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Partners} Partners */

const SIZE = 26;
/** Shades of a tile, by how far its number is from one to the highest. */
const SHADES = 4;
/** @type {ReturnType<typeof tiles> | undefined} */
let world;

/** @param {Model} m @param {Acts} a @param {Partners} found */
export function tileMap(m, a, found) {
  world ??= tiles(capitals);
  const partners = new Map(found.rows.map((p) => [p.value, p]));
  const top = Math.max(1, ...found.rows.map((p) => p.events));
  const shade = (/** @type {number} */ n) => Math.min(SHADES, 1 + Math.floor((SHADES * (n - 1)) / Math.max(1, top - 1)));
  const hands = roving(m, a, found.rows.flatMap((p) => world?.tiles.filter((t) => t.code === p.value) ?? []).map((t) => ({ id: t.code, x: t.col, y: t.row })), (id) => a.go({ type: "option", key: "who", value: id }));
  return html`<figure class="chart tiles"><svg viewBox="0 0 ${world.cols * SIZE} ${world.rows * SIZE}" role="group" aria-label="${a.t("tiles-chart", { n: found.rows.length, top })}. ${a.t("picture-keys")}">
    ${world.tiles.map((t) => {
      const p = partners.get(t.code);
      const box = svg`<rect class=${p ? `shade-${shade(p.events)}` : "shade-0"} x=${t.col * SIZE + 1} y=${t.row * SIZE + 1} width=${SIZE - 2} height=${SIZE - 2} rx="2"></rect>`;
      if (!p) return t.code === "VN" ? svg`<g><title>${a.label("country", "VN")}</title><rect class="home" x=${t.col * SIZE + 2} y=${t.row * SIZE + 2} width=${SIZE - 4} height=${SIZE - 4} rx="2"></rect></g>` : box;
      return svg`<g class="bar-of" role="link" data-spot=${t.code} tabindex=${hands.tab(t.code)} aria-label="${t.code} ${p.labels[m.prefs.lang]}: ${a.t("events-n", { n: p.events })}" @keydown=${hands.key} @click=${hands.open}><title>${p.labels[m.prefs.lang]}: ${a.t("events-n", { n: p.events })}</title>${box}
        ${m.width === "phone" ? nothing : svg`<text class="tile-name on-${shade(p.events) > 2 ? "dark" : "light"}" x=${t.col * SIZE + SIZE / 2} y=${t.row * SIZE + SIZE / 2 + 4} text-anchor="middle">${t.code}</text>`}</g>`;
    })}</svg>
    <figcaption class="quiet">${a.t("tiles-note", { top })} ${a.t("picture-keys")}</figcaption></figure>`;
}
