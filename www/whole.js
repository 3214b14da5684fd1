// What www/rest.js is to the wasm in two parts, for the one that is whole: nothing has to come later.

export function placeRest() {}

export async function prepare() {}
