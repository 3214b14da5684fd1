//! The values that a document has in a facet, and the words that prove each.

use super::Source;
use crate::base::{Arrange, Span};

/// The facets whose values stand in the words of the text; the others (`lang year outlet`, a corpus's own) are
/// known of the whole document.
pub const PROVEN: [&str; 10] = [
    "country",
    "kind",
    "level",
    "organization",
    "person",
    "crime",
    "cooperation",
    "instrument",
    "status",
    "forum",
];

/// Calls `each` with every value of `source` in `facet` and the spans that prove it (none where nothing in the text
/// does), in the order of the text; a value may come more than once. An unknown facet has no values.
pub fn values<'a>(source: &Source<'a>, facet: &str, each: &mut dyn FnMut(&'a str, &'a [Span])) {
    let (document, facts) = (source.document, source.facts);
    let event = facts.event.as_ref();
    match facet {
        "lang" => each(document.lang.code(), &[]),
        "outlet" => document.meta.outlet.iter().for_each(|o| each(o, &[])),
        "country" => facts.countries.iter().for_each(|t| each(&t.id, &t.evidence)),
        "crime" => facts.crimes.iter().for_each(|t| each(&t.id, &t.evidence)),
        "cooperation" => facts.cooperation.iter().for_each(|t| each(&t.id, &t.evidence)),
        "forum" => facts.forums.iter().for_each(|t| each(&t.id, &t.evidence)),
        "kind" => event.into_iter().for_each(|e| each(&e.kind, &e.evidence)),
        "level" => event
            .and_then(|e| Some((e.level.as_deref()?, &e.evidence)))
            .into_iter()
            .for_each(|(l, e)| each(l, e)),
        "organization" => facts.organizations.iter().for_each(|o| each(&o.id, &o.evidence)),
        "person" => facts.people.iter().for_each(|p| each(&p.name, &p.evidence)),
        "instrument" => facts.instruments.iter().for_each(|i| each(&i.kind, &i.evidence)),
        "status" => facts.instruments.iter().for_each(|i| each(&i.status, &i.evidence)),
        own => {
            let values =
                document.meta.facets.iter().filter(|(key, _)| key == own).flat_map(|(_, values)| values);
            values.for_each(|v| each(v, &[]));
        }
    }
}

/// The distinct values of `source` in `facet`, sorted. `year` gives the year of [`Source::date`].
#[must_use]
pub fn distinct(source: &Source<'_>, facet: &str) -> Vec<String> {
    let mut found = Vec::new();
    if facet == "year" {
        found.extend(source.date().and_then(|d| d.year).map(|y| y.to_string()));
    } else {
        values(source, facet, &mut |value, _| found.push(value.to_owned()));
    }
    found.arrange();
    found.dedup();
    found
}
