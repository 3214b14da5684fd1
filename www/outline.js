// Takes out of the functions that a profile ran what it never ran in them: each such stretch of instructions becomes a
// function of its own, which www/split.js leaves for the second part. It is given the locals that it reads, and gives back
// those that it changes and the way it was left: one value as its result, the others in globals, since Chromium of 2023
// goes wrong where a function with several results is compiled anew while it runs. What the code does stays the same; any stretch may be taken.

import { NOTHING, OP, effect, leaders, leaves, liveness, read } from "./code.js";
import { KIND, join, parse, s32, serialize, u32 } from "./wasm.js";

/** @typedef {import("./wasm.js").Module} Module */
/** @typedef {import("./code.js").Node} Node */
/** @typedef {import("./code.js").Code} Code */
/** @typedef {{start: number, end: number, by: Uint8Array}} Edit */
/**
 * A way to leave a stretch: going on after it, a branch out of it (`depth` counts the blocks around it), or a return.
 * @typedef {{way: "on" | "branch" | "return", depth: number, live: bigint}} Exit
 */

const I32 = 0x7f;
/** Nothing, of every type that can be given back. @type {Record<number, number[]>} */
const ZERO = { 0x7f: [0x41, 0], 0x7e: [0x42, 0], 0x7d: [0x43, 0, 0, 0, 0], 0x7c: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] };
/** What a call into the second part costs beside the values given and taken, in bytes, and a little more: it has to pay. */
const CALL = 16;

/**
 * The module with a global for every stretch of instructions that run equally often, exported under `prefix` and its
 * number, that is 1 once they ran. `entries`: for each function the number of its first.
 * @param {Uint8Array} bytes @param {string} prefix
 */
export function counted(bytes, prefix) {
  const m = parse(bytes);
  const globals = m.imports.filter((i) => i.kind === KIND.global).length + m.globals.length;
  let count = 0;
  const entries = m.bodies.map((body, i) => {
    const entry = count;
    const edits = leaders(body).map((at) => ({ start: at, end: at, by: join([[OP.i32, 1, OP.setGlobal], u32(globals + count++)]) }));
    m.bodies[i] = edited(body, edits);
    return entry;
  });
  for (let i = 0; i < count; i++) {
    m.globals.push({ type: Uint8Array.of(I32, 1), init: Uint8Array.of(OP.i32, 0, OP.end) });
    m.exports.push({ name: `${prefix}${i}`, kind: KIND.global, index: globals + i });
  }
  return { bytes: serialize(m), entries };
}

/**
 * The module without what did not run in functions that did, as far as that makes them smaller; the new functions stand
 * after all others. `entries` is that of `counted`, `ran` tells of its counts, `cost` is what a call costs.
 * @param {Uint8Array} bytes @param {number[]} entries @param {(count: number) => boolean} ran
 */
export function outlined(bytes, entries, ran, cost = CALL) {
  const m = parse(bytes);
  const places = globalsFor(m);
  const bodies = [...m.bodies];
  bodies.forEach((body, i) => {
    if (!ran(entries[i])) return;
    const code = read(m, i, entries[i]);
    if (!code.plain) return;
    liveness(code.nodes, 0n, [0n], true);
    /** @type {Edit[]} */
    const edits = [];
    search({ m, body, code, ran, cost, edits, places }, code.nodes, []);
    m.bodies[i] = edited(body, edits);
  });
  return serialize(m);
}

/** @typedef {{m: Module, body: Uint8Array, code: Code, ran: (count: number) => boolean, cost: number, edits: Edit[], places: ReturnType<typeof globalsFor>}} Work */

/** Finds globals for values of these types but the first, which needs none; makes them where there are too few. @param {Module} m */
function globalsFor(m) {
  const imported = m.imports.filter((i) => i.kind === KIND.global).length;
  /** @type {Map<number, number[]>} */
  const made = new Map();
  return (/** @type {number[]} */ types) => {
    /** @type {Map<number, number>} */
    const used = new Map();
    return types.map((type, n) => {
      if (n === 0) return null;
      const list = made.get(type) ?? [];
      const k = used.get(type) ?? 0;
      if (k === list.length) list.push(imported + m.globals.push({ type: Uint8Array.of(type, 1), init: Uint8Array.from([...ZERO[type], OP.end]) }) - 1);
      made.set(type, list);
      used.set(type, k + 1);
      return list[k];
    });
  };
}

/** Looks for stretches in a sequence and in what it holds. @param {Work} w @param {Node[]} nodes @param {Node[]} around the blocks it lies in, the innermost last */
function search(w, nodes, around) {
  for (let i = 0; i < nodes.length && !(i > 0 && leaves(nodes[i - 1]));) {
    const node = nodes[i];
    const taken = w.ran(node.ran) ? 0 : take(w, nodes, i, around);
    i += taken || 1;
    if (taken) continue;
    for (const inside of [node.body, node.other]) if (inside) search(w, inside, [...around, node]);
  }
}

/** Outlines the longest stretch that begins at a node, where that pays; says how many nodes it has. @param {Work} w @param {Node[]} nodes @param {number} from @param {Node[]} around */
function take(w, nodes, from, around) {
  let [height, whole] = [0, 0];
  for (let i = from; i < nodes.length && !w.ran(nodes[i].ran); i++) {
    const [taken, put] = effect(w.m, nodes[i]);
    height -= nodes[i].op === OP.return ? w.code.results.length : taken;
    if (height < 0) break;
    height += put;
    if (height === 0 || leaves(nodes[i])) whole = i + 1;
    if (leaves(nodes[i])) break;
  }
  const stretch = nodes.slice(from, whole);
  if (stretch.length === 0 || stretch[stretch.length - 1].end - stretch[0].start < w.cost) return 0;
  return replace(w, stretch, around) ? stretch.length : 0;
}

/** @param {Work} w @param {Node[]} stretch @param {Node[]} around */
function replace(w, stretch, around) {
  const exits = exitsOf(w.code, stretch, around);
  if (!exits) return false;
  const [start, end] = [stretch[0].start, stretch[stretch.length - 1].end];
  const byType = (/** @type {bigint} */ set) => w.code.types.map((type, i) => ({ type, i })).filter(({ i }) => (set >> BigInt(i)) & 1n).sort((a, b) => b.type - a.type || a.i - b.i);
  const changed = written(stretch) & exits.reduce((live, e) => live | e.live, 0n);
  const reads = liveness(stretch, exits[0]?.way === "on" ? changed : 0n, Array(around.length + 1).fill(changed), false);
  const [given, back] = [byType(reads), byType(changed)];
  const value = exits.some((e) => e.way === "return") ? w.code.results : [];
  const way = exits.length > 1 ? [I32] : [];
  if ([...value, ...back.map((l) => l.type)].some((type) => !ZERO[type])) return false;
  /** What is given back, in this order: the value of a return, the way out, locals. The first is the result. */
  const types = [...value, ...way, ...back.map((l) => l.type)];
  const index = w.m.imports.filter((i) => i.kind === KIND.func).length + w.m.functions.length;
  const slots = w.places(types);
  const fetched = back.map((l, n) => {
    const slot = slots[types.length - back.length + n];
    return join([slot === null ? [] : join([[OP.global], u32(slot)]), [OP.set], u32(l.i)]);
  });
  const call = join([
    ...given.map((l) => join([[OP.get], u32(l.i)])), [OP.call], u32(index), ...fetched,
    value.length && way.length ? join([[OP.global], u32(/** @type {number} */ (slots[1]))]) : [],
  ]);
  const by = dispatched(call, exits, value.length > 0, around.length);
  if (by.length + w.cost > end - start) return false;
  w.m.functions.push(typeIndex(w.m, [0x60, ...u32(given.length), ...given.map((l) => l.type), ...(types.length ? [1, types[0]] : [0])]));
  w.m.bodies.push(moved(w, stretch, exits, given, back, value, slots));
  w.edits.push({ start, end, by });
  return true;
}

/**
 * The ways out of a stretch, going on first and a return last; null where one carries values otherwise than a return does.
 * @param {Code} code @param {Node[]} stretch @param {Node[]} around @returns {Exit[] | null}
 */
function exitsOf(code, stretch, around) {
  /** @type {Map<number, Exit>} */
  const found = new Map();
  let fits = true;
  const note = (/** @type {Node} */ node, /** @type {number} */ depth) => {
    if (depth > around.length) throw new Error("a branch out of its function; build the module again");
    const label = around[around.length - 1 - depth];
    if (label ? label.op !== OP.loop && label.value !== NOTHING : code.results.length > 0 && node.op !== OP.return) fits = false;
    found.set(depth, label ? { way: "branch", depth, live: label.target } : { way: "return", depth, live: 0n });
  };
  branches(stretch, 0, (node, inner) => {
    if (node.op === OP.return) note(node, around.length);
    for (const to of node.targets) if (to >= inner) note(node, to - inner);
  });
  const last = stretch[stretch.length - 1];
  const exits = [...found.values()].sort((a, b) => a.depth - b.depth);
  if (!leaves(last)) exits.unshift({ way: "on", depth: -1, live: last.after });
  const carries = code.results.length > 0 && found.has(around.length);
  return fits && code.results.length <= 1 && !(carries && exits.length > 2) ? exits : null;
}

/** Every node that branches or returns, with how many blocks of the stretch it lies in. @param {Node[]} nodes @param {number} inner @param {(node: Node, inner: number) => void} each */
function branches(nodes, inner, each) {
  for (const node of nodes) {
    if (node.targets.length > 0 || node.op === OP.return) each(node, inner);
    for (const inside of [node.body, node.other]) if (inside) branches(inside, inner + 1, each);
  }
}

/** Every node that names a local. @param {Node[]} nodes @param {(node: Node) => void} each */
function named(nodes, each) {
  for (const node of nodes) {
    if (node.op >= OP.get && node.op <= OP.tee) each(node);
    for (const inside of [node.body, node.other]) if (inside) named(inside, each);
  }
}

/** @param {Node[]} stretch */
function written(stretch) {
  let set = 0n;
  named(stretch, (node) => { if (node.op !== OP.get) set |= 1n << BigInt(node.value); });
  return set;
}

/** The call and then the way that it says: its number is the last value. @param {Uint8Array} call @param {Exit[]} exits @param {boolean} carries a return has a value, which lies below @param {number} out depth of the function's own label */
function dispatched(call, exits, carries, out) {
  const last = exits[exits.length - 1];
  const to = (/** @type {Exit} */ e) => (e.way === "return" ? out : e.depth);
  const leave = (/** @type {Exit} */ e) => (e.way === "on" ? [] : e.way === "return" ? [OP.return] : [OP.br, ...u32(e.depth)]);
  if (exits.length === 0) return join([call, [OP.unreachable]]);
  if (exits.length === 1) return join([call, leave(last)]);
  if (exits.length === 2) return join([call, [OP.brIf], u32(to(last)), carries ? [OP.drop] : [], leave(exits[0])]);
  const on = exits[0].way === "on" ? 1 : 0;
  const table = join([call, [OP.brTable], u32(exits.length - 1), ...exits.map((e) => u32(e.way === "on" ? 0 : to(e) + on))]);
  return on ? join([[OP.block, NOTHING], table, [OP.end]]) : table;
}

/**
 * The stretch as a body of its own: a block around it for every way out but going on, and behind each what is given back.
 * @param {Work} w @param {Node[]} stretch @param {Exit[]} exits @param {{type: number, i: number}[]} given @param {{type: number, i: number}[]} back @param {number[]} value
 * @param {(number | null)[]} slots the globals of what is given back
 */
function moved(w, stretch, exits, given, back, value, slots) {
  const at = new Map(given.map(({ i }, n) => [i, n]));
  /** @type {number[]} */
  const own = [];
  const place = (/** @type {number} */ local) => {
    if (!at.has(local)) at.set(local, given.length + own.push(w.code.types[local]) - 1);
    return /** @type {number} */ (at.get(local));
  };
  /** @type {Edit[]} */
  const edits = [];
  named(stretch, (node) => edits.push({ start: node.start + 1, end: node.end, by: u32(place(node.value)) }));
  const kept = value.length ? given.length + own.push(value[0]) - 1 : 0;
  const blocks = exits.filter((e) => e.way !== "on");
  branches(stretch, 0, (node, inner) => {
    const block = (/** @type {number} */ depth) => inner + blocks.findIndex((e) => e.depth === depth);
    const labels = node.targets.map((to) => (to < inner ? to : block(to - inner)));
    if (node.op === OP.return) {
      const out = blocks.length - 1;
      edits.push({ ...node, by: join([value.length ? join([[OP.set], u32(kept)]) : [], [OP.br], u32(inner + out)]) });
    } else edits.push({ ...node, by: join([[node.op], ...(node.op === OP.brTable ? [u32(labels.length - 1)] : []), ...labels.map(u32)]) });
  });
  back.forEach(({ i }) => place(i));
  const tail = (/** @type {number} */ n) => {
    const values = [...(value.length ? [join([[OP.get], u32(kept)])] : []), ...(exits.length > 1 ? [join([[OP.i32], s32(n)])] : []), ...back.map(({ i }) => join([[OP.get], u32(place(i))]))];
    return join([...values.map((v, k) => (slots[k] === null ? v : join([v, [OP.setGlobal], u32(/** @type {number} */ (slots[k]))]))), [OP.return]]);
  };
  const inner = edited(w.body, edits.sort((a, b) => a.start - b.start), stretch[0].start, stretch[stretch.length - 1].end);
  const on = exits.length - blocks.length;
  return join([
    u32(own.length), ...own.map((type) => [1, type]), ...blocks.map(() => [OP.block, NOTHING]), inner, on ? tail(0) : [OP.unreachable],
    ...blocks.map((_, n) => join([[OP.end], tail(on + n)])), [OP.end],
  ]);
}

/** The number of a type, appended where it is not there. @param {Module} m @param {number[]} wanted */
function typeIndex(m, wanted) {
  const found = m.types.findIndex((type) => type.length === wanted.length && wanted.every((byte, i) => byte === type[i]));
  return found >= 0 ? found : m.types.push(Uint8Array.from(wanted)) - 1;
}

/** @param {Uint8Array} bytes @param {Edit[]} edits in order @param {number} [from] @param {number} [to] */
function edited(bytes, edits, from = 0, to = bytes.length) {
  /** @type {Uint8Array[]} */
  const parts = [];
  let done = from;
  for (const { start, end, by } of edits) {
    parts.push(bytes.subarray(done, start), by);
    done = end;
  }
  return join([...parts, bytes.subarray(done, to)]);
}
