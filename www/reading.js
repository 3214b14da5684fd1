// Own documents into an engine, in a worker: read, unpacked, added in small parts, so that a stop is heard.

import { read } from "./files.js";

/** @typedef {import("./files.js").Input} Input */
/** @typedef {import("./files.js").Chosen} Chosen */
/** @typedef {{path: string, what: string, why?: import("./files.js").Why}} Trouble `why` where the page has the words */

/** Documents, and bytes of them, that are added at once. */
const BATCH = 25;
const BATCH_BYTES = 200_000;

/**
 * Adds files. Gives what could not be read, and all that was as one Blob, from which it can be added again.
 * @param {import("entente").Engine} engine
 * @param {{info: Chosen | null, files: Chosen[]}} chosen
 * @param {(done: number) => void} progress
 * @param {() => boolean} stopped
 * @returns {Promise<{problems: Trouble[], raw: Blob}>}
 */
export async function readInto(engine, { info, files }, progress, stopped) {
  /** @type {Trouble[]} */
  const problems = [];
  /** @type {Input[]} */
  const all = [];
  if (info) {
    const described = { name: info.path, bytes: new Uint8Array(await info.file.arrayBuffer()) };
    problems.push(...engine.add([described]).problems);
    all.push(described);
  }
  const inputs = read(files, ({ path, what }) => problems.push({ path, what: "", why: what }), stopped);
  await addAll(engine, inputs, (input) => all.push(input), progress, problems);
  return { problems, raw: packed(all) };
}

/**
 * Adds what `readInto` gave once more.
 * @param {import("entente").Engine} engine
 * @param {Blob[]} parts
 * @param {(done: number) => void} progress
 */
export async function readAgain(engine, parts, progress) {
  async function* inputs() {
    for (const part of parts) yield* unpacked(new Uint8Array(await part.arrayBuffer()));
  }
  await addAll(engine, inputs(), () => {}, progress, []);
}

/**
 * @param {import("entente").Engine} engine @param {AsyncIterable<Input>} inputs @param {(input: Input) => void} take
 * @param {(done: number) => void} progress @param {Trouble[]} problems
 */
async function addAll(engine, inputs, take, progress, problems) {
  /** @type {Input[]} */
  let batch = [];
  let [bytes, done] = [0, 0];
  const flush = async (/** @type {boolean} */ last) => {
    done += batch.length;
    problems.push(...engine.add(batch, last).problems.map(({ path, line, what }) => ({ path: line ? `${path}:${line}` : path, what })));
    [batch, bytes] = [[], 0];
    progress(done);
    // Messages are looked at: a stop, or a question to another corpus.
    await new Promise((go) => setTimeout(go, 0));
  };
  for await (const input of inputs) {
    take(input);
    batch.push(input);
    bytes += "bytes" in input ? input.bytes.length : input.text.length;
    if (batch.length >= BATCH || bytes >= BATCH_BYTES) await flush(false);
  }
  await flush(true);
}

/** Inputs as one Blob: a line of JSON that says what there is, then the bytes of the files. @param {Input[]} inputs */
export function packed(inputs) {
  const head = inputs.map((i) => ("bytes" in i ? { name: i.name, id: i.id, length: i.bytes.length } : { document: i }));
  return new Blob([`${JSON.stringify(head)}\n`, ...inputs.flatMap((i) => ("bytes" in i ? [i.bytes] : []))]);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Input[]} */
export function unpacked(bytes) {
  let at = bytes.indexOf(10) + 1;
  /** @type {({name: string, id?: string, length: number} | {document: import("../src/web/types").DocumentInput})[]} */
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(0, at)));
  return head.map((one) => ("document" in one ? one.document
    : { name: one.name, ...(one.id ? { id: one.id } : {}), bytes: bytes.slice(at, (at += one.length)) }));
}
