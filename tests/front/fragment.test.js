import assert from "node:assert/strict";
import { test } from "node:test";

import { withText } from "../../www/fragment.js";

test("a short sentence stands whole, a long one by its ends; what could be syntax is encoded", () => {
  assert.equal(withText("https://a.example/x", "ký Bản ghi nhớ"), "https://a.example/x#:~:text=k%C3%BD%20B%E1%BA%A3n%20ghi%20nh%E1%BB%9B");
  assert.equal(withText("https://a.example/x#top", "a-b, c & d"), "https://a.example/x#top:~:text=a%2Db%2C%20c%20%26%20d");
  const long = Array.from({ length: 30 }, (_, i) => `w${i}`).join(" ");
  assert.equal(withText("https://a.example/", long), "https://a.example/#:~:text=w0%20w1%20w2%20w3,w26%20w27%20w28%20w29");
  assert.equal(withText("https://a.example/", "  "), "https://a.example/");
});
