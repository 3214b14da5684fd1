// The second part of the engine's code: not loaded by a first visit, loaded by a view, told where it cannot be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const REST = "**/entente_rest.wasm";

test("opening and searching load the first part alone; a view loads the second, once", async () => {
  const asked = [];
  const p = await open(world.browser, world.http, { before: (page) => page.route(REST, (route) => { asked.push(route.request().url()); return route.continue(); }) });
  await settled(p.page);
  for (const query of ["dan do", "\"ma túy\"", "interpol -drugs"]) {
    await p.page.fill("#q", query);
    await p.page.waitForFunction(() => document.querySelectorAll(".hits mark").length > 0);
    await settled(p.page);
  }
  await p.page.locator(".facets input[type=checkbox]").first().check();
  await settled(p.page);
  assert.deepEqual(asked, []);
  await p.page.evaluate(() => { location.hash = "view=timeline"; });
  await p.page.waitForSelector(".events li");
  await p.page.evaluate(() => { location.hash = "view=agreements"; });
  await settled(p.page);
  assert.equal(asked.length, 1);
  await p.check();
  await p.close();
});

test("a second part that cannot be loaded is told with what to do, and searching goes on", async () => {
  const p = await open(world.browser, world.http, { hash: "view=timeline", before: (page) => page.route(REST, (route) => route.abort()) });
  await p.page.waitForFunction(() => document.querySelector("main, #app")?.textContent?.includes("entente_rest.wasm"));
  await p.page.evaluate(() => { location.hash = ""; });
  await settled(p.page);
  await p.page.waitForSelector(".hits li");
  await p.close();
});
