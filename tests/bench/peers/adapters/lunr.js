import lunr from "lunr";
import { Counter, fold } from "./shared.js";

let index, counter;
const ids = (list, options) => index.query((query) => list.forEach((word) => query.term(fold(word), { ...options }))).map((hit) => Number(hit.ref));

export default {
  build(docs) {
    lunr.tokenizer.separator = /[^a-z0-9]+/;
    index = lunr((builder) => {
      builder.ref("id");
      builder.field("title");
      builder.field("body");
      builder.pipeline.reset();
      builder.searchPipeline.reset();
      for (const { id, title, body } of docs) builder.add({ id, title: fold(title), body: fold(body) });
    });
    counter = new Counter(docs);
  },
  search(kind, { words, filter }) {
    switch (kind) {
      case "phrase": return null;
      case "facet": return counter.of(ids(words), filter);
      default: {
        const options = { and2: { presence: lunr.Query.presence.REQUIRED }, prefix: { wildcard: lunr.Query.wildcard.TRAILING }, typo: { editDistance: 1 } };
        return { ids: ids(words, options[kind]).slice(0, 10) };
      }
    }
  },
  save: () => JSON.stringify(index),
};
