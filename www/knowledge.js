// Finishes the package: packs the knowledge files for it, shortens names and puts its face before wasm-bindgen's glue.
//
//   node www/knowledge.js --pkg target/pkg [--name entente_fast]
//
// With a name, the wasm of that name beside `entente_bg.wasm` gets the same face: it is not split, and shares the rest.

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { zip } from "./pack.js";
import { shortened } from "./shorten.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The file of each table. */
const TABLES = {
  ...Object.fromEntries(["countries", "places", "bodies", "forums", "ranks", "posts", "names", "cues", "pairs", "words"].map((name) => [name, `extract/lists/${name}.tsv`])),
  concepts: "thesaurus/concepts.tsv", cleaning: "text/cues.tsv", stopwords: "text/stopwords.tsv", capitals: "export/capitals.tsv",
};
/** Columns for people who edit the files; the engine does not read them. They stand last. */
const FOR_PEOPLE = ["source", "note"];

const { values: args } = parseArgs({ options: { pkg: { type: "string" }, name: { type: "string", default: "entente" } } });
if (!args.pkg) {
  console.error("usage: node www/knowledge.js --pkg DIR");
  process.exit(2);
}
const at = (/** @type {string} */ name) => join(resolve(/** @type {string} */ (args.pkg)), name);
const { name } = args;
const whole = name !== "entente";
const imports = `"./${name}_bg.js": import0,`;
const { wasm, glue } = shortened(readFileSync(at(`${name}_bg.wasm`)), readFileSync(at(`${name}.js`), "utf8"));
if (!glue.includes(imports)) throw new Error("the glue of wasm-bindgen has changed; adapt www/knowledge.js");
writeFileSync(at(`${name}_bg.wasm`), wasm);
const face = readFileSync(join(ROOT, "www/package.entry.js"), "utf8");
if (whole) {
  writeFileSync(at(`${name}_core.js`), glue);
  copyFileSync(join(ROOT, "www/whole.js"), at("entente_whole.js"));
  const renamed = face.replaceAll("entente_core.js", `${name}_core.js`).replaceAll("entente_bg.wasm", `${name}_bg.wasm`);
  writeFileSync(at(`${name}.js`), renamed.replaceAll("./entente_rest.js", "./entente_whole.js"));
  writeFileSync(at(`${name}.d.ts`), 'export * from "./entente.js";\nexport { default } from "./entente.js";\n');
} else {
  const packed = Object.entries(TABLES).map(([name, file]) => `=== ${name}\n${table(join(ROOT, "src", file))}`).join("");
  writeFileSync(at("entente_knowledge.tsv.gz"), await zip(packed));
  const asking = glue.replace(imports, `${imports}\n        "./entente_rest.js": { rest: () => rest(wasm) },`);
  writeFileSync(at("entente_core.js"), `import { rest } from "./entente_rest.js";\n${asking}`);
  copyFileSync(join(ROOT, "www/rest.js"), at("entente_rest.js"));
  writeFileSync(at("entente.js"), face);
  writeTypes();
}

/** wasm-bindgen's types with what the face adds. */
function writeTypes() {
  const types = readFileSync(at("entente.d.ts"), "utf8");
  const plain = "module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>";
  if (!types.includes(plain)) throw new Error("the types of wasm-bindgen's init have changed; adapt www/knowledge.js");
  writeFileSync(at("entente.d.ts"), `${types.replace(plain, "options?: { module_or_path?: InitInput | Promise<InitInput>, knowledge?: string | URL | Uint8Array, rest?: string | URL | Uint8Array | WebAssembly.Module }")}
/**
 * Fetches the second part of the code, \`entente_rest.wasm\`: what opening a packed corpus, searching and reading do not
 * run. Without it the part is fetched in the middle of the first call that needs it, and the caller waits.
 * Fails with a \`NetworkError\`; may be called again. Of \`entente_fast.js\` all is there from the start.
 */
export function prepare(): Promise<void>;
`);
}

/** The table without the columns that only people read. @param {string} path */
function table(path) {
  const rows = readFileSync(path, "utf8").split("\n").filter((row) => row !== "").map((row) => row.split("\t"));
  const columns = FOR_PEOPLE.includes(rows[0].at(-1) ?? "") ? rows[0].length - 1 : rows[0].length;
  return rows.map((row) => `${row.slice(0, columns).join("\t")}\n`).join("");
}
