// Places for names beside points, so that none covers another. Pure.

/** @typedef {{x: number, y: number, anchor: "start" | "middle" | "end"}} Label */

/** Width of a letter and height of a line of 12-pixel type. */
const LETTER = 6.6;
const LINE = 14;

/**
 * For each point the place of its name, or null where there is no room; the first points choose first. A name stands
 * above, below, right or left of its point, inside the box, on no other name and no other point.
 * @param {{x: number, y: number, r: number}[]} points
 * @param {string[]} names
 * @param {number} width @param {number} height
 * @returns {(Label | null)[]}
 */
export function labels(points, names, width, height) {
  const taken = points.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  return points.map(({ x, y, r }, i) => {
    const w = names[i].length * LETTER;
    /** @type {Label[]} */
    const ways = [
      { x, y: y - r - 4, anchor: "middle" }, { x, y: y + r + LINE - 2, anchor: "middle" },
      { x: x + r + 4, y: y + 4, anchor: "start" }, { x: x - r - 4, y: y + 4, anchor: "end" },
    ];
    for (const way of ways) {
      const left = way.anchor === "start" ? way.x : way.anchor === "end" ? way.x - w : way.x - w / 2;
      const box = { left, right: left + w, top: way.y - LINE + 3, bottom: way.y + 3 };
      const inside = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      const free = taken.every((t, at) => at === i || t.left >= box.right || t.right <= box.left || t.top >= box.bottom || t.bottom <= box.top);
      if (inside && free) {
        taken.push(box);
        return way;
      }
    }
    return null;
  });
}
