// Going from point to point with the arrow keys. Pure.

/** How much being aside weighs against being far. */
const ASIDE = 2;
/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * The place in `points` that a key leads to from `at`: by an arrow the nearest in its direction, by Home and End the first
 * and the last; null where there is none or the key is another.
 * @param {{x: number, y: number}[]} points @param {number} at @param {string} key
 * @returns {number | null}
 */
export function toward(points, at, key) {
  if (key === "Home") return points.length ? 0 : null;
  if (key === "End") return points.length ? points.length - 1 : null;
  const way = ARROWS[key];
  const from = points[at];
  if (!way || !from) return null;
  let best = null;
  let least = Infinity;
  for (const [i, p] of points.entries()) {
    const [dx, dy] = [p.x - from.x, p.y - from.y];
    const ahead = dx * way[0] + dy * way[1];
    const cost = ahead + ASIDE * Math.abs(dx * way[1] + dy * way[0]);
    if (ahead <= 1e-6 || cost >= least) continue;
    [best, least] = [i, cost];
  }
  return best;
}
