//! Keyword in context: a line for each place where the query matches.

use serde::Serialize;

use super::Report;
use crate::search::kwic;
use crate::text::Document;
use crate::wire::Offsets;
use crate::wire::answer::{Segment, kind};

/// The answer to `engine.concordance`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Concordance {
    pub total: usize,
    pub partial: bool,
    pub rows: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Line {
    pub report: Report,
    pub start: u32,
    pub left: String,
    pub hit: Segment<'static>,
    pub right: String,
}

impl Line {
    /// The message of a core line of a document.
    #[must_use]
    pub fn new(line: &kwic::Line, document: &Document) -> Self {
        let text = &document.text;
        Self {
            report: Report::new(document),
            start: Offsets::utf16(text).of(text, line.hit.start),
            left: line.left.of(text).to_owned(),
            hit: Segment { text: line.hit.of(text).to_owned().into(), kind: kind(line.kind) },
            right: line.right.of(text).to_owned(),
        }
    }
}
