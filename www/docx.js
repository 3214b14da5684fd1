// Word documents (ECMA-376, WordprocessingML): their paragraphs as plain text, title, author. Deleted text, field codes and
// the second form of what is there twice are left out; notes and comments are not read.

import { entries } from "./zip.js";

/** @typedef {import("./files.js").Why} Why */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} limit bytes that the parts may unpack to
 * @returns {Promise<{text: string, title?: string, author?: string} | Why>}
 */
export async function docx(bytes, limit) {
  /** @type {Why | null} */
  let refused = null;
  let body = "";
  let core = "";
  const wanted = (/** @type {string} */ name) => name === "word/document.xml" || name === "docProps/core.xml";
  for await (const entry of entries(bytes, limit, (_, what) => { refused ??= what; }, wanted)) {
    const text = new TextDecoder().decode(entry.bytes);
    if (entry.name === "word/document.xml") body = text;
    else core = text;
  }
  if (!body) return refused ?? "unreadable";
  const { text, title } = paragraphs(body);
  if (!text.trim()) return "no-text";
  const of = (/** @type {string} */ name) => decoded(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`).exec(core)?.[1] ?? "").trim();
  const given = of("dc:title") || title;
  const author = of("dc:creator");
  return { text, ...(given ? { title: given } : {}), ...(author ? { author } : {}) };
}

/** Elements whose content is not shown, or shown in another form already. */
const SKIPPED = new Set(["mc:Fallback", "w:instrText", "w:delText", "w:del", "w:moveFrom"]);

/**
 * The text of a document part, paragraphs parted by empty lines, and what is styled as its title.
 * @param {string} xml
 */
export function paragraphs(xml) {
  /** @type {string[]} */
  const out = [];
  let [line, title, skipped, reading, isTitle] = ["", "", 0, false, false];
  const end = () => {
    const text = line.trim();
    if (text) out.push(text);
    if (text && isTitle && !title) title = text.replaceAll("\n", " ");
    [line, isTitle] = ["", false];
  };
  for (const [, close, name, rest, text] of xml.matchAll(/<(\/?)([\w:.-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)/g)) {
    if (text !== undefined) {
      if (reading && !skipped) line += decoded(text);
      continue;
    }
    const empty = rest.endsWith("/");
    if (SKIPPED.has(name)) {
      if (!empty) skipped += close ? -1 : 1;
    } else if (name === "w:t") reading = !close && !empty;
    else if (skipped) continue;
    else if (name === "w:tab") line += "\t";
    else if (name === "w:br" || name === "w:cr") line += "\n";
    else if (name === "w:pStyle") isTitle = /w:val="Title"/.test(rest);
    else if (name === "w:p" && (close || empty)) end();
  }
  end();
  return { text: out.join("\n\n"), title };
}

const NAMES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" });

/** @param {string} text */
function decoded(text) {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, number, name) => {
    if (name) return NAMES[name] ?? whole;
    const code = hex ? parseInt(hex, 16) : Number(number);
    return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : "\ufffd";
  });
}
