//! Documents as references: CSL-JSON, RIS, BibTeX.

use std::fmt::Write as _;

use super::Context;
use super::json::Json;
use crate::base::Lang;
use crate::date::Date;
use crate::overview::{Selection, Source, sentence};

/// What the three formats share.
struct Reference<'a> {
    id: &'a str,
    title: &'a str,
    outlet: &'a str,
    author: &'a str,
    url: &'a str,
    lang: &'static str,
    date: Option<Date>,
    keywords: Vec<&'a str>,
    /// The sentence that says what happened.
    evidence: String,
}

impl<'a> Reference<'a> {
    fn of(source: &Source<'a>) -> Self {
        let document: &'a _ = source.document;
        let facts: &'a _ = source.facts;
        let proof = facts.event.as_ref().and_then(|e| e.evidence.first()).copied();
        let sentence = proof.map(|span| sentence::around(document, span).of(&document.text));
        let tags = facts.crimes.iter().chain(&facts.cooperation).chain(&facts.countries);
        Self {
            id: &document.id,
            title: document.title.as_ref().map_or(&*document.id, |t| &t.text),
            outlet: document.meta.outlet.as_deref().unwrap_or_default(),
            author: document.meta.author.as_deref().unwrap_or_default(),
            url: document.meta.url.as_deref().unwrap_or_default(),
            lang: if document.lang == Lang::Und { "" } else { document.lang.code() },
            date: document.published.filter(|d| d.year.is_some()),
            keywords: tags.map(|t| t.id.as_str()).collect(),
            evidence: sentence.map(one_line).unwrap_or_default(),
        }
    }
}

fn references<'a>(selection: &Selection<'a>) -> impl Iterator<Item = Reference<'a>> {
    selection.sources().iter().map(Reference::of)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// CSL-JSON, an array of `article-newspaper`.
pub(super) fn csl(selection: &Selection<'_>, context: &Context<'_>, told: &str) -> String {
    let item = |r: Reference<'_>| {
        Json::object([
            ("id", r.id.into()),
            ("type", "article-newspaper".into()),
            ("title", one_line(r.title).into()),
            ("container-title", r.outlet.into()),
            ("author", authors(r.author)),
            ("issued", date_parts(r.date)),
            ("accessed", date_parts(context.today)),
            ("URL", r.url.into()),
            ("language", r.lang.into()),
            ("keyword", r.keywords.join(", ").into()),
            (
                "note",
                if r.evidence.is_empty() {
                    "".into()
                } else {
                    format!("Evidence: “{}”", r.evidence).into()
                },
            ),
            ("archive", format!("{} {}", context.title, context.version).trim().into()),
            ("annote", told.into()),
        ])
    };
    Json::List(references(selection).map(item).collect()).line()
}

fn authors(author: &str) -> Json {
    let one = |name: &str| Json::object([("literal", name.trim().into())]);
    Json::List(author.split(';').filter(|a| !a.trim().is_empty()).map(one).collect())
}

fn date_parts(date: Option<Date>) -> Json {
    let Some(date) = date else { return Json::List(Vec::new()) };
    let parts = [date.year.map(usize::from), date.month.map(usize::from), date.day.map(usize::from)];
    let parts = parts.into_iter().map_while(|p| p).map(Json::from).collect();
    Json::object([("date-parts", Json::List(vec![Json::List(parts)]))])
}

/// RIS: `TY  - NEWS` … `ER  - `, lines end in CR LF, UTF-8.
pub(super) fn ris(selection: &Selection<'_>, context: &Context<'_>, told: &str) -> String {
    let mut out = String::new();
    for r in references(selection) {
        let mut tag = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, "{name}  - {}\r\n", one_line(value));
            }
        };
        tag("TY", "NEWS");
        tag("ID", r.id);
        tag("TI", r.title);
        tag("T2", r.outlet);
        r.author.split(';').for_each(|a| tag("AU", a.trim()));
        if let Some(Date { year: Some(year), month, day }) = r.date {
            let part = |n: Option<u8>| n.map(|n| format!("{n:02}")).unwrap_or_default();
            tag("PY", &year.to_string());
            tag("DA", &format!("{year:04}/{}/{}/", part(month), part(day)));
        }
        tag("UR", r.url);
        tag("LA", r.lang);
        r.keywords.iter().for_each(|k| tag("KW", k));
        tag("DB", &format!("{} {}", context.title, context.version));
        if !r.evidence.is_empty() {
            tag("N1", &format!("Evidence: “{}”", r.evidence));
        }
        tag("N1", told);
        out.push_str("ER  - \r\n");
    }
    out
}

/// BibTeX: `@article` with the fields of biblatex (`journaltitle`, `date`, `langid`) and of BibTeX (`journal`,
/// `year`); UTF-8.
pub(super) fn bibtex(selection: &Selection<'_>, context: &Context<'_>, told: &str) -> String {
    let mut out = format!("@comment{{{}}}\n", told.replace(['{', '}', '@'], " "));
    for r in references(selection) {
        let _ = write!(out, "\n@article{{{}", key(r.id));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                let _ = write!(out, ",\n  {name} = {{{value}}}");
            }
        };
        // Doubled braces keep the capitals.
        field("title", &format!("{{{}}}", escaped(r.title)));
        field(
            "author",
            &r.author
                .split(';')
                .map(|a| format!("{{{}}}", escaped(a)))
                .filter(|a| a != "{}")
                .collect::<Vec<_>>()
                .join(" and "),
        );
        field("journal", &escaped(r.outlet));
        field("journaltitle", &escaped(r.outlet));
        field("date", &r.date.map(|d| d.to_string()).unwrap_or_default());
        field("year", &r.date.and_then(|d| d.year).map(|y| y.to_string()).unwrap_or_default());
        field("url", &r.url.replace(['{', '}', ' '], ""));
        field("urldate", &context.today.map(|d| d.to_string()).unwrap_or_default());
        field(
            "langid",
            match r.lang {
                "vi" => "vietnamese",
                "en" => "english",
                _ => "",
            },
        );
        field("keywords", &escaped(&r.keywords.join(", ")));
        field("annotation", &escaped(&r.evidence));
        out.push_str("\n}\n");
    }
    out
}

/// A key of letters that every BibTeX program takes.
fn key(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.:".contains(c) { c } else { '-' }).collect()
}

/// Text with TeX's own signs escaped, on one line. Braces and backslashes are left out: they cannot be balanced.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        match c {
            '{' | '}' | '\\' => {}
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            c => out.push(c),
        }
    }
    out
}
