//! A selection as a file in another program's format, with query, filters, version of the data and counts in it.
//!
//! | format | one for each | where the selection is told |
//! |---|---|---|
//! | `csv` | report | the last column |
//! | `jsonl` | document: the record of the contract | the file's name (the record has no place for it) |
//! | `ftm` | article, event, person, body (FollowTheMoney) | a `Note` |
//! | `skos` | concept of the thesaurus (Turtle) | the concept schemes |
//! | `plover` | coded event, instrument, pledge (JSON Lines) | `cite_info.selection` |
//! | `csl`, `ris`, `bibtex` | document as a reference | `annote`, `N1`, a comment |
//! | `geojson` | partner country, at its capital | the collection's `metadata` |
//! | `gexf` | country, body, person; who met whom | `meta/description` |
//! | `annotations` | proof (W3C Web Annotation) | the collection's `summary` |
//!
//! This layer stands above `wire`, whose record it writes. Files are made whole in memory: a few times the size of
//! the texts selected.

mod annotation;
mod cite;
mod csv;
mod ftm;
mod geo;
mod gexf;
mod json;
mod plover;
mod skos;

use crate::date::Date;
use crate::extract::Lists;
use crate::overview::Selection;
use crate::search::Filter;
use crate::text::fold::folded_phrase;
use crate::wire;

/// A file's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180, UTF-8 with a byte-order mark.
    Csv,
    /// Records of the contract, one a line.
    JsonLines,
    /// FollowTheMoney entities, one a line.
    Ftm,
    /// The thesaurus in SKOS, as Turtle. The selection does not change it.
    Skos,
    /// PLOVER 2.0 records, one a line.
    Plover,
    /// CSL-JSON 1.0.
    Csl,
    /// RIS.
    Ris,
    /// BibTeX with biblatex's fields.
    Bibtex,
    /// RFC 7946.
    Geojson,
    /// GEXF 1.3.
    Gexf,
    /// W3C Web Annotation, JSON-LD.
    Annotations,
}

/// Name, file ending and media type of every format, in the order of the menu.
const FORMATS: [(Format, &str, &str, &str); 11] = [
    (Format::Csv, "csv", "csv", "text/csv;charset=utf-8"),
    (Format::JsonLines, "jsonl", "jsonl", "application/jsonl"),
    (Format::Ftm, "ftm", "ftm.json", "application/jsonl"),
    (Format::Skos, "skos", "ttl", "text/turtle"),
    (Format::Plover, "plover", "plover.jsonl", "application/jsonl"),
    (Format::Csl, "csl", "csl.json", "application/vnd.citationstyles.csl+json"),
    (Format::Ris, "ris", "ris", "application/x-research-info-systems"),
    (Format::Bibtex, "bibtex", "bib", "application/x-bibtex"),
    (Format::Geojson, "geojson", "geojson", "application/geo+json"),
    (Format::Gexf, "gexf", "gexf", "application/gexf+xml"),
    (Format::Annotations, "annotations", "annotations.jsonld", "application/ld+json"),
];

impl Format {
    /// The format of a name, e.g. `csv`.
    ///
    /// # Errors
    /// [`UnknownFormat`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, UnknownFormat> {
        let found = FORMATS.iter().find(|(_, known, ..)| *known == name);
        found.map(|(format, ..)| *format).ok_or_else(|| UnknownFormat(name.to_owned()))
    }

    /// The names of all formats, in the order of the menu.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().map(|(_, name, ..)| *name)
    }

    fn ending(self) -> (&'static str, &'static str) {
        let known = FORMATS.iter().find(|(format, ..)| *format == self);
        known.map_or(("txt", "text/plain"), |(_, _, ending, media)| (ending, media))
    }
}

/// A name that no format has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat(pub String);

impl std::fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let known: Vec<&str> = Format::names().collect();
        write!(f, "there is no export format `{}`; expected one of {}", self.0, known.join(" "))
    }
}

impl std::error::Error for UnknownFormat {}

/// What is told of the selection in the file.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    /// The name of the data set.
    pub title: &'a str,
    /// Its version.
    pub version: &'a str,
    /// Its licence, an SPDX id where there is one.
    pub license: &'a str,
    /// The query as typed.
    pub query: &'a str,
    /// The filters.
    pub filters: &'a [Filter],
    /// The language of labels, `vi` or `en`.
    pub lang: &'a str,
    /// Today, where the caller knows it: in the file's name and as the date of access.
    pub today: Option<Date>,
}

/// A file made of a selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// A name with date, version, query and count; ASCII.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its contents, UTF-8.
    pub text: String,
}

/// Writes `selection` in `format`. An empty selection gives a valid file without entries.
#[must_use]
pub fn export(format: Format, selection: &Selection<'_>, lists: &Lists, context: &Context<'_>) -> File {
    let told = context.sentence(selection);
    let text = match format {
        Format::Csv => csv::write(selection, lists, context, &told),
        Format::JsonLines => {
            selection.sources().iter().map(|s| wire::json_line(s.document, s.facts) + "\n").collect()
        }
        Format::Ftm => ftm::write(selection, &told),
        Format::Skos => skos::write(context),
        Format::Plover => plover::write(selection, lists, context, &told),
        Format::Csl => cite::csl(selection, context, &told),
        Format::Ris => cite::ris(selection, context, &told),
        Format::Bibtex => cite::bibtex(selection, context, &told),
        Format::Geojson => geo::write(selection, lists, context, &told),
        Format::Gexf => gexf::write(selection, context, &told),
        Format::Annotations => annotation::write(selection, lists, context, &told),
    };
    let (ending, media_type) = format.ending();
    File { name: context.file_name(selection, ending), media_type, text }
}

impl Context<'_> {
    /// Data set, version, query, filters and counts in one line.
    #[must_use]
    pub fn sentence(&self, selection: &Selection<'_>) -> String {
        let mut parts = vec![format!("{} {}", self.title, self.version).trim().to_owned()];
        if !self.query.trim().is_empty() {
            parts.push(format!("query: {}", self.query.trim()));
        }
        parts.extend(self.filters.iter().map(filter));
        parts.push(format!("{} documents, {} events", selection.sources().len(), selection.groups().len()));
        if !self.license.is_empty() {
            parts.push(format!("licence: {}", self.license));
        }
        parts.retain(|p| !p.is_empty());
        parts.join("; ").replace(['\r', '\n', '\t'], " ")
    }

    fn file_name(&self, selection: &Selection<'_>, ending: &str) -> String {
        let values = self.filters.iter().flat_map(|f| f.include.iter().chain(&f.from).chain(&f.to));
        let asked: Vec<&str> = [self.query].into_iter().chain(values.map(String::as_str)).collect();
        let mut about = slug(&asked.join(" "));
        about.truncate(40);
        let count = selection.sources().len().to_string();
        let today = self.today.map(|d| d.to_string()).unwrap_or_default();
        let parts =
            ["entente", &slug(&self.version.replace('.', "-")), about.trim_end_matches('-'), &count, &today];
        let parts: Vec<&str> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        format!("{}.{ending}", parts.join("-"))
    }
}

/// A filter as a reader writes it: `country: KR, JP; not GB; from 2019 to 2021`.
fn filter(filter: &Filter) -> String {
    let mut parts = Vec::new();
    if !filter.include.is_empty() {
        parts.push(filter.include.join(", "));
    }
    if !filter.exclude.is_empty() {
        parts.push(format!("not {}", filter.exclude.join(", ")));
    }
    parts.extend(filter.from.iter().map(|from| format!("from {from}")));
    parts.extend(filter.to.iter().map(|to| format!("to {to}")));
    format!("{}: {}", filter.facet, parts.join(" "))
}

/// Folded words joined by hyphens, in ASCII: for file names and ids.
fn slug(text: &str) -> String {
    let folded = folded_phrase(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    words.collect::<Vec<_>>().join("-")
}
