//! Queries that ask for too much, on ten thousand documents: each gets an answer, cut off where it must be, and says so.
//! How long they take is printed by `./build.sh bench speed`.

use entente::corpus::{Info, Meta, RawDocument};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::Request;

#[path = "../bench/hostile.rs"]
mod questions;

#[test]
fn every_query_is_answered() {
    let mut engine = Engine::new(Lists::bundled());
    engine.configure(Info { extract: false, ..Info::default() });
    engine.keep_index_only();
    for (at, text) in questions::texts(10_000, 24).enumerate() {
        let meta = Meta { title: Some(format!("report {at}")), lang: Some("en".into()), ..Meta::default() };
        engine.add(RawDocument {
            id: format!("d{at}"),
            path: String::new(),
            meta,
            text,
            header: None,
            problems: Vec::new(),
        });
    }
    engine.commit();
    let mut cut = 0;
    for (name, query) in questions::queries() {
        let response = engine.search(&Request { query: query.clone(), limit: 10, ..Request::default() });
        for problem in &response.problems {
            assert!(query.get(problem.span.range()).is_some(), "{name}: {problem:?}");
        }
        assert_eq!(response.hits.len(), response.total.min(10) as usize, "{name}");
        cut += usize::from(response.problems.iter().any(|problem| problem.what.contains("partial")));
    }
    assert!(cut > 0, "none of these queries asks for too much");
    // Where no text is kept none is read, and an exact word costs no more than a quoted one.
    let total = |query: &str| {
        let response = engine.search(&Request { query: query.to_owned(), ..Request::default() });
        assert_eq!(response.problems, [], "{query}");
        response.total
    };
    assert!(total("=the ") > 1000);
    assert_eq!(total("=the "), total("\"the\""));
}
