// Owns the engine. Nothing is decided here: calls come in, answers go out.

import * as Comlink from "comlink";
import init, { Engine, prepare } from "entente";

import { bytesOf } from "./base64.js";
import { hold } from "./pdf/part.js";
import { guarded } from "./trap.js";

/** @typedef {import("entente").SearchRequest} SearchRequest */
/** @typedef {import("entente").Progress} Progress */
/** @typedef {import("entente").ViewRequest} ViewRequest */
/**
 * What the page has to give: the engine's code in two parts and its knowledge files, each as an address or, zipped, as
 * base64, and the corpus; where it cannot be fetched, the reader of PDF files too.
 * @typedef {string | {base64: string}} Part
 * @typedef {{wasm: Part, rest: Part, knowledge: Part, pdf?: {base64: string}, corpus: {url: string} | {base64: string, name: string}}} Source
 */

/** The bundled corpus, the person's own documents, and both together. @type {Partial<Record<"bundled" | "own" | "both", Engine>>} */
const engines = {};
/** The own documents' engine, once somebody asked for one: who asks meanwhile gets the same. @type {Promise<Engine> | undefined} */
let opened;
/** Whether reading own documents is to stop. */
let stopped = false;
/** The one that is asked. @type {Engine | undefined} */
let engine;
/** @type {AbortController | undefined} */
let opening;
/** The number of the newest search in steps. */
let newest = 0;
/** Whoever waits for the event loop to turn. */
const turns = new MessageChannel();
turns.port1.start();

const api = {
  /** Starts the code, without a corpus. @param {Source} source */
  async start({ wasm, rest, knowledge, pdf }) {
    hold(pdf);
    await init({ module_or_path: await code(wasm), rest: await code(rest), knowledge: typeof knowledge === "string" ? knowledge : bytesOf(knowledge.base64) });
  },
  /**
   * @param {Source} source
   * @param {(progress: Progress) => void} onProgress
   */
  async open(source, onProgress) {
    opening?.abort();
    opening = new AbortController();
    const { corpus } = source;
    // All at once: code, knowledge files and corpus.
    const answer = "url" in corpus ? fetch(corpus.url, { signal: opening.signal }) : null;
    answer?.catch(() => {}); // Told by the engine, which waits for it below.
    await api.start(source);
    const documents = "url" in corpus ? { url: corpus.url, response: answer ?? undefined } : { bytes: bytesOf(corpus.base64), name: corpus.name };
    engine = engines.bundled = await Engine.open({ ...documents, onProgress, signal: opening.signal });
    return engine.info();
  },
  /** Asks another corpus from now on. @param {"bundled" | "own" | "both"} which */
  async use(which) {
    if (which === "both" && !engines.both && engines.bundled && engines.own) {
      await prepare();
      const both = await Engine.open({ bytes: engines.bundled.snapshot(), name: "both" });
      both.append(engines.own.snapshot());
      engines.both = both;
    }
    engine = engines[which];
    return ready().info();
  },
  /**
   * Reads own files; the first ones make their corpus. What reads them is loaded now.
   * @param {{info: import("./files.js").Chosen | null, files: import("./files.js").Chosen[]}} chosen
   * @param {(done: number) => void} progress
   */
  async readOwn(chosen, progress) {
    stopped = false;
    await prepare();
    const { readInto } = await import("./reading.js");
    return readInto(await ofOwn(), chosen, progress, () => stopped);
  },
  /** Reads what was kept once more. @param {Blob[]} parts @param {(done: number) => void} progress */
  async readOwnAgain(parts, progress) {
    await prepare();
    const { readAgain } = await import("./reading.js");
    const own = await ofOwn();
    await readAgain(own, parts, progress);
    return own.info().documents;
  },
  stop() {
    stopped = true;
  },
  /** Takes what a helper read. @param {Uint8Array} snapshot */
  async appendOwn(snapshot) {
    await prepare();
    (await ofOwn()).append(snapshot);
  },
  /** Own documents as they were kept. @param {Uint8Array} snapshot */
  async openOwn(snapshot) {
    await prepare();
    const own = opened ? await opened : null;
    own?.append(snapshot);
    return (own ?? await openOwn({ bytes: snapshot, name: "own" })).info().documents;
  },
  /** What the own documents are. */
  ownInfo: () => engines.own?.info() ?? null,
  /** The own documents as bytes. */
  async snapshotOwn() {
    await prepare();
    const bytes = engines.own?.snapshot();
    return bytes ? Comlink.transfer(bytes, [bytes.buffer]) : null;
  },
  /** Lets the own documents go. */
  forgetOwn() {
    engines.own?.free();
    engines.both?.free();
    delete engines.own;
    delete engines.both;
    opened = undefined;
    engine = engines.bundled;
    return ready().info();
  },
  cancel() {
    opening?.abort();
  },
  /** Fetches the second part of the engine's code: a question is near. */
  prepare,
  /** @param {SearchRequest} request */
  search: async (request) => (await enough(request)).search(request),
  /**
   * The same in steps: between two of them other calls come in, and a newer search or `letGo` ends this one. Without a
   * query there is nothing to compare, and all is one step.
   * @param {SearchRequest} request
   */
  async searchInSteps(request) {
    const mine = ++newest;
    let asked = await enough(request);
    if (!request.query) return asked.search(request);
    let ticket = asked.beginSearch(request);
    for (let answer; mine === newest; await turn()) {
      if (asked !== engine) {
        // Another corpus is asked by now, and this one may be gone.
        asked = ready();
        ticket = asked.beginSearch(request);
      }
      answer = asked.continueSearch(ticket);
      if (answer) return answer;
    }
    throw Object.assign(new Error("a newer search was begun"), { name: "AbortError" });
  },
  /** Lets the search in steps go that is on its way. */
  letGo() {
    newest++;
  },
  /** @param {import("entente").SuggestRequest} request */
  suggest: async (request) => (await whole()).suggest(request),
  /** @param {string} id @param {import("entente").DocumentOptions} options */
  document: async (id, options) => (await whole()).document(id, options),
  /** @param {ViewRequest} asked */
  extent: async (asked) => (await enough(asked)).extent(asked),
  /** @param {ViewRequest} asked */
  facts: async (asked) => (await whole()).facts(asked),
  /** @param {ViewRequest} asked */
  concordance: async (asked) => (await whole()).concordance(asked),
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

/** The own documents, which are about to change: what was put together with them is no more. */
async function ofOwn() {
  if (engine === engines.both) engine = engines.own;
  engines.both?.free();
  delete engines.both;
  return opened ?? openOwn({ documents: [] });
}

/** @param {import("entente").OpenOptions} documents */
function openOwn(documents) {
  opened = Engine.open(documents).then((own) => (engines.own = own), (e) => {
    opened = undefined;
    throw e;
  });
  return opened;
}

/** Lets calls in that came meanwhile. A timer would wait for four milliseconds. */
function turn() {
  return new Promise((go) => {
    turns.port1.addEventListener("message", go, { once: true });
    turns.port2.postMessage(null);
  });
}

function ready() {
  if (!engine) throw new Error("the engine is not open yet; call open first");
  return engine;
}

/** @param {Part} part */
async function code(part) {
  if (typeof part === "string") return part;
  const unzipped = new Blob([bytesOf(part.base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(unzipped).arrayBuffer());
}

/** The engine with the code that a question takes: what is asked first, everything there is, the first part knows. @param {SearchRequest} request */
async function enough({ query, filters, facets }) {
  return query || filters?.length || facets?.some((f) => f.tree || f.order || f.bins) ? whole() : ready();
}

/** The engine with all its code, also what is fetched when it is first needed. */
async function whole() {
  await prepare();
  return ready();
}

Comlink.expose(guarded(api, globalThis));
