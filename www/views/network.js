// Who met whom: the table first, the picture after it. Few names that can be read rather than many that cannot.

import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { place } from "../charts/force.js";
import { more, proofs } from "./quotes.js";
import { day } from "./words.js";

/** @typedef {import("../model.js").Model} Model */
/** @typedef {import("../model.js").Acts} Acts */
/** @typedef {import("../../src/web/types").Network} Network */

const KINDS = /** @type {const} */ (["person", "organization", "country"]);
/** Edges drawn. */
const DRAWN = 36;
const WIDTH = 900;
const HEIGHT = 560;

/** @param {Model} m @param {Acts} a @param {Network} found */
export function network(m, a, found) {
  const kind = m.state.options.by ?? "person";
  const who = m.state.options.who ?? "";
  const name = (/** @type {number} */ at) => found.nodes[at].labels[m.prefs.lang];
  return html`
    <div class="list-head"><h2>${a.t("meetings-n", { n: found.total })}</h2>
      ${who ? html`<a href=${a.link({ type: "option", key: "who", value: "" })}>${a.t("all-of-them")}</a>` : nothing}</div>
    <div class="choices" role="group" aria-label=${a.t("who-meets")}>${KINDS.map((k) => html`<button aria-pressed=${k === kind}
      @click=${() => a.go({ type: "view", view: "network", options: { by: k } })}>${a.t(`nodes-${k}`)}</button>`)}</div>
    ${found.edges.length ? html`<div class="kwic-wrap" tabindex="0" role="region" aria-label=${a.t("view-network")}><table class="grid-table meetings"><thead><tr><th scope="col">${a.t("one-side")}</th><th scope="col">${a.t("other-side")}</th><th scope="col" class="n">${a.t("events-head")}</th><th scope="col">${a.t("when")}</th><th scope="col">${a.t("evidence-head")}</th></tr></thead>
      <tbody>${repeat(found.edges, (e) => `${found.nodes[e.a].id}|${found.nodes[e.b].id}`, (e) => html`<tr>
        ${[e.a, e.b].map((at) => html`<td><a href=${a.link({ type: "option", key: "who", value: found.nodes[at].id })}>${name(at)}</a>
          ${kind !== "country" && found.nodes[at].country ? html`<span class="quiet">${a.label("country", found.nodes[at].country ?? "")}</span>` : nothing}</td>`)}
        <td class="n">${e.events}</td><td class="when">${[...new Set(e.dates)].slice(0, 6).map((d) => day(m, d)).join("; ")}</td><td>${proofs(m, a, e.quotes)}</td></tr>`)}</tbody></table></div>
      ${more(a, found.edges.length, found.total)}${m.width === "phone" ? nothing : picture(m, a, found)}` : html`<p class="message">${a.t("no-meeting")}</p>`}`;
}

/** @param {Model} m @param {Acts} a @param {Network} found */
function picture(m, a, found) {
  const edges = found.edges.slice(0, DRAWN);
  const used = [...new Set(edges.flatMap((e) => [e.a, e.b]))];
  const at = new Map(used.map((n, i) => [n, i]));
  const links = edges.map((e) => ({ a: /** @type {number} */ (at.get(e.a)), b: /** @type {number} */ (at.get(e.b)), weight: e.events }));
  const points = place(used.length, links, WIDTH, HEIGHT, 70);
  const top = Math.max(1, ...used.map((n) => found.nodes[n].events));
  return html`<figure class="chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${a.t("network-chart", { n: used.length })}>
    ${links.map((l) => svg`<line class="edge" x1=${points[l.a].x} y1=${points[l.a].y} x2=${points[l.b].x} y2=${points[l.b].y} stroke-width=${Math.min(6, 0.75 + l.weight)}></line>`)}
    ${used.map((n, i) => svg`<g class="bar-of" @click=${() => a.go({ type: "option", key: "who", value: found.nodes[n].id })}><circle class="node" cx=${points[i].x} cy=${points[i].y} r=${3 + 6 * Math.sqrt(found.nodes[n].events / top)}></circle>
      <text class="node-name" x=${points[i].x} y=${points[i].y - 11} text-anchor="middle">${found.nodes[n].labels[m.prefs.lang]}</text></g>`)}</svg>
    <figcaption class="quiet">${a.t("network-note", { n: edges.length })}</figcaption></figure>`;
}
