// A picture of points as one stop of the Tab key: arrows go from point to point, Enter opens the one that has the focus.

import { toward } from "../charts/direction.js";

/** @typedef {{id: string, x: number, y: number}} Spot */

/**
 * What each point of a picture needs; the point `id` of `data-spot` is the one to be focused.
 * @param {import("../model.js").Model} m @param {import("../model.js").Acts} a @param {Spot[]} spots @param {(id: string) => void} open
 */
export function roving(m, a, spots, open) {
  const now = Math.max(0, spots.findIndex((s) => s.id === m.ui.spot));
  return {
    tab: (/** @type {string} */ id) => (spots[now]?.id === id ? 0 : -1),
    key: (/** @type {KeyboardEvent} */ e) => {
      const id = /** @type {Element} */ (e.currentTarget).getAttribute("data-spot") ?? "";
      const to = toward(spots, spots.findIndex((s) => s.id === id), e.key);
      if (to !== null) {
        a.set({ spot: spots[to].id });
        /** @type {SVGElement | null | undefined} */ (/** @type {Element} */ (e.currentTarget).closest("svg")?.querySelector(`[data-spot="${CSS.escape(spots[to].id)}"]`))?.focus();
      } else if (e.key === "Enter" || e.key === " ") open(id);
      else if (!e.key.startsWith("Arrow")) return;
      e.preventDefault();
    },
    open: (/** @type {Event} */ e) => open(/** @type {Element} */ (e.currentTarget).getAttribute("data-spot") ?? ""),
  };
}
