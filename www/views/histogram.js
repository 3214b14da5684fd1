// The values of a facet that lie on a line, in bins that fit what is there: each is a filter, by pointer and by arrow keys.

import { html, svg } from "lit-html";

import { day, range } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

const [WIDTH, HEIGHT] = [240, 44];

/**
 * @param {Model} m @param {Acts} a @param {import("../../src/web/types").FacetCounts} f
 * @param {number | null} at the bin that the arrow keys are at @param {(at: number) => void} move
 */
export function histogram(m, a, { id, bins }, at, move) {
  if (bins.length < 2) return html`<div class="histogram"></div>`;
  const top = Math.max(1, ...bins.map((b) => b.count));
  const slot = WIDTH / bins.length;
  const words = (/** @type {number} */ i) => `${range(m, bins[i].from, bins[i].to)}: ${a.t("reports", { n: bins[i].count })}`;
  const choose = (/** @type {number} */ i) => a.go({ type: "range", facet: id, from: bins[i].from, to: bins[i].to });
  const pressed = (/** @type {KeyboardEvent} */ e) => {
    const now = at === null || at >= bins.length ? null : at;
    const to = { ArrowLeft: (now ?? bins.length) - 1, ArrowRight: (now ?? -1) + 1, Home: 0, End: bins.length - 1 }[e.key];
    if (to !== undefined) {
      const next = Math.max(0, Math.min(bins.length - 1, to));
      move(next);
      a.say(words(next));
    } else if (e.key === "Enter" && now !== null) choose(now);
    else return;
    e.preventDefault();
  };
  return html`<div class="histogram" tabindex="0" role="group" aria-label=${a.t("histogram-hint")} @keydown=${pressed}>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label=${bins.map((_, i) => words(i)).join("; ")}>
      ${bins.map((b, i) => svg`<g class="bar-of" @click=${() => choose(i)}><title>${words(i)}</title>
        <rect class="target" x=${i * slot} width=${slot} height=${HEIGHT}></rect>
        <rect class=${i === at ? "column at" : "column"} x=${i * slot + 0.5} y=${HEIGHT - (HEIGHT * b.count) / top} width=${slot - 1} height=${(HEIGHT * b.count) / top}></rect></g>`)}
    </svg>
    <p class="ends" aria-hidden="true"><span>${day(m, bins[0].from)}</span><span>${day(m, bins[bins.length - 1].to)}</span></p></div>`;
}
