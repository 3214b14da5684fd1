// Build only. A language is one file; of the hosted page, the words that the first results need are one part of it and
// all others another, which comes with what they are for (`later.js`).

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const MORE = /(\w+)\.js\?more$/;
const FILE = /[\\/]i18n[\\/]\w+\.js$/;

/** The sources that main.js imports at once, as one text. @param {import("esbuild").Metafile} meta @param {string} root */
export function atOnce(meta, root) {
  const main = Object.keys(meta.outputs).find((name) => name.endsWith("main.js"));
  const known = new Set();
  const walk = (/** @type {string} */ name) => {
    if (known.has(name)) return;
    known.add(name);
    for (const i of meta.outputs[name].imports) if (i.kind === "import-statement") walk(i.path);
  };
  if (main) walk(main);
  const inputs = [...known].flatMap((name) => Object.keys(meta.outputs[name].inputs)).filter((path) => path.endsWith(".js"));
  return inputs.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
}

/** Whether a key stands in sources, whole or by its first word in a template. @param {string} sources @param {string} key */
export function names(sources, key) {
  return sources.includes(`"${key}"`) || sources.includes(`\`${key.split("-")[0]}-$`);
}

/** @param {string | null} first the sources of what comes at once; null where all comes at once */
export function wordsOf(first) {
  return {
    name: "words",
    /** @param {import("esbuild").PluginBuild} build */
    setup(build) {
      build.onResolve({ filter: MORE }, ({ path, resolveDir }) => ({ path: `words-${MORE.exec(path)?.[1]}`, namespace: "words", pluginData: join(resolveDir, path.replace("?more", "")) }));
      build.onLoad({ filter: /^words-/, namespace: "words" }, ({ pluginData }) => part(pluginData, true));
      build.onLoad({ filter: FILE }, ({ path }) => part(path, false));
      const part = async (/** @type {string} */ path, /** @type {boolean} */ more) => {
        const all = (await import(pathToFileURL(path).href)).default;
        const kept = Object.entries(all).filter(([key]) => (first === null ? !more : names(first, key) !== more));
        return { contents: `export default ${JSON.stringify(Object.fromEntries(kept))}`, loader: /** @type {const} */ ("js") };
      };
    },
  };
}
