//! Postings of one term: documents, occurrences by field, positions.
//!
//! Two runs of bytes a term, each in blocks of at most 128 documents:
//!
//! - documents: a byte `width | 0x80 if any posting has a code`; in every block but the last what is needed to pass
//!   over it (from its first possible document to its last one, bytes of its positions, bytes of the rest of it); the
//!   gaps between document numbers in `width` bits each; then, where said so, one bit a posting (has a code) and the
//!   codes. No code means once, in the body. A code is a byte `title | lead << 2 | body << 4`, or `ESCAPE` and four
//!   integers.
//! - positions: a byte `width`, then for every document its first position and the gaps to the next ones, in
//!   `width` bits each. A document is found by the counts before it.
//!
//! A term of one block pays nothing for being skipped; a frequent one pays six bytes a block, and a search for rare
//! words beside it reads only the blocks that can have them.
//!
//! Bit-packed blocks: Lemire & Boytsov, "Decoding billions of integers per second through vectorization" (2015),
//! section 4.2, here without SIMD. Against varints this saves a quarter of the bytes on our corpora.

use std::cmp::Ordering;

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
    /// A block behind its header.
    rest: Vec<u8>,
    /// One more than the last document of the blocks written.
    next_doc: u32,
}

impl Encoder {
    /// Adds a document, which must be higher than the one before.
    #[inline]
    pub fn doc(&mut self, doc: u32, counts: Counts, out: &mut Vec<u8>) {
        if self.docs.len() == BLOCK {
            self.block(true, out);
        }
        self.docs.push(doc);
        self.counts.push(counts);
    }

    /// Adds the first position of the last document, or the gap from the one before.
    #[inline]
    pub fn position(&mut self, gap: u32) {
        self.positions.push(gap);
    }

    /// Counts one occurrence more of the last document.
    #[inline]
    pub fn count(&mut self, field: Field) {
        if let Some(counts) = self.counts.last_mut() {
            let count = &mut counts[field as usize];
            *count = count.saturating_add(1);
        }
    }

    /// Writes what is left and starts afresh. Returns where the positions begin in `out`.
    #[cfg_attr(page, optimize(speed))]
    pub fn finish(&mut self, out: &mut Vec<u8>) -> usize {
        self.block(false, out);
        let positions = out.len();
        out.append(&mut self.tail);
        self.next_doc = 0;
        positions
    }

    #[cfg_attr(page, optimize(speed))]
    fn block(&mut self, more: bool, out: &mut Vec<u8>) {
        let Some(last) = self.docs.last().copied() else { return };
        let (first, mut next) = (self.next_doc, self.next_doc);
        for doc in &mut self.docs {
            let gap = *doc - next;
            next = *doc + 1;
            *doc = gap;
        }
        self.next_doc = last + 1;
        let width = width_of(&self.positions);
        let positions = 1 + packed_len(self.positions.len(), width);
        self.tail.push(width as u8);
        pack(&self.positions, width, &mut self.tail);
        let width = width_of(&self.docs);
        let coded = self.counts.iter().any(|c| *c != ONCE);
        out.push(width as u8 | if coded { CODED } else { 0 });
        self.rest.clear();
        pack(&self.docs, width, &mut self.rest);
        if coded {
            codes(&self.counts, &mut self.rest);
        }
        if more {
            for number in [last - first, positions as u32, self.rest.len() as u32] {
                push_varint(out, number);
            }
        }
        out.extend_from_slice(&self.rest);
        self.docs.clear();
        self.counts.clear();
        self.positions.clear();
    }
}

/// Appends which of `counts` have a code, and the codes.
#[cfg_attr(page, optimize(speed))]
fn codes(counts: &[Counts], out: &mut Vec<u8>) {
    let flags = out.len();
    out.resize(flags + counts.len().div_ceil(8), 0);
    for (at, counts) in counts.iter().enumerate() {
        if *counts == ONCE {
            continue;
        }
        out[flags + at / 8] |= 1 << (at % 8);
        if counts.iter().zip(&CODE_MAX).all(|(count, max)| count <= max) {
            out.push((counts[0] | counts[1] << 2 | counts[2] << 4) as u8);
        } else {
            out.push(ESCAPE);
            counts.iter().for_each(|count| push_varint(out, u32::from(*count)));
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
        let (mut blocks, mut counts) = (self.blocks(), Vec::new());
        while blocks.advance().is_some() {
            counts.clear();
            counts.resize(blocks.docs.len(), ONCE);
            blocks.coded(|place, coded| counts[place] = coded);
            blocks.docs.iter().zip(&counts).for_each(|(doc, counts)| each(*doc, *counts));
        }
    }

    /// The blocks, to be read one after another.
    #[must_use]
    pub fn blocks(&self) -> Blocks<'a> {
        let (reader, left) = (Reader::new(self.docs, 0), self.df as usize);
        Blocks {
            reader,
            left,
            next_doc: 0,
            docs: Vec::with_capacity(BLOCK),
            codes: &[],
            positions: 0,
            after: 0,
        }
    }

    /// Calls `each` with the place in `docs` (ascending) of every document that has the term, its block, and its place
    /// there. Reads only the blocks that can have one of `docs`.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn among(&self, docs: &[u32], mut each: impl FnMut(usize, &Blocks<'a>, usize)) {
        let (mut blocks, mut at) = (self.blocks(), 0);
        while at < docs.len() && blocks.advance_to(docs[at]).is_some() {
            let mut place = 0;
            while at < docs.len() && place < blocks.docs.len() {
                match blocks.docs[place].cmp(&docs[at]) {
                    Ordering::Less => place += 1,
                    Ordering::Greater => at += 1,
                    Ordering::Equal => {
                        each(at, &blocks, place);
                        at += 1;
                    }
                }
            }
        }
    }

    /// Calls `each` with the place in `docs` (ascending) of every document that has the term, and its positions there,
    /// ascending. What `each` does not ask for is not read.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn positions_in(&self, docs: &[u32], mut each: impl FnMut(usize, Positions<'a>)) {
        let mut before = Vec::new();
        // The block whose counts stand in `before`, by the place of its positions.
        let mut known = usize::MAX;
        let mut block: Option<(&u8, &[u8])> = None;
        self.among(docs, |at, blocks, place| {
            if known != blocks.positions {
                known = blocks.positions;
                blocks.sum(&mut before);
                block = self.positions.get(known..).and_then(<[u8]>::split_first);
            }
            let Some((width, packed)) = block else { return };
            let width = usize::from(*width).min(32);
            let (from, to) = (before[place] as usize, before[place + 1] as usize);
            each(at, Positions { packed, bit: from * width, width, left: to - from, position: 0 });
        });
    }
}

/// The positions of a term in a document, read one by one.
#[derive(Debug, Clone, Copy)]
pub struct Positions<'a> {
    packed: &'a [u8],
    bit: usize,
    width: usize,
    left: usize,
    position: u32,
}

impl Iterator for Positions<'_> {
    type Item = u32;

    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn next(&mut self) -> Option<u32> {
        self.left = self.left.checked_sub(1)?;
        self.position = self.position.wrapping_add(unpack_one(self.packed, self.bit, self.width as u32));
        self.bit += self.width;
        Some(self.position)
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Positions<'_> {}

/// Reads blocks; the documents of the last one read stand in `docs`.
#[derive(Debug)]
pub struct Blocks<'a> {
    reader: Reader<'a>,
    left: usize,
    next_doc: u32,
    /// The documents of the block.
    pub docs: Vec<u32>,
    /// Its flags and codes; empty where no posting has one.
    codes: &'a [u8],
    /// Where its positions begin, and where they end.
    positions: usize,
    after: usize,
}

impl<'a> Blocks<'a> {
    /// Reads the next block.
    #[inline]
    pub fn advance(&mut self) -> Option<()> {
        self.advance_to(0)
    }

    /// Reads the next block whose last document is not below `doc`; passes over those before it.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn advance_to(&mut self, doc: u32) -> Option<()> {
        while self.left > 0 {
            let header = self.reader.byte()?;
            let count = self.left.min(BLOCK);
            self.left -= count;
            self.positions = self.after;
            if self.left == 0 {
                let rest = self.reader.rest();
                return self.read(header, count, rest);
            }
            let next = self.next_doc.wrapping_add(self.reader.varint()?).wrapping_add(1);
            self.after = self.positions.checked_add(self.reader.varint()? as usize)?;
            let rest = self.reader.sized()?;
            if next > doc {
                self.read(header, count, rest)?;
                self.next_doc = next;
                return Some(());
            }
            self.next_doc = next;
        }
        None
    }

    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn read(&mut self, header: u8, count: usize, rest: &'a [u8]) -> Option<()> {
        let width = u32::from(header & !CODED).min(32);
        let (packed, codes) = rest.split_at_checked(packed_len(count, width))?;
        self.docs.clear();
        unpack(packed, count, width, &mut self.docs);
        let mut next = self.next_doc;
        for doc in &mut self.docs {
            *doc = doc.wrapping_add(next);
            next = doc.wrapping_add(1);
        }
        self.codes = if header & CODED != 0 { codes } else { &[] };
        Some(())
    }

    /// Calls `each` with the place in `docs` of every posting that is not [`ONCE`], and its counts. Damaged bytes end
    /// it early.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn coded(&self, mut each: impl FnMut(usize, Counts)) {
        let count = self.docs.len();
        let Some((flags, codes)) = self.codes.split_at_checked(count.div_ceil(8)) else { return };
        let mut codes = Reader::new(codes, 0);
        for (at, flags) in flags.iter().enumerate() {
            let mut flags = *flags;
            while flags != 0 {
                let place = at * 8 + flags.trailing_zeros() as usize;
                flags &= flags - 1;
                match code(&mut codes) {
                    Some(counts) if place < count => each(place, counts),
                    _ => return,
                }
            }
        }
    }

    /// The number of occurrences before each document of the block, and of all.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn sum(&self, before: &mut Vec<u32>) {
        before.clear();
        before.resize(self.docs.len() + 1, 1);
        self.coded(|place, counts| before[place] = counts.iter().map(|count| u32::from(*count)).sum());
        let mut total = 0u32;
        for slot in before {
            total += std::mem::replace(slot, total);
        }
    }
}

#[inline]
fn code(codes: &mut Reader<'_>) -> Option<Counts> {
    let code = codes.byte()?;
    if code != ESCAPE {
        let code = u16::from(code);
        return Some([code & 3, code >> 2 & 3, code >> 4, 0]);
    }
    let mut counts = [0; 4];
    for count in &mut counts {
        *count = codes.varint()? as u16;
    }
    Some(counts)
}
