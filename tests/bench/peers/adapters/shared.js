// What several adapters need: folding for engines that do not fold by themselves, and facets for those that have none.

/** The facets of the invented corpus, as in corpus.js. */
export const FACETS = ["country", "year", "crime", "kind", "tongue"];

const MARKS = /[\u0300-\u036f]/g;

/** Lower case without marks, đ as d. @param {string} text */
export function fold(text) {
  const lower = text.toLowerCase();
  return /[^\x00-\x7f]/.test(lower) ? lower.normalize("NFD").replace(MARKS, "").replaceAll("đ", "d") : lower;
}

/** The folded words of a text. @param {string} text */
export const words = (text) => fold(text).match(/[a-z0-9]+/g) ?? [];

/** Filter and exact counts over a full list of hits, for engines without facets. */
export class Counter {
  constructor(docs) {
    this.rows = docs.map((doc) => FACETS.map((facet) => [doc[facet]].flat()));
  }
  of(ids, { field, value }) {
    const facets = Object.fromEntries(FACETS.map((facet) => [facet, {}])), at = FACETS.indexOf(field);
    const kept = ids.filter((id) => this.rows[id][at].includes(value));
    for (const id of kept) {
      this.rows[id].forEach((values, facet) => {
        const counts = facets[FACETS[facet]];
        for (const one of values) counts[one] = (counts[one] ?? 0) + 1;
      });
    }
    return { ids: kept.slice(0, 10), facets };
  }
}
