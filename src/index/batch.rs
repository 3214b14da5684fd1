//! Occurrences on their way into the postings: collected in the order of the text, handed on in the order of terms.
//!
//! The end of a term's postings lies anywhere in memory, and each visit waits for it. In a batch a term comes up several
//! times; sorted by term, it is visited once.

use super::chains::{Chains, Tail};

/// Occurrences in a batch: as many as stay near the processor.
const FULL: usize = 1 << 16;

/// The end of the postings of a term. An occurrence is a varint: `gap to the document << 1 | 1` and the position, or
/// `gap to the position << 1` in the same document.
#[derive(Debug, Clone, Copy)]
pub struct List {
    /// Where its next byte goes.
    pub tail: Tail,
    /// One more than the last document, 0 before the first.
    doc: u32,
    position: u32,
}

impl List {
    /// A list without occurrences.
    #[must_use]
    pub fn new(tail: Tail) -> Self {
        Self { tail, doc: 0, position: 0 }
    }

    #[inline]
    fn occurs(&mut self, doc: u32, position: u32, chains: &mut Chains) {
        if self.doc == doc {
            chains.push_varint(&mut self.tail, (position - self.position) << 1);
        } else {
            chains.push_varint(&mut self.tail, (doc - self.doc) << 1 | 1);
            chains.push_varint(&mut self.tail, position);
            self.doc = doc;
        }
        self.position = position;
    }
}

/// Occurrences in the order of the text.
#[derive(Debug, Default)]
pub struct Batch {
    terms: Vec<u32>,
    /// One more than the document, and the position.
    places: Vec<(u32, u32)>,
    /// The places by term, and where those of each term begin: room that is used again.
    sorted: Vec<(u32, u32)>,
    starts: Vec<u32>,
}

impl Batch {
    /// Adds an occurrence, which must not stand before the last one.
    #[inline]
    pub fn push(&mut self, term: u32, doc: u32, position: u32) {
        self.terms.push(term);
        self.places.push((doc + 1, position));
    }

    /// Whether it is time to hand on.
    #[inline]
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.terms.len() >= FULL
    }

    /// Appends all to the lists of their terms and starts afresh.
    pub fn flush(&mut self, lists: &mut [List], chains: &mut Chains) {
        // Sorted by counting: `starts` first counts, then says where the next place of a term goes, in the end where
        // its places end.
        self.starts.clear();
        self.starts.resize(lists.len(), 0);
        for term in &self.terms {
            self.starts[*term as usize] += 1;
        }
        let mut start = 0;
        for slot in &mut self.starts {
            start += std::mem::replace(slot, start);
        }
        self.sorted.resize(self.places.len(), (0, 0));
        for (term, place) in self.terms.iter().zip(&self.places) {
            let slot = &mut self.starts[*term as usize];
            self.sorted[*slot as usize] = *place;
            *slot += 1;
        }
        let mut from = 0;
        for (list, end) in lists.iter_mut().zip(&self.starts) {
            let to = *end as usize;
            if from < to {
                self.sorted[from..to].iter().for_each(|(doc, at)| list.occurs(*doc, *at, chains));
                from = to;
            }
        }
        self.terms.clear();
        self.places.clear();
    }
}
