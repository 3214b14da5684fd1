//! Reads one document file of the corpus: front matter of `key: value` lines, then the text.

use entente::base::Span;
use entente::corpus::{Meta, RawDocument};

/// The raw document of a file's text.
pub(crate) fn read(id: &str, text: String) -> RawDocument {
    let mut meta = Meta { id: Some(id.to_owned()), ..Meta::default() };
    let header = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n")).map(|at| at + 4 + 5);
    let mut at = 0;
    for line in text[..header.unwrap_or(0)].split_inclusive('\n') {
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            let field = match key.trim() {
                "title" => {
                    let start = at + line.find(value).unwrap_or(0);
                    meta.title_span = Some(Span::new(start, start + value.len()));
                    &mut meta.title
                }
                "date" => &mut meta.date,
                "lang" => &mut meta.lang,
                "outlet" => &mut meta.outlet,
                "event" => &mut meta.event,
                _ => &mut meta.url,
            };
            *field = Some(value.to_owned());
        }
        at += line.len();
    }
    let header = header.map(|end| Span::new(0, end));
    RawDocument { id: id.to_owned(), path: format!("{id}.txt"), meta, text, header, problems: vec![] }
}
