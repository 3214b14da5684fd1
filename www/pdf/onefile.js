// The one-file page carries its reader of PDF files zipped; it is unpacked into a worker of its own where a PDF comes.

import { bytesOf } from "../base64.js";
import { scriptUrl } from "../start/trusted.js";
import { part } from "./part.js";

/** @type {Promise<Worker> | undefined} */
let reader;
/** The files wait for each other: the reader has one at a time. @type {Promise<unknown>} */
let last = Promise.resolve();

async function opened() {
  if (!part) throw new Error("this page is damaged: its reader of PDF files is missing; load or download it again");
  const code = new Response(new Blob([bytesOf(part.base64)]).stream().pipeThrough(new DecompressionStream("gzip")));
  return new Worker(scriptUrl(URL.createObjectURL(new Blob([await code.text()], { type: "text/javascript" }))));
}

/** The same as of `hosted.js`. @param {Uint8Array<ArrayBuffer>} bytes @returns {ReturnType<typeof import("./hosted.js").pdf>} */
export async function pdf(bytes) {
  const worker = await (reader ??= opened());
  const read = last.then(() => new Promise((done) => {
    worker.onmessage = ({ data }) => { if (data.pdf) done(data.pdf); };
    worker.onerror = (e) => { e.preventDefault(); done("unreadable"); };
    worker.postMessage({ pdf: bytes });
  }));
  last = read;
  return /** @type {Promise<any>} */ (read);
}
