//! The documents of an engine: entries in memory, raw documents in a snapshot.

use std::cell::{Cell, OnceCell};

use crate::base::{Lang, Problem, Span};
use crate::corpus::{FacetKind, Info, Meta, OwnFacet, RawDocument};
use crate::date::Date;
use crate::engine::{Entry, prepared};
use crate::extract::{Facts, Lists};
use crate::index::bits::{Reader, push_sized, push_varint};
use crate::text::{Document, Paragraph, Title};

/// One document: an entry, or the raw document it will be made from, or nothing where it was removed or not kept.
#[derive(Default)]
pub(super) struct Slot {
    /// The front matter of the text: part of the raw document, not of the clean one.
    header: Option<Span>,
    raw: Cell<Option<Box<RawDocument>>>,
    entry: OnceCell<Option<Box<Entry>>>,
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slot").field("entry", &self.entry).finish_non_exhaustive()
    }
}

impl Slot {
    pub(super) fn of(header: Option<Span>, entry: Entry) -> Self {
        Self { header, raw: Cell::new(None), entry: OnceCell::from(Some(Box::new(entry))) }
    }

    /// The entry; made at the first call after a snapshot was opened.
    pub(super) fn entry(&self, info: &Info, lists: &Lists) -> Option<&Entry> {
        let made = self.entry.get_or_init(|| {
            let raw = *self.raw.take()?;
            Some(Box::new(if info.extract { prepared(raw, lists) } else { plain(raw) }))
        });
        made.as_deref()
    }

    /// Appends the raw document.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let raw = self.raw.take();
        match (raw.as_deref(), self.entry.get()) {
            (Some(raw), _) => write(&raw.id, &raw.path, &raw.meta, &raw.text, raw.header, &raw.problems, out),
            (None, Some(Some(entry))) => {
                let d = &entry.document;
                write(&d.id, &d.path, &d.meta, &d.text, self.header, &[], out);
            }
            _ => out.push(0),
        }
        self.raw.set(raw);
    }
}

/// A document taken as it is: nothing removed, no facts. For a corpus that gives its own facets.
pub(super) fn plain(raw: RawDocument) -> Entry {
    let start = raw.header.map_or(0, |header| header.end as usize);
    let lang = raw.meta.lang.as_deref().map_or(Lang::Und, Lang::from_code);
    let mut body = Vec::new();
    let mut from = start;
    for line in raw.text.get(start..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let at = from + (line.len() - line.trim_start().len());
            body.push(Paragraph { span: Span::new(at, at + trimmed.len()), lang });
        }
        from += line.len();
    }
    let document = Document {
        title: raw.meta.title.clone().map(|text| Title { text, span: raw.meta.title_span }),
        published: raw.meta.date.as_deref().and_then(Date::parse),
        lang,
        body,
        removed: Vec::new(),
        problems: raw.problems,
        id: raw.id,
        path: raw.path,
        meta: raw.meta,
        text: raw.text,
    };
    Entry { document, facts: Facts::default() }
}

#[allow(clippy::too_many_arguments, reason = "the parts of a raw document, which a clean one has too")]
fn write(
    id: &str,
    path: &str,
    meta: &Meta,
    text: &str,
    header: Option<Span>,
    problems: &[Problem],
    out: &mut Vec<u8>,
) {
    out.push(1);
    push_sized(out, id.as_bytes());
    push_sized(out, path.as_bytes());
    push_sized(out, text.as_bytes());
    write_span(header, out);
    let texts =
        [&meta.id, &meta.title, &meta.date, &meta.lang, &meta.outlet, &meta.url, &meta.author, &meta.event];
    for text in texts {
        write_text(text.as_deref(), out);
    }
    write_span(meta.title_span, out);
    push_varint(out, meta.facets.len() as u32);
    for (key, values) in &meta.facets {
        push_sized(out, key.as_bytes());
        push_varint(out, values.len() as u32);
        values.iter().for_each(|value| push_sized(out, value.as_bytes()));
    }
    push_varint(out, problems.len() as u32);
    for problem in problems {
        push_sized(out, problem.what.as_bytes());
        write_span(problem.span, out);
    }
}

fn write_text(text: Option<&str>, out: &mut Vec<u8>) {
    out.push(u8::from(text.is_some()));
    if let Some(text) = text {
        push_sized(out, text.as_bytes());
    }
}

fn write_span(span: Option<Span>, out: &mut Vec<u8>) {
    out.push(u8::from(span.is_some()));
    if let Some(span) = span {
        push_varint(out, span.start);
        push_varint(out, span.end);
    }
}

/// Reads the slots of `count` documents.
pub(super) fn read(bytes: &[u8], count: u32) -> Option<Vec<Slot>> {
    let mut reader = Reader::new(bytes, 0);
    let slots: Option<Vec<Slot>> = (0..count).map(|_| read_slot(&mut reader)).collect();
    slots.filter(|_| reader.at() == bytes.len())
}

fn read_slot(reader: &mut Reader<'_>) -> Option<Slot> {
    if reader.byte()? == 0 {
        return Some(Slot::default());
    }
    let (id, path, text) = (reader.text()?.to_owned(), reader.text()?.to_owned(), reader.text()?.to_owned());
    let header = read_span(reader)?;
    let mut next = || read_text(reader);
    let (own, title, date, lang) = (next()?, next()?, next()?, next()?);
    let (outlet, url, author, event) = (next()?, next()?, next()?, next()?);
    let title_span = read_span(reader)?;
    let mut facets = Vec::new();
    for _ in 0..reader.varint()? {
        let key = reader.text()?.to_owned();
        let values: Option<Vec<String>> =
            (0..reader.varint()?).map(|_| reader.text().map(str::to_owned)).collect();
        facets.push((key, values?));
    }
    let mut problems = Vec::new();
    for _ in 0..reader.varint()? {
        problems.push(Problem { what: reader.text()?.to_owned(), span: read_span(reader)? });
    }
    let meta = Meta { id: own, title, title_span, date, lang, outlet, url, author, event, facets };
    let raw = RawDocument { id, path, meta, text, header, problems };
    Some(Slot { header, raw: Cell::new(Some(Box::new(raw))), entry: OnceCell::new() })
}

/// A text that may be missing.
fn read_text(reader: &mut Reader<'_>) -> Option<Option<String>> {
    Some(if reader.byte()? == 0 { None } else { Some(reader.text()?.to_owned()) })
}

/// A span that may be missing.
fn read_span(reader: &mut Reader<'_>) -> Option<Option<Span>> {
    if reader.byte()? == 0 {
        return Some(None);
    }
    let (start, end) = (reader.varint()?, reader.varint()?);
    (start <= end).then_some(Some(Span { start, end }))
}

/// Appends what the corpus says of itself.
pub(super) fn write_info(info: &Info, index_only: bool, out: &mut Vec<u8>) {
    out.push(u8::from(info.extract) | u8::from(index_only) << 1);
    for text in [&info.title, &info.description, &info.license, &info.version] {
        push_sized(out, text.as_bytes());
    }
    push_varint(out, info.languages.len() as u32);
    info.languages.iter().for_each(|lang| push_sized(out, lang.as_bytes()));
    push_varint(out, info.facets.len() as u32);
    for facet in &info.facets {
        [&facet.key, &facet.vi, &facet.en].into_iter().for_each(|text| push_sized(out, text.as_bytes()));
        out.push(match facet.kind {
            FacetKind::Text => 0,
            FacetKind::Number => 1,
            FacetKind::Date => 2,
        });
        write_text(facet.separator.as_deref(), out);
    }
}

/// Reads what [`write_info`] wrote.
pub(super) fn read_info(bytes: &[u8]) -> Option<(Info, bool)> {
    let mut reader = Reader::new(bytes, 0);
    let flags = reader.byte()?;
    let mut next = || reader.text().map(str::to_owned);
    let (title, description, license, version) = (next()?, next()?, next()?, next()?);
    let languages: Option<Vec<String>> =
        (0..reader.varint()?).map(|_| reader.text().map(str::to_owned)).collect();
    let mut facets = Vec::new();
    for _ in 0..reader.varint()? {
        let (key, vi, en) = (reader.text()?.to_owned(), reader.text()?.to_owned(), reader.text()?.to_owned());
        let kind = match reader.byte()? {
            0 => FacetKind::Text,
            1 => FacetKind::Number,
            _ => FacetKind::Date,
        };
        facets.push(OwnFacet { key, vi, en, kind, separator: read_text(&mut reader)? });
    }
    let info =
        Info { title, description, languages: languages?, license, version, extract: flags & 1 == 1, facets };
    Some((info, flags & 2 != 0))
}
