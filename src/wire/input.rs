//! Documents that come in as objects, with the same keys as one line of JSON Lines.

use crate::corpus::{Meta, RawDocument};

/// A document as an object.
#[derive(Debug, Clone, Default)]
pub struct DocumentInput {
    /// The texts of [`DocumentInput::TEXTS`], in that order.
    pub texts: [Option<String>; 10],
    /// Values of the corpus's own facets.
    pub facets: Vec<(String, Vec<String>)>,
}

impl DocumentInput {
    /// The keys that hold a text.
    pub const TEXTS: [&str; 10] =
        ["id", "path", "title", "text", "lang", "date", "outlet", "url", "author", "event"];
    /// The key that holds an object of lists of texts.
    pub const FACETS: &str = "facets";

    /// The core's form; a document without an id is called `document-N`.
    #[must_use]
    pub fn to_core(self, number: usize) -> RawDocument {
        let [given, path, title, text, lang, date, outlet, url, author, event] = self.texts;
        let id = given.clone().unwrap_or_else(|| format!("document-{number}"));
        RawDocument {
            path: path.unwrap_or_else(|| id.clone()),
            id,
            meta: Meta {
                id: given,
                title,
                title_span: None,
                date,
                lang,
                outlet,
                url,
                author,
                event,
                facets: self.facets,
            },
            text: text.unwrap_or_default(),
            header: None,
            problems: Vec::new(),
        }
    }
}
