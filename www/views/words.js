// Small pieces of wording that several views share.

import * as format from "../format.js";
import { maybe, translator } from "../i18n.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** The name of a facet in the reader's language. @param {Model} m @param {string} facet */
export function facetName(m, facet) {
  const own = m.info?.facets.find((f) => f.id === facet)?.labels?.[m.prefs.lang];
  return own ?? maybe(m.prefs.lang, `facet-${facet}`, facet);
}

/** The name of a language. @param {Model} m @param {string} code */
export function languageName(m, code) {
  return maybe(m.prefs.lang, `lang-${code}`, code);
}

/** A partial date in words. @param {Model} m @param {string | null} edtf */
export function day(m, edtf) {
  return format.date(edtf, m.prefs.lang);
}

/** @param {Model} m @param {string} from @param {string} to */
export function range(m, from, to) {
  const t = translator(m.prefs.lang);
  if (from && to) return from === to ? day(m, from) : `${day(m, from)} – ${day(m, to)}`;
  return from ? t("since", { date: day(m, from) }) : t("until", { date: day(m, to) });
}

/** "38 reports with Korea, 2018 – 2024, about drugs": the selection in words. @param {Model} m @param {Acts} a */
export function summary(m, a) {
  const { value, error } = m.answer;
  if (error) return a.t("search-failed", { what: error.message });
  if (!value) return a.t("searching");
  const words = [a.t(value.total === m.info?.documents ? "reports-all" : "reports", { n: value.total })];
  if (m.state.query.trim()) words.push(a.t("for-query", { query: m.state.query.trim() }));
  return words.join(" ");
}

/** "of 27 events, 2018 – 2024": told when it is known. @param {Model} m @param {Acts} a */
export function spanWords(m, a) {
  const span = m.span.key === m.answer.key ? m.span.value : null;
  if (!span || !span.events) return "";
  const years = span.from === span.to ? span.from : `${span.from}–${span.to}`;
  return [a.t("of-events", { n: span.events }), years].filter(Boolean).join(", ");
}

/** The selection for a file: what is in it, the filters, the data. @param {Model} m @param {Acts} a */
export function selectionWords(m, a) {
  const filters = Object.entries(m.state.filters).map(([facet, c]) => `${facetName(m, facet)}: ${[
    ...c.include.map((v) => a.label(facet, v)), ...c.exclude.map((v) => a.t("not", { value: a.label(facet, v) })),
    ...(c.from || c.to ? [range(m, c.from, c.to)] : [])].join(", ")}`);
  return [[summary(m, a), ...filters].join("; "), a.t("data-of", { title: m.info?.title ?? "", version: m.info?.version ?? "", license: m.info?.license ?? "" })];
}

/**
 * "n of m": the words after a value was copied, else the words that offer it.
 * @param {Model} m @param {Acts} a @param {string} what @param {import("../i18n.js").Key} offer
 */
export function copyWords(m, a, what, offer) {
  return m.ui.copied === what ? a.t("copied") : a.t(offer);
}
