// The hosted page: worker, wasm and corpus are files beside it.

import { scriptUrl } from "./trusted.js";

/** @returns {{worker: Worker, source: import("../worker.js").Source}} */
export function start() {
  const at = (/** @type {string} */ path) => new URL(path, document.baseURI).href;
  return {
    worker: new Worker(scriptUrl(at("worker.js")), { type: "module" }),
    source: { wasm: at("pkg/entente_bg.wasm"), rest: at("pkg/entente_rest.wasm"), knowledge: at("pkg/entente_knowledge.tsv.gz"), corpus: { url: at("corpus.tar.gz") } },
  };
}
