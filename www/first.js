// What a first visit asks of the engine. www/split.js runs it over the bundled corpus to learn which functions a visitor
// needs before anything unusual is asked; everything else is left for the second part. Nothing breaks when this is
// incomplete: what it forgets is fetched the moment it is called.

import { createServer } from "node:http";

/** What people type: words with and without marks, phrases, exclusions, fields, dates, slips, half-typed words, noise. */
const QUERIES = [
  "", "d", "dan", "dan do", "dẫn độ", "ma túy", "ma tuy", "\"ma túy\"", "tội phạm mạng -\"ma túy\"", "công an", "Bo Cong an", "to lam",
  "cyber crime training", "extradition treaty", "\"money laundering\"", "memorandum of understanding", "interpol", "Interpol ASEANAPOL", "human trafficking viet",
  "country:KR ma túy", "lang:en drugs", "kind:talks", "year:2024", "2024", "29/9/2024", "-drugs", "hop tac quoc te", "the", "và", "\"", "( )", "zzzz", "hoà",
  "title:police", "crime:drugs -country:VN", "drugs OR ma", "extra*", "tôi pham", "crmie", "extraditon", "giai doan 2023-2027",
];

/**
 * @param {typeof import("entente").Engine} Engine
 * @param {Uint8Array<ArrayBuffer>} corpus the packed corpus
 */
export async function visit(Engine, corpus) {
  const server = createServer((_, answer) => { answer.writeHead(200, { "Content-Length": corpus.length }).end(corpus); });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const url = `http://127.0.0.1:${port}/corpus.tar.gz`;
  const engine = await Engine.open({ url, onProgress: () => {}, signal: new AbortController().signal });
  server.close();
  const info = engine.info();
  const facets = info.facets.map((f) => ({ facet: f.id, limit: f.id === "year" ? 0 : 50 }));
  const ask = (/** @type {import("entente").SearchRequest} */ more) => {
    const wanted = { query: "", filters: [], facets, sort: /** @type {const} */ ("relevance"), limit: 20, notAlso: [], lang: /** @type {const} */ ("en"), ...more };
    engine.extent({ query: wanted.query, filters: wanted.filters, notAlso: wanted.notAlso });
    const found = engine.search(wanted);
    engine.reportsOfEvents(found.hits.map((h) => h.id));
    return found;
  };
  const first = ask({});
  engine.search({ limit: 0, facets: info.facets.map((f) => ({ facet: f.id, limit: 500 })) });
  for (const query of QUERIES) {
    const found = ask({ query, lang: "vi" });
    engine.suggest({ query, limit: 8, lang: "vi" });
    for (const { id } of found.hits.slice(0, 2)) engine.document(id, { query, notAlso: [], offsets: "utf16" });
  }
  for (const { id } of first.hits) engine.document(id, { query: "", notAlso: [], offsets: "utf16" });
  for (const sort of /** @type {const} */ (["newest", "oldest", "title"])) ask({ query: "police", sort, offset: 20 });
  for (const facet of first.facets) {
    const [one, other] = facet.values.map((v) => v.value);
    if (one) ask({ filters: [{ facet: facet.id, include: [one], exclude: other ? [other] : [] }] });
    if (one) ask({ query: "police", filters: [{ facet: facet.id, include: [one, other ?? one], exclude: [] }] });
  }
  ask({ filters: [{ facet: "year", include: [], exclude: [], from: "2019", to: "2022" }] });
}
