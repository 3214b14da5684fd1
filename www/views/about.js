// What the corpus is, in plain words; every figure comes from the engine.

import { html, nothing } from "lit-html";

import floors from "../../tests/gold/floors.tsv";
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
    ${removed(m, a)} ${ours ? scores(a) : nothing}
    ${ours ? html`<h3>${a.t("about-errors")}</h3><p>${a.t("about-errors-text")}</p>` : nothing}
    <h3>${a.t("about-private")}</h3><p>${a.t("about-private-text")}</p>
    ${info.license ? html`<h3>${a.t("about-licence")}</h3><p>${ours ? a.t("about-licence-text", { license: info.license, version: info.version }) : [info.license, info.version].filter(Boolean).join(", ")}</p>` : nothing}
    ${ours ? citation(m, a) : nothing}
    ${info.problems.length ? html`<h3>${a.t("about-problems")}</h3><ul class="plain">${info.problems.slice(0, 50).map((p) => html`<li><code>${p.path}</code> ${p.what}</li>`)}</ul>` : nothing}
  </div>`;
}

/** What was taken out of the texts, by reason; and what is not known. @param {Model} m @param {Acts} a */
function removed(m, a) {
  /** @type {import("../../src/web/types").Coverage | null} */
  const found = m.rows.value?.view === "about" ? m.rows.value.rows : null;
  if (!found) return html`<p aria-busy="true">${a.t("searching")}</p>`;
  const gaps = [found.undated ? a.t("gap-undated", { n: found.undated }) : "", found.withoutEvent && m.info?.extract ? a.t("gap-event", { n: found.withoutEvent }) : ""].filter(Boolean);
  return html`<h3>${a.t("about-removed")}</h3><p>${found.removed.length ? a.t("about-removed-text") : a.t("nothing-removed")}</p>
    ${found.removed.length ? html`<table class="grid-table"><thead><tr><th scope="col">${a.t("reason")}</th><th scope="col" class="n">${a.t("passages")}</th><th scope="col" class="n">${a.t("reports-head")}</th><th scope="col" class="n">${a.t("size")}</th></tr></thead>
      <tbody>${found.removed.map((r) => html`<tr><th scope="row">${a.t(/** @type {any} */ (`reason-${r.reason}`))}</th><td class="n">${r.passages}</td><td class="n">${r.documents}</td><td class="n">${format.bytes(r.bytes, m.prefs.lang)}</td></tr>`)}</tbody></table>` : nothing}
    ${gaps.length ? html`<h3>${a.t("about-gaps")}</h3><ul class="plain">${gaps.map((g) => html`<li>${g}</li>`)}</ul>` : nothing}`;
}

/** Which score is of which facts. */
const SCORED = /** @type {const} */ (["countries", "people", "people-post", "organizations", "instruments", "instruments-status", "crimes", "cooperation", "forums", "kind", "level", "place", "date"]);

/** How well facts are found: what the tests of the project hold. @param {Acts} a */
function scores(a) {
  const rows = floors.trim().split("\n").slice(1).map((l) => l.split("\t"));
  const of = (/** @type {string} */ part, /** @type {string} */ kind) => rows.find((r) => r[0] === part && r[1] === kind)?.[2] ?? "";
  return html`<h3>${a.t("about-scores")}</h3><p>${a.t("about-scores-text")}</p>
    <table class="grid-table scores"><thead><tr><th scope="col">${a.t("facts-head")}</th><th scope="col" class="n">${a.t("score-look")}</th><th scope="col" class="n">${a.t("score-held")}</th></tr></thead>
    <tbody>${SCORED.map((kind) => html`<tr><th scope="row">${a.t(`score-${kind}`)}</th><td class="n">≥ ${of("look", kind)}</td><td class="n">≥ ${of("held", kind)}</td></tr>`)}</tbody></table>`;
}

/** How to cite the data. @param {Model} m @param {Acts} a */
function citation(m, a) {
  const { title, version, license } = { title: m.info?.titles[m.prefs.lang] ?? "", version: m.info?.version ?? "", license: m.info?.license ?? "" };
  const text = `Entente corpus: ${title}. Version ${version}. ${license}. ${location.protocol.startsWith("http") ? location.href.split("#")[0] : ""}`.trim();
  return html`<h3>${a.t("about-cite")}</h3><p class="cite">${text}</p>
    <p><button @click=${() => a.copy(text, "cite-data")}>${m.ui.copied === "cite-data" ? a.t("copied") : a.t("copy-citation")}</button></p>`;
}
