// Own documents and export: what goes in stays in, what comes out is the selection.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as make from "./files.js";
import { accessible, DIST, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const file = (name, content, mimeType = "text/plain") => ({ name, mimeType, buffer: Buffer.from(content) });
const files = (n) => Array.from({ length: n }, (_, i) => file(`ghi-chu-${i}.txt`, `Ghi chú số ${i}\n\nBộ Công an làm việc với Cảnh sát Nhật Bản về tội phạm mạng, lần thứ ${i}.`));
const add = (page, list) => page.setInputFiles("input[type=file][multiple]", list);
const says = (page, selector, words) => page.waitForFunction(([s, w]) => document.querySelector(s)?.textContent.includes(w), [selector, words]);
/** Chooses which documents are searched. */
const choose = (page, which) => page.check(`.corpora input[value=${which}]`);
const count = (page, n) => page.waitForFunction((w) => document.querySelector(".count").textContent.replace(/^\D+/, "").startsWith(`${w} `), String(n));

for (const kind of ["http", "file"]) {
  test(`${kind}: own files are read, searched, kept, found again and forgotten`, async () => {
    const p = await open(world.browser, world[kind], { hash: "view=own" });
    const { page } = p;
    await settled(page);
    await add(page, [...files(30), file("anh.png", [1, 2, 3], "image/png")]);
    await says(page, ".corpus", "own documents");
    await says(page, ".own", "30 own documents");
    assert.match(await page.textContent(".unread"), /anh\.png.*of a kind/);
    await accessible(page, "own documents");
    await page.fill("#q", "nhat ban mang");
    await settled(page);
    await count(page, 30);
    await page.fill("#own-name", "Ghi chú");
    await page.locator("#own-name").blur();
    await says(page, ".corpus", "Ghi chú");
    await page.check(".own .keep");
    await page.waitForFunction(() => /MB|kB|byte/.test(document.querySelector(".own .keep").parentElement.textContent));
    // A context of tests is like a private window: nothing is promised.
    await says(page, ".own", "private window");
    await page.reload();
    await settled(page);
    await says(page, ".own", "30 own documents");
    await says(page, ".corpus", "Ghi chú");
    assert.match(page.url(), /in=own/);
    await count(page, 30);
    await page.click(".own .forget");
    await page.waitForFunction(() => !/Ghi chú/.test(document.querySelector(".corpus").textContent));
    await page.reload();
    await settled(page);
    assert.doesNotMatch(await page.textContent(".own"), /30 own documents/);
    await p.check();
    await p.close();
  });
}

test("bundled, own and both: each is searched by its name, and Back returns to the one before", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  const { page } = p;
  await settled(page);
  const bundled = Number((await page.textContent(".count")).match(/\d+/)[0]);
  const title = await page.textContent(".corpus");
  await add(page, files(12));
  await count(page, 12);
  await choose(page, "both");
  await count(page, bundled + 12);
  await says(page, ".corpus", " + ");
  await page.fill("#q", "ghi chu");
  await settled(page);
  await page.goBack();
  await count(page, 12);
  await page.goBack();
  await count(page, bundled);
  assert.equal(await page.textContent(".corpus"), title);
  await page.goForward();
  await count(page, 12);
  // Another file of a name that is there is another document; the same file again is the same.
  await choose(page, "both");
  await add(page, [files(1)[0], file("moi.txt", "Một bản tin mới về đặc xá.")]);
  await count(page, bundled + 13);
  await p.check();
  await p.close();
});

const KINDS = [
  file("van-ban.docx", make.docx(["Hai bên ký bản ghi nhớ về cây thuốc lá.", "Đoạn cuối."], { title: "Biên bản Word" })),
  file("trang.html", "<title>Trang</title><p>Cảnh sát nói về cây thuốc lá."),
  file("danh-sach.jsonl", '{"id": "l1", "text": "Dòng một: cây thuốc lá."}\n{"text": 3}\n'),
  file("bang.csv", "\ufefftitle;text;Nước\nMột;\"Cây thuốc lá; \"\"ô\"\"\";KR\nHai;Cây thuốc lá nữa;JP\n"),
  file("ghi.md", "# Ghi\n\nCây thuốc lá."),
  file("goi.zip", make.zip({ "a/ghi.md": "Cây thuốc lá trong gói.", "b/ghi.md": "Cây thuốc lá khác.", "b/anh.gif": "GIF" })),
];
const BROKEN = {
  "hong.zip": [Buffer.from("PK\x03\x04 nothing more"), /damaged/],
  "hong.docx": [Buffer.from("not a zip at all"), /damaged/],
  "hong.pdf": [Buffer.from("%PDF-1.7 nothing"), /damaged/],
  "khoa.docx": [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /password/],
  "cu.txt": [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), /old format/],
  "bom.zip": [make.zip({ "zeros.txt": Buffer.alloc(70 * 2 ** 20) }), /larger than 64 MB/],
  "khoa.zip": [make.zip({ "a.txt": "x" }, { locked: true }), /password/],
  "cot.csv": [Buffer.from("name,amount\ntea,3\n"), /no column holds the texts/],
  "rong.txt": [Buffer.from(""), /is empty|holds no text/],
};

test("the one-file page has at most 2 MB, its reader of PDF files among them", () => {
  assert.ok(statSync(join(DIST, "entente.html")).size <= 2_000_000);
});

for (const kind of ["http", "file"]) {
  test(`${kind}: every kind of file is read, what cannot be read is listed with its reason`, async () => {
    const p = await open(world.browser, world[kind], { hash: "view=own" });
    const { page } = p;
    await settled(page);
    const pdf = [file("bao-cao.pdf", make.pdf(["The two sides spoke of tobacco", "smuggling across the border."]), "application/pdf"), file("khoa.pdf", make.lockedPdf(), "application/pdf")];
    await add(page, [...KINDS, ...pdf, ...Object.entries(BROKEN).map(([name, [bytes]]) => file(name, bytes))]);
    await says(page, ".own", "own documents");
    await page.waitForSelector(".own progress", { state: "detached" });
    await page.fill("#q", "\"cây thuốc lá\"");
    await settled(page);
    await count(page, 8);
    const unread = await page.textContent(".unread");
    for (const [name, [, words]] of Object.entries(BROKEN)) {
      const line = unread.split("\n").map((l) => l.trim()).find((l) => l.startsWith(name));
      assert.match(line ?? unread, words, name);
    }
    assert.match(unread, /danh-sach\.jsonl:2/);
    assert.match(unread, /goi\.zip\/b\/anh\.gif/);
    await page.fill("#q", "tobacco smuggling");
    await settled(page);
    await count(page, 1);
    assert.match(unread, /khoa\.pdf.*password/);
    await page.fill("#q", "");
    await settled(page);
    assert.ok(await page.isVisible("fieldset[data-facet=\"Nước\"]"), "a column of a table is a facet");
    await p.check();
    await p.close();
  });
}

test("a corpus folder of another subject brings its name and its own facets; nothing else is shown", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  const { page } = p;
  await settled(page);
  const zip = make.zip({ "mon/corpus.json": '{"title": "Recipes", "extract": false, "facets": [{"key": "course", "label": {"en": "Course", "vi": "Món"}}]}', "mon/documents/a.md": "---\ntitle: Soup\ncourse: starter\n---\nBoil water.\n", "mon/documents/b.md": "---\ntitle: Cake\ncourse: dessert\n---\nBake it.\n", "mon/README.md": "not a document" });
  await page.setInputFiles("input[type=file][multiple]", [file("mon.zip", zip)]);
  await says(page, ".corpus", "Recipes");
  await count(page, 2);
  await settled(page);
  assert.deepEqual(await page.$$eval("fieldset[data-facet]", (list) => list.map((f) => `${f.dataset.facet} ${f.querySelector(".facet-name").textContent}`)), ["course Course"]);
  await p.check();
  await p.close();
});

test("a pasted text is a document", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  await settled(p.page);
  await p.page.fill("#paste", "Tin riêng\n\nHai bên bàn về dẫn độ.");
  await p.page.click(".own form button");
  await says(p.page, ".own", "1 own document");
  await p.check();
  await p.close();
});

for (const kind of ["http", "file"]) {
  test(`${kind}: neither page nor worker can reach another host`, async () => {
    const p = await open(world.browser, world[kind]);
    await settled(p.page);
    const reach = async () => {
      const tries = [() => fetch("http://127.0.0.1:9/x"), () => new Promise((ok, no) => { const s = new WebSocket("ws://127.0.0.1:9/x"); s.onopen = ok; s.onerror = () => no(new Error("refused")); })];
      let refused = 0;
      // The event comes only where the policy stopped it; a host that is not there gives none.
      globalThis.addEventListener("securitypolicyviolation", () => refused++);
      for (const one of tries) await one().then(() => { throw new Error("reached"); }, () => {});
      await new Promise((go) => setTimeout(go, 100));
      return refused;
    };
    assert.equal(await p.page.workers()[0].evaluate(reach), 2, "worker");
    assert.equal(await p.page.evaluate(reach), 2, "page");
    await p.close();
  });
}

test("storage that refuses is told, and the documents stay", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own", before: (page) => page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException("no room left", "QuotaExceededError"); };
  }) });
  await settled(p.page);
  await add(p.page, files(3));
  await says(p.page, ".own", "3 own documents");
  await p.page.click(".own .keep");
  await says(p.page, ".own [role=alert]", "no room left");
  await p.page.fill("#q", "nhat ban");
  await settled(p.page);
  await count(p.page, 3);
  await p.check();
  await p.close();
});

test("what another build kept is read again from its files", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own&in=own" });
  const { page } = p;
  await settled(page);
  await add(page, files(5));
  await says(page, ".own", "5 own documents");
  await page.check(".own .keep");
  await page.waitForFunction(() => /kB|MB/.test(document.querySelector(".own .keep").parentElement.textContent));
  await page.evaluate(() => new Promise((ok, no) => {
    const asked = indexedDB.open(`entente ${new URL("./", location.href).pathname}`);
    asked.onerror = no;
    asked.onsuccess = () => {
      const store = asked.result.transaction("kept", "readwrite").objectStore("kept");
      store.get("own").onsuccess = (e) => {
        const record = e.target.result;
        store.put({ ...record, build: "older", snapshot: record.snapshot.slice(0, 40) }, "own").onsuccess = ok;
      };
    };
  }));
  await page.reload();
  await settled(page);
  await says(page, ".own", "5 own documents");
  await count(page, 5);
  await p.check();
  await p.close();
});

test("reading many files stops when asked, and keeps what it has", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  const { page } = p;
  await settled(page);
  await add(page, Array.from({ length: 400 }, (_, i) => file(`n${i}.txt`, `Bản tin ${i}. ${"Bộ Công an hội đàm với Cảnh sát Lào về ma túy. ".repeat(60)}`)));
  await page.waitForSelector(".own progress");
  await page.click(".own [role=status] button");
  await page.waitForSelector(".own progress", { state: "detached" });
  assert.equal(await page.locator("input[type=file]:disabled").count(), 0, "more can be added");
  await p.check();
  await p.close();
});

test("many megabytes are read by helpers with code for speed, and without it where it cannot be had", async () => {
  for (const there of [true, false]) {
    const p = await open(world.browser, world.http, { hash: "view=own" });
    const { page } = p;
    let asked = 0;
    await page.context().route("**/reader.js", (route) => {
      asked++;
      return there ? route.continue() : route.abort();
    });
    await settled(page);
    const many = files(12).map(({ buffer, ...rest }) => ({ ...rest, buffer: Buffer.from(`${buffer}\n\n`.repeat(9000)) }));
    await add(page, many);
    await says(page, ".own", "12 own documents");
    assert.ok(asked > 0);
    await page.fill("#q", "nhat ban mang");
    await settled(page);
    await count(page, 12);
    if (there) await p.check();
    await p.close();
  }
});

test("more files than one drop may have: the first are read, the rest is named", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  const { page } = p;
  await settled(page);
  await page.evaluate(() => {
    const input = document.querySelector("input[type=file][multiple]");
    const files = Array.from({ length: 20_003 }, (_, i) => new File(i < 3 ? [`Bản tin ${i} về dẫn độ.`] : [new Uint8Array(1)], i < 3 ? `n${i}.txt` : `n${i}.gif`));
    Object.defineProperty(input, "files", { value: files, configurable: true });
    input.dispatchEvent(new Event("change"));
    delete input.files;
  });
  await page.waitForSelector(".own progress");
  await page.waitForSelector(".own progress", { state: "detached", timeout: 60_000 });
  const unread = await page.textContent(".unread");
  assert.match(unread, /n20000\.gif …\s+more than 20,000 files/);
  await says(page, ".own", "3 own documents");
  await p.check();
  await p.close();
});

test("two thousand files: told how long, and how long the page was busy", async (t) => {
  const texts = await readdir(new URL("../../www/corpus/documents/", import.meta.url));
  const bodies = await Promise.all(texts.map(async (name) => (await readFile(new URL(`../../www/corpus/documents/${name}`, import.meta.url), "utf8")).replace(/^---[^]*?\n---\n/, "")));
  const many = Array.from({ length: 2000 }, (_, i) => {
    let text = `Ghi chú số ${i}\n\n`;
    for (let k = i; text.length < 2600; k += 7) text += `${bodies[k % bodies.length]}\n\n`;
    return file(`ghi-chu-${i}.txt`, text.slice(0, 2600));
  });
  const p = await open(world.browser, world.http, { hash: "view=own" });
  const { page } = p;
  await settled(page);
  await page.evaluate(() => {
    globalThis.long = [];
    new PerformanceObserver((list) => globalThis.long.push(...list.getEntries().map((e) => [e.startTime, Math.round(e.duration)]))).observe({ type: "longtask" });
    document.querySelector("input[type=file][multiple]").addEventListener("change", () => { globalThis.begun = performance.now(); }, { capture: true });
  });
  await add(page, many);
  await says(page, ".own", "2,000 own documents");
  await count(page, "2,000");
  const took = await page.evaluate(() => performance.now() - globalThis.begun);
  // What the test itself does to make two thousand files comes before.
  const long = await page.evaluate(() => globalThis.long.filter(([at]) => at >= globalThis.begun).map(([, ms]) => ms));
  t.diagnostic(`${(many.reduce((n, f) => n + f.buffer.length, 0) / 1e6).toFixed(1)} MB searchable after ${Math.round(took)} ms; tasks over 50 ms on the page: ${long.join(" ") || "none"}`);
  await page.check(".own .keep");
  await page.waitForFunction(() => /MB/.test(document.querySelector(".own .keep").parentElement.textContent));
  await page.reload();
  await settled(page);
  await says(page, ".own", "2,000 own documents");
  const again = await page.evaluate(() => performance.getEntriesByName("entente-own-reopened")[0].duration);
  t.diagnostic(`there again from storage after ${Math.round(again)} ms`);
  await p.check();
  await p.close();
});

/** After ten downloads Chromium asks the person whether a page may go on, so no page makes that many. */
const DOWNLOADS_A_PAGE = 6;

test("every export is a file of exactly the selection", async () => {
  let formats = Infinity;
  for (let from = 0; from < formats; from += DOWNLOADS_A_PAGE) {
    const p = await open(world.browser, world.http, { hash: "country=KR" });
    await settled(p.page);
    const total = Number((await p.page.textContent(".count")).match(/\d+/)[0]);
    await p.page.click("button.export");
    await p.page.waitForSelector("dialog[open] .formats");
    if (from === 0) await accessible(p.page, "export");
    const buttons = await p.page.$$("dialog .formats button");
    formats = buttons.length;
    for (const button of buttons.slice(from, from + DOWNLOADS_A_PAGE)) {
      const [download] = await Promise.all([p.page.waitForEvent("download"), button.click()]);
      const text = await readFile(await download.path(), "utf8");
      assert.ok(text.length > 20, download.suggestedFilename());
      if (download.suggestedFilename().endsWith(".csv")) assert.ok(text.startsWith("\ufeff"), "Excel reads the marks");
      if (/(?<!plover)\.jsonl$/.test(download.suggestedFilename())) assert.equal(text.trim().split("\n").length, total);
    }
    await p.check();
    await p.close();
  }
  assert.ok(formats > DOWNLOADS_A_PAGE && formats < Infinity);
});
