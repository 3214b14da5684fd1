// The conditions that hold, each to be taken away.

import { html, nothing } from "lit-html";

import { noChoice } from "../state.js";
import { facetName, range } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function chips(m, a) {
  const all = Object.keys(m.state.filters).sort().flatMap((facet) => ofFacet(m, a, facet));
  if (!all.length) return nothing;
  return html`<ul class="chips" aria-label=${a.t("active-filters")}>
    ${all}
    <li><button class="clear" @click=${() => a.go({ type: "go", state: { ...m.state, filters: {} } })}>${a.t("clear-filters")}</button></li>
  </ul>`;
}

/** @param {Model} m @param {Acts} a @param {string} facet */
function ofFacet(m, a, facet) {
  const { include, exclude, from, to } = m.state.filters[facet] ?? noChoice();
  const name = facetName(m, facet);
  const chip = (/** @type {string} */ words, /** @type {string | undefined} */ value, /** @type {boolean} */ not = false) => html`
    <li><button class="chip" ?data-not=${not} data-facet=${facet} data-value=${value ?? nothing} title=${name}
      aria-label=${a.t("remove-filter", { facet: name, value: words })}
      @click=${() => a.go({ type: "drop", facet, value })}>${words} <span aria-hidden="true">×</span></button></li>`;
  return [
    ...include.map((v) => chip(a.label(facet, v), v)),
    ...exclude.map((v) => chip(a.t("not", { value: a.label(facet, v) }), v, true)),
    ...(from || to ? [chip(range(m, from, to), undefined)] : []),
  ];
}

