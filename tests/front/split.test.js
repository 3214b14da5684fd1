import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { placeRest, prepare, rest } from "../../www/rest.js";
import { instrumented, split } from "../../www/split.js";
import { parse, references, renumber, serialize } from "../../www/wasm.js";

const ASSEMBLE = fileURLToPath(new URL("../../www/node_modules/.bin/wasm-as", import.meta.url));
const FEATURES = ["bulk-memory", "mutable-globals", "nontrapping-float-to-int", "sign-ext", "reference-types", "multivalue"].map((name) => `--enable-${name}`);
const folder = mkdtempSync(join(tmpdir(), "entente-split-"));
after(() => rmSync(folder, { recursive: true }));

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
function assemble(text) {
  writeFileSync(join(folder, "m.wat"), text);
  execFileSync(ASSEMBLE, [join(folder, "m.wat"), "-o", join(folder, "m.wasm"), ...FEATURES]);
  return new Uint8Array(readFileSync(join(folder, "m.wasm")));
}

/**
 * Functions that call each other in every way: directly, through the table, by reference, recursively, into JavaScript;
 * with all kinds of values, in memory and globals that they share. `f` are the exported ones.
 */
const MODULE = assemble(`(module
  (type $unary (func (param i32) (result i32)))
  (import "js" "double" (func $double (param i32) (result i32)))
  (import "js" "log" (func $log (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "\\01\\02\\03\\04")
  (table $t 5 5 funcref)
  (elem (i32.const 1) func $inc $twice $double $fact)
  (global $count (mut i32) (i32.const 0))
  (global $wide (mut f64) (f64.const 0.5))
  (func $note (global.set $count (i32.add (global.get $count) (i32.const 1))))
  (func $inc (param i32) (result i32) (call $note) (i32.add (local.get 0) (i32.const 1)))
  (func $twice (param i32) (result i32) (local $a i32) (local $b f32) (call $note)
    (local.set $a (call $double (local.get 0))) (call $log (local.get $a)) (local.get $a))
  (func $fact (param i32) (result i32)
    (if (result i32) (i32.lt_s (local.get 0) (i32.const 2)) (then (i32.const 1))
      (else (i32.mul (local.get 0) (call $fact (i32.sub (local.get 0) (i32.const 1)))))))
  (func $mixed (param i64 f32 f64 i32) (result f64) (call $note)
    (global.set $wide (f64.add (global.get $wide) (local.get 2)))
    (f64.add (f64.add (f64.convert_i64_s (local.get 0)) (f64.promote_f32 (local.get 1))) (f64.add (global.get $wide) (f64.convert_i32_s (local.get 3)))))
  (func $bytes (param i32) (result i32) (call $note)
    (memory.fill (i32.const 100) (local.get 0) (i32.const 4)) (memory.copy (i32.const 104) (i32.const 8) (i32.const 4))
    (i32.add (i32.load (i32.const 100)) (i32.load offset=4 align=1 (i32.const 100))))
  (func $choose (param i32) (result i32) (block $c (block $b (block $a (br_table $a $b $c (local.get 0))) (return (call $inc (i32.const 10)))) (return (call $twice (i32.const 20)))) (call $fact (i32.const 5)))
  (func $through (param i32 i32) (result i32) (call_indirect (type $unary) (local.get 1) (local.get 0)))
  (func $named (result i32) (ref.is_null (ref.func $inc)))
  (func $float (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0)))
  (export "inc" (func $inc)) (export "twice" (func $twice)) (export "fact" (func $fact)) (export "mixed" (func $mixed)) (export "bytes" (func $bytes))
  (export "choose" (func $choose)) (export "through" (func $through)) (export "named" (func $named)) (export "float" (func $float)))`);

/** @param {any} f @param {number[]} logged */
function everything(f, logged) {
  const answers = [f.inc(1), f.twice(4), f.fact(6), f.mixed(7n, 1.5, 2.25, -3), f.mixed(1n, 0, 1, 1), f.bytes(9), f.named(), f.float(1e99)];
  for (const i of [0, 1, 2, 9]) answers.push(f.choose(i));
  for (const i of [1, 2, 3, 4]) answers.push(f.through(i, 5));
  assert.throws(() => f.through(0, 5), WebAssembly.RuntimeError);
  assert.throws(() => f.through(77, 5), WebAssembly.RuntimeError);
  return JSON.stringify([answers, logged, [...new Uint8Array(f.memory.buffer, 96, 16)]]);
}

const imports = (/** @type {number[]} */ logged) => ({ js: { double: (/** @type {number} */ n) => 2 * n, log: (/** @type {number} */ n) => logged.push(n) } });

test("a module read and written is the same bytes, and renumbering works on any width", () => {
  const m = parse(MODULE);
  assert.deepEqual(serialize({ ...m, bodies: m.bodies.map((b) => renumber(b, references(b), (f) => f)) }), MODULE);
  const body = Uint8Array.of(0, 0x10, 0x85, 0x80, 0, 0x0b);
  assert.deepEqual([...renumber(body, references(body), (f) => f + 300)], [0, 0x10, 0xb1, 2, 0x0b]);
});

test("however a module is cut in two, it does the same; the second part comes only when it is called", async () => {
  const logged = [];
  const want = everything((await WebAssembly.instantiate(MODULE, imports(logged))).instance.exports, logged);
  const functions = parse(MODULE).bodies.length;
  for (let cut = 0; cut < 2 ** functions; cut += cut % 7 ? 5 : 3) {
    const parts = split(MODULE, (own) => (cut >> own) % 2 === 1, { module: "./rest.js", name: "rest" });
    let asked = 0;
    const seen = [];
    const linked = { ...imports(seen), "./rest.js": { rest: () => { asked++; rest(first.exports); } } };
    const { instance: first } = await WebAssembly.instantiate(/** @type {BufferSource} */ (parts.first), linked);
    placeRest(/** @type {Uint8Array<ArrayBuffer>} */ (parts.later));
    assert.equal(asked, 0);
    assert.equal(everything(first.exports, seen), want, `cut ${cut.toString(2)}`);
    assert.equal(asked, parts.stubs ? 1 : 0, `cut ${cut.toString(2)}`);
  }
});

test("what was called is counted, what was not is not", async () => {
  const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (instrumented(MODULE, "called-")), imports([]));
  const counts = /** @type {Record<string, any>} */ (instance.exports);
  counts.twice(1);
  const called = parse(MODULE).bodies.map((_, i) => counts[`called-${i}`].value);
  assert.deepEqual(called, [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
});

test("a second part of another build, or none, is refused in words", async () => {
  const from = { module: "./rest.js", name: "rest" };
  const [one, other] = [split(MODULE, () => false, from), split(assemble(`(module (memory (export "memory") 1) (table 1 1 funcref) (func (export "f")))`), () => false, from)];
  const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (one.first), { ...imports([]), "./rest.js": { rest: () => rest(instance.exports) } });
  placeRest(/** @type {Uint8Array<ArrayBuffer>} */ (other.later));
  assert.throws(() => /** @type {any} */ (instance.exports).choose(2), { name: "NetworkError", message: /another build.*load the page again/ });
  placeRest("http://127.0.0.1:9/rest.wasm");
  await assert.rejects(prepare(), { name: "NetworkError", message: /rest\.wasm.*try again/ });
  placeRest(/** @type {Uint8Array<ArrayBuffer>} */ (one.later));
  await prepare();
  assert.equal(/** @type {any} */ (instance.exports).choose(2), 120, "a later call finds it");
});

test("an instruction that is not known is an error that names it", () => {
  assert.throws(() => references(Uint8Array.of(0, 0xfd, 12, 0x0b)), /0xfd.*www\/wasm\.js/);
  assert.throws(() => parse(MODULE.subarray(0, 60)), /cut off|ends/);
  assert.throws(() => parse(new Uint8Array(9)), /not a WebAssembly module/);
});
