//! What goes out: the answer to a search.

use crate::base::sorted::SortedMap;

use serde::Serialize;

use super::labels::{Labels, labels};
use crate::base::{DocId, Lang};
use crate::engine::{Suggestion, SuggestionKind};
use crate::extract::{Facts, Lists};
use crate::search::{self, SegmentKind};
use crate::text::Document;

/// The answer to `engine.search`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct SearchResponse {
    pub total: u32,
    pub hits: Vec<Hit>,
    pub facets: Vec<FacetCounts>,
    pub problems: Vec<QueryProblem>,
    pub corrected_query: Option<String>,
    pub also_searched: Vec<Also>,
}

/// One document found.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Hit {
    pub id: String,
    pub title: Option<String>,
    pub heading: Vec<Segment>,
    pub date: Option<String>,
    pub lang: &'static str,
    pub score: f32,
    pub snippet: Vec<Segment>,
    pub outlet: Option<String>,
    pub event: Option<HitEvent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Explanation>,
}

/// The event that a document found reports.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct HitEvent {
    pub kind: String,
    pub labels: Labels,
    pub date: Option<String>,
}

/// A piece of a document's own text.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Segment {
    pub text: String,
    pub kind: &'static str,
}

/// The counts of one facet.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FacetCounts {
    pub id: String,
    pub distinct: u32,
    pub values: Vec<FacetValue>,
    pub missing: u32,
    pub bins: Vec<Bin>,
}

/// A bin of a histogram.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Bin {
    pub from: String,
    pub to: String,
    pub count: u32,
}

/// One value of a facet.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FacetValue {
    pub value: String,
    pub label: String,
    pub labels: Labels,
    pub parent: Option<String>,
    pub count: u32,
    pub selected: bool,
    pub excluded: bool,
}

/// What of a query could not be read; offsets are UTF-16 units of the query.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct QueryProblem {
    pub what: String,
    pub start: u32,
    pub end: u32,
}

/// A label searched along.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Also {
    pub typed: String,
    pub label: String,
    pub concept: String,
}

/// A score as a tree of named terms.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Explanation {
    pub name: String,
    pub value: f32,
    pub parts: Vec<Explanation>,
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

impl SearchResponse {
    /// The message of a core response.
    #[must_use]
    pub fn new(response: &search::Response, context: Context<'_>) -> Self {
        let units = super::Offsets::utf16(context.query);
        Self {
            total: response.total,
            hits: response.hits.iter().map(|h| hit(h, context)).collect(),
            facets: response.facets.iter().map(|f| counts(f, context)).collect(),
            problems: response
                .problems
                .iter()
                .map(|p| QueryProblem {
                    what: p.what.clone(),
                    start: units.of(context.query, p.span.start),
                    end: units.of(context.query, p.span.end),
                })
                .collect(),
            corrected_query: response.corrected_query.clone(),
            also_searched: response
                .also_searched
                .iter()
                .map(|a| Also { typed: a.typed.clone(), label: a.label.clone(), concept: a.concept.clone() })
                .collect(),
        }
    }
}

/// Of a document whose text is not kept there is no more than id and score.
fn hit(hit: &search::Hit, context: Context<'_>) -> Hit {
    let (document, facts) = (context.entry)(hit.doc).unzip();
    let event = facts.and_then(|f| f.event.as_ref());
    Hit {
        id: hit.id.clone(),
        title: document.and_then(|d| d.title.as_ref()).map(|t| t.text.clone()),
        heading: segments(&hit.title),
        date: document.and_then(|d| d.published).map(|d| d.to_string()),
        lang: document.map_or(Lang::Und, |d| d.lang).code(),
        score: hit.score,
        snippet: segments(&hit.snippet),
        outlet: document.and_then(|d| d.meta.outlet.clone()),
        event: event.map(|e| HitEvent {
            kind: e.kind.clone(),
            labels: labels(context.lists, "kind", &e.kind),
            date: e.date.map(|d| d.to_string()),
        }),
        why: hit.why.as_ref().map(explanation),
    }
}

fn counts(facet: &search::FacetCounts, context: Context<'_>) -> FacetCounts {
    let value = |v: &search::FacetValue| {
        let mut labels = labels(context.lists, &facet.facet, &v.value);
        if facet.facet == "organization"
            && labels.en == v.value
            && let Some(name) = context.bodies.get(&v.value)
        {
            labels = Labels::same(name);
        }
        FacetValue {
            value: v.value.clone(),
            label: labels.get(context.lang).into(),
            labels,
            parent: v.parent.clone(),
            count: v.count,
            selected: v.selected,
            excluded: v.excluded,
        }
    };
    FacetCounts {
        id: facet.facet.clone(),
        distinct: facet.distinct,
        values: facet.values.iter().map(value).collect(),
        missing: facet.missing,
        bins: facet
            .bins
            .iter()
            .map(|b| Bin { from: b.from.clone(), to: b.to.clone(), count: b.count })
            .collect(),
    }
}

fn explanation(why: &search::Explanation) -> Explanation {
    Explanation {
        name: why.name.clone(),
        value: why.value,
        parts: why.parts.iter().map(explanation).collect(),
    }
}

/// Segments of a title or a passage.
#[must_use]
pub fn segments(list: &[search::Segment]) -> Vec<Segment> {
    list.iter().map(|s| Segment { text: s.text.clone(), kind: kind(s.kind) }).collect()
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
