// Pledges by form of cooperation or crime: who → what, the sentence in the row, and what came of it.

import { html, nothing } from "lit-html";

import { groupedBy } from "../options.js";
import { more, proofs, quote } from "./quotes.js";
import { rowTools } from "./table.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Pledges} Pledges */
/** @typedef {Pledges["rows"][number]} Pledge */

const VERBS = /** @type {const} */ (["agree", "propose", "pledge", "request", "support"]);
/** Sides offered beside Viet Nam and both. */
const SIDES = 6;

/** @param {Model} m @param {Acts} a @param {Pledges} found */
export function pledges(m, a, found) {
  const by = groupedBy(m.state.options);
  const verb = m.state.options.status ?? "";
  const side = m.state.options.side ?? "";
  const button = (/** @type {string} */ key, /** @type {string} */ now, /** @type {string} */ value, /** @type {string} */ label, /** @type {number} */ n) => html`<button aria-pressed=${now === value}
    @click=${() => a.go({ type: "option", key, value })}>${label} <span class="n">${n}</span></button>`;
  const count = (/** @type {string} */ v) => found.verbs.find(([x]) => x === v)?.[1] ?? 0;
  const sides = ["VN", "both", ...found.sides.map((s) => s.value).filter((v) => v !== "VN" && v !== "both").slice(0, SIDES)];
  if (side && !sides.includes(side)) sides.push(side);
  const of = (/** @type {string} */ v) => found.sides.find((s) => s.value === v)?.count ?? 0;
  const sum = (/** @type {number[]} */ list) => list.reduce((x, y) => x + y, 0);
  return html`
    <div class="list-head"><h2>${a.t("pledges-n", { n: found.total })}</h2><label class="sort">${a.t("grouped-by")} <select @change=${(/** @type {Event} */ e) => a.go({ type: "option", key: "by", value: /** @type {HTMLSelectElement} */ (e.target).value })}>
      ${/** @type {const} */ (["cooperation", "crime", "date"]).map((g) => html`<option value=${g === "cooperation" ? "" : g} ?selected=${g === by}>${a.t(g === "date" ? "ungrouped" : `facet-${g}`)}</option>`)}</select></label></div>
    ${by === "date" ? nothing : html`<p class="quiet">${a.t("in-several-groups")}</p>`}
    <div class="choices" role="group" aria-label=${a.t("what-is-said")}>${button("status", verb, "", a.t("all"), sum(found.verbs.map(([, n]) => n)))}${VERBS.map((v) => button("status", verb, v, a.t(`verb-${v}`), count(v)))}</div>
    <div class="choices" role="group" aria-label=${a.t("who-says")}>${button("side", side, "", a.t("all-sides"), sum(found.sides.map((s) => s.count)))}${sides.map((s) => button("side", side, s, s === "both" ? a.t("both-sides") : a.label("country", s), of(s)))}</div>
    ${!found.rows.length ? none(m, a) : by === "date" ? html`<ol class="rows">${found.rows.map((r) => html`<li>${pledge(m, a, r)}</li>`)}</ol>`
      : groups(m, found, by).map((g) => html`<section class="pledge-group" aria-labelledby="group-of-${g.value}"><h3 id="group-of-${g.value}">${g.value ? html`<span class="mark ${by}">${g.name}</span>` : a.t("not-stated")} <span class="n">${g.count > g.rows.length ? a.t("shown-of", { shown: g.rows.length, total: g.count }) : g.count}</span></h3>
        <ol class="rows">${g.rows.map((r) => html`<li>${pledge(m, a, r)}</li>`)}</ol></section>`)}
    ${more(a, found.rows.length, found.total)}${found.rows.length ? rowTools(m, a, "pledges", table(m, a, found)) : nothing}`;
}

/** Who, what, and the sentence. @param {Model} m @param {Acts} a @param {Pledge} r */
function pledge(m, a, r) {
  return html`<article class="pledge">
    <p class="who"><strong>${r.by.value === "both" ? a.t("both-sides") : a.label("country", r.by.value)}</strong>
      ${a.t(/** @type {any} */ (r.by.value === "both" ? `verb-${r.verb}` : `does-${r.verb}`))}
      ${r.partners.length ? html`<span class="quiet">(${r.partners.map((p) => p.labels[m.prefs.lang]).join(", ")})</span>` : nothing}
      <span class="n">${day(m, r.date)}</span></p>
    <p class="tags">${[...r.cooperation.map((c) => html`<span class="mark cooperation">${c.labels[m.prefs.lang]}</span>`), ...r.crimes.map((c) => html`<span class="mark crime">${c.labels[m.prefs.lang]}</span>`)].map((x, i) => html`${i ? " · " : ""}${x}`)}</p>
    ${r.quotes.slice(0, 1).map((q) => quote(m, a, q))}${proofs(m, a, r.quotes.slice(1))}
    ${r.outcomes.length ? html`<ul class="outcomes">${r.outcomes.map((o) => html`<li><span>${a.t(/** @type {any} */ (`came-${o.what}`))} <span class="n">${day(m, o.date)}</span></span>${proofs(m, a, o.quotes)}</li>`)}</ul>` : nothing}
  </article>`;
}

/**
 * The pledges that came under each of their values, the fullest group first, those without any last. `count` is exact,
 * also where not all came.
 * @param {Model} m @param {Pledges} found @param {"cooperation" | "crime"} by
 */
function groups(m, { rows, cooperation, crimes }, by) {
  const of = (/** @type {Pledge} */ r) => (by === "crime" ? r.crimes : r.cooperation);
  return (by === "crime" ? crimes : cooperation).map(({ value, labels, count }) => ({
    value, name: labels[m.prefs.lang], count,
    rows: rows.filter((r) => (value ? of(r).some((v) => v.value === value) : !of(r).length)),
  })).filter((g) => g.rows.length).sort((x, y) => Number(x.value === "") - Number(y.value === ""));
}

/** No pledge was read: what the reports say of the partners is one step away. @param {Model} m @param {Acts} a */
function none(m, a) {
  const partners = m.state.filters.country?.include ?? [];
  return html`<div class="message"><p>${a.t("no-pledge")}</p>
    ${m.state.options.status || m.state.options.side ? html`<p><a href=${a.link({ type: "view", view: "pledges" })}>${a.t("all-pledges")}</a></p>` : nothing}
    ${partners.map((p) => html`<p><a href=${a.link({ type: "view", view: "sentences", options: { fact: `country:${p}` } })}>${a.t("sentences-of", { label: a.label("country", p) })}</a></p>`)}</div>`;
}

/** @param {Model} m @param {Acts} a @param {Pledges} found @returns {import("../charts/rows.js").Table} */
function table(m, a, found) {
  const lang = m.prefs.lang;
  const names = (/** @type {import("../../src/web/types").Value[]} */ list) => list.map((v) => v.labels[lang]).join("; ");
  return {
    head: [a.t("when"), a.t("who-says"), a.t("what-is-said"), a.t("view-partners"), a.t("facet-cooperation"), a.t("facet-crime"), a.t("evidence-head"), a.t("source"), a.t("came-of-it")],
    rows: found.rows.map((r) => [r.date ?? "", r.by.value === "both" ? a.t("both-sides") : a.label("country", r.by.value), a.t(/** @type {any} */ (`verb-${r.verb}`)), names(r.partners), names(r.cooperation), names(r.crimes),
      r.quotes.map((q) => q.segments.map((x) => x.text).join("")).join(" | "), r.quotes.map((q) => q.report.id).join("; "),
      r.outcomes.map((o) => `${a.t(/** @type {any} */ (`came-${o.what}`))} ${o.date ?? ""}`).join("; ")]),
  };
}
