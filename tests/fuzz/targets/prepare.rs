//! Cleaning: never panics; body and removed passages are slices of the text, in order, without overlap in the body.
#![no_main]

use entente::corpus::Info;
use entente::corpus::format::{Format, document};
use entente::text::prepare;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let clean = prepare(document("a.txt", bytes, Format::Text, &Info::default()));
    let mut last = 0;
    for paragraph in &clean.body {
        assert!(clean.text.get(paragraph.span.range()).is_some());
        assert!(paragraph.span.start >= last);
        last = paragraph.span.end;
    }
    for removed in &clean.removed {
        assert!(clean.text.get(removed.span.range()).is_some());
    }
});
