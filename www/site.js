// What a corpus folder says of itself, for the frame of its site; and whether the folder can be one.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** @typedef {{title: string, description: string, lang: "vi" | "en"}} About */

/**
 * Why a folder is no corpus, `place: what, expected, remedy`; null where it may be one.
 * @param {string} folder
 */
export function unfit(folder) {
  const isFolder = (/** @type {string} */ path) => existsSync(path) && statSync(path).isDirectory();
  if (!existsSync(folder)) return `${folder}: there is no such folder; expected one with corpus.json and documents/; check the path`;
  if (!isFolder(folder)) return `${folder}: is a file; expected a folder with corpus.json and documents/; name the folder`;
  const info = join(folder, "corpus.json");
  if (!existsSync(info)) return `${info}: is not there; expected what the corpus says of itself; write it: {"title": "…", "description": "…", "license": "…", "extract": false}`;
  if (!isFolder(join(folder, "documents"))) return `${join(folder, "documents")}: is not there; expected a folder with the documents; make it and move them there`;
  try {
    JSON.parse(readFileSync(info, "utf8").replace(/^\ufeff/, ""));
  } catch (e) {
    return `${info}:${lineOf(/** @type {Error} */ (e).message, readFileSync(info, "utf8"))}: is no JSON (${/** @type {Error} */ (e).message}); expected one object with a title; mend it`;
  }
  return null;
}

/** The line of a position that a message of JSON.parse names. @param {string} message @param {string} text */
function lineOf(message, text) {
  const at = /position (\d+)/.exec(message);
  return at ? text.slice(0, Number(at[1])).split("\n").length : 1;
}

/** @param {string} folder a fit one @returns {About} */
export function about(folder) {
  const info = JSON.parse(readFileSync(join(folder, "corpus.json"), "utf8").replace(/^\ufeff/, ""));
  const languages = Array.isArray(info.languages) ? info.languages : [];
  const lang = languages.length && !languages.includes("en") && languages.includes("vi") ? "vi" : "en";
  const words = (/** @type {unknown} */ value) => {
    if (typeof value === "string") return value;
    const both = /** @type {Record<string, unknown>} */ (value && typeof value === "object" ? value : {});
    return String(both[lang] ?? both.en ?? both.vi ?? "");
  };
  return { title: words(info.title), description: words(info.description).split("\n\n")[0], lang };
}

/**
 * Why a folder must not be written to: it holds something that no build of ours made.
 * @param {string} out
 */
export function foreign(out) {
  if (!existsSync(out)) return null;
  if (!statSync(out).isDirectory()) return `${out}: is a file; expected a folder to write the site to; name another`;
  const held = readdirSync(out);
  const ours = held.includes("entente.html") && held.includes(".nojekyll");
  return held.length === 0 || ours ? null : `${out}: holds other files; expected an empty folder, or a site made before; name another, or empty it`;
}
