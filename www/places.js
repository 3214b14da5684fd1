// Where one was on each page of the history: scroll and focus come back with Back.

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./state.js").State} State */

export class Places {
  /** @type {Map<string, {window: number, list: number}>} */
  known = new Map();
  current = "";
  /** What to do once the page shows what the state says. @type {(() => void) | null} */
  then = null;

  fresh() {
    this.current = crypto.getRandomValues(new Uint32Array(2)).join("-");
    return this.current;
  }

  /** @param {Model} m */
  leave(m) {
    // A report read alone hides the list; the place in the list was kept when it was left.
    if (m.phase !== "ready") return;
    this.known.set(this.current, { window: window.scrollY, list: document.querySelector(".list")?.scrollTop ?? 0 });
  }

  /** @param {State} before @param {State} next @param {boolean} restore */
  arrive(before, next, restore) {
    const place = restore ? this.known.get(this.current) : undefined;
    if (next.id !== null) {
      const reading = document.querySelector(".reading");
      if (reading && reading.scrollTop) reading.scrollTop = 0;
      if (next.at === null) document.getElementById("report-title")?.focus({ preventScroll: true });
      if (getComputedStyle(document.querySelector(".panes") ?? document.body).overflow !== "hidden") window.scrollTo(0, place?.window ?? 0);
      return;
    }
    if (before.id !== null) document.getElementById(`hit-${before.id}`)?.focus({ preventScroll: place !== undefined });
    if (!place) return;
    window.scrollTo(0, place.window);
    const list = document.querySelector(".list");
    if (list) list.scrollTop = place.list;
  }
}
