// Numbers, dates and sizes in the reader's language, all through Intl.

/** @typedef {"vi" | "en"} Language */

const LOCALES = { vi: "vi-VN", en: "en-GB" };

/** @type {Map<string, Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.PluralRules>} */
const made = new Map();

/**
 * @template {Intl.DateTimeFormat | Intl.NumberFormat | Intl.ListFormat | Intl.PluralRules} T
 * @param {string} key
 * @param {() => T} make
 * @returns {T}
 */
function once(key, make) {
  let value = made.get(key);
  if (!value) made.set(key, (value = make()));
  return /** @type {T} */ (value);
}

/**
 * A whole number with separators.
 * @param {number} n
 * @param {Language} lang
 */
export function number(n, lang) {
  return once(`n${lang}`, () => new Intl.NumberFormat(LOCALES[lang])).format(n);
}

/**
 * The plural category of a number: "one", "other", …
 * @param {number} n
 * @param {Language} lang
 */
export function plural(n, lang) {
  return once(`p${lang}`, () => new Intl.PluralRules(LOCALES[lang])).select(n);
}

/**
 * "A, B and C"; with `how` "disjunction" "A, B or C".
 * @param {string[]} items
 * @param {Language} lang
 * @param {"conjunction" | "disjunction"} how
 */
export function list(items, lang, how = "conjunction") {
  return once(`l${how}${lang}`, () => new Intl.ListFormat(LOCALES[lang], { style: "long", type: how })).format(items);
}

/** @type {Record<"year" | "month" | "day" | "dayOnly", Intl.DateTimeFormatOptions>} */
const SHAPES = {
  year: { year: "numeric" },
  month: { year: "numeric", month: "short" },
  day: { year: "numeric", month: "short", day: "numeric" },
  dayOnly: { month: "short", day: "numeric" },
};
/** Vietnamese writes dates in digits: 29/9/2024. */
const MONTHS = { vi: "numeric", en: "short" };

/**
 * A partial date (`2024`, `2024-09`, `2024-09-29`, `XXXX-09-29`) as far as it is known; other text as it stands.
 * @param {string | null} edtf
 * @param {Language} lang
 */
export function date(edtf, lang) {
  const m = edtf && /^(\d{4}|XXXX)(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(edtf);
  if (!m) return edtf ?? "";
  const shape = m[1] === "XXXX" ? "dayOnly" : m[3] ? "day" : m[2] ? "month" : "year";
  // A leap year stands in for the unknown one, so that 29 February exists.
  const at = new Date(0);
  at.setUTCFullYear(m[1] === "XXXX" ? 2000 : Number(m[1]), Number(m[2] ?? 1) - 1, Number(m[3] ?? 1));
  return once(`d${shape}${lang}`, () => new Intl.DateTimeFormat(LOCALES[lang], { ...SHAPES[shape], ...("month" in SHAPES[shape] ? { month: /** @type {"numeric" | "short"} */ (MONTHS[lang]) } : {}), timeZone: "UTC" }))
    .format(at);
}

/**
 * A size of bytes, decimal units, one decimal: "1.2 MB".
 * @param {number} bytes
 * @param {Language} lang
 */
export function bytes(bytes, lang) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return once(`b${step}${lang}`, () => new Intl.NumberFormat(LOCALES[lang], {
    style: "unit", unit: units[step], unitDisplay: step ? "short" : "long", maximumFractionDigits: step > 1 ? 1 : 0,
  })).format(bytes / 1000 ** step);
}

/** Letters without marks, in small letters: for finding and comparing names. @param {string} text */
export function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}
