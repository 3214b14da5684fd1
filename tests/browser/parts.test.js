// The second part of the engine's code: not loaded for the first results, loaded by the first question, told where it
// cannot be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const REST = "**/entente_rest.wasm";

test("the first results come with the first part alone; the first question loads the second, once", async () => {
  const asked = [];
  const p = await open(world.browser, world.http, { before: (page) => page.route(REST, (route) => { asked.push(route.request().url()); return route.continue(); }) });
  await settled(p.page);
  await p.page.waitForSelector(".hits li:nth-child(9)");
  await p.page.evaluate(() => { location.hash = "sort=oldest"; });
  await settled(p.page);
  await p.page.waitForTimeout(300);
  assert.deepEqual(asked, []);
  await p.page.fill("#q", "dan do");
  await p.page.waitForFunction(() => document.querySelectorAll(".hits mark").length > 0);
  for (const hash of ["view=timeline", "view=agreements", "q=\"ma túy\" -interpol"]) {
    await p.page.evaluate((to) => { location.hash = to; }, hash);
    await settled(p.page);
  }
  assert.equal(asked.length, 1);
  await p.check();
  await p.close();
});

test("a second part that cannot be loaded is told with what to do; when it can be, the next question mends it", async () => {
  let broken = true;
  const p = await open(world.browser, world.http, { hash: "view=timeline", before: (page) => page.route(REST, (route) => (broken ? route.abort() : route.continue())) });
  await p.page.waitForFunction(() => document.querySelector("#app")?.textContent?.includes("entente_rest.wasm"));
  await p.page.evaluate(() => { location.hash = ""; });
  await p.page.waitForSelector(".hits li");
  broken = false;
  await p.page.evaluate(() => { location.hash = "view=agreements"; });
  await p.page.waitForSelector(".view");
  await p.close();
});
