// Which build this is: other code or other lists find other facts. The build writes it in.

/** @type {string} */
export const BUILD = /** @type {any} */ (globalThis).ENTENTE_BUILD ?? "unbuilt";
/** Whether the page brings the project's own corpus, not that of somebody who made a site from a folder. @type {boolean} */
export const OURS = /** @type {any} */ (globalThis).ENTENTE_OURS ?? false;
