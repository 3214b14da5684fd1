// What hands do in the views: time is brushed, pictures are saved, partners compared. Numbers are the engine's own.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { accessible, open, records, settled, start } from "./support.js";

let world, twin;
before(async () => { world = await start(); twin = await records(); });
after(() => world.close());

const hash = (page) => new URLSearchParams(page.url().split("#")[1]);
const events = async (page) => Number((await page.textContent(".list-head h2")).match(/\d+/)[0]);
const held = (from, to) => twin.engine.timeline({ filters: [{ facet: "when", from, to }], limit: 0 }).total;

test("time is brushed by the pointer, a column opens its months, Back undoes each", async () => {
  const p = await open(world.browser, world.http, { hash: "view=timeline" });
  const { page } = p;
  await settled(page);
  const whole = await events(page);
  const columns = await page.$$(".brush .target");
  const middle = async (i) => { const b = await columns[i].boundingBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  const [from, to] = [await middle(2), await middle(5)];
  await page.mouse.move(...from);
  await page.mouse.down();
  await page.mouse.move(...to, { steps: 4 });
  await page.mouse.up();
  await settled(page);
  const [first, last] = [hash(page).get("when.from"), hash(page).get("when.to")];
  assert.ok(first < last && first.length === 4, page.url());
  assert.equal(await events(page), held(first, last));
  await page.goBack();
  await settled(page);
  assert.equal(await events(page), whole);
  const at = await (await page.$$(".brush .target"))[3].boundingBox();
  await page.mouse.click(at.x + at.width / 2, at.y + at.height / 2);
  await settled(page);
  assert.equal(hash(page).get("by"), "month");
  assert.equal(hash(page).get("when.from"), hash(page).get("when.to"));
  assert.equal(await events(page), held(hash(page).get("when.from"), hash(page).get("when.to")));
  for (const by of ["day", "day"]) {
    const column = await (await page.$$(".brush .target"))[0].boundingBox();
    await page.mouse.click(column.x + column.width / 2, column.y + column.height / 2);
    await settled(page);
    assert.equal(hash(page).get("by"), by);
  }
  assert.match(hash(page).get("when.from"), /^\d{4}-\d\d-\d\d$/, "down to a day and its events");
  assert.equal(await events(page), held(hash(page).get("when.from"), hash(page).get("when.to")));
  assert.equal(await page.locator(".events > li").count(), await events(page));
  await p.check();
  await p.close();
});

test("pledges stand under each form of cooperation or crime that they are about, with their sentences", async () => {
  const p = await open(world.browser, world.http, { hash: "view=pledges" });
  const { page } = p;
  const { rows } = twin.engine.pledges({ limit: 500 });
  for (const [by, key] of [["", "cooperation"], ["crime", "crimes"]]) {
    await page.locator("select:has(option[value=crime])").first().selectOption(by);
    await settled(page);
    const expected = new Map();
    for (const r of rows) for (const v of r[key].length ? r[key].map((x) => x.labels.en) : ["not stated"]) expected.set(v, (expected.get(v) ?? 0) + 1);
    const shown = await page.$$eval(".pledge-group", (list) => list.map((g) => [g.querySelector("h3").firstElementChild.matches(".mark") ? g.querySelector("h3 .mark").textContent : "not stated", g.querySelectorAll(".pledge").length]));
    assert.deepEqual(Object.fromEntries(shown), Object.fromEntries(expected));
    // The counts are those of all pledges, however few are asked for.
    const few = twin.engine.pledges({ limit: 3 });
    const counted = (by ? few.crimes : few.cooperation).map((v) => [v.value ? v.labels.en : "not stated", v.count]);
    assert.deepEqual(Object.fromEntries(counted), Object.fromEntries(expected));
    assert.ok(await page.locator(".pledge .quote").first().isVisible());
    await accessible(page, `pledges by ${key}`);
  }
  await p.check();
  await p.close();
});

test("on a phone every word found in its context is wholly on the screen", async () => {
  const p = await open(world.browser, world.http, { hash: "view=sentences&q=extradition", width: 360, height: 740 });
  const { page } = p;
  await settled(page);
  const boxes = await page.$$eval(".kwic tbody tr", (list) => list.map((r) => ["before", "found", "after"].map((c) => { const b = r.querySelector(`.${c}`).getBoundingClientRect(); return [b.left, b.right]; })));
  assert.ok(boxes.length > 5);
  for (const [before, found, after] of boxes) assert.ok(before[0] >= 0 && before[1] <= found[0] + 1 && found[1] <= after[0] + 1 && after[1] <= 360 && found[1] > found[0] && Math.abs(found[0] + found[1] - 360) < 40, JSON.stringify([before, found, after]));
  await accessible(page, "in context on a phone");
  await p.check();
  await p.close();
});

test("time is brushed with the arrow keys, and told", async () => {
  const p = await open(world.browser, world.http, { hash: "view=timeline" });
  const { page } = p;
  await settled(page);
  await page.focus(".brush");
  for (const key of ["Home", "Shift+ArrowRight", "Shift+ArrowRight"]) await page.keyboard.press(key);
  await page.waitForFunction(() => /\d+ events?/.test(document.getElementById("status").textContent));
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".brush-range").count(), 0);
  for (const key of ["End", "Shift+ArrowLeft", "Enter"]) await page.keyboard.press(key);
  await settled(page);
  assert.equal(Number(hash(page).get("when.to")) - Number(hash(page).get("when.from")), 1);
  assert.equal(await events(page), held(hash(page).get("when.from"), hash(page).get("when.to")));
  await p.check();
  await p.close();
});

for (const [view, kind] of [["timeline", "http"], ["partners", "file"], ["network", "http"]]) {
  test(`the picture of ${view} is saved as SVG and PNG with title, filters and version of the data (${kind})`, async () => {
    const p = await open(world.browser, world[kind], { hash: `view=${view}&country=RU` });
    const { page } = p;
    await settled(page);
    const save = async (ending) => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.row-tools button:has-text("${ending}")`)]);
      assert.match(download.suggestedFilename(), new RegExp(`^[a-z0-9.-]+${view}[a-z0-9.-]*\\.${ending.toLowerCase()}$`));
      return readFile(await download.path());
    };
    const svg = (await save("SVG")).toString("utf8");
    for (const words of ["Country: Russia", "version 1.0.0", "<title>"]) assert.ok(svg.includes(words), words);
    assert.doesNotMatch(svg, /class=|<script|var\(--/, "nothing of it hangs on the page's style sheet");
    const blank = await world.browser.newPage(); // The page's own policy lets nothing be parsed.
    const parsed = await blank.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror")?.textContent ?? "", svg);
    await blank.close();
    assert.equal(parsed, "");
    const png = await save("PNG");
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(png.length > 5000);
    const csv = (await save("CSV")).toString("utf8");
    assert.ok(csv.startsWith("\ufeff") && csv.includes("Country: Russia"));
    await p.check();
    await p.close();
  });
}

test("partners: a tile opens the dossier, ticks compare", async () => {
  const p = await open(world.browser, world.http, { hash: "view=partners" });
  const { page } = p;
  await settled(page);
  await page.check("input[aria-label='Compare Laos']");
  await page.check("input[aria-label='Compare Russia']");
  await page.click("a.compare");
  await settled(page);
  const { rows } = twin.engine.partners({ who: ["LA", "RU"] });
  assert.deepEqual(await page.$$eval(".compared tbody tr:first-child td", (list) => list.map((c) => Number(c.textContent))), rows.map((r) => r.events));
  await page.goBack();
  await settled(page);
  await page.click(".tiles .bar-of:has(title:text('Australia'))");
  await settled(page);
  assert.equal(hash(page).get("who"), "AU");
  await p.check();
  await p.close();
});

for (const [view, shape] of [["network", "circle"], ["partners", "rect"]]) {
  test(`the picture of ${view} by keyboard: one stop of Tab, arrows go to what lies there, Enter opens it`, async () => {
    const p = await open(world.browser, world.http, { hash: `view=${view}` });
    const { page } = p;
    await settled(page);
    assert.equal(await page.locator(".chart svg [tabindex='0']").count(), 1);
    await page.focus(".chart svg [tabindex='0']");
    const at = () => page.evaluate((s) => {
      const { activeElement: e } = document;
      const box = e.querySelector(s).getBoundingClientRect();
      return { id: e.dataset.spot, name: e.getAttribute("aria-label"), x: box.x + box.width / 2, y: box.y + box.height / 2 };
    }, shape);
    const seen = [await at()];
    for (const [key, further] of [["ArrowDown", (a, b) => b.y > a.y], ["ArrowRight", (a, b) => b.x > a.x], ["ArrowLeft", (a, b) => b.x < a.x], ["ArrowUp", (a, b) => b.y < a.y]]) {
      await page.keyboard.press(key);
      const now = await at();
      assert.match(now.name, /^\S.*: \d+ events?$/);
      assert.ok(now.id === seen.at(-1).id || further(seen.at(-1), now), key);
      seen.push(now);
    }
    assert.ok(new Set(seen.map((s) => s.id)).size > 2);
    assert.equal(await page.getAttribute(".chart svg [tabindex='0']", "data-spot"), seen.at(-1).id, "Tab comes back to the same point");
    await accessible(page, view);
    await page.keyboard.press("Enter");
    await settled(page);
    assert.equal(hash(page).get("who"), seen.at(-1).id);
    await p.check();
    await p.close();
  });
}

test("a search is saved, listed among the last, found again after a reload, and forgotten", async () => {
  const p = await open(world.browser, world.http, { hash: "q=ma+tuy&country=RU" });
  const { page } = p;
  await settled(page);
  const count = await page.textContent(".count");
  await page.click("button.keep");
  await page.click("dialog button.primary");
  await page.waitForFunction(() => JSON.parse(localStorage.getItem("entente-searches") ?? "{}").recent?.length === 1);
  await page.keyboard.press("Escape");
  await page.goto(world.http);
  await page.reload();
  await settled(page);
  await page.click("button.keep");
  assert.match(await page.textContent("dialog .searches"), /ma tuy.*Russia/s);
  await accessible(page, "searches");
  await page.click("dialog .searches a");
  await page.waitForFunction((was) => document.querySelector(".count").textContent === was, count);
  await page.click("button.keep");
  for (const name of ["Forget this search", "Forget the last ones"]) await page.click(`dialog button:text("${name}"), dialog button[aria-label^="${name}"]`);
  assert.equal(await page.locator("dialog .searches li").count(), 0);
  await p.check();
  await p.close();
});

test("words in context are sorted by what stands before and after them", async () => {
  const p = await open(world.browser, world.http, { hash: "view=sentences&q=extradition" });
  const { page } = p;
  await settled(page);
  for (const by of ["left", "right"]) {
    await page.locator("select:has(option[value=left])").selectOption(by);
    await settled(page);
    const { rows } = twin.engine.concordance({ query: "extradition", by, limit: 20 });
    const shown = await page.$$eval(".kwic tbody tr", (list) => list.map((r) => [...r.children].slice(0, 3).map((c) => c.textContent.trim())));
    assert.deepEqual(shown, rows.map((r) => [r.left.trim(), r.hit.text.trim(), r.right.trim()]));
    assert.equal(hash(page).get("by"), by);
  }
  await p.check();
  await p.close();
});
