// Own documents and export: what goes in stays in, what comes out is the selection.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { accessible, open, settled, start } from "./support.js";

let world;
before(async () => { world = await start(); });
after(() => world.close());

const files = (n) => Array.from({ length: n }, (_, i) => ({ name: `ghi-chu-${i}.txt`, mimeType: "text/plain", buffer: Buffer.from(`Ghi chú số ${i}\n\nBộ Công an làm việc với Cảnh sát Nhật Bản về tội phạm mạng, lần thứ ${i}.`) }));

for (const kind of ["http", "file"]) {
  test(`${kind}: own files are read, searched, kept, found again and forgotten`, async () => {
    const p = await open(world.browser, world[kind], { hash: "view=own" });
    const { page } = p;
    await settled(page);
    await page.setInputFiles("input[type=file][multiple]", [...files(30), { name: "anh.png", mimeType: "image/png", buffer: Buffer.from([1, 2, 3]) }]);
    await page.waitForFunction(() => document.querySelector(".corpus").textContent.includes("own documents"));
    assert.match(await page.textContent(".own"), /30 own documents/);
    assert.match(await page.textContent(".own"), /anh\.png/);
    await accessible(page, "own documents");
    await page.fill("#q", "nhat ban mang");
    await settled(page);
    await page.waitForFunction(() => /30 reports/.test(document.querySelector(".count").textContent));
    await page.check(".own .switch input");
    await page.waitForFunction(() => /MB|kB|byte/.test(document.querySelector(".own .switch").textContent));
    await page.reload();
    await settled(page);
    await page.waitForFunction(() => /30 own documents/.test(document.querySelector(".own")?.textContent ?? ""));
    await page.click(".own button.primary");
    await page.waitForFunction(() => /30 reports/.test(document.querySelector(".count").textContent));
    await page.click("text=Forget all of them");
    await page.waitForFunction(() => !/own document/.test(document.querySelector(".corpus").textContent));
    await page.reload();
    await settled(page);
    assert.doesNotMatch(await page.textContent(".own"), /30 own documents/);
    await p.check();
    await p.close();
  });
}

test("a pasted text is a document; a broken zip is named", async () => {
  const p = await open(world.browser, world.http, { hash: "view=own" });
  await settled(p.page);
  await p.page.fill("#paste", "Tin riêng\n\nHai bên bàn về dẫn độ.");
  await p.page.click(".own form button");
  await p.page.waitForFunction(() => /1 own document/.test(document.querySelector(".own").textContent));
  await p.page.setInputFiles("input[type=file][multiple]", [{ name: "hong.zip", mimeType: "application/zip", buffer: Buffer.from("PK\x03\x04 nothing more") }]);
  await p.page.waitForFunction(() => /hong\.zip/.test(document.querySelector(".own").textContent));
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
