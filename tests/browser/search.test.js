// Searching, narrowing, reading, going back: over http and from the one file on disk.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, records, settled, shown, start, valuesOf } from "./support.js";

let world, twin;
before(async () => { world = await start(); twin = await records(); });
after(() => world.close());

const total = async (page) => Number((await page.textContent(".count")).replace(/\D*(\d[\d,.]*).*/s, "$1").replace(/\D/g, ""));

for (const kind of ["http", "file"]) {
  test(`${kind}: the first page shows everything, newest first`, async () => {
    const p = await open(world.browser, world[kind]);
    await settled(p.page);
    assert.equal(await total(p.page), twin.all.length);
    const dates = await p.page.$$eval(".hits time", (list) => list.map((t) => t.dateTime));
    assert.ok(dates.length > 10 && dates.every((d, i) => i === 0 || d.slice(0, 4) <= dates[i - 1].slice(0, 4)), dates.join(" "));
    await p.check();
    await p.close();
  });

  test(`${kind}: dan do finds dẫn độ; a country and a crime narrow it with counts equal to counting by hand`, async () => {
    const p = await open(world.browser, world[kind]);
    await settled(p.page);
    await p.page.fill("#q", "dan do");
    await p.page.waitForFunction(() => document.querySelectorAll(".hits mark").length > 0);
    await p.page.locator("#q").blur(); // Closes the suggestions.
    await settled(p.page);
    const marked = await p.page.$$eval(".hits mark", (list) => list.map((m) => m.textContent).join(" "));
    assert.match(marked, /dẫn độ/);
    const found = new Set(twin.engine.search({ query: "dan do", limit: 100000 }).hits.map((h) => h.id));
    const matching = twin.all.filter((r) => found.has(r.id));
    assert.equal(await total(p.page), matching.length);
    await sameCounts(p.page, matching, {});
    const country = [...(await topValues(p.page, "country"))].find((v) => v !== "VN");
    await p.page.check(`fieldset[data-facet=country] input[data-value="${country}"]`);
    await settled(p.page);
    await sameCounts(p.page, matching, { country: [country] });
    const [crime] = await topValues(p.page, "crime");
    await p.page.check(`fieldset[data-facet=crime] input[data-value="${crime}"]`);
    await settled(p.page);
    await sameCounts(p.page, matching, { country: [country], crime: [crime] });
    assert.equal(await total(p.page), matching.filter((r) => valuesOf(r, "country").has(country) && valuesOf(r, "crime").has(crime)).length);
    await p.page.uncheck(`fieldset[data-facet=crime] input[data-value="${crime}"]`);
    await p.page.uncheck(`fieldset[data-facet=country] input[data-value="${country}"]`);
    await settled(p.page);
    await sameCounts(p.page, matching, {});
    await p.check();
    await p.close();
  });

  test(`${kind}: a report opens with matches and evidence marked, and Back returns to the same place`, async () => {
    const p = await open(world.browser, world[kind], { width: 1000, hash: "q=ma+tuy" });
    await settled(p.page);
    await p.page.waitForSelector(".hits li:nth-child(9)");
    await p.page.evaluate(() => window.scrollTo(0, 900));
    const link = p.page.locator(".hits li:nth-child(8) a.hit-link");
    const id = await link.getAttribute("id");
    await link.scrollIntoViewIfNeeded();
    const top = await p.page.evaluate(() => window.scrollY);
    await link.click();
    await p.page.waitForSelector(".reading .text mark.hit");
    assert.ok((await p.page.$$(".reading .text .mark")).length > 0, "evidence is underlined");
    assert.equal(await p.page.evaluate(() => document.activeElement?.id), "report-title");
    await p.page.goBack();
    await p.page.waitForSelector(".hits:visible");
    await p.page.waitForFunction((want) => document.activeElement?.id === want, id);
    assert.ok(Math.abs((await p.page.evaluate(() => window.scrollY)) - top) < 4, "the same scroll place");
    assert.equal(await p.page.inputValue("#q"), "ma tuy");
    await p.check();
    await p.close();
  });
}

test("counts never depend on the facet's own ticks, and excluding removes", async () => {
  const p = await open(world.browser, world.http, { hash: "country=KR,JP&-crime=drugs" });
  await settled(p.page);
  const kept = twin.all.filter((r) => !valuesOf(r, "crime").has("drugs"));
  await sameCounts(p.page, kept, { country: ["KR", "JP"] }, ["country", "cooperation", "kind"]);
  await sameCounts(p.page, twin.all, { country: ["KR", "JP"] }, ["crime"]);
  assert.equal(await total(p.page), kept.filter((r) => ["KR", "JP"].some((c) => valuesOf(r, "country").has(c))).length);
  await p.check();
  await p.close();
});

test("one Back is one step; what is not ours stays in the address", async () => {
  const p = await open(world.browser, world.http, { hash: "embed=1" });
  await settled(p.page);
  const steps = [await p.page.url()];
  const [country] = (await topValues(p.page, "country")).filter((v) => v !== "VN");
  await p.page.check(`input[data-value="${country}"]`);
  await settled(p.page);
  steps.push(p.page.url());
  await p.page.click("nav.tabs a[href*=agreements]");
  await p.page.waitForSelector(".view");
  steps.push(p.page.url());
  for (const url of steps) assert.match(url, /embed=1/);
  for (const url of steps.slice(0, -1).reverse()) {
    await p.page.goBack();
    await settled(p.page);
    assert.equal(p.page.url(), url);
  }
  assert.equal(await p.page.isChecked(`input[data-value="${country}"]`), false);
  await p.check();
  await p.close();
});

test("typing is no step; clearing the box shows everything again", async () => {
  const p = await open(world.browser, world.http);
  await settled(p.page);
  const before = await p.page.evaluate(() => history.length);
  await p.page.locator("#q").pressSequentially("hội nghị", { delay: 5 });
  await settled(p.page);
  assert.equal(await p.page.evaluate(() => history.length), before);
  assert.match(p.page.url(), /q=h/);
  await p.page.keyboard.press("Escape");
  await p.page.keyboard.press("Escape");
  await p.page.waitForFunction((n) => document.querySelector(".count").textContent.includes(n), String(twin.all.length));
  await p.check();
  await p.close();
});

test("nothing found says which condition to drop and what that brings", async () => {
  const p = await open(world.browser, world.http, { hash: "q=zzzxxx&country=KR" });
  await p.page.waitForSelector(".ways button");
  const n = twin.all.filter((r) => valuesOf(r, "country").has("KR")).length;
  assert.match(await p.page.textContent(".ways"), new RegExp(`\\b${n} report`));
  await p.page.click(".ways button");
  await settled(p.page);
  assert.equal(await total(p.page), n);
  await p.check();
  await p.close();
});

test("a corpus that cannot be loaded says so, and a retry mends it", async () => {
  let fail = true;
  const p = await open(world.browser, world.http, { before: (page) => page.route("**/corpus.tar.gz", (route) => (fail ? route.fulfill({ status: 503, body: "" }) : route.continue())) });
  await p.page.waitForSelector("[role=alert] button.primary");
  assert.match(await p.page.textContent("main"), /503/);
  fail = false;
  await p.page.click("button.primary");
  await settled(p.page);
  assert.equal(await total(p.page), twin.all.length);
  assert.equal(p.faults.filter((f) => !f.includes("503")).length, 0, p.faults.join("\n"));
  await p.close();
});

test("suggestions are counted under the filters", async () => {
  const { engine } = await records();
  const p = await open(world.browser, world.http, { hash: "country=KR" });
  await settled(p.page);
  await p.page.click("#q");
  await p.page.keyboard.type("tr");
  const filters = [{ facet: "country", include: ["KR"] }];
  const wanted = engine.suggest({ query: "tr", filters, limit: 8, lang: "en" }).map((s) => `${s.text} ${s.count}`);
  const all = engine.suggest({ query: "tr", limit: 8, lang: "en" }).map((s) => `${s.text} ${s.count}`);
  assert.notDeepEqual(wanted, all, "the filter makes a difference");
  await p.page.waitForFunction((n) => document.querySelectorAll("#suggestions [role=option]").length === n, wanted.length);
  const shown = await p.page.$$eval("#suggestions [role=option]", (items) => items.map((li) => Number(li.textContent.match(/(\d+)\D*$/)[1])));
  assert.deepEqual(shown, wanted.map((words) => Number(words.match(/\d+$/)[0])));
  await p.check();
  await p.close();
});

test("strange addresses and queries give an answer and no fault", async () => {
  for (const hash of ["view=nowhere&from=x&n=-1&s=9", "q=%22%22%22+-+-+%28%28", `q=${"a".repeat(10000)}`, "q=...%21%3F", "id=nobody", "country=ZZ", "view=partners&who=ZZ,,QQ", "view=timeline&by=decade&stack=nothing", "view=sentences&fact=:"]) {
    const p = await open(world.browser, world.http, { hash });
    await settled(p.page);
    await p.check();
    await p.close();
  }
});

/** @param {any} page @param {string} facet */
async function topValues(page, facet) {
  return Object.entries(await shown(page, facet)).filter(([v, n]) => v !== "" && n > 0).map(([v]) => v);
}

/** What stands beside each value equals |query ∧ other facets ∧ value|, counted on the records. */
async function sameCounts(page, matching, chosen, facets = ["country", "crime", "cooperation", "kind"]) {
  for (const facet of facets) {
    const others = Object.entries(chosen).filter(([f]) => f !== facet);
    const left = matching.filter((r) => others.every(([f, values]) => values.some((v) => valuesOf(r, f).has(v))));
    for (const [value, n] of Object.entries(await shown(page, facet))) {
      assert.equal(n, left.filter((r) => (value === "" ? valuesOf(r, facet).size === 0 : valuesOf(r, facet).has(value))).length, `${facet}=${value}`);
    }
  }
}

test("a search in steps ends when it is let go or a newer one begins, and the newer one answers", async () => {
  const keep = () => {
    const { Worker } = globalThis;
    globalThis.Worker = class extends Worker { constructor(...given) { super(...given); globalThis.engineOfPage ??= this; } };
  };
  const p = await open(world.browser, world.http, { before: (page) => page.addInitScript(keep) });
  await settled(p.page);
  const told = await p.page.evaluate(async () => {
    const worker = globalThis.engineOfPage;
    let number = 0;
    /** One call as comlink writes it. */
    const call = (name, ...values) => new Promise((tell) => {
      const id = `test-${++number}`;
      worker.addEventListener("message", ({ data }) => { if (data.id === id) tell(data.type === "HANDLER" ? data.value.value.name : data.value?.total ?? null); });
      worker.postMessage({ id, type: "APPLY", path: [name], argumentList: values.map((value) => ({ type: "RAW", value })) });
    });
    await call("prepare");
    // No report has all these words, so there are two steps at least.
    const slow = { query: "dan do qqqzzzq ", limit: 5 };
    const quick = { query: "interpol", limit: 5 };
    return {
      letGo: await Promise.all([call("searchInSteps", slow), call("letGo")]),
      newer: await Promise.all([call("searchInSteps", slow), call("searchInSteps", quick)]),
      other: await Promise.all([call("searchInSteps", slow), call("search", quick)]),
      whole: await Promise.all([call("search", slow), call("search", quick)]),
    };
  });
  const [slow, quick] = told.whole;
  assert.ok(slow > 0 && quick > 0 && slow !== quick, `${slow} ${quick}`);
  assert.deepEqual(told.letGo, ["AbortError", null]);
  assert.deepEqual(told.newer, ["AbortError", quick]);
  assert.deepEqual(told.other, [slow, quick]);
  await p.check();
  await p.close();
});
