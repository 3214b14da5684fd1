// Owns the engine. Nothing is decided here: calls come in, answers go out.

import * as Comlink from "comlink";
import init, { Engine } from "entente";

/** @typedef {import("entente").SearchRequest} SearchRequest */
/** @typedef {import("entente").Progress} Progress */
/** @typedef {import("entente").ViewRequest} ViewRequest */
/**
 * What the page has to give: the engine's code, and the corpus as an address or as bytes, each also as base64.
 * @typedef {{wasm: string | {base64: string}, corpus: {url: string} | {base64: string, name: string}}} Source
 */

/** @type {Engine | undefined} */
let engine;
/** @type {AbortController | undefined} */
let opening;

const api = {
  /**
   * @param {Source} source
   * @param {(progress: Progress) => void} onProgress
   */
  async open(source, onProgress) {
    opening?.abort();
    opening = new AbortController();
    const { wasm, corpus } = source;
    await init({ module_or_path: typeof wasm === "string" ? wasm : fromBase64(wasm.base64) });
    const documents = "url" in corpus ? { url: corpus.url } : { bytes: fromBase64(corpus.base64), name: corpus.name };
    engine = await Engine.open({ ...documents, onProgress, signal: opening.signal });
    return engine.info();
  },
  cancel() {
    opening?.abort();
  },
  /** @param {SearchRequest} request */
  search: (request) => ready().search(request),
  /** @param {import("entente").SuggestRequest} request */
  suggest: (request) => ready().suggest(request),
  /** @param {string} id @param {import("entente").DocumentOptions} options */
  document: (id, options) => ready().document(id, options),
  /** @param {ViewRequest} asked */
  facts: (asked) => ready().facts(asked),
  /** @param {ViewRequest} asked */
  ledger: (asked) => ready().ledger(asked),
  /** @param {ViewRequest} asked */
  pledges: (asked) => ready().pledges(asked),
  /** @param {ViewRequest} asked */
  timeline: (asked) => ready().timeline(asked),
  /** @param {ViewRequest} asked */
  partners: (asked) => ready().partners(asked),
  /** @param {ViewRequest} asked */
  network: (asked) => ready().network(asked),
  /** @param {string} id */
  related: (id) => ready().related(id),
  /** @param {import("entente").ExportRequest} asked */
  export(asked) {
    const file = ready().export(asked);
    return Comlink.transfer(file, [file.bytes.buffer]);
  },
};

/** @typedef {typeof api} Api */

function ready() {
  if (!engine) throw new Error("the engine is not open yet; call open first");
  return engine;
}

/**
 * @param {string} text
 * @returns {Uint8Array<ArrayBuffer>}
 */
function fromBase64(text) {
  const native = /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} */ (/** @type {unknown} */ (Uint8Array));
  if (native.fromBase64) return native.fromBase64(text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

Comlink.expose(api);
