// Keeps of what the linker knows the bounds of each object in the data, and what names it, for www/split.js:
//
//   node www/objects.js FILE.wasm
//
// The linker's own sections (symbols, relocations, names) make way for one, `objects`, that outlives wasm-bindgen and
// binaryen: they move code, but no data. Format: the tool conventions of WebAssembly, "Linking", version 2.

import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { Cursor, join, name, parse, segments, serialize } from "./wasm.js";

/**
 * An object in the data: its bytes `from` inclusive, `to` exclusive, as addresses; the objects whose addresses it
 * holds; whether it never changes.
 * @typedef {{from: number, to: number, names: number[], fixed: boolean}} DataObject
 * `beyond`: addresses outside an object by which code names it all the same (the end of a list, a table from before its
 * first row), with its number.
 * @typedef {{objects: DataObject[], beyond: [number, number][]}} Objects
 */

const SECTION = "objects";
/** What wasm-bindgen reads. */
const BINDGEN = "__wasm_bindgen_unstable";
const SYMBOLS = 8;
const SEGMENTS = 5;
const SYMBOL = { function: 0, data: 1, global: 2, section: 3, undefined: 0x10, named: 0x40, absolute: 0x200 };
/** Relocations of an address in memory: as an unsigned number, as a signed one, in data. */
const ADDRESSES = [3, 4, 5];
/** Relocations that carry no number to add. */
const BARE = [0, 1, 2, 6, 7, 10, 12, 13, 18, 19, 20, 24];

/** The module with its objects for its linker's sections; one that has them is left alone. @param {Uint8Array} bytes */
export function withObjects(bytes) {
  const m = parse(bytes);
  const customs = new Map(m.customs.map((custom) => {
    const c = new Cursor(custom);
    return /** @type {const} */ ([c.name(), c]);
  }));
  if (customs.has(SECTION)) return bytes;
  const [linking, code, data] = ["linking", "reloc.CODE", "reloc.DATA"].map((section) => {
    const found = customs.get(section);
    if (!found) throw new Error(`the module has no section "${section}"; expected it from the linker with --emit-relocs`);
    return found;
  });
  const found = objects(m, linking, code, data);
  const kept = m.customs.filter((custom) => new Cursor(custom).name() === BINDGEN);
  return serialize({ ...m, customs: [...kept, join([name(SECTION), new TextEncoder().encode(JSON.stringify(found))])] });
}

/** What `withObjects` kept; nothing where it did not run. @param {import("./wasm.js").Module} m @returns {Objects} */
export function readObjects(m) {
  const custom = m.customs.map((custom) => new Cursor(custom)).find((c) => c.name() === SECTION);
  return custom ? JSON.parse(new TextDecoder().decode(custom.take(custom.end - custom.at))) : { objects: [], beyond: [] };
}

/** @param {import("./wasm.js").Module} m @param {Cursor} linking @param {Cursor} code @param {Cursor} data @returns {Objects} */
function objects(m, linking, code, data) {
  const places = segments(m);
  const { symbols, names } = linked(linking);
  /** @type {Map<string, number>} */
  const numbers = new Map();
  /** @type {DataObject[]} */
  const list = [];
  const numbered = symbols.map((symbol) => {
    if (!symbol) return -1;
    const from = places[symbol.segment].at + symbol.offset;
    const key = `${from} ${symbol.size}`;
    if (!numbers.has(key)) numbers.set(key, list.push({ from, to: from + symbol.size, names: [], fixed: names[symbol.segment].startsWith(".rodata") }) - 1);
    return /** @type {number} */ (numbers.get(key));
  });
  /** @type {[number, number][]} */
  const beyond = [];
  const each = (/** @type {Cursor} */ relocations, /** @type {(at: number, address: number, object: number) => void} */ give) =>
    addresses(relocations, ({ at, symbol, add }) => {
      const object = numbered[symbol];
      if (object < 0) return;
      const address = list[object].from + add;
      if (address < list[object].from || address >= list[object].to) beyond.push([address, object]);
      give(at, address, object);
    });
  each(code, () => {});
  each(data, (at, _, object) => {
    const segment = places.find((s) => at >= s.start && at < s.start + s.bytes.length);
    if (!segment) throw new Error(`a relocation at byte ${at} of the data is in no segment; build again`);
    const address = segment.at + at - segment.start;
    const holders = list.filter((o) => address >= o.from && address < o.to);
    if (!holders.length) throw new Error(`the address at ${address} is in no object; teach www/objects.js about it`);
    for (const holder of holders) holder.names.push(object);
  });
  return { objects: list, beyond };
}

/** The symbols, of data with their place, and the names of the segments. @param {Cursor} c */
function linked(c) {
  if (c.u32() !== 2) throw new Error("another version of the linker's section; expected 2");
  /** @type {({segment: number, offset: number, size: number} | null)[]} */
  let symbols = [];
  /** @type {string[]} */
  let names = [];
  while (c.at < c.end) {
    const kind = c.byte();
    const end = c.u32() + c.at;
    if (kind === SYMBOLS) symbols = c.list(() => symbol(c));
    else if (kind === SEGMENTS) {
      names = c.list(() => {
        const name = c.name();
        c.u32();
        c.u32();
        return name;
      });
    }
    c.at = end;
  }
  return { symbols, names };
}

/** A symbol of data that has a place, or null. @param {Cursor} c */
function symbol(c) {
  const kind = c.byte();
  const flags = c.u32();
  if (kind === SYMBOL.data) {
    c.name();
    if (flags & SYMBOL.undefined) return null;
    const place = { segment: c.u32(), offset: c.u32(), size: c.u32() };
    return flags & SYMBOL.absolute ? null : place;
  }
  c.u32();
  if (kind !== SYMBOL.section && (!(flags & SYMBOL.undefined) || flags & SYMBOL.named)) c.name();
  return null;
}

/** Every relocation of an address. @param {Cursor} c @param {(found: {at: number, symbol: number, add: number}) => void} give */
function addresses(c, give) {
  c.u32();
  c.list(() => {
    const kind = c.byte();
    const [at, symbol] = [c.u32(), c.u32()];
    if (BARE.includes(kind)) return;
    const add = c.s32();
    if (ADDRESSES.includes(kind)) give({ at, symbol, add });
    else if (kind !== 8 && kind !== 9) throw new Error(`a relocation of the kind ${kind}; teach www/objects.js about it`);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file] = process.argv.slice(2);
  if (!file) {
    console.error("usage: node www/objects.js FILE.wasm");
    process.exit(2);
  }
  // Under a new name first: Cargo's own copy may be the same file.
  writeFileSync(`${file}.out`, withObjects(new Uint8Array(readFileSync(file))));
  renameSync(`${file}.out`, file);
}
