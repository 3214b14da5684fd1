//! Postings of one term: documents, occurrences by field, positions.
//!
//! Two runs of bytes a term, each in blocks of at most 128 documents:
//!
//! - documents: a byte `width | 0x80 if any posting has a code`, the gaps between document numbers in `width` bits
//!   each, then, where said so, one bit a posting (has a code) and the codes. No code means once, in the body.
//!   A code is a byte `title | lead << 2 | body << 4`, or `ESCAPE` and four integers.
//! - positions: a byte `width`, then for every document its first position and the gaps to the next ones, in
//!   `width` bits each. A block is found by the lengths of those before it, a document by the counts before it.
//!
//! Bit-packed blocks: Lemire & Boytsov, "Decoding billions of integers per second through vectorization" (2015),
//! section 4.2, here without SIMD. Against varints this saves a quarter of the bytes on our corpora.

use super::bits::{Reader, pack, packed_len, push_varint, unpack, unpack_one, width_of};

/// Documents in a block.
pub const BLOCK: usize = 128;
const CODED: u8 = 0x80;
const ESCAPE: u8 = 0xFF;
/// The highest count of a field that a code byte holds.
const CODE_MAX: [u16; 4] = [3, 3, 14, 0];

/// Fields in the order of their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// The first paragraph, where more follow.
    Lead,
    /// The other paragraphs.
    Body,
    /// Captions of pictures, which are not part of the body.
    Caption,
}

/// How often a term occurs in each field of one document, in the order of [`Field`].
pub type Counts = [u16; 4];

/// Once, in the body.
pub const ONCE: Counts = [0, 0, 1, 0];

/// Encodes the postings of one term.
#[derive(Debug, Default)]
pub struct Encoder {
    docs: Vec<u32>,
    counts: Vec<Counts>,
    positions: Vec<u32>,
    /// Encoded positions, which follow the documents.
    tail: Vec<u8>,
    /// One more than the last document of the blocks written.
    next_doc: u32,
}

impl Encoder {
    /// Adds a document, which must be higher than the one before.
    pub fn doc(&mut self, doc: u32, counts: Counts, out: &mut Vec<u8>) {
        if self.docs.len() == BLOCK {
            self.block(out);
        }
        self.docs.push(doc);
        self.counts.push(counts);
    }

    /// Adds the first position of the last document, or the gap from the one before.
    pub fn position(&mut self, gap: u32) {
        self.positions.push(gap);
    }

    /// Counts one occurrence more of the last document.
    pub fn count(&mut self, field: Field) {
        if let Some(counts) = self.counts.last_mut() {
            let count = &mut counts[field as usize];
            *count = count.saturating_add(1);
        }
    }

    /// Writes what is left and starts afresh. Returns where the positions begin in `out`.
    pub fn finish(&mut self, out: &mut Vec<u8>) -> usize {
        self.block(out);
        let positions = out.len();
        out.append(&mut self.tail);
        self.next_doc = 0;
        positions
    }

    fn block(&mut self, out: &mut Vec<u8>) {
        let Some(last) = self.docs.last().copied() else { return };
        let mut next = self.next_doc;
        for doc in &mut self.docs {
            let gap = *doc - next;
            next = *doc + 1;
            *doc = gap;
        }
        self.next_doc = last + 1;
        let width = width_of(&self.docs);
        let coded = self.counts.iter().any(|c| *c != ONCE);
        out.push(width as u8 | if coded { CODED } else { 0 });
        pack(&self.docs, width, out);
        if coded {
            self.codes(out);
        }
        let width = width_of(&self.positions);
        self.tail.push(width as u8);
        pack(&self.positions, width, &mut self.tail);
        self.docs.clear();
        self.counts.clear();
        self.positions.clear();
    }

    fn codes(&self, out: &mut Vec<u8>) {
        let flags = out.len();
        out.resize(flags + self.counts.len().div_ceil(8), 0);
        for (at, counts) in self.counts.iter().enumerate() {
            if *counts == ONCE {
                continue;
            }
            out[flags + at / 8] |= 1 << (at % 8);
            if counts.iter().zip(CODE_MAX).all(|(count, max)| *count <= max) {
                out.push((counts[0] | counts[1] << 2 | counts[2] << 4) as u8);
            } else {
                out.push(ESCAPE);
                counts.iter().for_each(|count| push_varint(out, u32::from(*count)));
            }
        }
    }
}

/// The postings of one term, as bytes.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    /// Number of documents.
    pub df: u32,
    /// The documents and counts.
    pub docs: &'a [u8],
    /// The positions.
    pub positions: &'a [u8],
}

impl<'a> Postings<'a> {
    /// Calls `each` with every document and its counts, in order. Damaged bytes end it early.
    pub fn each(&self, mut each: impl FnMut(u32, Counts)) {
        let mut blocks = self.blocks();
        while blocks.advance().is_some() {
            if blocks.coded {
                blocks.docs.iter().zip(&blocks.counts).for_each(|(doc, counts)| each(*doc, *counts));
            } else {
                blocks.docs.iter().for_each(|doc| each(*doc, ONCE));
            }
        }
    }

    /// The blocks, to be read one after another.
    #[must_use]
    pub fn blocks(&self) -> Blocks<'a> {
        Blocks {
            reader: Reader::new(self.docs, 0),
            left: self.df as usize,
            next_doc: 0,
            docs: Vec::with_capacity(BLOCK),
            counts: Vec::new(),
            coded: false,
        }
    }

    /// Calls `each` with the place in `docs` (ascending) of every document that has the term, and its positions there,
    /// ascending. Reads the documents once, and positions only of those asked for.
    pub fn positions_in(&self, docs: &[u32], mut each: impl FnMut(usize, &[u32])) {
        let (mut blocks, mut before, mut found) = (self.blocks(), Vec::new(), Vec::new());
        // The next of `docs`, and the width byte of the next block of positions.
        let (mut at, mut next) = (0, 0);
        while at < docs.len() && blocks.advance().is_some() {
            let total = blocks.sum(&mut before);
            let Some(width) = self.positions.get(next).map(|width| u32::from(*width).min(32)) else { return };
            let packed = self.positions.get(next + 1..).unwrap_or(&[]);
            next += 1 + packed_len(total as usize, width);
            let last = blocks.docs.last().copied().unwrap_or(0);
            let mut i = 0;
            while at < docs.len() && docs[at] <= last {
                i += blocks.docs[i..].partition_point(|doc| *doc < docs[at]);
                if blocks.docs.get(i) == Some(&docs[at]) {
                    let (from, to) =
                        if blocks.coded { (before[i], before[i + 1]) } else { (i as u32, i as u32 + 1) };
                    let mut position = 0u32;
                    found.clear();
                    for k in from..to {
                        position =
                            position.wrapping_add(unpack_one(packed, k as usize * width as usize, width));
                        found.push(position);
                    }
                    each(at, &found);
                }
                at += 1;
            }
        }
    }
}

/// Reads blocks; the last one read stands in `docs` and, if `coded`, in `counts`.
#[derive(Debug)]
pub struct Blocks<'a> {
    reader: Reader<'a>,
    left: usize,
    next_doc: u32,
    /// The documents of the block.
    pub docs: Vec<u32>,
    /// Their counts; only where `coded`, else each is [`ONCE`].
    pub counts: Vec<Counts>,
    /// Whether `counts` is filled.
    pub coded: bool,
}

impl Blocks<'_> {
    /// Reads the next block.
    #[inline]
    pub fn advance(&mut self) -> Option<()> {
        let count = self.left.min(BLOCK);
        if count == 0 {
            return None;
        }
        let header = self.reader.byte()?;
        let width = u32::from(header & !CODED);
        let packed = self.reader.take(packed_len(count, width))?;
        self.docs.clear();
        unpack(packed, count, width.min(32), &mut self.docs);
        let mut next = self.next_doc;
        for doc in &mut self.docs {
            *doc = doc.wrapping_add(next);
            next = doc.wrapping_add(1);
        }
        self.next_doc = next;
        self.left -= count;
        self.coded = header & CODED != 0;
        if self.coded { self.codes(count) } else { Some(()) }
    }

    /// The number of occurrences in the block; where they are coded, also those before each document.
    fn sum(&self, before: &mut Vec<u32>) -> u32 {
        if !self.coded {
            return self.docs.len() as u32;
        }
        before.clear();
        let mut total = 0u32;
        before.push(0);
        for counts in &self.counts {
            total += counts.iter().map(|count| u32::from(*count)).sum::<u32>();
            before.push(total);
        }
        total
    }

    fn codes(&mut self, count: usize) -> Option<()> {
        let flags = self.reader.take(count.div_ceil(8))?;
        self.counts.clear();
        for at in 0..count {
            let counts = if flags[at / 8] >> (at % 8) & 1 == 0 { ONCE } else { self.code()? };
            self.counts.push(counts);
        }
        Some(())
    }

    #[inline]
    fn code(&mut self) -> Option<Counts> {
        let code = self.reader.byte()?;
        if code != ESCAPE {
            let code = u16::from(code);
            return Some([code & 3, code >> 2 & 3, code >> 4, 0]);
        }
        let mut counts = [0; 4];
        for count in &mut counts {
            *count = self.reader.varint()? as u16;
        }
        Some(counts)
    }
}
