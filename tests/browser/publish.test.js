// A site from somebody's own folder: of another subject, under another path, alone in one file; and inside other pages.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";

import { staticServer } from "../../www/serve.js";
import { accessible, open, settled, start } from "./support.js";

const BUILD = fileURLToPath(new URL("../../build.sh", import.meta.url));
const N = 500;
const COURSES = ["starter", "main", "dessert", "drink"];
const PLACES = ["Huế", "Hà Nội", "Lyon", "Oaxaca", "Kyoto"];
const THINGS = ["carrot", "rice", "tofu", "lemon", "ginger", "beans", "mango", "noodles", "pumpkin", "coconut"];

let world, root, site, server, base;

before(async () => {
  world = await start();
  root = await mkdtemp(join(tmpdir(), "entente-"));
  const corpus = join(root, "recipes");
  await mkdir(join(corpus, "documents", "more"), { recursive: true });
  await writeFile(join(corpus, "corpus.json"), JSON.stringify({
    title: { en: "Five hundred recipes", vi: "Năm trăm công thức" }, description: "Recipes that a program wrote.", languages: ["en"], license: "CC0-1.0", version: "1", extract: false,
    facets: [{ key: "course", label: { en: "Course", vi: "Món" } }, { key: "place", label: { en: "Place", vi: "Nơi" } }, { key: "minutes", label: { en: "Minutes", vi: "Phút" }, type: "number" }, { key: "with", label: { en: "Made with", vi: "Nguyên liệu" }, separator: "," }],
  }));
  for (let i = 0; i < N; i++) {
    const things = [THINGS[i % 10], THINGS[(i * 3 + 1) % 10]];
    const text = `---\nid: recipe-${i}\ntitle: ${things[0]} the ${i}th way\ncourse: ${COURSES[i % 4]}\nplace: ${PLACES[i % 5]}\nminutes: ${10 + (i % 7) * 5}\nwith: ${things.join(", ")}\n---\n# ${things[0]}\n\nWash the ${things[0]} and boil it with ${things[1]} for ${10 + (i % 7) * 5} minutes.\n\nServe it warm, as they do in ${PLACES[i % 5]}.\n`;
    await writeFile(join(corpus, "documents", i % 2 ? "more" : ".", `r${i}.md`), text);
  }
  site = join(root, "host", "cook", "book");
  await mkdir(join(root, "host", "cook"), { recursive: true });
  const made = publish(corpus, "--out", site);
  assert.equal(made.status, 0, made.stderr);
  server = staticServer(join(root, "host"));
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
  base = `http://127.0.0.1:${server.address().port}/cook/book/`;
});
after(async () => {
  server?.close();
  await world?.close();
  if (root) await rm(root, { recursive: true });
});

function publish(...args) {
  return spawnSync("bash", [BUILD, "publish", ...args], { encoding: "utf8", cwd: root });
}

const facetsOf = (page) => page.$$eval("fieldset[data-facet]", (list) => list.map((f) => f.querySelector(".facet-name").textContent));

for (const kind of ["http", "file"]) {
  test(`${kind}: a folder of another subject is a site with its own title and only the facets that apply`, async () => {
    const p = await open(world.browser, kind === "http" ? base : pathToFileURL(join(site, "entente.html")).href);
    const { page } = p;
    await settled(page);
    assert.match(await page.textContent(".corpus"), /Five hundred recipes/);
    assert.match(await page.title(), /Five hundred recipes/);
    assert.match(await page.textContent(".count"), /500 documents/);
    assert.deepEqual((await facetsOf(page)).sort(), ["Course", "Made with", "Minutes", "Place"]);
    assert.deepEqual(await page.$$eval(".tabs li", (list) => list.map((l) => l.textContent.trim())), ["Results", "Sentences"]);
    await page.fill("#q", "coconut");
    await page.check("fieldset[data-facet=course] input[data-value=dessert]");
    await settled(page);
    const expected = Array.from({ length: N }, (_, i) => i).filter((i) => i % 4 === 2 && [THINGS[i % 10], THINGS[(i * 3 + 1) % 10]].includes("coconut")).length;
    await page.waitForFunction((n) => document.querySelector(".count").textContent.includes(`${n} `), expected);
    await page.click(".hits a.hit-link");
    await page.waitForSelector(".reading .text mark.hit");
    await accessible(page, "recipe");
    await page.click("button[lang=vi]");
    await page.waitForFunction(() => /Năm trăm công thức/.test(document.querySelector(".corpus").textContent));
    await page.goto(`${page.url().split("#")[0]}#view=about`);
    await settled(page);
    await page.waitForSelector(".prose");
    const about = await page.textContent(".prose");
    assert.match(about, /Recipes that a program wrote[^]*CC0-1\.0/);
    assert.doesNotMatch(about, /cảnh sát|www\/corpus/);
    await accessible(page, "about the recipes");
    await p.check();
    await p.close();
  });
}

test("what is no corpus is refused by file and line, and nothing is written", async () => {
  const folder = async (name, files) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(root, name, path, ".."), { recursive: true });
      await writeFile(join(root, name, path), text);
    }
    return join(root, name);
  };
  const info = '{"title": "T", "extract": false}';
  const cases = [
    [[join(root, "nowhere")], /nowhere: there is no such folder; expected .*; check the path/],
    [[await folder("bare", { "documents/a.md": "x" })], /bare\/corpus\.json: is not there; expected .*; write it/],
    [[await folder("alone", { "corpus.json": info })], /alone\/documents: is not there; expected .*; make it/],
    [[await folder("broken", { "corpus.json": '{\n"title": "T",\n}', "documents/a.md": "x" })], /broken\/corpus\.json:3: is no JSON .*; expected .*; mend it/],
    [[await folder("nameless", { "corpus.json": "{}", "documents/a.md": "x" })], /nameless\/corpus\.json: has no title; expected .*; add one/],
    [[await folder("key", { "corpus.json": info, "documents/a.md": "---\ntitle: A\ncolour: red\n---\nx\n" })], /key\/documents\/a\.md:3: unknown key `colour`; expected one of .*/],
    [[await folder("empty", { "corpus.json": info, "documents/picture.png": "x" })], /empty\/documents: .*no document could be read/],
    [[await folder("fine", { "corpus.json": info, "documents/a.md": "x" }), "--out", await folder("taken", { "letter.txt": "mine" })], /taken: holds other files; expected an empty folder/],
    [[join(root, "fine"), "--out", join(root, "fine", "site")], /lies in the corpus itself/],
    [[], /publish needs a folder/],
    [[join(root, "fine"), "--to", "x"], /unknown option '--to'; expected --out DIR/],
  ];
  for (const [args, words] of cases) {
    const { status, stderr } = publish(...args);
    assert.notEqual(status, 0, String(args));
    assert.match(stderr, words);
    assert.doesNotMatch(stderr, /\bat .*\.js:\d+/, "no trace of the program");
  }
  assert.equal(await readFile(join(root, "taken", "letter.txt"), "utf8"), "mine");
});

test("another page shows the site in a frame: its own, another one, and a corpus beside it", async (t) => {
  const host = createServer((_, answer) => answer.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(`<!doctype html><title>A paper</title>
    <script src="${world.http}embed.js"></script>
    <entente-explorer id="one" query="dan do" lang="vi" theme="dark" height="500"></entente-explorer>
    <entente-explorer id="two" corpus="${base}" state="course=dessert"></entente-explorer>
    <entente-explorer id="three" corpus="${world.http}corpus.tar.gz"></entente-explorer>
    <entente-explorer id="four" corpus="javascript:alert(1)"></entente-explorer>`));
  t.after(() => { host.closeAllConnections(); host.close(); });
  await new Promise((done) => host.listen(0, "127.0.0.1", () => done(null)));
  const context = await world.browser.newContext({ locale: "en-GB", viewport: { width: 1200, height: 2400 } });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${host.address().port}/`);
  const count = (id) => page.frameLocator(`#${id} iframe`).locator(".count");
  await count("one").filter({ hasText: /dan do/ }).waitFor();
  assert.equal(await page.frameLocator("#one iframe").locator("html").getAttribute("lang"), "vi");
  assert.equal(await page.frameLocator("#one iframe").locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await page.locator("#one iframe").evaluate((f) => f.getBoundingClientRect().height), 500);
  await count("two").filter({ hasText: "125" }).waitFor();
  await count("three").filter({ hasText: "155" }).waitFor();
  assert.match(await page.textContent("#four"), /no address of a site/);
  await context.close();
});
