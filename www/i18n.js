// The words of the page. A language is one file of `i18n/`; `en.js` is the list of what a file must hold.

import * as format from "./format.js";

/** @typedef {import("./format.js").Language} Language */
/** @typedef {keyof typeof import("./i18n/en.js").default} Key */
/** @typedef {string | {[category: string]: string}} Message */

/** Where the words of a language are. A further language is its file and a line here. @type {Record<Language, () => Promise<{default: Record<Key, Message>}>>} */
export const SOURCES = { vi: () => import("./i18n/vi.js"), en: () => import("./i18n/en.js") };
/** The words that the first results do not need; the hosted build takes them out of the above. @type {Record<Language, () => Promise<{default: object}>>} */
// @ts-ignore: the query is the build's.
const MORE = { vi: () => import("./i18n/vi.js?more"), en: () => import("./i18n/en.js?more") };
/** The languages that are here. @type {Partial<Record<Language, Record<Key, Message>>>} */
const here = {};
/** Of which all words are here. @type {Set<Language>} */
const whole = new Set();

/** Brings the words of a language; before that it has no translator. @param {Language} lang @param {boolean} [all] also those that the first results do not need */
export async function speak(lang, all = false) {
  here[lang] ??= { ...(await SOURCES[lang]()).default };
  if (!all || whole.has(lang)) return;
  Object.assign(here[lang], (await MORE[lang]()).default);
  whole.add(lang);
}

/** Whether a language is here. @param {Language} lang */
export function speaks(lang) {
  return lang in here;
}

/** @param {Language} lang */
function words(lang) {
  const found = here[lang];
  if (!found) throw new Error(`the words of "${lang}" are not loaded; call speak first`);
  return found;
}

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
  const messages = words(lang);
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

/** Messages that speak of reports, with their twins that speak of documents of any subject. @type {Partial<Record<Key, Key>>} */
const OF_REPORTS = {
  "reports": "reports-plain", "reports-all": "reports-all-plain", "reports-head": "reports-head-plain", "show-reports": "show-reports-plain",
  "nothing": "nothing-plain", "overview": "overview-plain", "overview-hint": "overview-hint-plain",
  "export-selection": "export-selection-plain", "export-all": "export-all-plain",
};

/** The key for a corpus of any subject. @param {Key} key */
export function plain(key) {
  return OF_REPORTS[key] ?? key;
}

/**
 * The words for a key made at run time, or `otherwise`.
 * @param {Language} lang
 * @param {string} key
 * @param {string} otherwise
 */
export function maybe(lang, key, otherwise) {
  const message = Object.hasOwn(words(lang), key) ? words(lang)[/** @type {Key} */ (key)] : otherwise;
  return typeof message === "string" ? message : otherwise;
}
