import assert from "node:assert/strict";
import { test } from "node:test";

import { bytes, date, number } from "../../www/format.js";
import { forget, request, slot } from "../../www/engine-slot.js";
import { command } from "../../www/keys.js";
import { pieces } from "../../www/passage.js";

test("pieces put together are the text, and each says what covers it", () => {
  const text = "Hai bên ký hiệp định dẫn độ.";
  const marks = [
    { start: 8, end: 27, mark: "agreement" }, { start: 21, end: 27, mark: "hit" }, { start: 20, end: 23, mark: "crime" },
    { start: 5, end: 5, mark: "hit" }, { start: 90, end: 99, mark: "hit" },
  ];
  const list = pieces(text, 4, text.length, marks);
  assert.equal(list.map((p) => p.text).join(""), text.slice(4));
  for (const p of list) {
    const covering = marks.filter((m) => m.start <= p.start && p.start < m.end).map((m) => m.mark);
    assert.deepEqual([...p.marks].sort(), [...new Set(covering)].sort(), p.text);
  }
});

test("dates are told as far as they are known", () => {
  assert.equal(date("2024-09-29", "en"), "29 Sept 2024");
  assert.equal(date("2024-09", "en"), "Sept 2024");
  assert.equal(date("2024", "en"), "2024");
  assert.equal(date("XXXX-02-29", "en"), "29 Feb");
  assert.equal(date("0099-01-01", "en").includes("99"), true);
  assert.match(date("2024-09-29", "vi"), /29.*9.*2024/);
  assert.equal(date("hôm qua", "vi"), "hôm qua");
  assert.equal(date(null, "vi"), "");
});

test("sizes and numbers", () => {
  assert.equal(number(12345, "vi"), "12.345");
  assert.equal(bytes(1_234_567, "en"), "1.2 MB");
  assert.equal(bytes(0, "en"), "0 bytes");
});

test("letters are commands only where nobody types", () => {
  const key = (k, more = {}) => ({ key: k, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, defaultPrevented: false, ...more });
  const free = { typing: false, layer: false, letters: true };
  assert.equal(command(key("j"), free), "next");
  assert.equal(command(key("j"), { ...free, typing: true }), null);
  assert.equal(command(key("j"), { ...free, letters: false }), null);
  assert.equal(command(key("j"), { ...free, layer: true }), null);
  assert.equal(command(key("j", { ctrlKey: true }), free), null);
  assert.equal(command(key("k", { ctrlKey: true }), { ...free, typing: true, letters: false }), "search");
  assert.equal(command(key("Escape"), { ...free, letters: false }), "back");
  assert.equal(command(key("constructor"), free), null);
});

test("only the newest question's answer counts; one overtaken while waiting is never sent", async () => {
  const s = slot();
  const sent = [];
  const open = [];
  const ask = (name) => () => new Promise((resolve) => { sent.push(name); open.push(() => resolve(name)); });
  let drawn = 0;
  for (const name of ["a", "b", "c"]) request(s, name, ask(name), () => drawn++);
  assert.deepEqual(sent, ["a"]);
  open.shift()();
  await new Promise(setImmediate);
  assert.deepEqual(sent, ["a", "c"]);
  assert.equal(s.value, null);
  open.shift()();
  await new Promise(setImmediate);
  assert.equal(s.value, "c");
  assert.equal(drawn, 1);
  request(s, "c", ask("again"), () => drawn++);
  assert.deepEqual(sent, ["a", "c"]);
  forget(s);
  request(s, "c", () => Promise.reject(new Error("no")), () => drawn++);
  await new Promise(setImmediate);
  assert.equal(s.error.message, "no");
  assert.equal(s.value, null);
});

test("a question on its way is told when it is overtaken, and asked again it is no failure", async () => {
  const s = slot();
  const sent = [];
  let letGo;
  const ask = (name) => () => new Promise((resolve, reject) => { sent.push(name); letGo = () => reject(new Error("let go")); if (sent.length > 1) resolve(name); });
  for (const name of ["a", "b", "a"]) request(s, name, ask(name), () => {}, () => letGo());
  await new Promise(setImmediate);
  assert.deepEqual(sent, ["a", "a"]);
  assert.equal(s.error, null);
  assert.equal(s.value, "a");
  assert.equal(s.pending, false);
});
