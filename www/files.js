// From what a person drops to named bytes: files, folders, zip archives, with limits said in words. Nothing is read
// twice, nothing leaves the page.

import { entries, isZip } from "./zip.js";

/** @typedef {{name: string, bytes: Uint8Array<ArrayBuffer>}} Named */
/** @typedef {{path: string, what: "too-large" | "too-many" | "unread-type" | "unreadable"}} Refused */

/** Endings that the engine reads. */
export const ENDINGS = [".txt", ".md", ".html", ".htm", ".jsonl", ".json", ".tar"];
/** One file. The engine's own limit for a document is 16 MB; a packed one may be larger. */
export const LARGEST = 64 * 2 ** 20;
/** Files of one drop. */
export const MOST_FILES = 20_000;

/**
 * The files of a drop, unpacked, one at a time; `refuse` is told of those left out.
 * @param {Iterable<File>} files
 * @param {(refused: Refused) => void} refuse
 * @returns {AsyncGenerator<Named>}
 */
export async function* read(files, refuse) {
  let n = 0;
  for (const file of files) {
    const path = file.webkitRelativePath || file.name;
    if (++n > MOST_FILES) return refuse({ path: `${path} …`, what: "too-many" });
    if (file.size > LARGEST) refuse({ path, what: "too-large" });
    else if (!file.name.toLowerCase().endsWith(".zip") && !known(file.name)) refuse({ path, what: "unread-type" });
    else yield* unpacked(file, path, refuse);
  }
}

/** @param {File} file @param {string} path @param {(refused: Refused) => void} refuse @returns {AsyncGenerator<Named>} */
async function* unpacked(file, path, refuse) {
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return refuse({ path, what: "unreadable" });
  }
  if (!isZip(bytes)) return yield { name: path, bytes };
  for await (const entry of entries(bytes, LARGEST, (p, what) => refuse({ path: `${path}/${p}`, what }))) {
    if (known(entry.name)) yield { name: `${path}/${entry.name}`, bytes: entry.bytes };
    else refuse({ path: `${path}/${entry.name}`, what: "unread-type" });
  }
}

/** @param {string} name */
function known(name) {
  const lower = name.toLowerCase();
  return ENDINGS.some((e) => lower.endsWith(e)) || lower.endsWith(".tar.gz");
}

/**
 * All files of a drop, folders walked.
 * @param {DataTransfer} drop
 * @returns {Promise<File[]>}
 */
export async function dropped(drop) {
  const roots = [...drop.items].filter((i) => i.kind === "file").map((i) => i.webkitGetAsEntry?.() ?? i.getAsFile());
  /** @type {File[]} */
  const out = [];
  for (const root of roots) {
    if (root instanceof File) out.push(root);
    else if (root) await walk(root, out);
  }
  return out;
}

/** @param {FileSystemEntry} entry @param {File[]} out */
async function walk(entry, out) {
  if (out.length > MOST_FILES) return;
  if (entry.isFile) {
    out.push(await new Promise((ok, no) => /** @type {FileSystemFileEntry} */ (entry).file(ok, no)));
    return;
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const batch = await new Promise((ok, no) => reader.readEntries(ok, no));
    if (!batch.length) return;
    for (const e of batch) await walk(e, out);
  }
}
