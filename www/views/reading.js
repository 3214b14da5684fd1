// One report: its text with what matched and what proves its facts, and the facts beside it.

import { html, nothing } from "lit-html";

import { withText } from "../fragment.js";
import { fold } from "../format.js";
import { factsOf, KINDS, marksOf, pieces, sentenceAt } from "../passage.js";
import { reportLink } from "./quotes.js";
import { copyWords, day, facetName, languageName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../passage.js").Fact} Fact */
/** @typedef {import("../passage.js").Piece} Piece */
/** @typedef {import("../model.js").DocumentView} DocumentView */

/** The report, and with one beside it both and what only one of them tells. @param {Model} m @param {Acts} a */
export function reading(m, a) {
  if (m.state.beside === null) return report(m, a);
  return html`<div class="pair">${difference(m, a)}${report(m, a)}${second(m, a)}</div>`;
}

/** @param {Model} m @param {Acts} a */
function report(m, a) {
  const { value: view, error } = m.report;
  const back = html`<a class="back" href=${a.link({ type: "close" })}>${m.width === "wide" ? a.t("close-report") : a.t("back")}</a>`;
  if (error) return html`<article class="reading"><div class="reading-head">${back}</div><p class="message" role="alert">${error.message}</p></article>`;
  if (!view || view.record.id !== m.state.id) return html`<article class="reading" aria-busy="true"><div class="reading-head">${back}</div></article>`;
  const r = view.record;
  return html`<article class="reading" aria-labelledby="report-title">
    <div class="reading-head">${back}${hitSteps(m, a, view)}</div>
    <h2 id="report-title" tabindex="-1" lang=${r.lang}>${title(m, view)}</h2>
    ${source(m, a, view)}
    ${sameEvent(m, a, view)}
    ${legend(m, a, view)}
    <div class="text" lang=${r.lang}>${text(m, view, a)}</div>
    ${removed(m, a, view)}
    ${facts(m, a, view)}
    ${pledges(m, a, view)}
    ${related(m, a)}
    ${problems(a, view)}
    ${tools(m, a, view)}
  </article>`;
}

/** The title, marked where it stands in the text; the front matter around it does not take it away. @param {Model} m @param {DocumentView} view */
function title(m, view) {
  const { record: r, title: at } = view;
  if (!at) return r.title ?? r.id;
  const marks = marksOf(view, m.prefs.marks, m.ui.focus).filter((x) => x.mark !== "removed" || x.start > at[0] || x.end < at[1]);
  return run(pieces(r.text, at[0], at[1], marks), false);
}

/** @param {Model} m @param {Acts} a @param {DocumentView} view */
function source(m, a, { record: r }) {
  const safe = r.source.url?.startsWith("https://") || r.source.url?.startsWith("http://") ? r.source.url : null;
  const outlet = r.source.outlet ?? a.t("source");
  return html`<p class="meta">
    <time datetime=${r.published ?? nothing}>${day(m, r.published) || a.t("undated")}</time>
    <span>${languageName(m, r.lang)}</span>
    ${safe ? html`<span>${a.t("based-on")} <a href=${safe} rel="noreferrer noopener external" target="_blank">${outlet}<span aria-hidden="true"> ↗</span><span class="unseen"> ${a.t("new-tab")}</span></a></span>`
      : r.source.outlet ? html`<span>${a.t("based-on")} ${outlet}</span>` : nothing}</p>
    ${r.event ? html`<p class="event">${[a.label("kind", r.event.kind), day(m, r.event.date) + (r.event.date_end ? ` – ${day(m, r.event.date_end)}` : ""),
      r.event.place?.city, r.event.place?.country && r.event.place.country !== "VN" ? a.label("country", r.event.place.country) : null].filter(Boolean).join(" · ")}</p>` : nothing}`;
}

/** Switches for the kinds of facts that this report has. @param {Model} m @param {Acts} a @param {DocumentView} view */
function legend(m, a, view) {
  const has = new Set(factsOf(view.record).filter((f) => f.spans.length).map((f) => f.kind));
  if (!has.size) return nothing;
  return html`<div class="legend" role="group" aria-label=${a.t("marks")}>
    ${KINDS.filter((k) => has.has(k)).map((k) => html`<button aria-pressed=${m.prefs.marks[k]} data-kind=${k}
      @click=${() => a.prefer({ marks: { ...m.prefs.marks, [k]: !m.prefs.marks[k] } })}><span class="mark ${k}">${a.t(`mark-${k}`)}</span></button>`)}
  </div>`;
}

/** @param {Model} m @param {Acts} a @param {DocumentView} view */
function hitSteps(m, a, view) {
  const n = view.hits.length;
  if (!n) return nothing;
  const step = (/** @type {number} */ by) => () => a.set({ hit: (m.ui.hit + by + n) % n, focus: null });
  return html`<span class="steps" role="group" aria-label=${a.t("matches")}>
    <button @click=${step(-1)} aria-label=${a.t("previous-hit")} title=${a.t("previous-hit")}><span aria-hidden="true">‹</span></button>
    <span class="n">${a.t("n-of-m", { n: m.ui.hit + 1, m: n })}</span>
    <button @click=${step(1)} aria-label=${a.t("next-hit")} title=${a.t("next-hit")}><span aria-hidden="true">›</span></button></span>`;
}

/** The body; with `removed` on, also what was taken out, where it stood. @param {Model} m @param {DocumentView} view @param {Acts} a */
function text(m, view, a) {
  const r = view.record;
  const marks = marksOf(view, m.prefs.marks, m.ui.focus);
  const current = view.hits[m.ui.hit]?.start;
  const blocks = [
    ...r.body.map(([start, end], i) => ({ start, end, lang: view.langs[i] ?? r.lang, reason: "" })),
    ...(m.ui.removed ? outside(r).map((x) => ({ ...x, lang: r.lang })) : []),
  ].sort((x, y) => x.start - y.start);
  return blocks.map((b) => b.reason
    ? html`<p class="taken" data-at=${b.start}><span class="reason">${a.t(/** @type {any} */ (`reason-${b.reason}`))}</span> ${r.text.slice(b.start, b.end)}</p>`
    : html`<p lang=${b.lang === r.lang ? nothing : b.lang}>${run(pieces(r.text, b.start, b.end, marks), m.ui.removed, current)}</p>`);
}

/** Removed passages that stand in no paragraph kept. @param {DocumentView["record"]} r */
function outside(r) {
  return r.removed.filter((x) => !r.body.some(([start, end]) => start <= x.start && x.end <= end));
}

/**
 * Pieces as elements: what matched is a background, facts are underlines, one inside the other where they meet.
 * @param {Piece[]} list @param {boolean} withRemoved @param {number} [current] where the current match begins
 */
function run(list, withRemoved, current) {
  return list.map((p) => {
    if (p.marks.includes("removed") && !withRemoved) return nothing;
    let out = /** @type {unknown} */ (p.text);
    for (const [depth, kind] of p.marks.filter((k) => /** @type {readonly string[]} */ (KINDS).includes(k)).entries()) {
      out = html`<span class="mark ${kind} depth-${Math.min(depth, 2)}">${out}</span>`;
    }
    if (p.marks.includes("removed")) out = html`<del>${out}</del>`;
    if (p.marks.includes("hit")) out = html`<mark class="hit" ?data-current=${p.start === current}>${out}</mark>`;
    return p.marks.includes("focus") ? html`<span class="focus">${out}</span>` : out;
  });
}

/** @param {Model} m @param {Acts} a @param {DocumentView} view */
function removed(m, a, { record: r }) {
  if (!r.removed.length) return nothing;
  const reasons = [...new Set(r.removed.map((x) => a.t(/** @type {any} */ (`reason-${x.reason}`))))];
  return html`<p class="removed"><button aria-pressed=${m.ui.removed} @click=${() => a.set({ removed: !m.ui.removed })}>
    ${a.t(m.ui.removed ? "hide-removed" : "show-removed", { n: r.removed.length })}</button>
    <span class="quiet">${reasons.join(", ")}</span></p>`;
}

/** The facts, each a way to its words. @param {Model} m @param {Acts} a @param {DocumentView} view */
function facts(m, a, view) {
  const all = factsOf(view.record);
  if (!all.length) return nothing;
  const facets = [...new Set(all.map((f) => f.facet))];
  return html`<section class="facts" aria-labelledby="facts-title"><h3 id="facts-title">${a.t("facts")}</h3>
    <dl>${facets.map((facet) => html`<div><dt>${facetName(m, facet)}</dt>
      ${all.filter((f) => f.facet === facet).map((f) => html`<dd>${factButton(m, a, f)}</dd>`)}</div>`)}</dl></section>`;
}

/** @param {Model} m @param {Acts} a @param {Fact} f */
function factButton(m, a, f) {
  const at = f.spans.findIndex((s) => s.start === m.ui.focus?.start && s.end === m.ui.focus.end);
  const next = f.spans[(at + 1) % f.spans.length];
  const label = f.facet === "instrument" || f.facet === "person" ? f.label : a.label(f.facet, f.value) || f.label;
  const details = f.details.map((d) => f.facet === "instrument" ? a.label("status", d) : f.facet === "kind" ? day(m, d) : d);
  return html`<button class="fact" ?data-on=${at >= 0} ?disabled=${!next} @click=${() => a.set({ focus: next })} title=${a.t("show-words")}>
    <span class="mark ${f.kind}">${label === f.value && f.label ? f.label : label}</span>
    ${details.length ? html`<span class="quiet">${details.join(", ")}</span>` : nothing}
    ${f.spans.length > 1 ? html`<span class="n" aria-hidden="true">${at >= 0 ? `${at + 1}/` : ""}${f.spans.length}</span>` : nothing}</button>`;
}

/** Who promises what: the sentence itself. @param {Model} m @param {Acts} a @param {DocumentView} view */
function pledges(m, a, { record: r }) {
  if (!r.pledges.length) return nothing;
  return html`<section class="pledges" aria-labelledby="pledges-title"><h3 id="pledges-title">${a.t("pledges")}</h3><ul>${r.pledges.map((p) => {
    const quote = p.evidence[0];
    return html`<li><button class="fact" ?disabled=${!quote} @click=${() => a.set({ focus: quote })} title=${a.t("show-words")}>
      <span class="who">${p.by === "both" ? a.t("both-sides") : a.label("country", p.by)} · ${a.t(/** @type {any} */ (`verb-${p.verb}`))}</span>
      <span lang=${r.lang}>${quote?.quote}</span></button></li>`;
  })}</ul></section>`;
}

/** @param {Model} m @param {Acts} a @param {DocumentView} view */
function sameEvent(m, a, { sameEvent: others }) {
  if (!others.length) return nothing;
  return html`<section class="same-event"><h3>${a.t("same-event", { n: others.length })}</h3><ul class="plain">${others.map((o) => html`<li>
    <a href=${a.link({ type: "open", id: o.id })} lang=${o.lang}>${o.title ?? o.id}</a>
    <span class="quiet">${day(m, o.date)} · ${languageName(m, o.lang)}</span>
    ${m.state.beside === o.id ? html`<button @click=${() => a.go({ type: "beside", id: null })}>${a.t("not-beside")}</button>`
      : html`<button @click=${() => a.go({ type: "beside", id: o.id })} aria-label="${a.t("beside")}: ${o.title ?? o.id}">${a.t("beside")}</button>`}</li>`)}</ul></section>`;
}

/** The report beside: its text with the same marks. @param {Model} m @param {Acts} a */
function second(m, a) {
  const { value: view, error } = m.beside;
  const close = html`<div class="reading-head"><button @click=${() => a.go({ type: "beside", id: null })}>${a.t("close")}</button></div>`;
  if (error) return html`<article class="reading">${close}<p class="message" role="alert">${error.message}</p></article>`;
  if (!view || view.record.id !== m.state.beside) return html`<article class="reading" aria-busy="true">${close}</article>`;
  const r = view.record;
  return html`<article class="reading" aria-labelledby="beside-title">${close}
    <h2 id="beside-title" lang=${r.lang}>${title({ ...m, ui: { ...m.ui, focus: null } }, view)}</h2>
    ${source(m, a, view)}
    <div class="text" lang=${r.lang}>${text({ ...m, ui: { ...m.ui, focus: null, hit: -1, removed: false } }, view, a)}</div>
    <p class="tools"><a href=${a.link({ type: "open", id: r.id })}>${a.t("open-alone")}</a></p></article>`;
}

/** Why two reports are taken for one event, and the facts that only one of them tells. @param {Model} m @param {Acts} a */
function difference(m, a) {
  const [x, y] = [m.report.value, m.beside.value];
  if (!x || !y || x.record.id !== m.state.id || y.record.id !== m.state.beside) return nothing;
  const why = m.related.key === m.state.id ? m.related.value?.find((r) => r.sameEvent && r.report.id === y.record.id)?.why : undefined;
  const [one, other] = [factsOf(x.record), factsOf(y.record)];
  const key = (/** @type {Fact} */ f) => fold(f.label || a.label(f.facet, f.value));
  const only = (/** @type {Fact[]} */ mine, /** @type {Fact[]} */ theirs) => {
    const known = new Set(theirs.map(key));
    return mine.filter((f) => !known.has(key(f)));
  };
  const list = (/** @type {Fact[]} */ facts, /** @type {string} */ where) => html`<div><dt>${a.t("only-in", { where })}</dt>
    <dd>${facts.length ? facts.map((f, i) => html`${i ? ", " : ""}<span class="mark ${f.kind}">${f.label || a.label(f.facet, f.value)}</span>`) : a.t("nothing-more")}</dd></div>`;
  const name = (/** @type {DocumentView} */ v) => [languageName(m, v.record.lang), v.record.source.outlet, day(m, v.record.published)].filter(Boolean).join(", ");
  return html`<section class="difference" aria-label=${a.t("differences")}>
    ${why?.length ? html`<p class="quiet">${a.t("one-event-because")} ${shared(a, why)}</p>` : nothing}
    <dl>${list(only(one, other), name(x))}${list(only(other, one), name(y))}</dl></section>`;
}

/** Reports like this one, with what they share. @param {Model} m @param {Acts} a */
function related(m, a) {
  const list = m.related.key === m.state.id ? (m.related.value ?? []).filter((r) => !r.sameEvent).slice(0, 5) : [];
  if (!list.length) return nothing;
  return html`<section><h3>${a.t("related")}</h3><ul class="plain">${list.map((r) => html`<li>${reportLink(m, a, r.report)}
    <span class="quiet">${a.t("shares")} ${shared(a, r.why)}</span></li>`)}</ul></section>`;
}

/** @param {Acts} a @param {{what: string, values: string[]}[]} why */
function shared(a, why) {
  const facet = /** @type {Record<string, string>} */ ({ countries: "country", organizations: "organization", forums: "forum" });
  const subject = (/** @type {string} */ v) => { const crime = a.label("crime", v); return crime === v ? a.label("cooperation", v) : crime; };
  return why.filter((w) => w.values.length && w.what !== "day").map((w) => w.values.map((v) => w.what === "subjects" ? subject(v) : facet[w.what] ? a.label(facet[w.what], v) : v).join(", ")).join("; ");
}

/** @param {Acts} a @param {DocumentView} view */
function problems(a, { record: r }) {
  if (!r.problems.length) return nothing;
  return html`<details class="problems"><summary>${a.t("problems", { n: r.problems.length })}</summary>
    <ul class="plain">${r.problems.map((p) => html`<li>${p.what}</li>`)}</ul></details>`;
}

/** Cite and link. @param {Model} m @param {Acts} a @param {DocumentView} view */
function tools(m, a, view) {
  const r = view.record;
  const sentence = m.ui.focus ? sentenceAt(view, m.ui.focus.start) : null;
  const at = sentence?.start ?? null;
  const url = r.source.url?.startsWith("http://") || r.source.url?.startsWith("https://") ? r.source.url : null;
  const link = () => new URL(a.link({ type: "open", id: r.id, at }), location.href).href;
  const cite = () => [r.source.outlet, r.title && `“${r.title}”`, r.published, r.source.url, link()].filter(Boolean).join(". ");
  return html`<p class="tools">
    <button @click=${() => a.copy(link(), "link")}>${copyWords(m, a, "link", at === null ? "copy-link" : "copy-sentence-link")}</button>
    <button @click=${() => a.copy(cite(), "cite")}>${copyWords(m, a, "cite", "copy-citation")}</button>
    ${sentence && url ? html`<a href=${withText(url, r.text.slice(sentence.start, sentence.end))} rel="noreferrer noopener external" target="_blank">${a.t("source-at")}<span aria-hidden="true"> ↗</span><span class="unseen"> ${a.t("new-tab")}</span></a>` : nothing}</p>`;
}
