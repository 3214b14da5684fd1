// Function bodies of WebAssembly as trees, for www/outline.js: what each instruction does to the stack, and which locals are
// read later. Format: WebAssembly core specification 2.0, chapter 5.4.

import { Cursor, KIND, extended, plain } from "./wasm.js";

/** @typedef {import("./wasm.js").Module} Module */
/**
 * An instruction, or with `body` a block, a loop or a condition; `other` is what follows `else`. `ran` is the number of its
 * count. `value` is the local, function or type that it names, or the type of a block's result; `targets` are the labels it
 * may branch to. `after`, `target`: which locals are read before they are written, as bits: from its end on, and from where
 * a branch to it goes on.
 * @typedef {{op: number, start: number, end: number, ran: number, value: number, targets: number[],
 *   body: Node[] | null, other: Node[] | null, after: bigint, target: bigint}} Node
 * `types`: of all locals, parameters first. `given`: how many are parameters. `nodes`: null where a body has what this does not read.
 * @typedef {{types: number[], given: number, results: number[], nodes: Node[], plain: boolean}} Code
 */

export const OP = {
  unreachable: 0x00, nop: 0x01, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, end: 0x0b, br: 0x0c, brIf: 0x0d, brTable: 0x0e, return: 0x0f,
  call: 0x10, indirect: 0x11, tail: 0x12, tailIndirect: 0x13, drop: 0x1a, select: 0x1b, typed: 0x1c, get: 0x20, set: 0x21, tee: 0x22,
  global: 0x23, setGlobal: 0x24, table: 0x25, setTable: 0x26, size: 0x3f, grow: 0x40, i32: 0x41, f64: 0x44, none: 0xd0, isNone: 0xd1, ref: 0xd2, more: 0xfc,
};
/** A block without a result. */
export const NOTHING = 0x40;

/** What a function type takes and gives. @param {Uint8Array} type */
export function signature(type) {
  const c = new Cursor(type, 1);
  return { given: [...c.take(c.u32())], results: [...c.take(c.u32())] };
}

/** The types of a body's own locals. @param {Cursor} c @returns {number[]} */
export function locals(c) {
  /** @type {number[]} */
  const types = [];
  for (let groups = c.u32(); groups > 0; groups--) {
    const n = c.u32();
    types.push(...Array(n).fill(c.byte()));
  }
  return types;
}

/** Whether what follows an instruction may run another number of times than what is before it. @param {number} op */
const leads = (op) => op === OP.loop || op === OP.if || op === OP.else || op === OP.end || op === OP.brIf;

/** Where such instructions end: places in a body, the first that of its first instruction. @param {Uint8Array} body */
export function leaders(body) {
  const c = new Cursor(body);
  locals(c);
  const marks = [c.at];
  while (c.at < c.end) {
    const node = instruction(c, 0);
    if (leads(node.op) && c.at < c.end) marks.push(c.at);
  }
  return marks;
}

/** One instruction with what follows its number; of a block only its head. @param {Cursor} c @param {number} ran @returns {Node} */
function instruction(c, ran) {
  const start = c.at;
  const op = c.byte();
  /** @type {Node} */
  const node = { op, start, end: 0, ran, value: 0, targets: [], body: null, other: null, after: 0n, target: 0n };
  if (op === OP.block || op === OP.loop || op === OP.if) node.value = blockType(c);
  else if (op === OP.br || op === OP.brIf) node.targets = [c.u32()];
  else if (op === OP.brTable) node.targets = Array.from({ length: c.u32() + 1 }, () => c.u32());
  else if (op === OP.call || op === OP.tail || op === OP.ref || (op >= OP.get && op <= OP.tee)) node.value = c.u32();
  else if (op === OP.indirect || op === OP.tailIndirect) {
    node.value = c.u32();
    c.u32();
  } else if (op === OP.more) node.value = extended(c);
  else if (op !== OP.else && op !== OP.end) plain(c, op);
  node.end = c.at;
  return node;
}

/** Its first byte: all of it, where the block has no parameters and at most one result. @param {Cursor} c */
function blockType(c) {
  const first = c.byte();
  if (first >= 0x80) c.leb();
  return first;
}

/** @param {Module} m @param {number} own @param {number} count of the first instruction @returns {Code} */
export function read(m, own, count) {
  const { given, results } = signature(m.types[m.functions[own]]);
  const c = new Cursor(m.bodies[own]);
  const types = [...given, ...locals(c)];
  const state = { ran: count, next: count + 1, plain: true };
  const nodes = sequence(c, state).nodes;
  return { types, given: given.length, results, nodes, plain: state.plain };
}

/** Instructions up to the `end` or `else` that closes them. @param {Cursor} c @param {{ran: number, next: number, plain: boolean}} state */
function sequence(c, state) {
  /** @type {Node[]} */
  const nodes = [];
  for (;;) {
    const node = instruction(c, state.ran);
    if (leads(node.op)) state.ran = state.next++;
    if (node.op === OP.end || node.op === OP.else) return { nodes, by: node.op };
    nodes.push(node);
    if (node.op === OP.tail || node.op === OP.tailIndirect) state.plain = false;
    if (node.op !== OP.block && node.op !== OP.loop && node.op !== OP.if) continue;
    // A block with parameters or several results names a type by its number.
    if (node.value < NOTHING || node.value >= 0x80) state.plain = false;
    const inside = sequence(c, state);
    node.body = inside.nodes;
    if (inside.by === OP.else) node.other = sequence(c, state).nodes;
    node.end = c.at;
  }
}

/** Whether control never goes on after it. @param {Node} node */
export const leaves = (node) => node.op === OP.unreachable || node.op === OP.br || node.op === OP.brTable || node.op === OP.return;

/** How many values a node takes from the stack and puts there. @param {Module} m @param {Node} node @returns {[number, number]} */
export function effect(m, { op, value }) {
  if (op === OP.call) return shape(m, typeOf(m, value), 0);
  if (op === OP.indirect) return shape(m, value, 1);
  if (op === OP.block || op === OP.loop) return [0, value === NOTHING ? 0 : 1];
  if (op === OP.if) return [1, value === NOTHING ? 0 : 1];
  if (op === OP.more) return value <= 7 ? [1, 1] : value === 9 || value === 13 ? [0, 0] : value === 15 ? [2, 1] : value === 16 ? [0, 1] : [3, 0];
  if (op === OP.brIf || op === OP.brTable || op === OP.drop || op === OP.set || op === OP.setGlobal) return [1, 0];
  if (op === OP.select || op === OP.typed) return [3, 1];
  if (op === OP.get || op === OP.global || op === OP.size || (op >= OP.i32 && op <= OP.f64) || op === OP.none || op === OP.ref) return [0, 1];
  if (op === OP.tee || op === OP.table || op === OP.grow || op === OP.isNone || (op >= 0x28 && op <= 0x35)) return [1, 1];
  if (op === OP.setTable || (op >= 0x36 && op <= 0x3e)) return [2, 0];
  if (op >= 0x45 && op <= 0xc4) return unary(op) ? [1, 1] : [2, 1];
  return [0, 0];
}

/** @param {number} op of a number or numbers */
function unary(op) {
  const within = (/** @type {number} */ from, /** @type {number} */ to) => op >= from && op <= to;
  return op === 0x45 || op === 0x50 || within(0x67, 0x69) || within(0x79, 0x7b) || within(0x8b, 0x91) || within(0x99, 0x9f) || op >= 0xa7;
}

/** @param {Module} m @param {number} type @param {number} more taken @returns {[number, number]} */
function shape(m, type, more) {
  const { given, results } = signature(m.types[type]);
  return [given.length + more, results.length];
}

/** The type of a function, imports first. @param {Module} m @param {number} f */
function typeOf(m, f) {
  const functions = m.imports.filter((i) => i.kind === KIND.func);
  return f < functions.length ? new Cursor(functions[f].desc).u32() : m.functions[f - functions.length];
}

/**
 * Which locals are read before they are written, from the start of a sequence on, where `after` are those after it and
 * `labels` those where branches go on, the innermost last and first where the function is left. `note` puts it into the nodes.
 * @param {Node[]} nodes @param {bigint} after @param {bigint[]} labels @param {boolean} note @returns {bigint}
 */
export function liveness(nodes, after, labels, note) {
  let live = after;
  for (const node of nodes.toReversed()) {
    if (note) node.after = live;
    live = before(node, live, labels, note);
  }
  return live;
}

/** @param {Node} node @param {bigint} after @param {bigint[]} labels @param {boolean} note @returns {bigint} */
function before(node, after, labels, note) {
  const at = (/** @type {number} */ depth) => labels[labels.length - 1 - depth];
  const bit = 1n << BigInt(node.value);
  switch (node.op) {
    case OP.get: return after | bit;
    case OP.set: case OP.tee: return after & ~bit;
    case OP.unreachable: return 0n;
    case OP.return: return labels[0];
    case OP.br: case OP.brTable: return node.targets.reduce((live, depth) => live | at(depth), 0n);
    case OP.brIf: return after | at(node.targets[0]);
    case OP.block: case OP.if: {
      if (note) node.target = after;
      const inside = [...labels, after];
      const first = liveness(/** @type {Node[]} */ (node.body), after, inside, note);
      return node.op === OP.block ? first : first | (node.other ? liveness(node.other, after, inside, note) : after);
    }
    case OP.loop:
      for (let start = 0n; ;) {
        if (note) node.target = start;
        const again = liveness(/** @type {Node[]} */ (node.body), after, [...labels, start], note);
        if (again === start) return start;
        start = again;
      }
    default: return after;
  }
}
