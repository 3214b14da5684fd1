// `./build.sh bench peers [--sizes=10000,50000] [--engines=a,b] [--reps=3]`: Entente and other engines that run in a page,
// side by side in one Chromium, a fresh renderer for every engine, size and repetition, repetitions interleaved so that a
// slow spell of the machine hits all. Answers are judged against the documents that a scan finds (corpus.js): a query is
// "found" where one of its ten hits is right, marks counting or not. Writes target/bench/peers.txt and .json.
//
// Memory: the JavaScript heap and all WebAssembly memories after the build, garbage collected and the documents dropped,
// less the empty page. Build: documents in memory to the first query possible. Times: 95th of 100, of 400 queries a class.

import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { chromium } from "playwright-core";

import { build } from "../../../www/node_modules/esbuild/lib/main.js";
import { CLASSES, FACETS, corpus, questions } from "./corpus.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../../..");
const OUT = join(ROOT, "target/bench");
const CHUNK = 1000;
/** Milliseconds after which a class is cut short, and a build given up. */
const BUDGET = 20000, PATIENCE = 600000;
const ENGINES = readdirSync(join(HERE, "adapters")).map((file) => file.slice(0, -3)).filter((name) => !/^shared$|-/.test(name));
const { values: options } = parseArgs({ options: { sizes: { type: "string" }, engines: { type: "string" }, reps: { type: "string" } } });
const sizes = (options.sizes ?? "10000,50000").split(",").map(Number);
const engines = options.engines?.split(",") ?? ["entente", ...ENGINES.filter((name) => name !== "entente")];
const reps = Number(options.reps ?? 3);
for (const name of engines) {
  if (!ENGINES.includes(name)) throw new Error(`no engine "${name}"; expected some of: ${ENGINES.join(" ")}`);
}

const median = (list) => list.toSorted((a, b) => a - b)[(list.length - 1) >> 1];
const percentile = (list, p) => list.toSorted((a, b) => a - b)[Math.ceil(p * list.length) - 1];

async function bundles() {
  const made = await build({
    entryPoints: engines.map((name) => join(HERE, "adapters", `${name}.js`)), outdir: "/", bundle: true, minify: true, write: false, format: "esm",
    target: "es2022", external: ["node:*", "fs", "path", "module", "url", "worker_threads"], logLevel: "error", absWorkingDir: HERE,
  });
  return new Map(made.outputFiles.map((file) => [file.path.split(/[\\/]/).at(-1).slice(0, -3), Buffer.from(file.contents)]));
}

/** Serves the page, the bundles, the package and what `content` holds; isolated, so that clocks tell microseconds. */
async function serve(content, scripts) {
  const types = { ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".gz": "application/gzip", ".html": "text/html" };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)).replace(/^(\.\.[/\\])+/, "");
    const file = () => {
      if (path === "/") return Buffer.from('<!doctype html><title>bench</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>');
      if (path === "/page.js") return readFileSync(join(HERE, "page.js"));
      if (path === "/sqlite3.wasm") return readFileSync(join(HERE, "node_modules/@sqlite.org/sqlite-wasm/dist/sqlite3.wasm"));
      if (path.startsWith("/pkg/")) return readFileSync(join(ROOT, "target", path));
      if (path.startsWith("/adapters/")) return scripts.get(path.slice(10, -3));
      return content(path);
    };
    let body;
    try {
      body = file();
    } catch {
      body = undefined;
    }
    response.writeHead(body ? 200 : 404, {
      "Content-Type": types[path === "/" ? ".html" : extname(path)] ?? "application/octet-stream",
      "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp", "Cache-Control": "no-store",
    });
    response.end(body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

/** How many answers are right. */
function judge(kind, answers, asked) {
  const hit = (ids, right) => ids.some((id) => right.has(id));
  const result = { asked: answers.length, found: answers.filter(({ ids }, i) => hit(ids, asked[i].right.exact) || hit(ids, asked[i].right.bare)).length };
  if (kind === "facet") {
    // An engine whose counts of the filtered facet leave its own selection out gives null there.
    const same = (facets, counts) => FACETS.every((name) => facets[name] === null || JSON.stringify(Object.entries(facets[name]).sort()) === JSON.stringify(Object.entries(counts[name]).sort()));
    result.counted = answers.filter(({ facets }, i) => same(facets, asked[i].counts.exact) || same(facets, asked[i].counts.bare)).length;
  }
  return result;
}

async function once(browser, address, name, size, bytes, asked) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const call = (step, ...args) => {
    const late = new Promise((_, fail) => setTimeout(() => fail(new Error(`${step}: more than ${PATIENCE / 1000} s`)), PATIENCE).unref());
    return Promise.race([page.evaluate(([step, args]) => globalThis.bench[step](...args), [step, args]), late]);
  };
  const result = { engine: name, size, classes: {} };
  try {
    await page.goto(address);
    await page.waitForFunction(() => globalThis.bench);
    result.calibration = await call("calibrate");
    await call("start", name);
    const before = await call("memory");
    await call("load", Math.ceil(size / CHUNK));
    result.build = bytes / 1000 / (await call("build"));
    await call("forget");
    result.memory = ((await call("memory")) - before) / 1e6;
    for (const kind of CLASSES) {
      const ran = await call("run", kind, BUDGET);
      if (!ran) continue;
      const times = Object.fromEntries([["p50", 0.5], ["p95", 0.95], ["p99", 0.99]].map(([key, p]) => [key, percentile(ran.times, p)]));
      result.classes[kind] = { ...times, ...judge(kind, ran.answers, asked[kind]) };
    }
    result.saved = (await call("save")) / bytes;
  } catch (e) {
    result.error = String(e.message ?? e).split("\n")[0];
  }
  await context.close();
  return result;
}

/** Of every number the median of the repetitions. */
function together(runs) {
  const good = runs.filter((run) => !run.error);
  if (good.length === 0) return runs[0];
  const merge = (values) => (typeof values[0] === "number" ? median(values) : values[0] && typeof values[0] === "object" ? Object.fromEntries(Object.keys(values[0]).map((key) => [key, merge(values.map((value) => value[key]))])) : values[0]);
  return merge(good);
}

function table(size, bytes, rows) {
  const three = (value) => (value === undefined ? "–" : value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(2))));
  const cell = (one) => (one ? `${three(one.p95)} (${one.found}/${one.asked}${one.counted === undefined ? "" : `, counts ${one.counted}`})` : "–");
  const lines = [["engine", "build MB/s", "memory MB", "index B/B", ...CLASSES]];
  for (const row of rows) lines.push(row.error ? [row.engine, row.error] : [row.engine, three(row.build), three(row.memory), row.saved.toFixed(2), ...CLASSES.map((kind) => cell(row.classes[kind]))]);
  return `${size} documents, ${(bytes / 1e6).toFixed(1)} MB of text; p95 in ms (found/asked)\n${lines.map((line) => line.join("\t")).join("\n")}\n`;
}

const scripts = await bundles();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--js-flags=--expose-gc", "--enable-precise-memory-info"],
});
mkdirSync(OUT, { recursive: true });
const head = `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${cpus().length} processors, Chromium ${browser.version()}, ${reps} repetitions, medians`;
const report = { head, results: [] };
let text = `${head}\n`;
for (const size of sizes) {
  const made = corpus(size), asked = questions(made);
  const plain = Object.fromEntries(CLASSES.map((kind) => [kind, asked[kind].map(({ q, words, filter }) => ({ q, words, filter }))]));
  const server = await serve((path) => {
    if (path === "/queries.json") return Buffer.from(JSON.stringify(plain));
    const chunk = /^\/docs\/(\d+)\.json$/.exec(path);
    return chunk ? Buffer.from(JSON.stringify(made.docs.slice(chunk[1] * CHUNK, (Number(chunk[1]) + 1) * CHUNK))) : undefined;
  }, scripts);
  const runs = new Map(engines.map((name) => [name, []]));
  for (let rep = 0; rep < reps; rep++) {
    for (const name of engines) {
      const run = await once(browser, `http://127.0.0.1:${server.address().port}/`, name, size, made.bytes, asked);
      console.error(`${name} ${size} #${rep + 1}${run.error ? `: ${run.error}` : ""} calibration ${run.calibration?.toFixed(0)} ms`);
      runs.get(name).push(run);
    }
  }
  server.close();
  const rows = [...runs.values()].map(together);
  report.results.push(...rows);
  text += `\n${table(size, made.bytes, rows)}`;
  writeFileSync(join(OUT, "peers.txt"), text);
  writeFileSync(join(OUT, "peers.json"), `${JSON.stringify(report, null, 1)}\n`);
}
await browser.close();
process.stdout.write(text);
