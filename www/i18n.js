// The words of the page. A language is one file of `i18n/`; `en.js` is the list of what a file must hold.

import * as format from "./format.js";
import en from "./i18n/en.js";
import vi from "./i18n/vi.js";

/** @typedef {import("./format.js").Language} Language */
/** @typedef {keyof typeof en} Key */
/** @typedef {string | {[category: string]: string}} Message */

/** @type {Record<Language, Record<Key, Message>>} */
export const LANGUAGES = { vi, en };

/**
 * The words for `key` with `{name}` replaced. Numbers are written the language's way; where a message has plural
 * forms, `n` chooses.
 * @typedef {(key: Key, values?: Record<string, string | number>) => string} Translate
 */

/**
 * @param {Language} lang
 * @returns {Translate}
 */
export function translator(lang) {
  const messages = LANGUAGES[lang];
  return (key, values = {}) => {
    const message = messages[key];
    const text = typeof message === "string" ? message
      : message[format.plural(Number(values.n ?? 0), lang)] ?? message.other;
    return text.replace(/\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === "number" ? format.number(value, lang) : String(value ?? "");
    });
  };
}

/**
 * The words for a key made at run time, or `otherwise`.
 * @param {Language} lang
 * @param {string} key
 * @param {string} otherwise
 */
export function maybe(lang, key, otherwise) {
  const message = Object.hasOwn(LANGUAGES[lang], key) ? LANGUAGES[lang][/** @type {Key} */ (key)] : otherwise;
  return typeof message === "string" ? message : otherwise;
}
