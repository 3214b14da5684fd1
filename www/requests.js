// What the state asks of the engine. Pure.

import { facetRequest } from "./facet-order.js";
import { factOf, groupedBy, inContext, periodOf, whoOf } from "./options.js";

/** @typedef {import("./model.js").Model} Model */

/** The search itself. @param {Model} m @returns {import("../src/web/types").SearchRequest} */
export function searchRequest(m) {
  const { state, prefs, info } = m;
  return {
    query: state.query,
    filters: Object.entries(state.filters).map(([facet, c]) => ({
      facet, include: c.include, exclude: c.exclude, ...(c.from ? { from: c.from } : {}), ...(c.to ? { to: c.to } : {}),
    })),
    facets: (info?.facets ?? []).map((f) => facetRequest(m, f.id)),
    sort: state.sort, limit: state.shown, notAlso: state.notAlso, lang: prefs.lang,
  };
}

/**
 * What the view of the state asks beside the search.
 * @param {Model} m
 * @returns {import("../src/web/types").ViewRequest & {method: "facts" | "ledger" | "pledges" | "timeline" | "partners" | "network" | "coverage" | "concordance"} | null}
 */
export function rowsRequest(m) {
  const { query, filters, notAlso, limit } = searchRequest(m);
  const base = { query, filters, notAlso, limit };
  const { view, options } = m.state;
  const some = (/** @type {Record<string, string | undefined>} */ keys) => Object.fromEntries(Object.entries(keys).filter(([, v]) => v));
  switch (view) {
    case "sentences": {
      const fact = factOf(m);
      if (inContext(m.state)) return { method: "concordance", ...base, ...(options.by === "left" || options.by === "right" ? { by: options.by } : {}) };
      return { method: "facts", ...base, ...(fact ? { facet: fact.facet, values: fact.value ? [fact.value] : [] } : {}) };
    }
    case "timeline":
      return { method: "timeline", ...base, by: periodOf(m.state), ...some({ facet: options.stack }) };
    case "agreements":
      return { method: "ledger", ...base, ...some({ status: options.status }) };
    case "pledges":
      return { method: "pledges", ...base, ...(groupedBy(options) === "date" ? {} : { limit: Math.max(500, base.limit ?? 0) }), ...some({ status: options.status, side: options.side }) };
    case "partners":
      return { method: "partners", ...base, limit: Math.max(100, base.limit ?? 0), who: whoOf(options.who) };
    case "network":
      return { method: "network", ...base, limit: Math.max(40, base.limit ?? 0), kinds: [/** @type {any} */ (options.by ?? "person")], who: options.who ? [options.who] : [] };
    case "about": // Of everything, whatever is asked.
      return { method: "coverage" };
    default:
      return null;
  }
}
