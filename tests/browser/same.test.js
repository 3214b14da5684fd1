// The page's wasm gives the answers that the native tests wrote: ids, bits of scores, totals and counts.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { start } from "./support.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ANSWERS = join(ROOT, "target/test/answers.json");

let at;
before(async () => { at = await start(); });
after(() => at?.close());

for (const build of ["entente", "entente_fast"]) test(`a query has the same answer natively and in Chromium: ${build}`, { timeout: 300000 }, async () => {
  assert.ok(existsSync(ANSWERS), "target/test/answers.json is missing; run cargo test --features cli --test it same first");
  const wanted = JSON.parse(readFileSync(ANSWERS, "utf8"));
  assert.ok(wanted.length >= 200);
  const page = await (await at.browser.newContext()).newPage();
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>same</title>" }));
  await page.goto(`${at.http}blank`);
  for (const corpus of new Set(wanted.map((one) => one.corpus))) {
    const folder = join(ROOT, corpus);
    const files = readdirSync(folder).sort().map((name) => ({ name, base64: readFileSync(join(folder, name)).toString("base64") }));
    const asked = wanted.filter((one) => one.corpus === corpus);
    const got = await page.evaluate(async ({ build, files, queries }) => {
      const pkg = await import(`/pkg/${build}.js`);
      await pkg.default();
      await pkg.prepare?.();
      const engine = await pkg.Engine.open({ documents: [] });
      engine.add(files.map(({ name, base64 }) => ({ name, bytes: Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)) })));
      const bits = (score) => new Uint32Array(Float32Array.of(score).buffer)[0];
      return queries.map((query) => {
        const { total, hits, facets } = engine.search({ query, limit: 20 });
        return {
          total, hits: hits.map((hit) => [hit.id, bits(hit.score)]),
          facets: Object.fromEntries(facets.map((facet) => [facet.id, facet.values.map((v) => [v.value, v.count])])),
        };
      });
    }, { build, files, queries: asked.map((one) => one.query) });
    got.forEach((answer, i) => assert.deepEqual(answer, asked[i].answer, `${corpus}: ${asked[i].query}`));
  }
});

test("both builds of the engine read the same facts and write the same index", { timeout: 120000 }, async () => {
  const page = await (await at.browser.newContext()).newPage();
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>same</title>" }));
  await page.goto(`${at.http}blank`);
  const [small, fast] = await page.evaluate(() => Promise.all(["entente", "entente_fast"].map(async (build) => {
    const pkg = await import(`/pkg/${build}.js`);
    await pkg.default();
    await pkg.prepare();
    const snapshot = (await pkg.Engine.open({ url: "/corpus.tar.gz" })).snapshot();
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", snapshot));
    return { length: snapshot.length, sum: [...sum].join(" ") };
  })));
  assert.ok(small.length > 100000);
  assert.deepEqual(fast, small);
});
