import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { placeRest, prepare, rest } from "../../www/rest.js";
import { readObjects, withObjects } from "../../www/objects.js";
import { counted, outlined } from "../../www/outline.js";
import { split } from "../../www/split.js";
import { join as bytes, name, parse, references, renumber, segments, serialize, u32 } from "../../www/wasm.js";

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

/** Objects named directly, through one that holds an address, from past their end, and a part of another's bytes. */
const LISTS = assemble(`(module
  (memory (export "memory") 1) (table 1 1 funcref)
  (func $mix (param i32) (result i32) (i32.xor (i32.mul (local.get 0) (i32.const 0x1234567)) (i32.const 0x7654321)))
  (data (i32.const 16) "first one 16\\20\\00\\00\\00ninebytes that")
  (func (export "first") (result i32) (call $mix (i32.load (i32.const 16))))
  (func (export "through") (result i32) (call $mix (i32.load (i32.load (i32.const 28)))))
  (func (export "end") (result i32) (call $mix (i32.load (i32.sub (i32.const 41) (i32.const 5)))))
  (func (export "part") (result i32) (call $mix (i32.load offset=37 (i32.const 0)))))`);
const OBJECTS = {
  objects: [
    { from: 16, to: 28, names: [], fixed: true }, { from: 28, to: 32, names: [2], fixed: true }, { from: 32, to: 41, names: [], fixed: true },
    { from: 36, to: 41, names: [], fixed: true },
  ],
  beyond: [[41, 2]],
};

test("data that only the second part names comes with it, and what it names is there", async () => {
  const noted = serialize({ ...parse(LISTS), customs: [bytes([name("objects"), new TextEncoder().encode(JSON.stringify(OBJECTS))])] });
  const all = (/** @type {any} */ f) => [f.first(), f.through(), f.end(), f.part()];
  const want = all((await WebAssembly.instantiate(LISTS)).instance.exports);
  for (let cut = 0; cut < 32; cut++) {
    const parts = split(noted, (own) => (cut >> own) % 2 === 1, { module: "./rest.js", name: "rest" });
    const { instance: first } = await WebAssembly.instantiate(/** @type {BufferSource} */ (parts.first), { "./rest.js": { rest: () => rest(first.exports) } });
    placeRest(/** @type {Uint8Array<ArrayBuffer>} */ (parts.later));
    const left = segments(parse(parts.first))[0].bytes;
    assert.equal(left.subarray(0, 12).some(Boolean), cut % 4 > 0, `cut ${cut.toString(2)}`);
    assert.deepEqual(all(first.exports), want, `cut ${cut.toString(2)}`);
  }
});

test("of the linker's sections stays where each object is and what names it", () => {
  const segment = (/** @type {string} */ text) => [name(text), [0, 0]];
  const object = (/** @type {string} */ text, /** @type {number[]} */ place) => [[1, 0], name(text), place];
  const part = (/** @type {number} */ kind, /** @type {Uint8Array} */ content) => bytes([[kind], u32(content.length), content]);
  const linking = bytes([
    name("linking"), [2],
    part(5, bytes([[2], ...segment(".rodata.a"), ...segment(".data")])),
    part(8, bytes([[4], [0, 0, 0], name("f"), ...object("a", [0, 0, 4]), ...object("b", [1, 0, 4]), [1, 0x10], name("elsewhere")])),
  ]);
  const code = bytes([name("reloc.CODE"), [3, 3], [0, 4, 0], [4, 9, 1, 0], [4, 14, 1, 4]]);
  const m = parse(assemble(`(module (memory 1) (data (i32.const 1024) "abcd") (data (i32.const 2048) "\\00\\04\\00\\00"))`));
  const [, second] = segments(m);
  const data = bytes([name("reloc.DATA"), [5, 1], [5], u32(second.start), [1, 0]]);
  const found = parse(withObjects(serialize({ ...m, customs: [linking, code, data, bytes([name("name"), [0]])] })));
  assert.deepEqual(readObjects(found), {
    objects: [{ from: 1024, to: 1028, names: [], fixed: true }, { from: 2048, to: 2052, names: [0], fixed: false }],
    beyond: [[1028, 0]],
  });
  assert.equal(found.customs.length, 1);
});

test("what was called is counted, what was not is not", async () => {
  const { bytes, entries } = counted(MODULE, "ran-");
  const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (bytes), imports([]));
  const counts = /** @type {Record<string, any>} */ (instance.exports);
  counts.twice(1);
  assert.deepEqual(entries.map((n) => counts[`ran-${n}`].value), [1, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
});

/** Every way to leave a stretch: on, out of blocks and loops, by a table, by a return with a value and without; locals of every type, given, changed, both. */
const WINDING = assemble(`(module
  (memory (export "memory") 1) (table 1 1 funcref) (global $seen (mut i32) (i32.const 0))
  (func $see (param i32) (global.set $seen (i32.add (i32.mul (global.get $seen) (i32.const 31)) (local.get 0))))
  (func (export "walk") (param $n i32) (param $w i64) (param $d f64) (result f64) (local $i i32) (local $s i64) (local $f f32) (local $k i32)
    (block $out (loop $next
      (br_if $out (i32.ge_u (local.get $i) (local.get $n)))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (block $c (block $b (block $a
        (br_table $a $b $c $next $out (i32.rem_u (i32.add (local.get $i) (i32.wrap_i64 (local.get $w))) (i32.const 6))))
        (local.set $s (i64.add (local.get $s) (local.get $w))) (call $see (local.get $k)) (local.set $k (local.tee $i (i32.add (local.get $i) (i32.const 2)))) (br $next))
       (if (i64.gt_s (local.get $s) (i64.const 9)) (then (local.set $d (f64.mul (local.get $d) (f64.const 1.5))) (call $see (i32.const 7)) (return (f64.add (local.get $d) (f64.promote_f32 (local.get $f))))) (else (local.set $f (f32.add (local.get $f) (f32.const 0.25))) (br_if $out (i32.eq (local.get $k) (i32.const 12))))))
      (call $see (local.get $i)) (local.set $s (i64.shl (local.get $s) (i64.const 1))) (br $next)))
    (f64.add (f64.convert_i64_s (local.get $s)) (f64.add (local.get $d) (f64.convert_i32_s (select (local.get $k) (local.get $i) (local.get $n))))))
  (func (export "note") (param $n i32) (result i32) (call $quiet (local.get $n)) (global.get $seen))
  (func $quiet (param $n i32) (local $m i32)
    (if (i32.eqz (local.get $n)) (then (call $see (i32.const 3)) (return)))
    (loop $l (local.set $m (i32.add (local.get $m) (local.get $n))) (br_if $l (i32.lt_u (local.get $m) (i32.const 40))) (if (i32.and (local.get $m) (i32.const 1)) (then (call $see (local.get $m)) (return))))
    (block $x (block $y (br_if $y (i32.gt_u (local.get $m) (i32.const 50))) (call $see (i32.load8_u offset=3 (local.get $m))) (memory.fill (local.get $m) (i32.const 1) (i32.const 9)) (br $x)) (call $see (i32.const 5))) (call $see (i32.const 6))))`);

/** @param {any} f */
function wound(f) {
  const answers = [];
  for (let n = 0; n < 40; n++) answers.push(f.walk(n, BigInt(n % 7), n / 3), f.note(n));
  return JSON.stringify([answers, [...new Uint8Array(f.memory.buffer, 0, 80)]]);
}

test("whatever is taken out of functions, they do the same, in one part and in two", async () => {
  const want = wound((await WebAssembly.instantiate(WINDING)).instance.exports);
  const { bytes, entries } = counted(WINDING, "ran-");
  const count = parse(bytes).exports.length - parse(WINDING).exports.length;
  let taken = 0;
  for (let i = 1; i < 300; i++) {
    const mask = (i * 2654435761) % 2 ** 31;
    const ran = (/** @type {number} */ n) => entries.includes(n) || Math.floor(mask / 2 ** ((n * 5) % 31)) % 2 === 1;
    const module = outlined(WINDING, entries, ran, -99);
    taken = Math.max(taken, parse(module).bodies.length - entries.length);
    assert.equal(wound((await WebAssembly.instantiate(/** @type {BufferSource} */ (module))).instance.exports), want, `mask ${mask}`);
    const parts = split(module, (own) => own < entries.length, { module: "./rest.js", name: "rest" });
    const { instance } = await WebAssembly.instantiate(/** @type {BufferSource} */ (parts.first), { "./rest.js": { rest: () => rest(instance.exports) } });
    placeRest(/** @type {Uint8Array<ArrayBuffer>} */ (parts.later));
    assert.equal(wound(instance.exports), want, `mask ${mask} in two`);
  }
  assert.ok(count > 20 && taken > 6, `${taken} of ${count}`);
  assert.equal(outlined(WINDING, entries, () => true).length, WINDING.length);
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
