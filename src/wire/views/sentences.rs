//! The sentences that prove a value, or in which the query stands: keyword in context.

use crate::base::Arrange;
use serde::Serialize;

use super::{Quote, Scope, Value, quotes};
use crate::base::{DocId, Span};
use crate::overview::sentence;

/// The answer to `engine.facts`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Sentences {
    pub total: usize,
    pub rows: Vec<Sentence>,
}

/// One sentence.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Sentence {
    #[serde(flatten)]
    pub quote: Quote,
    pub proves: Vec<Proven>,
}

/// A value that a sentence proves.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Proven {
    pub facet: String,
    #[serde(flatten)]
    pub value: Value,
}

/// The sentences that prove the wanted values, newest report first.
#[must_use]
pub fn proving(scope: Scope<'_>, wanted: &sentence::Wanted<'_>, offset: usize, limit: usize) -> Sentences {
    let (total, found) = sentence::sentences(scope.selection, wanted, 0, 0);
    let mut found: Vec<_> = found
        .into_iter()
        .map(|s| (scope.selection.source(s.doc).and_then(|x| x.document.published), s))
        .collect();
    found.arrange_by_key(|s| std::cmp::Reverse(s.0));
    let rows = found.iter().skip(offset).take(limit).filter_map(|(_, s)| row(scope, s)).collect();
    Sentences { total, rows }
}

fn row(scope: Scope<'_>, sentence: &sentence::Sentence) -> Option<Sentence> {
    let document = scope.selection.source(sentence.doc)?.document;
    let marks: Vec<_> = sentence.evidence.iter().map(|e| (e.span, "evidence")).collect();
    let mut proves: Vec<(&str, &str)> =
        sentence.evidence.iter().map(|e| (e.facet.as_str(), e.value.as_str())).collect();
    proves.arrange();
    proves.dedup();
    let proves = proves
        .into_iter()
        .map(|(facet, value)| Proven { facet: facet.into(), value: scope.value(facet, value) })
        .collect();
    Some(Sentence { quote: quotes(document, &marks).into_iter().next()?, proves })
}

/// The sentences in which the marks of each document stand; `found` in the order to be shown.
#[must_use]
pub fn in_context(
    scope: Scope<'_>,
    found: impl Iterator<Item = (DocId, Vec<(Span, &'static str)>)>,
    offset: usize,
    limit: usize,
) -> Sentences {
    let mut total = 0;
    let mut rows = Vec::new();
    for (doc, marks) in found {
        let Some(source) = scope.selection.source(doc) else { continue };
        for quote in quotes(source.document, &marks) {
            if total >= offset && rows.len() < limit {
                rows.push(Sentence { quote, proves: Vec::new() });
            }
            total += 1;
        }
    }
    Sentences { total, rows }
}
