//! Keyword in context: every place of a result where the query matches, sorted by what stands before or behind it.

use super::highlight::Highlighter;
use super::{SegmentKind, Texts};
use crate::base::{Arrange, DocId, Span};
use crate::text::fold::{canon_phrase, folded_phrase};

/// A place where the query matches, with what stands around it in its paragraph. All spans are of the document's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The document.
    pub doc: DocId,
    /// What matches: neighbouring words that match are one place.
    pub hit: Span,
    /// Why it matches; of several words the first.
    pub kind: SegmentKind,
    /// What stands before it.
    pub left: Span,
    /// What stands behind it.
    pub right: Span,
}

/// The order of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// As the documents are given, then by place.
    #[default]
    Document,
    /// By the words before, the nearest first.
    Left,
    /// By the words behind.
    Right,
}

/// Words of context on each side.
const WORDS: usize = 12;
/// Words of context that lines are sorted by.
const SORTED: usize = 5;
/// Lines beyond this number are left out.
const MOST: usize = 20_000;

/// The lines of `docs` in an order, and whether some were left out. Linear in the texts, `n log n` in the lines.
#[must_use]
pub fn lines(
    texts: &dyn Texts,
    highlighter: &Highlighter<'_>,
    docs: impl Iterator<Item = DocId>,
    order: Order,
) -> (Vec<Line>, bool) {
    let mut out: Vec<Line> = Vec::new();
    let mut keys: Vec<(String, usize)> = Vec::new();
    for doc in docs {
        let Some(document) = texts.document(doc) else { continue };
        for paragraph in &document.body {
            let inner = paragraph.span.of(&document.text);
            for (hit, kind) in runs(inner, &highlighter.spans(inner)) {
                if out.len() == MOST {
                    return (sorted(out, keys, order), true);
                }
                let (left, right) = (before(inner, hit), behind(inner, hit));
                keys.push((key(left.of(inner), right.of(inner), order), keys.len()));
                let [hit, left, right] =
                    [hit, left, right].map(|span| span.shifted(paragraph.span.start as usize));
                out.push(Line { doc, hit, kind, left, right });
            }
        }
    }
    (sorted(out, keys, order), false)
}

fn sorted(lines: Vec<Line>, mut keys: Vec<(String, usize)>, order: Order) -> Vec<Line> {
    if order == Order::Document {
        return lines;
    }
    keys.arrange();
    keys.into_iter().map(|(_, at)| lines[at].clone()).collect()
}

/// Marks with only white space between are one place.
fn runs(text: &str, marks: &[(Span, SegmentKind)]) -> Vec<(Span, SegmentKind)> {
    let mut out: Vec<(Span, SegmentKind)> = Vec::new();
    for (span, kind) in marks {
        match out.last_mut() {
            Some((last, _)) if text[last.end as usize..span.start as usize].trim().is_empty() => {
                last.end = span.end;
            }
            _ => out.push((*span, *kind)),
        }
    }
    out
}

/// The last words before a place.
fn before(text: &str, hit: Span) -> Span {
    let rest = &text[..hit.start as usize];
    let words = rest.char_indices().rev().filter(|(at, _)| begins_word(rest, *at));
    let from = words.map(|(at, _)| at).take(WORDS).last().unwrap_or(hit.start as usize);
    Span { start: from as u32, end: hit.start }
}

/// The first words behind a place.
fn behind(text: &str, hit: Span) -> Span {
    let rest = &text[hit.end as usize..];
    let begins = |(at, _): &(usize, char)| *at > 0 && begins_word(rest, *at);
    let to = rest.char_indices().filter(begins).nth(WORDS).map_or(rest.len(), |(at, _)| at);
    Span { start: hit.end, end: hit.end + rest[..to].trim_end().len() as u32 }
}

fn begins_word(text: &str, at: usize) -> bool {
    let space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    !space(text[at..].chars().next()) && space(text[..at].chars().next_back())
}

/// What a line is sorted by: bare words first, then marks.
fn key(left: &str, right: &str, order: Order) -> String {
    let words: Vec<&str> = match order {
        Order::Document => return String::new(),
        Order::Left => left.split_whitespace().rev().take(SORTED).collect(),
        Order::Right => right.split_whitespace().take(SORTED).collect(),
    };
    let words = words.join(" ");
    format!("{}\u{0}{}", folded_phrase(&words), canon_phrase(&words))
}
