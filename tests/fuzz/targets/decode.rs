//! Bytes to text: never panics, and every problem has its place inside the text.
#![no_main]

use entente::corpus::decode::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], Option<&str>)| {
    let decoded = decode(input.0, input.1);
    for span in decoded.problems.iter().filter_map(|problem| problem.span) {
        assert!(decoded.text.get(span.range()).is_some());
    }
});
