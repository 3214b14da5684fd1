// The ledger: one row an agreement, its steps on a line, each with its sentences.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { more, proofs } from "./quotes.js";
import { rowTools } from "./table.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Ledger} Ledger */
/** @typedef {import("../../src/web/types").Agreement} Agreement */

const SIGNS = /** @type {Record<string, string>} */ ({ proposed: "○", negotiating: "◐", signed: "●", existing: "◉" });

/** @param {Model} m @param {Acts} a @param {Ledger} found */
export function agreements(m, a, found) {
  const chosen = m.state.options.status ?? "";
  const all = found.statuses.reduce((n, s) => n + s.count, 0);
  const choice = (/** @type {string} */ value, /** @type {string} */ label, /** @type {number} */ n) => html`<button aria-pressed=${chosen === value}
    @click=${() => a.go({ type: "option", key: "status", value })}>${value ? html`<span aria-hidden="true">${SIGNS[value]}</span> ` : nothing}${label} <span class="n">${n}</span></button>`;
  return html`
    <div class="list-head"><h2>${a.t("agreements-n", { n: found.total })}</h2></div>
    <div class="choices" role="group" aria-label=${a.t("facet-status")}>
      ${choice("", a.t("all"), all)}${found.statuses.map((s) => choice(s.value, s.labels[m.prefs.lang], s.count))}</div>
    ${found.rows.length ? html`<ol class="rows">${repeat(found.rows, (_, i) => i, (r) => html`<li>${agreement(m, a, r)}</li>`)}</ol>` : html`<p class="message">${a.t("no-agreement")}</p>`}
    ${more(a, found.rows.length, found.total)}${found.rows.length ? rowTools(m, a, "agreements", table(m, a, found)) : nothing}`;
}

/** One row a step. @param {Model} m @param {Acts} a @param {Ledger} found @returns {import("../charts/rows.js").Table} */
function table(m, a, found) {
  const lang = m.prefs.lang;
  return {
    head: [a.t("facet-instrument"), a.t("kind-head"), a.t("view-partners"), a.t("facet-status"), a.t("when"), a.t("signed-head"), a.t("evidence-head"), a.t("source")],
    rows: found.rows.flatMap((r) => r.steps.map((s) => [
      r.title, r.kind.labels[lang], r.parties.filter((p) => p.value !== "VN").map((p) => p.labels[lang]).join("; "), s.status.labels[lang], s.date ?? "", r.signed ?? "",
      s.quotes.map((q) => q.segments.map((x) => x.text).join("")).join(" | "), s.quotes.map((q) => q.report.id).join("; ")])),
  };
}

/** @param {Model} m @param {Acts} a @param {Agreement} r */
export function agreement(m, a, r) {
  const lang = m.prefs.lang;
  const title = r.titles.find((t) => t.lang === lang) ?? r.titles[0] ?? { lang: "und", text: r.title };
  const others = r.titles.filter((t) => t.text !== title.text);
  const parties = r.parties.filter((p) => p.value !== "VN").map((p) => p.labels[lang]).join(", ");
  return html`<article class="agreement">
    <h3 lang=${title.lang} title=${others.length ? others.map((t) => t.text).join(" · ") : nothing}>${title.text}</h3>
    <p class="meta">${parties ? html`<span>${parties}</span>` : nothing}<span>${r.kind.labels[lang]}</span>
      <span>${r.status.labels[lang]}${r.signed ? ` ${day(m, r.signed)}` : ""}</span>
      ${r.period ? html`<span>${r.period[0]}–${r.period[1]}</span>` : nothing}</p>
    <ol class="steps-line">${r.steps.map((s) => html`<li data-status=${s.status.value}>
      <span class="sign" aria-hidden="true">${SIGNS[s.status.value] ?? "·"}</span>
      <span><span class="step">${s.status.labels[lang]} <span class="n">${day(m, s.date)}</span></span>${proofs(m, a, s.quotes)}</span></li>`)}</ol>
  </article>`;
}
