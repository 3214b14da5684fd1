// The one place that makes a script address, under a Trusted Types policy of its own where the browser has them.

/** @type {{createPolicy(name: string, rules: {createScriptURL(url: string): string}): {createScriptURL(url: string): string}} | undefined} */
const types = /** @type {any} */ (globalThis).trustedTypes;
const policy = types?.createPolicy("entente-worker", { createScriptURL: (url) => url });

/** @param {string} url of our own worker, never of anything else */
export function scriptUrl(url) {
  return policy ? policy.createScriptURL(url) : url;
}
