// The facet column: values in groups, reports without a value, histograms, finding and sorting, by mouse and by keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, open, records, settled, start, valuesOf } from "./support.js";

let world, twin;
before(async () => { world = await start(); twin = await records(); });
after(() => world.close());

const group = (facet) => `fieldset[data-facet="${facet}"]`;
const rows = (page, facet) => page.$$eval(`${group(facet)} > div > .values:first-of-type > li > .value`, (list) => list.map((v) => [v.querySelector("input").dataset.value, Number(v.querySelector(".n").textContent)]));
const total = async (page) => Number((await page.textContent(".count")).match(/\d+/)[0]);

test("countries in regions: counts are those of the reports, a region filters, keys unfold it", async () => {
  const p = await open(world.browser, world.http);
  const { page } = p;
  await settled(page);
  await page.locator(`${group("country")} select.order`).selectOption("tree");
  await page.waitForSelector(`${group("country")} .unfold`);
  await settled(page);
  const asia = `${group("country")} li:has(> .value input[data-value="asia-east"])`;
  const inside = async () => page.$$eval(`${asia} > .inner .value`, (list) => list.map((v) => v.querySelector("input").dataset.value));
  assert.deepEqual(await inside(), []);
  await page.focus(`${asia} > .value .unfold`);
  await page.keyboard.press("Enter");
  await page.waitForSelector(`${asia} > .inner .value`);
  assert.equal(await page.getAttribute(`${asia} > .value .unfold`, "aria-expanded"), "true");
  const countries = await inside();
  assert.ok(countries.includes("KR") && countries.includes("JP") && !countries.includes("RU"));
  const expected = twin.all.filter((r) => countries.some((c) => valuesOf(r, "country").has(c))).length;
  assert.equal(Number(await page.textContent(`${asia} > .value .n`)), expected);
  await accessible(page, "countries in regions");
  await page.check(`${asia} > .value input`);
  await settled(page);
  assert.equal(await total(page), expected);
  await page.reload();
  await settled(page);
  assert.ok(await page.isChecked(`${asia} > .value input`), "the order is kept on this device, the choice in the address");
  assert.equal(await total(page), expected);
  await p.check();
  await p.close();
});

test("reports without a value are a row like others, in the address and as a chip", async () => {
  const p = await open(world.browser, world.http);
  const { page } = p;
  await settled(page);
  const without = twin.all.filter((r) => !valuesOf(r, "crime").size).length;
  assert.ok(without > 0);
  assert.equal(Number(await page.textContent(`${group("crime")} .value:has(input[data-value=""]) .n`)), without);
  await page.check(`${group("crime")} input[data-value=""]`);
  await settled(page);
  assert.match(page.url(), /crime=@none/);
  assert.equal(await total(page), without);
  assert.match(await page.textContent(".chip"), /not stated/);
  await page.click(`${group("crime")} .value:has(input[data-value=""]) .not`);
  await settled(page);
  assert.equal(await total(page), twin.all.length - without);
  await page.goBack();
  await settled(page);
  assert.equal(await total(page), without);
  await p.check();
  await p.close();
});

for (const lang of ["en", "vi"]) {
  test(`dates in bins that fit, years with their months; by pointer and by keyboard (${lang})`, async () => {
    const p = await open(world.browser, world.http, { lang });
    const { page } = p;
    await settled(page);
    await page.click(`${group("year")} .fold`);
    await page.waitForSelector(`${group("year")} .histogram .column`);
    await settled(page);
    const bins = (filters) => twin.engine.search({ limit: 0, filters, facets: [{ facet: "year", bins: 24 }] }).facets[0].bins;
    const all = bins([]);
    assert.equal(await page.locator(`${group("year")} .column`).count(), all.length);
    await accessible(page, "histogram");
    await page.focus(`${group("year")} .histogram`);
    for (const key of ["End", "ArrowLeft"]) await page.keyboard.press(key);
    const [bin] = all.slice(-2);
    await page.waitForFunction((n) => document.getElementById("status").textContent.includes(`: ${n} `), bin.count);
    await page.keyboard.press("Enter");
    await settled(page);
    const params = new URLSearchParams(page.url().split("#")[1]);
    assert.deepEqual([params.get("from"), params.get("to")], [bin.from, bin.to]);
    assert.equal(await total(page), bin.count);
    await page.goBack();
    await settled(page);
    const year = `${group("year")} li:has(> .value input[data-value="2024"])`;
    await page.click(`${year} > .value .unfold`);
    const months = await page.$$eval(`${year} .inner .n`, (list) => list.map((n) => Number(n.textContent)));
    assert.equal(months.reduce((x, y) => x + y, 0), twin.all.filter((r) => /^2024-\d\d/.test(r.published ?? "")).length);
    await p.check();
    await p.close();
  });
}

test("values are found by part of their name and sorted by name; counts grey while they are recomputed", async () => {
  const p = await open(world.browser, world.http, { lang: "vi", theme: "dark", width: 800 });
  const { page } = p;
  await settled(page);
  await page.locator(`${group("country")} select.order`).selectOption("name");
  await settled(page);
  const names = await page.$$eval(`${group("country")} .label`, (list) => list.map((l) => l.textContent));
  const [{ values }] = twin.engine.search({ limit: 0, facets: [{ facet: "country", order: "name-vi", limit: 0 }] }).facets;
  assert.deepEqual(names, values.slice(0, names.length).map((v) => v.labels.vi));
  await page.fill(`${group("country")} .find`, "han quoc");
  await page.waitForFunction((g) => document.querySelectorAll(`${g} .value`).length === 1, group("country"));
  assert.deepEqual((await rows(page, "country")).map(([v]) => v), ["KR"]);
  const seen = page.evaluate(() => new Promise((done) => {
    new MutationObserver(() => { if (document.querySelector(".groups[data-stale] .value .n")?.textContent) done(true); }).observe(document.querySelector("#app"), { attributes: true, subtree: true });
  }));
  await page.check(`${group("country")} input[data-value="KR"]`);
  assert.equal(await seen, true);
  await settled(page);
  await accessible(page, "sorted by name");
  await p.check();
  await p.close();
});
