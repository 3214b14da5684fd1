// Finishes the package: packs the knowledge files for it, shortens names and puts its face before wasm-bindgen's glue.
//
//   node www/knowledge.js --pkg target/pkg

import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { zip } from "./pack.js";
import { shortened } from "./shorten.js";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The file of each table. */
const TABLES = {
  ...Object.fromEntries(["countries", "places", "bodies", "forums", "ranks", "posts", "names", "cues", "pairs"].map((name) => [name, `extract/lists/${name}.tsv`])),
  concepts: "thesaurus/concepts.tsv", cleaning: "text/cues.tsv", stopwords: "text/stopwords.tsv", capitals: "export/capitals.tsv",
};
/** Columns for people who edit the files; the engine does not read them. They stand last. */
const FOR_PEOPLE = ["source", "note"];

const { values: args } = parseArgs({ options: { pkg: { type: "string" } } });
if (!args.pkg) {
  console.error("usage: node www/knowledge.js --pkg DIR");
  process.exit(2);
}
const pkg = resolve(args.pkg);
const packed = Object.entries(TABLES).map(([name, file]) => `=== ${name}\n${table(join(ROOT, "src", file))}`).join("");
writeFileSync(join(pkg, "entente_knowledge.tsv.gz"), await zip(packed));
copyFileSync(join(ROOT, "www/rest.js"), join(pkg, "entente_rest.js"));
const imports = '"./entente_bg.js": import0,';
const { wasm, glue } = shortened(readFileSync(join(pkg, "entente_bg.wasm")), readFileSync(join(pkg, "entente.js"), "utf8"));
writeFileSync(join(pkg, "entente_bg.wasm"), wasm);
if (!glue.includes(imports)) throw new Error("the glue of wasm-bindgen has changed; adapt www/knowledge.js");
const asking = glue.replace(imports, `${imports}\n        "./entente_rest.js": { rest: () => rest(wasm) },`);
writeFileSync(join(pkg, "entente_core.js"), `import { rest } from "./entente_rest.js";\n${asking}`);
copyFileSync(join(ROOT, "www/package.entry.js"), join(pkg, "entente.js"));
const types = readFileSync(join(pkg, "entente.d.ts"), "utf8");
const plain = "module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>";
if (!types.includes(plain)) throw new Error("the types of wasm-bindgen's init have changed; adapt www/knowledge.js");
writeFileSync(join(pkg, "entente.d.ts"), `${types.replace(plain, "options?: { module_or_path?: InitInput | Promise<InitInput>, knowledge?: string | URL | Uint8Array, rest?: string | URL | Uint8Array | WebAssembly.Module }")}
/**
 * Fetches the second part of the code, \`entente_rest.wasm\`: what opening a packed corpus, searching and reading do not
 * run. Without it the part is fetched in the middle of the first call that needs it, and the caller waits.
 * Fails with a \`NetworkError\`; may be called again.
 */
export function prepare(): Promise<void>;
`);

/** The table without the columns that only people read. @param {string} path */
function table(path) {
  const rows = readFileSync(path, "utf8").split("\n").filter((row) => row !== "").map((row) => row.split("\t"));
  const columns = FOR_PEOPLE.includes(rows[0].at(-1) ?? "") ? rows[0].length - 1 : rows[0].length;
  return rows.map((row) => `${row.slice(0, columns).join("\t")}\n`).join("");
}
