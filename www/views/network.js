// Who met whom: the table first, the picture after it. Few names that can be read rather than many that cannot.

import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

import { place } from "../charts/force.js";
import { labels } from "../charts/labels.js";
import { more, proofs } from "./quotes.js";
import { roving } from "./roving.js";
import { rowTools } from "./table.js";
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
        <td class="n">${e.events}</td><td class="when">${[...new Set(e.dates)].sort().slice(0, 6).map((d) => day(m, d)).join("; ")}</td><td>${proofs(m, a, e.quotes)}</td></tr>`)}</tbody></table></div>
      ${more(a, found.edges.length, found.total)}${m.width === "phone" ? nothing : picture(m, a, found)}
      ${rowTools(m, a, "network", table(m, a, found), m.width === "phone" ? undefined : a.t("meetings-n", { n: found.total }))}` : html`<p class="message">${a.t("no-meeting")}</p>`}`;
}

/** @param {Model} m @param {Acts} a @param {Network} found @returns {import("../charts/rows.js").Table} */
function table(m, a, found) {
  const name = (/** @type {number} */ at) => found.nodes[at].labels[m.prefs.lang];
  return { head: [a.t("one-side"), a.t("other-side"), a.t("events-head"), a.t("when")], rows: found.edges.map((e) => [name(e.a), name(e.b), e.events, [...new Set(e.dates)].sort().join("; ")]) };
}

/** The strongest pairs. A node whose name finds no room is not drawn: letters keep their size. @param {Model} m @param {Acts} a @param {Network} found */
function picture(m, a, found) {
  const edges = found.edges.slice(0, DRAWN);
  const used = [...new Set(edges.flatMap((e) => [e.a, e.b]))].sort((x, y) => found.nodes[y].events - found.nodes[x].events || x - y);
  const at = new Map(used.map((n, i) => [n, i]));
  const links = edges.map((e) => ({ a: /** @type {number} */ (at.get(e.a)), b: /** @type {number} */ (at.get(e.b)), weight: e.events }));
  const top = Math.max(1, ...used.map((n) => found.nodes[n].events));
  const points = place(used.length, links, WIDTH, HEIGHT, 70).map((p, i) => ({ ...p, r: 3 + 6 * Math.sqrt(found.nodes[used[i]].events / top) }));
  const names = used.map((n) => found.nodes[n].labels[m.prefs.lang]);
  const beside = labels(points, names, WIDTH, HEIGHT);
  const hands = roving(m, a, used.map((n, i) => ({ id: found.nodes[n].id, ...points[i] })).filter((_, i) => beside[i]), (id) => a.go({ type: "option", key: "who", value: id }));
  const drawn = links.filter((l) => beside[l.a] && beside[l.b]);
  return html`<figure class="chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="group" aria-label="${a.t("network-chart", { n: beside.filter(Boolean).length })}. ${a.t("picture-keys")}">
    ${drawn.map((l) => svg`<line class="edge" x1=${points[l.a].x} y1=${points[l.a].y} x2=${points[l.b].x} y2=${points[l.b].y} stroke-width=${Math.min(6, 0.75 + l.weight)}></line>`)}
    ${used.map((n, i) => {
      const b = beside[i];
      return b === null ? nothing : svg`<g class="bar-of" role="link" data-spot=${found.nodes[n].id} tabindex=${hands.tab(found.nodes[n].id)} aria-label="${names[i]}: ${a.t("events-n", { n: found.nodes[n].events })}"
        @keydown=${hands.key} @click=${hands.open}><circle class="node" cx=${points[i].x} cy=${points[i].y} r=${points[i].r}></circle>
      <text class="node-name" x=${b.x} y=${b.y} text-anchor=${b.anchor}>${names[i]}</text></g>`;
    })}</svg>
    <figcaption class="quiet">${a.t("network-note", { n: drawn.length })} ${a.t("picture-keys")}</figcaption></figure>`;
}
