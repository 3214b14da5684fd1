//! From a raw document to a clean one: repair, clean, language. [`prepare`] is the order of the steps.

pub mod fold;
pub mod latin;
pub mod legacy;
pub mod repair;
pub mod stem;
pub mod syllable;
pub mod token;
pub mod view;

use crate::base::{Lang, Problem, Span};
use crate::corpus::{Meta, RawDocument};
use crate::date::Date;

/// Why a passage was taken out of the body. The names are those of the record (contract).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Front matter, a scraper's date line, a dateline.
    Header,
    /// The caption of a picture.
    Caption,
    /// A reporter's name or an agency's.
    Byline,
    /// The photographer or the picture's source.
    PhotoCredit,
    /// Share buttons, time stamps, site furniture.
    Boilerplate,
    /// A list of other articles.
    RelatedLinks,
    /// A comment box and what stands in it.
    Comments,
    /// Words injected for search engines.
    SeoSpam,
    /// A sentence that a scraper damaged beyond reading.
    Damaged,
    /// A passage that stands elsewhere in the same document.
    Duplicate,
}

impl Reason {
    /// The name in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::PhotoCredit => "photo-credit",
            Self::Boilerplate => "boilerplate",
            Self::RelatedLinks => "related-links",
            Self::Comments => "comments",
            Self::SeoSpam => "seo-spam",
            Self::Damaged => "damaged",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A passage taken out of the body, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Why.
    pub reason: Reason,
    /// Where in the text.
    pub span: Span,
}

/// A paragraph kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Where in the text.
    pub span: Span,
    /// Its language.
    pub lang: Lang,
}

/// The title as shown, and where it stands in the text when it stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The words, cleaned of what was injected.
    pub text: String,
    /// Where in the document's text; injected words inside are among `removed`.
    pub span: Option<Span>,
}

/// A clean document: what is read, what was removed, in which language. All spans are bytes of `text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Id, unique in a corpus.
    pub id: String,
    /// Path inside the corpus.
    pub path: String,
    /// What the document says of itself.
    pub meta: Meta,
    /// The decoded text, untouched.
    pub text: String,
    /// The title.
    pub title: Option<Title>,
    /// When it was published, from what it says of itself.
    pub published: Option<Date>,
    /// The language of most of the body.
    pub lang: Lang,
    /// The paragraphs kept, in order, without overlap.
    pub body: Vec<Paragraph>,
    /// The passages removed, in order of place.
    pub removed: Vec<Removed>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Cleans a raw document. Never fails: what cannot be read is a problem of the document. Linear in its length.
#[must_use]
pub fn prepare(raw: RawDocument) -> Document {
    let start = raw.header.map_or(0, |h| h.end as usize);
    let span = Span::new(start, raw.text.len());
    Document {
        title: raw.meta.title.clone().map(|text| Title { text, span: raw.meta.title_span }),
        published: raw.meta.date.as_deref().and_then(Date::parse),
        lang: raw.meta.lang.as_deref().map_or(Lang::Und, Lang::from_code),
        body: vec![Paragraph { span, lang: Lang::Und }],
        removed: Vec::new(),
        problems: raw.problems,
        id: raw.id,
        path: raw.path,
        meta: raw.meta,
        text: raw.text,
    }
}
