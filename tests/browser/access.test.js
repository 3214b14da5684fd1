// Every state is accessible, in both languages and themes, on a phone and on a desk; and by keyboard alone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const STATES = {
  everything: "", hits: "q=dan+do&country=KR", none: "q=zzzxxx&country=KR", about: "view=about", timeline: "view=timeline&stack=crime", partners: "view=partners",
  dossier: "view=partners&who=KR,JP", agreements: "view=agreements", pledges: "view=pledges", network: "view=network", sentences: "view=sentences&fact=crime:drugs", context: "view=sentences&q=dan+do",
};
const LOOKS = [
  { name: "desk, English, light", width: 1440, height: 900, lang: "en", theme: "light" },
  { name: "phone, Vietnamese, dark", width: 360, height: 740, lang: "vi", theme: "dark" },
];

for (const { name, ...look } of LOOKS) {
  test(`axe finds nothing: ${name}`, async (t) => {
    for (const [state, hash] of Object.entries(STATES)) {
      await t.test(state, async () => {
        const p = await open(world.browser, world.http, { ...look, hash });
        await settled(p.page);
        await accessible(p.page, state);
        const over = await p.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(over, 0, "nothing sticks out at the side");
        await p.check();
        await p.close();
      });
    }
    await t.test("reading, help, filters", async () => {
      const p = await open(world.browser, world.http, { ...look, hash: "q=ma+tuy" });
      await settled(p.page);
      await p.page.click(".hits a.hit-link");
      await p.page.waitForSelector(".reading .text");
      await accessible(p.page, "reading");
      const removed = p.page.locator(".removed button");
      if (await removed.count()) await removed.click();
      await p.page.locator(".facts .fact").first().click();
      await p.page.waitForSelector(".focus");
      await accessible(p.page, "evidence shown");
      await p.page.goBack();
      await p.page.click(".top .tools button:last-child");
      await p.page.waitForSelector("dialog[open]");
      await accessible(p.page, "help");
      await p.page.keyboard.press("Escape");
      await p.page.waitForSelector("dialog", { state: "detached" });
      if (look.width < 800) {
        await p.page.click("button.filters");
        await p.page.waitForSelector("dialog[open] .group");
        await accessible(p.page, "filters");
      }
      await p.check();
      await p.close();
    });
  });
}

test("axe finds nothing on the one-file page, in the other colours and language", async () => {
  const p = await open(world.browser, world.file, { width: 1000, lang: "vi", theme: "dark", hash: "q=dan+do" });
  await settled(p.page);
  await accessible(p.page, "file");
  assert.equal(await p.page.getAttribute("html", "lang"), "vi");
  await p.check();
  await p.close();
});

test("by keyboard alone: search, walk the list, read, step through matches, come back, tick a filter", async () => {
  const p = await open(world.browser, world.http, { width: 1440 });
  const { page } = p;
  await settled(page);
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  await page.keyboard.press("/");
  assert.equal(await focused(), "q");
  await page.keyboard.type("hop tac j k");
  assert.equal(await page.inputValue("#q"), "hop tac j k", "letters are letters in the box");
  await page.fill("#q", "hop tac");
  await settled(page);
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("j");
  const first = await focused();
  assert.match(first, /^hit-/);
  await page.keyboard.press("j");
  assert.notEqual(await focused(), first);
  await page.keyboard.press("k");
  assert.equal(await focused(), first);
  await page.keyboard.press("Enter");
  await page.waitForSelector(".reading .text");
  await page.waitForFunction(() => document.activeElement?.id === "report-title");
  const steps = page.locator(".steps .n");
  if (await steps.count()) {
    const before = await steps.textContent();
    await page.keyboard.press("n");
    await page.waitForFunction((was) => document.querySelector(".steps .n").textContent !== was || was.startsWith("1 of 1"), before);
  }
  await page.keyboard.press("u");
  await page.waitForFunction((id) => document.activeElement?.id === id, first);
  await page.focus("fieldset[data-facet=kind] input");
  const count = await page.textContent(".count");
  await page.keyboard.press("Space");
  await settled(page);
  await page.waitForFunction((was) => document.querySelector(".count").textContent !== was, count);
  await page.keyboard.press("?");
  await page.waitForSelector("dialog[open]");
  await page.uncheck("dialog .switch input");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog", { state: "detached" });
  await page.keyboard.press("?");
  assert.equal(await page.locator("dialog").count(), 0, "letters are switched off");
  await p.check();
  await p.close();
});

test("counts are told to those who do not see them, once, after a quiet moment", async () => {
  const p = await open(world.browser, world.http);
  await settled(p.page);
  await p.page.fill("#q", "ma tuy");
  await p.page.waitForFunction(() => /ma tuy/.test(document.getElementById("status").textContent));
  assert.ok((await p.page.textContent(".count")).startsWith(await p.page.textContent("#status")));
  await p.close();
});

test("language and colours change and stay", async () => {
  const p = await open(world.browser, world.http);
  await settled(p.page);
  await p.page.click("button[lang=vi]");
  await p.page.waitForFunction(() => document.documentElement.lang === "vi"); // Its words are fetched first.
  await p.page.waitForSelector("button[lang=en]");
  assert.match(await p.page.textContent(".count"), /bản tin/);
  await p.page.click(".top .tools button:nth-of-type(2)");
  assert.equal(await p.page.getAttribute("html", "data-theme"), "light");
  await p.page.reload();
  await settled(p.page);
  assert.equal(await p.page.getAttribute("html", "lang"), "vi");
  assert.equal(await p.page.getAttribute("html", "data-theme"), "light");
  await p.check();
  await p.close();
});

test("the first results are painted soon after a cold load", async (t) => {
  const p = await open(world.browser, world.http);
  await settled(p.page);
  const at = await p.page.evaluate(() => performance.getEntriesByName("entente-results")[0]?.startTime ?? Infinity);
  t.diagnostic(`first results after ${Math.round(at)} ms`);
  // The target is 1 s on two idle cores; a busy machine gets six times that before the test fails.
  assert.ok(at < 6000, `${at} ms`);
  await p.close();
});
