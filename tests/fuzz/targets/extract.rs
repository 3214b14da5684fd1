//! Facts: never panics, and every piece of evidence is a slice of the text.
#![no_main]

use std::sync::LazyLock;

use entente::corpus::Info;
use entente::corpus::format::{Format, document};
use entente::extract::{Lists, extract};
use entente::text::prepare;
use libfuzzer_sys::fuzz_target;

static LISTS: LazyLock<Lists> = LazyLock::new(Lists::bundled);

fuzz_target!(|bytes: &[u8]| {
    let clean = prepare(document("a.txt", bytes, Format::Text, &Info::default()));
    let facts = extract(&clean, &LISTS);
    let tagged = facts.countries.iter().chain(&facts.crimes).chain(&facts.cooperation).chain(&facts.forums);
    let evidence = tagged
        .flat_map(|tagged| &tagged.evidence)
        .chain(facts.people.iter().flat_map(|person| &person.evidence))
        .chain(facts.organizations.iter().flat_map(|body| &body.evidence))
        .chain(facts.instruments.iter().flat_map(|instrument| &instrument.evidence))
        .chain(facts.pledges.iter().flat_map(|pledge| &pledge.evidence))
        .chain(facts.event.iter().flat_map(|event| &event.evidence));
    for span in evidence {
        assert!(clean.text.get(span.range()).is_some_and(|quote| !quote.is_empty()));
    }
});
