//! Postings of one term: documents, occurrences by field, positions.
//!
//! One run of bytes a term, in blocks of at most 128 documents. Every block but the last begins with two varints: how far
//! it reaches beyond its first possible document, and its bytes behind them; so a block can be passed over. Then
//! follow, bit by bit and without a gap:
//!
//! - the gaps between document numbers, by Rice's code; its parameter follows from their number and how far they reach;
//! - how many postings are anything but once in the body, and where there are such: a parameter of four bits, then of
//!   each its gap to the one before, unless all are such, then a code of the counts of each (`counts`), then what some
//!   codes leave open, all by Rice's code;
//! - where the block has many occurrences, how many bits the positions of each group of four documents take, so that
//!   they need not be read to pass over them: five bits for a width, then the numbers, without the last;
//! - of every document its positions: the gaps up to the last but one by Rice's code, its parameter from extent and number,
//!   then the last one as a number below what is left of the document's extent, in as few bits as that needs.
//!
//! What is near the entropy of each part needs no tables: against packed blocks of equal width (Lemire & Boytsov 2015)
//! this saves a fifth of the bytes on our corpora. Positions are only read where a phrase needs them.

use std::cmp::Ordering;
use std::iter::Copied;
use std::slice::Iter;

use super::bits::{BitReader, BitWriter, Reader, push_varint, rice_parameter, width_of};
use super::counts;

/// Documents in a block.
pub const BLOCK: usize = 128;
/// Documents in a group.
const GROUP: usize = 4;
/// So many occurrences in a block are many.
const MANY: usize = 256;

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

/// Encodes the postings of one term after the other.
#[derive(Debug)]
pub struct Encoder<'a> {
    /// Documents of the segment.
    end: u32,
    /// One more than the highest position of each, where positions are to be written.
    extents: &'a [u32],
    docs: Vec<u32>,
    counts: Vec<Counts>,
    positions: Vec<u32>,
    /// A block behind its header, and its positions while they are made.
    rest: Vec<u8>,
    tail: Vec<u8>,
    /// One more than the last document of the blocks written.
    next_doc: u32,
}

impl<'a> Encoder<'a> {
    /// An encoder for a segment of `end` documents with these extents.
    #[must_use]
    pub fn new(end: u32, extents: &'a [u32]) -> Self {
        Self {
            end,
            extents,
            docs: Vec::new(),
            counts: Vec::new(),
            positions: Vec::new(),
            rest: Vec::new(),
            tail: Vec::new(),
            next_doc: 0,
        }
    }

    /// Adds a document, which must be higher than the one before.
    #[inline]
    pub fn doc(&mut self, doc: u32, counts: Counts, out: &mut Vec<u8>) {
        if self.docs.len() == BLOCK {
            self.block(true, out);
        }
        self.docs.push(doc);
        self.counts.push(counts);
    }

    /// Adds a document, which must be higher than the one before, with its positions, ascending: as many as `counts` says.
    #[inline]
    pub fn places(&mut self, doc: u32, counts: Counts, places: impl Iterator<Item = u32>, out: &mut Vec<u8>) {
        self.doc(doc, counts, out);
        self.positions.extend(places);
    }

    /// Writes what is left and starts afresh.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.block(false, out);
        self.next_doc = 0;
    }

    fn block(&mut self, more: bool, out: &mut Vec<u8>) {
        let Some(last) = self.docs.last().copied() else { return };
        let first = std::mem::replace(&mut self.next_doc, last + 1);
        let reach = if more { last + 1 } else { self.end } - first;
        self.rest.clear();
        // What has no header goes straight into place.
        let rest = if more { &mut self.rest } else { &mut *out };
        let mut bits = put_docs(&self.docs, first, reach, rest);
        counts::write(&self.counts, &mut bits, rest);
        if !self.positions.is_empty() {
            let (docs, many) = ((&self.docs[..], &self.counts[..]), self.positions.len() >= MANY);
            if many {
                self.tail.clear();
                let (mut made, mut ends) = (BitWriter::default(), [0; BLOCK / GROUP]);
                put_all(docs, &self.positions, self.extents, &mut made, &mut self.tail, &mut ends);
                let len = made.len(&self.tail);
                made.finish(&mut self.tail);
                put_lengths(&mut ends[..self.docs.len().div_ceil(GROUP)], &mut bits, rest);
                bits.append(&self.tail, len, rest);
            } else {
                put_all(docs, &self.positions, self.extents, &mut bits, rest, &mut []);
            }
        }
        bits.finish(rest);
        if more {
            push_varint(out, reach);
            push_varint(out, self.rest.len() as u32);
            out.extend_from_slice(&self.rest);
        }
        self.docs.clear();
        self.counts.clear();
        self.positions.clear();
    }
}

/// Writes the documents of a block of which `first` is the first possible one and that reaches so far.
fn put_docs(docs: &[u32], first: u32, reach: u32, out: &mut Vec<u8>) -> BitWriter {
    let (mut bits, mut next, count) = (BitWriter::default(), first, docs.len() as u32);
    let k = rice_parameter(reach - count, count);
    for doc in docs {
        bits.rice(*doc - next, k, out);
        next = *doc + 1;
    }
    bits
}

/// Writes the positions of a block; of each group for which there is room in `ends`, where it ends.
fn put_all(
    (docs, counts): (&[u32], &[Counts]),
    mut positions: &[u32],
    extents: &[u32],
    bits: &mut BitWriter,
    out: &mut Vec<u8>,
    ends: &mut [u32],
) {
    // A copy stays in registers.
    let mut made = *bits;
    for (place, (doc, counts)) in docs.iter().zip(counts).enumerate() {
        let (these, others) = positions.split_at(times(*counts));
        put_positions(these, extents[*doc as usize], &mut made, out);
        positions = others;
        if let Some(end) = ends.get_mut(place / GROUP) {
            *end = made.len(out);
        }
    }
    *bits = made;
}

/// Writes how long the groups are that end at so many bits, but for the last.
fn put_lengths(ends: &mut [u32], bits: &mut BitWriter, out: &mut Vec<u8>) {
    let mut start = 0;
    for end in &mut *ends {
        *end -= std::mem::replace(&mut start, *end);
    }
    let lengths = &ends[..ends.len() - 1];
    let width = width_of(lengths);
    bits.put(width, 5, out);
    lengths.iter().for_each(|length| bits.put(*length, width, out));
}

/// All occurrences in a document.
#[inline]
fn times(counts: Counts) -> usize {
    counts.iter().map(|count| usize::from(*count)).sum()
}

/// The parameter for `count` positions, two or more, below `extent`.
#[inline]
fn apart(extent: u32, count: usize) -> u32 {
    rice_parameter(extent, count as u32 + 1)
}

#[inline]
fn put_positions(positions: &[u32], extent: u32, bits: &mut BitWriter, out: &mut Vec<u8>) {
    let Some((last, others)) = positions.split_last() else { return };
    let (k, mut before) = (apart(extent, positions.len()), 0);
    for position in others {
        bits.rice(*position - before, k, out);
        before = *position;
    }
    bits.below(*last - before, extent - before, out);
}

#[inline(always)]
fn get_positions(positions: &mut [u32], doc: u32, extents: &[u32], bits: &mut BitReader<'_>) {
    let extent = extents.get(doc as usize).copied().unwrap_or(0);
    let k = apart(extent, positions.len());
    let Some((last, others)) = positions.split_last_mut() else { return };
    bits.sums(k, 0, 0, others);
    let before = others.last().copied().unwrap_or(0);
    *last = before.wrapping_add(bits.below(extent.wrapping_sub(before)));
}

/// The postings of one term, as bytes.
#[derive(Debug, Clone, Copy)]
pub struct Postings<'a> {
    /// Number of documents.
    pub df: u32,
    /// Documents of the segment.
    pub end: u32,
    /// From the first byte on; what follows them may follow here too.
    pub bytes: &'a [u8],
    /// One more than the highest position of each document of the segment.
    pub extents: &'a [u32],
}

/// The positions of a term in a document, ascending.
pub type Positions<'a> = Copied<Iter<'a, u32>>;

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

    /// Appends all documents, all positions, and where in `positions` those of each document end. Damaged bytes end it
    /// early.
    #[cfg_attr(page, optimize(speed))]
    pub fn everything(&self, docs: &mut Vec<u32>, ends: &mut Vec<u32>, positions: &mut Vec<u32>) {
        let (mut blocks, mut places) = (self.blocks(), Places::default());
        while blocks.advance().is_some() {
            places.start(&blocks);
            let mut bits = blocks.codes;
            bits.bit = places.bit;
            let (mut end, all) =
                (positions.len(), places.times.iter().map(|times| *times as usize).sum::<usize>());
            if all > bits.left() {
                return;
            }
            positions.resize(end + all, 0);
            let mut rest = &mut positions[end..];
            for (doc, times) in blocks.docs.iter().zip(&places.times) {
                let these;
                (these, rest) = rest.split_at_mut(*times as usize);
                get_positions(these, *doc, self.extents, &mut bits);
                end += *times as usize;
                ends.push(end as u32);
            }
            docs.extend_from_slice(&blocks.docs);
        }
    }

    /// The blocks, to be read one after another.
    #[must_use]
    pub fn blocks(&self) -> Blocks<'a> {
        let (reader, left) = (Reader::new(self.bytes, 0), self.df.min(self.end) as usize);
        let (docs, codes) = (Vec::with_capacity(BLOCK), BitReader::new(&[], 0));
        Blocks { reader, left, next_doc: 0, end: self.end, docs, codes }
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
    /// ascending. In the blocks of such documents positions are read up to the last one.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn positions_in(&self, docs: &[u32], mut each: impl FnMut(usize, Positions<'_>)) {
        let mut places = Places { block: usize::MAX, ..Places::default() };
        let mut found = Vec::new();
        self.among(docs, |at, blocks, place| {
            if places.block != blocks.left {
                places.start(blocks);
            }
            let read = places.read(blocks, place, self.extents, &mut found);
            each(at, found[..read].iter().copied());
        });
    }
}

/// Where the positions of a block were read to.
#[derive(Default)]
struct Places {
    /// Which block: by the postings behind it.
    block: usize,
    /// Occurrences in each document of the block.
    times: Vec<u32>,
    /// Where the positions of each group begin, as far as known.
    groups: Vec<usize>,
    /// The next document, and the bit where its positions begin.
    place: usize,
    bit: usize,
}

impl Places {
    #[cfg_attr(page, optimize(speed))]
    fn start(&mut self, blocks: &Blocks<'_>) {
        self.times.clear();
        self.times.resize(blocks.docs.len(), 1);
        let mut bits = blocks.codes;
        bits.bit = blocks.coded(|place, counts| self.times[place] = times(counts) as u32);
        self.groups.clear();
        if self.times.iter().map(|times| *times as usize).sum::<usize>() >= MANY {
            let (width, groups) = (bits.get(5), blocks.docs.len().div_ceil(GROUP));
            let mut start = bits.bit + (groups - 1) * width as usize;
            self.groups.push(start);
            for _ in 1..groups {
                start += bits.get(width) as usize;
                self.groups.push(start);
            }
            bits.bit = self.groups[0];
        }
        (self.block, self.place, self.bit) = (blocks.left, 0, bits.bit);
    }

    /// Reads the positions of the document at `place` to the beginning of `found`, which only grows, after passing over
    /// those of the ones before it; gives their number.
    #[cfg_attr(page, optimize(speed))]
    fn read(&mut self, blocks: &Blocks<'_>, place: usize, extents: &[u32], found: &mut Vec<u32>) -> usize {
        let (mut bits, group) = (blocks.codes, place / GROUP);
        if group > self.place / GROUP
            && let Some(start) = self.groups.get(group)
        {
            (self.place, self.bit) = (group * GROUP, *start);
        }
        bits.bit = self.bit;
        let docs = self.times[self.place..=place].iter().zip(&blocks.docs[self.place..=place]);
        let mut read = 0;
        for (count, doc) in docs {
            read = *count as usize;
            if found.len() < read {
                found.resize(read, 0);
            }
            get_positions(&mut found[..read], *doc, extents, &mut bits);
            if bits.is_past() {
                return 0;
            }
        }
        (self.place, self.bit) = (place + 1, bits.bit);
        read
    }
}

/// Reads blocks; the documents of the last one read stand in `docs`.
#[derive(Debug)]
pub struct Blocks<'a> {
    reader: Reader<'a>,
    left: usize,
    next_doc: u32,
    /// Documents of the segment.
    end: u32,
    /// The documents of the block.
    pub docs: Vec<u32>,
    /// Where its codes begin.
    codes: BitReader<'a>,
}

impl Blocks<'_> {
    /// Reads the next block.
    #[inline]
    pub fn advance(&mut self) -> Option<()> {
        self.advance_to(0)
    }

    /// Reads the next block whose last document is not below `doc`; passes over those before it.
    #[cfg_attr(page, optimize(speed))]
    pub fn advance_to(&mut self, doc: u32) -> Option<()> {
        while self.left > 0 {
            let count = self.left.min(BLOCK);
            self.left -= count;
            if self.left == 0 {
                let reach = self.end.saturating_sub(self.next_doc);
                return self.read(reach, count, None);
            }
            let reach = self.reader.varint()?;
            let (next, len) = (self.next_doc.wrapping_add(reach), self.reader.varint()? as usize);
            if next > doc {
                self.read(reach, count, Some(len))?;
                self.next_doc = next;
                return Some(());
            }
            self.reader.take(len)?;
            self.next_doc = next;
        }
        None
    }

    #[cfg_attr(page, optimize(speed))]
    fn read(&mut self, reach: u32, count: usize, len: Option<usize>) -> Option<()> {
        let k = rice_parameter(reach.checked_sub(count as u32)?, count as u32);
        let mut bits = self.reader.bits(len)?;
        self.docs.clear();
        self.docs.resize(count, 0);
        bits.sums(k, self.next_doc, 1, &mut self.docs);
        self.codes = bits;
        Some(())
    }

    /// Calls `each` with the place in `docs` of every posting that is not [`ONCE`], in any order, and its counts.
    /// Gives the bit where the positions begin.
    #[inline]
    pub fn coded(&self, each: impl FnMut(usize, Counts)) -> usize {
        counts::read(self.codes, self.docs.len(), each)
    }
}
