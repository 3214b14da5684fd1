//! From a raw document to a clean one: repair, clean, language. [`prepare`] is the order of the steps.

mod byline;
mod caption;
mod clean;
mod cues;
mod damage;
pub mod fold;
mod furniture;
mod language;
pub mod latin;
pub mod legacy;
mod lexicon;
mod page;
pub mod repair;
pub mod sentence;
mod spam;
mod stamp;
pub mod stem;
pub mod stopwords;
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
    /// Where in the document's text, in the front matter or as the first paragraph of the body; injected words inside
    /// are among `removed`.
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
    let cleaned = clean::clean(&raw.text, raw.header, raw.meta.title.as_deref());
    let mut problems = raw.problems;
    // Where decoding lost something, cleaning need not say so again.
    let told = problems
        .iter()
        .any(|problem| problem.span.is_some_and(|span| span.of(&raw.text).starts_with('\u{fffd}')));
    problems.extend(
        cleaned
            .problems
            .into_iter()
            .filter(|p| !told || !p.span.is_some_and(|s| s.of(&raw.text).starts_with('\u{fffd}'))),
    );
    let stated = raw.meta.date.as_deref().and_then(|date| stated_date(date, &mut problems));
    let lang = raw.meta.lang.as_deref().map_or(Lang::Und, Lang::from_code);
    Document {
        title: title(&raw.meta, cleaned.title),
        published: stated.or(cleaned.published),
        lang: if lang == Lang::Und { cleaned.lang } else { lang },
        body: cleaned.body,
        removed: cleaned.removed,
        problems,
        id: raw.id,
        path: raw.path,
        meta: raw.meta,
        text: raw.text,
    }
}

/// The headline: that of the front matter, cleaned of injected words, else the one found in the text.
fn title(meta: &Meta, found: Option<(String, Span)>) -> Option<Title> {
    let Some(given) = meta.title.as_deref() else {
        return found.map(|(text, span)| Title { text, span: Some(span) });
    };
    let mut text = given.to_owned();
    for span in spam::in_title(given).into_iter().rev() {
        text.replace_range(span.range(), "");
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Title { text, span: meta.title_span.or(found.map(|(_, span)| span)) })
}

/// The date of the front matter: ISO, or day, month and year as Vietnamese and English write it.
fn stated_date(written: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let date = Date::parse(written).or_else(|| stamp::parse(written));
    if date.is_none() {
        let what =
            format!("the date `{written}` is none; expected e.g. 2024-09-29, 2024-09 or 2024; mend it");
        problems.push(Problem::whole(what));
    }
    date
}
