// The search box: a form that works as a form, with a list of suggestions (APG combobox, list, manual selection).

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";

import { facetName } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function searchBox(m, a) {
  const items = m.suggestions.value ?? [];
  const open = m.ui.suggesting && items.length > 0;
  const active = open && m.ui.suggestion >= 0 ? `suggestion-${m.ui.suggestion}` : nothing;
  return html`<form class="box" role="presentation" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); a.set({ suggesting: false }); }}>
    <label for="q">${a.t("search")}</label>
    <input id="q" name="q" type="search" enterkeyhint="search" autocomplete="off" autocapitalize="off" spellcheck="false"
      role="combobox" aria-autocomplete="list" aria-expanded=${open} aria-controls="suggestions"
      aria-activedescendant=${active} aria-describedby="q-hint" placeholder=${a.t("search-example")}
      .value=${live(m.state.query)}
      @input=${(/** @type {InputEvent} */ e) => typed(a, e)}
      @keydown=${(/** @type {KeyboardEvent} */ e) => pressed(m, a, e, open)}
      @blur=${() => a.set({ suggesting: false })}>
    <span id="q-hint" class="unseen">${a.t("search-hint")}</span>
    <ul id="suggestions" role="listbox" aria-label=${a.t("suggestions")} ?hidden=${!open}>
      ${items.map((s, i) => html`<li id="suggestion-${i}" role="option" aria-selected=${i === m.ui.suggestion}
        @mousedown=${(/** @type {Event} */ e) => { e.preventDefault(); choose(a, s); }}>
        <span>${s.facet === null ? s.text : html`${s.text} <span class="quiet">${facetName(m, s.facet)}</span>`}</span><span class="n">${s.count}</span></li>`)}
    </ul>
  </form>
  ${m.answer.value?.problems.length ? html`<p class="hint" id="query-problem">${m.answer.value.problems.map((p) => html`<span>${p.what}</span> `)}</p>` : nothing}
  ${also(m, a)}`;
}

/** What was searched along, each to be switched off. @param {Model} m @param {Acts} a */
function also(m, a) {
  const items = m.answer.value?.alsoSearched ?? [];
  if (!items.length && !m.state.notAlso.length) return nothing;
  const shown = items.slice(0, 6);
  return html`<p class="also">${items.length ? a.t("also") : nothing}
    ${shown.map((s) => html`<button class="chip" @click=${() => a.go({ type: "also", concept: s.concept, on: false })}
      aria-label=${a.t("also-off", { label: s.label })}>${s.label} <span aria-hidden="true">×</span></button> `)}
    ${m.state.notAlso.map((concept) => html`<button class="chip off" @click=${() => a.go({ type: "also", concept, on: true })}>
      ${a.t("also-on", { label: concept })}</button> `)}</p>`;
}

/** @param {Acts} a @param {InputEvent} e */
function typed(a, e) {
  a.set({ suggesting: true, suggestion: -1 });
  a.go({ type: "query", query: /** @type {HTMLInputElement} */ (e.target).value });
}

/** A word goes into the box, a value becomes a filter. @param {Acts} a @param {import("../model.js").Suggestion} s */
function choose(a, s) {
  a.set({ suggesting: false, suggestion: -1 });
  a.go(s.facet !== null && s.value !== null ? { type: "take", facet: s.facet, value: s.value } : { type: "query", query: s.text });
}

/** @param {Model} m @param {Acts} a @param {KeyboardEvent} e @param {boolean} open */
function pressed(m, a, e, open) {
  if (e.isComposing) return;
  const items = m.suggestions.value ?? [];
  if (e.key === "Escape") {
    // Closes first; clears when there is nothing to close.
    e.preventDefault();
    if (open) a.set({ suggesting: false, suggestion: -1 });
    else if (m.state.query !== "") a.go({ type: "query", query: "" });
    else /** @type {HTMLElement} */ (e.target).blur();
  } else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && items.length) {
    e.preventDefault();
    const step = e.key === "ArrowDown" ? 1 : -1;
    const n = items.length + 1; // One place more: back in the box, nothing chosen.
    a.set({ suggesting: true, suggestion: ((m.ui.suggestion + 1 + step + n) % n) - 1 });
  } else if (e.key === "Enter" && open && m.ui.suggestion >= 0) {
    e.preventDefault();
    choose(a, items[m.ui.suggestion]);
  }
}
