// Before a site is made from a folder: whether the folder is a corpus, what cannot be read of it, and whether the place
// to write to is free. Prints `file:line: what, expected, remedy`; exit 1 where nothing is to be made.
//
//   node www/check.js --pkg target/pkg --corpus DIR --out DIR

import { readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { pack } from "./pack.js";
import { foreign, unfit } from "./site.js";

/** Problems that are printed one by one. */
const SHOWN = 100;

const { values } = parseArgs({ options: { pkg: { type: "string" }, corpus: { type: "string" }, out: { type: "string" } } });
const { pkg = "", corpus = "", out = "" } = values;
process.exit((await check(resolve(pkg), corpus, out)) ? 0 : 1);

/** @param {string} pkg @param {string} corpus @param {string} out */
async function check(pkg, corpus, out) {
  const inside = !relative(resolve(corpus), resolve(out)).startsWith("..");
  const wrong = unfit(corpus) ?? (inside ? `${out}: lies in the corpus itself; expected another place; name one with --out` : foreign(out));
  if (wrong) return refuse(wrong);
  let packed;
  try {
    packed = await pack(corpus);
  } catch (e) {
    return refuse(`${corpus}: ${/** @type {Error} */ (e).message}`);
  }
  const { default: init, Engine } = await import(pathToFileURL(join(pkg, "entente.js")).href);
  await init({ module_or_path: readFileSync(join(pkg, "entente_bg.wasm")), knowledge: readFileSync(join(pkg, "entente_knowledge.tsv.gz")) });
  let engine;
  try {
    engine = await Engine.open({ bytes: new Uint8Array(packed), name: "corpus.tar" });
  } catch (e) {
    return refuse(`${join(corpus, "documents")}: ${/** @type {Error} */ (e).message}`);
  }
  /** @type {import("../src/web/types").Info} */
  const { problems, documents, title } = engine.info();
  for (const { path, line, severity, what } of problems.slice(0, SHOWN)) {
    console.error(`${join(corpus, path)}${line ? `:${line}` : ""}: ${severity === "warning" ? "warning: " : ""}${what}`);
  }
  if (problems.length > SHOWN) console.error(`and ${problems.length - SHOWN} more`);
  const errors = problems.filter((p) => p.severity === "error").length;
  if (errors) return refuse(`${corpus}: ${errors} errors in ${documents} documents; nothing was written; mend them and publish again`);
  console.error(`${title}: ${documents} documents`);
  return true;
}

/** @param {string} what */
function refuse(what) {
  console.error(what);
  return false;
}
