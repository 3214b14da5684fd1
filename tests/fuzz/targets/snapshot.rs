//! Snapshots: bytes from outside are opened or refused by name, never a panic; what was opened answers.
#![no_main]

use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::Request;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(engine) = Engine::open(bytes, Lists::default()) {
        for query in ["a", "\"a a\""] {
            let _ = engine.search(&Request { query: query.to_owned(), limit: 5, ..Request::default() });
        }
    }
});
