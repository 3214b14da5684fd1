import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";

import { columns, marks, ticks } from "../../www/charts/columns.js";
import { toward } from "../../www/charts/direction.js";
import { place } from "../../www/charts/force.js";
import { labels } from "../../www/charts/labels.js";
import { csv, fileName, tsv } from "../../www/charts/rows.js";
import { tiles } from "../../www/charts/tiles.js";
import { entries, isZip } from "../../www/zip.js";

test("columns are as high as the events say; a gap in time is a gap in the picture", () => {
  const rows = [{ date: "2010", events: 4, stack: [[0, 3], [1, 3]] }, { date: "2013", events: 2, stack: [[7, 1]] }];
  const { columns: list, slots, top } = columns(rows, 400, 100);
  assert.deepEqual(slots, ["2010", "2011", "2012", "2013"]);
  assert.equal(top, 4);
  const height = (c) => c.pieces.reduce((n, p) => n + p.h, 0);
  assert.ok(Math.abs(height(list[0]) - 100) < 1e-9 && Math.abs(height(list[1]) - 50) < 1e-9);
  for (const c of list) for (const p of c.pieces) assert.ok(p.y >= -1e-9 && p.y + p.h <= 100 + 1e-9 && p.x >= 0 && p.x + p.w <= 400);
  assert.deepEqual(columns([], 400, 100).columns, []);
  assert.equal(columns([{ date: "2019-11", events: 1, stack: [] }, { date: "2020-02", events: 1, stack: [] }], 400, 100).slots.length, 4);
});

test("days have slots too, and what stands under an axis has room and tells where one is", () => {
  const row = (date) => ({ date, events: 1, stack: [] });
  const days = columns([row("2024-02-27"), row("2024-03-02")], 400, 100).slots;
  assert.deepEqual(days, ["2024-02-27", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-02"]);
  assert.equal(marks(days, 6).length, 5);
  assert.deepEqual(marks(days, 3), [[3, "2024-03"]]);
  const months = columns([row("2009-10"), row("2025-11")], 1000, 100).slots;
  assert.deepEqual(marks(months, 18).slice(0, 2), [[3, "2010"], [15, "2011"]]);
  for (const most of [3, 6, 18]) assert.ok(marks(months, most).length <= most && marks(months, most).length > 1);
  assert.deepEqual(marks(["2010", "2011", "2012", "2013"], 2), [[0, "2010"], [2, "2012"]]);
  assert.deepEqual(marks([], 5), []);
});

test("the marks of an axis are round, rising and few", () => {
  for (const top of [1, 2, 3, 7, 9, 12, 15, 33.3, 50, 100, 111, 4096]) {
    const found = ticks(top);
    assert.equal(found[0], 0);
    assert.ok(found.length >= 2 && found.length <= 6 && found.every((n, i) => n <= top && (i === 0 || n > found[i - 1])), `${top}: ${found}`);
  }
  assert.deepEqual(ticks(15), [0, 5, 10, 15]);
});

test("every country has a tile of its own, in the order of the world", () => {
  const text = readFileSync(new URL("../../src/export/capitals.tsv", import.meta.url), "utf8");
  const world = tiles(text);
  const at = new Map(world.tiles.map((t) => [t.code, t]));
  assert.equal(at.size, text.trim().split("\n").length - 1);
  assert.equal(new Set(world.tiles.map((t) => `${t.col},${t.row}`)).size, at.size);
  for (const t of world.tiles) assert.ok(t.col >= 0 && t.col < world.cols && t.row >= 0 && t.row < world.rows);
  for (const [west, east] of [["US", "GB"], ["GB", "RU"], ["LA", "PH"], ["PH", "NZ"]]) assert.ok(at.get(west).col < at.get(east).col, `${west} ${east}`);
  for (const [north, south] of [["NO", "IT"], ["IT", "ZA"], ["VN", "KH"], ["CN", "AU"], ["AU", "NZ"]]) assert.ok(at.get(north).row < at.get(south).row, `${north} ${south}`);
  assert.deepEqual(tiles(text), world);
});

test("rows are copied and saved so that no cell is a formula and none breaks a line", () => {
  const table = { head: ["a", "b"], rows: [["=1+1", -5], ['x "y"\tz', "-2,5"], ["@b\nc", "+ký"]] };
  assert.equal(tsv(table), "a\tb\n'=1+1\t-5\nx \"y\" z\t-2,5\n'@b c\t'+ký");
  assert.equal(csv(table, "s"), '\ufeff"a","b","selection"\r\n"\'=1+1","-5","s"\r\n"x ""y""\tz","-2,5","s"\r\n"\'@b\nc","\'+ký","s"\r\n');
  assert.equal(fileName(["Việt Nam", "", "đặc xá/…", "1.0.0"], "svg"), "viet-nam-dac-xa-1.0.0.svg");
});

test("places in the network are the same every time, inside the box, and apart", () => {
  const edges = [{ a: 0, b: 1, weight: 3 }, { a: 1, b: 2, weight: 1 }, { a: 3, b: 4, weight: 1 }];
  const first = place(5, edges, 900, 500, 50);
  assert.deepEqual(place(5, edges, 900, 500, 50), first);
  for (const p of first) assert.ok(p.x >= 49.9 && p.x <= 850.1 && p.y >= 49.9 && p.y <= 450.1);
  for (let i = 0; i < 5; i++) for (let j = i + 1; j < 5; j++) assert.ok(Math.hypot(first[i].x - first[j].x, first[i].y - first[j].y) > 30);
  assert.deepEqual(place(0, [], 10, 10), []);
  assert.equal(place(1, [], 100, 100).length, 1);
});

test("an arrow key leads to the nearest point in its direction, and every point is reached", () => {
  const points = [{ x: 0, y: 0 }, { x: 10, y: 1 }, { x: 3, y: 9 }, { x: 40, y: 0 }, { x: 0, y: -5 }];
  assert.equal(toward(points, 0, "ArrowRight"), 1);
  assert.equal(toward(points, 0, "ArrowDown"), 2);
  assert.equal(toward(points, 0, "ArrowUp"), 4);
  assert.equal(toward(points, 0, "ArrowLeft"), null);
  assert.deepEqual([toward(points, 2, "Home"), toward(points, 2, "End"), toward(points, 2, "x"), toward([], 0, "End")], [0, 4, null, null]);
  const { tiles: all } = tiles(readFileSync(new URL("../../src/export/capitals.tsv", import.meta.url), "utf8"));
  const spots = all.map((t) => ({ x: t.col, y: t.row }));
  const reached = new Set([0]);
  for (const at of reached) for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) { const to = toward(spots, at, key); if (to !== null) reached.add(to); }
  assert.equal(reached.size, spots.length);
});

/** A zip archive of one deflated entry. */
function zip(name, content, claimed = content.length) {
  const packed = deflateRawSync(content);
  const local = Buffer.alloc(30 + name.length);
  local.writeUInt32LE(0x04034b50, 0); local.writeUInt16LE(8, 8); local.writeUInt32LE(packed.length, 18); local.writeUInt32LE(claimed, 22); local.writeUInt16LE(name.length, 26);
  local.write(name, 30);
  const central = Buffer.alloc(46 + name.length);
  central.writeUInt32LE(0x02014b50, 0); central.writeUInt16LE(8, 10); central.writeUInt32LE(packed.length, 20); central.writeUInt32LE(claimed, 24); central.writeUInt16LE(name.length, 28);
  central.write(name, 46);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0); end.writeUInt16LE(1, 8); end.writeUInt16LE(1, 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(local.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, packed, central, end]));
}

async function read(bytes, limit) {
  const refused = [];
  const out = [];
  for await (const e of entries(bytes, limit, (path, what) => refused.push([path, what]))) out.push([e.name, Buffer.from(e.bytes).toString()]);
  return { out, refused };
}

test("an archive gives its files; one that grows too large is cut off whatever it claims", async () => {
  const good = zip("a.txt", Buffer.from("xin chào"));
  assert.ok(isZip(good));
  assert.deepEqual(await read(good, 1000), { out: [["a.txt", "xin chào"]], refused: [] });
  const bomb = zip("b.txt", Buffer.alloc(5_000_000), 10);
  assert.deepEqual((await read(bomb, 100_000)).refused, [["b.txt", "too-large"]]);
});

test("a damaged archive is refused, cut anywhere", async () => {
  const good = zip("a.txt", Buffer.from("xin chào, đây là một văn bản"));
  for (let n = 4; n < good.length; n++) {
    const { out, refused } = await read(good.slice(0, n), 1000);
    assert.ok(refused.length || out.length === 0, `cut at ${n}`);
  }
});

test("names beside points cover neither each other nor a point, and stay in the box", () => {
  const points = Array.from({ length: 40 }, (_, i) => ({ x: 30 + (i % 8) * 70, y: 30 + Math.floor(i / 8) * 40, r: 5 }));
  const names = points.map((_, i) => "n".repeat(3 + (i % 9)));
  const found = labels(points, names, 600, 240);
  const box = (l, i) => { const w = names[i].length * 6.6; const left = { start: l.x, middle: l.x - w / 2, end: l.x - w }[l.anchor]; return [left, left + w, l.y - 11, l.y + 3]; };
  const boxes = found.flatMap((l, i) => (l ? [box(l, i)] : []));
  assert.ok(boxes.length > 20 && found[0] !== null);
  for (const [i, a] of boxes.entries()) {
    assert.ok(a[0] >= 0 && a[1] <= 600 && a[2] >= 0 && a[3] <= 240);
    for (const b of boxes.slice(i + 1)) assert.ok(a[1] <= b[0] || b[1] <= a[0] || a[3] <= b[2] || b[3] <= a[2]);
  }
  assert.deepEqual(labels([{ x: 5, y: 5, r: 5 }], ["a name that is far too long for this"], 50, 50), [null]);
});
