// What is told when the engine stops in the middle: the wasm traps without words, and a trap inside a promise reaches
// nobody but the worker's own error event.

/** @template {Record<string, (...args: any[]) => any>} T @param {T} api @param {EventTarget} scope the worker's global @returns {T} */
export function guarded(api, scope) {
  /** @type {Set<(error: Error) => void>} */
  const waiting = new Set();
  scope.addEventListener("error", (e) => {
    const error = told(/** @type {ErrorEvent} */ (e).error);
    if (error.name !== "EngineError") return;
    e.preventDefault();
    for (const give of waiting) give(error);
  });
  const guard = (/** @type {(...args: any[]) => any} */ f) => (/** @type {any[]} */ ...args) => new Promise((yes, no) => {
    const fail = (/** @type {unknown} */ error) => no(told(error));
    waiting.add(fail);
    const call = async () => f(...args);
    call().then(yes, fail).finally(() => waiting.delete(fail));
  });
  return /** @type {T} */ (Object.fromEntries(Object.entries(api).map(([name, f]) => [name, guard(f)])));
}

/** A trap in words; any other error as it is. @param {unknown} error @returns {Error} */
export function told(error) {
  if (error instanceof WebAssembly.RuntimeError) {
    const what = `the engine stopped at a fault of its own (${error.message}); expected an answer; reload the page, and report what you asked`;
    return Object.assign(new Error(what), { name: "EngineError" });
  }
  return error instanceof Error ? error : new Error(String(error));
}
