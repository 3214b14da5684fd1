//! The same query on the same corpus has the same answer everywhere: ids, bits of scores, counts.
//!
//! Written here natively to `target/test/answers.json` for every query of `tests/cases/search/same.txt` on two corpora;
//! `tests/browser/same.test.js` asks the page's wasm and compares. Here the same documents from a snapshot are asked.
//! Facts are read on both sides, so the counts say that code and packed knowledge files give the same facts.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use entente::corpus::{Item, Reader};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::{Request, Response};
use serde_json::{Value, json};

/// The corpora, as `corpus` names them in the file.
const CORPORA: [&str; 2] = ["tests/corpora/mini/documents", "www/corpus/documents"];

/// An engine that read the files of a folder one after another, by name.
fn engine(folder: &str) -> Engine {
    let mut engine = Engine::new(Lists::bundled());
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let files: BTreeMap<String, std::path::PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), path))
        .collect();
    for (name, path) in files {
        let mut reader = Reader::new(&name);
        let mut raws = Vec::new();
        let mut sink = |item| {
            if let Item::Document(raw) = item {
                raws.push(raw);
            }
        };
        reader.feed(&std::fs::read(path).unwrap(), &mut sink);
        reader.finish(&mut sink);
        for raw in raws {
            engine.add(raw);
        }
    }
    engine.commit();
    engine
}

fn told(response: &Response) -> Value {
    let hits: Vec<Value> = response.hits.iter().map(|hit| json!([hit.id, hit.score.to_bits()])).collect();
    let counts = response.facets.iter().map(|facet| {
        let values: Vec<Value> = facet.values.iter().map(|v| json!([v.value, v.count])).collect();
        (facet.facet.clone(), json!(values))
    });
    json!({"total": response.total, "hits": hits, "facets": Value::Object(counts.collect())})
}

/// The response of a search whose steps are as short as can be, and how many it took.
fn in_steps(engine: &Engine, request: &Request) -> (Response, usize) {
    let (mut task, mut steps) = (engine.begin(Cow::Borrowed(request)), 0);
    loop {
        steps += 1;
        match engine.step(task, 1) {
            ControlFlow::Continue(rest) => task = rest,
            ControlFlow::Break(response) => return (response, steps),
        }
    }
}

#[test]
fn a_search_stops_after_each_word_and_before_it_looks_for_other_words() {
    let engine = engine(CORPORA[1]);
    let steps = |query: &str| {
        let request = Request { query: query.to_owned(), limit: 20, ..Request::default() };
        in_steps(&engine, &request).1
    };
    let one = steps("=police ");
    assert_eq!(steps("=police OR =crime OR =cooperation "), one + 2);
    assert!(steps("police qqqzzzq ") > one + 1, "words left out are a plan of their own");
}

#[test]
fn a_query_has_one_answer() {
    let queries =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/search/same.txt"))
            .unwrap();
    let mut all = Vec::new();
    for corpus in CORPORA {
        let engine = engine(corpus);
        let again = Engine::open(&engine.snapshot(), Lists::bundled()).unwrap();
        let mut found = 0;
        for query in queries.lines() {
            let request = Request { query: query.to_owned(), limit: 20, ..Request::default() };
            let response = engine.search(&request);
            assert_eq!(told(&response), told(&again.search(&request)), "{corpus}: {query}");
            assert_eq!(response, in_steps(&engine, &request).0, "{corpus}: {query}, in steps");
            found += usize::from(response.total > 0);
            all.push(json!({"corpus": corpus, "query": query, "answer": told(&response)}));
        }
        assert!(found * 2 > queries.lines().count(), "{corpus}: only {found} queries find anything");
    }
    assert!(all.len() >= 200, "{} answers", all.len());
    let out = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/test");
    std::fs::create_dir_all(&out).unwrap();
    std::fs::write(out.join("answers.json"), Value::Array(all).to_string()).unwrap();
}
