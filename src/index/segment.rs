//! A segment over its bytes: just built, or from a snapshot. Immutable; opening reads the table of sections only.

use std::ops::Range;
use std::sync::OnceLock;

use super::dictionary::{Dictionary, Guides, Term};
use super::documents;
use super::format::{Sections, SnapshotError};
use super::fuzzy::Forms;
use super::pairs::{self, Pair, Together};
use super::postings::Postings;

/// The kind byte of a segment's file.
pub const KIND: u8 = b'S';

/// The names of the sections.
pub mod tags {
    use crate::index::format::Tag;

    /// Postings of all terms, in the order of terms.
    pub const POSTINGS: Tag = *b"post";
    /// The dictionary.
    pub const TERMS: Tag = *b"term";
    /// Terms with marks, by bare form.
    pub const FOLDED: Tag = *b"fold";
    /// English-looking terms, by stem.
    pub const STEMS: Tag = *b"stem";
    /// The table of documents.
    pub const DOCUMENTS: Tag = *b"docs";
    /// Facet values.
    pub const FACETS: Tag = *b"face";
    /// Postings of frequent pairs.
    pub const PAIRS: Tag = *b"pair";
}

/// An immutable part of an index. Document numbers inside begin at 0.
#[derive(Debug)]
pub struct Segment {
    bytes: Vec<u8>,
    sections: Sections,
    parts: [Range<usize>; 7],
    forms: OnceLock<Forms>,
    guides: OnceLock<Guides>,
    extents: OnceLock<Vec<u32>>,
    pairs: OnceLock<Vec<Pair>>,
}

impl Segment {
    /// Opens the bytes of a segment. Cost does not depend on their number.
    ///
    /// # Errors
    /// They are no segment of this version, or cut off. Damage inside is found by [`Segment::verify`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, SnapshotError> {
        let sections = Sections::open(&bytes, KIND)?;
        let parts = [
            sections.get(tags::POSTINGS)?,
            sections.get(tags::TERMS)?,
            sections.get(tags::FOLDED)?,
            sections.get(tags::STEMS)?,
            sections.get(tags::DOCUMENTS)?,
            sections.get(tags::FACETS)?,
            sections.get(tags::PAIRS)?,
        ];
        let segment = Self {
            bytes,
            sections,
            parts,
            forms: OnceLock::new(),
            guides: OnceLock::new(),
            extents: OnceLock::new(),
            pairs: OnceLock::new(),
        };
        Dictionary::open(segment.part(1), segment.part(2), segment.part(3))?;
        Ok(segment)
    }

    /// Reads every byte and compares the checksums.
    ///
    /// # Errors
    /// The first part that is damaged.
    pub fn verify(&self) -> Result<(), SnapshotError> {
        self.sections.verify(&self.bytes)
    }

    /// The bytes: what is written into a snapshot.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The dictionary; its guides are made at the first call.
    #[must_use]
    pub fn dictionary(&self) -> Option<Dictionary<'_>> {
        let plain = Dictionary::open(self.part(1), self.part(2), self.part(3)).ok()?;
        Some(plain.guided(self.guides.get_or_init(|| Guides::of(plain))))
    }

    /// The bare forms of all terms, made ready for search with typing errors at the first call.
    #[must_use]
    pub fn forms(&self) -> &Forms {
        self.forms.get_or_init(|| self.dictionary().map(Forms::of).unwrap_or_default())
    }

    /// The postings of a term; empty where the bytes are damaged.
    #[must_use]
    pub fn postings(&self, term: Term) -> Postings<'_> {
        self.run(self.part(0), term.df, term.at as usize)
    }

    /// The frequent pairs that begin with a term, by the other one.
    #[must_use]
    pub fn pairs(&self, left: Term) -> &[Pair] {
        let pairs = self.pairs.get_or_init(|| pairs::read(self.part(6)).unwrap_or_default());
        let from = pairs.partition_point(|pair| pair.terms.0 < left.id);
        let count = pairs[from..].partition_point(|pair| pair.terms.0 == left.id);
        &pairs[from..from + count]
    }

    /// The documents that have a frequent term right behind another, and how often. `None` for all other pairs.
    #[must_use]
    pub fn pair(&self, left: Term, right: Term) -> Option<Together<'_>> {
        let pairs = self.pairs(left);
        let pair = pairs[pairs.binary_search_by_key(&right.id, |pair| pair.terms.1).ok()?];
        let docs = self.postings(if left.df <= right.df { left } else { right });
        // Damaged bytes may say more than there are.
        let end = docs.df.min(docs.end);
        Some(Together { places: Postings { end, ..self.run(self.part(6), pair.df, pair.at) }, docs })
    }

    fn run<'a>(&'a self, part: &'a [u8], df: u32, at: usize) -> Postings<'a> {
        let extents = &self.extents.get_or_init(|| documents::extents(self.documents()))[..];
        let end = extents.len() as u32;
        let Some(bytes) = part.get(at..) else { return Postings { df: 0, end, bytes: &[], extents } };
        Postings { df, end, bytes, extents }
    }

    /// The table of documents, as bytes.
    #[must_use]
    pub fn documents(&self) -> &[u8] {
        self.part(4)
    }

    /// The facet values, as bytes.
    #[must_use]
    pub fn facets(&self) -> &[u8] {
        self.part(5)
    }

    fn part(&self, at: usize) -> &[u8] {
        &self.bytes[self.parts[at].clone()]
    }
}
