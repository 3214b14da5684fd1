// Which build this is: other code or other lists find other facts. The build writes it in.

/** @type {string} */
export const BUILD = /** @type {any} */ (globalThis).ENTENTE_BUILD ?? "unbuilt";
