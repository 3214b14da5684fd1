// SQLite's FTS5 without stored texts, ranked by its bm25; facets in a table of (value, document), counted in SQL.
import start from "@sqlite.org/sqlite-wasm";
import { FACETS } from "./shared.js";

let sqlite, db, names, statements;
const quoted = (word) => `"${word.replaceAll('"', '""')}"`;

function rows(statement, values) {
  const out = [];
  statement.bind(values);
  while (statement.step()) out.push(statement.get([]));
  statement.reset();
  return out;
}

export default {
  async start() {
    sqlite = await start({ locateFile: () => "/sqlite3.wasm", print() {}, printErr() {} });
  },
  build(docs) {
    db = new sqlite.oo1.DB(":memory:");
    db.exec(`pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-400000;
      create virtual table text using fts5(title, body, content='', tokenize='unicode61 remove_diacritics 2');
      insert into text(text, rank) values('hashsize', 67108864);
      create table facet(value int, doc int, primary key(value, doc)) without rowid; begin`);
    const [text, facet] = [db.prepare("insert into text(rowid, title, body) values(?, ?, ?)"), db.prepare("insert into facet values(?, ?)")];
    names = new Map();
    for (const doc of docs) {
      text.bind([doc.id, doc.title, doc.body]).stepReset();
      for (const name of FACETS) {
        for (const value of [doc[name]].flat()) {
          const key = `${name}\t${value}`;
          if (!names.has(key)) names.set(key, names.size);
          facet.bind([names.get(key), doc.id]).stepReset();
        }
      }
    }
    text.finalize();
    facet.finalize();
    db.exec("commit; insert into text(text) values('optimize'); create index by_doc on facet(doc, value); analyze");
    statements = {
      text: db.prepare("select rowid from text where text match ? order by rank limit 10"),
      filtered: db.prepare("select rowid from text where text match ?1 and exists(select 1 from facet where value = ?2 and doc = text.rowid) order by rank limit 10"),
      counts: db.prepare(`with hits as materialized (select rowid as id from text where text match ?1 intersect select doc from facet where value = ?2)
        select facet.value, count(*) from hits cross join facet on facet.doc = hits.id group by facet.value`),
    };
  },
  search(kind, { q, words, filter }) {
    const top = (match) => ({ ids: rows(statements.text, [match]).map(([id]) => id) });
    switch (kind) {
      case "typo": return null;
      case "and2": return top(words.map(quoted).join(" "));
      case "or3": return top(words.map(quoted).join(" OR "));
      case "prefix": return top(`${quoted(q)}*`);
      case "facet": {
        const values = [quoted(q), names.get(`${filter.field}\t${filter.value}`)], keys = [...names.keys()];
        const facets = Object.fromEntries(FACETS.map((name) => [name, {}]));
        for (const [value, count] of rows(statements.counts, values)) {
          const [name, of] = keys[value].split("\t");
          facets[name][of] = count;
        }
        return { ids: rows(statements.filtered, values).map(([id]) => id), facets };
      }
      default: return top(quoted(q));
    }
  },
  save: () => sqlite.capi.sqlite3_js_db_export(db),
};
