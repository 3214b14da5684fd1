// Splits the wasm in two: what a first visit runs, and the rest, which is fetched when something of it is called.
//
//   node www/split.js --pkg target/pkg --corpus www/corpus
//
// The build runs a first visit (www/first.js) on a copy of the module that notes what runs. What did not run in functions
// that did is taken out of them (www/outline.js); they stay in the first part. Of the others, each that the first part names is replaced there by a stub: it calls `ensure`, which asks
// JavaScript for the second part unless that is there, and then the real function through a slot at the end of the table,
// which the second part fills. Where only one place calls it, that place does this itself. The second part shares memory, table and globals with the first and takes the functions that
// it calls from the table, so neither part pays for names. Constant data that only functions of the second part name, as far as
// the linker told (www/objects.js), comes with it. So the split changes when code arrives, never what it does.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join as path, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { visit } from "./first.js";
import { counted, outlined } from "./outline.js";
import { readObjects } from "./objects.js";
import { pack } from "./pack.js";
import { KIND, dataOf, join, numbers, parameters, parse, references, renumber, renumberConstant, s32, segments, serialize, u32 } from "./wasm.js";

/** @typedef {import("./wasm.js").Module} Module */
/** @typedef {import("./wasm.js").Reference} Reference */

/** The module name under which the second part takes functions, each by its place in the table; others are the first's exports. */
const FROM_TABLE = "table";
const FROM_FIRST = "first";
/** A body up to this many bytes that calls nothing deferred is no larger than a stub would be. */
const STUB = 14;
/** A function of both parts up to this many bytes is in both; a larger one is in the first, and the second takes it from the table. */
const SMALL = 40;
const I32 = 0x7f;
const FUNCTIONS = 0x70;
const OP = { end: 0x0b, if: 0x04, call: 0x10, indirect: 0x11, local: 0x20, global: 0x23, setGlobal: 0x24, i32: 0x41, not: 0x45, none: 0x40 };

async function main() {
  const { values } = parseArgs({ options: { pkg: { type: "string" }, corpus: { type: "string" } } });
  if (!values.pkg || !values.corpus) {
    console.error("usage: node www/split.js --pkg DIR --corpus DIR");
    process.exit(2);
  }
  const at = (/** @type {string} */ name) => path(resolve(/** @type {string} */ (values.pkg)), name);
  const bytes = new Uint8Array(readFileSync(at("entente_bg.wasm")));
  const { default: init, Engine } = await import(pathToFileURL(at("entente.js")).href);
  const copy = counted(bytes, "ran-");
  const counts = await init({ module_or_path: copy.bytes, knowledge: readFileSync(at("entente_knowledge.tsv.gz")) });
  await visit(Engine, new Uint8Array(await pack(values.corpus)));
  const ran = (/** @type {number} */ count) => counts[`ran-${count}`].value === 1;
  const parts = split(outlined(bytes, copy.entries, ran), (own) => own < copy.entries.length && ran(copy.entries[own]), { module: "./entente_rest.js", name: "rest" });
  writeFileSync(at("entente_bg.wasm"), parts.first);
  writeFileSync(at("entente_rest.wasm"), parts.later);
}

/** How many functions are imported: they come first in the numbering. @param {Module} m */
const imported = (m) => m.imports.filter((i) => i.kind === KIND.func).length;

/**
 * Two modules out of one. `needed` says of each of its own functions, by number, whether it has to be in the first.
 * `from` is the module name of the JavaScript import `later`, which has to instantiate the second before it returns.
 * @param {Uint8Array} bytes @param {(own: number) => boolean} needed @param {{module: string, name: string}} from
 */
export function split(bytes, needed, from) {
  const m = parse(bytes);
  const plan = planned(m, needed);
  const data = dividedData(m, readObjects(m), plan.kept);
  const key = `of-${createHash("sha256").update(bytes).digest("hex").slice(0, 12)}`;
  return { first: first({ ...m, data: data.first }, plan, from, key), later: later({ ...m, data: data.later }, plan, key), stubs: plan.stubs.length, kept: plan.kept.filter(Boolean).length };
}

/**
 * Numbers in here are those of the module as it came.
 * @typedef {{kept: boolean[], calls: Reference[][], stubs: number[], slots: Map<number, number>, wanted: number[], size: number, once: Set<number>, twice: Set<number>}} Plan
 *   `kept`: of each own function, whether it stays. `stubs`: deferred functions that the first part names; their slots follow the table of `size`.
 *   `once`: those of them that one call alone names.
 *   `twice`: functions of the first part that the second has too. `wanted`: others, and imports, that the second names; `slots` says where in the table each is.
 */

/** @param {Module} m @param {(own: number) => boolean} needed @returns {Plan} */
function planned(m, needed) {
  const before = imported(m);
  const calls = m.bodies.map(references);
  const kept = m.bodies.map((_, i) => needed(i));
  const stays = (/** @type {number} */ f) => f < before || kept[f - before];
  for (let more = true; more;) {
    more = false;
    m.bodies.forEach((body, i) => {
      if (kept[i] || body.length > STUB || !calls[i].every((c) => stays(c.index))) return;
      kept[i] = more = true;
    });
  }
  const named = new Set([
    ...m.exports.filter((e) => e.kind === KIND.func).map((e) => e.index),
    ...m.elements.flatMap((e) => e.functions),
    ...(m.start === null ? [] : [m.start]),
  ]);
  const wanted = new Set();
  /** @type {Set<number>} */
  const once = new Set();
  calls.forEach((list, i) => list.forEach(({ at, index }) => {
    if (!kept[i]) {
      if (stays(index)) wanted.add(index);
      return;
    }
    if (!named.has(index) && m.bodies[i][at - 1] === OP.call) once.add(index);
    else once.delete(index);
    named.add(index);
  }));
  // A small function is cheaper twice than shared.
  const inTable = new Set(m.elements.flatMap((e) => e.functions));
  /** @type {Set<number>} */
  const twice = new Set();
  for (const f of wanted) {
    if (f < before || inTable.has(f) || m.bodies[f - before].length > SMALL) continue;
    if (calls[f - before].every((c) => !stays(c.index) || wanted.has(c.index) || twice.has(c.index))) twice.add(f);
  }
  for (const f of twice) wanted.delete(f);
  const stubs = [...named].filter((f) => !stays(f)).sort((a, b) => a - b);
  const size = tableSize(m);
  const slots = new Map();
  for (const e of m.elements) {
    if (e.flags !== 0 || e.table !== 0 || e.offset?.[0] !== OP.i32) throw new Error("an element segment that is not a plain one; expected functions at a constant place; teach www/split.js about it");
    const at = signed(e.offset);
    e.functions.forEach((f, i) => stays(f) && slots.set(f, at + i));
  }
  let next = size + stubs.length;
  const list = [...wanted].sort((a, b) => a - b);
  for (const f of list) if (!slots.has(f)) slots.set(f, next++);
  return { kept, calls, stubs, slots, wanted: list, size, once, twice };
}

/** The value of `i32.const N end`. @param {Uint8Array} expression */
function signed(expression) {
  let value = 0;
  for (let at = 1, shift = 0; ; at++, shift += 7) {
    value += (expression[at] & 0x7f) * 2 ** shift;
    if (expression[at] < 0x80) return value;
  }
}

/** The least size of the function table, which is the first; there may be one of JavaScript values. @param {Module} m */
function tableSize(m) {
  const [type, , ...rest] = m.tables[0];
  if (type !== FUNCTIONS) throw new Error("the first table holds no functions; expected the table of functions first");
  return signed(Uint8Array.of(0, ...rest));
}

/** The tables, that of functions grown by the slots. @param {Module} m @param {Plan} plan */
function grown(m, plan) {
  const fresh = [...plan.slots.values()].filter((slot) => slot >= plan.size).length;
  const size = u32(plan.size + plan.stubs.length + fresh);
  return [join([[FUNCTIONS, 1], size, size]), ...m.tables.slice(1)];
}

/** @param {Module} m @param {Plan} plan @param {{module: string, name: string}} from @param {string} key @returns {Uint8Array} */
function first(m, plan, from, key) {
  const before = imported(m);
  const none = typeIndex(m, [0x60, 0, 0]);
  const [laterIndex, ensure] = [before, before + 1];
  const stubs = new Set(plan.stubs.filter((f) => !plan.once.has(f)));
  const own = alike(m, (i) => plan.kept[i] || stubs.has(before + i));
  const at = new Map(own.map((i, n) => [before + i, ensure + 1 + n]));
  const to = (/** @type {number} */ f) => (f < before ? f : /** @type {number} */ (at.get(f)));
  const globals = m.imports.filter((i) => i.kind === KIND.global).length + m.globals.length;
  const flag = globals;
  const place = new Map(plan.stubs.map((f, n) => [f, plan.size + n]));
  const through = (/** @type {number} */ f) => join([[OP.call], u32(ensure), [OP.i32], s32(/** @type {number} */ (place.get(f))), [OP.indirect], u32(m.functions[f - before]), [0]]);
  const stub = (/** @type {number} */ i) => {
    const given = Array.from({ length: parameters(m.types[m.functions[i]]) }, (_, n) => [OP.local, ...u32(n)]).flat();
    return join([[0], given, through(before + i), [OP.end]]);
  };
  const linked = (/** @type {number} */ i) => {
    const body = m.bodies[i];
    const there = (/** @type {number} */ f) => place.has(f) && plan.once.has(f);
    const deferred = plan.calls[i].filter((c) => there(c.index));
    const ends = [...deferred.map((c) => c.at - 1), body.length];
    const from = [0, ...deferred.map((c) => c.at + c.length)];
    return join(ends.flatMap((end, n) => {
      const calls = plan.calls[i].filter((c) => c.at >= from[n] && c.at < end).map((c) => ({ ...c, at: c.at - from[n] }));
      return [renumber(body.subarray(from[n], end), calls, to), ...(deferred[n] ? [through(deferred[n].index)] : [])];
    }));
  };
  const there = join([[0, OP.global], u32(flag), [OP.not, OP.if, OP.none, OP.call], u32(laterIndex), [OP.i32, 1, OP.setGlobal], u32(flag), [OP.end, OP.end]]);
  const fresh = plan.wanted.filter((f) => /** @type {number} */ (plan.slots.get(f)) >= plan.size);
  const names = new Set(m.exports.map((e) => e.name));
  const share = (/** @type {string} */ name, /** @type {number} */ kind, /** @type {number} */ index) => {
    if (names.has(name)) throw new Error(`the module already exports "${name}"; rename what www/split.js exports`);
    return { name, kind, index };
  };
  return serialize({
    ...m,
    imports: [...m.imports, { ...from, kind: KIND.func, desc: u32(none) }],
    functions: [none, ...own.map((i) => m.functions[i])],
    tables: grown(m, plan),
    globals: [
      ...m.globals.map((g) => ({ type: g.type, init: renumberConstant(g.init, to) })),
      { type: Uint8Array.of(I32, 1), init: Uint8Array.of(OP.i32, 0, OP.end) },
      { type: Uint8Array.of(I32, 0), init: Uint8Array.of(OP.i32, 0, OP.end) },
    ],
    exports: [
      ...m.exports.map((e) => (e.kind === KIND.func ? { ...e, index: to(e.index) } : e)),
      ...m.tables.map((_, i) => share(`t${i}`, KIND.table, i)),
      ...Array.from({ length: globals }, (_, i) => share(`g${i}`, KIND.global, i)),
      share(key, KIND.global, flag + 1),
    ],
    start: m.start === null ? null : to(m.start),
    elements: [
      ...m.elements.map((e) => ({ ...e, functions: e.functions.map(to) })),
      ...(fresh.length ? [segment(plan.size + plan.stubs.length, fresh.map(to))] : []),
    ],
    bodies: [there, ...own.map((i) => (plan.kept[i] ? linked(i) : stub(i)))],
    customs: [],
  });
}

/** @param {Module} m @param {Plan} plan @param {string} key @returns {Uint8Array} */
function later(m, plan, key) {
  const before = imported(m);
  const own = alike(m, (i) => !plan.kept[i] || plan.twice.has(before + i));
  const at = new Map([...plan.wanted, ...own.map((i) => before + i)].map((f, n) => [f, n]));
  const to = (/** @type {number} */ f) => /** @type {number} */ (at.get(f));
  const typeOf = (/** @type {number} */ f) => (f < before ? m.imports.filter((i) => i.kind === KIND.func)[f].desc : u32(m.functions[f - before]));
  const take = (/** @type {string} */ name, /** @type {number} */ kind, /** @type {Uint8Array} */ desc) => ({ module: FROM_FIRST, name, kind, desc });
  const memory = m.exports.find((e) => e.kind === KIND.memory);
  if (!memory || m.imports.some((i) => i.kind !== KIND.func)) throw new Error("expected a module that exports its memory and imports only functions");
  const declared = new Set(own.flatMap((i) => plan.calls[i].filter((c) => m.bodies[i][c.at - 1] === 0xd2).map((c) => to(c.index))));
  return serialize({
    ...m,
    imports: [
      ...plan.wanted.map((f) => ({ module: FROM_TABLE, name: String(plan.slots.get(f)), kind: KIND.func, desc: typeOf(f) })),
      ...grown(m, plan).map((table, i) => take(`t${i}`, KIND.table, table)),
      take(memory.name, KIND.memory, m.memories[0]),
      ...m.globals.map((g, i) => take(`g${i}`, KIND.global, g.type)),
      take(key, KIND.global, Uint8Array.of(I32, 0)),
    ],
    functions: own.map((i) => m.functions[i]),
    tables: [], memories: [], globals: [], exports: [], start: null, dataCount: null, customs: [],
    elements: [
      ...(plan.stubs.length ? [segment(plan.size, plan.stubs.map(to))] : []),
      ...(declared.size ? [{ flags: 3, table: 0, offset: null, type: 0, functions: [...declared], expressions: [] }] : []),
    ],
    bodies: own.map((i) => renumber(m.bodies[i], plan.calls[i], to)),
  });
}

/**
 * The functions chosen, like ones beside each other: by number of parameters, by type, then by their bytes without the
 * numbers of the functions they call. That packs 3 % better.
 * @param {Module} m @param {(own: number) => boolean} chosen
 */
function alike(m, chosen) {
  const list = m.bodies.map((_, i) => i).filter(chosen);
  const given = (/** @type {number} */ own) => parameters(m.types[m.functions[own]]);
  const bytes = new Map(list.map((i) => [i, renumber(m.bodies[i], references(m.bodies[i]), () => 0)]));
  const body = (/** @type {number} */ own) => /** @type {Uint8Array} */ (bytes.get(own));
  const order = (/** @type {number} */ a, /** @type {number} */ b) =>
    given(a) - given(b) || m.functions[a] - m.functions[b] || Buffer.compare(body(a), body(b)) || a - b;
  return list.sort(order);
}

/** Data up to this many bytes is not worth a segment of its own in the second part. */
const SEGMENT = 8;

/**
 * The data of both parts. What the first part names stays there, with all that it leads to; of the rest, which never
 * changes, the first part has zeros, and the second puts it in their place before anything of it runs.
 * @param {Module} m @param {import("./objects.js").Objects} known @param {boolean[]} kept
 */
function dividedData(m, known, kept) {
  const stays = namedObjects(m, known, kept);
  /** @type {{at: number, bytes: Uint8Array}[]} */
  const moved = [];
  const left = segments(m).map(({ at, bytes }) => {
    // Objects may share bytes; what is in none stays.
    const goes = new Uint8Array(bytes.length);
    const mark = (/** @type {boolean} */ those, /** @type {number} */ value) => known.objects.forEach(({ from, to }, i) => {
      if (stays.has(i) === those && from >= at && to <= at + bytes.length) goes.fill(value, from - at, to - at);
    });
    mark(false, 1);
    mark(true, 0);
    const own = bytes.slice();
    for (let from = 0, to = 0; from < goes.length; from = to) {
      for (to = from + 1; to < goes.length && goes[to] === goes[from];) to++;
      if (!goes[from] || to - from <= SEGMENT) continue;
      moved.push({ at: at + from, bytes: bytes.subarray(from, to) });
      own.fill(0, from, to);
    }
    return { at, bytes: own };
  });
  return { first: m.data && dataOf(left), later: moved.length ? dataOf(moved) : null };
}

/** The numbers of the objects that the first part names, or that one of those does. @param {Module} m @param {import("./objects.js").Objects} known @param {boolean[]} kept */
function namedObjects(m, { objects, beyond }, kept) {
  /** @type {Set<number>} */
  const found = new Set();
  const note = (/** @type {number} */ object) => {
    if (found.has(object)) return;
    found.add(object);
    objects[object].names.forEach(note);
  };
  objects.forEach((object, i) => object.fixed || note(i));
  const written = new Set(m.bodies.flatMap((body, i) => (kept[i] ? [...numbers(body)] : [])));
  const places = [...written].sort((a, b) => a - b);
  objects.forEach(({ from, to }, i) => places.some((at) => at >= from && at < to) && note(i));
  for (const [address, object] of beyond) if (written.has(address)) note(object);
  return found;
}

/** Functions from a place of the table on. @param {number} at @param {number[]} functions @returns {import("./wasm.js").Elements} */
function segment(at, functions) {
  return { flags: 0, table: 0, offset: join([[OP.i32], s32(at), [OP.end]]), type: 0, functions, expressions: [] };
}

/** The number of a type, appended where it is not there. @param {Module} m @param {number[]} wanted */
function typeIndex(m, wanted) {
  const found = m.types.findIndex((type) => type.length === wanted.length && wanted.every((byte, i) => byte === type[i]));
  if (found >= 0) return found;
  m.types.push(Uint8Array.from(wanted));
  return m.types.length - 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
