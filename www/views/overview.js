// Beside the list while no report is open: the shape of the selection. Every row is a filter.

import { html, nothing } from "lit-html";

import { bars, everyYear } from "./bars.js";
import { facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

const SHOWN = ["country", "crime", "cooperation"];
const ROWS = 8;
/** Of a corpus without facts, so many of its own facets. */
const OWN = 4;

/** @param {Model} m @param {Acts} a */
export function overview(m, a) {
  const answer = m.answer.value;
  if (!answer || answer.total === 0) return nothing;
  const counts = (/** @type {string} */ id) => answer.facets.find((f) => f.id === id);
  const row = (/** @type {string} */ facet) => (/** @type {import("../../src/web/types").FacetValue} */ v) =>
    ({ name: a.label(facet, v.value), n: v.count, on: v.selected, href: a.link({ type: "toggle", facet, value: v.value, how: "include" }) });
  const years = new Map((counts("year")?.values ?? []).filter((v) => v.value.length === 4 && v.count > 0).map((v) => [v.value, v]));
  const own = answer.facets.map((f) => f.id).filter((id) => id !== "year").slice(0, OWN);
  return html`<section class="overview" aria-labelledby="overview-title" ?data-stale=${m.answer.pending}>
    <h2 id="overview-title">${a.t("overview")}</h2>
    <p class="quiet">${a.t("overview-hint")}</p>
    ${years.size > 1 ? bars(a.t("about-years"), a.t("facet-year"), a.t("reports-head"), everyYear([...years.keys()].sort()).map((y) => {
      const v = years.get(y);
      return v ? row("year")(v) : { name: y, n: 0 };
    })) : nothing}
    <div class="pairs">${(m.info?.extract === false ? own : SHOWN).filter((id) => !(id in m.state.filters)).map((id) => {
      // The home country is in every report and tells nothing; regions are no countries.
      const values = (counts(id)?.values ?? []).filter((v) => v.count > 0 && v.value !== "" && !(id === "country" && (v.value === "VN" || v.value.length > 2)));
      return values.length ? bars(facetName(m, id), facetName(m, id), a.t("reports-head"), [...values].sort((x, y) => y.count - x.count).slice(0, ROWS).map(row(id))) : nothing;
    })}</div>
  </section>`;
}
