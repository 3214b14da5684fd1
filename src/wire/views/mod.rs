//! The views of a selection: sentences, agreements, pledges, events over time, partners, who met whom.
//!
//! All answers share a few small messages: a report by id and title, the sentence that proves something, an event.

pub mod concordance;
pub mod coverage;
pub mod ledger;
pub mod network;
pub mod partners;
pub mod pledges;
pub mod sentences;
pub mod timeline;

use crate::base::Arrange;
use crate::base::sorted::SortedMap;

use serde::Serialize;

use super::answer::{Segment, kind};
use super::labels::{Labels, labels};
use crate::base::{DocId, Span};
use crate::extract::Lists;
use crate::overview::related::Related;
use crate::overview::{Proof, Selection, sentence};
use crate::search::SegmentKind;
use crate::text::Document;

/// What a view is made of: the selection and where its names are looked up.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The documents that the filters leave, and their events.
    pub selection: &'a Selection<'a>,
    /// The knowledge files.
    pub lists: &'a Lists,
    /// Names of bodies that no list knows, by id.
    pub bodies: &'a SortedMap<String, String>,
}

/// A report, to be named and linked.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Report {
    pub id: String,
    pub title: Option<String>,
    pub date: Option<String>,
    pub lang: &'static str,
    pub outlet: Option<String>,
}

impl Report {
    /// The report of a document.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        Self {
            id: document.id.clone(),
            title: document.title.as_ref().map(|t| t.text.clone()),
            date: document.published.map(|d| d.to_string()),
            lang: document.lang.code(),
            outlet: document.meta.outlet.clone(),
        }
    }
}

/// A sentence with the words in it that prove something.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Quote {
    pub report: Report,
    pub start: u32,
    pub segments: Vec<Segment<'static>>,
}

/// An event: its date and its reports.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Occasion {
    pub date: Option<String>,
    pub kind: Option<Value>,
    pub reports: Vec<Report>,
}

/// A value of a facet and its names.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Value {
    pub value: String,
    pub labels: Labels,
}

/// A value and a number of events.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Counted {
    pub value: String,
    pub labels: Labels,
    pub count: usize,
}

/// A report like another, and what the two share.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Neighbour {
    pub report: Report,
    pub same_event: bool,
    pub why: Vec<Shared>,
}

/// Something that two reports share.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Shared {
    pub what: &'static str,
    pub values: Vec<String>,
}

impl Neighbour {
    /// The message of a related document; none where it is not of the selection.
    #[must_use]
    pub fn new(scope: Scope<'_>, related: &Related) -> Option<Self> {
        let shared = |w: &crate::overview::Why| Shared { what: w.code(), values: w.values() };
        Some(Self {
            report: scope.report(related.doc)?,
            same_event: related.same_event,
            why: related.why.iter().map(shared).collect(),
        })
    }
}

impl Scope<'_> {
    /// The report of a document of the selection.
    #[must_use]
    pub fn report(&self, doc: DocId) -> Option<Report> {
        self.selection.source(doc).map(|s| Report::new(s.document))
    }

    /// The sentences of a proof, each once, with its words marked.
    #[must_use]
    pub fn quotes(&self, proofs: &[Proof]) -> Vec<Quote> {
        let mut out = Vec::new();
        for proof in proofs {
            let Some(source) = self.selection.source(proof.doc) else { continue };
            let marks: Vec<_> = proof.spans.iter().map(|s| (*s, "evidence")).collect();
            out.extend(quotes(source.document, &marks));
        }
        out
    }

    /// An event of the selection.
    #[must_use]
    pub fn occasion(&self, event: usize) -> Occasion {
        let kind =
            self.selection.reports(event).find_map(|s| s.facts.event.as_ref().map(|e| e.kind.as_str()));
        Occasion {
            date: self.selection.date_of(event).map(|d| d.to_string()),
            kind: kind.map(|k| self.value("kind", k)),
            reports: self.selection.reports(event).map(|s| Report::new(s.document)).collect(),
        }
    }

    /// A value with its names.
    #[must_use]
    pub fn value(&self, facet: &str, value: &str) -> Value {
        let mut labels = labels(self.lists, facet, value);
        if facet == "organization"
            && labels.en == value
            && let Some(name) = self.bodies.get(value)
        {
            labels = Labels::same(name);
        }
        Value { value: value.into(), labels }
    }

    /// Values with their names.
    #[must_use]
    pub fn values(&self, facet: &str, values: &[String]) -> Vec<Value> {
        values.iter().map(|v| self.value(facet, v)).collect()
    }

    /// Counted values with their names.
    #[must_use]
    pub fn counted(&self, facet: &str, values: &[(String, usize)]) -> Vec<Counted> {
        let with = |(value, count): &(String, usize)| {
            let Value { value, labels } = self.value(facet, value);
            Counted { value, labels, count: *count }
        };
        values.iter().map(with).collect()
    }
}

/// The sentences of `document` that hold the marked places, in order, each once.
#[must_use]
pub fn quotes(document: &Document, marks: &[(Span, &'static str)]) -> Vec<Quote> {
    let mut marks = marks.to_vec();
    marks.arrange();
    marks.dedup();
    let mut found: Vec<(Span, Vec<(Span, &'static str)>)> = Vec::new();
    for (span, mark) in marks {
        match found.last_mut().filter(|(sentence, _)| sentence.contains(span)) {
            Some((_, inside)) => inside.push((span, mark)),
            None => found.push((sentence::around(document, span), vec![(span, mark)])),
        }
    }
    let quote = |(sentence, inside): &(Span, Vec<(Span, &'static str)>)| Quote {
        report: Report::new(document),
        start: utf16_before(&document.text, sentence.start),
        segments: cut(&document.text, *sentence, inside),
    };
    found.iter().map(quote).collect()
}

/// The marks of a query as the kinds of segments.
#[must_use]
pub fn marks(found: &[(Span, SegmentKind)]) -> Vec<(Span, &'static str)> {
    found.iter().map(|(span, of)| (*span, kind(*of))).collect()
}

/// UTF-16 units before a byte. Linear, without a map: a view asks once for each sentence.
fn utf16_before(text: &str, byte: u32) -> u32 {
    let units: usize = text.get(..byte as usize).unwrap_or("").chars().map(char::len_utf16).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// A sentence cut at its marks; of overlapping marks the first counts.
fn cut(text: &str, sentence: Span, marks: &[(Span, &'static str)]) -> Vec<Segment<'static>> {
    let mut segments = Vec::new();
    let mut push = |from: u32, to: u32, kind: &'static str| {
        if let Some(words) = text.get(from as usize..to as usize).filter(|w| !w.is_empty()) {
            segments.push(Segment { text: words.to_owned().into(), kind });
        }
    };
    let mut at = sentence.start;
    for (span, mark) in marks {
        let (from, to) = (span.start.max(at), span.end.min(sentence.end));
        if from < to {
            push(at, from, "text");
            push(from, to, mark);
            at = to;
        }
    }
    push(at, sentence.end, "text");
    segments
}
