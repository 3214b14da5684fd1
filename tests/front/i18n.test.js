import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { SOURCES, speak, translator } from "../../www/i18n.js";
import { ORDER } from "../../www/facet-order.js";

const LANGUAGES = {};
for (const lang of Object.keys(SOURCES)) {
  LANGUAGES[lang] = (await SOURCES[lang]()).default;
  await speak(lang);
}
const WWW = fileURLToPath(new URL("../../www/", import.meta.url));
const text = (message) => (typeof message === "string" ? message : message.other);
const slots = (message) => [...text(message).matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

test("every language has every key, in words of its own, with the same gaps", () => {
  const { en } = LANGUAGES;
  for (const [lang, messages] of Object.entries(LANGUAGES)) {
    assert.deepEqual(Object.keys(messages).sort(), Object.keys(en).sort(), lang);
    for (const key of Object.keys(en)) {
      assert.notEqual(text(messages[key]), "", `${lang} ${key}`);
      assert.deepEqual([...new Set(slots(messages[key]))], [...new Set(slots(en[key]))], `${lang} ${key}`);
    }
  }
});

test("every plural form that the language has is there", () => {
  for (const [lang, messages] of Object.entries(LANGUAGES)) {
    const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message !== "string") assert.deepEqual(Object.keys(message).sort(), [...categories].sort(), `${lang} ${key}`);
    }
  }
});

test("every key that the sources name is there, and none is there for nothing", () => {
  const sources = [WWW, `${WWW}views/`, `${WWW}charts/`].filter((dir) => existsSync(dir))
    .flatMap((dir) => readdirSync(dir).filter((f) => f.endsWith(".js")).map((f) => readFileSync(dir + f, "utf8"))).join("\n");
  const named = new Set([...sources.matchAll(/(?:\bt|translator\([^)]*\))\(\s*"([a-z0-9-]+)"/gi)].map((m) => m[1]));
  for (const key of named) assert.ok(key in LANGUAGES.en, `missing: ${key}`);
  for (const key of Object.keys(LANGUAGES.en)) {
    // Keys made at run time: their first word stands in a template.
    const made = sources.includes(`\`${key.split("-")[0]}-$`) || sources.includes("`syntax-${k}-does`") && key.startsWith("syntax-");
    assert.ok(made || sources.includes(`"${key}"`), `unused: ${key}`);
  }
});

test("every facet of the page has a name", () => {
  for (const messages of Object.values(LANGUAGES)) for (const id of ORDER) assert.ok(`facet-${id}` in messages, id);
});

test("numbers are written the language's way, plurals chosen by the number", () => {
  assert.equal(translator("en")("reports", { n: 1 }), "1 report");
  assert.equal(translator("en")("reports", { n: 1234 }), "1,234 reports");
  assert.equal(translator("vi")("reports", { n: 1234 }), "1.234 bản tin");
});
