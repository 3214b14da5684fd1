// Keyboard: which key means what. Single letters can be switched off (WCAG 2.1.4) and never fire while one types.

/** @typedef {"search" | "next" | "previous" | "back" | "help" | "nextHit" | "previousHit"} Command */

/** @type {Record<string, Command>} */
const LETTERS = { "/": "search", j: "next", k: "previous", u: "back", "?": "help", n: "nextHit", p: "previousHit" };

/** For the sheet: keys and what they do, in this order. @type {readonly [string[], Command][]} */
export const SHEET = [
  [["/", "Ctrl K"], "search"], [["j"], "next"], [["k"], "previous"], [["u", "Esc"], "back"],
  [["n"], "nextHit"], [["p"], "previousHit"], [["?"], "help"],
];

/**
 * The command of a key press, if it is one.
 * @param {Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "defaultPrevented">} event
 * @param {{typing: boolean, layer: boolean, letters: boolean}} where `typing`: in a text field; `layer`: a dialog is open
 * @returns {Command | null}
 */
export function command(event, { typing, layer, letters }) {
  if (event.isComposing || event.defaultPrevented || event.altKey || layer) return null;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") return "search";
  if (event.ctrlKey || event.metaKey || typing) return null;
  if (event.key === "Escape") return "back";
  return letters && Object.hasOwn(LETTERS, event.key) ? LETTERS[event.key] : null;
}
