// What somebody who opens the page for the first time wants to know, each answered in at most five actions. The answer
// on the page is held against the engine's own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, records, settled, start } from "./support.js";

const MOST = 5;
let world, twin;
before(async () => { world = await start(); twin = await records(); });
after(() => world.close());

/** A person at the page: everything they do is counted. */
function hands(page) {
  let actions = 0;
  const did = async (what) => { actions += 1; await what; await settled(page); };
  return {
    click: (selector) => did(page.locator(selector).first().click()),
    type: (text) => did(page.locator("#q").pressSequentially(text)),
    pick: (selector, value) => did(page.selectOption(selector, value)),
    done: () => assert.ok(actions <= MOST, `${actions} actions`),
  };
}

const QUESTIONS = {
  "which agreements with Korea were only proposed, and by which sentence?": async (page, person) => {
    await person.type("korea");
    await person.click("#suggestions li:has-text('South Korea')");
    await person.click("nav.tabs a[href*=agreements]");
    await person.click(".choices button:has-text('proposed')");
    const of = { filters: [{ facet: "country", include: ["KR"] }], status: "proposed", limit: 500 };
    const { rows } = twin.engine.ledger(of);
    if (rows.length === 0) return assert.match(await page.textContent(".view"), /no such agreement/);
    await person.click(".proofs summary");
    const told = rows.flatMap((r) => r.steps.flatMap((s) => s.quotes)).map((q) => q.segments.map((x) => x.text).join(""));
    const shown = await page.$$eval(".proofs[open] blockquote p", (list) => list.map((p) => p.textContent));
    assert.ok(shown.length > 0 && shown.every((s) => told.includes(s)), shown.join("\n"));
    assert.equal((await page.$$(".agreement")).length, rows.length);
  },
  "who met Kolokoltsev, and when?": async (page, person) => {
    await person.type("kolokoltsev");
    await person.click("#suggestions li:has-text('Vladimir Kolokoltsev')");
    await person.click("nav.tabs a[href*=network]");
    await person.click(".meetings a:has-text('Kolokoltsev')");
    const rows = await page.$$eval(".meetings tbody tr", (list) => list.map((r) => r.textContent));
    assert.ok(rows.every((r) => r.includes("Kolokoltsev")), rows.join("\n"));
    for (const [who, when] of [["Tô Lâm", "17 Sept 2019"], ["Tô Lâm", "31 Oct 2023"], ["Trần Đại Quang", "21 Mar 2016"]]) {
      assert.ok(rows.some((r) => r.includes(who) && r.includes(when)), `${who}, ${when}`);
    }
  },
  "what did Viet Nam ask of Australia?": async (page, person) => {
    await person.type("australia");
    await person.click("#suggestions li:has-text('Country'):has-text('Australia')");
    await person.click("nav.tabs a[href*=pledges]");
    await person.click(".choices button:has-text('Viet Nam')");
    await person.click(".choices button:has-text('ask')");
    const { rows } = twin.engine.pledges({ filters: [{ facet: "country", include: ["AU"] }], side: "VN", status: "request", limit: 500 });
    const shown = await page.$$eval(".pledge .quote p", (list) => list.map((p) => p.textContent));
    if (rows.length) assert.deepEqual(shown.slice(0, rows.length).length, rows.length);
    // Nothing was read as asked: the page says so, and what these reports say of Australia is a step away.
    else assert.ok(await page.locator(".view a[href*='fact=country:AU'], .view a[href*='fact=country%3AAU']").count());
  },
  "how did talk of high-tech crime grow from 2010 to 2025?": async (page, person) => {
    await person.type("high-tech");
    await person.click("#suggestions li:has-text('high-tech crime')");
    await person.click("nav.tabs a[href*=timeline]");
    await person.click(".twin summary");
    const { periods } = twin.engine.timeline({ filters: [{ facet: "crime", include: ["high-tech-crime"] }] });
    const rows = await page.$$eval(".twin tbody tr", (list) => list.map((r) => [r.children[0].textContent.trim(), Number(r.children[1].textContent)]));
    assert.deepEqual(rows, periods.map((p) => [p.date, p.events]));
    assert.ok(periods.length > 5);
  },
  "which documents report the same event?": async (page, person) => {
    await person.click(".hits .report:has-text('reports of this event') a.hit-link");
    await page.waitForSelector(".same-event a");
    const id = new URLSearchParams((await page.url()).split("#")[1]).get("id");
    const others = twin.engine.document(id).reading.sameEvent.map((o) => o.title);
    assert.deepEqual(await page.$$eval(".same-event li > a", (list) => list.map((a) => a.textContent)), others);
    await person.click(".same-event button");
    assert.equal(await page.locator(".pair .reading .text").count(), 2, "side by side");
  },
};

for (const [question, ask] of Object.entries(QUESTIONS)) {
  test(question, async () => {
    const p = await open(world.browser, world.http);
    await settled(p.page);
    const person = hands(p.page);
    await ask(p.page, person);
    person.done();
    await p.check();
    await p.close();
  });
}
