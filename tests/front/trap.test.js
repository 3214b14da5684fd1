import assert from "node:assert/strict";
import { test } from "node:test";

import { guarded, told } from "../../www/trap.js";

/** A module whose function `f` is one `unreachable`. */
const TRAP = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11]);

const trap = async () => (await WebAssembly.instantiate(TRAP)).instance.exports.f();

test("a trap is told in words, other errors stay as they are", async () => {
  const api = guarded({ trap, answer: (a, b) => a + b, refuse: () => { throw Object.assign(new Error("no"), { name: "RequestError" }); } }, new EventTarget());
  assert.equal(await api.answer(1, 2), 3);
  await assert.rejects(api.refuse(), { name: "RequestError", message: "no" });
  await assert.rejects(api.trap(), { name: "EngineError", message: /unreachable.*reload the page/ });
  assert.equal(told("text").message, "text");
});

test("a trap that nobody awaits ends every question on its way", async () => {
  const scope = new EventTarget();
  const api = guarded({ never: () => new Promise(() => {}) }, scope);
  const asked = api.never();
  const event = (error) => Object.assign(new Event("error", { cancelable: true }), { error });
  assert.equal(scope.dispatchEvent(event(new TypeError("the page's own"))), true, "other errors go on to the console");
  assert.equal(scope.dispatchEvent(event(await trap().catch((e) => e))), false);
  await assert.rejects(asked, { name: "EngineError" });
});
