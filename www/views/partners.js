// Partners: the ranked table with the tiles of the world, the dossier of one, two to four side by side.

import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { COMPARED, whoOf } from "../options.js";
import { agreement } from "./agreements.js";
import { bars, everyYear } from "./bars.js";
import { more, occasion } from "./quotes.js";
import { rowTools } from "./table.js";
import { tileMap } from "./tile-map.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Partners} Partners */
/** @typedef {import("../../src/web/types").Partner} Partner */

/** Rows of a list of a dossier. */
const ROWS = 8;

/** @param {Model} m @param {Acts} a @param {Partners} found */
export function partners(m, a, found) {
  const who = whoOf(m.state.options.who);
  if (!who.length) return ranked(m, a, found);
  const all = html`<a href=${a.link({ type: "option", key: "who", value: "" })}>${a.t("all-partners")}</a>`;
  if (!found.rows.length) return html`<div class="list-head"><h2>${a.t("view-partners")}</h2>${all}</div><p class="message">${a.t("no-partner")}</p>`;
  const table = sideBySide(m, a, found.rows);
  return html`<div class="list-head"><h2>${found.rows.length > 1 ? a.t("compare-n", { n: found.rows.length }) : a.t("view-partners")}</h2>${all}</div>
    ${found.rows.length > 1 ? html`<div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("compare")}><table class="grid-table compared"><thead><tr><td></td>${found.rows.map((p) => html`<th scope="col" class="n">${p.labels[m.prefs.lang]}</th>`)}</tr></thead>
      <tbody>${table.rows.map((r) => html`<tr><th scope="row">${r[0]}</th>${r.slice(1).map((c) => html`<td class="n" ?data-most=${typeof c === "number" && r.slice(1).every((x) => x === c || Number(x) < c) && r.slice(1).some((x) => x !== c)}>${c}</td>`)}</tr>`)}</tbody></table></div>
      ${rowTools(m, a, "compare", table)}` : nothing}
    <div class="dossiers" data-n=${found.rows.length}>${found.rows.map((p) => dossier(m, a, p, found.rows))}</div>`;
}

/** @param {Partner} p @param {string} s */
const status = (p, s) => p.statuses.find((x) => x.value === s)?.count ?? "";

/** The figures of some partners, one column each. @param {Model} m @param {Acts} a @param {Partner[]} list @returns {import("../charts/rows.js").Table} */
function sideBySide(m, a, list) {
  const row = (/** @type {string} */ name, /** @type {(p: Partner) => string | number} */ of) => [name, ...list.map((p) => of(p))];
  return { head: ["", ...list.map((p) => p.labels[m.prefs.lang])], rows: [
    row(a.t("events-head"), (p) => p.events), row(a.t("reports-head"), (p) => p.reports), row(a.t("signed-head"), (p) => status(p, "signed")),
    row(a.t("proposed-head"), (p) => status(p, "proposed")), row(a.t("view-pledges"), (p) => p.pledges),
    row(a.t("first-contact"), (p) => day(m, p.first)), row(a.t("last-contact"), (p) => day(m, p.last)),
  ] };
}

/** @param {Model} m @param {Acts} a @param {Partners} found */
function ranked(m, a, found) {
  const chosen = m.ui.compare;
  const top = Math.max(1, ...found.rows.flatMap((p) => p.years.map(([, n]) => n)));
  const years = found.rows.flatMap((p) => p.years.map(([y]) => y));
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const table = { head: [a.t("facet-country"), a.t("events-head"), a.t("signed-head"), a.t("proposed-head"), a.t("view-pledges"), a.t("last-contact")],
    rows: found.rows.map((p) => [p.labels[m.prefs.lang], p.events, status(p, "signed"), status(p, "proposed"), p.pledges, p.last ?? ""]) };
  return html`
    <div class="list-head"><h2>${a.t("partners-n", { n: found.total })}</h2>
      ${chosen.length > 1 ? html`<a class="compare" href=${a.link({ type: "option", key: "who", value: chosen.join(",") })}>${a.t("compare-n", { n: chosen.length })}</a>` : html`<span class="quiet">${a.t("compare-hint")}</span>`}</div>
    <div class="with-picture"><div>
    <div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("view-partners")}><table class="grid-table"><thead><tr><th scope="col"><span class="unseen">${a.t("compare")}</span></th><th scope="col">${a.t("facet-country")}</th><th scope="col" class="n">${a.t("events-head")}</th>
      <th scope="col" class="n">${a.t("signed-head")}</th><th scope="col" class="n">${a.t("proposed-head")}</th><th scope="col" class="n">${a.t("view-pledges")}</th><th scope="col">${a.t("last-contact")}</th><th scope="col">${a.t("over-time")}</th></tr></thead>
    <tbody>${repeat(found.rows, (p) => p.value, (p) => html`<tr>
      <td><input type="checkbox" .checked=${chosen.includes(p.value)} ?disabled=${!chosen.includes(p.value) && chosen.length >= COMPARED} aria-label=${a.t("compare-with", { label: p.labels[m.prefs.lang] })}
        @change=${() => a.set({ compare: chosen.includes(p.value) ? chosen.filter((c) => c !== p.value) : [...chosen, p.value] })}></td>
      <th scope="row"><a href=${a.link({ type: "option", key: "who", value: p.value })}>${p.labels[m.prefs.lang]}</a></th><td class="n">${p.events}</td>
      <td class="n">${status(p, "signed")}</td><td class="n">${status(p, "proposed")}</td><td class="n">${p.pledges || ""}</td><td class="when">${day(m, p.last)}</td>
      <td>${spark(p.years, from, to, top)}</td></tr>`)}</tbody></table></div>
    ${more(a, found.rows.length, found.total)}</div>
    <div>${found.rows.length ? tileMap(m, a, found) : nothing}${rowTools(m, a, "partners", table, a.t("partners-n", { n: found.total }))}</div></div>`;
}

/** Events a year, as small columns on one scale. @param {[number, number][]} years @param {number} from @param {number} to @param {number} top */
function spark(years, from, to, top) {
  const n = to - from + 1;
  return html`<svg class="spark" viewBox="0 0 ${n * 6} 20" width=${n * 6} height="20" role="img" aria-label=${years.map(([y, c]) => `${y}: ${c}`).join(", ")}>
    ${years.map(([y, c]) => svg`<rect x=${(y - from) * 6} y=${20 - (20 * c) / top} width="5" height=${(20 * c) / top}></rect>`)}</svg>`;
}

/** @param {Model} m @param {Acts} a @param {Partner} p @param {Partner[]} all */
function dossier(m, a, p, all) {
  const lang = m.prefs.lang;
  const years = all.flatMap((x) => x.years.map(([y]) => String(y))).sort();
  const only = (/** @type {import("../../src/web/types").Counted} */ c, /** @type {"crimes" | "cooperation"} */ key) => all.length > 1 && all.every((x) => x === p || !x[key].some((y) => y.value === c.value));
  const list = (/** @type {"crimes" | "cooperation"} */ key, /** @type {string} */ facet) => p[key].length ? bars(a.t(key === "crimes" ? "facet-crime" : "facet-cooperation"), a.t(key === "crimes" ? "facet-crime" : "facet-cooperation"), a.t("events-head"),
    p[key].slice(0, ROWS).map((c) => ({ name: c.labels[lang], n: c.count, on: only(c, key), href: a.link({ type: "view", view: "sentences", options: { fact: `${facet}:${c.value}` }, only: { facet: "country", value: p.value } }) }))) : nothing;
  return html`<section class="dossier" aria-labelledby="partner-${p.value}">
    <h3 id="partner-${p.value}">${p.labels[lang]}</h3>
    <p>${a.t("partner-summary", { n: p.events, reports: p.reports, from: day(m, p.first), to: day(m, p.last) })}
      <a href=${a.link({ type: "view", view: "results", only: { facet: "country", value: p.value } })}>${a.t("read-them")}</a></p>
    <div class="facts-of">${bars(a.t("events-by-year"), a.t("facet-when"), a.t("events-head"), everyYear([years[0], years.at(-1) ?? years[0]].filter(Boolean)).map((y) => ({ name: y, n: p.years.find(([x]) => String(x) === y)?.[1] ?? 0 })))}
    <div>${list("crimes", "crime")} ${list("cooperation", "cooperation")}</div></div>
    ${crimesOverTime(m, a, p)}
    ${p.agreements.length ? html`<h4>${a.t("view-agreements")} <span class="n">${p.agreements.length}</span></h4><ol class="rows">${p.agreements.map((r) => html`<li>${agreement(m, a, r)}</li>`)}</ol>` : nothing}
    ${p.pledges ? html`<h4>${a.t("view-pledges")} <span class="n">${p.pledges}</span></h4><p><a href=${a.link({ type: "view", view: "pledges", only: { facet: "country", value: p.value } })}>${a.t("who-promised")}</a></p>` : nothing}
    ${officials(m, a, p)}
    <h4>${a.t("history")} <span class="n">${p.history.length}</span></h4><ol class="rows events">${p.history.map((o) => html`<li>${occasion(m, a, o)}</li>`)}</ol>
  </section>`;
}

/** Crime types by year: a table whose cells are shaded by their number. @param {Model} m @param {Acts} a @param {Partner} p */
function crimesOverTime(m, a, p) {
  const shown = p.crimes.slice(0, ROWS);
  const years = everyYear([...new Set(p.crimes_by_year.map(([, y]) => String(y)))].sort()).map(Number);
  if (years.length < 2) return nothing;
  const count = (/** @type {string} */ crime, /** @type {number} */ year) => p.crimes_by_year.find(([c, y]) => c === crime && y === year)?.[2] ?? 0;
  const top = Math.max(1, ...p.crimes_by_year.map(([, , n]) => n));
  return html`<h4>${a.t("crimes-over-time")}</h4><div class="kwic-wrap" tabindex="0" role="region" aria-label="${a.t("crimes-over-time")}: ${p.labels[m.prefs.lang]}"><table class="grid-table heat"><thead><tr><th scope="col">${a.t("facet-crime")}</th>${years.map((y) => html`<th scope="col" class="n">${y}</th>`)}</tr></thead>
    <tbody>${shown.map((c) => html`<tr><th scope="row">${c.labels[m.prefs.lang]}</th>${years.map((y) => { const n = count(c.value, y); return html`<td class="n heat-${Math.ceil((3 * n) / top)}">${n}</td>`; })}</tr>`)}</tbody></table></div>`;
}

/** Who held which post when, as far as reports tell. @param {Model} m @param {Acts} a @param {Partner} p */
function officials(m, a, p) {
  if (!p.officials.length) return nothing;
  return html`<h4>${a.t("officials")} <span class="n">${p.officials.length}</span></h4>
    <ul class="officials">${p.officials.map((o) => html`<li><a href=${a.link({ type: "view", view: "network", options: { who: o.name } })}>${o.name}</a>
      ${o.posts.map((x) => html`<span class="quiet">${[x.post, [day(m, x.first), x.last !== x.first ? day(m, x.last) : ""].filter(Boolean).join(" – ")].filter(Boolean).join(", ")}</span>`)}</li>`)}</ul>`;
}
