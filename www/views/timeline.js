// Events over time: columns to be brushed, the table behind them, the events below. A column is a filter on when it happened.

import { html, nothing, svg } from "lit-html";

import { APART, columns, marks, ticks } from "../charts/columns.js";
import { number } from "../format.js";
import { periodOf } from "../options.js";
import { reduce } from "../state.js";
import { more, occasion } from "./quotes.js";
import { rowTools, twin } from "./table.js";
import { day, facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Timeline} Timeline */

/** Facets of which the columns are not made: they are time themselves, or everybody is another. */
const NOT_STACKED = new Set(["year", "when", "person"]);
/** Letters keep their size, so a phone gets a smaller box rather than smaller letters. */
const BOX = { phone: { width: 330, height: 150, labels: 6 }, middle: { width: 680, height: 180, labels: 14 }, wide: { width: 1000, height: 200, labels: 18 } };

/** @param {Model} m @param {Acts} a @param {Timeline} found */
export function timeline(m, a, found) {
  const by = periodOf(m.state);
  const range = m.state.filters.when;
  const short = periodOf({ ...m.state, options: { by: "day" } }) === "day";
  const stack = m.state.options.stack ?? "";
  const share = m.state.options.share === "1" && narrowed(m);
  const select = (/** @type {string} */ key) => (/** @type {Event} */ e) => a.go({ type: "option", key, value: /** @type {HTMLSelectElement} */ (e.target).value });
  const gaps = m.base.value?.missing ?? [];
  return html`
    <div class="list-head"><h2>${a.t("events-n", { n: found.total })}</h2><span class="controls">
      ${narrowed(m) ? html`<label class="switch"><input type="checkbox" .checked=${share} @change=${() => a.go({ type: "option", key: "share", value: share ? "" : "1" })}> ${a.t("as-share")}</label>` : nothing}
      <label class="sort">${a.t("by")} <select @change=${select("by")}><option value="" ?selected=${by === "year"}>${a.t("by-year")}</option><option value="month" ?selected=${by === "month"}>${a.t("by-month")}</option>${short ? html`<option value="day" ?selected=${by === "day"}>${a.t("by-day")}</option>` : nothing}</select></label>
      <label class="sort">${a.t("stacked-by")} <select @change=${select("stack")}><option value="" ?selected=${!stack}>${a.t("nothing-stacked")}</option>
        ${(m.info?.facets ?? []).filter((f) => !NOT_STACKED.has(f.id)).map((f) => html`<option value=${f.id} ?selected=${f.id === stack}>${facetName(m, f.id)}</option>`)}</select></label></span></div>
    ${found.periods.length ? html`${chart(m, a, found, share)}
      <p class="quiet">${a.t("brush-hint")} ${range?.from || range?.to ? html`<a href=${a.link({ type: "drop", facet: "when" })}>${a.t("all-time")}</a>` : nothing}</p>
      ${twin(a, table(m, a, found), (i) => html`<a href=${a.link({ type: "range", facet: "when", from: found.periods[i].date, to: found.periods[i].date })}>${day(m, found.periods[i].date)}</a>`)}
      ${rowTools(m, a, "timeline", table(m, a, found), title(m, a, found))}` : nothing}
    <p class="quiet">${[gaps.length ? a.t("missing-years", { years: runs(gaps).join(", ") }) : "", found.undated ? a.t("undated-events", { n: found.undated }) : ""].filter(Boolean).join(" ")}</p>
    <ol class="rows events">${found.events.map((o) => html`<li>${occasion(m, a, o)}</li>`)}</ol>
    ${more(a, found.events.length, found.total)}`;
}

/** Whether less than everything is looked at: then a share says more. @param {Model} m */
function narrowed(m) {
  return m.state.query.trim() !== "" || Object.keys(m.state.filters).some((f) => f !== "when");
}

/** @param {Model} m @param {Acts} a @param {Timeline} found */
function title(m, a, found) {
  const stack = m.state.options.stack;
  return [a.t("events-n", { n: found.total }), stack ? `${a.t("stacked-by")} ${facetName(m, stack)}` : ""].filter(Boolean).join(", ");
}

/** Events of everything in a period, for the share. @param {Model} m @param {string} date */
function whole(m, date) {
  return m.base.value?.periods.find((p) => p.date === date)?.events ?? 0;
}

/** @param {Model} m @param {Acts} a @param {Timeline} found @param {boolean} share */
function chart(m, a, found, share) {
  const { width, height, labels } = BOX[m.width];
  const factor = (/** @type {string} */ date) => (share ? 100 / Math.max(1, whole(m, date)) : 1);
  const rows = found.periods.map((p) => ({ date: p.date, events: p.events * factor(p.date), stack: p.stack.map(([v, n]) => /** @type {[number, number]} */ ([v, n * factor(p.date)])) }));
  const { columns: list, top, slots } = columns(rows, width, height);
  const slot = width / Math.max(1, slots.length);
  const counts = new Map(found.periods.map((p) => [p.date, p.events]));
  const gaps = new Set((m.base.value?.missing ?? []).map(String));
  const brush = m.ui.brush;
  const said = (/** @type {string} */ date) => `${day(m, date)}: ${a.t("events-n", { n: counts.get(date) ?? 0 })}`;
  const label = a.t("timeline-chart", { from: day(m, found.periods[0].date), to: day(m, found.periods.at(-1)?.date ?? null), top: Math.max(...counts.values()) });
  const hands = brushing(m, a, slots, said);
  return html`<figure class="chart"><div class="brush" tabindex="0" role="group" aria-label=${a.t("brush")} @keydown=${hands.key}>
    <svg viewBox="-34 -8 ${width + 40} ${height + 34}" role="img" aria-label=${label}
      @pointerdown=${hands.down} @pointermove=${hands.move} @pointerup=${hands.up} @pointercancel=${hands.cancel}>
      ${ticks(top).map((n) => svg`<g><line class="grid" x1="0" x2=${width} y1=${height - (height * n) / top} y2=${height - (height * n) / top}></line>
        <text class="tick" x="-8" y=${height - (height * n) / top + 4} text-anchor="end">${n}${share ? "%" : ""}</text></g>`)}
      ${slots.map((s, i) => gaps.has(s.slice(0, 4)) ? svg`<rect class="no-data" x=${i * slot} y="0" width=${slot} height=${height}><title>${a.t("no-data")}</title></rect>` : nothing)}
      ${brush ? svg`<rect class="brush-range" x=${Math.min(brush[0], brush[1]) * slot} y="-6" width=${(Math.abs(brush[1] - brush[0]) + 1) * slot} height=${height + 6}></rect>` : nothing}
      ${marks(slots, labels).map(([i, words]) => svg`<text class="tick" x=${i * slot + slot / 2} y=${height + 18} text-anchor="middle">${words.length > 7 ? day(m, words).replace(/[ /]\d{4}$/, "") : words}</text>`)}
      ${list.map((c) => svg`<g class="bar-of"><title>${said(c.date)}${share ? ` (${number(Math.round(c.n), m.prefs.lang)} %)` : ""}</title>
        <rect class="target" x=${c.x} y="0" width=${c.w} height=${height}></rect>
        ${c.pieces.map((p) => svg`<rect class=${p.value < 0 ? "rest" : `stack-${p.value}`} x=${p.x} y=${p.y} width=${p.w} height=${p.h}></rect>`)}</g>`)}
    </svg></div>
    ${found.values.length ? html`<figcaption class="key">${found.values.slice(0, APART).map((v, i) => html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="stack-${i}" width="10" height="10"></rect></svg> ${v.labels[m.prefs.lang]}</span>`)}
      ${found.values.length > APART ? html`<span><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="rest" width="10" height="10"></rect></svg> ${a.t("the-rest")}</span>` : nothing}</figcaption>` : nothing}</figure>`;
}

/**
 * Choosing a stretch of time: drawn over with the pointer, or with the arrow keys (Shift widens, Enter filters, Escape
 * lets go). One period alone is opened: a year into its months, a month into its days.
 * @param {Model} m @param {Acts} a @param {string[]} slots @param {(date: string) => string} said
 */
function brushing(m, a, slots, said) {
  const at = (/** @type {PointerEvent} */ e) => {
    const box = /** @type {SVGSVGElement} */ (e.currentTarget);
    const point = new DOMPoint(e.clientX, e.clientY).matrixTransform(box.getScreenCTM()?.inverse());
    return Math.max(0, Math.min(slots.length - 1, Math.floor((point.x / (box.viewBox.baseVal.width - 40)) * slots.length)));
  };
  const choose = (/** @type {[number, number]} */ [x, y]) => {
    const [from, to] = [slots[Math.min(x, y)], slots[Math.max(x, y)]];
    const next = reduce(m.state, { type: "range", facet: "when", from, to });
    a.set({ brush: null });
    a.go({ type: "go", state: from === to && from.length < 10 ? reduce(next, { type: "option", key: "by", value: from.length === 4 ? "month" : "day" }) : next });
  };
  const now = m.ui.brush;
  return {
    down: (/** @type {PointerEvent} */ e) => {
      if (e.button !== 0) return;
      /** @type {Element} */ (e.currentTarget).setPointerCapture(e.pointerId);
      a.set({ brush: [at(e), at(e)] });
    },
    move: (/** @type {PointerEvent} */ e) => { if (now && e.buttons & 1 && at(e) !== now[1]) a.set({ brush: [now[0], at(e)] }); },
    up: (/** @type {PointerEvent} */ e) => { if (now && e.button === 0) choose(now); },
    cancel: () => a.set({ brush: null }),
    key: (/** @type {KeyboardEvent} */ e) => {
      const last = slots.length - 1;
      const to = { ArrowLeft: (now?.[1] ?? last + 1) - 1, ArrowRight: (now?.[1] ?? -1) + 1, Home: 0, End: last }[e.key];
      if (to !== undefined) {
        const end = Math.max(0, Math.min(last, to));
        a.set({ brush: [e.shiftKey && now ? now[0] : end, end] });
        a.say(said(slots[end]));
      } else if (e.key === "Enter" && now) choose(now);
      else if (e.key === "Escape" && now) a.set({ brush: null });
      else return;
      e.preventDefault();
    },
  };
}

/** @param {Model} m @param {Acts} a @param {Timeline} found @returns {import("../charts/rows.js").Table} */
function table(m, a, found) {
  const shown = found.values.slice(0, APART);
  const compared = narrowed(m) && m.base.value;
  return {
    head: [a.t("period"), a.t("events-head"), a.t("reports-head"), ...(compared ? [a.t("of-all-events"), "%"] : []), ...shown.map((v) => v.labels[m.prefs.lang])],
    rows: found.periods.map((p) => [day(m, p.date), p.events, p.reports,
      ...(compared ? [whole(m, p.date), Math.round((100 * p.events) / Math.max(1, whole(m, p.date)))] : []),
      ...shown.map((_, i) => p.stack.find(([v]) => v === i)?.[1] ?? "")]),
  };
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
