// Makes the two builds: the hosted page (files in DIR) and the one-file page (DIR/entente.html).
//
//   node www/bundle.js --pkg target/pkg --corpus www/corpus --out dist

import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build, transform } from "esbuild";

import { png, svg } from "./icons.js";
import { pack, zip } from "./pack.js";
import { atOnce as sourcesAtOnce, wordsOf } from "./words.js";
import { about } from "./site.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const TYPES = "require-trusted-types-for 'script'; trusted-types entente-worker lit-html";
const NOTHING_ELSE = "base-uri 'none'; form-action 'none'";

/** A style sheet that a script imports is its text, made small. @type {import("esbuild").Plugin} */
const styleText = {
  name: "style",
  setup(build) {
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({ contents: (await transform(readFileSync(path, "utf8"), { loader: "css", minify: true })).code, loader: "text" }));
  },
};

const PACKAGE = ["entente.js", "entente_core.js", "entente_rest.js", "entente_rest.wasm", "entente.d.ts", "entente_bg.wasm", "entente_bg.wasm.d.ts", "entente_knowledge.tsv.gz", "entente_fast.js", "entente_fast_core.js", "entente_fast_bg.wasm", "entente_fast.d.ts", "entente_whole.js"];

const { values: args } = parseArgs({ options: { pkg: { type: "string" }, corpus: { type: "string" }, out: { type: "string" } } });
for (const name of /** @type {const} */ (["pkg", "corpus", "out"])) {
  if (!args[name]) {
    console.error("usage: node www/bundle.js --pkg DIR --corpus DIR --out DIR");
    process.exit(2);
  }
}
await main(resolve(/** @type {string} */ (args.pkg)), resolve(/** @type {string} */ (args.corpus)), resolve(/** @type {string} */ (args.out)));

/** @param {string} pkg @param {string} corpus @param {string} out */
async function main(pkg, corpus, out) {
  const site = about(corpus);
  const page = described(readFileSync(join(HERE, "index.html"), "utf8"), site);
  const style = await bundle(join(HERE, "style.css"), {});
  const packed = await pack(corpus);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "pkg"), { recursive: true });

  const wasm = readFileSync(join(pkg, "entente_bg.wasm"));
  const rest = readFileSync(join(pkg, "entente_rest.wasm"));
  const knowledge = readFileSync(join(pkg, "entente_knowledge.tsv.gz"));
  const id = createHash("sha256").update(wasm).update(rest).update(knowledge).digest("hex").slice(0, 16);
  const ours = corpus === join(HERE, "corpus");
  const esm = { format: /** @type {const} */ ("esm"), pkg, id, ours };
  const first = await firstSources({ ...esm, start: "hosted", out });
  const scripts = await bundled(join(HERE, "main.js"), { ...esm, start: "hosted", out, first });
  for (const { path, text } of scripts) writeFileSync(path, text);
  for (const { path, text } of await bundled(join(HERE, "worker.js"), { ...esm, start: "hosted", out })) writeFileSync(path, text);
  // The same worker around the wasm that is compiled for speed: it reads many own documents.
  for (const { path, text } of await bundled(join(HERE, "worker.js"), { ...esm, glue: "entente_fast.js", name: "reader", start: "hosted", out })) writeFileSync(path, text);
  writeFileSync(join(out, "corpus.tar.gz"), packed);
  writeFileSync(join(out, "index.html"), hosted(page, style, atOnce(scripts)));
  for (const file of PACKAGE) copyFileSync(join(pkg, file), join(out, "pkg", file));
  writeFileSync(join(out, ".nojekyll"), "");
  writeFileSync(join(out, "icon.svg"), svg());
  for (const size of [192, 512]) writeFileSync(join(out, `icon-${size}.png`), png(size));
  writeFileSync(join(out, "icon-maskable.png"), png(512, { maskable: true }));
  writeFileSync(join(out, "manifest.webmanifest"), manifest(site));
  writeFileSync(join(out, "embed.js"), await bundle(join(HERE, "embed.js"), { format: "iife" }));
  writeFileSync(join(out, "sw.js"), await serviceWorker(out));

  const iife = { format: /** @type {const} */ ("iife"), pkg, id, ours };
  writeFileSync(join(out, "entente.html"), oneFile(page, {
    style,
    script: await bundle(join(HERE, "main.js"), { ...iife, start: "onefile" }),
    worker: await bundle(join(HERE, "worker.js"), { ...iife, start: "onefile" }),
    pdf: await zip(Buffer.from(await bundle(join(HERE, "pdf/worker.js"), iife))),
    wasm: await zip(wasm),
    rest: await zip(rest),
    knowledge,
    corpus: packed,
  }));
}

/**
 * One bundled, minified text. `entente` is the wasm's glue, of name `glue` in `pkg`; `start` the way this build starts.
 * @typedef {{format?: "esm" | "iife", pkg?: string, glue?: string, name?: string, start?: string, id?: string, ours?: boolean, more?: Record<string, string>, out?: string, first?: string}} How
 * @param {string} entry @param {How} how
 */
async function bundle(entry, how) {
  return (await bundled(entry, how))[0].text;
}

/**
 * The same; with `out`, parts that are loaded when needed are files of their own.
 * @param {string} entry @param {How} how
 */
async function bundled(entry, how) {
  return (await build(options(entry, how))).outputFiles;
}

/** The sources of what comes at once, as one text. @param {Parameters<typeof options>[1]} how */
async function firstSources(how) {
  return sourcesAtOnce((await build({ ...options(join(HERE, "main.js"), how), metafile: true })).metafile, HERE);
}

/** @param {string} entry @param {How} how */
function options(entry, { format, pkg, glue = "entente.js", name, start, id, ours, more, out, first }) {
  return /** @type {const} */ ({
    entryPoints: name ? [{ in: entry, out: name }] : [entry], bundle: true, minify: true, write: false, format, target: ["es2022"], charset: "utf8", legalComments: "none",
    ...(out ? { splitting: true, outdir: out, chunkNames: "[name]-[hash]" } : {}),
    loader: { ".tsv": "text" }, logLevel: "error", absWorkingDir: HERE,
    alias: { ...(pkg ? { entente: join(pkg, glue) } : {}), ...(start ? { start: `./start/${start}.js`, pdf: `./pdf/${start}.js` } : {}) },
    // A classic script has no address of its own; the bytes of the wasm are handed over instead.
    define: { ...(format === "iife" ? { "import.meta.url": '""' } : {}), ...(id ? { "globalThis.ENTENTE_BUILD": JSON.stringify(id), "globalThis.ENTENTE_OURS": String(!!ours) } : {}), ...more },
    plugins: [wordsOf(first ?? null), ...(format ? [styleText] : [])],
  });
}

/** The scripts that main.js imports at once, and itself. @param {{path: string, text: string}[]} scripts */
function atOnce(scripts) {
  const main = scripts.find((s) => s.path.endsWith("main.js"));
  return ["main.js", ...[...(main?.text ?? "").matchAll(/(?:from|\bimport)\s*"\.\/([^"]+)"/g)].map(([, name]) => name)];
}

/** What the first picture needs stands in the page itself. @param {string} page @param {string} style @param {string[]} scripts */
function hosted(page, style, scripts) {
  const policy = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src ${hash(style)}; worker-src 'self' blob:; connect-src 'self'; manifest-src 'self'; img-src 'self' data:; ${NOTHING_ELSE}; ${TYPES}`;
  const icon = '<link rel="icon" type="image/svg+xml" href="./icon.svg">\n<link rel="apple-touch-icon" href="./icon-192.png">\n<link rel="manifest" href="./manifest.webmanifest">';
  return fill(page.replace("<!-- icon -->", icon), policy, [`<style>${style}</style>`, ...scripts.map((name) => `<link rel="modulepreload" href="./${name}">`)].join("\n"), '<script type="module" src="./main.js"></script>');
}

/** @param {string} page @param {{style: string, script: string, worker: string, pdf: Buffer, wasm: Buffer, rest: Buffer, knowledge: Buffer, corpus: Buffer}} parts */
function oneFile(page, { style, script, worker, pdf, wasm, rest, knowledge, corpus }) {
  const code = inline(script);
  const policy = `default-src 'none'; script-src ${hash(code)} 'wasm-unsafe-eval'; style-src ${hash(style)}; worker-src blob:; img-src data:; ${NOTHING_ELSE}; ${TYPES}`;
  const data = (/** @type {string} */ id, /** @type {Buffer} */ bytes) => `<script type="application/octet-stream;base64" id="${id}">${bytes.toString("base64")}</script>`;
  const icon = `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(svg().trim())}">`;
  return fill(page.replace("<!-- icon -->", icon), policy, `<style>${style}</style>`,
    `<script type="text/plain" id="worker">${inline(worker)}</script>\n${data("wasm", wasm)}\n${data("rest", rest)}\n${data("knowledge", knowledge)}\n${data("corpus", corpus)}\n${data("pdf", pdf)}\n<script>${code}</script>`);
}

/** The page with what its corpus says of itself. @param {string} page @param {import("./site.js").About} site */
function described(page, { title, description, lang }) {
  const escaped = (/** @type {string} */ text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll("\"", "&quot;");
  return page
    .replace("<!-- lang -->", lang)
    .replace("<!-- title -->", () => escaped(`${title} · Entente`))
    .replace("<!-- description -->", () => escaped(description || title));
}

/** What a browser needs to install the site. @param {import("./site.js").About} site */
function manifest({ title, description, lang }) {
  const icon = (/** @type {string} */ src, /** @type {string} */ type, /** @type {string} */ sizes, /** @type {string} */ purpose) => ({ src: `./${src}`, type, sizes, purpose });
  return `${JSON.stringify({
    id: "./", start_url: "./", scope: "./", name: title, short_name: title.length > 12 ? "Entente" : title, description, lang, display: "standalone",
    background_color: "#FBFAF7", theme_color: "#FBFAF7",
    icons: [
      icon("icon.svg", "image/svg+xml", "any", "any"), icon("icon-192.png", "image/png", "192x192", "any"),
      icon("icon-512.png", "image/png", "512x512", "any"), icon("icon-maskable.png", "image/png", "512x512", "maskable"),
    ],
  }, null, 1)}\n`;
}

/** The service worker with the sums of all files that a visitor's page asks for. @param {string} out */
async function serviceWorker(out) {
  const names = readdirSync(out, { recursive: true, withFileTypes: true }).filter((f) => f.isFile())
    .map((f) => relative(out, join(f.parentPath ?? f.path, f.name)).replaceAll("\\", "/")).sort();
  const asked = names.filter((name) => !["entente.html", "embed.js"].includes(name) && !name.startsWith(".") && (!name.startsWith("pkg/") || /\.(wasm|gz)$/.test(name)));
  const sums = Object.fromEntries(asked.map((name) => [name, `sha256-${createHash("sha256").update(readFileSync(join(out, name))).digest("base64")}`]));
  const version = createHash("sha256").update(JSON.stringify(sums)).digest("hex").slice(0, 16);
  // The reader of PDF files is larger than all the rest; it and the code for reading many files are needed by few.
  const isLater = (/** @type {string} */ name) => /^hosted-|^reader\.js$|_fast_bg\.wasm$/.test(name);
  const part = (/** @type {boolean} */ late) => Object.fromEntries(Object.entries(sums).filter(([name]) => isLater(name) === late));
  return bundle(join(HERE, "sw.js"), { format: "iife", more: { "globalThis.ENTENTE_SITE": JSON.stringify({ version, files: part(false), later: part(true) }) } });
}

/** Functions as replacements: the texts may hold `$&`. @param {string} page @param {string} policy @param {string} style @param {string} script */
function fill(page, policy, style, script) {
  return page
    .replace("<!-- policy -->", () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace("<!-- style -->", () => style)
    .replace("<!-- script -->", () => script);
}

/** Code that can stand inside a script element: neither its end nor a comment's start occurs. @param {string} code */
function inline(code) {
  return code.replaceAll(/<(\/script|!--)/gi, "\\x3C$1");
}

/** @param {string} text */
function hash(text) {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}
