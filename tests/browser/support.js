// A browser, the two builds, and the watch over what a page must not do.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import axe from "axe-core";
import { chromium } from "playwright-core";

import { staticServer } from "../../www/serve.js";

export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run"];

/** Starts browser and server; `close` ends both. */
export async function start() {
  assert.ok(existsSync(join(DIST, "index.html")), "dist/ is missing; run ./build.sh first");
  const server = staticServer(DIST);
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ARGS });
  const http = `http://127.0.0.1:${server.address().port}/`;
  const file = pathToFileURL(join(DIST, "entente.html")).href;
  return { browser, http, file, close: async () => { await browser.close(); server.close(); } };
}

/**
 * A fresh page that counts what must not happen: messages on the console, uncaught errors, reports of the policy,
 * requests to anywhere else. `faults` is what it saw.
 */
export async function open(browser, base, { hash = "", width = 1440, height = 900, lang = "en", theme = "light", before = async (_page) => {} } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, locale: lang === "vi" ? "vi-VN" : "en-GB", colorScheme: theme, reducedMotion: "reduce", hasTouch: width < 800 });
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(`console: ${m.text()}`));
  page.on("pageerror", (e) => faults.push(`error: ${e.message}`));
  page.on("request", (r) => { if (!r.url().startsWith(new URL(base).origin === "null" ? "file:" : base) && !/^(blob|data):/.test(r.url())) faults.push(`request: ${r.url()}`); });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (e) => globalThis.violations.push(`${e.effectiveDirective} ${e.blockedURI}`));
  });
  await before(page);
  await page.goto(base + (hash ? `#${hash}` : ""));
  const check = async () => {
    faults.push(...(await page.evaluate(() => globalThis.violations.splice(0))).map((v) => `policy: ${v}`));
    assert.deepEqual(faults, []);
  };
  return { page, faults, check, close: () => context.close() };
}

/** Waits until the page shows what its address says. */
export async function settled(page) {
  await page.waitForSelector("#app .count", { state: "attached" });
  await page.waitForFunction(() => document.querySelector("#app .count") && !document.querySelector("#app [data-stale], #app [aria-busy]"));
}

/** Runs axe with every tag that the project holds itself to; fails with what it found and where. */
export async function accessible(page, what) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), TAGS);
  const found = violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target.join(" ")} ${n.any[0]?.message ?? n.all[0]?.message ?? ""}`).join(" | ")}`);
  assert.deepEqual(found, [], what);
}

/** The records of all documents, read by the engine of `dist/pkg` under Node: the brute-force twin counts on these. */
export async function records() {
  const { default: init, Engine } = await import(pathToFileURL(join(DIST, "pkg/entente.js")).href);
  await init({
    module_or_path: readFileSync(join(DIST, "pkg/entente_bg.wasm")),
    knowledge: readFileSync(join(DIST, "pkg/entente_knowledge.tsv.gz")),
  });
  const engine = await Engine.open({ bytes: new Uint8Array(readFileSync(join(DIST, "corpus.tar.gz"))), name: "corpus.tar.gz" });
  const { hits } = engine.search({ limit: 100000 });
  return { engine, all: hits.map((h) => engine.document(h.id)) };
}

/** The values of a facet that a record has. */
export function valuesOf(record, facet) {
  const of = {
    country: () => record.countries.map((c) => c.code), crime: () => record.crimes.map((c) => c.id), cooperation: () => record.cooperation.map((c) => c.id),
    lang: () => [record.lang], outlet: () => [record.source.outlet].filter(Boolean), kind: () => (record.event ? [record.event.kind] : []),
  };
  return new Set(of[facet]());
}

/** The counts that the page shows for a facet: value → number. */
export function shown(page, facet) {
  return page.evaluate((id) => Object.fromEntries([...document.querySelectorAll(`fieldset[data-facet="${id}"] .value`)].map((v) => [v.querySelector("input").dataset.value, Number(v.querySelector(".n").textContent.replace(/\D/g, ""))])), facet);
}
