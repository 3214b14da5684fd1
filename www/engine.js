// The main thread's end of the worker: its calls, typed.

import * as Comlink from "comlink";

/** @typedef {import("./worker.js").Api} Api */
/** @typedef {import("comlink").Remote<Api>} Remote */

/** @param {Worker} worker @returns {Remote} */
export function wrap(worker) {
  return Comlink.wrap(worker);
}

/** @template {Function} T @param {T} f */
export function callback(f) {
  return Comlink.proxy(/** @type {any} */ (f));
}
