import "./elasticlunr-global.js";
import elasticlunr from "elasticlunr";
import { Counter, fold } from "./shared.js";

let index, counter;
const ids = (q, options) => index.search(fold(q), { fields: { title: {}, body: {} }, bool: "OR", ...options }).map((hit) => Number(hit.ref));

export default {
  build(docs) {
    elasticlunr.tokenizer.setSeperator(/[^a-z0-9]+/);
    elasticlunr.clearStopWords();
    index = elasticlunr(function () {
      this.setRef("id");
      this.addField("title");
      this.addField("body");
      this.saveDocument(false);
    });
    index.pipeline.reset();
    for (const { id, title, body } of docs) index.addDoc({ id, title: fold(title), body: fold(body) }, false);
    counter = new Counter(docs);
  },
  search(kind, { q, filter }) {
    switch (kind) {
      case "typo": case "phrase": return null;
      case "facet": return counter.of(ids(q), filter);
      default: return { ids: ids(q, { and2: { bool: "AND" }, prefix: { expand: true } }[kind]).slice(0, 10) };
    }
  },
  save: () => JSON.stringify(index),
};
