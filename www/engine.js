// The main thread's end of the worker: its calls, typed.

import * as Comlink from "comlink";

/** @typedef {import("./worker.js").Api} Api */
/** @typedef {import("comlink").Remote<Api>} Remote */

/** @param {Worker} worker @returns {Remote} */
export function wrap(worker) {
  return Comlink.wrap(worker);
}

/** A value whose buffers are handed over, not copied. @type {typeof Comlink.transfer} */
export const transfer = Comlink.transfer;

/** @template {Function} T @param {T} f */
export function callback(f) {
  return Comlink.proxy(/** @type {any} */ (f));
}
