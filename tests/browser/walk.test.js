// A walk through every view, by mouse and by keyboard alone, over http and from the file, in both languages and themes,
// on a phone and on a desk: all of them with all of them. Everywhere nothing sticks out, and no view shifts what stands
// above it; axe looks at every view once for each kind and language, and with it each theme and width.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { accessible, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const VIEWS = ["timeline", "partners", "agreements", "pledges", "network", "sentences"];
/** Every kind and language has a page of its own, which goes through all themes, widths and hands; axe looks at every view in one of its looks. */
const PAGES = [
  { kind: "http", lang: "en", looked: "dark 1440" }, { kind: "http", lang: "vi", looked: "dark 360" },
  { kind: "file", lang: "en", looked: "light 1440" }, { kind: "file", lang: "vi", looked: "light 360" },
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

/** Through every view and layer by one hand. @param {(what: string) => Promise<void>} fine looks at where one is */
async function walk(page, hand, fine) {
  await fine("results");
  const tabsAt = () => page.evaluate(() => document.querySelector("nav.tabs").getBoundingClientRect().top + window.scrollY);
  const top = await tabsAt();
  for (const view of VIEWS) {
    await begin(page);
    await hand.press(`nav.tabs a[href*="view=${view}"]`);
    await page.waitForSelector(`nav.tabs a[aria-current="page"][href*="view=${view}"]`);
    await page.waitForSelector(".view");
    await fine(view);
    assert.equal(await tabsAt(), top, `${view}: the tabs keep their place`);
  }
  for (const view of ["about", "own"]) {
    await begin(page);
    await hand.press(`.top a[href*="view=${view}"]`);
    await page.waitForSelector(`.top a[aria-current="page"][href*="view=${view}"]`);
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
}

for (const { kind, lang, looked } of PAGES) {
  test(`every view by mouse and by keyboard, both themes, 360 and 1440 px: ${kind}, ${lang}`, async (t) => {
    const p = await open(world.browser, world[kind], { lang });
    const { page } = p;
    await settled(page);
    for (const theme of ["light", "dark"]) {
      for (const width of [1440, 360]) {
        for (const by of ["mouse", "keyboard"]) {
          await t.test(`${theme} ${width} ${by}`, async () => {
            await page.setViewportSize({ width, height: 800 });
            await page.emulateMedia({ colorScheme: theme });
            await page.evaluate(() => { location.hash = ""; });
            await page.waitForSelector(".hits");
            await walk(page, hands[by](page), async (what) => {
              await settled(page);
              if (looked === `${theme} ${width}` && by === "mouse") await accessible(page, what);
              const seen = await page.evaluate(() => ({ over: document.documentElement.scrollWidth - document.documentElement.clientWidth, lang: document.documentElement.lang, paper: getComputedStyle(document.documentElement).backgroundColor }));
              assert.deepEqual(seen, { over: 0, lang, paper: theme === "dark" ? "rgb(20, 22, 26)" : "rgb(251, 250, 247)" }, `${what}: nothing sticks out at the side, language and colours are those asked for`);
            });
            await p.check();
          });
        }
      }
    }
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
