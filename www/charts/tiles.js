// The world as tiles, without borders: every country is one square near its capital. Pure, and the same every time.

/** Degrees of a tile, west to east and north to south. */
const STEP = { lon: 9.5, lat: 6 };
const NORTH = 72;
/** The meridian at which the picture is cut, in the Pacific. */
const CUT = -170;

/** @typedef {{code: string, col: number, row: number}} Tile */

/**
 * A place for each country: the free tile nearest to where its capital lies. Countries in crowded parts are placed
 * first, so that the crowd spreads evenly.
 * @param {string} capitals lines `code lon lat` with tabs between, in tenths of a degree
 * @returns {{tiles: Tile[], cols: number, rows: number}}
 */
export function tiles(capitals) {
  const all = capitals.split("\n").map((l) => l.split("\t")).filter((c) => /^[A-Z]{2}$/.test(c[0]) && c.length > 2)
    .map(([code, lon, lat]) => ({ code, x: (((Number(lon) / 10 - CUT + 360) % 360)) / STEP.lon, y: (NORTH - Number(lat) / 10) / STEP.lat }));
  const crowd = new Map(all.map((a) => [a.code, all.filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < 3).length]));
  const order = [...all].sort((a, b) => /** @type {number} */ (crowd.get(b.code)) - /** @type {number} */ (crowd.get(a.code)) || (a.code < b.code ? -1 : 1));
  const taken = new Set();
  const placed = order.map(({ code, x, y }) => {
    const [col, row] = nearest(x, y, (c, r) => !taken.has(`${c},${r}`));
    taken.add(`${col},${row}`);
    return { code, col, row };
  });
  const [left, top] = [Math.min(...placed.map((t) => t.col)), Math.min(...placed.map((t) => t.row))];
  const out = placed.map((t) => ({ ...t, col: t.col - left, row: t.row - top }));
  return { tiles: out, cols: 1 + Math.max(...out.map((t) => t.col)), rows: 1 + Math.max(...out.map((t) => t.row)) };
}

/** @param {number} x @param {number} y @param {(col: number, row: number) => boolean} free @returns {[number, number]} */
function nearest(x, y, free) {
  for (let reach = 1; ; reach++) {
    /** @type {[number, number, number][]} */
    const found = [];
    for (let c = Math.round(x) - reach; c <= Math.round(x) + reach; c++) {
      for (let r = Math.round(y) - reach; r <= Math.round(y) + reach; r++) if (free(c, r)) found.push([Math.hypot(c - x, r - y), c, r]);
    }
    // A tile further out than the square searched could be nearer than one in its corner.
    const best = found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])[0];
    if (best && best[0] <= reach) return [best[1], best[2]];
  }
}
