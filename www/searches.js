// Searches of this person: those kept on purpose and the last ones made. On this device only.

const KEY = "entente-searches";
/** The last searches that are remembered, and the most that can be kept. */
const RECENT = 10;
const SAVED = 100;

/** @typedef {{hash: string, words: string}} Search where it leads and what it says */
/** @typedef {{saved: Search[], recent: Search[]}} Searches */

/** @returns {Searches} */
export function readSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return { saved: list(kept.saved, SAVED), recent: list(kept.recent, RECENT) };
  } catch {
    return { saved: [], recent: [] };
  }
}

/** Keeps them; false where this browser does not. @param {Searches} searches */
export function writeSearches(searches) {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches));
    return true;
  } catch {
    return false;
  }
}

/** With `search` first, each address once. @param {Search[]} of @param {Search} search @param {"saved" | "recent"} which */
export function withFirst(of, search, which) {
  return [search, ...of.filter((s) => s.hash !== search.hash)].slice(0, which === "saved" ? SAVED : RECENT);
}

/** What is not a list of searches is passed over. @param {unknown} value @param {number} most @returns {Search[]} */
function list(value, most) {
  return (Array.isArray(value) ? value : []).filter((s) => typeof s?.hash === "string" && s.hash.startsWith("#") && typeof s.words === "string").slice(0, most);
}
