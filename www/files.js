// From what a person drops to what the engine takes: files, zip archives, Word and PDF documents, with limits said in
// words. Runs in a worker, one file at a time; nothing is read twice, nothing leaves the page.

import { docx } from "./docx.js";
import { entries, isZip } from "./zip.js";

/** @typedef {import("../src/web/types").DocumentInput} DocumentInput */
/** @typedef {{name: string, bytes: Uint8Array<ArrayBuffer>, id?: string}} Named */
/** @typedef {Named | DocumentInput} Input what `engine.add` takes */
/** @typedef {{file: File, path: string, id?: string}} Chosen a file with its path in what was dropped */
/** @typedef {"too-large" | "too-many" | "too-much" | "unread-type" | "unreadable" | "locked" | "no-text" | "old-office" | "pdf-unloaded"} Why */
/** @typedef {{path: string, what: Why}} Refused */

/** Endings that are read. */
export const ENDINGS = [".txt", ".md", ".html", ".htm", ".jsonl", ".csv", ".tsv", ".docx", ".pdf", ".tar", ".zip"];
/** One file, unpacked. The engine's own limit for a document is 16 MB; a packed one may be larger. */
export const LARGEST = 64 * 2 ** 20;
/** All files of one drop, unpacked. */
export const MOST_BYTES = 512 * 2 ** 20;
/** Files of one drop. */
export const MOST_FILES = 20_000;

const KNOWN = [...ENDINGS, ".text", ".markdown", ".xhtml", ".ndjson", "corpus.json"];

/**
 * The documents of a drop, unpacked, one at a time; `refuse` is told of those left out.
 * @param {Iterable<Chosen>} files
 * @param {(refused: Refused) => void} refuse
 * @param {() => boolean} [stopped] asked between files
 * @returns {AsyncGenerator<Input>}
 */
export async function* read(files, refuse, stopped = () => false) {
  const left = { files: MOST_FILES, bytes: MOST_BYTES };
  for (const { file, path, id } of files) {
    if (stopped()) return;
    if (left.files-- <= 0) return refuse({ path: `${path} …`, what: "too-many" });
    if (file.size > LARGEST) refuse({ path, what: "too-large" });
    else if (!known(path)) refuse({ path, what: "unread-type" });
    else if ((left.bytes -= file.size) < 0) return refuse({ path: `${path} …`, what: "too-much" });
    else {
      try {
        yield* unpacked({ name: path, bytes: new Uint8Array(await file.arrayBuffer()), ...(id ? { id } : {}) }, left, refuse, stopped);
      } catch {
        refuse({ path, what: "unreadable" });
      }
    }
  }
}

/**
 * What a file holds: by its first bytes, whatever its name says.
 * @param {Named} one @param {{files: number, bytes: number}} left
 * @param {(refused: Refused) => void} refuse @param {() => boolean} stopped
 * @returns {AsyncGenerator<Input>}
 */
async function* unpacked(one, left, refuse, stopped) {
  const path = one.name;
  const starts = (/** @type {number[]} */ ...head) => head.every((b, i) => one.bytes[i] === b);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return refuse({ path, what: path.toLowerCase().endsWith(".docx") ? "locked" : "old-office" });
  if (starts(0x25, 0x50, 0x44, 0x46)) return yield* alone(pdfText(one), path, refuse);
  if (isZip(one.bytes)) return yield* zipped(one, left, refuse, stopped);
  if (/\.(docx|pdf|zip)$/i.test(path)) return refuse({ path, what: "unreadable" });
  yield one;
}

/** @param {Promise<DocumentInput | Why>} read @param {string} path @param {(refused: Refused) => void} refuse @returns {AsyncGenerator<Input>} */
async function* alone(read, path, refuse) {
  const found = await read;
  if (typeof found === "string") refuse({ path, what: found });
  else yield found;
}

/** Only where a PDF comes is its reader loaded. @param {Named} one @returns {Promise<DocumentInput | Why>} */
async function pdfText(one) {
  const reader = await import("pdf").catch(() => null);
  if (!reader) return "pdf-unloaded";
  const { pdf } = reader;
  const found = await pdf(one.bytes);
  return typeof found === "string" ? found : { id: one.id ?? stem(one.name), path: one.name, ...found };
}

/**
 * A Word document, or an archive of files.
 * @param {Named} one @param {{files: number, bytes: number}} left
 * @param {(refused: Refused) => void} refuse @param {() => boolean} stopped
 * @returns {AsyncGenerator<Input>}
 */
async function* zipped(one, left, refuse, stopped) {
  const path = one.name;
  if (path.toLowerCase().endsWith(".docx")) {
    const found = await docx(one.bytes, LARGEST);
    if (typeof found === "string") refuse({ path, what: found });
    else yield { id: one.id ?? stem(path), path, ...found };
    return;
  }
  /** The folder of a corpus.json, where there is one: it comes first, and only its documents with it. @type {string | null} */
  let root = null;
  const none = () => {};
  for await (const entry of entries(one.bytes, LARGEST, none, (name) => root === null && /(^|\/)corpus\.json$/.test(name))) {
    root = entry.name.replace(/corpus\.json$/, "");
    yield { name: `${path}/${entry.name}`, bytes: entry.bytes };
    break;
  }
  const wanted = (/** @type {string} */ name) => {
    if (root !== null && !name.startsWith(`${root}documents/`)) return false;
    if (known(name)) return true;
    if (!name.endsWith("/") && !hidden(name)) refuse({ path: `${path}/${name}`, what: "unread-type" });
    return false;
  };
  const limit = Math.max(0, Math.min(LARGEST, left.bytes));
  for await (const entry of entries(one.bytes, limit, (p, what) => refuse({ path: p ? `${path}/${p}` : path, what }), wanted)) {
    if (stopped()) return;
    if (left.files-- <= 0) return refuse({ path: `${path}/${entry.name} …`, what: "too-many" });
    left.bytes -= entry.bytes.length;
    // One archive inside another is not opened: that is how bombs are built.
    if (isZip(entry.bytes) && !entry.name.toLowerCase().endsWith(".docx")) refuse({ path: `${path}/${entry.name}`, what: "unread-type" });
    else yield* unpacked({ name: `${path}/${entry.name}`, bytes: entry.bytes, id: `${stem(path)}/${entry.name.replace(/\.[^./]*$/, "")}` }, left, refuse, stopped);
  }
}

/** @param {string} name */
function known(name) {
  const lower = name.toLowerCase();
  return !hidden(name) && KNOWN.some((e) => lower.endsWith(e));
}

/** What systems leave in folders and archives. @param {string} name */
function hidden(name) {
  return name.startsWith("__MACOSX/") || name.split("/").some((part) => part.startsWith("."));
}

/** The name of a file without folders and ending. @param {string} path */
export function stem(path) {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

