//! From bytes to raw documents: packed corpora, folders, single files; encodings and front matter.
//!
//! Nothing here knows a file system or a network: the caller feeds bytes to a [`Reader`], which gives items as soon as
//! they are whole.
//!
//! | limit | value | why |
//! |---|---|---|
//! | one document, file or JSON line | 16 MiB | it must fit several times into the memory of a page; larger ones are left out by name |
//! | one table | 64 MiB | its encoding shows only in many rows, so it is decoded whole |
//! | places of damage listed for a document | 8 | the rest are counted |
//! | front matter | 64 KiB | beyond that, `---` was a rule of the text |
//!
//! A line of any length within a document is fine.

pub mod check;
pub mod csv;
pub mod decode;
pub mod format;
pub mod front;
pub mod html;
mod info;
mod reader;
pub mod tar;

pub use self::info::{FacetKind, Info, OwnFacet};
pub use self::reader::{Item, MAX_DOCUMENT, Progress, Reader};

use crate::base::{Problem, Span};

/// What a document says of itself outside its running text: front matter, or the keys of a JSON object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// `id`; the file stem where it is not given.
    pub id: Option<String>,
    /// `title`, and where it stands in the text when it stands there.
    pub title: Option<String>,
    /// The place of the title in the decoded text (front matter only).
    pub title_span: Option<Span>,
    /// `date`: the date of publication, as written.
    pub date: Option<String>,
    /// `lang`, as written (BCP 47).
    pub lang: Option<String>,
    /// `outlet`: who published it.
    pub outlet: Option<String>,
    /// `url` of the source.
    pub url: Option<String>,
    /// `author`.
    pub author: Option<String>,
    /// `event`: the id of the event that an editor says the document reports.
    pub event: Option<String>,
    /// Values of the corpus's own facets, `(key, values)` in the order given.
    pub facets: Vec<(String, Vec<String>)>,
}

/// One document as read: decoded, otherwise untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawDocument {
    /// Id: front matter's, else the file stem.
    pub id: String,
    /// Path inside the corpus, or the file's name.
    pub path: String,
    /// What it says of itself.
    pub meta: Meta,
    /// The decoded text, front matter included; all spans are bytes of this.
    pub text: String,
    /// Where the front-matter block stands in `text`, with its `---` lines.
    pub header: Option<Span>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}
