//! The documents of an engine: entries in memory, packed in a snapshot until somebody asks for one.

use std::cell::{Cell, OnceCell};

use crate::base::{Lang, Span};
use crate::corpus::RawDocument;
use crate::date::Date;
use crate::engine::Entry;
use crate::engine::pack::{packed, unpacked};
use crate::extract::Facts;
use crate::index::bits::{Reader, push_sized};
use crate::text::{Document, Paragraph, Title};

/// One document: an entry, or the bytes it will be read from, or nothing where it was removed or not kept.
#[derive(Default)]
pub(super) struct Slot {
    bytes: Cell<Option<Box<[u8]>>>,
    entry: OnceCell<Option<Box<Entry>>>,
}

impl std::fmt::Debug for Slot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Slot").field("entry", &self.entry).finish_non_exhaustive()
    }
}

impl Slot {
    pub(super) fn of(entry: Entry) -> Self {
        Self { bytes: Cell::new(None), entry: OnceCell::from(Some(Box::new(entry))) }
    }

    /// The entry; read at the first call after a snapshot was opened.
    pub(super) fn entry(&self) -> Option<&Entry> {
        let read = || unpacked(&self.bytes.take()?).map(Box::new);
        self.entry.get_or_init(read).as_deref()
    }

    /// Appends the entry with its length before it; nothing has the length 0.
    pub(super) fn write(&self, out: &mut Vec<u8>) {
        let bytes = self.bytes.take();
        match (bytes.as_deref(), self.entry.get()) {
            (Some(bytes), _) => push_sized(out, bytes),
            (None, Some(Some(entry))) => push_sized(out, &packed(&**entry)),
            _ => push_sized(out, &[]),
        }
        self.bytes.set(bytes);
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

/// Reads the slots of `count` documents.
pub(super) fn read(bytes: &[u8], count: u32) -> Option<Vec<Slot>> {
    let mut reader = Reader::new(bytes, 0);
    let mut slots = Vec::new();
    for _ in 0..count {
        let packed = reader.sized()?;
        let held = (!packed.is_empty()).then(|| packed.into());
        slots.push(Slot { bytes: Cell::new(held), entry: OnceCell::new() });
    }
    (reader.at() == bytes.len()).then_some(slots)
}
