// Where the one-file page keeps its reader of PDF files: zipped, as base64. Held for the moment that one comes.

/** @type {{base64: string} | undefined} */
export let part;

/** @param {{base64: string} | undefined} given */
export function hold(given) {
  part = given;
}
