// The package's face: the glue that wasm-bindgen makes, started together with the knowledge files beside it.

import core, { supplyKnowledge } from "./entente_core.js";
import { placeRest } from "./entente_rest.js";

export * from "./entente_core.js";
export { prepare } from "./entente_rest.js";

/**
 * Starts the module: the code, and the knowledge files that facts are read with. Addresses default to the files beside
 * this one. `rest` is where the second part of the code is, which comes when something of it is called; see `prepare`.
 * @param {{module_or_path?: any, knowledge?: string | URL | Uint8Array, rest?: string | URL | Uint8Array<ArrayBuffer> | WebAssembly.Module}} [options]
 */
export default async function init({ module_or_path, knowledge, rest } = {}) {
  placeRest(rest ?? new URL("entente_rest.wasm", import.meta.url));
  const supplied = text(knowledge ?? new URL("entente_knowledge.tsv.gz", import.meta.url));
  // Told below; a failure of the code comes first and must not leave this one without a listener.
  supplied.catch(() => {});
  const exports = await core({ module_or_path: module_or_path ?? new URL("entente_bg.wasm", import.meta.url) });
  supplyKnowledge(await supplied);
  return exports;
}

/** @param {string | URL | Uint8Array} knowledge */
async function text(knowledge) {
  const packed = knowledge instanceof Uint8Array ? new Response(/** @type {BodyInit} */ (knowledge)) : await fetch(knowledge);
  if (!packed.ok || !packed.body) {
    throw Object.assign(new Error(`${knowledge}: the server answered ${packed.status}; expected the knowledge files; put pkg/entente_knowledge.tsv.gz there`), { name: "NetworkError" });
  }
  return new Response(packed.body.pipeThrough(new DecompressionStream("gzip"))).text();
}
