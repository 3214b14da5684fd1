/** Facets whose values are years and months: when it was published, when it happened. */
export const TIMES = new Set(["year", "when"]);
/** Facets whose values can be listed under what they belong to: countries in regions, crimes in broader ones. */
export const TREES = new Set(["country", "crime"]);
/** The order on the page; a corpus's own facets come after. */
export const ORDER = [
  "country", "year", "when", "kind", "crime", "cooperation", "instrument", "status", "level", "organization", "person", "forum",
  "lang", "outlet",
];
/** Groups open at first. */
const OPEN = new Set(["country", "kind", "crime", "cooperation"]);
/** Values counted of a facet that is not unfolded. */
const VALUES = 50;
/** Bins of a histogram, at most. */
const BINS = 24;

/** @typedef {import("./model.js").Model} Model */

/** Whether the values of a facet are shown. @param {Model} m @param {string} facet */
export function isOpen(m, facet) {
  return m.ui.groups[facet]?.open ?? (OPEN.has(facet) || facet in m.state.filters || !ORDER.includes(facet));
}

/** Whether values lie on a line: times, and numbers and dates of a corpus's own. @param {Model} m @param {string} facet */
export function onLine(m, facet) {
  return TIMES.has(facet) || m.info?.facets.find((f) => f.id === facet)?.type !== "text";
}

/** What is asked of a facet for the way it is shown. @param {Model} m @param {string} facet @returns {import("../src/web/types").FacetRequest} */
export function facetRequest(m, facet) {
  const { all, find } = m.ui.groups[facet] ?? {};
  const order = m.prefs.orders[facet];
  return {
    facet, limit: TIMES.has(facet) || all || find || order ? 0 : VALUES,
    ...(order === "tree" ? { tree: true } : order === "name" ? { order: /** @type {const} */ (`name-${m.prefs.lang}`) } : {}),
    ...(onLine(m, facet) && isOpen(m, facet) ? { bins: BINS } : {}),
  };
}
