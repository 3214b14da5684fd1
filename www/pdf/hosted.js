// PDF files, through pdf.js. Loaded only where one comes; in the same worker, so no further one is made.

import * as pdfjs from "pdfjs-dist/legacy/build/pdf.min.mjs";
import * as worker from "pdfjs-dist/legacy/build/pdf.worker.min.mjs";

import { joined } from "./lines.js";

// Where it finds its reader here, pdf.js starts no worker of its own.
/** @type {any} */ (globalThis).pdfjsWorker = worker;

/** Pages of one file; a longer one is a book, not a report. */
const MOST_PAGES = 2000;

/**
 * The text of a PDF, or why there is none.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<{text: string, title?: string, author?: string} | import("../files.js").Why>}
 */
export async function pdf(bytes) {
  const task = pdfjs.getDocument({
    data: bytes.slice(), disableFontFace: true, useSystemFonts: false, useWorkerFetch: false, useWasm: false,
    stopAtErrors: false, verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES) return "too-large";
    const pages = [];
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      pages.push(joined(/** @type {import("./lines.js").Piece[]} */ ((await page.getTextContent()).items)));
      page.cleanup();
    }
    const text = pages.filter((p) => p !== "").join("\n\n");
    if (!text) return "no-text";
    const info = /** @type {{Title?: unknown, Author?: unknown}} */ ((await document.getMetadata().catch(() => ({ info: {} }))).info);
    const title = typeof info.Title === "string" ? info.Title.trim() : "";
    const author = typeof info.Author === "string" ? info.Author.trim() : "";
    // Programs write their own name or the file's into the title.
    const real = title !== "" && !/^(microsoft|untitled|powerpoint)|\.(docx?|indd|pdf|qxd|tmp)$/i.test(title);
    return { text, ...(real ? { title } : {}), ...(author ? { author } : {}) };
  } catch (e) {
    return /** @type {Error} */ (e)?.name === "PasswordException" ? "locked" : "unreadable";
  } finally {
    await task.destroy();
  }
}
