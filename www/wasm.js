// Reads and writes WebAssembly modules as far as www/split.js needs it: the sections as values, function bodies as bytes
// with the places where they name a function. What rustc does not emit (garbage collection, exceptions, threads, SIMD) is
// an error that says so. Format: WebAssembly core specification 2.0, chapter 5.

/**
 * An import; `desc` is what stands after the kind, as bytes.
 * @typedef {{module: string, name: string, kind: number, desc: Uint8Array}} Import
 * @typedef {{name: string, kind: number, index: number}} Export
 * Entries of a segment are function indices, or constant expressions where `expressions`.
 * @typedef {{flags: number, table: number, offset: Uint8Array | null, type: number, functions: number[], expressions: Uint8Array[]}} Elements
 * @typedef {{
 *   types: Uint8Array[], imports: Import[], functions: number[], tables: Uint8Array[], memories: Uint8Array[],
 *   globals: {type: Uint8Array, init: Uint8Array}[], exports: Export[], start: number | null, elements: Elements[],
 *   dataCount: Uint8Array | null, bodies: Uint8Array[], data: Uint8Array | null, customs: Uint8Array[],
 * }} Module
 */

export const KIND = { func: 0, table: 1, memory: 2, global: 3 };
const MAGIC = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const FUNCTION_TYPE = 0x60;
const text = { read: new TextDecoder(), write: new TextEncoder() };

/** A place in bytes that moves on as it reads. */
export class Cursor {
  /** @param {Uint8Array} bytes @param {number} [at] @param {number} [end] */
  constructor(bytes, at = 0, end = bytes.length) {
    Object.assign(this, { bytes, at, end });
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }
  byte() {
    if (this.at >= this.end) throw new Error(`the module ends at byte ${this.at} in the middle of something; build it again`);
    return this.bytes[this.at++];
  }
  /** An unsigned LEB128 number of at most 32 bits. */
  u32() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
  /** A signed LEB128 number of at most 32 bits. */
  s32() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return byte & 0x40 ? value - 2 ** (shift + 7) : value;
    }
  }
  /** Steps over a LEB128 number of any width. */
  leb() {
    while (this.byte() >= 0x80);
  }
  /** @param {number} length */
  take(length) {
    if (this.at + length > this.end) throw new Error(`the module is cut off at byte ${this.end}; build it again`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  name() {
    return text.read.decode(this.take(this.u32()));
  }
  /** @template T @param {() => T} one */
  list(one) {
    return Array.from({ length: this.u32() }, one);
  }
  /** The bytes that `step` walks over. @param {() => void} step */
  slice(step) {
    const start = this.at;
    step();
    return this.bytes.subarray(start, this.at);
  }
}

/** @param {Uint8Array} bytes @returns {Module} */
export function parse(bytes) {
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) throw new Error("this is not a WebAssembly module of version 1");
  /** @type {Module} */
  const m = {
    types: [], imports: [], functions: [], tables: [], memories: [], globals: [], exports: [], start: null, elements: [],
    dataCount: null, bodies: [], data: null, customs: [],
  };
  const c = new Cursor(bytes, MAGIC.length);
  while (c.at < bytes.length) {
    const id = c.byte();
    const length = c.u32();
    const s = new Cursor(bytes, c.at, c.at + length);
    section(m, id, s);
    if (id !== 0 && s.at !== s.end) throw new Error(`section ${id} has ${s.end - s.at} bytes too many`);
    c.take(length);
  }
  return m;
}

/** @param {Module} m @param {number} id @param {Cursor} s */
function section(m, id, s) {
  const whole = () => s.take(s.end - s.at);
  const read = {
    0: () => m.customs.push(whole()),
    1: () => { m.types = s.list(() => s.slice(() => functionType(s))); },
    2: () => { m.imports = s.list(() => readImport(s)); },
    3: () => { m.functions = s.list(() => s.u32()); },
    4: () => { m.tables = s.list(() => s.slice(() => tableType(s))); },
    5: () => { m.memories = s.list(() => s.slice(() => limits(s))); },
    6: () => { m.globals = s.list(() => ({ type: s.take(2), init: constant(s) })); },
    7: () => { m.exports = s.list(() => ({ name: s.name(), kind: s.byte(), index: s.u32() })); },
    8: () => { m.start = s.u32(); },
    9: () => { m.elements = s.list(() => readElements(s)); },
    10: () => { m.bodies = s.list(() => s.take(s.u32())); },
    11: () => { m.data = whole(); },
    12: () => { m.dataCount = whole(); },
  }[id];
  if (!read) throw new Error(`section ${id} is not known here; expected one of 0 to 12`);
  read();
}

/** @param {Cursor} s */
function functionType(s) {
  if (s.byte() !== FUNCTION_TYPE) throw new Error("a type that is not a function's; expected none of garbage collection's types");
  s.take(s.u32());
  s.take(s.u32());
}

/** How many parameters a function type has. @param {Uint8Array} type */
export function parameters(type) {
  return new Cursor(type, 1).u32();
}

/** @param {Cursor} s */
function limits(s) {
  const flags = s.byte();
  if (flags > 1) throw new Error(`limits with flags ${flags}; expected a plain 32-bit memory or table`);
  for (let i = 0; i <= flags; i++) s.u32();
}

/** @param {Cursor} s */
function tableType(s) {
  if (s.byte() < 0x60) throw new Error("a table of an unknown form; expected a reference type and limits");
  limits(s);
}

/** @param {Cursor} s @returns {Import} */
function readImport(s) {
  const [module, name, kind] = [s.name(), s.name(), s.byte()];
  const skip = { 0: () => s.u32(), 1: () => tableType(s), 2: () => limits(s), 3: () => s.take(2) }[kind];
  if (!skip) throw new Error(`import ${module}.${name} is of the unknown kind ${kind}`);
  return { module, name, kind, desc: s.slice(skip) };
}

/** A constant expression, its end included. @param {Cursor} s */
function constant(s) {
  return s.slice(() => walk(s, () => {}));
}

/** Flags: bit 0 passive or declarative, bit 1 with a table or declarative, bit 2 expressions. @param {Cursor} s @returns {Elements} */
function readElements(s) {
  const flags = s.u32();
  const active = (flags & 1) === 0;
  const table = active && flags & 2 ? s.u32() : 0;
  const offset = active ? constant(s) : null;
  const type = flags & 3 ? s.byte() : 0;
  const expressions = (flags & 4) !== 0;
  return {
    flags, table, offset, type,
    functions: expressions ? [] : s.list(() => s.u32()),
    expressions: expressions ? s.list(() => constant(s)) : [],
  };
}

/** @typedef {{at: number, length: number, index: number}} Reference a place that names a function */

/** Where a body names functions. @param {Uint8Array} body @returns {Reference[]} */
export function references(body) {
  /** @type {Reference[]} */
  const found = [];
  through(body, (reference) => found.push(reference));
  return found;
}

/** Every 32-bit number of a body that may be an address or a part of one. @param {Uint8Array} body @returns {Set<number>} */
export function numbers(body) {
  const found = new Set();
  through(body, () => {}, (number) => found.add(number));
  return found;
}

/** Walks over a body. @param {Uint8Array} body @param {(found: Reference) => void} named @param {(number: number) => void} [counted] */
function through(body, named, counted) {
  const c = new Cursor(body);
  for (let groups = c.u32(); groups > 0; groups--) {
    c.u32();
    c.byte();
  }
  walk(c, named, counted);
  if (c.at !== c.end) throw new Error(`a function has ${c.end - c.at} bytes after its end`);
}

/**
 * The segments of the data, which all have a constant place: the address of the first byte, and where that stands in the section.
 * @param {Module} m @returns {{at: number, start: number, bytes: Uint8Array}[]}
 */
export function segments(m) {
  const c = new Cursor(m.data ?? Uint8Array.of(0));
  return c.list(() => {
    if (c.u32() !== 0 || c.byte() !== 0x41) throw new Error("a data segment without a constant place; teach www/wasm.js about it");
    const at = c.s32();
    if (c.byte() !== 0x0b) throw new Error("a data segment without a constant place; teach www/wasm.js about it");
    const length = c.u32();
    return { at, start: c.at, bytes: c.take(length) };
  });
}

/** The data of these segments. @param {{at: number, bytes: Uint8Array}[]} list @returns {Uint8Array} */
export function dataOf(list) {
  return join([u32(list.length), ...list.flatMap(({ at, bytes }) => [[0, 0x41], s32(at), [0x0b], u32(bytes.length), bytes])]);
}

/** Bytes with every named function renumbered. @param {Uint8Array} bytes @param {Reference[]} found @param {(index: number) => number} to */
export function renumber(bytes, found, to) {
  const parts = [];
  let done = 0;
  for (const { at, length, index } of found) {
    parts.push(bytes.subarray(done, at), u32(to(index)));
    done = at + length;
  }
  return join([...parts, bytes.subarray(done)]);
}

/** A constant expression renumbered. @param {Uint8Array} expression @param {(index: number) => number} to */
export function renumberConstant(expression, to) {
  /** @type {Reference[]} */
  const found = [];
  walk(new Cursor(expression), (reference) => found.push(reference));
  return renumber(expression, found, to);
}

/** Walks over instructions up to the end that closes the whole. @param {Cursor} c @param {(found: Reference) => void} named @param {(number: number) => void} [counted] */
function walk(c, named, counted) {
  for (let depth = 1; depth > 0;) {
    const op = c.byte();
    if (op === 0x0b) depth--;
    else if (op === 0x02 || op === 0x03 || op === 0x04) {
      c.leb();
      depth++;
    } else if (op === 0x10 || op === 0x12 || op === 0xd2) {
      const at = c.at;
      const index = c.u32();
      named({ at, length: c.at - at, index });
    } else if (op === 0xfc) extended(c);
    else plain(c, op, counted);
  }
}

/** The operands of every instruction that names no function and opens no block; `counted` gets what may be an address. @param {Cursor} c @param {number} op @param {(number: number) => void} [counted] */
export function plain(c, op, counted = () => {}) {
  if (op <= 0x01 || op === 0x05 || op === 0x0f || op === 0x1a || op === 0x1b || (op >= 0x45 && op <= 0xc4) || op === 0xd1) return;
  if (op === 0x0c || op === 0x0d || (op >= 0x20 && op <= 0x26) || op === 0x3f || op === 0x40) c.u32();
  else if (op === 0x0e) for (let n = c.u32() + 1; n > 0; n--) c.u32();
  else if (op === 0x11 || op === 0x13) { c.u32(); c.u32(); }
  else if (op === 0x1c) c.take(c.u32());
  else if (op >= 0x28 && op <= 0x3e) {
    if (c.u32() >= 0x40) c.u32();
    counted(c.u32());
  } else if (op === 0x41) counted(c.s32());
  else if (op === 0x42 || op === 0xd0) c.leb();
  else if (op === 0x43) c.take(4);
  else if (op === 0x44) c.take(8);
  else throw new Error(`instruction 0x${op.toString(16)} at byte ${c.at - 1} is not known here; add it to www/wasm.js`);
}

/** The instructions after 0xFC: saturating conversions, bulk memory, tables. Gives their second number. @param {Cursor} c */
export function extended(c) {
  const op = c.u32();
  if (op > 17) throw new Error(`instruction 0xfc ${op} at byte ${c.at} is not known here; add it to www/wasm.js`);
  if (op >= 8) c.u32();
  if (op === 8 || op === 10 || op === 12 || op === 14) c.u32();
  return op;
}

/** @param {Module} m */
export function serialize(m) {
  const list = (/** @type {Uint8Array[]} */ items) => (items.length ? join([u32(items.length), ...items]) : null);
  const sections = [
    [1, list(m.types)],
    [2, list(m.imports.map((i) => join([name(i.module), name(i.name), [i.kind], i.desc])))],
    [3, list(m.functions.map(u32))],
    [4, list(m.tables)],
    [5, list(m.memories)],
    [6, list(m.globals.map((g) => join([g.type, g.init])))],
    [7, list(m.exports.map((e) => join([name(e.name), [e.kind], u32(e.index)])))],
    [8, m.start === null ? null : u32(m.start)],
    [9, list(m.elements.map(writeElements))],
    [12, m.dataCount],
    [10, list(m.bodies.map((body) => join([u32(body.length), body])))],
    [11, m.data],
    ...m.customs.map((custom) => [0, custom]),
  ];
  const present = /** @type {[number, Uint8Array][]} */ (sections.filter(([, content]) => content !== null));
  return join([MAGIC, ...present.flatMap(([id, content]) => [[id], u32(content.length), content])]);
}

/** @param {Elements} e */
function writeElements(e) {
  const items = e.flags & 4 ? e.expressions : e.functions.map(u32);
  return join([
    u32(e.flags), ...(!(e.flags & 1) && e.flags & 2 ? [u32(e.table)] : []), ...(e.offset ? [e.offset] : []), ...(e.flags & 3 ? [[e.type]] : []),
    u32(items.length), ...items,
  ]);
}

/** A name with its length. @param {string} value */
export function name(value) {
  const bytes = text.write.encode(value);
  return join([u32(bytes.length), bytes]);
}

/** LEB128, unsigned. @param {number} value @returns {Uint8Array} */
export function u32(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return Uint8Array.from([...bytes, value]);
}

/** LEB128, signed, of a number that is not negative. @param {number} value @returns {Uint8Array} */
export function s32(value) {
  const bytes = [];
  for (; value >= 0x40; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return Uint8Array.from([...bytes, value]);
}

/** @param {(Uint8Array | number[])[]} parts */
export function join(parts) {
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
