// A small force layout: nodes push each other away, edges pull, all are drawn to the middle. Pure and the same every
// time: the start is a spiral, not chance.

/** @typedef {{x: number, y: number}} Point */

const ROUNDS = 260;

/**
 * Places for `n` nodes in a box of `width` × `height`, the margins left free. Quadratic in the nodes in each of 260
 * rounds: for at most some hundred nodes.
 * @param {number} n
 * @param {{a: number, b: number, weight: number}[]} edges
 * @param {number} width @param {number} height @param {number} [margin]
 * @returns {Point[]}
 */
export function place(n, edges, width, height, margin = 60) {
  const points = Array.from({ length: n }, (_, i) => {
    const angle = i * 2.399963; // The golden angle.
    const r = 0.5 * Math.sqrt((i + 0.5) / n);
    return { x: 0.5 + r * Math.cos(angle), y: 0.5 + r * Math.sin(angle) };
  });
  const heaviest = Math.max(1, ...edges.map((e) => e.weight));
  const apart = 0.75 / Math.sqrt(Math.max(1, n));
  for (let round = 0; round < ROUNDS; round++) {
    const step = 0.06 * (1 - round / ROUNDS);
    const moves = points.map(() => ({ x: 0, y: 0 }));
    for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) push(points, moves, i, j, apart);
    for (const e of edges) pull(points, moves, e, apart, 0.4 + e.weight / heaviest);
    points.forEach((p, i) => {
      const m = moves[i];
      m.x += (0.5 - p.x) * 0.6;
      m.y += (0.5 - p.y) * 0.6;
      const length = Math.hypot(m.x, m.y) || 1;
      p.x += (m.x / length) * Math.min(length * 0.1, step);
      p.y += (m.y / length) * Math.min(length * 0.1, step);
    });
  }
  return fit(points, width, height, margin);
}

/** @param {Point[]} points @param {Point[]} moves @param {number} i @param {number} j @param {number} apart */
function push(points, moves, i, j, apart) {
  const dx = points[i].x - points[j].x;
  const dy = points[i].y - points[j].y;
  const d2 = Math.max(dx * dx + dy * dy, 1e-6);
  const force = (apart * apart) / d2;
  moves[i].x += dx * force; moves[i].y += dy * force;
  moves[j].x -= dx * force; moves[j].y -= dy * force;
}

/** @param {Point[]} points @param {Point[]} moves @param {{a: number, b: number}} e @param {number} apart @param {number} strength */
function pull(points, moves, e, apart, strength) {
  const dx = points[e.b].x - points[e.a].x;
  const dy = points[e.b].y - points[e.a].y;
  const force = (Math.hypot(dx, dy) / apart) * strength;
  moves[e.a].x += dx * force; moves[e.a].y += dy * force;
  moves[e.b].x -= dx * force; moves[e.b].y -= dy * force;
}

/** Stretched to the box. @param {Point[]} points @param {number} width @param {number} height @param {number} margin */
function fit(points, width, height, margin) {
  const xs = points.map((p) => p.x);
  const ys = points.map((p) => p.y);
  const scale = (/** @type {number} */ v, /** @type {number[]} */ all, /** @type {number} */ size) => {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return high - low < 1e-9 ? size / 2 : margin + ((v - low) / (high - low)) * (size - 2 * margin);
  };
  return points.map((p) => ({ x: scale(p.x, xs, width), y: scale(p.y, ys, height) }));
}
