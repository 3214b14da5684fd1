// What the shortcuts do.

import { command } from "./keys.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Acts} Acts */

/** What answers to keys pressed anywhere on the page. @param {Model} m @param {Acts} acts */
export function shortcuts(m, acts) {
  /** @param {KeyboardEvent} e */
  function pressed(e) {
    const target = /** @type {HTMLElement} */ (e.target);
    const typing = target.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]") ?? false;
    const what = command(e, { typing, layer: document.querySelector("dialog[open]") !== null, letters: m.prefs.letters });
    if (!what || m.phase !== "ready") return;
    if (what === "back" && m.state.id === null) return;
    e.preventDefault();
    obey(what);
  }

  /** @param {import("./keys.js").Command} what */
  function obey(what) {
    const hits = m.report.value?.hits.length ?? 0;
    if (what === "search") {
      if (m.state.id !== null && m.width === "phone") acts.go({ type: "close" });
      const box = /** @type {HTMLInputElement | null} */ (document.getElementById("q"));
      box?.focus();
      box?.select();
    } else if (what === "help") acts.set({ layer: "help" });
    else if (what === "back") acts.go({ type: "close" });
    else if (what === "nextHit" && hits) acts.set({ hit: (m.ui.hit + 1) % hits, focus: null });
    else if (what === "previousHit" && hits) acts.set({ hit: (m.ui.hit + hits - 1) % hits, focus: null });
    else if (what === "next" || what === "previous") move(what === "next" ? 1 : -1);
  }

  /** Down and up the list; while a report is read on its own, to the next report. @param {number} by */
  function move(by) {
    const ids = m.answer.value?.hits.map((h) => h.id) ?? [];
    const focused = document.activeElement?.id.replace(/^hit-/, "") ?? "";
    const inReport = m.state.id !== null && document.activeElement?.closest(".reading") !== null;
    const at = ids.indexOf(inReport ? m.state.id ?? "" : focused);
    const to = ids[at < 0 ? (m.state.id === null ? 0 : ids.indexOf(m.state.id)) : Math.min(Math.max(at + by, 0), ids.length - 1)];
    if (to === undefined) return;
    if (inReport && to !== m.state.id) acts.go({ type: "open", id: to });
    else document.getElementById(`hit-${to}`)?.focus();
  }

  return pressed;
}
