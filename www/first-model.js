// The model before anything was asked: what was kept on this device, and what a page that shows this one wants.

import { slot } from "./engine-slot.js";
import { firstPrefs, firstUi } from "./model.js";
import { readSearches } from "./searches.js";
import { initial } from "./state.js";

/** @returns {import("./model.js").Model} */
export function firstModel() {
  const lang = navigator.languages.some((l) => l.toLowerCase().startsWith("vi")) ? "vi" : "en";
  let prefs = firstPrefs(lang);
  try {
    const kept = JSON.parse(localStorage.getItem("entente-prefs") ?? "{}");
    if (["vi", "en"].includes(kept.lang)) prefs.lang = kept.lang;
    if (["auto", "light", "dark"].includes(kept.theme)) prefs.theme = kept.theme;
    if (typeof kept.letters === "boolean") prefs.letters = kept.letters;
    for (const [facet, order] of Object.entries(kept.orders ?? {})) if (order === "name" || order === "tree") prefs.orders[facet] = order;
    for (const kind of Object.keys(prefs.marks)) {
      if (typeof kept.marks?.[kind] === "boolean") prefs.marks[/** @type {import("./passage.js").Kind} */ (kind)] = kept.marks[kind];
    }
  } catch { /* Nothing kept, or nothing that can be read: the defaults serve. */ }
  // A page that shows this one inside says how it is to look.
  const asked = new URLSearchParams(location.search);
  const [wanted, theme] = [asked.get("lang"), asked.get("theme")];
  if (wanted === "vi" || wanted === "en") prefs.lang = wanted;
  if (theme === "light" || theme === "dark") prefs.theme = theme;
  return {
    state: initial(), prefs, ui: firstUi(), width: "wide", phase: "loading", progress: null, failure: null, info: null, bundled: null, update: null, whole: null,
    own: { used: "bundled", name: "", documents: 0, read: 0, total: 0, problems: [], kept: 0, promised: false, trouble: "" },
    answer: slot(), waysOut: slot(), suggestions: slot(), report: slot(), related: slot(), span: slot(), base: slot(), siblings: slot(), beside: slot(), rows: slot(), searches: readSearches(), later: null, lost: null,
  };
}
