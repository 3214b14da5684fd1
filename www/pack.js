// A corpus folder as one file: a POSIX ustar archive, gzipped. Same folder, same bytes: no times, files of one language
// (`…-vi.txt`) side by side and then by path, which saves a twentieth.

import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { gzipSync } from "node:zlib";

const BLOCK = 512;
/** Up to this many bytes are packed by Zopfli, which saves a twentieth and takes some seconds for a MiB. */
const THOROUGH = 2 ** 20;

/**
 * `corpus.json` and everything under `documents/`.
 * @param {string} folder
 * @returns {Promise<Buffer>}
 */
export async function pack(folder) {
  const documents = walk(join(folder, "documents")).map((f) => relative(folder, f).replaceAll("\\", "/"));
  const kind = (/** @type {string} */ name) => name.slice(name.lastIndexOf("-"));
  documents.sort((a, b) => (kind(a) === kind(b) ? order(a, b) : order(kind(a), kind(b))));
  const files = ["corpus.json", ...documents];
  const parts = files.flatMap((name) => entry(name, readFileSync(join(folder, name))));
  return zip(Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]));
}

/** The same gzip file on every system. @param {Buffer | string} bytes */
export async function zip(bytes) {
  const plain = Buffer.from(bytes);
  if (plain.length <= THOROUGH) return thorough(plain);
  const packed = gzipSync(plain, { level: 9 });
  packed[9] = 255; // The header's "system": zlib writes its own, which differs between systems.
  return packed;
}

/** @param {Buffer} bytes */
async function thorough(bytes) {
  const { gzipAsync } = await quietly(() => import("@gfx/zopfli"));
  return Buffer.from(await gzipAsync(bytes, { numiterations: 5 }));
}

/** Zopfli's loader would answer every error of the process with its own source; it may not listen. @template T @param {() => Promise<T>} load */
async function quietly(load) {
  const events = ["uncaughtException", "unhandledRejection"];
  const before = events.map((event) => process.listeners(/** @type {any} */ (event)));
  const loaded = await load();
  events.forEach((event, i) => process.listeners(/** @type {any} */ (event)).filter((l) => !before[i].includes(l)).forEach((l) => process.off(event, l)));
  return loaded;
}

/** @param {string} a @param {string} b */
function order(a, b) {
  return a < b ? -1 : 1;
}

/** @param {string} folder @returns {string[]} */
function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((e) => !e.name.startsWith("."))
    .sort((a, b) => order(a.name, b.name))
    .flatMap((e) => (e.isDirectory() ? walk(join(folder, e.name)) : [join(folder, e.name)]));
}

/** @param {string} name @param {Buffer} bytes */
function entry(name, bytes) {
  const header = Buffer.alloc(BLOCK);
  const [prefix, base] = split(name);
  const put = (/** @type {number} */ at, /** @type {string} */ text) => header.write(text, at, "utf8");
  put(0, base);
  put(100, "0000644\0");
  put(108, "0000000\0");
  put(116, "0000000\0");
  put(124, `${bytes.length.toString(8).padStart(11, "0")}\0`);
  put(136, "00000000000\0");
  put(148, "        ");
  put(156, "0");
  put(257, "ustar\0" + "00");
  put(345, prefix);
  put(148, `${header.reduce((sum, b) => sum + b, 0).toString(8).padStart(6, "0")}\0 `);
  return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
}

/** A path of more than 100 bytes is cut at a slash: the format keeps its front apart. @param {string} name */
function split(name) {
  const bytes = (/** @type {string} */ s) => Buffer.byteLength(s);
  if (bytes(name) <= 100) return ["", name];
  for (let cut = name.indexOf("/"); cut > 0; cut = name.indexOf("/", cut + 1)) {
    const parts = [name.slice(0, cut), name.slice(cut + 1)];
    if (bytes(parts[0]) <= 155 && bytes(parts[1]) <= 100) return parts;
  }
  throw new Error(`${name}: the path is too long for an archive; shorten the file's name to at most 100 bytes`);
}
