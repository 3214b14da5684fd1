// A table with a bar in each row: the chart is the table, so it needs no twin.

import { html } from "lit-html";

/** @typedef {{name: string, n: number, href?: string, on?: boolean}} Bar */

/** @param {string} caption @param {string} head @param {string} count @param {Bar[]} rows */
export function bars(caption, head, count, rows) {
  const top = Math.max(1, ...rows.map((r) => r.n));
  return html`<table class="bars"><caption>${caption}</caption>
    <thead class="unseen-rows"><tr><th scope="col">${head}</th><th scope="col" class="n">${count}</th><td></td></tr></thead>
    <tbody>${rows.map((r) => html`<tr ?data-on=${r.on}><th scope="row">${r.href ? html`<a href=${r.href}>${r.name}</a>` : r.name}</th><td class="n">${r.n}</td>
      <td>${bar(r.n / top)}</td></tr>`)}</tbody></table>`;
}

/** @param {number} part of the longest bar, 0 to 1 */
export function bar(part) {
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width=${100 * part} height="8"></rect></svg>`;
}

/** All years between the first and the last, so that a year without reports is seen. @param {string[]} years sorted */
export function everyYear(years) {
  if (!years.length) return [];
  const [from, to] = [Number(years[0]), Number(years.at(-1))];
  return Array.from({ length: Math.min(200, to - from + 1) }, (_, i) => String(from + i));
}
