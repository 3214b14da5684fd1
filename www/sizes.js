// Prints the size of every built file, raw, gzip and brotli, and checks the budget: node sizes.js DIST.
import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

// Bytes after gzip; issue "Entente opens" sets them.
const WASM_LIMIT = 200 * 1024;
const FIRST_LOAD_LIMIT = 450 * 1024;

const root = process.argv[2] ?? "dist";
const rows = files(root).map((path) => measure(path));
const firstLoad = rows.filter((row) => row.first);
const total = { name: "first load", ...sum(firstLoad) };
for (const row of [...rows, total]) print(row);

const wasm = rows.find((row) => row.first && row.name.endsWith(".wasm"));
const over = [
  wasm === undefined && `no .wasm file in ${root}; run ./build.sh`,
  wasm && wasm.gzip > WASM_LIMIT && `the wasm has ${kib(wasm.gzip)} gzip; at most ${kib(WASM_LIMIT)} is allowed`,
  total.gzip > FIRST_LOAD_LIMIT && `the first load has ${kib(total.gzip)} gzip; at most ${kib(FIRST_LOAD_LIMIT)} is allowed`,
].filter(Boolean);
for (const line of over) console.error(`sizes: ${line}`);
process.exit(over.length > 0 ? 1 : 0);

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
  if (name.startsWith("pkg/")) return name.endsWith(".wasm");
  return name !== "entente.html" && !name.startsWith(".") && !name.endsWith(".map");
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
