// A sentence with the words that prove something, and the way to its report.

import { html, nothing } from "lit-html";

import { segments } from "./results.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Quote} Quote */
/** @typedef {import("../../src/web/types").Report} Report */
/** @typedef {import("../../src/web/types").Occasion} Occasion */

/** @param {Model} m @param {Acts} a @param {Quote} q */
export function quote(m, a, q) {
  return html`<blockquote class="quote"><p lang=${q.report.lang}>${segments(wholly(q) ? q.segments.map((s) => ({ ...s, kind: "text" })) : q.segments)}</p>
    <footer>${reportLink(m, a, q.report, q.start)}</footer></blockquote>`;
}

/** Whether all of a sentence proves what it stands for: then nothing in it needs a mark. @param {Quote} q */
function wholly(q) {
  return q.segments.every((s) => s.kind !== "text" || !/[\p{L}\p{N}]/u.test(s.text));
}

/** @param {Model} m @param {Acts} a @param {Report} r @param {number} [at] */
export function reportLink(m, a, r, at) {
  return html`<a class="report-link" href=${a.link({ type: "open", id: r.id, at })} lang=${r.lang}>${r.title ?? r.id}</a>
    <span class="quiet">${[day(m, r.date), r.outlet].filter(Boolean).join(" · ")}</span>`;
}

/** All sentences of a step, folded away behind their number. @param {Model} m @param {Acts} a @param {Quote[]} list */
export function proofs(m, a, list) {
  if (!list.length) return nothing;
  return html`<details class="proofs"><summary>${a.t("evidence", { n: list.length })}</summary>${list.map((q) => quote(m, a, q))}</details>`;
}

/** An event by its date, kind and reports. @param {Model} m @param {Acts} a @param {Occasion} o */
export function occasion(m, a, o) {
  const [first, ...others] = o.reports;
  return html`<span class="when">${day(m, o.date) || a.t("undated")}</span>
    <span>${first ? html`<a href=${a.link({ type: "open", id: first.id })} lang=${first.lang}>${first.title ?? first.id}</a>` : nothing}
    <span class="quiet">${o.kind?.labels[m.prefs.lang] ?? ""}</span>
    ${others.length ? html`<details class="others"><summary>${a.t("and-reports", { n: others.length })}</summary>${others.map((r) => html`<p>${reportLink(m, a, r)}</p>`)}</details>` : nothing}</span>`;
}

/** Rows asked for so far, of all; and a button for more. @param {Acts} a @param {number} shown @param {number} total */
export function more(a, shown, total) {
  if (shown >= total) return nothing;
  return html`<p class="list-foot"><button class="more" @click=${() => a.go({ type: "more" })}>${a.t("more-rows")}</button>
    <span class="quiet">${a.t("shown-of", { shown, total })}</span></p>`;
}
