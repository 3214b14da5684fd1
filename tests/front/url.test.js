import assert from "node:assert/strict";
import { test } from "node:test";

import { initial, PAGE, reduce, SORTS, VIEWS } from "../../www/state.js";
import { format, parse } from "../../www/url.js";

const FACETS = ["country", "year", "crime", "person", "view", "sort"];

/** A small generator of numbers, the same ones each run. */
function dice(seed) {
  let x = seed;
  return (n) => (x = (x * 1103515245 + 12345) % 2147483648) % n;
}

const WORDS = ["", "@none", "Hàn Quốc", "dan do", "a,b", "100%", "x&y=z", "+", "#", "“trích”", "🙂", "..", "-not", "\ud800"];

function randomState(roll) {
  const pick = (list) => list[roll(list.length)];
  const values = () => [...new Set([pick(WORDS), pick(WORDS)].filter((w) => w.isWellFormed()))];
  const state = { ...initial(), query: pick(WORDS.slice(0, -1)), sort: pick(SORTS), view: pick(VIEWS) };
  for (const facet of FACETS) {
    const choice = { include: roll(3) ? [] : values(), exclude: roll(4) ? [] : values(), from: roll(4) ? "" : "2019", to: roll(5) ? "" : "2024-09" };
    if (choice.include.length + choice.exclude.length || choice.from || choice.to) state.filters[facet] = choice;
  }
  if (!roll(3)) state.id = "2019-nz talks/é";
  if (state.id && !roll(3)) state.beside = "2019-nz-talks-en";
  if (state.id && !roll(2)) state.at = roll(5000);
  if (!roll(4)) state.shown = PAGE * 3;
  if (!roll(4)) state.notAlso = ["extradition", "a,b"];
  if (!roll(4)) state.options = { by: "month" };
  if (!roll(3)) state.extra = [["utm", "1&2"], ["embed", ""]];
  return state;
}

test("parse undoes format, whatever the state", () => {
  const roll = dice(7);
  for (let i = 0; i < 500; i++) {
    const state = randomState(roll);
    assert.deepEqual(parse(format(state), FACETS), state, format(state));
  }
});

test("the first state is a bare hash", () => {
  assert.equal(format(initial()), "#");
  assert.deepEqual(parse("", FACETS), initial());
});

test("the form is the documented one", () => {
  const state = parse("#q=dan+do&country=VN,LA&-crime=fraud&from=2019&to=2024", FACETS);
  assert.equal(state.query, "dan do");
  assert.deepEqual(state.filters.country.include, ["VN", "LA"]);
  assert.deepEqual(state.filters.crime.exclude, ["fraud"]);
  assert.deepEqual([state.filters.year.from, state.filters.year.to], ["2019", "2024"]);
});

test("reports without a value can be asked for", () => {
  assert.equal(format(reduce(initial(), { type: "toggle", facet: "crime", value: "", how: "include" })), "#crime=@none");
  assert.deepEqual(parse("#-crime=@none,fraud", FACETS).filters.crime.exclude, ["", "fraud"]);
});

test("parameters that are not ours stay", () => {
  const hash = "#q=a&utm_source=x&embed=1";
  assert.equal(format(parse(hash, FACETS)), hash);
});

test("what cannot be is left out, and nothing throws", () => {
  for (const hash of ["#from=abc&to=20", "#view=nowhere", "#sort=x", "#n=-4", "#n=99999999", "#s=NaN&id=", "#%E0%A4%A=1", "#q=%", "#&&&=", "#country=,,,"]) {
    const state = parse(hash, FACETS);
    assert.equal(state.view, "results");
    assert.equal(state.sort, "relevance");
    assert.ok(state.shown >= PAGE && state.shown <= 2000);
    assert.deepEqual(state.filters, {}, hash);
  }
  assert.equal(parse("#q=%", FACETS).query, "%");
});
