// What was dropped or chosen, as files with their paths. Nothing is opened here.

import { MOST_FILES } from "./files.js";

/** @typedef {import("./files.js").Chosen} Chosen */

/**
 * Files that were chosen, singly or as a folder.
 * @param {Iterable<File>} files
 * @returns {Chosen[]}
 */
export function chosen(files) {
  return [...files].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

/**
 * All files of a drop, folders walked.
 * @param {DataTransfer} drop
 * @returns {Promise<Chosen[]>}
 */
export async function dropped(drop) {
  const roots = [...drop.items].filter((i) => i.kind === "file").map((i) => i.webkitGetAsEntry?.() ?? i.getAsFile());
  /** @type {Chosen[]} */
  const out = [];
  for (const root of roots) {
    if (root instanceof File) out.push({ file: root, path: root.name });
    else if (root) await walk(root, out);
  }
  return out;
}

/** @param {FileSystemEntry} entry @param {Chosen[]} out */
async function walk(entry, out) {
  // One more than is read, so that the reader can say that there were more.
  if (out.length > MOST_FILES) return;
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((ok, no) => /** @type {FileSystemFileEntry} */ (entry).file(ok, no));
    out.push({ file, path: entry.fullPath.replace(/^\//, "") || file.name });
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

/**
 * In the order of reading: of a corpus folder what it says of itself first, then its documents alone; each file that
 * would be called like another one gets its path for a name.
 * @param {Chosen[]} files
 * @param {Map<string, string>} names names taken so far, with their paths; the new ones are added
 * @returns {{info: Chosen | null, files: Chosen[]}}
 */
export function arranged(files, names) {
  const info = files.filter((f) => /(^|\/)corpus\.json$/.test(f.path)).sort((a, b) => a.path.length - b.path.length)[0] ?? null;
  const root = info?.path.replace(/corpus\.json$/, "") ?? "";
  const hidden = (/** @type {string} */ path) => path.split("/").some((part) => part.startsWith("."));
  const own = files.filter((f) => f !== info && !hidden(f.path) && (!info || !f.path.startsWith(root) || f.path.startsWith(`${root}documents/`)));
  return {
    info,
    files: own.map((f) => {
      const name = f.path.slice(f.path.lastIndexOf("/") + 1).replace(/(.)\.[^.]*$/, "$1");
      const holder = names.get(name);
      if (holder === undefined) names.set(name, f.path);
      return holder === undefined || holder === f.path ? f : { ...f, id: f.path.replace(/\.[^./]*$/, "") };
    }),
  };
}
