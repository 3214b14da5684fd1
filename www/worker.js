// Owns the engine. Nothing is decided here: calls come in, answers go out.

import * as Comlink from "comlink";
import init, { Engine, prepare } from "entente";

import { guarded } from "./trap.js";

/** @typedef {import("entente").SearchRequest} SearchRequest */
/** @typedef {import("entente").Progress} Progress */
/** @typedef {import("entente").ViewRequest} ViewRequest */
/**
 * What the page has to give: the engine's code in two parts and its knowledge files, each as an address or, zipped, as
 * base64, and the corpus.
 * @typedef {string | {base64: string}} Part
 * @typedef {{wasm: Part, rest: Part, knowledge: Part, corpus: {url: string} | {base64: string, name: string}}} Source
 */

/** The bundled corpus and the person's own documents, side by side. @type {Partial<Record<"bundled" | "own", Engine>>} */
const engines = {};
/** The one that is asked. @type {Engine | undefined} */
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
    const { wasm, rest, knowledge, corpus } = source;
    await init({ module_or_path: await code(wasm), rest: await code(rest), knowledge: typeof knowledge === "string" ? knowledge : fromBase64(knowledge.base64) });
    const documents = "url" in corpus ? { url: corpus.url } : { bytes: fromBase64(corpus.base64), name: corpus.name };
    engine = engines.bundled = await Engine.open({ ...documents, onProgress, signal: opening.signal });
    return engine.info();
  },
  /** Asks the other corpus from now on. @param {"bundled" | "own"} which */
  use(which) {
    engine = engines[which];
    return ready().info();
  },
  /** Takes own files; the first ones make their corpus. @param {{name: string, bytes: Uint8Array}[]} files */
  async addOwn(files) {
    await prepare();
    engines.own ??= await Engine.open({ documents: [] });
    const { problems } = engines.own.add(files);
    return { documents: engines.own.info().documents, problems };
  },
  /** Own documents as they were kept. @param {Uint8Array} snapshot */
  async openOwn(snapshot) {
    await prepare();
    engines.own = await Engine.open({ bytes: snapshot, name: "own" });
    return engines.own.info().documents;
  },
  /** The own documents as bytes. */
  async keepOwn() {
    await prepare();
    const bytes = engines.own?.snapshot();
    return bytes ? Comlink.transfer(bytes, [bytes.buffer]) : null;
  },
  /** Lets the own documents go. */
  forgetOwn() {
    engines.own?.free();
    delete engines.own;
    engine = engines.bundled;
    return ready().info();
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
  /** How many events a selection has, and from when to when. @param {ViewRequest} asked */
  span(asked) {
    const { total, periods } = ready().timeline({ ...asked, limit: 0 });
    return { events: total, from: periods[0]?.date ?? "", to: periods.at(-1)?.date ?? "" };
  },
  /** @param {ViewRequest} asked */
  facts: async (asked) => (await whole()).facts(asked),
  /** @param {ViewRequest} asked */
  ledger: async (asked) => (await whole()).ledger(asked),
  /** @param {ViewRequest} asked */
  pledges: async (asked) => (await whole()).pledges(asked),
  /** @param {ViewRequest} asked */
  timeline: async (asked) => (await whole()).timeline(asked),
  /** @param {ViewRequest} asked */
  partners: async (asked) => (await whole()).partners(asked),
  /** @param {ViewRequest} asked */
  network: async (asked) => (await whole()).network(asked),
  /** @param {ViewRequest} asked */
  coverage: async (asked) => (await whole()).coverage(asked),
  /** @param {string[]} ids @returns {number[]} */
  reportsOfEvents: (ids) => [...ready().reportsOfEvents(ids)],
  /** @param {string} id */
  related: async (id) => (await whole()).related(id),
  /** @param {import("entente").ExportRequest} asked */
  async export(asked) {
    const file = (await whole()).export(asked);
    return Comlink.transfer(file, [file.bytes.buffer]);
  },
};

/** @typedef {typeof api} Api */

function ready() {
  if (!engine) throw new Error("the engine is not open yet; call open first");
  return engine;
}

/** @param {Part} part */
async function code(part) {
  if (typeof part === "string") return part;
  const unzipped = new Blob([fromBase64(part.base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

/** The engine with all its code, also what is fetched when it is first needed. */
async function whole() {
  await prepare();
  return ready();
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

Comlink.expose(guarded(api, globalThis));
