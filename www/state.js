// The state of the page: what the address says. Pure: a state and an action give the next state.

/** @typedef {"relevance" | "newest" | "oldest" | "title"} Sort */
/** @typedef {"results" | "sentences" | "timeline" | "partners" | "agreements" | "pledges" | "network" | "about" | "own"} View */
/**
 * What is asked of one facet: any of `include`, none of `exclude`, between `from` and `to` (both inclusive, "" = open).
 * @typedef {{include: string[], exclude: string[], from: string, to: string}} Choice
 */
/**
 * @typedef {object} State
 * @property {string} query
 * @property {Record<string, Choice>} filters facets without a choice are absent
 * @property {Sort} sort
 * @property {View} view
 * @property {number} shown how many hits or rows are listed
 * @property {string | null} id the report being read
 * @property {string | null} beside the report beside it
 * @property {number | null} at UTF-16 offset of the sentence to show in it
 * @property {string[]} notAlso concepts that must not be searched along
 * @property {Record<string, string>} options choices of one view, e.g. `by=month`
 * @property {[string, string][]} extra parameters of the address that are not ours; kept as they are
 */

/** Hits listed at first, and added by "show more". */
export const PAGE = 20;
/** Above this a list is no longer made longer; the filters are the way on. */
export const MOST = 2000;

/** @type {readonly Sort[]} */
export const SORTS = ["relevance", "newest", "oldest", "title"];
/** @type {readonly View[]} */
export const VIEWS = ["results", "timeline", "partners", "agreements", "pledges", "network", "sentences", "about", "own"];
/** Choices of single views that stand in the address. */
export const OPTIONS = ["by", "stack", "who", "fact", "order", "status", "side", "share"];

/** @returns {State} */
export function initial() {
  return {
    query: "", filters: {}, sort: "relevance", view: "results", shown: PAGE,
    id: null, beside: null, at: null, notAlso: [], options: {}, extra: [],
  };
}

/** @returns {Choice} */
export function noChoice() {
  return { include: [], exclude: [], from: "", to: "" };
}

/** @param {Choice} choice */
export function isEmpty(choice) {
  return choice.include.length + choice.exclude.length === 0 && choice.from === "" && choice.to === "";
}

/**
 * How many conditions hold, the query left out.
 * @param {State} state
 */
export function conditions(state) {
  return Object.values(state.filters)
    .reduce((n, c) => n + c.include.length + c.exclude.length + (c.from || c.to ? 1 : 0), 0);
}

/**
 * @typedef {{type: "query", query: string}
 *   | {type: "toggle", facet: string, value: string, how: "include" | "exclude"}
 *   | {type: "drop", facet: string, value?: string}
 *   | {type: "range", facet: string, from: string, to: string}
 *   | {type: "clear"}
 *   | {type: "sort", sort: Sort}
 *   | {type: "view", view: View, options?: Record<string, string>, only?: {facet: string, value: string}}
 *   | {type: "option", key: string, value: string}
 *   | {type: "open", id: string, at?: number | null}
 *   | {type: "beside", id: string | null}
 *   | {type: "take", facet: string, value: string}
 *   | {type: "close"}
 *   | {type: "more"}
 *   | {type: "also", concept: string, on: boolean}
 *   | {type: "go", state: State}} Action
 */

/**
 * The next state. Never changes `state`.
 * @param {State} state
 * @param {Action} action
 * @returns {State}
 */
export function reduce(state, action) {
  switch (action.type) {
    case "query":
      return { ...state, query: action.query, shown: PAGE };
    case "toggle":
      return withChoice(state, action.facet, (c) => toggled(c, action.value, action.how));
    case "drop":
      return withChoice(state, action.facet, (c) => dropped(c, action.value));
    case "range":
      return withChoice(state, action.facet, (c) => ({ ...c, from: action.from, to: action.to }));
    case "clear":
      return { ...state, query: "", filters: {}, notAlso: [], shown: PAGE };
    case "sort":
      return { ...state, sort: action.sort, shown: PAGE };
    case "view": {
      const next = { ...state, view: action.view, options: action.options ?? {}, id: null, beside: null, at: null, shown: PAGE };
      const { only } = action;
      return only ? withChoice(next, only.facet, () => ({ ...noChoice(), include: [only.value] })) : next;
    }
    case "option":
      return { ...state, options: option(state.options, action.key, action.value), shown: PAGE };
    case "open":
      return { ...state, id: action.id, beside: null, at: action.at ?? null };
    case "beside":
      return { ...state, beside: action.id };
    case "take": // What was typed has become a filter.
      return withChoice({ ...state, query: "" }, action.facet, (c) => ({
        ...c, include: toggledIn(c.include, action.value, true), exclude: c.exclude.filter((v) => v !== action.value),
      }));
    case "close":
      return { ...state, id: null, beside: null, at: null };
    case "more":
      return { ...state, shown: Math.min(state.shown + PAGE, MOST) };
    case "also":
      return { ...state, notAlso: toggledIn(state.notAlso, action.concept, !action.on), shown: PAGE };
    case "go":
      return action.state;
  }
}

/**
 * Whether an action is a step of its own for the Back button; letters typed are not.
 * @param {Action} action
 */
export function isStep(action) {
  return action.type !== "query" && action.type !== "more" && action.type !== "go";
}

/**
 * @param {State} state
 * @param {string} facet
 * @param {(choice: Choice) => Choice} change
 * @returns {State}
 */
function withChoice(state, facet, change) {
  const choice = change(state.filters[facet] ?? noChoice());
  const filters = { ...state.filters };
  if (isEmpty(choice)) delete filters[facet];
  else filters[facet] = choice;
  return { ...state, filters, shown: PAGE };
}

/**
 * @param {Choice} choice
 * @param {string} value
 * @param {"include" | "exclude"} how
 * @returns {Choice}
 */
function toggled(choice, value, how) {
  const other = how === "include" ? "exclude" : "include";
  return {
    ...choice,
    [how]: toggledIn(choice[how], value, !choice[how].includes(value)),
    [other]: choice[other].filter((v) => v !== value),
  };
}

/**
 * Without one value, or without the range where no value is named.
 * @param {Choice} choice
 * @param {string | undefined} value
 * @returns {Choice}
 */
function dropped(choice, value) {
  if (value === undefined) return { ...choice, from: "", to: "" };
  return {
    ...choice,
    include: choice.include.filter((v) => v !== value),
    exclude: choice.exclude.filter((v) => v !== value),
  };
}

/**
 * @param {string[]} list
 * @param {string} value
 * @param {boolean} on
 */
function toggledIn(list, value, on) {
  const without = list.filter((v) => v !== value);
  return on ? [...without, value] : without;
}

/**
 * @param {Record<string, string>} options
 * @param {string} key
 * @param {string} value
 */
function option(options, key, value) {
  const next = { ...options };
  if (value === "") delete next[key];
  else next[key] = value;
  return next;
}
