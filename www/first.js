// What a visitor's page asks of the engine before the visitor asks anything: opening the bundled corpus and showing the
// first results. www/split.js runs it to learn which functions that takes; everything else is left for the second part.
// Nothing breaks where this is incomplete: what it forgets is fetched the moment it is called.

import { createServer } from "node:http";

/**
 * @param {typeof import("entente").Engine} Engine
 * @param {Uint8Array<ArrayBuffer>} corpus the packed corpus
 */
export async function visit(Engine, corpus) {
  const server = createServer((_, answer) => { answer.writeHead(200, { "Content-Length": corpus.length }).end(corpus); });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/corpus.tar.gz`;
  const engine = await Engine.open({ url, response: fetch(url), onProgress: () => {}, signal: new AbortController().signal });
  server.close();
  const info = engine.info();
  for (const lang of /** @type {const} */ (["vi", "en"])) {
    for (const sort of /** @type {const} */ (["relevance", "newest", "oldest", "title"])) {
      const facets = info.facets.map((f) => ({ facet: f.id, limit: f.id === "year" ? 0 : 50 }));
      const found = engine.search({ query: "", filters: [], facets, sort, limit: 20, notAlso: [], lang });
      engine.reportsOfEvents(found.hits.map((h) => h.id));
    }
  }
  engine.extent({ query: "", filters: [], notAlso: [] });
  engine.search({ limit: 0, facets: info.facets.map((f) => ({ facet: f.id, limit: 500 })) });
}
