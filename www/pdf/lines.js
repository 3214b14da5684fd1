// The pieces of text of a PDF page as paragraphs.

/** @typedef {{str?: string, hasEOL?: boolean, height?: number, transform?: number[]}} Piece */

/**
 * Lines that follow each other closely are one paragraph; a wider gap, or a line set much larger or smaller, begins
 * another. A word cut at a line's end is put together where a small letter follows.
 * @param {Iterable<Piece>} pieces in the order of reading
 */
export function joined(pieces) {
  /** @type {{text: string, at: number, size: number}[]} */
  const lines = [];
  let fresh = true;
  for (const { str = "", hasEOL, height = 0, transform } of pieces) {
    const at = transform?.[5] ?? 0;
    const last = lines.at(-1);
    if (str !== "" && (fresh || !last)) lines.push({ text: str, at, size: height });
    else if (last) {
      last.text += str;
      last.size = Math.max(last.size, height);
    }
    fresh = hasEOL ? true : str === "" ? fresh : false;
  }
  const real = lines.filter((l) => l.text.trim() !== "");
  const steps = real.slice(1).map((l, i) => real[i].at - l.at).filter((d) => d > 0).sort((a, b) => a - b);
  // The lower third: of few lines most may stand at the head of a paragraph.
  const usual = steps[Math.floor((steps.length - 1) / 3)] ?? 0;
  let out = "";
  real.forEach((line, i) => {
    const before = real[i - 1];
    const text = line.text.trim();
    if (!before) out = text;
    else if (before.at - line.at > usual * 1.4 || before.at < line.at || Math.abs(before.size - line.size) > 0.2 * Math.max(before.size, line.size)) out += `\n\n${text}`;
    else if (/\p{L}-$/u.test(out) && /^\p{Ll}/u.test(text)) out = out.slice(0, -1) + text;
    else out += ` ${text}`;
  });
  return out;
}
