// Lighthouse on the served page, desktop and mobile, headless: node lighthouse.mjs LIGHTHOUSE_PACKAGE. Prints a table of the
// scores and of what every audit below 1 says; exit status 1 where a score that does not depend on the machine (all but
// performance) is below its aim.

import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "../node_modules/playwright-core/index.mjs";
import { staticServer } from "../../www/serve.js";

const AIMS = { performance: 95, accessibility: 100, "best-practices": 100, seo: 95 };
const PORT = 9223;
const root = process.argv[2];
const entry = createRequire(join(root, "x.js")).resolve("lighthouse");
const { default: lighthouse, desktopConfig } = await import(pathToFileURL(entry).href);

const server = staticServer(fileURLToPath(new URL("../../dist/", import.meta.url)));
await new Promise((done) => server.listen(0, "127.0.0.1", () => done(null)));
const url = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox", `--remote-debugging-port=${PORT}`] });
let missed = 0;
for (const [name, config] of [["desktop", desktopConfig], ["mobile", undefined]]) {
  const { lhr } = await lighthouse(url, { port: PORT, output: "json", logLevel: "error", onlyCategories: Object.keys(AIMS) }, config);
  for (const [id, aim] of Object.entries(AIMS)) {
    const score = Math.round(100 * (lhr.categories[id].score ?? 0));
    if (score < aim && id !== "performance") missed += 1;
    console.log(`${name.padEnd(8)} ${id.padEnd(16)} ${String(score).padStart(3)} (aim ${aim})${score < aim ? "  missed" : ""}`);
    for (const ref of lhr.categories[id].auditRefs) {
      const audit = lhr.audits[ref.id];
      if (audit.score !== null && audit.score < 1 && (ref.weight > 0 || id !== "performance")) console.log(`           ${audit.score.toFixed(2)} ${audit.title}${audit.displayValue ? `: ${audit.displayValue}` : ""}`);
    }
  }
}
await browser.close();
server.close();
process.exit(missed ? 1 : 0);
