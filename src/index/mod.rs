//! Immutable segments of one byte format, and the index over them.
//!
//! Documents are numbered through all segments in order. Statistics are summed over all live documents, so that no
//! answer depends on how the corpus is cut into segments.

pub mod bits;
pub mod build;
pub mod counts;
pub mod dictionary;
pub mod documents;
pub mod facets;
pub mod format;
pub mod fuzzy;
pub mod intern;
pub mod pairs;
pub mod postings;
pub mod segment;
pub mod stream;
pub mod surfaces;

use crate::bitmap::Bitmap;
pub use build::{SegmentBuilder, Source};
pub use documents::Documents;
pub use facets::Facet;
pub use format::SnapshotError;
pub use segment::Segment;

/// Segments in order, the documents removed, and what is worked out from both.
#[derive(Debug, Default)]
pub struct Index {
    segments: Vec<Segment>,
    /// The number of the first document of each segment.
    bases: Vec<u32>,
    live: Bitmap,
    documents: Documents,
    facets: Vec<Facet>,
}

impl Index {
    /// Adds a segment after the others. Linear in the number of all documents.
    ///
    /// # Errors
    /// Its tables cannot be read; the index is as before.
    pub fn push(&mut self, segment: Segment) -> Result<(), SnapshotError> {
        let base = self.documents.len();
        let mut parts: Vec<(&[u8], u32)> = Vec::new();
        for (at, part) in self.segments.iter().enumerate() {
            let end = self.bases.get(at + 1).copied().unwrap_or(base);
            parts.push((part.facets(), end - self.bases[at]));
        }
        let mut documents = Documents::default();
        for part in &self.segments {
            documents.extend(part.documents())?;
        }
        let count = documents.extend(segment.documents())?;
        parts.push((segment.facets(), count));
        self.facets = facets::merge(&parts)?;
        self.documents = documents;
        self.segments.push(segment);
        self.bases.push(base);
        self.live.grow((base + count) as usize);
        (base..base + count).for_each(|doc| self.live.insert(doc));
        self.documents.settle(&self.live);
        Ok(())
    }

    /// Marks documents as removed. Linear in the number of all documents.
    pub fn remove(&mut self, docs: &[u32]) {
        docs.iter().for_each(|doc| self.live.remove(*doc));
        self.documents.settle(&self.live);
    }

    /// The segments, each with the number of its first document.
    pub fn segments(&self) -> impl Iterator<Item = (u32, &Segment)> {
        self.bases.iter().copied().zip(&self.segments)
    }

    /// The segments alone, for another index.
    #[must_use]
    pub fn into_segments(self) -> Vec<Segment> {
        self.segments
    }

    /// The postings of a term of a segment, and the number of the segment's first document.
    #[must_use]
    pub fn postings(&self, segment: u32, term: dictionary::Term) -> Option<(u32, postings::Postings<'_>)> {
        let at = segment as usize;
        Some((*self.bases.get(at)?, self.segments.get(at)?.postings(term)))
    }

    /// The documents of a segment, counted from its first one, that have a frequent term right behind another.
    #[must_use]
    pub fn pair(
        &self,
        segment: u32,
        left: dictionary::Term,
        right: dictionary::Term,
    ) -> Option<pairs::Together<'_>> {
        self.segments.get(segment as usize)?.pair(left, right)
    }

    /// Whether a document with the term is left: a term of removed documents alone is as good as absent.
    #[must_use]
    pub fn has_live(&self, segment: u32, term: dictionary::Term) -> bool {
        self.live_df(segment, term) > 0
    }

    /// How many documents with the term are left. Reads its postings where any document was removed.
    #[must_use]
    pub fn live_df(&self, segment: u32, term: dictionary::Term) -> u32 {
        if self.documents.live.iter().sum::<u32>() == self.len() {
            return term.df;
        }
        let Some((base, postings)) = self.postings(segment, term) else { return 0 };
        let (mut blocks, mut count) = (postings.blocks(), 0);
        while blocks.advance().is_some() {
            count += blocks.docs.iter().filter(|doc| self.live.contains(base.wrapping_add(**doc))).count();
        }
        count as u32
    }

    /// The documents that are not removed.
    #[must_use]
    pub fn live(&self) -> &Bitmap {
        &self.live
    }

    /// The table of documents.
    #[must_use]
    pub fn documents(&self) -> &Documents {
        &self.documents
    }

    /// The facets, sorted by id.
    #[must_use]
    pub fn facets(&self) -> &[Facet] {
        &self.facets
    }

    /// The facet of an id.
    #[must_use]
    pub fn facet(&self, name: &str) -> Option<&Facet> {
        self.facets.binary_search_by(|facet| facet.name.as_str().cmp(name)).ok().map(|at| &self.facets[at])
    }

    /// Number of documents, removed ones too.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.documents.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }
}
