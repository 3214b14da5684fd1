//! Tables of comma-separated values: a header, then a document a row. RFC 4180, and what spreadsheets make of it: other
//! separators, a `sep=;` line before the header, lines that end in any of three ways, text after a closing quotation mark.

use super::check::Finding;
use super::decode::decode;
use super::front::{KEYS, clip};
use super::{Info, Meta, RawDocument};
use crate::base::case::Lower;
use crate::base::{Problem, is_listed};

/// Largest table in bytes: it is decoded whole, as its encoding shows only in many rows.
pub const MAX_TABLE: usize = 64 << 20;

/// What may separate cells; where two fit as well, the first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A value longer than this, in bytes, is prose and no value of a facet.
const MAX_VALUE: usize = 200;

/// Names of columns, the key first. A name that is a key goes before one that only means it.
const NAMES: [&[&str]; 9] = [
    &["text", "content", "body", "full text", "fulltext", "nội dung", "noi dung", "văn bản"],
    &["id", "mã"],
    &["title", "headline", "tiêu đề", "tieu de"],
    &["date", "published", "ngày", "ngày đăng"],
    &["lang", "language", "ngôn ngữ"],
    &["outlet", "publisher", "nguồn", "báo"],
    &["url", "link", "liên kết"],
    &["author", "tác giả"],
    &["event"],
];

/// Facets that are worked out from the texts: a column of the same name is another thing.
const WORKED_OUT: &str =
    "country year when kind level organization person crime cooperation instrument status forum";

/// The documents of a table, one after the other.
pub(super) struct Table {
    path: String,
    text: String,
    at: Place,
    separator: u8,
    columns: Vec<Column>,
    /// Findings about the whole file, not yet given.
    first: Vec<Finding>,
}

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Column {
    Text,
    Key(&'static str),
    Own(String),
}

/// A place between two rows: byte and line, the line from 1.
#[derive(Debug, Clone, Copy)]
struct Place {
    byte: usize,
    line: usize,
}

/// One row.
struct Row {
    line: usize,
    cells: Vec<String>,
    /// Whether a quotation mark was not closed before the end.
    open: bool,
}

/// A document with the line that it begins on, or why there is none.
pub(super) type Step = Result<(RawDocument, usize), Finding>;

impl Table {
    /// Decodes the file and reads its header. Linear.
    pub(super) fn open(path: &str, bytes: &[u8], info: &Info) -> Self {
        let decoded = decode(bytes, None);
        let mut first = super::check::findings(
            path,
            &decoded.text,
            &decoded.problems,
            None,
            super::check::Severity::Error,
        );
        let (separator, at, header) = header(&decoded.text);
        let columns = columns(&header, info);
        let mut table =
            Self { path: path.to_owned(), text: decoded.text, at, separator, columns, first: Vec::new() };
        if !table.columns.contains(&Column::Text) {
            let names: Vec<String> =
                header.iter().take(20).map(|name| format!("`{}`", clip(name.trim()))).collect();
            let what = format!(
                "no column holds the texts (the columns are {}); expected one named `text`, beside it any of {} and facets; name it so in the first line",
                names.join(", "),
                KEYS.join(", ")
            );
            first.push(Finding::error(path, Some(1), what));
            table.at.byte = table.text.len();
        }
        first.reverse();
        Self { first, ..table }
    }

    /// The next document or finding; `None` at the end.
    pub(super) fn next(&mut self, info: &Info) -> Option<Step> {
        if let Some(finding) = self.first.pop() {
            return Some(Err(finding));
        }
        let row = row(&self.text, &mut self.at, self.separator)?;
        if row.open {
            let what = "a quotation mark is not closed; expected a second one before the end of the cell; this row and all after it were left out; close it, or double it where it belongs to the text";
            return Some(Err(Finding::error(&self.path, Some(row.line), what)));
        }
        Some(Ok((self.document(&row, info), row.line)))
    }

    fn document(&self, row: &Row, info: &Info) -> RawDocument {
        let (mut meta, mut text, mut problems) = (Meta::default(), String::new(), Vec::new());
        if row.cells.iter().skip(self.columns.len()).any(|cell| !cell.trim().is_empty()) {
            problems.push(Problem::whole(format!(
                "the row has {} cells; expected {}, as the header has; those beyond were left out; put cells that hold the separator into quotation marks",
                row.cells.len(),
                self.columns.len()
            )));
        }
        for (column, cell) in self.columns.iter().zip(&row.cells) {
            let value = cell.trim();
            match column {
                Column::Text => text.clone_from(cell),
                // The header names each key once, so nothing is given twice.
                Column::Key(key) => drop(meta.set(key, value, info)),
                Column::Own(key) => match info.facets.iter().find(|facet| facet.key == *key) {
                    Some(facet) => meta.add_facet(key, facet.split(value)),
                    None if value.is_empty() || value.len() > MAX_VALUE => {}
                    None => meta.add_facet(key, vec![value.to_owned()]),
                },
            }
        }
        let stem = super::format::stem(&self.path);
        let id = meta.id.clone().unwrap_or_else(|| format!("{stem}-{}", row.line));
        RawDocument { id, path: self.path.clone(), meta, text, header: None, problems }
    }
}

/// The separator, the place after the header, and the header. The separator that gives the most known columns is the
/// one; where none does, the one that gives most columns.
fn header(text: &str) -> (u8, Place, Vec<String>) {
    let start = Place { byte: 0, line: 1 };
    let told = text.get(..5).filter(|head| head.to_ascii_lowercase().starts_with("sep="));
    if let Some(separator) =
        told.map(|head| head.as_bytes()[4]).filter(|b| b.is_ascii_punctuation() || *b == b'\t')
    {
        let mut at = start;
        // The line itself is a row of one cell, or of two empty ones.
        row(text, &mut at, b'\0');
        let cells = row(text, &mut at, separator).map(|row| row.cells).unwrap_or_default();
        return (separator, at, cells);
    }
    let mut best = (0, SEPARATORS[0], start, Vec::new());
    for separator in SEPARATORS {
        let mut at = start;
        let cells = row(text, &mut at, separator).map(|row| row.cells).unwrap_or_default();
        let known = cells.iter().filter(|name| named(name).is_some()).count();
        let worth = known * 1000 + cells.len().min(999);
        if worth > best.0 {
            best = (worth, separator, at, cells);
        }
    }
    (best.1, best.2, best.3)
}

/// The key that a column's name means, and how far from the key itself the name is.
fn named(name: &str) -> Option<(&'static str, usize)> {
    let name = name.trim().lower();
    NAMES.iter().find_map(|names| Some((names[0], names.iter().position(|n| *n == name)?)))
}

fn columns(header: &[String], info: &Info) -> Vec<Column> {
    let best = |key: &str| {
        let of =
            |(at, name): (usize, &String)| named(name).filter(|(k, _)| *k == key).map(|(_, rank)| (rank, at));
        header.iter().enumerate().filter_map(of).min().map(|(_, at)| at)
    };
    let declared = |name: &str| info.facets.iter().any(|facet| facet.key == name);
    let column = |(at, name): (usize, &String)| match named(name) {
        Some((key, _)) if best(key) == Some(at) && !declared(name.trim()) => {
            if key == "text" {
                Column::Text
            } else {
                Column::Key(key)
            }
        }
        _ => Column::Own(own_key(name.trim(), at, info)),
    };
    header.iter().enumerate().map(column).collect()
}

/// The facet of a column that is none of a document's own keys.
fn own_key(name: &str, at: usize, info: &Info) -> String {
    if name.is_empty() {
        format!("column-{}", at + 1)
    } else if info.extract && is_listed(WORKED_OUT, name) {
        format!("{name}-column")
    } else {
        name.to_owned()
    }
}

/// The next row that is not empty.
fn row(text: &str, at: &mut Place, separator: u8) -> Option<Row> {
    while at.byte < text.len() {
        let mut row = Row { line: at.line, cells: Vec::new(), open: false };
        loop {
            row.cells.push(cell(text, at, separator, &mut row.open));
            if text.as_bytes().get(at.byte) != Some(&separator) {
                break;
            }
            at.byte += 1;
        }
        let rest = &text.as_bytes()[at.byte..];
        at.byte += if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
        at.line += 1;
        if row.cells.iter().any(|cell| !cell.trim().is_empty()) {
            return Some(row);
        }
    }
    None
}

/// One cell; `at` then stands at what ended it.
fn cell(text: &str, at: &mut Place, separator: u8, open: &mut bool) -> String {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let quote = at.byte + bytes[at.byte..].iter().take_while(|b| **b == b' ' && separator != b' ').count();
    if bytes.get(quote) == Some(&b'"') {
        at.byte = quote + 1;
        loop {
            let length = bytes[at.byte..].iter().position(|b| *b == b'"');
            let part = &text[at.byte..length.map_or(text.len(), |length| at.byte + length)];
            out.push_str(part);
            at.line += line_ends(part);
            at.byte += part.len();
            *open |= length.is_none();
            at.byte += usize::from(length.is_some());
            if length.is_none() || bytes.get(at.byte) != Some(&b'"') {
                break;
            }
            out.push('"');
            at.byte += 1;
        }
    }
    let end = |b: &u8| *b == separator || *b == b'\n' || *b == b'\r';
    let length = bytes[at.byte..].iter().position(end).unwrap_or(bytes.len() - at.byte);
    out.push_str(&text[at.byte..at.byte + length]);
    at.byte += length;
    out
}

/// Line ends of a text: `\n`, `\r\n` and `\r` alone.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(i, b): (usize, &u8)| *b == b'\n' || (*b == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|pair| ends(*pair)).count()
}
