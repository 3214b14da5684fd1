// Without a connection; a newer version; installable. Each test has a copy of the site that it may change.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { staticServer } from "../../www/serve.js";
import * as make from "./files.js";
import { DIST, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
/** Servers of tests that failed: an open one would keep the run from ending. */
const running = new Set();
after(async () => {
  for (const server of running) { server.closeAllConnections(); server.close(); }
  await world.close();
});

/** A copy of the site under a path of its own, on a server that can be switched off. */
async function site() {
  const root = await mkdtemp(join(tmpdir(), "entente-"));
  const folder = join(root, "some", "path");
  await cp(DIST, folder, { recursive: true });
  const server = staticServer(root);
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  const { port } = server.address();
  running.add(server);
  const stop = () => new Promise((done) => { running.delete(server); server.closeAllConnections(); server.close(done); });
  return { folder, base: `http://127.0.0.1:${port}/some/path/`, stop, close: async () => { await stop(); await rm(root, { recursive: true }); } };
}

/** Waits until the site is kept whole. */
const kept = (page) => page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
const names = (page) => page.evaluate(() => caches.keys());

test("the second visit needs no connection: search, read, every view, the other language", async () => {
  const s = await site();
  const p = await open(world.browser, s.base);
  await settled(p.page);
  await kept(p.page);
  await s.stop();
  await p.page.reload();
  await settled(p.page);
  await p.page.fill("#q", "dan do");
  await p.page.waitForSelector(".hits mark");
  await p.page.locator("#q").blur(); // Closes the suggestions.
  await p.page.click(".hits a.hit-link");
  await p.page.waitForSelector(".reading .text");
  for (const view of ["timeline", "partners", "agreements", "network", "sentences", "about", "own"]) {
    await p.page.goto(`${s.base}#view=${view}`);
    await settled(p.page);
    await p.page.waitForSelector(".list h2, .list table, .list li");
  }
  await p.page.click("button[lang=vi]");
  await p.page.waitForSelector("html[lang=vi]");
  await p.check();
  await p.close();
  await s.close();
});

test("the reader of PDF files stays once it was used; before, its absence is told", async () => {
  const s = await site();
  const fresh = async () => {
    const p = await open(world.browser, s.base, { hash: "view=own" });
    await settled(p.page);
    await kept(p.page);
    await p.page.reload();
    await settled(p.page);
    await p.page.waitForSelector(".own");
    return p;
  };
  const add = (page, name) => page.setInputFiles("input[type=file][multiple]", { name, mimeType: "application/pdf", buffer: make.pdf(["Talks on extradition."]) });
  const says = (page, words) => page.waitForFunction((w) => document.querySelector(".own").textContent.includes(w), words);
  const used = await fresh();
  await add(used.page, "one.pdf");
  await says(used.page, "1 own document");
  const unused = await fresh();
  await s.stop();
  await add(used.page, "two.pdf");
  await says(used.page, "2 own documents");
  await used.page.reload();
  await settled(used.page);
  await used.page.waitForSelector(".own");
  await add(used.page, "three.pdf");
  await says(used.page, "1 own document");
  await used.check();
  await add(unused.page, "one.pdf");
  await says(unused.page, "could not be loaded");
  await used.close();
  await unused.close();
  await s.close();
});

/** Changes the site as a new build would: a word of a file, and the sums in the service worker. */
async function renewed(folder, mark) {
  const file = join(folder, "icon.svg");
  const before = await readFile(file);
  await writeFile(file, `${before}<!-- ${mark} -->`);
  const sum = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;
  const worker = join(folder, "sw.js");
  const code = await readFile(worker, "utf8");
  const [version] = code.match(/version:"([0-9a-f]+)"/).slice(1);
  assert.ok(code.includes(sum(before)));
  await writeFile(worker, code.replace(sum(before), sum(await readFile(file))).replace(version, mark));
}

const marked = (page, mark) => page.evaluate(async (m) => (await (await fetch("./icon.svg")).text()).includes(m), mark);

test("a newer version is told and shown when asked for, never in part", async () => {
  const s = await site();
  const p = await open(world.browser, s.base);
  const { page } = p;
  await settled(page);
  await kept(page);
  await page.reload();
  await settled(page);
  await renewed(s.folder, "newer1");
  await page.reload();
  await settled(page);
  assert.equal(await marked(page, "newer1"), false, "the old version stays whole");
  await page.waitForSelector(".update button");
  assert.equal((await names(page)).length, 2);
  await page.click(".update button");
  await page.waitForSelector(".update", { state: "detached" }); // The page is loaded again.
  await settled(page);
  assert.equal((await names(page)).length, 1, "the old one is gone");
  assert.ok(await marked(page, "newer1"));
  await p.check();
  await p.close();
  await s.close();
});

test("a version that is not whole on the server is not taken", async () => {
  const s = await site();
  const p = await open(world.browser, s.base);
  const { page } = p;
  await settled(page);
  await kept(page);
  await page.reload();
  await settled(page);
  await renewed(s.folder, "newer2");
  // The server has the new list and, of one file, still another content.
  await writeFile(join(s.folder, "icon.svg"), "<svg/>");
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {}));
  await page.waitForFunction(() => navigator.serviceWorker.getRegistration().then((r) => !r.installing));
  assert.equal((await names(page)).length, 1);
  await page.reload();
  await settled(page);
  assert.equal(await page.locator(".update").count(), 0);
  assert.equal(await marked(page, "newer2"), false);
  await p.close();
  await s.close();
});

test("it can be installed: manifest, icons of the sizes they say, start within the scope", async () => {
  const manifest = JSON.parse(await readFile(join(DIST, "manifest.webmanifest"), "utf8"));
  for (const key of ["name", "short_name", "start_url", "display", "icons"]) assert.ok(manifest[key], key);
  assert.equal(manifest.start_url, "./");
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = await readFile(join(DIST, src));
    if (type !== "image/png") continue;
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes);
  }
  const p = await open(world.browser, world.http);
  await settled(p.page);
  const loaded = await p.page.evaluate(async (list) => Promise.all(list.map((src) => new Promise((done) => {
    const image = new Image();
    image.onload = () => done(image.naturalWidth > 0);
    image.onerror = () => done(false);
    image.src = src;
  }))), manifest.icons.map((i) => i.src));
  assert.deepEqual(loaded, manifest.icons.map(() => true), "a browser can draw them");
  await p.check();
  await p.close();
});

test("the list of files is all that the page asks for", async () => {
  const code = await readFile(join(DIST, "sw.js"), "utf8");
  const held = new Set((await readdir(DIST)).filter((n) => /\.(js|css|html|gz)$/.test(n) && !["sw.js", "embed.js", "entente.html"].includes(n)));
  for (const name of held) assert.ok(code.includes(`"${name}"`), name);
  const p = await open(world.browser, world.http);
  const asked = [];
  p.page.on("request", (r) => r.url().startsWith(world.http) && asked.push(new URL(r.url()).pathname.slice(1)));
  await p.page.reload();
  await settled(p.page);
  for (const path of asked.filter((a) => a !== "" && a !== "sw.js")) assert.ok(code.includes(`"${path}"`), path);
  await p.close();
});
