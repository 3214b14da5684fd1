//! Queries: never panics; every problem has its place inside the query, and an engine answers.
#![no_main]

use entente::corpus::{Item, Reader};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::Request;
use libfuzzer_sys::fuzz_target;

const DOCUMENT: &[u8] =
    "---\nid: a\ntitle: Hội đàm tại Hà Nội\n---\n\nHai bên trao đổi về dẫn độ. Police met.\n".as_bytes();

thread_local! {
    static ENGINE: Engine = engine();
}

fn engine() -> Engine {
    let mut engine = Engine::new(Lists::bundled());
    let mut reader = Reader::new("corpus");
    reader.file("a.txt", DOCUMENT, &mut |item| {
        if let Item::Document(raw) = item {
            engine.add(raw);
        }
    });
    engine.commit();
    engine
}

fuzz_target!(|query: String| {
    let request = Request { query: query.clone(), limit: 5, ..Request::default() };
    let response = ENGINE.with(|engine| engine.search(&request));
    for problem in &response.problems {
        assert!(query.get(problem.span.range()).is_some());
    }
});
