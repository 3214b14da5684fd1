// A walk through every view, by mouse and by keyboard alone, over http and from the file, in both languages and themes,
// on a phone and on a desk. Everywhere axe finds nothing, nothing sticks out, and no view shifts what stands above it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const VIEWS = ["timeline", "partners", "agreements", "pledges", "network", "sentences"];
const WALKS = [
  { by: "mouse", kind: "http", lang: "en", theme: "dark", width: 1440 },
  { by: "mouse", kind: "file", lang: "vi", theme: "light", width: 360 },
  { by: "keyboard", kind: "file", lang: "en", theme: "light", width: 1440 },
  { by: "keyboard", kind: "http", lang: "vi", theme: "dark", width: 360 },
];

/** What a hand does to reach and press something. */
const hands = {
  mouse: (page) => ({ press: (selector) => page.locator(selector).first().click(), back: () => page.click(".reading .back") }),
  keyboard: (page) => ({
    back: () => page.keyboard.press("Escape"),
    press: async (selector) => {
      for (let i = 0; i < 120; i++) {
        if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
      }
      assert.fail(`the Tab key does not reach ${selector}`);
    },
  }),
};

/** From the top of the page again, as after loading it; `inside` skips to the results. */
async function begin(page, inside) {
  await page.evaluate(() => { document.activeElement?.blur(); window.getSelection()?.removeAllRanges(); document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
  if (!inside) return;
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
}

for (const { by, kind, ...look } of WALKS) {
  test(`every view by ${by}: ${kind}, ${look.lang}, ${look.theme}, ${look.width} px`, async () => {
    const p = await open(world.browser, world[kind], { ...look, height: 800 });
    const { page } = p;
    const hand = hands[by](page);
    const fine = async (what) => {
      await settled(page);
      await accessible(page, what);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(over, 0, `${what}: nothing sticks out at the side`);
    };
    await fine("results");
    const tabsAt = () => page.evaluate(() => document.querySelector("nav.tabs").getBoundingClientRect().top + window.scrollY);
    const top = await tabsAt();
    for (const view of VIEWS) {
      await begin(page);
      await hand.press(`nav.tabs a[href*="view=${view}"]`);
      await page.waitForSelector(".view");
      await fine(view);
      assert.equal(await tabsAt(), top, `${view}: the tabs keep their place`);
      assert.equal(await page.locator(`nav.tabs a[aria-current="page"][href*="view=${view}"]`).count(), 1);
    }
    for (const view of ["about", "own"]) {
      await begin(page);
      await hand.press(`.top a[href*="view=${view}"]`);
      await fine(view);
    }
    await begin(page);
    await hand.press("nav.tabs li:first-child a");
    await page.waitForSelector(".hits");
    await begin(page, true);
    await hand.press(".hits a.hit-link");
    await page.waitForSelector(".reading .text");
    await fine("reading");
    await hand.press(".facts .fact:not([disabled])");
    await page.waitForSelector(".focus");
    await hand.back();
    await page.waitForSelector(".reading", { state: "detached" });
    await begin(page);
    await hand.press("button.export");
    await page.waitForSelector("dialog[open]");
    await fine("export");
    await page.keyboard.press("Escape");
    await page.waitForSelector("dialog", { state: "detached" });
    await p.check();
    await p.close();
  });
}

test("with forced colours, at twice the size and with large letters nothing is lost", async () => {
  const p = await open(world.browser, world.http, { width: 720, height: 450, hash: "view=timeline&stack=crime" });
  const { page } = p;
  await page.emulateMedia({ forcedColors: "active" });
  for (const hash of ["view=timeline&stack=crime", "view=partners", "q=ma+tuy"]) {
    await page.evaluate((h) => { location.hash = h; }, hash);
    await settled(page);
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, hash);
    assert.ok(await page.locator(".count").isVisible());
  }
  await p.close();
});

test("on paper there is the text and nothing to press", async () => {
  const p = await open(world.browser, world.http, { hash: "view=agreements&country=RU" });
  const { page } = p;
  await settled(page);
  await page.emulateMedia({ media: "print" });
  const visible = await page.$$eval("button, input, select", (list) => list.filter((e) => e.getClientRects().length).map((e) => e.className || e.textContent.trim()));
  assert.deepEqual(visible.filter((v) => !/chip/.test(v)), []);
  assert.ok(await page.locator(".agreement").first().isVisible() && await page.locator(".count").isVisible());
  await p.close();
});
