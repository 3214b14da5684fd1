// Every beginning of a word is indexed ("forward"); hits of one word are a list made at build time, in the order of the
// word's place in the text, and are not ranked by BM25.
import { Document, Encoder, Resolver } from "flexsearch";
import { Counter } from "./shared.js";

let index, counter;
const ask = (q, limit = 10) => index.search(q, { pluck: "text", limit });

export default {
  build(docs) {
    index = new Document({
      document: { id: "id", index: [{ field: "text", tokenize: "forward", resolution: 9 }] },
      encoder: new Encoder({ normalize: true, dedupe: false, numeric: false, mapper: new Map([["đ", "d"]]) }),
    });
    for (const { id, title, body } of docs) index.add(id, { id, text: `${title}\n${body}` });
    counter = new Counter(docs);
  },
  search(kind, { q, words: [first, ...others], filter }) {
    switch (kind) {
      case "typo": case "phrase": return null;
      case "or3": {
        const part = (query) => ({ index, query, pluck: "text" });
        return { ids: new Resolver(part(first)).or(...others.map(part)).resolve({ limit: 10 }) };
      }
      case "facet": return counter.of(ask(q, 1e7), filter);
      default: return { ids: ask(q) };
    }
  },
  async save() {
    const parts = [];
    await index.export((key, value) => void parts.push(key, value ?? ""));
    return parts.join("");
  },
};
