import assert from "node:assert/strict";
import { test } from "node:test";

import { conditions, initial, isStep, PAGE, reduce } from "../../www/state.js";

const after = (...actions) => actions.reduce(reduce, initial());
const tick = (facet, value, how = "include") => ({ type: "toggle", facet, value, how });

test("ticking twice is as if never ticked", () => {
  assert.deepEqual(after(tick("country", "KR"), tick("country", "KR")), initial());
  assert.deepEqual(after(tick("country", "KR", "exclude"), tick("country", "KR", "exclude")), initial());
});

test("a value is wanted or left out, never both", () => {
  const state = after(tick("country", "KR"), tick("country", "KR", "exclude"));
  assert.deepEqual(state.filters.country, { include: [], exclude: ["KR"], from: "", to: "" });
  assert.deepEqual(reduce(state, tick("country", "KR")).filters.country.exclude, []);
});

test("a suggestion that is a value becomes a filter in place of the word", () => {
  const state = reduce({ ...after(tick("country", "KR", "exclude")), query: "korea" }, { type: "take", facet: "country", value: "KR" });
  assert.deepEqual([state.query, state.filters.country], ["", { include: ["KR"], exclude: [], from: "", to: "" }]);
});

test("the report beside goes when another is opened or the report is closed", () => {
  const state = after({ type: "open", id: "a" }, { type: "beside", id: "b" });
  assert.equal(state.beside, "b");
  assert.equal(reduce(state, { type: "open", id: "c" }).beside, null);
  assert.equal(reduce(state, { type: "close" }).beside, null);
});

test("dropping the last condition of a facet drops the facet", () => {
  const state = after(tick("crime", "drugs"), { type: "range", facet: "year", from: "2019", to: "" });
  assert.equal(conditions(state), 2);
  const less = reduce(reduce(state, { type: "drop", facet: "crime", value: "drugs" }), { type: "drop", facet: "year" });
  assert.deepEqual(less.filters, {});
});

test("reducing never changes the state it was given", () => {
  const state = after(tick("country", "KR"));
  const kept = structuredClone(state);
  for (const action of [tick("country", "JP"), tick("country", "KR"), { type: "clear" }, { type: "more" }, { type: "open", id: "x" }, { type: "also", concept: "c", on: false }]) {
    reduce(state, action);
    assert.deepEqual(state, kept);
  }
});

test("a new condition begins the list anew, reading does not", () => {
  const state = after({ type: "more" });
  assert.equal(state.shown, 2 * PAGE);
  assert.equal(reduce(state, tick("country", "KR")).shown, PAGE);
  assert.equal(reduce(state, { type: "open", id: "x" }).shown, 2 * PAGE);
});

test("changing the view keeps query and filters", () => {
  const state = after({ type: "query", query: "a" }, tick("country", "KR"), { type: "open", id: "x" }, { type: "view", view: "timeline", options: { by: "month" } });
  assert.equal(state.query, "a");
  assert.deepEqual(state.filters.country.include, ["KR"]);
  assert.equal(state.id, null);
  assert.deepEqual(state.options, { by: "month" });
});

test("letters typed are no steps for Back, choices are", () => {
  assert.equal(isStep({ type: "query", query: "a" }), false);
  assert.equal(isStep(tick("country", "KR")), true);
  assert.equal(isStep({ type: "open", id: "x" }), true);
});
