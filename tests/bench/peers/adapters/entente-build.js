// The package, with documents and facets as given and no facts read: what its two builds have in common.
import { FACETS } from "./shared.js";

const all = FACETS.map((facet) => ({ facet, limit: 0 }));

const top = (answer) => ({ ids: answer.hits.map((hit) => Number(hit.id)) });

/** @param {string} name the build's script in the package */
export const adapter = (name, engine, Engine, ask = (query, more) => engine.search({ query, limit: 10, facets: [], ...more })) => ({
  async start() {
    const pkg = await import(/* @vite-ignore */ `/pkg/${name}`);
    await pkg.default();
    await pkg.prepare?.();
    Engine = pkg.Engine;
  },
  async build(docs) {
    const documents = docs.map(({ id, title, body, ...facets }) => ({
      id: String(id), title, text: body, lang: facets.tongue,
      facets: Object.fromEntries(FACETS.map((facet) => [facet, [facets[facet]].flat()])),
    }));
    engine = await Engine.open({ documents, extract: false, texts: false });
  },
  // A space after the last word: it is not being typed any more.
  search(kind, { q, words, filter }) {
    switch (kind) {
      case "or3": return top(ask(`${words.join(" OR ")} `));
      case "prefix": return top(ask(`${q}*`));
      case "typo": return top(ask(`${q}~1`));
      case "phrase": return top(ask(`"${q}"`));
      case "facet": {
        // Exactly this word, as the other engines read it: no other forms of an English word.
        const answer = ask(`=${q} `, { facets: all, filters: [{ facet: filter.field, include: [filter.value] }] });
        const counts = (facet) => (facet.id === filter.field ? null : Object.fromEntries(facet.values.map((value) => [value.value, value.count])));
        return { ...top(answer), facets: Object.fromEntries(answer.facets.map((facet) => [facet.id, counts(facet)])), total: answer.total };
      }
      default: return top(ask(`${q} `));
    }
  },
  save: () => engine.snapshot(),
});
