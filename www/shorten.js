// Short names for what the wasm imports from its glue: wasm-bindgen's carry a hash each, which packs badly in both.

import { parse, serialize } from "./wasm.js";

/** The module name of the glue's functions, as wasm-bindgen writes it. */
const GLUE = "./entente_bg.js";

/**
 * Both with `a0`, `a1`, … instead.
 * @param {Uint8Array} wasm @param {string} glue
 */
export function shortened(wasm, glue) {
  const m = parse(wasm);
  m.imports.filter((i) => i.module === GLUE).forEach((i, n) => {
    const before = `        ${i.name}: `;
    if (glue.split(before).length !== 2) throw new Error(`the glue does not define "${i.name}" once, at the start of a line; adapt www/shorten.js`);
    [i.name, glue] = [`a${n}`, glue.replace(before, `        a${n}: `)];
  });
  return { wasm: serialize(m), glue };
}
