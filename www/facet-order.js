/** Facets whose values are years and months: when it was published, when it happened. */
export const TIMES = new Set(["year", "when"]);
/** The order on the page; a corpus's own facets come after. */
export const ORDER = [
  "country", "year", "when", "kind", "crime", "cooperation", "instrument", "status", "level", "organization", "person", "forum",
  "lang", "outlet",
];
