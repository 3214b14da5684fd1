// Partners: the ranked table, the dossier of one, two to four side by side.

import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { COMPARED, whoOf } from "../options.js";
import { agreement } from "./agreements.js";
import { bars, everyYear } from "./bars.js";
import { more, occasion } from "./quotes.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Partners} Partners */
/** @typedef {import("../../src/web/types").Partner} Partner */

/** @param {Model} m @param {Acts} a @param {Partners} found */
export function partners(m, a, found) {
  const who = whoOf(m.state.options.who);
  if (!who.length) return table(m, a, found);
  return html`<div class="list-head"><h2>${found.rows.map((p) => p.labels[m.prefs.lang]).join(" · ")}</h2>
      <a href=${a.link({ type: "option", key: "who", value: "" })}>${a.t("all-partners")}</a></div>
    ${found.rows.length ? html`<div class="dossiers" data-n=${found.rows.length}>${found.rows.map((p) => dossier(m, a, p, found.rows))}</div>` : html`<p class="message">${a.t("no-partner")}</p>`}`;
}

/** @param {Model} m @param {Acts} a @param {Partners} found */
function table(m, a, found) {
  const chosen = m.ui.compare;
  const top = Math.max(1, ...found.rows.flatMap((p) => p.years.map(([, n]) => n)));
  const years = found.rows.flatMap((p) => p.years.map(([y]) => y));
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const status = (/** @type {Partner} */ p, /** @type {string} */ s) => p.statuses.find((x) => x.value === s)?.count ?? "";
  return html`
    <div class="list-head"><h2>${a.t("partners-n", { n: found.total })}</h2>
      ${chosen.length > 1 ? html`<a class="compare" href=${a.link({ type: "option", key: "who", value: chosen.join(",") })}>${a.t("compare-n", { n: chosen.length })}</a>` : html`<span class="quiet">${a.t("compare-hint")}</span>`}</div>
    <div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("view-partners")}><table class="grid-table"><thead><tr><th scope="col"><span class="unseen">${a.t("compare")}</span></th><th scope="col">${a.t("facet-country")}</th><th scope="col" class="n">${a.t("events-head")}</th>
      <th scope="col" class="n">${a.t("signed-head")}</th><th scope="col" class="n">${a.t("proposed-head")}</th><th scope="col" class="n">${a.t("view-pledges")}</th><th scope="col">${a.t("last-contact")}</th><th scope="col">${a.t("over-time")}</th></tr></thead>
    <tbody>${repeat(found.rows, (p) => p.value, (p) => html`<tr>
      <td><input type="checkbox" .checked=${chosen.includes(p.value)} ?disabled=${!chosen.includes(p.value) && chosen.length >= COMPARED} aria-label=${a.t("compare-with", { label: p.labels[m.prefs.lang] })}
        @change=${() => a.set({ compare: chosen.includes(p.value) ? chosen.filter((c) => c !== p.value) : [...chosen, p.value] })}></td>
      <th scope="row"><a href=${a.link({ type: "option", key: "who", value: p.value })}>${p.labels[m.prefs.lang]}</a></th><td class="n">${p.events}</td>
      <td class="n">${status(p, "signed")}</td><td class="n">${status(p, "proposed")}</td><td class="n">${p.pledges || ""}</td><td class="when">${day(m, p.last)}</td>
      <td>${spark(p.years, from, to, top)}</td></tr>`)}</tbody></table></div>
    ${more(a, found.rows.length, found.total)}`;
}

/** Events a year, as small columns on one scale. @param {[number, number][]} years @param {number} from @param {number} to @param {number} top */
function spark(years, from, to, top) {
  const n = to - from + 1;
  return html`<svg class="spark" viewBox="0 0 ${n * 6} 20" width=${n * 6} height="20" role="img" aria-label=${years.map(([y, c]) => `${y}: ${c}`).join(", ")}>
    ${years.map(([y, c]) => svgRect((y - from) * 6, 20 - (20 * c) / top, 5, (20 * c) / top))}</svg>`;
}

/** @param {number} x @param {number} y @param {number} w @param {number} h */
function svgRect(x, y, w, h) {
  return svg`<rect x=${x} y=${y} width=${w} height=${h}></rect>`;
}

/** @param {Model} m @param {Acts} a @param {Partner} p @param {Partner[]} all */
function dossier(m, a, p, all) {
  const lang = m.prefs.lang;
  const years = all.flatMap((x) => x.years.map(([y]) => String(y))).sort();
  const only = (/** @type {import("../../src/web/types").Counted} */ c, /** @type {"crimes" | "cooperation"} */ key) => all.length > 1 && all.every((x) => x === p || !x[key].some((y) => y.value === c.value));
  const list = (/** @type {"crimes" | "cooperation"} */ key, /** @type {string} */ facet) => p[key].length ? bars(a.t(key === "crimes" ? "facet-crime" : "facet-cooperation"), a.t(key === "crimes" ? "facet-crime" : "facet-cooperation"), a.t("events-head"),
    p[key].slice(0, 8).map((c) => ({ name: c.labels[lang], n: c.count, on: only(c, key), href: a.link({ type: "view", view: "sentences", options: { fact: `${facet}:${c.value}` }, only: { facet: "country", value: p.value } }) }))) : nothing;
  return html`<section class="dossier" aria-labelledby="partner-${p.value}">
    <h3 id="partner-${p.value}">${p.labels[lang]}</h3>
    <p>${a.t("partner-summary", { n: p.events, reports: p.reports, from: day(m, p.first), to: day(m, p.last) })}</p>
    ${bars(a.t("events-by-year"), a.t("facet-year"), a.t("events-head"), everyYear([years[0], years.at(-1) ?? years[0]].filter(Boolean)).map((y) => ({ name: y, n: p.years.find(([x]) => String(x) === y)?.[1] ?? 0 })))}
    ${list("crimes", "crime")} ${list("cooperation", "cooperation")}
    ${p.agreements.length ? html`<h4>${a.t("view-agreements")} <span class="n">${p.agreements.length}</span></h4><ol class="rows">${p.agreements.map((r) => html`<li>${agreement(m, a, r)}</li>`)}</ol>` : nothing}
    ${p.officials.length ? html`<h4>${a.t("officials")} <span class="n">${p.officials.length}</span></h4><ul class="officials">${p.officials.map((o) => html`<li><a href=${a.link({ type: "view", view: "sentences", options: { fact: `person:${o.name}` } })}>${o.name}</a>
      ${o.posts.map((x) => html`<span class="quiet">${[x.post, [day(m, x.first), x.last !== x.first ? day(m, x.last) : ""].filter(Boolean).join(" – ")].filter(Boolean).join(", ")}</span>`)}</li>`)}</ul>` : nothing}
    <h4>${a.t("history")} <span class="n">${p.history.length}</span></h4><ol class="rows events">${p.history.map((o) => html`<li>${occasion(m, a, o)}</li>`)}</ol>
  </section>`;
}
