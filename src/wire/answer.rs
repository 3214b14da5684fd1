//! What goes out: the answer to a search.

use std::borrow::Cow;

use crate::base::sorted::SortedMap;

use serde::Serialize;

use super::labels::{Labels, known, labels};
use crate::base::{DocId, Lang};
use crate::engine::{Suggestion, SuggestionKind};
use crate::extract::{Facts, Lists};
use crate::search::{self, SegmentKind};
use crate::text::Document;

/// The answer to `engine.search`. What it is made of is borrowed: an answer is written once and dropped.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct SearchResponse<'a> {
    pub total: u32,
    pub hits: Vec<Hit<'a>>,
    pub facets: Vec<FacetCounts<'a>>,
    pub problems: Vec<QueryProblem<'a>>,
    pub corrected_query: Option<&'a str>,
    pub also_searched: Vec<Also<'a>>,
}

/// One document found.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Hit<'a> {
    pub id: &'a str,
    pub title: Option<&'a str>,
    pub heading: Vec<Segment<'a>>,
    pub date: Option<String>,
    pub lang: &'static str,
    pub score: f32,
    pub snippet: Vec<Segment<'a>>,
    pub outlet: Option<&'a str>,
    pub event: Option<HitEvent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Explanation<'a>>,
}

/// The event that a document found reports.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct HitEvent<'a> {
    pub kind: &'a str,
    pub labels: Labels,
    pub date: Option<String>,
}

/// A piece of a document's own text.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Segment<'a> {
    pub text: Cow<'a, str>,
    pub kind: &'static str,
}

/// The counts of one facet.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FacetCounts<'a> {
    pub id: &'a str,
    pub distinct: u32,
    pub values: Vec<FacetValue<'a>>,
    pub missing: u32,
    pub bins: Vec<Bin<'a>>,
}

/// A bin of a histogram.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Bin<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub count: u32,
}

/// One value of a facet.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FacetValue<'a> {
    pub value: &'a str,
    pub label: Cow<'a, str>,
    pub labels: Names<'a>,
    pub parent: Option<&'a str>,
    pub count: u32,
    pub selected: bool,
    pub excluded: bool,
}

/// [`Labels`] of a value that mostly is its own.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Names<'a> {
    pub vi: Cow<'a, str>,
    pub en: Cow<'a, str>,
}

/// What of the query could not be read; offsets are UTF-16 units of the query.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct QueryProblem<'a> {
    pub what: &'a str,
    pub start: u32,
    pub end: u32,
}

/// A label searched along.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Also<'a> {
    pub typed: &'a str,
    pub label: &'a str,
    pub concept: &'a str,
}

/// A score as a tree of named terms.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Explanation<'a> {
    pub name: &'a str,
    pub value: f32,
    pub parts: Vec<Explanation<'a>>,
}

/// What the conversion looks things up in.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The knowledge files.
    pub lists: &'a Lists,
    /// Names of bodies that no list knows, by id.
    pub bodies: &'a SortedMap<String, String>,
    /// The document of an id, with its facts.
    pub entry: &'a dyn Fn(DocId) -> Option<(&'a Document, &'a Facts)>,
    /// The language of labels, `vi` or `en`.
    pub lang: &'a str,
    /// The query, to which the problems' offsets belong.
    pub query: &'a str,
}

impl<'a> SearchResponse<'a> {
    /// The message of a core response.
    #[must_use]
    pub fn new(response: &'a search::Response, context: Context<'a>) -> Self {
        let problem = |p: &'a search::QueryProblem| {
            let units = super::Offsets::utf16(context.query);
            let [start, end] = [p.span.start, p.span.end].map(|byte| units.of(context.query, byte));
            QueryProblem { what: &p.what, start, end }
        };
        let also = |a: &'a search::Also| Also { typed: &a.typed, label: &a.label, concept: &a.concept };
        Self {
            total: response.total,
            hits: response.hits.iter().map(|h| hit(h, context)).collect(),
            facets: response.facets.iter().map(|f| counts(f, context)).collect(),
            problems: response.problems.iter().map(problem).collect(),
            corrected_query: response.corrected_query.as_deref(),
            also_searched: response.also_searched.iter().map(also).collect(),
        }
    }
}

/// Of a document whose text is not kept there is no more than id and score.
fn hit<'a>(hit: &'a search::Hit, context: Context<'a>) -> Hit<'a> {
    let (document, facts) = (context.entry)(hit.doc).unzip();
    let event = facts.and_then(|f| f.event.as_ref());
    Hit {
        id: &hit.id,
        title: document.and_then(|d| d.title.as_ref()).map(|t| t.text.as_str()),
        heading: segments(&hit.title),
        date: document.and_then(|d| d.published).map(|d| d.to_string()),
        lang: document.map_or(Lang::Und, |d| d.lang).code(),
        score: hit.score,
        snippet: segments(&hit.snippet),
        outlet: document.and_then(|d| d.meta.outlet.as_deref()),
        event: event.map(|e| HitEvent {
            kind: &e.kind,
            labels: labels(context.lists, "kind", &e.kind),
            date: e.date.map(|d| d.to_string()),
        }),
        why: hit.why.as_ref().map(explanation),
    }
}

fn counts<'a>(facet: &'a search::FacetCounts, context: Context<'a>) -> FacetCounts<'a> {
    let value = |v: &'a search::FacetValue| {
        let labels = names(&facet.facet, &v.value, context);
        FacetValue {
            value: &v.value,
            label: if context.lang == "vi" { labels.vi.clone() } else { labels.en.clone() },
            labels,
            parent: v.parent.as_deref(),
            count: v.count,
            selected: v.selected,
            excluded: v.excluded,
        }
    };
    FacetCounts {
        id: &facet.facet,
        distinct: facet.distinct,
        values: facet.values.iter().map(value).collect(),
        missing: facet.missing,
        bins: facet.bins.iter().map(|b| Bin { from: &b.from, to: &b.to, count: b.count }).collect(),
    }
}

fn names<'a>(facet: &str, value: &'a str, context: Context<'a>) -> Names<'a> {
    let body = || context.bodies.get(value).map(String::as_str).filter(|_| facet == "organization");
    match known(context.lists, facet, value) {
        Some(labels) if labels.en != value || body().is_none() => {
            Names { vi: labels.vi.into(), en: labels.en.into() }
        }
        _ => {
            let name = body().unwrap_or(value);
            Names { vi: name.into(), en: name.into() }
        }
    }
}

fn explanation(why: &search::Explanation) -> Explanation<'_> {
    Explanation { name: &why.name, value: why.value, parts: why.parts.iter().map(explanation).collect() }
}

/// Segments of a title or a passage.
#[must_use]
pub fn segments(list: &[search::Segment]) -> Vec<Segment<'_>> {
    list.iter().map(|s| Segment { text: s.text.as_str().into(), kind: kind(s.kind) }).collect()
}

/// The name of a kind on the wire.
#[must_use]
pub fn kind(kind: SegmentKind) -> &'static str {
    match kind {
        SegmentKind::Text => "text",
        SegmentKind::Match => "match",
        SegmentKind::Folded => "folded",
        SegmentKind::Prefix => "prefix",
        SegmentKind::Typo => "typo",
        SegmentKind::Label => "label",
        SegmentKind::Gap => "gap",
    }
}

/// A completion of what is typed.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct SuggestionMessage {
    pub text: String,
    pub facet: Option<String>,
    pub value: Option<String>,
    pub count: u32,
}

impl SuggestionMessage {
    /// The message of a core suggestion.
    #[must_use]
    pub fn new(suggestion: &Suggestion) -> Self {
        let (facet, value) = match &suggestion.kind {
            SuggestionKind::Word => (None, None),
            SuggestionKind::Value(facet, value) => (Some(facet.clone()), Some(value.clone())),
        };
        Self { text: suggestion.text.clone(), facet, value, count: suggestion.count }
    }
}
