//! Documents that come in as objects, with the same keys as one line of JSON Lines.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::corpus::{Meta, RawDocument};

/// A document as an object.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DocumentInput {
    id: Option<String>,
    path: Option<String>,
    title: Option<String>,
    text: String,
    lang: Option<String>,
    date: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
    author: Option<String>,
    event: Option<String>,
    facets: BTreeMap<String, Vec<String>>,
}

impl DocumentInput {
    /// Every key that a document may have, for readers that do not see what they do not look for.
    pub const KEYS: [&str; 11] =
        ["id", "path", "title", "text", "lang", "date", "outlet", "url", "author", "event", "facets"];

    /// The core's form; a document without an id is called `document-N`.
    #[must_use]
    pub fn to_core(self, number: usize) -> RawDocument {
        let id = self.id.clone().unwrap_or_else(|| format!("document-{number}"));
        RawDocument {
            path: self.path.unwrap_or_else(|| id.clone()),
            id,
            meta: Meta {
                id: self.id,
                title: self.title,
                title_span: None,
                date: self.date,
                lang: self.lang,
                outlet: self.outlet,
                url: self.url,
                author: self.author,
                event: self.event,
                facets: self.facets.into_iter().collect(),
            },
            text: self.text,
            header: None,
            problems: Vec::new(),
        }
    }
}
