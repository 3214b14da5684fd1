// Keyword in context: the sentences that prove a value, or in which the query stands.

import { html, nothing } from "lit-html";

import { factOf, inContext } from "../options.js";
import { more, quote } from "./quotes.js";
import { segments } from "./results.js";
import { rowTools } from "./table.js";
import { day, facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Sentences} Sentences */
/** @typedef {Sentences["rows"][number]} Row */
/** @typedef {import("../../src/web/types").ConcordanceLine} Line */
/** @typedef {import("../../src/web/types").Segment} Segment */

/** Facets whose values are proved by words. */
export const PROVEN = ["country", "kind", "crime", "cooperation", "instrument", "status", "organization", "person", "forum"];

/** @param {Model} m @param {Acts} a @param {{total: number, rows: (Row | Line)[]}} found */
export function sentences(m, a, found) {
  const fact = factOf(m);
  const title = fact ? (fact.value ? a.t("sentences-of", { label: a.label(fact.facet, fact.value) }) : facetName(m, fact.facet))
    : m.state.query.trim() ? a.t("sentences-with", { query: m.state.query.trim() }) : a.t("view-sentences");
  const context = m.state.options.order === "context" || (!fact && m.state.options.order !== "list");
  return html`
    <div class="list-head"><h2>${title} <span class="n">${found.total}</span></h2>
      <span class="controls">
      <label class="sort">${a.t("sentences-about")} <select @change=${(/** @type {Event} */ e) => a.go({ type: "option", key: "fact", value: /** @type {HTMLSelectElement} */ (e.target).value })}>
        ${m.state.query.trim() || !fact ? html`<option value="" ?selected=${!fact}>${a.t("the-query-words")}</option>` : nothing}
        ${PROVEN.map((f) => html`<option value=${f} ?selected=${fact?.facet === f && !fact.value}>${facetName(m, f)}</option>`)}
        ${fact?.value ? html`<option value=${m.state.options.fact} selected>${a.label(fact.facet, fact.value)}</option>` : nothing}
      </select></label>
      ${inContext(m.state) ? html`<label class="sort">${a.t("sort")} <select @change=${(/** @type {Event} */ e) => a.go({ type: "option", key: "by", value: /** @type {HTMLSelectElement} */ (e.target).value })}>
        ${["", "left", "right"].map((o) => html`<option value=${o} ?selected=${o === (m.state.options.by ?? "")}>${a.t(o === "left" ? "by-left" : o === "right" ? "by-right" : "by-report")}</option>`)}</select></label>` : nothing}
      <button aria-pressed=${context} @click=${() => a.go({ type: "option", key: "order", value: context ? (fact ? "" : "list") : "context" })}>${a.t("in-context")}</button></span>
    </div>
    ${found.total === 0 ? html`<p class="message">${fact || m.state.query.trim() ? a.t("no-sentence") : a.t("sentences-hint")}</p>`
      : context ? concordance(m, a, found.rows) : html`<ol class="rows">${found.rows.map((r) => ("segments" in r ? html`<li>${quote(m, a, r)}</li>` : nothing))}</ol>`}
    ${more(a, found.rows.length, found.total)}${found.rows.length ? rowTools(m, a, "sentences", table(m, a, found)) : nothing}`;
}

/** The longest run of marked words: `dẫn độ` rather than a `do` before it. @param {import("../../src/web/types").Segment[]} list @returns {[number, number]} */
function middle(list) {
  const marked = (/** @type {number} */ i) => i < list.length && list[i].kind !== "text" && list[i].kind !== "gap";
  /** @type {[number, number]} */
  let best = [0, 0];
  for (let i = 0; i < list.length; i++) {
    if (!marked(i)) continue;
    let end = i + 1;
    while (marked(end) || (marked(end + 1) && /^\s+$/.test(list[end].text))) end++;
    if (end - i > best[1] - best[0]) best = [i, end];
    i = end;
  }
  return best;
}

/** Before, in, and after the middle of a line. @param {Row | Line} r @returns {[Segment[], Segment[], Segment[]]} */
function parts(r) {
  if ("hit" in r) return [[{ text: r.left, kind: "text" }], [r.hit], [{ text: r.right, kind: "text" }]];
  const [from, to] = middle(r.segments);
  return [r.segments.slice(0, from), r.segments.slice(from, to), r.segments.slice(to)];
}

/** One line a sentence, what is marked in the middle. @param {Model} m @param {Acts} a @param {(Row | Line)[]} rows */
function concordance(m, a, rows) {
  return html`<div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("in-context")}><table class="kwic" role="table"><colgroup><col class="before"><col class="found"><col class="after"><col class="where"></colgroup><thead class="unseen-rows" role="rowgroup"><tr role="row">
      ${/** @type {const} */ (["before", "found", "after", "source"]).map((c) => html`<th role="columnheader" scope="col">${a.t(c)}</th>`)}</tr></thead>
    <tbody role="rowgroup">${rows.map((r) => {
      const [before, middle, after] = parts(r);
      return html`<tr role="row" lang=${r.report.lang}><td role="cell" class="before"><span>${segments(before)}</span></td>
        <td role="cell" class="found">${segments(middle)}</td>
        <td role="cell" class="after"><span>${segments(after)}</span></td>
        <td role="cell" class="where"><a href=${a.link({ type: "open", id: r.report.id, at: r.start })} title=${r.report.title ?? r.report.id}>${day(m, r.report.date) || a.t("undated")}<span class="unseen"> ${r.report.title ?? r.report.id}</span></a></td></tr>`;
    })}</tbody></table></div>`;
}

/** @param {Model} m @param {Acts} a @param {{rows: (Row | Line)[]}} found @returns {import("../charts/rows.js").Table} */
function table(m, a, found) {
  const words = (/** @type {import("../../src/web/types").Segment[]} */ list) => list.map((s) => s.text).join("");
  return {
    head: [a.t("before"), a.t("found"), a.t("after"), a.t("when"), a.t("source"), "id"],
    rows: found.rows.map((r) => {
      const [before, inside, after] = parts(r);
      return [words(before), words(inside), words(after), r.report.date ?? "", r.report.title ?? "", r.report.id];
    }),
  };
}
