//! Queries that ask for too much, on ten thousand documents: each gets an answer, cut off where it must be, and says so.
//! How long they take is printed by `./build.sh bench speed`.

use std::borrow::Cow;
use std::ops::ControlFlow;

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
    let (mut cut, mut most) = (0, 0);
    for (name, query) in questions::queries() {
        let request = Request { query: query.clone(), limit: 10, ..Request::default() };
        let response = engine.search(&request);
        let (mut task, mut taken) = (engine.begin(Cow::Borrowed(&request)), 1);
        let stepped = loop {
            match engine.step(task, 1_000) {
                ControlFlow::Continue(rest) => (task, taken) = (rest, taken + 1),
                ControlFlow::Break(response) => break response,
            }
        };
        assert_eq!(stepped, response, "{name}, in steps");
        most = most.max(taken);
        for problem in &response.problems {
            assert!(query.get(problem.span.range()).is_some(), "{name}: {problem:?}");
        }
        assert_eq!(response.hits.len(), response.total.min(10) as usize, "{name}");
        cut += usize::from(response.problems.iter().any(|problem| problem.what.contains("partial")));
    }
    assert!(cut > 0, "none of these queries asks for too much");
    assert!(most > 10, "the longest search was let rest {most} times");
    // Where no text is kept none is read, and an exact word costs no more than a quoted one.
    let total = |query: &str| {
        let response = engine.search(&Request { query: query.to_owned(), ..Request::default() });
        assert_eq!(response.problems, [], "{query}");
        response.total
    };
    assert!(total("=the ") > 1000);
    assert_eq!(total("=the "), total("\"the\""));
}
