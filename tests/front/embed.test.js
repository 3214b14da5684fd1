import assert from "node:assert/strict";
import { test } from "node:test";

import { address } from "../../www/embed.js";

const here = new URL("https://site.example/law/");
const of = (given) => address((name) => given[name] ?? null, here, new URL("https://paper.example/2025/story.html"));

test("the frame shows the site of the script, another site, or a packed corpus", () => {
  assert.equal(of({}), "https://site.example/law/?embed=");
  assert.equal(of({ query: "dẫn độ & ma túy", lang: "vi" }), "https://site.example/law/?embed=&lang=vi#q=d%E1%BA%ABn%20%C4%91%E1%BB%99%20%26%20ma%20t%C3%BAy");
  assert.equal(of({ state: "#country=KR&view=agreements" }), "https://site.example/law/?embed=#country=KR&view=agreements");
  assert.equal(of({ corpus: "https://other.example/recipes" }), "https://other.example/recipes/?embed=");
  assert.equal(of({ corpus: "../recipes/" }), "https://paper.example/recipes/?embed=");
  assert.equal(of({ corpus: "https://site.example/more.tar.gz" }), "https://site.example/law/?embed=&corpus=https%3A%2F%2Fsite.example%2Fmore.tar.gz");
});

test("an address that is none of a site is refused in words", () => {
  assert.throws(() => of({ corpus: "javascript:alert(1)" }), /no address of a site/);
  assert.throws(() => of({ corpus: "data:text/html,x" }), /no address of a site/);
});
