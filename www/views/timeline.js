// Events over time: the columns, the table behind them, the events below. A column is a filter.

import { html, nothing, svg } from "lit-html";

import { APART, columns } from "../charts/columns.js";
import { more, occasion } from "./quotes.js";
import { day, facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Timeline} Timeline */

const STACKS = ["crime", "cooperation", "kind", "country", "level"];
/** Letters keep their size, so a phone gets a smaller box rather than smaller letters. */
const BOX = { phone: { width: 330, height: 150, labels: 6 }, middle: { width: 680, height: 180, labels: 14 }, wide: { width: 1000, height: 200, labels: 18 } };

/** @param {Model} m @param {Acts} a @param {Timeline} found */
export function timeline(m, a, found) {
  const by = m.state.options.by ?? "year";
  const stack = m.state.options.stack ?? "";
  const select = (/** @type {string} */ key) => (/** @type {Event} */ e) => a.go({ type: "option", key, value: /** @type {HTMLSelectElement} */ (e.target).value });
  return html`
    <div class="list-head"><h2>${a.t("events-n", { n: found.total })}</h2><span class="controls">
      <label class="sort">${a.t("by")} <select @change=${select("by")}><option value="" ?selected=${by === "year"}>${a.t("by-year")}</option><option value="month" ?selected=${by === "month"}>${a.t("by-month")}</option></select></label>
      <label class="sort">${a.t("stacked-by")} <select @change=${select("stack")}><option value="" ?selected=${!stack}>${a.t("nothing-stacked")}</option>
        ${STACKS.map((f) => html`<option value=${f} ?selected=${f === stack}>${facetName(m, f)}</option>`)}</select></label></span></div>
    ${found.periods.length ? html`${chart(m, a, found)}${table(m, a, found)}` : nothing}
    <p class="quiet">${[found.missing.length ? a.t("missing-years", { years: runs(found.missing).join(", ") }) : "", found.undated ? a.t("undated-events", { n: found.undated }) : ""].filter(Boolean).join(" ")}</p>
    <ol class="rows events">${found.events.map((o) => html`<li>${occasion(m, a, o)}</li>`)}</ol>
    ${more(a, found.events.length, found.total)}`;
}

/** @param {Model} m @param {Acts} a @param {Timeline} found */
function chart(m, a, found) {
  const { width, height, labels } = BOX[m.width];
  const { columns: list, top, slots } = columns(found.periods, width, height);
  const every = Math.ceil(slots.length / labels);
  const slot = width / Math.max(1, slots.length);
  const label = a.t("timeline-chart", { from: day(m, found.periods[0].date), to: day(m, found.periods.at(-1)?.date ?? null), top });
  return html`<figure class="chart"><svg viewBox="-34 -8 ${width + 40} ${height + 34}" role="img" aria-label=${label}>
      ${[0, Math.ceil(top / 2), top].map((n) => svg`<g><line class="grid" x1="0" x2=${width} y1=${height - (height * n) / top} y2=${height - (height * n) / top}></line>
        <text class="tick" x="-8" y=${height - (height * n) / top + 4} text-anchor="end">${n}</text></g>`)}
      ${slots.map((s, i) => i % every === 0 ? svg`<text class="tick" x=${i * slot + slot / 2} y=${height + 18} text-anchor="middle">${s.length > 4 ? (s.endsWith("-01") || i === 0 ? s.slice(0, 4) : "") : s}</text>` : nothing)}
      ${list.map((c) => svg`<g class="bar-of" @click=${() => a.go({ type: "range", facet: "year", from: c.date, to: c.date })}><title>${day(m, c.date)}: ${a.t("events-n", { n: c.n })}</title>
        <rect class="target" x=${c.x} y="0" width=${c.w} height=${height}></rect>
        ${c.pieces.map((p) => svg`<rect class=${p.value < 0 ? "rest" : `stack-${p.value}`} x=${p.x} y=${p.y} width=${p.w} height=${p.h}></rect>`)}</g>`)}
    </svg>
    ${found.values.length ? html`<figcaption class="key">${found.values.slice(0, APART).map((v, i) => html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="stack-${i}" width="10" height="10"></rect></svg> ${v.labels[m.prefs.lang]}</span>`)}
      ${found.values.length > APART ? html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="rest" width="10" height="10"></rect></svg> ${a.t("the-rest")}</span>` : nothing}</figcaption>` : nothing}</figure>`;
}

/** The same numbers as a table. @param {Model} m @param {Acts} a @param {Timeline} found */
function table(m, a, found) {
  const shown = found.values.slice(0, APART);
  return html`<details class="twin"><summary>${a.t("as-table")}</summary><div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("as-table")}><table class="grid-table"><thead><tr><th scope="col">${a.t("period")}</th><th scope="col" class="n">${a.t("events-head")}</th><th scope="col" class="n">${a.t("reports-head")}</th>
      ${shown.map((v) => html`<th scope="col" class="n">${v.labels[m.prefs.lang]}</th>`)}</tr></thead>
    <tbody>${found.periods.map((p) => html`<tr><th scope="row"><a href=${a.link({ type: "range", facet: "year", from: p.date, to: p.date })}>${day(m, p.date)}</a></th><td class="n">${p.events}</td><td class="n">${p.reports}</td>
      ${shown.map((_, i) => html`<td class="n">${p.stack.find(([v]) => v === i)?.[1] ?? ""}</td>`)}</tr>`)}</tbody></table></div></details>`;
}

/** 2010, 2012, 2013, 2014 → "2010", "2012–2014". @param {number[]} years */
function runs(years) {
  /** @type {[number, number][]} */
  const out = [];
  for (const y of years) {
    const last = out.at(-1);
    if (last && last[1] + 1 === y) last[1] = y;
    else out.push([y, y]);
  }
  return out.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`));
}
