//! Sentences: the words around a proof, and the list of those that prove the values of facets.

use super::{Selection, facet};
use crate::base::case::Lower;
use crate::base::{Arrange, DocId, Span, is_listed};
use crate::text::Document;

/// A sentence that proves at least one of the values asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The document.
    pub doc: DocId,
    /// The sentence in the document's text.
    pub span: Span,
    /// What it proves, in order of place: facet, value, words.
    pub evidence: Vec<Evidence>,
}

/// A value and the words that prove it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// The words.
    pub span: Span,
    /// The facet's id.
    pub facet: String,
    /// The value's id.
    pub value: String,
}

/// The facets and values whose proof is asked for; a facet without values asks for all of them.
pub type Wanted<'q> = [(&'q str, Vec<&'q str>)];

/// Every sentence of the selection that proves one of the `wanted` values, by document and place; all proven facets
/// where nothing is wanted. Returns how many there are and those from `offset` on, at most `limit` (0: all).
#[must_use]
pub fn sentences(
    selection: &Selection<'_>,
    wanted: &Wanted<'_>,
    offset: usize,
    limit: usize,
) -> (usize, Vec<Sentence>) {
    let all: Vec<(&str, Vec<&str>)> = facet::PROVEN.iter().map(|f| (*f, Vec::new())).collect();
    let wanted = if wanted.is_empty() { &all } else { wanted };
    let mut found: Vec<Sentence> = Vec::new();
    for source in selection.sources() {
        let mut evidence = Vec::new();
        for (facet, asked) in wanted {
            facet::values(source, facet, &mut |value, spans| {
                if asked.is_empty() || asked.contains(&value) {
                    let proof =
                        |span: &Span| Evidence { span: *span, facet: (*facet).into(), value: value.into() };
                    evidence.extend(spans.iter().map(proof));
                }
            });
        }
        evidence.arrange();
        evidence.dedup();
        for proof in evidence {
            match found.last_mut().filter(|s| s.doc == source.id && s.span.contains(proof.span)) {
                Some(sentence) => sentence.evidence.push(proof),
                None => {
                    let span = around(source.document, proof.span);
                    found.push(Sentence { doc: source.id, span, evidence: vec![proof] });
                }
            }
        }
    }
    let total = found.len();
    let limit = if limit == 0 { total } else { limit };
    (total, found.into_iter().skip(offset).take(limit).collect())
}

/// The sentences of a document that `span` touches, from the first letter to the last point; the title is one.
/// Never leaves the paragraph. Linear in its length.
#[must_use]
pub fn around(document: &Document, span: Span) -> Span {
    let title = document.title.as_ref().and_then(|t| t.span);
    let part = document.body.iter().map(|p| p.span).chain(title).find(|p| p.contains(span));
    let Some(part) = part else { return span };
    let text = part.of(&document.text);
    let (from, to) = ((span.start - part.start) as usize, (span.end - part.start) as usize);
    let (mut start, mut end) = (0, text.len());
    for cut in ends(text) {
        if cut <= from {
            start = cut;
        } else if cut >= to {
            end = cut;
            break;
        }
    }
    let words = text.get(start..end).unwrap_or("");
    let start = start + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len()).shifted(part.start as usize)
}

/// All sentences of a document in order of place: the title, where it stands in the text, and those of each paragraph.
#[must_use]
pub fn all(document: &Document) -> Vec<Span> {
    let title = document.title.as_ref().and_then(|t| t.span);
    let mut found: Vec<Span> = title.into_iter().collect();
    for part in document.body.iter().map(|p| p.span) {
        let text = part.of(&document.text);
        let mut start = 0;
        for end in ends(text).chain([text.len()]) {
            let words = text.get(start..end).unwrap_or("");
            let from = start + words.len() - words.trim_start().len();
            if !words.trim().is_empty() {
                found.push(Span::new(from, from + words.trim().len()).shifted(part.start as usize));
            }
            start = end;
        }
    }
    found.arrange();
    found
}

/// Where sentences end: after `.`, `!`, `?` or `…` with its closing quotes, before space and a capital, digit or
/// opening quote; and at empty lines. A point after an initial or a title (`Gen.`, `TP.`) ends none.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        if c == '\n' {
            return text[at..].starts_with("\n\n").then_some(at);
        }
        if !matches!(c, '.' | '!' | '?' | '…') || c == '.' && is_abbreviation(&text[..at]) {
            return None;
        }
        let after = &text[at + c.len_utf8()..];
        let rest = after.trim_start_matches(['.', '!', '?', '…', '”', '"', '’', ')', ']', '»']);
        let next = rest.trim_start();
        let opens = |c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '‘' | '(' | '«' | '-' | '–' | '•')
        };
        (next.len() < rest.len() && next.chars().next().is_none_or(opens)).then_some(text.len() - rest.len())
    })
}

/// Whether a point after `before` shortens its last word.
fn is_abbreviation(before: &str) -> bool {
    const TITLES: &str = "col dr gen gs hon lt maj mr mrs ms no pgs pol prof sen sgt st ths tp ts";
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || is_listed(TITLES, &word.lower())
}
