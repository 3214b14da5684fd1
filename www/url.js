// The state as the hash of the address, both ways. `parse(format(s))` is `s`; what is not ours is kept.

import { initial, isEmpty, MOST, noChoice, OPTIONS, PAGE, SORTS, VIEWS } from "./state.js";

/** @typedef {import("./state.js").State} State */

/** The facet whose range is written `from=…&to=…`. */
const DATES = "year";
const OURS = new Set(["q", "sort", "view", "id", "with", "s", "n", "not", "from", "to", ...OPTIONS]);
/** Stands for "without a value"; as a value of its own it would be written with %40. */
const NONE = "@none";
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/**
 * The state as a hash, with its `#`; "#" alone for the first state.
 * @param {State} state
 * @returns {string}
 */
export function format(state) {
  /** @type {[string, string][]} */
  const pairs = [];
  if (state.query !== "") pairs.push(["q", enc(state.query)]);
  for (const facet of Object.keys(state.filters).sort()) pairs.push(...ofFacet(facet, state.filters[facet]));
  if (state.notAlso.length) pairs.push(["not", list(state.notAlso)]);
  if (state.sort !== "relevance") pairs.push(["sort", state.sort]);
  if (state.view !== "results") pairs.push(["view", state.view]);
  for (const key of OPTIONS) if (state.options[key]) pairs.push([key, enc(state.options[key])]);
  if (state.shown !== PAGE) pairs.push(["n", String(state.shown)]);
  if (state.id !== null) pairs.push(["id", enc(state.id)]);
  if (state.id !== null && state.beside !== null) pairs.push(["with", enc(state.beside)]);
  if (state.id !== null && state.at !== null) pairs.push(["s", String(state.at)]);
  for (const [key, value] of state.extra) pairs.push([enc(key), enc(value)]);
  return `#${pairs.map(([k, v]) => `${k}=${v}`).join("&")}`;
}

/**
 * The state of a hash. Never fails: what cannot be (a date that is none, a view we do not have) is left out,
 * parameters that are not ours are kept for whoever they belong to.
 * @param {string} hash with or without `#`
 * @param {Iterable<string>} facets the facets there are
 * @returns {State}
 */
export function parse(hash, facets) {
  const state = initial();
  const known = new Set(facets);
  for (const part of hash.replace(/^#/, "").split("&")) {
    if (part === "") continue;
    const cut = part.indexOf("=");
    const key = dec(cut < 0 ? part : part.slice(0, cut));
    read(state, known, key, cut < 0 ? "" : part.slice(cut + 1));
  }
  for (const facet of Object.keys(state.filters)) if (isEmpty(state.filters[facet])) delete state.filters[facet];
  return state;
}

/**
 * @param {State} state
 * @param {Set<string>} known
 * @param {string} key
 * @param {string} raw still percent-encoded
 */
function read(state, known, key, raw) {
  if (OURS.has(key)) return readOurs(state, key, raw);
  const bare = key.replace(/^-/, "").replace(/^f\./, "").replace(/\.(from|to)$/, "");
  if (!known.has(bare)) {
    state.extra.push([key, dec(raw)]);
    return;
  }
  const choice = (state.filters[bare] ??= noChoice());
  const values = raw.split(",").filter((v) => v !== "").map((v) => (v === NONE ? "" : dec(v)));
  if (key.endsWith(".from")) choice.from = dec(raw);
  else if (key.endsWith(".to")) choice.to = dec(raw);
  else if (key.startsWith("-")) choice.exclude = [...new Set(values)];
  else choice.include = [...new Set(values)];
}

/**
 * @param {State} state
 * @param {string} key
 * @param {string} raw
 */
function readOurs(state, key, raw) {
  const value = dec(raw);
  if (key === "q") state.query = value;
  else if (key === "id") state.id = value || null;
  else if (key === "with") state.beside = value || null;
  else if (key === "s") state.at = /^\d{1,9}$/.test(value) ? Number(value) : null;
  else if (key === "n") state.shown = /^\d{1,5}$/.test(value) ? Math.min(Math.max(Number(value), PAGE), MOST) : PAGE;
  else if (key === "not") state.notAlso = raw.split(",").map(dec).filter((v) => v !== "");
  else if (key === "sort") state.sort = SORTS.find((s) => s === value) ?? "relevance";
  else if (key === "view") state.view = VIEWS.find((v) => v === value) ?? "results";
  else if (key === "from" || key === "to") {
    if (DATE.test(value)) (state.filters[DATES] ??= noChoice())[key] = value;
  } else if (value !== "") state.options[key] = value;
}

/**
 * @param {string} facet
 * @param {import("./state.js").Choice} choice
 * @returns {[string, string][]}
 */
function ofFacet(facet, choice) {
  // A corpus may name a facet of its own like one of our parameters.
  const name = OURS.has(facet) ? `f.${facet}` : enc(facet);
  /** @type {[string, string][]} */
  const pairs = [];
  if (choice.include.length) pairs.push([name, list(choice.include)]);
  if (choice.exclude.length) pairs.push([`-${name}`, list(choice.exclude)]);
  const range = facet === DATES ? "" : `${name}.`;
  if (choice.from) pairs.push([`${range}from`, enc(choice.from)]);
  if (choice.to) pairs.push([`${range}to`, enc(choice.to)]);
  return pairs;
}

/** @param {string[]} values */
function list(values) {
  return values.map((v) => (v === "" ? NONE : enc(v))).join(",");
}

/** @param {string} text */
function enc(text) {
  return encodeURIComponent(text.toWellFormed?.() ?? text).replaceAll("%20", "+");
}

/** @param {string} text */
function dec(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", "%20"));
  } catch {
    return text; // A stray "%": taken as it stands.
  }
}
