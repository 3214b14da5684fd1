// What the corpus is, in plain words; every figure comes from the engine.

import { html, nothing } from "lit-html";

import * as format from "../format.js";
import { OURS } from "../build-id.js";
import { bars, everyYear } from "./bars.js";
import { languageName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function about(m, a) {
  const info = m.info;
  if (!info) return nothing;
  const counts = (/** @type {string} */ id) => m.whole?.facets.find((f) => f.id === id);
  const years = (counts("year")?.values ?? []).map((v) => v.value).filter((v) => v.length === 4).sort();
  const partners = (counts("country")?.values ?? []).filter((v) => v.value !== "VN");
  const outlets = counts("outlet");
  // What the project says of its own corpus is not said of another.
  const ours = OURS && m.own.used === "bundled";
  return html`<div class="prose"><h2>${a.t("about")}</h2>
    <p>${info.descriptions[m.prefs.lang]}</p>
    <p>${!info.extract || !years.length ? a.t("reports", { n: info.documents }) : a.t("about-counts", { n: info.documents, from: years[0] ?? "", to: years.at(-1) ?? "", partners: partners.length, outlets: outlets?.distinct ?? 0 })}</p>
    ${!years.length ? nothing : bars(a.t("about-years"), a.t("facet-year"), a.t("reports-head"), everyYear(years).map((y) => ({ name: y, n: counts("year")?.values.find((v) => v.value === y)?.count ?? 0 })))}
    ${partners.length ? bars(a.t("about-partners"), a.t("facet-country"), a.t("reports-head"), partners.slice(0, 15).map((v) => ({ name: a.label("country", v.value), n: v.count }))) : nothing}
    ${!counts("lang")?.values.length ? nothing : html`<p>${a.t("about-languages")} ${format.list((counts("lang")?.values ?? []).map((v) => `${languageName(m, v.value)} (${format.number(v.count, m.prefs.lang)})`), m.prefs.lang)}</p>`}
    ${ours ? html`<h3>${a.t("about-what")}</h3><p>${a.t("about-what-text")}</p>` : nothing}
    ${info.extract ? html`<h3>${a.t("about-facts")}</h3><p>${a.t("about-facts-text")}</p>` : nothing}
    ${ours ? html`<h3>${a.t("about-errors")}</h3><p>${a.t("about-errors-text")}</p>` : nothing}
    <h3>${a.t("about-private")}</h3><p>${a.t("about-private-text")}</p>
    ${info.license ? html`<h3>${a.t("about-licence")}</h3><p>${ours ? a.t("about-licence-text", { license: info.license, version: info.version }) : [info.license, info.version].filter(Boolean).join(", ")}</p>` : nothing}
    ${info.problems.length ? html`<h3>${a.t("about-problems")}</h3><ul class="plain">${info.problems.slice(0, 50).map((p) => html`<li><code>${p.path}</code> ${p.what}</li>`)}</ul>` : nothing}
  </div>`;
}
