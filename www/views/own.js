// Own documents: drop, choose or paste; what was read and what was not; which documents are searched; kept or forgotten.

import { html, nothing } from "lit-html";

import { chosen, dropped } from "../drop.js";
import { ENDINGS } from "../files.js";
import * as format from "../format.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function own(m, a) {
  const { documents, total, problems } = m.own;
  const picked = (/** @type {Event} */ e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    a.take(chosen(input.files ?? []));
    input.value = "";
  };
  return html`<div class="prose own"><h2>${a.t("view-own")}</h2>
    <p>${a.t("own-what")}</p>
    <div class="drop" @dragover=${(/** @type {Event} */ e) => e.preventDefault()} @drop=${async (/** @type {DragEvent} */ e) => {
      e.preventDefault();
      if (e.dataTransfer) a.take(await dropped(e.dataTransfer));
    }}>
      <p>${a.t("own-drop", { endings: ENDINGS.join(" ") })}</p>
      <p class="choices-of-files"><label class="button">${a.t("own-files")}<input class="unseen" type="file" multiple ?disabled=${total > 0} accept=${[...ENDINGS, ".json"].join(",")} @change=${picked}></label>
      <label class="button">${a.t("own-folder")}<input class="unseen" type="file" webkitdirectory ?disabled=${total > 0} @change=${picked}></label></p></div>
    <form @submit=${(/** @type {SubmitEvent} */ e) => pasted(a, e)}><label for="paste">${a.t("own-paste")}</label>
      <textarea id="paste" name="paste" rows="4"></textarea><p><button ?disabled=${total > 0}>${a.t("own-add-text")}</button></p></form>
    ${total ? reading(m, a) : nothing}
    ${documents ? had(m, a) : nothing}
    ${m.own.trouble ? html`<p class="hint" role="alert">${m.own.trouble}</p>` : nothing}
    ${problems.length ? html`<section class="unread"><h3>${a.t("own-unread", { n: problems.length })}</h3>
      <ul class="plain">${problems.slice(0, 100).map((p) => html`<li><code>${p.path}</code> ${p.what}</li>`)}</ul>
      ${problems.length > 100 ? html`<p class="quiet">${a.t("own-unread-more", { n: problems.length - 100 })}</p>` : nothing}</section>` : nothing}
    <p class="quiet">${a.t("own-private")}</p></div>`;
}

/** @param {Model} m @param {Acts} a */
function reading(m, a) {
  const { read, total } = m.own;
  const words = a.t("own-reading", { n: Math.min(read, total), total });
  return html`<p role="status">${words} <progress max=${total} .value=${Math.min(read, total)} aria-label=${words}></progress>
    <button @click=${a.stop}>${a.t("stop")}</button></p>`;
}

/** @param {Model} m @param {Acts} a */
function had(m, a) {
  const { documents, used, kept, promised, total } = m.own;
  const choice = (/** @type {import("../model.js").Which} */ which, /** @type {string} */ words) => html`<label class="switch"><input type="radio" name="corpus" value=${which}
    .checked=${used === which} ?disabled=${total > 0} @change=${() => a.useCorpus(which)}> ${words}</label>`;
  return html`<section><h3>${a.t("own-have", { n: documents })}</h3>
    <p><label for="own-name">${a.t("own-name")}</label> <input id="own-name" maxlength="80" .value=${m.own.name} placeholder=${a.t("own-title")}
      @change=${(/** @type {Event} */ e) => a.nameOwn(/** @type {HTMLInputElement} */ (e.target).value)}></p>
    <fieldset class="corpora"><legend>${a.t("own-searched")}</legend>
      ${choice("bundled", m.bundled?.titles[m.prefs.lang] ?? "")} ${choice("own", m.own.name || a.t("own-title"))} ${choice("both", a.t("own-both"))}</fieldset>
    <p><label class="switch"><input type="checkbox" class="keep" .checked=${kept > 0} ?disabled=${total > 0} @change=${(/** @type {Event} */ e) => a.keepOwn(/** @type {HTMLInputElement} */ (e.target).checked)}>
      ${a.t("own-keep")}${kept ? ` (${format.bytes(kept, m.prefs.lang)})` : ""}</label></p>
    ${kept && !promised ? html`<p class="hint">${a.t("own-kept-until")}</p>` : nothing}
    <p><button class="forget" @click=${a.forgetOwn}>${a.t("own-forget")}</button></p></section>`;
}

/** @param {Acts} a @param {SubmitEvent} e */
function pasted(a, e) {
  e.preventDefault();
  const box = /** @type {HTMLTextAreaElement} */ (/** @type {HTMLFormElement} */ (e.target).elements.namedItem("paste"));
  if (!box.value.trim()) return box.focus();
  const name = box.value.trim().split("\n")[0].slice(0, 40).replace(/[^\p{L}\p{N} ]/gu, "").trim() || "text";
  a.take(chosen([new File([box.value], `${name}.txt`, { type: "text/plain" })]));
  box.value = "";
}
