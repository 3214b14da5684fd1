// The pipeline in a real Chromium, on one core: node pipeline.js PKG CORPUS [MEGABYTES [--only]]. PKG is the
// folder of the package made of web.rs; prints the table, and how busy the machine was.

import { readFileSync, readdirSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { staticServer } from "../../../www/serve.js";

const [pkg, corpus, megabytes = "50", only] = process.argv.slice(2);
if (!corpus) {
  console.error("usage: node pipeline.js PKG CORPUS [MEGABYTES [--only]]");
  process.exit(2);
}
const names = readdirSync(corpus).filter((name) => name.endsWith(".txt")).sort();
const texts = names.map((name) => readFileSync(join(corpus, name), "utf8"));
const server = staticServer(pkg);
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(`pipeline.js: ${error.message}`));
  await page.route("**/start.html", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>pipeline</title>" }));
  await page.goto(`http://127.0.0.1:${server.address().port}/start.html`);
  const table = await page.evaluate(async ([names, texts, megabytes, only]) => {
    const module = await import("/entente.js");
    await module.default();
    return module.table(names, texts, megabytes, only);
  }, /** @type {const} */ ([names, texts, Number(megabytes), only === "--only"]));
  process.stdout.write(table);
  console.log(`load\t${loadavg()[0].toFixed(1)}\ton ${cpus().length} cores, over the last minute; 1 is this program's own`);
} finally {
  await browser.close();
  server.close();
}
