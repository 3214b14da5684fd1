/** The order on the page; a corpus's own facets come after. */
export const ORDER = [
  "country", "year", "kind", "crime", "cooperation", "instrument", "status", "level", "organization", "person", "forum",
  "lang", "outlet",
];
