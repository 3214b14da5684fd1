//! Facet values: which documents have which, and how many of a set do.
//!
//! A facet keeps the values of each document side by side, and of each value its documents as a bitmap where they
//! are many and as a list where they are few. Counting takes whichever is cheaper: going through the documents of
//! a small set, or through the values of a large one.

use crate::base::sorted::SortedMap;

use super::bits::{Reader, push_sized, push_varint};
use super::format::{SnapshotError, damaged};
use super::postings::{Encoder, ONCE, Postings};
use crate::bitmap::Bitmap;

/// Collects facet values while a segment is built.
#[derive(Debug, Default)]
pub struct Builder {
    facets: SortedMap<String, Column>,
    docs: u32,
}

#[derive(Debug, Default)]
struct Column {
    numbers: SortedMap<String, u32>,
    /// Document and number of the value as first seen, ascending by document.
    pairs: Vec<(u32, u32)>,
}

impl Builder {
    /// Adds the values of the next document.
    pub fn add(&mut self, facets: &[(&str, Vec<String>)]) {
        for (facet, values) in facets {
            if !self.facets.contains_key(*facet) {
                self.facets.insert((*facet).to_owned(), Column::default());
            }
            let Some(column) = self.facets.get_mut(*facet) else { continue };
            // A facet may come twice: from what the document says of itself, and given.
            let from = column.pairs.partition_point(|(doc, _)| *doc < self.docs);
            for value in values {
                let next = column.numbers.len() as u32;
                let number = match column.numbers.get(value) {
                    Some(number) => *number,
                    None => *column.numbers.entry(value.clone()).or_insert(next),
                };
                let pair = (self.docs, number);
                if !column.pairs[from..].contains(&pair) {
                    column.pairs.push(pair);
                }
            }
        }
        self.docs += 1;
    }

    /// Writes: facets; of each its name and its sorted values, each with its number of documents and which.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut encoder = Encoder::new(self.docs, &[]);
        push_varint(out, self.facets.len() as u32);
        for (name, column) in &self.facets {
            push_sized(out, name.as_bytes());
            push_varint(out, column.numbers.len() as u32);
            let mut lists = vec![Vec::new(); column.numbers.len()];
            column.pairs.iter().for_each(|(doc, number)| lists[*number as usize].push(*doc));
            for (value, number) in &column.numbers {
                let (list, mut bytes) = (&lists[*number as usize], Vec::new());
                push_sized(out, value.as_bytes());
                push_varint(out, list.len() as u32);
                list.iter().for_each(|doc| encoder.doc(*doc, ONCE, &mut bytes));
                encoder.finish(&mut bytes);
                push_sized(out, &bytes);
            }
        }
    }
}

/// One facet over all documents of an index.
#[derive(Debug, Default)]
pub struct Facet {
    /// Its id.
    pub name: String,
    /// Its values, sorted.
    pub values: Vec<String>,
    /// Ends of the values of each document in `ids`.
    ends: Vec<u32>,
    /// Numbers of values.
    ids: Vec<u32>,
    docs: Vec<Docs>,
}

/// The documents of a value.
#[derive(Debug)]
enum Docs {
    Many(Bitmap),
    Few(Vec<u32>),
}

impl Facet {
    /// The number of a value.
    #[must_use]
    pub fn number(&self, value: &str) -> Option<u32> {
        self.values.binary_search_by(|v| v.as_str().cmp(value)).ok().map(|at| at as u32)
    }

    /// The numbers of a document's values, ascending.
    #[must_use]
    #[inline]
    pub fn of(&self, doc: u32) -> &[u32] {
        let at = doc as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        &self.ids[start as usize..end as usize]
    }

    /// Adds the documents of a value to `set`.
    pub fn add_docs(&self, value: u32, set: &mut Bitmap) {
        match self.docs.get(value as usize) {
            Some(Docs::Many(docs)) => set.or(docs),
            Some(Docs::Few(docs)) => docs.iter().for_each(|doc| set.insert(*doc)),
            None => {}
        }
    }

    /// Adds the documents without any value to `set`.
    pub fn add_without(&self, set: &mut Bitmap) {
        (0..self.ends.len() as u32).filter(|doc| self.of(*doc).is_empty()).for_each(|doc| set.insert(doc));
    }

    /// How many of `set` have each value, and how many have none. `size` is the number in `set`.
    #[must_use]
    pub fn count(&self, set: &Bitmap, size: u32) -> (Vec<u32>, u32) {
        let mut counts = vec![0; self.values.len()];
        let average = self.ids.len() / self.ends.len().max(1) + 1;
        let by_value: usize = self.docs.iter().map(Docs::cost).sum();
        let mut none = 0;
        if size as usize * (average + 1) <= by_value * 2 {
            for doc in set.iter() {
                let values = self.of(doc);
                none += u32::from(values.is_empty());
                values.iter().for_each(|value| counts[*value as usize] += 1);
            }
        } else {
            for (count, docs) in counts.iter_mut().zip(&self.docs) {
                *count = match docs {
                    Docs::Many(docs) => docs.and_count(set),
                    Docs::Few(docs) => docs.iter().filter(|doc| set.contains(**doc)).count() as u32,
                };
            }
            none = set.iter().filter(|doc| self.of(*doc).is_empty()).count() as u32;
        }
        (counts, none)
    }
}

impl Docs {
    fn of(docs: Vec<u32>, len: usize) -> Self {
        if docs.len() * 64 >= len { Self::Many(Bitmap::of(len, docs)) } else { Self::Few(docs) }
    }

    /// About how long counting takes, in words looked at.
    fn cost(&self) -> usize {
        match self {
            Self::Many(docs) => docs.len() / 64 + 1,
            Self::Few(docs) => docs.len() + 1,
        }
    }
}

/// Reads the facets of all segments, given as bytes and numbers of documents, into one table sorted by name.
///
/// # Errors
/// A section cannot be read.
pub fn merge(segments: &[(&[u8], u32)]) -> Result<Vec<Facet>, SnapshotError> {
    let mut columns: SortedMap<String, SortedMap<String, Vec<u32>>> = SortedMap::new();
    let mut base = 0;
    for (bytes, docs) in segments {
        read(bytes, *docs, base, &mut columns).ok_or_else(|| damaged("facets"))?;
        base += docs;
    }
    Ok(columns.into_iter().map(|(name, values)| facet(name, values, base)).collect())
}

fn read(
    bytes: &[u8],
    docs: u32,
    base: u32,
    columns: &mut SortedMap<String, SortedMap<String, Vec<u32>>>,
) -> Option<()> {
    let mut reader = Reader::new(bytes, 0);
    for _ in 0..reader.varint()? {
        let name = reader.text()?;
        let column = columns.entry(name.to_owned()).or_default();
        for _ in 0..reader.varint()? {
            let list = column.entry(reader.text()?.to_owned()).or_default();
            let postings = Postings { df: reader.varint()?, end: docs, bytes: reader.sized()?, extents: &[] };
            let (mut blocks, before) = (postings.blocks(), list.len());
            while blocks.advance().is_some() {
                list.extend(blocks.docs.iter().map(|doc| base.saturating_add(*doc)));
            }
            let whole = list.len() - before == postings.df as usize;
            if !whole || list.last().is_some_and(|last| *last >= base + docs) {
                return None;
            }
        }
    }
    Some(())
}

fn facet(name: String, values: SortedMap<String, Vec<u32>>, docs: u32) -> Facet {
    let mut counts = vec![0u32; docs as usize + 1];
    values.values().flatten().for_each(|doc| counts[*doc as usize + 1] += 1);
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
    let ends = counts[1..].to_vec();
    let mut ids = vec![0; ends.last().copied().unwrap_or(0) as usize];
    for (number, list) in values.values().enumerate() {
        for doc in list {
            let slot = &mut counts[*doc as usize];
            ids[*slot as usize] = number as u32;
            *slot += 1;
        }
    }
    let (names, lists): (Vec<String>, Vec<Vec<u32>>) = values.into_iter().unzip();
    let docs = lists.into_iter().map(|list| Docs::of(list, docs as usize)).collect();
    Facet { name, values: names, ends, ids, docs }
}
