// The frame: header, search, tabs, panes. Query, filters and count keep their place in every view.

import { html, nothing } from "lit-html";

import { conditions, VIEWS } from "../state.js";
import { chips } from "./chips.js";
import { facets } from "./facets.js";
import { overview } from "./overview.js";
import { results } from "./results.js";
import { searchBox } from "./search.js";
import { failed, loading, waiting } from "./states.js";
import { spanWords, summary } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** Views that list something of the selection, as tabs. */
const TABS = VIEWS.filter((v) => v !== "about" && v !== "own");
/** Those that need no facts. @type {Set<import("../state.js").View>} */
const PLAIN = new Set(["results", "sentences"]);

/** @param {Model} m @param {Acts} a */
export function shell(m, a) {
  const alone = m.state.id !== null && (m.width !== "wide" || m.state.beside !== null);
  return html`
    <button class="skip" @click=${() => document.getElementById("main")?.focus()}>${a.t("skip")}</button>
    ${header(m, a)}
    ${m.phase === "ready" ? html`
      <search class="search" ?hidden=${alone && m.width === "phone"}>
        ${searchBox(m, a)}
        ${m.update ? html`<p class="update" role="status">${a.t("newer")} <button @click=${m.update}>${a.t("newer-use")}</button></p>` : nothing}
        <div class="selection"><p class="count" ?data-stale=${m.answer.pending}>${summary(m, a)}<span class="quiet"> ${spanWords(m, a)}</span></p>${chips(m, a)}</div>
      </search>
      ${tabs(m, a, alone && m.width === "phone")}
      ${panes(m, a, alone)}
      ${m.later?.layers(m, a)}`
    : html`<main id="main" tabindex="-1">${m.phase === "failed" ? failed(m, a) : loading(m, a)}</main>`}`;
}

/** @param {Model} m @param {Acts} a */
function header(m, a) {
  const { lang, theme } = m.prefs;
  const next = /** @type {const} */ ({ auto: "light", light: "dark", dark: "auto" })[theme];
  return html`<header class="top">
    <div class="brand">
      <h1 class="name"><a href=${a.link({ type: "clear" })}>Entente</a></h1>
      <p class="corpus">${corpusName(m, a)}</p>
    </div>
    <div class="tools">
      ${m.phase === "ready" ? html`<a href=${a.link({ type: "view", view: "own" })}
        aria-current=${m.state.view === "own" ? "page" : nothing}>${a.t(m.width === "phone" ? "own-short" : "view-own")}</a>
      <a href=${a.link({ type: "view", view: "about" })}
        aria-current=${m.state.view === "about" ? "page" : nothing}>${a.t(m.width === "phone" ? "about-short" : "about")}</a>` : nothing}
      <button lang=${lang === "vi" ? "en" : "vi"} @click=${() => a.prefer({ lang: lang === "vi" ? "en" : "vi" })}>
        ${lang === "vi" ? "English" : "Tiếng Việt"}</button>
      <button @click=${() => a.prefer({ theme: next })} aria-label="${a.t("theme")}: ${a.t(`theme-${theme}`)}" title="${a.t("theme")}: ${a.t(`theme-${theme}`)}">
        <span aria-hidden="true">${{ auto: "◐", light: "○", dark: "●" }[theme]}</span></button>
      <button @click=${() => a.set({ layer: "help" })} aria-label=${a.t("help")} title=${a.t("help")}>
        <span aria-hidden="true">?</span></button>
    </div>
  </header>`;
}

/** What is searched. @param {Model} m @param {Acts} a */
function corpusName(m, a) {
  const bundled = m.bundled?.titles[m.prefs.lang] ?? "";
  const own = m.own.name || a.t("own-title");
  return { bundled, own, both: `${bundled} + ${own}` }[m.own.used];
}

/** @param {Model} m @param {Acts} a @param {boolean} hidden */
function tabs(m, a, hidden) {
  const n = conditions(m.state);
  return html`<nav class="tabs" aria-label=${a.t("views")} ?hidden=${hidden}>
    ${m.width === "phone" ? html`<button class="filters" aria-haspopup="dialog" @click=${() => a.set({ layer: "filters" })}>
      ${n ? a.t("filters-n", { n }) : a.t("filters")}</button>` : nothing}
    <ul>${TABS.filter((view) => m.info?.extract !== false || PLAIN.has(view)).map((view) => html`<li><a href=${here()}${a.link({ type: "view", view })}
      aria-current=${m.state.view === view ? "page" : nothing}>${a.t(`view-${view}`)}</a></li>`)}</ul>
    <button class="keep" aria-haspopup="dialog" @click=${() => a.set({ layer: "searches" })}>${a.t("searches")}</button>
    <button class="export" aria-haspopup="dialog" @click=${() => a.set({ layer: "export" })}>${a.t("export")}</button>
  </nav>`;
}

/** The page's own address, so that a tab outside of a narrow screen is not read as a way past the header. */
const here = () => location.href.split("#", 1)[0];

/** Moves a narrow row of tabs so that the one in use is seen; whether there is a row. */
export function showTab() {
  const tab = document.querySelector(".tabs [aria-current]");
  const row = tab?.closest(".tabs");
  if (!row) return false;
  if (!tab) return true;
  const [inner, outer] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.left < outer.left || inner.right > outer.right) row.scrollLeft += (inner.left + inner.right - outer.left - outer.right) / 2;
  return true;
}

/** @param {Model} m @param {Acts} a @param {boolean} alone whether the report is read on its own */
function panes(m, a, alone) {
  return html`<div class="panes" data-view=${m.state.view} ?data-reading=${m.state.id !== null || m.state.view === "results"}>
    ${m.width === "phone" ? nothing : html`<aside class="facets" aria-label=${a.t("filters")} ?hidden=${alone}>${facets(m, a)}</aside>`}
    <main id="main" tabindex="-1" ?data-beside=${m.state.beside !== null}>
      <div class="list" ?hidden=${alone} tabindex=${m.state.view === "about" ? "0" : nothing}>${view(m, a)}</div>
      ${m.state.id !== null ? m.later?.reading(m, a) ?? html`<article class="reading">${waiting(m, a)}</article>` : m.state.view === "results" && m.width === "wide" ? overview(m, a) : nothing}
    </main>
  </div>`;
}

/** @param {Model} m @param {Acts} a */
function view(m, a) {
  if (m.state.view === "results") return results(m, a);
  if (!m.later) return waiting(m, a);
  if (m.state.view === "about") return m.later.about(m, a);
  if (m.state.view === "own") return m.later.own(m, a);
  const { value, error } = m.rows;
  if (error) return html`<p class="message" role="alert">${error.message}</p>`;
  // Rows of the view before are not this view's.
  if (!value || value.view !== m.state.view) return waiting(m, a);
  return html`<div class="view" ?data-stale=${m.rows.pending}>${m.later[m.state.view](m, a, value.rows)}</div>`;
}
