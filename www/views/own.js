// Own documents: drop, choose or paste; what was read and what was not; kept or forgotten.

import { html, nothing } from "lit-html";

import { dropped, ENDINGS } from "../files.js";
import * as format from "../format.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */

/** @param {Model} m @param {Acts} a */
export function own(m, a) {
  const { documents, read, used } = m.own;
  const chosen = (/** @type {Event} */ e) => {
    const input = /** @type {HTMLInputElement} */ (e.target);
    a.take([...(input.files ?? [])]);
    input.value = "";
  };
  return html`<div class="prose own"><h2>${a.t("view-own")}</h2>
    <p>${a.t("own-what")}</p>
    <div class="drop" @dragover=${(/** @type {Event} */ e) => e.preventDefault()} @drop=${async (/** @type {DragEvent} */ e) => {
      e.preventDefault();
      if (e.dataTransfer) a.take(await dropped(e.dataTransfer));
    }}>
      <p>${a.t("own-drop", { endings: ENDINGS.join(" ") })}</p>
      <p class="choices-of-files"><label class="button">${a.t("own-files")}<input class="unseen" type="file" multiple accept=${[...ENDINGS, ".zip", ".gz"].join(",")} @change=${chosen}></label>
      <label class="button">${a.t("own-folder")}<input class="unseen" type="file" webkitdirectory @change=${chosen}></label></p></div>
    <form @submit=${(/** @type {SubmitEvent} */ e) => pasted(a, e)}><label for="paste">${a.t("own-paste")}</label>
      <textarea id="paste" name="paste" rows="4"></textarea><p><button>${a.t("own-add-text")}</button></p></form>
    ${read ? html`<p role="status">${a.t("own-reading", { n: read - 1 })} <button @click=${a.stop}>${a.t("stop")}</button></p>` : nothing}
    ${documents ? html`<section><h3>${a.t("own-have", { n: documents })}</h3>
      <p><button class=${used ? "" : "primary"} @click=${() => a.useOwn(!used)}>${a.t(used ? "own-back" : "own-use")}</button></p>
      <label class="switch"><input type="checkbox" .checked=${m.own.kept > 0} @change=${(/** @type {Event} */ e) => a.keepOwn(/** @type {HTMLInputElement} */ (e.target).checked)}>
        ${a.t("own-keep")}${m.own.kept ? ` (${format.bytes(m.own.kept, m.prefs.lang)})` : ""}</label>
      <p><button @click=${a.forgetOwn}>${a.t("own-forget")}</button></p></section>` : nothing}
    ${m.own.trouble ? html`<p class="hint" role="alert">${m.own.trouble}</p>` : nothing}
    ${m.own.problems.length ? html`<section><h3>${a.t("own-unread", { n: m.own.problems.length })}</h3>
      <ul class="plain">${m.own.problems.slice(0, 100).map((p) => html`<li><code>${p.path}</code> ${p.what}</li>`)}</ul></section>` : nothing}
    <p class="quiet">${a.t("own-private")}</p></div>`;
}

/** @param {Acts} a @param {SubmitEvent} e */
function pasted(a, e) {
  e.preventDefault();
  const box = /** @type {HTMLTextAreaElement} */ (/** @type {HTMLFormElement} */ (e.target).elements.namedItem("paste"));
  if (!box.value.trim()) return box.focus();
  const name = box.value.trim().split("\n")[0].slice(0, 40).replace(/[^\p{L}\p{N} ]/gu, "").trim() || "text";
  a.take([new File([box.value], `${name}.txt`, { type: "text/plain" })]);
  box.value = "";
}
