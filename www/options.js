// What the options of the single views say, as the address has them.

/** Whether the Sentences view shows every place of the query in its context. @param {import("./state.js").State} state */
export function inContext({ query, options }) {
  return !options.fact && query.trim() !== "" && options.order !== "list";
}

/** At most so many partners side by side. */
export const COMPARED = 4;

/** The partners asked for, of `who=KR,JP`. @param {string | undefined} who */
export function whoOf(who) {
  return (who ?? "").split(",").filter((w) => w !== "").slice(0, COMPARED);
}

/**
 * What the Sentences view shows: `fact=country:KR` as facet and value; the value is "" where all of the facet are
 * meant; null where it is the words of the query. With neither, the agreements.
 * @param {{state: import("./state.js").State, info: {extract?: boolean} | null}} m
 */
export function factOf({ state: { query, options }, info }) {
  const fact = options.fact || (query.trim() || info?.extract === false ? "" : "instrument");
  if (!fact) return null;
  const cut = fact.indexOf(":");
  return cut < 0 ? { facet: fact, value: "" } : { facet: fact.slice(0, cut), value: fact.slice(cut + 1) };
}

/** The length of a period of the timeline: days only where the time chosen is short. @param {import("./state.js").State} state @returns {"day" | "month" | "year"} */
export function periodOf({ options, filters }) {
  if (options.by !== "day") return options.by === "month" ? "month" : "year";
  const { from = "", to = "" } = filters.when ?? {};
  return from && to && Number(to.slice(0, 4)) - Number(from.slice(0, 4)) <= 1 ? "day" : "month";
}

/** What pledges are put together by. @param {Record<string, string>} options @returns {"cooperation" | "crime" | "date"} */
export function groupedBy({ by }) {
  return by === "crime" || by === "date" ? by : "cooperation";
}
