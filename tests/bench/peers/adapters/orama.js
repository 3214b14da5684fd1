// Whole words are looked up with the `exact` of Orama's own index component: the public option compares the stored text
// again by an ASCII pattern, which drops words with marks.
import { create, insertMultiple, save, search } from "@orama/orama";
import { index } from "@orama/orama/components";
import { FACETS, words } from "./shared.js";

let db, exact;
const wanted = Object.fromEntries(FACETS.map((facet) => [facet, {}]));

async function ask(whole, options) {
  exact = whole;
  const found = await search(db, { limit: 10, properties: ["title", "body"], ...options });
  const counts = (facet) => Object.fromEntries(Object.entries(found.facets[facet].values).filter(([, count]) => count > 0));
  return { ids: found.hits.map((hit) => Number(hit.id)), facets: found.facets && Object.fromEntries(FACETS.map((facet) => [facet, counts(facet)])) };
}

export default {
  async build(docs) {
    db = create({
      schema: { title: "string", body: "string", country: "enum[]", year: "enum", crime: "enum[]", kind: "enum", tongue: "enum" },
      sort: { enabled: false },
      components: {
        tokenizer: { language: "english", normalizationCache: new Map(), tokenize: (text) => (typeof text === "string" ? [...new Set(words(text))] : [text]) },
        index: { ...index, search: (ix, term, tokenizer, lang, properties, _, ...rest) => index.search(ix, term, tokenizer, lang, properties, exact, ...rest) },
      },
    });
    await insertMultiple(db, docs.map((doc) => ({ ...doc, id: String(doc.id) })), 500);
  },
  search(kind, { q, filter }) {
    switch (kind) {
      case "phrase": return null;
      case "and2": return ask(true, { term: q, threshold: 0 });
      case "or3": return ask(true, { term: q, threshold: 1 });
      case "prefix": return ask(false, { term: q });
      case "typo": return ask(false, { term: q, tolerance: 1 });
      case "facet": {
        const many = filter.field === "country" || filter.field === "crime";
        return ask(true, { term: q, facets: wanted, where: { [filter.field]: many ? { containsAll: [filter.value] } : { eq: filter.value } } });
      }
      default: return ask(true, { term: q });
    }
  },
  save: () => JSON.stringify(save(db)),
};
