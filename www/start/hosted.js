// The hosted page: worker, wasm and corpus are files beside it.

import { scriptUrl } from "./trusted.js";

/** @returns {{spawn(): Worker, source: import("../worker.js").Source, reader: {spawn(): Worker, source: import("../worker.js").Source}, offline: import("../offline.js").Offline}} */
export function start() {
  const at = (/** @type {string} */ path) => new URL(path, document.baseURI).href;
  // A worker from an address of its own has no content policy; one from a blob has the page's, so it can reach no other
  // host either.
  const code = (/** @type {string} */ name) => URL.createObjectURL(new Blob([`import ${JSON.stringify(at(name))};`], { type: "text/javascript" }));
  const worker = code("worker.js");
  // Another packed corpus of the same host; the page's policy refuses any other.
  const corpus = new URLSearchParams(location.search).get("corpus") || "corpus.tar.gz";
  const source = { wasm: at("pkg/entente_bg.wasm"), rest: at("pkg/entente_rest.wasm"), knowledge: at("pkg/entente_knowledge.tsv.gz"), corpus: { url: at(corpus) } };
  return {
    spawn: () => new Worker(scriptUrl(worker), { type: "module" }),
    source,
    reader: { spawn: () => new Worker(scriptUrl(code("reader.js")), { type: "module" }), source: { ...source, wasm: at("pkg/entente_fast_bg.wasm") } },
    offline: async (newer, fetched) => (await import("../offline.js")).offline(newer, fetched),
  };
}
