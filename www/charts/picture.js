// A picture of the page as a file of its own: colours and letters are written into it, a title above, the selection below.

const NS = "http://www.w3.org/2000/svg";
/** What a shape looks like outside the page's style sheet. */
const LOOK = ["fill", "stroke", "stroke-width", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "paint-order"];
const MARGIN = 16;
const LINE = 18;

/** @typedef {{text: string, width: number, height: number}} Picture */

/**
 * @param {SVGSVGElement} svg in the page
 * @param {{title: string, notes: string[]}} words
 * @returns {Picture}
 */
export function standalone(svg, { title, notes }) {
  const box = svg.viewBox.baseVal;
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const originals = [svg, ...svg.querySelectorAll("*")];
  for (const [i, element] of [copy, ...copy.querySelectorAll("*")].entries()) dress(element, originals[i]);
  for (const hidden of copy.querySelectorAll(".target, .brush-range")) hidden.remove();
  const page = getComputedStyle(document.documentElement);
  const ink = getComputedStyle(document.body).color;
  const top = MARGIN + 2 * LINE;
  const [width, height] = [box.width + 2 * MARGIN, box.height + top + notes.length * LINE + MARGIN];
  const out = document.createElementNS(NS, "svg");
  for (const [k, v] of Object.entries({ xmlns: NS, width, height, viewBox: `0 0 ${width} ${height}`, "font-family": page.fontFamily })) out.setAttribute(k, String(v));
  out.append(shape("title", {}, title), shape("desc", {}, notes.join(" · ")), shape("rect", { width, height, fill: page.backgroundColor }));
  out.append(shape("text", { x: MARGIN, y: MARGIN + LINE - 4, fill: ink, "font-size": 15, "font-weight": 600 }, title));
  for (const [k, v] of Object.entries({ x: MARGIN, y: top, width: box.width, height: box.height })) copy.setAttribute(k, String(v));
  copy.removeAttribute("class");
  out.append(copy);
  notes.forEach((note, i) => out.append(shape("text", { x: MARGIN, y: top + box.height + (i + 1) * LINE, fill: ink, "font-size": 12 }, note)));
  return { text: new XMLSerializer().serializeToString(out), width, height };
}

/** @param {Element} element @param {Element} original */
function dress(element, original) {
  const look = getComputedStyle(original);
  for (const name of LOOK) {
    const value = look.getPropertyValue(name);
    if (value && value !== "normal") element.setAttribute(name, value);
  }
  element.removeAttribute("class");
  if (/** @type {Element} */ (original).matches(".target, .brush-range")) element.setAttribute("class", "target");
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {string} [text] */
function shape(name, attributes, text) {
  const element = document.createElementNS(NS, name);
  for (const [k, v] of Object.entries(attributes)) element.setAttribute(k, String(v));
  if (text !== undefined) element.textContent = text;
  return element;
}

/** The picture in dots, twice as many as it is wide. @param {Picture} picture @returns {Promise<Blob>} */
export async function png({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: 2 * width, height: 2 * height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => canvas.toBlob((b) => (b ? done(b) : failed(new Error("the browser made no picture"))), "image/png"));
}
