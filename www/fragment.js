// A link to a sentence of a page elsewhere: a text fragment, `#:~:text=start,end`. Browsers that do not know it, and pages
// that no longer hold the words, open at the top.

/** Words at each end of a long sentence; shorter ones stand whole. */
const ENDS = 4;

/** @param {string} url @param {string} sentence */
export function withText(url, sentence) {
  const words = sentence.trim().split(/\s+/).filter((w) => w !== "");
  if (!words.length) return url;
  const parts = words.length > 3 * ENDS ? [words.slice(0, ENDS), words.slice(-ENDS)] : [words];
  const text = parts.map((p) => encodeURIComponent(p.join(" ").toWellFormed?.() ?? p.join(" ")).replaceAll("-", "%2D")).join(",");
  const [page, hash] = url.split("#", 2);
  return `${page}#${hash ?? ""}:~:text=${text}`;
}
