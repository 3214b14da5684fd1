// Rows as text for other programs. Pure.

/** @typedef {{head: string[], rows: (string | number)[][]}} Table */

/** Rows with tabs between the cells, as spreadsheets paste them. @param {Table} table */
export function tsv({ head, rows }) {
  return [head, ...rows].map((r) => r.map((c) => guarded(String(c).replaceAll(/[\t\r\n]+/g, " "))).join("\t")).join("\n");
}

/**
 * Comma-separated rows after RFC 4180 with a byte-order mark, which spreadsheets need to read the marks of Vietnamese;
 * the last column says of which selection they are.
 * @param {Table} table @param {string} selection
 */
export function csv({ head, rows }, selection) {
  const cell = (/** @type {string | number} */ c) => `"${guarded(String(c)).replaceAll('"', '""')}"`;
  return `\ufeff${[[...head, "selection"], ...rows.map((r) => [...r, selection])].map((r) => r.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe. @param {string} text */
function guarded(text) {
  return /^[=+\-@\t\r]/.test(text) && !/^[-+]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
}

/** A file name of some words: letters without marks, digits, hyphens. @param {string[]} words @param {string} ending */
export function fileName(words, ending) {
  const bare = (/** @type {string} */ w) => w.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9.]+/g, "-").replace(/^-|-$/g, "").slice(0, 40);
  return `${words.map(bare).filter((w) => w !== "").join("-") || "entente"}.${ending}`;
}
