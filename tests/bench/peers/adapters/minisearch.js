import MiniSearch from "minisearch";
import { Counter, words } from "./shared.js";

let index, counter;
const ids = (q, options) => index.search(q, options).map((hit) => hit.id);

export default {
  build(docs) {
    index = new MiniSearch({ fields: ["title", "body"], tokenize: words, processTerm: (term) => term });
    index.addAll(docs);
    counter = new Counter(docs);
  },
  search(kind, { q, filter }) {
    switch (kind) {
      case "phrase": return null;
      case "facet": return counter.of(ids(q), filter);
      default: return { ids: ids(q, { and2: { combineWith: "AND" }, prefix: { prefix: true }, typo: { fuzzy: 1 } }[kind]).slice(0, 10) };
    }
  },
  save: () => JSON.stringify(index),
};
