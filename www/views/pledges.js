// Pledges: who → what, the sentence in the row, and what came of it.

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { more, proofs, quote } from "./quotes.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Pledges} Pledges */

const VERBS = /** @type {const} */ (["agree", "propose", "pledge", "request", "support"]);

/** @param {Model} m @param {Acts} a @param {Pledges} found */
export function pledges(m, a, found) {
  const verb = m.state.options.status ?? "";
  const side = m.state.options.side ?? "";
  const button = (/** @type {string} */ key, /** @type {string} */ now, /** @type {string} */ value, /** @type {string} */ label) => html`<button aria-pressed=${now === value}
    @click=${() => a.go({ type: "option", key, value })}>${label}</button>`;
  return html`
    <div class="list-head"><h2>${a.t("pledges-n", { n: found.total })}</h2></div>
    <div class="choices" role="group" aria-label=${a.t("what-is-said")}>${button("status", verb, "", a.t("all"))}${VERBS.map((v) => button("status", verb, v, a.t(`verb-${v}`)))}</div>
    <div class="choices" role="group" aria-label=${a.t("who-says")}>${button("side", side, "", a.t("all-sides"))}${button("side", side, "VN", a.label("country", "VN"))}${button("side", side, "both", a.t("both-sides"))}</div>
    ${found.rows.length ? html`<ol class="rows">${repeat(found.rows, (_, i) => i, (r) => html`<li><article class="pledge">
      <p class="who"><strong>${r.by.value === "both" ? a.t("both-sides") : a.label("country", r.by.value)}</strong>
        ${a.t(/** @type {any} */ (`verb-${r.verb}`))}
        ${r.partners.length ? html`<span class="quiet">(${r.partners.map((p) => p.labels[m.prefs.lang]).join(", ")})</span>` : nothing}
        <span class="n">${day(m, r.date)}</span></p>
      <p class="tags">${[...r.cooperation.map((c) => html`<span class="mark cooperation">${c.labels[m.prefs.lang]}</span>`), ...r.crimes.map((c) => html`<span class="mark crime">${c.labels[m.prefs.lang]}</span>`)].map((x, i) => html`${i ? " · " : ""}${x}`)}</p>
      ${r.quotes.slice(0, 1).map((q) => quote(m, a, q))}${proofs(m, a, r.quotes.slice(1))}
      ${r.outcomes.length ? html`<ul class="outcomes">${r.outcomes.map((o) => html`<li><span>${a.t(/** @type {any} */ (`came-${o.what}`))} <span class="n">${day(m, o.date)}</span></span>${proofs(m, a, o.quotes)}</li>`)}</ul>` : nothing}
    </article></li>`)}</ol>` : html`<p class="message">${a.t("no-pledge")}</p>`}
    ${more(a, found.rows.length, found.total)}`;
}
