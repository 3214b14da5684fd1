// What people drop, from bytes to texts: archives, Word documents, the pieces of PDF pages, names that clash.

import assert from "node:assert/strict";
import { test } from "node:test";

import { docx } from "../../www/docx.js";
import { paragraphs } from "../../www/docx.js";
import { arranged } from "../../www/drop.js";
import { joined } from "../../www/pdf/lines.js";
import { read } from "../../www/files.js";
import { packed, unpacked } from "../../www/reading.js";
import { entries } from "../../www/zip.js";
import * as make from "../browser/files.js";

const LIMIT = 2 ** 20;
const bytes = (buffer) => new Uint8Array(buffer);

async function unzipped(archive, limit = LIMIT, wanted = undefined) {
  const out = {};
  const refused = [];
  for await (const e of entries(bytes(archive), limit, (path, what) => refused.push(`${path} ${what}`), wanted)) out[e.name] = new TextDecoder().decode(e.bytes);
  return { out, refused };
}

test("an archive gives back what went in", async () => {
  const files = { "a.txt": "một", "thư mục/b.txt": "hai\n".repeat(1000), "empty.txt": "" };
  assert.deepEqual(await unzipped(make.zip(files)), { out: files, refused: [] });
  assert.deepEqual((await unzipped(make.zip(files), LIMIT, (n) => n === "a.txt")).out, { "a.txt": "một" });
});

test("a bomb is cut off, a lock is named, a stump is no archive", async () => {
  const bomb = make.zip({ "small.txt": "fine", "zeros.txt": Buffer.alloc(8 * LIMIT) });
  assert.ok(bomb.length < 20_000);
  assert.deepEqual(await unzipped(bomb), { out: { "small.txt": "fine" }, refused: ["zeros.txt too-large"] });
  assert.deepEqual((await unzipped(make.zip({ "a.txt": "x" }, { locked: true }))).refused, ["a.txt locked"]);
  const whole = make.zip({ "a.txt": "some words", "b.txt": "others" });
  for (let end = 0; end < whole.length; end++) assert.notEqual((await unzipped(whole.subarray(0, end))).refused.length, 0, `cut at ${end}`);
});

test("hostile archives are read without a fault", async () => {
  const whole = make.zip({ "a.txt": "some words", "b.txt": "others" });
  let seed = 7;
  for (let round = 0; round < 2000; round++) {
    const broken = Buffer.from(whole);
    for (let i = 0; i < 3; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      broken[seed % broken.length] = (seed >> 8) & 255;
    }
    await unzipped(broken);
  }
});

test("what is too large or too much is refused before it is opened, the rest is read", async () => {
  const fake = (size) => ({ size, arrayBuffer: async () => { if (size > 1000) assert.fail("opened"); return new Uint8Array(Buffer.from("text")).buffer; } });
  const refused = [];
  const found = [];
  const list = [["a.txt", 4], ["film.txt", 500 * 2 ** 20], ["b.exe", 4], [".hidden.txt", 4], ["c.md", 4]].map(([path, size]) => ({ path, file: /** @type {any} */ (fake(size)) }));
  for await (const input of read(list, (r) => refused.push(`${r.path} ${r.what}`))) found.push(input.name);
  assert.deepEqual(found, ["a.txt", "c.md"]);
  assert.deepEqual(refused, ["film.txt too-large", "b.exe unread-type", ".hidden.txt unread-type"]);
  const gone = [];
  for await (const _ of read([{ path: "x.txt", file: /** @type {any} */ ({ size: 3, arrayBuffer: async () => { throw new DOMException("moved", "NotFoundError"); } }) }], (r) => gone.push(r.what))) assert.fail("read");
  assert.deepEqual(gone, ["unreadable"]);
});

test("an archive inside an archive is not opened, a corpus in one comes with its corpus.json first", async () => {
  const open = async (archive, name = "z.zip") => {
    const refused = [];
    const names = [];
    const file = /** @type {any} */ ({ size: archive.length, arrayBuffer: async () => new Uint8Array(archive).buffer });
    for await (const input of read([{ path: name, file }], (r) => refused.push(`${r.path} ${r.what}`))) names.push([input.name ?? input.path, input.id].filter(Boolean).join(" = "));
    return { names, refused };
  };
  assert.deepEqual(await open(make.zip({ "in.zip": make.zip({ "a.txt": "x" }), "a.txt": "x" })), { names: ["z.zip/a.txt = z/a"], refused: ["z.zip/in.zip unread-type"] });
  const corpus = make.zip({ "c/README.md": "no", "c/documents/a.md": "x", "c/corpus.json": "{}", "c/documents/w.docx": make.docx(["words"]) });
  assert.deepEqual(await open(corpus), { names: ["z.zip/c/corpus.json", "z.zip/c/documents/a.md = z/c/documents/a", "z.zip/c/documents/w.docx = z/c/documents/w"], refused: [] });
});

test("a Word document gives its paragraphs, title and nothing that was deleted", async () => {
  const made = await docx(bytes(make.docx(["Bộ Công an & cảnh sát <Lào>", "Đoạn hai"], { title: "Biên bản" })), LIMIT);
  assert.deepEqual(made, { text: "Bộ Công an & cảnh sát <Lào>\n\nĐoạn hai", title: "Biên bản" });
  const xml = `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>
    <w:p><w:r><w:t>one</w:t><w:tab/><w:t xml:space="preserve"> two</w:t><w:br/><w:t>three</w:t></w:r>
    <w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/>
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>cell &#x1EA1; &amp;amp;</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
    <mc:AlternateContent><mc:Choice><w:p><w:r><w:t a="&gt;>">box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>`;
  assert.deepEqual(paragraphs(xml), { text: "Head\n\none\t two\nthree\n\ncell ạ &amp;\n\nbox", title: "Head" });
});

test("what is no Word document says why", async () => {
  assert.equal(await docx(bytes(make.zip({ "a.txt": "x" })), LIMIT), "unreadable");
  assert.equal(await docx(bytes(make.docx([])), LIMIT), "no-text");
  assert.equal(await docx(bytes(make.zip({ "word/document.xml": "x" }, { locked: true })), LIMIT), "locked");
  assert.equal(await docx(bytes(make.docx(["x".repeat(3 * LIMIT)])), LIMIT), "too-large");
});

test("pieces of a page become lines and paragraphs", () => {
  const piece = (str, y, height = 10, hasEOL = false) => ({ str, height, hasEOL, transform: [1, 0, 0, 1, 0, y] });
  const end = { str: "", hasEOL: true, height: 0, transform: [1, 0, 0, 1, 0, 0] };
  const page = [piece("Head", 700, 20), end, piece("The two ", 660), piece("sides", 660), end, piece("agreed on co-", 648), end, piece("operation.", 636), end, piece("Next.", 600), end];
  assert.equal(joined(page), "Head\n\nThe two sides agreed on cooperation.\n\nNext.");
  assert.equal(joined([]), "");
});

test("a corpus folder gives its corpus.json first and its documents alone; files of one name get their paths", () => {
  const one = (path) => ({ path, file: /** @type {any} */ ({ size: 1 }) });
  const paths = (list) => list.map((f) => [f.path, f.id].filter(Boolean).join(" = "));
  const corpus = arranged(["c/documents/a.txt", "c/README.md", "c/corpus.json", "c/.git/x.txt"].map(one), new Map());
  assert.equal(corpus.info?.path, "c/corpus.json");
  assert.deepEqual(paths(corpus.files), ["c/documents/a.txt"]);
  const names = new Map();
  assert.deepEqual(paths(arranged(["x/note.txt", "y/note.txt", "y/other.md"].map(one), names).files), ["x/note.txt", "y/note.txt = y/note", "y/other.md"]);
  assert.deepEqual(paths(arranged(["x/note.txt", "note.txt"].map(one), names).files), ["x/note.txt", "note.txt = note"]);
});

test("what is kept of the files is what was read", async () => {
  const inputs = [{ name: "a.txt", bytes: bytes(Buffer.from("một\nhai")) }, { id: "x", path: "x.docx", text: "ba\nbốn" }, { name: "b.csv", id: "d/b", bytes: bytes(Buffer.from("")) }];
  const back = unpacked(new Uint8Array(await packed(inputs).arrayBuffer()));
  assert.deepEqual(back, inputs);
});
