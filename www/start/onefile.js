// The one-file page: everything stands in data blocks of the page itself, so it also runs from file://, where a worker
// can only be made from a blob and only as a classic script.

import { scriptUrl } from "./trusted.js";

/** @returns {{spawn(): Worker, source: import("../worker.js").Source}} */
export function start() {
  const url = URL.createObjectURL(new Blob([block("worker")], { type: "text/javascript" }));
  return {
    spawn: () => new Worker(scriptUrl(url)),
    source: { wasm: { base64: block("wasm") }, rest: { base64: block("rest") }, knowledge: { base64: block("knowledge") }, pdf: { base64: block("pdf") }, corpus: { base64: block("corpus"), name: "corpus.tar.gz" } },
  };
}

/** @param {string} id */
function block(id) {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Error(`this page is damaged: its part "${id}" is missing; load or download it again`);
  return text;
}
