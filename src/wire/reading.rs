//! What a reading view needs beside the record: where the query matches, sentences, names of the values.

use crate::base::sorted::SortedSet;

use serde::Serialize;

use super::answer::kind;
use super::labels::{Labels, labels};
use super::record::Record;
use super::utf16::Offsets;
use crate::base::Span;
use crate::extract::{Facts, Lists};
use crate::overview::sentence;
use crate::search::SegmentKind;
use crate::text::Document;

/// The answer to `engine.document`: the record, and beside it `reading`.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingRecord<'a> {
    /// The keys of `entente facts`.
    #[serde(flatten)]
    pub record: Record<'a>,
    /// What only a page needs.
    pub reading: Reading<'a>,
}

/// What a reading view needs beside the record, in the record's unit of offsets.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Reading<'a> {
    pub langs: Vec<&'static str>,
    pub title: Option<(u32, u32)>,
    pub sentences: Vec<(u32, u32)>,
    pub hits: Vec<Mark>,
    pub labels: Vec<Named<'a>>,
    pub same_event: Vec<Sibling<'a>>,
}

/// Where the query matches.
#[derive(Debug, Clone, Copy, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Mark {
    pub start: u32,
    pub end: u32,
    pub kind: &'static str,
}

/// A value of the record and its names.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Named<'a> {
    pub facet: &'static str,
    pub value: &'a str,
    pub labels: Labels,
}

/// Another report of the same event.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Sibling<'a> {
    pub id: &'a str,
    pub title: Option<&'a str>,
    pub lang: &'static str,
    pub date: Option<String>,
}

impl<'a> Sibling<'a> {
    /// The entry of a list of reports.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        Self {
            id: &document.id,
            title: document.title.as_ref().map(|t| t.text.as_str()),
            lang: document.lang.code(),
            date: document.published.map(|d| d.to_string()),
        }
    }
}

impl<'a> ReadingRecord<'a> {
    /// The message of one document; `marks` are where the query matches, `siblings` the other reports of its event.
    #[must_use]
    pub fn new(
        document: &'a Document,
        facts: &'a Facts,
        lists: &Lists,
        marks: &[(Span, SegmentKind)],
        siblings: Vec<Sibling<'a>>,
        offsets: &Offsets,
    ) -> Self {
        let text = &document.text;
        let ends = |span: Span| (offsets.of(text, span.start), offsets.of(text, span.end));
        let mark = |&(span, of): &(Span, SegmentKind)| {
            let (start, end) = ends(span);
            Mark { start, end, kind: kind(of) }
        };
        Self {
            record: Record::new(document, facts, offsets),
            reading: Reading {
                langs: document.body.iter().map(|p| p.lang.code()).collect(),
                title: document.title.as_ref().and_then(|t| t.span).map(ends),
                sentences: sentence::all(document).into_iter().map(ends).collect(),
                hits: marks.iter().map(mark).collect(),
                labels: names(facts, lists),
                same_event: siblings,
            },
        }
    }
}

/// The names of all values of a document's facts, each once.
fn names<'a>(facts: &'a Facts, lists: &Lists) -> Vec<Named<'a>> {
    let mut values: SortedSet<(&'static str, &'a str)> = SortedSet::new();
    let tagged = [
        ("country", &facts.countries),
        ("crime", &facts.crimes),
        ("cooperation", &facts.cooperation),
        ("forum", &facts.forums),
    ];
    for (facet, list) in tagged {
        values.extend(list.iter().map(|v| (facet, v.id.as_str())));
    }
    if let Some(event) = &facts.event {
        values.insert(("kind", &event.kind));
        values.extend(event.level.iter().map(|l| ("level", l.as_str())));
        values.extend(event.place.iter().filter_map(|p| p.country.as_deref()).map(|c| ("country", c)));
    }
    for i in &facts.instruments {
        values.extend([("instrument", i.kind.as_str()), ("status", i.status.as_str())]);
        values.extend(i.parties.iter().map(|p| ("country", p.as_str())));
    }
    values.extend(facts.pledges.iter().filter(|p| p.by != "both").map(|p| ("country", p.by.as_str())));
    let mut named: Vec<Named<'a>> = values
        .into_iter()
        .map(|(facet, value)| Named { facet, value, labels: labels(lists, facet, value) })
        .collect();
    named.extend(facts.organizations.iter().map(|o| {
        let known = labels(lists, "organization", &o.id);
        // A body that no list knows is called what the text calls it.
        let labels = if known.en == o.id { Labels::same(&o.name) } else { known };
        Named { facet: "organization", value: &o.id, labels }
    }));
    named
}
