//! Files to documents: plain text, Markdown and HTML with front matter, and the lines of JSON Lines.

use super::decode::{Decoded, decode, html_charset};
use super::front::{self, clip, unknown};
use super::{Info, Meta, RawDocument, html};
use crate::base::json::{Fault, Json};
use crate::base::{Problem, Span};

/// What a file is, by the end of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text or Markdown: `.txt .text .md .markdown`, or no ending at all.
    Text,
    /// `.html .htm .xhtml`.
    Html,
    /// `.jsonl .ndjson`: an object a line.
    JsonLines,
    /// `.csv .tsv`: a document a row.
    Csv,
}

impl Format {
    /// The format of a file name; `None` where it is none of ours.
    #[must_use]
    pub fn of(path: &str) -> Option<Self> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let Some((_, ending)) = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else {
            return Some(Self::Text);
        };
        match ending.to_ascii_lowercase().as_str() {
            "txt" | "text" | "md" | "markdown" => Some(Self::Text),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            "csv" | "tsv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The most bytes of a file, where it is read whole.
    #[must_use]
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::Text | Self::Html => Some(super::MAX_DOCUMENT),
            Self::Csv => Some(super::csv::MAX_TABLE),
            Self::JsonLines => None,
        }
    }
}

/// The document of a whole text, Markdown or HTML file.
#[must_use]
pub fn document(path: &str, bytes: &[u8], format: Format, info: &Info) -> RawDocument {
    let declared = (format == Format::Html).then(|| html_charset(bytes)).flatten();
    let Decoded { mut text, problems, .. } = decode(bytes, declared.as_deref());
    let mut front = front::read(&text, info);
    if format == Format::Html {
        let head = front.span.map_or(0, |span| span.end as usize);
        let page = html::read(&text[head..]);
        text.truncate(head);
        text.push_str(&page.text);
        add_page(&mut front.meta, page);
    }
    front.problems.extend(problems.into_iter().map(|problem| within(problem, &text, format)));
    RawDocument {
        id: front.meta.id.clone().unwrap_or_else(|| stem(path).to_owned()),
        path: path.to_owned(),
        meta: front.meta,
        header: front.span,
        text,
        problems: front.problems,
    }
}

/// The document of one line of a JSON Lines file (`line` from 1).
///
/// # Errors
/// A sentence: why the line is no document, what was expected, what to do.
pub fn json_line(path: &str, bytes: &[u8], line: usize, info: &Info) -> Result<RawDocument, String> {
    let Decoded { text, mut problems, .. } = decode(bytes, None);
    let value = Json::parse(&text).map_err(|e| {
        format!(
            "no JSON ({}, column {}); expected one object a line; mend or remove the line",
            reason(e),
            e.column
        )
    })?;
    let Json::Object(mut map) = value else {
        return Err("no JSON object; expected `{\"id\": …, \"text\": …}`; mend or remove the line".to_owned());
    };
    let at = map.iter().position(|(key, _)| key == "text");
    let Some(Json::Text(text)) = at.map(|at| map.remove(at).1) else {
        return Err(
            "the object has no `text`; expected the document's text in quotation marks; add it".to_owned()
        );
    };
    // The places of damage were those of the line; the document keeps the fact.
    problems.iter_mut().for_each(|problem| problem.span = None);
    let meta = json_meta(&map, info, &mut problems);
    let id = meta.id.clone().unwrap_or_else(|| format!("{}-{line}", stem(path)));
    Ok(RawDocument { id, path: path.to_owned(), meta, text, header: None, problems })
}

fn json_meta(map: &[(String, Json)], info: &Info, problems: &mut Vec<Problem>) -> Meta {
    let mut meta = Meta::default();
    for (key, value) in map {
        match (key.as_str(), value) {
            (_, Json::Null) => {}
            ("facets", Json::Object(facets)) => {
                for (key, value) in facets {
                    if info.facets.iter().any(|f| f.key == *key) {
                        meta.add_facet(key, values(value));
                    } else {
                        problems.push(Problem::whole(unknown(&format!("facets.{key}"), info)));
                    }
                }
            }
            (key, Json::Text(_) | Json::Number(_)) => {
                let text = values(value).pop().unwrap_or_default();
                if let Err(what) = meta.set(key, text.trim(), info) {
                    problems.push(Problem::whole(what));
                }
            }
            (key, Json::List(_)) if info.facets.iter().any(|f| f.key == key) => {
                meta.add_facet(key, values(value));
            }
            (key, _) => {
                let what =
                    format!("the value of `{}` is no text or number; expected one; mend it", clip(key));
                problems.push(Problem::whole(what));
            }
        }
    }
    meta
}

/// The words of a JSON value: of a text, a number, or a list of them.
fn values(value: &Json) -> Vec<String> {
    match value {
        Json::Text(text) | Json::Number(text) => vec![text.clone()],
        Json::List(list) => list.iter().flat_map(values).collect(),
        _ => Vec::new(),
    }
}

fn reason(e: Fault) -> &'static str {
    if e.ends { "it ends too early" } else { "a sign that cannot stand there" }
}

/// What the page says of itself, where front matter does not.
fn add_page(meta: &mut Meta, page: html::Page) {
    let pairs = [
        (&mut meta.title, page.title),
        (&mut meta.date, page.date),
        (&mut meta.lang, page.lang),
        (&mut meta.outlet, page.outlet),
        (&mut meta.url, page.url),
        (&mut meta.author, page.author),
    ];
    for (slot, value) in pairs {
        if slot.is_none() {
            *slot = value;
        }
    }
}

/// A problem of the file as one of the text: the places of an HTML file are not those of its text.
fn within(problem: Problem, text: &str, format: Format) -> Problem {
    let span = problem.span.filter(|span| format != Format::Html && Span::new(0, text.len()).contains(*span));
    Problem { what: problem.what, span }
}

/// File name without folders and ending.
#[must_use]
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}
