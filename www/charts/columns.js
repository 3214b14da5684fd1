// Stacked columns over time: rows → shapes. Pure; the view draws them.

/**
 * @typedef {{date: string, events: number, stack: [number, number][]}} Row
 * @typedef {{x: number, y: number, w: number, h: number, value: number}} Piece a part of a column; `value` −1 is the rest
 * @typedef {{date: string, x: number, w: number, n: number, pieces: Piece[]}} Column
 */

/** Values drawn apart; the rest share one shade. */
export const APART = 5;

/**
 * Columns for `rows` in a box of `width` × `height`, one slot for every year, month or day from the first to the last, so
 * that a gap in time is a gap in the picture. A stack whose parts are more than the events (an event may have several
 * values) is scaled to the events.
 * @param {Row[]} rows sorted by date, all `2019`, `2019-04` or `2019-04-30`
 * @param {number} width @param {number} height
 * @returns {{columns: Column[], top: number, slots: string[]}}
 */
export function columns(rows, width, height) {
  const slots = between(rows);
  const at = new Map(slots.map((s, i) => [s, i]));
  const top = Math.max(1, ...rows.map((r) => r.events));
  const slot = width / Math.max(1, slots.length);
  const w = Math.max(1, slot * (slot > 6 ? 0.76 : 0.9));
  const out = rows.filter((r) => at.has(r.date)).map((r) => {
    const x = /** @type {number} */ (at.get(r.date)) * slot + (slot - w) / 2;
    const full = (height * r.events) / top;
    const sum = r.stack.reduce((n, [, c]) => n + c, 0);
    const scale = full / Math.max(sum, r.events);
    let y = height;
    const pieces = [...r.stack].filter(([v]) => v < APART).map(([value, c]) => ({ x, y: (y -= c * scale), w, h: c * scale, value }));
    const rest = full - (height - y);
    if (rest > 0.01) pieces.push({ x, y: y - rest, w, h: rest, value: -1 });
    return { date: r.date, x, w, n: r.events, pieces };
  });
  return { columns: out, top, slots };
}

/** Round numbers from 0 to `top`, at most five. @param {number} top @returns {number[]} */
export function ticks(top) {
  const power = 10 ** Math.floor(Math.log10(top));
  const step = [0.2, 0.5, 1, 2, 5].map((f) => Math.max(1, f * power)).find((s) => top / s <= 4) ?? top;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => Math.round(i * step * 10) / 10);
}

/**
 * What stands under an axis: the place of a slot and its words, at most about `most`. Where not every slot has room, months
 * are told by their years and days by their months.
 * @param {string[]} slots @param {number} most @returns {[number, string][]}
 */
export function marks(slots, most) {
  const all = slots.map((s, i) => /** @type {[number, string]} */ ([i, s]));
  const width = slots[0]?.length ?? 4;
  const shown = all.length <= most || width === 4 ? all : all.filter(([, s]) => s.endsWith("-01")).map(([i, s]) => /** @type {[number, string]} */ ([i, s.slice(0, -3)]));
  if (!shown.length) return all.slice(0, 1);
  return shown.filter((_, i) => i % Math.ceil(shown.length / most) === 0);
}

const DAY = 86_400_000;
/** Slots drawn at most. */
const SLOTS = 1200;

/** Every date between the first and the last of the finest kind there is. @param {Row[]} rows */
function between(rows) {
  const length = Math.max(4, ...rows.map((r) => r.date.length));
  const dated = rows.map((r) => r.date).filter((d) => d.length === length);
  if (!dated.length) return [];
  const number = (/** @type {string} */ d) => (length === 10 ? Date.parse(d) / DAY : Number(d.slice(0, 4)) * (length === 7 ? 12 : 1) + (length === 7 ? Number(d.slice(5)) - 1 : 0));
  const name = (/** @type {number} */ n) => (length === 10 ? new Date(n * DAY).toISOString().slice(0, 10)
    : length === 7 ? `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, "0")}` : String(n));
  const [from, to] = [number(dated[0]), number(/** @type {string} */ (dated.at(-1)))];
  return Array.from({ length: Math.min(to - from + 1, SLOTS) }, (_, i) => name(from + i));
}
