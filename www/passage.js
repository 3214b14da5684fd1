// Text with marks → a flat run of pieces. Pure; the views make elements of the pieces.

/** @typedef {import("./model.js").DocumentView} DocumentView */
/** @typedef {"person" | "body" | "country" | "agreement" | "crime" | "cooperation" | "date"} Kind */
/** @typedef {{start: number, end: number, mark: string}} Mark `mark` is a kind of fact, or `hit`, `focus`, `removed` */
/** @typedef {{text: string, start: number, marks: string[]}} Piece */

/** Kinds of facts in the order of the legend. @type {readonly Kind[]} */
export const KINDS = ["country", "body", "person", "agreement", "crime", "cooperation", "date"];

/**
 * Cuts `text[start..end]` where a mark begins or ends. Marks may overlap; a piece lists all that cover it, each once.
 * Cost: n log n in the number of marks.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {Mark[]} marks
 * @returns {Piece[]}
 */
export function pieces(text, start, end, marks) {
  const inside = marks.filter((m) => m.start < end && m.end > start && m.start < m.end);
  const cuts = new Set([start, end]);
  for (const m of inside) cuts.add(Math.max(start, m.start)).add(Math.min(end, m.end));
  const at = [...cuts].sort((a, b) => a - b);
  const begins = inside.sort((a, b) => a.start - b.start);
  /** @type {Piece[]} */
  const out = [];
  /** @type {Mark[]} */
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < at.length; i++) {
    while (next < begins.length && begins[next].start <= at[i]) open.push(begins[next++]);
    open = open.filter((m) => m.end > at[i]);
    out.push({ text: text.slice(at[i], at[i + 1]), start: at[i], marks: [...new Set(open.map((m) => m.mark))] });
  }
  return out;
}

/**
 * A fact of the record, as the panel lists it.
 * @typedef {object} Fact
 * @property {Kind} kind
 * @property {string} facet
 * @property {string} value
 * @property {string} label in neither language: the name or title as the record has it, "" where labels know better
 * @property {string[]} details
 * @property {{start: number, end: number}[]} spans
 */

/**
 * All facts of a document, in the order of the panel.
 * @param {DocumentView["record"]} r
 * @returns {Fact[]}
 */
export function factsOf(r) {
  /** @type {(kind: Kind, facet: string, value: string, label: string, spans: Fact["spans"], details?: (string | null)[]) => Fact} */
  const fact = (kind, facet, value, label, spans, details = []) =>
    ({ kind, facet, value, label, spans, details: details.filter((d) => d !== null && d !== "") .map(String) });
  return [
    ...r.countries.map((c) => fact("country", "country", c.code, "", c.evidence)),
    ...r.organizations.map((o) => fact("body", "organization", o.id, o.name, o.evidence)),
    ...r.forums.map((f) => fact("body", "forum", f.id, "", f.evidence)),
    ...r.people.map((p) => fact("person", "person", p.name, p.name, p.evidence, [p.rank, p.post])),
    ...r.instruments.map((i) =>
      fact("agreement", "instrument", i.type, i.title, i.evidence, [i.status, i.year === null ? null : String(i.year)])),
    ...r.crimes.map((c) => fact("crime", "crime", c.id, "", c.evidence)),
    ...r.cooperation.map((c) => fact("cooperation", "cooperation", c.id, "", c.evidence)),
    ...(r.event ? [fact("date", "kind", r.event.kind, "", r.event.evidence, [r.event.date])] : []),
  ];
}

/**
 * The marks of a document that are switched on.
 * @param {DocumentView} view
 * @param {Record<Kind, boolean>} on
 * @param {{start: number, end: number} | null} focus
 * @returns {Mark[]}
 */
export function marksOf(view, on, focus) {
  /** @type {Mark[]} */
  const marks = view.hits.map((h) => ({ start: h.start, end: h.end, mark: "hit" }));
  for (const fact of factsOf(view.record)) {
    if (on[fact.kind]) marks.push(...fact.spans.map((s) => ({ start: s.start, end: s.end, mark: fact.kind })));
  }
  for (const r of view.record.removed) marks.push({ start: r.start, end: r.end, mark: "removed" });
  if (focus) marks.push({ ...focus, mark: "focus" });
  return marks;
}

/**
 * The sentence that holds an offset; where there is none, the paragraph.
 * @param {DocumentView} view
 * @param {number} at
 * @returns {{start: number, end: number} | null}
 */
export function sentenceAt(view, at) {
  const hit = [...view.sentences, ...view.record.body].find(([start, end]) => start <= at && at < end);
  return hit ? { start: hit[0], end: hit[1] } : null;
}
