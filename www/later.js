// What is not needed for the first results: all other views, the report, the layers. One file of the hosted page, loaded
// when it is first needed; the one-file page holds it.

export { about } from "./views/about.js";
export { agreements } from "./views/agreements.js";
export { histogram } from "./views/histogram.js";
export { layers } from "./views/layers.js";
export { network } from "./views/network.js";
export { own } from "./views/own.js";
export { partners } from "./views/partners.js";
export { pledges } from "./views/pledges.js";
export { reading } from "./views/reading.js";
export { sentences } from "./views/sentences.js";
export { timeline } from "./views/timeline.js";

import style from "./later.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);
