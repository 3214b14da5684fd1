// Prints the size of every built file, raw, gzip and brotli, and checks them: node sizes.js DIST. Above the aim it says
// by how much; above the ceiling it fails. The ceiling only ever comes down, to the last size reached, until it is the aim.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

/** KiB after gzip. */
const BUDGET = { wasm: { aim: 200, ceiling: 211 }, "first load": { aim: 450, ceiling: 427 } };

const root = process.argv[2] ?? "dist";
/** The scripts that index.html starts with: main.js and what it imports at once. */
const scripts = imported("main.js", new Set());
const rows = files(root).map((path) => measure(path));
const firstLoad = rows.filter((row) => row.first);
const total = { name: "first load", ...sum(firstLoad) };
for (const row of [...rows, total]) print(row);

const wasm = rows.find((row) => row.first && row.name.endsWith(".wasm"));
if (!wasm) {
  console.error(`sizes: no .wasm file in ${root}; run ./build.sh`);
  process.exit(1);
}
const verdicts = [judge("wasm", wasm.gzip), judge("first load", total.gzip)];
process.exit(verdicts.every(Boolean) ? 0 : 1);

/** Whether a size stays under its ceiling; says how far it is from the aim. @param {keyof typeof BUDGET} what */
function judge(what, bytes) {
  const { aim, ceiling } = BUDGET[what];
  if (bytes > aim * 1024) console.log(`${what}: ${kib(bytes)} gzip, over the aim of ${aim} KiB by ${kib(bytes - aim * 1024)}`);
  const fits = bytes <= ceiling * 1024;
  if (!fits) console.error(`sizes: ${what} has ${kib(bytes)} gzip, above the ceiling of ${ceiling} KiB; make it smaller`);
  return fits;
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function measure(path) {
  const bytes = readFileSync(path);
  const name = relative(root, path);
  return {
    name,
    raw: bytes.length,
    // A file that is packed already is not packed again on its way.
    gzip: name.endsWith(".gz") ? bytes.length : gzipSync(bytes, { level: 9 }).length,
    brotli: name.endsWith(".gz") ? bytes.length : brotliCompressSync(bytes).length,
    first: isFirstLoad(name),
  };
}

/** Whether a browser that opens the hosted page fetches the file; the glue in pkg/ is bundled into the worker. */
function isFirstLoad(name) {
  if (name.startsWith("pkg/")) return name === "pkg/entente_bg.wasm" || name.endsWith(".gz");
  // One language of the page is loaded; English stands for it.
  if (name === "reader.js") return false;
  if (name.endsWith(".js") && name !== "worker.js") return scripts.has(name) || name.startsWith("en-");
  // Asked for after the first results, to stay without a connection and to be installed.
  if (/^icon|\.webmanifest$/.test(name)) return false;
  return name !== "entente.html" && !name.startsWith(".") && !name.endsWith(".map");
}

/** @param {string} name @param {Set<string>} known */
function imported(name, known) {
  if (known.has(name)) return known;
  known.add(name);
  const text = readFileSync(join(root, name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|\bimport)\s*"\.\/([^"]+)"/g)) imported(other, known);
  return known;
}

function sum(some) {
  const add = (key) => some.reduce((n, row) => n + row[key], 0);
  return { raw: add("raw"), gzip: add("gzip"), brotli: add("brotli"), first: true };
}

function print(row) {
  const cells = [row.raw, row.gzip, row.brotli].map((bytes) => kib(bytes).padStart(11));
  console.log(`${row.name.padEnd(28)} raw${cells[0]}   gzip${cells[1]}   brotli${cells[2]}${row.first ? "" : "   (not in the first load)"}`);
}

function kib(bytes) {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
