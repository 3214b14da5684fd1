//! The terms of a segment: sorted, front-coded in blocks of 16, with two further orders over the same terms.
//!
//! A term is a canonical key (`text::fold`). An entry is `how many bytes it shares and how many it adds, four
//! bits each ([`LONG`] and a varint where that is too little), those bytes, df, length of the postings: varint`; the first of a block shares nothing, and the block index holds where it stands and where its
//! postings begin. So an exact look-up is a binary search and at most 15 steps, and a prefix is a run of entries.
//!
//! Every term stands here once, as written with its marks. What is typed without marks, or in another form of an
//! English word, is expanded when asked (design of oscardvs/zoteus #46): `folded` lists the terms that have marks
//! by their bare form, `stems` the English-looking ones by their Porter stem. Both are packed numbers of terms, two
//! bytes and a bit each; their keys are worked out from the terms while searching.

use std::cmp::Ordering;

use super::bits::{Reader, pack, push_varint, unpack_one};
use super::format::{SnapshotError, damaged};
use crate::text::fold::Keys;
use crate::text::stem::stem;

/// Entries in a block.
const BLOCK: u32 = 16;
/// The number of four bits that says that more follows.
const LONG: usize = 15;
/// Bytes of a row of the block index: place of the block, place of its first postings.
const ROW: usize = 8;

/// What the dictionary knows of one term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its number in the segment, in the order of terms.
    pub id: u32,
    /// Documents that have it.
    pub df: u32,
    /// First byte of its postings in the section.
    pub at: u32,
    /// Their bytes.
    pub len: u32,
}

/// A term to be written; `id` is given by the order.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The key.
    pub key: &'a str,
    /// Documents that have it.
    pub df: u32,
    /// Bytes of its postings.
    pub len: u32,
}

/// Writes the dictionary; the rows must be sorted by key (as bytes) and their postings lie in the same order.
pub fn write<'a>(rows: impl ExactSizeIterator<Item = Row<'a>>, out: &mut Vec<u8>) {
    let (count, start) = (rows.len() as u32, out.len());
    let (mut index, mut before, mut postings) = (Vec::new(), "", 0u32);
    for (at, row) in rows.enumerate() {
        let shared = if (at as u32).is_multiple_of(BLOCK) {
            index.extend_from_slice(&((out.len() - start) as u32).to_le_bytes());
            index.extend_from_slice(&postings.to_le_bytes());
            0
        } else {
            row.key.bytes().zip(before.bytes()).take_while(|(a, b)| a == b).count()
        };
        let rest = &row.key.as_bytes()[shared..];
        let (low, high) = (shared.min(LONG), rest.len().min(LONG));
        out.push((low | high << 4) as u8);
        for (number, held) in [(shared, low), (rest.len(), high)] {
            if held == LONG {
                push_varint(out, (number - LONG) as u32);
            }
        }
        out.extend_from_slice(rest);
        push_varint(out, row.df);
        push_varint(out, row.len);
        postings += row.len;
        before = row.key;
    }
    let blocks = (out.len() - start) as u32;
    out.extend_from_slice(&index);
    out.extend_from_slice(&blocks.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
}

/// Writes an order of terms: how many, how many bits each, the packed numbers.
pub fn write_order(ids: &[u32], out: &mut Vec<u8>) {
    let width = super::bits::width_of(ids);
    push_varint(out, ids.len() as u32);
    out.push(width as u8);
    pack(ids, width, out);
}

/// A dictionary over the bytes of a segment. Copying it copies a few references.
#[derive(Debug, Clone, Copy)]
pub struct Dictionary<'a> {
    blocks: &'a [u8],
    index: &'a [u8],
    len: u32,
    folded: Order<'a>,
    stems: Order<'a>,
    guides: Option<&'a Guides>,
}

#[derive(Debug, Clone, Copy)]
struct Order<'a> {
    bytes: &'a [u8],
    len: u32,
    width: u32,
}

impl<'a> Order<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes, 0);
        let (len, width) = (reader.varint()?, u32::from(reader.byte()?));
        (width <= 32).then_some(Self { bytes: &bytes[reader.at()..], len, width })
    }

    #[inline]
    fn get(&self, at: u32) -> u32 {
        unpack_one(self.bytes, at as usize * self.width as usize, self.width)
    }
}

impl<'a> Dictionary<'a> {
    /// Opens the three sections. Constant time.
    ///
    /// # Errors
    /// Their lengths contradict each other.
    pub fn open(terms: &'a [u8], folded: &'a [u8], stems: &'a [u8]) -> Result<Self, SnapshotError> {
        Self::try_open(terms, folded, stems).ok_or_else(|| damaged("terms"))
    }

    fn try_open(terms: &'a [u8], folded: &'a [u8], stems: &'a [u8]) -> Option<Self> {
        let foot = terms.len().checked_sub(8)?;
        let mut reader = Reader::new(terms, foot);
        let (blocks, len) = (reader.u32()? as usize, reader.u32()?);
        let index = terms.get(blocks..foot)?;
        let fits = index.len() == len.div_ceil(BLOCK) as usize * ROW;
        let (folded, stems) = (Order::open(folded)?, Order::open(stems)?);
        fits.then_some(Self { blocks: &terms[..blocks], index, len, folded, stems, guides: None })
    }

    /// Number of terms.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The term with exactly this key. Logarithmic.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<Term> {
        let cursor = self.seek(key);
        cursor.term.filter(|_| cursor.key == key.as_bytes())
    }

    /// A cursor on the first term that is not below `key`.
    #[must_use]
    pub fn seek(&self, key: &str) -> Cursor<'a> {
        let (mut low, mut high) = (0, self.len.div_ceil(BLOCK));
        while low < high {
            let middle = (low + high) / 2;
            match self.first_of(middle).cmp(key.as_bytes()) {
                Ordering::Greater => high = middle,
                _ => low = middle + 1,
            }
        }
        let mut cursor = self.at_block(low.saturating_sub(1));
        cursor.advance();
        while cursor.term.is_some() && cursor.key.as_slice() < key.as_bytes() {
            cursor.advance();
        }
        cursor
    }

    /// The term of a number, with its key. Constant time: at most 15 steps.
    #[must_use]
    pub fn term(&self, id: u32) -> Option<(Term, String)> {
        let cursor = self.cursor_at(id);
        Some((cursor.term?, cursor.key().to_owned()))
    }

    /// A cursor on the term of a number.
    fn cursor_at(&self, id: u32) -> Cursor<'a> {
        let mut cursor = self.at_block(id / BLOCK);
        for _ in 0..=id % BLOCK {
            cursor.advance();
        }
        cursor
    }

    /// Calls `each` with every term that begins with `prefix`, in order, until it says `false`.
    pub fn prefix(&self, prefix: &str, mut each: impl FnMut(Term, &str) -> bool) {
        let mut cursor = self.seek(prefix);
        while let Some(term) = cursor.term.filter(|_| cursor.key.starts_with(prefix.as_bytes())) {
            if !each(term, cursor.key()) {
                return;
            }
            cursor.advance();
        }
    }

    /// Calls `each` with every term that has marks and whose bare form is `low`, or with `prefix` begins with it; until it
    /// says `false`.
    pub fn folded(&self, low: &str, prefix: bool, mut each: impl FnMut(Term, &str) -> bool) {
        let guide = self.guides.map(|guides| &guides.folded);
        self.walk(self.folded, guide, low, prefix, &mut bare_into(), &mut each);
    }

    /// Calls `each` with every English-looking term of this stem.
    pub fn stemmed(&self, root: &str, mut each: impl FnMut(Term, &str)) {
        let guide = self.guides.map(|guides| &guides.stems);
        self.walk(self.stems, guide, root, false, &mut stem_into, &mut |term, key| {
            each(term, key);
            true
        });
    }

    /// The same dictionary with guides, which make looking up bare forms and stems three times as fast.
    #[must_use]
    pub fn guided(self, guides: &'a Guides) -> Self {
        Self { guides: Some(guides), ..self }
    }

    /// Calls `each` with the terms of an order whose derived key is `low`, or begins with it.
    fn walk(
        &self,
        order: Order<'a>,
        guide: Option<&Guide>,
        low: &str,
        prefix: bool,
        derive: &mut dyn FnMut(&str, &mut String),
        each: &mut dyn FnMut(Term, &str) -> bool,
    ) {
        let (mut from, mut to) = guide.map_or((0, order.len), |guide| guide.around(low, order.len));
        let mut derived = String::new();
        while from < to {
            let middle = (from + to) / 2;
            derive(self.cursor_at(order.get(middle)).key(), &mut derived);
            if derived.as_str() < low { from = middle + 1 } else { to = middle }
        }
        for at in from..order.len {
            let cursor = self.cursor_at(order.get(at));
            let Some(term) = cursor.term else { return };
            derive(cursor.key(), &mut derived);
            if !derived.starts_with(low) || !prefix && derived.len() > low.len() {
                return;
            }
            if !each(term, cursor.key()) {
                return;
            }
        }
    }

    /// A cursor before the first term of a block.
    fn at_block(&self, block: u32) -> Cursor<'a> {
        let mut row = Reader::new(self.index, block as usize * ROW);
        let (at, postings) = (row.u32().unwrap_or(u32::MAX), row.u32().unwrap_or(0));
        Cursor {
            reader: Reader::new(self.blocks, at as usize),
            next: block * BLOCK,
            len: self.len,
            postings,
            key: Vec::with_capacity(32),
            term: None,
        }
    }

    /// The first key of a block.
    fn first_of(&self, block: u32) -> &'a [u8] {
        let at = Reader::new(self.index, block as usize * ROW).u32().unwrap_or(u32::MAX);
        let mut reader = Reader::new(self.blocks, at as usize);
        entry(&mut reader).map_or(&[], |(_, rest)| rest)
    }
}

/// Every so many entries of an order stand in its guide.
const STRIDE: u32 = 32;

/// The derived keys of every [`STRIDE`]th entry of both orders, ready in memory: 15 KB for sixty thousand terms.
#[derive(Debug, Default)]
pub struct Guides {
    folded: Guide,
    stems: Guide,
}

impl Guides {
    /// Reads them from a dictionary. Linear in a thirtieth of its terms.
    #[must_use]
    pub fn of(dictionary: Dictionary<'_>) -> Self {
        let (folded, stems) = (dictionary.folded, dictionary.stems);
        Self {
            folded: Guide::of(dictionary, folded, &mut bare_into()),
            stems: Guide::of(dictionary, stems, &mut stem_into),
        }
    }
}

#[derive(Debug, Default)]
struct Guide {
    text: String,
    /// Ends in `text`.
    ends: Vec<u32>,
}

impl Guide {
    fn of(dictionary: Dictionary<'_>, order: Order<'_>, derive: &mut dyn FnMut(&str, &mut String)) -> Self {
        let (mut guide, mut derived) = (Self::default(), String::new());
        for at in (0..order.len).step_by(STRIDE as usize) {
            derive(dictionary.cursor_at(order.get(at)).key(), &mut derived);
            guide.text.push_str(&derived);
            guide.ends.push(guide.text.len() as u32);
        }
        guide
    }

    /// Between which entries of an order of `len` the first one stands that is not below `low`.
    fn around(&self, low: &str, len: u32) -> (u32, u32) {
        let key = |at: usize| {
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            &self.text[start as usize..self.ends[at] as usize]
        };
        let (mut from, mut to) = (0, self.ends.len());
        while from < to {
            let middle = (from + to) / 2;
            if key(middle) < low { from = middle + 1 } else { to = middle }
        }
        let below = (from as u32).saturating_sub(1) * STRIDE;
        (below, (from as u32 * STRIDE).min(len))
    }
}

fn bare_into() -> impl FnMut(&str, &mut String) {
    let mut keys = Keys::default();
    move |key, out| {
        out.clear();
        out.push_str(bare_form(key, &mut keys));
    }
}

fn stem_into(key: &str, out: &mut String) {
    stem(key, out);
}

/// How a key writes tones, at its end.
pub const TONES: [char; 5] = ['\'', '`', '?', '~', '.'];

/// The bare form of a canonical key: its tones, which stand at the end, taken off, and its letters folded.
pub(crate) fn bare_form<'k>(key: &str, keys: &'k mut Keys) -> &'k str {
    keys.set(key.trim_end_matches(TONES));
    &keys.folded
}

/// How many bytes an entry shares with the one before, and those it adds.
#[inline]
fn entry<'a>(reader: &mut Reader<'a>) -> Option<(usize, &'a [u8])> {
    let lengths = usize::from(reader.byte()?);
    let (mut shared, mut added) = (lengths & LONG, lengths >> 4);
    if shared == LONG {
        shared += reader.varint()? as usize;
    }
    if added == LONG {
        added += reader.varint()? as usize;
    }
    Some((shared, reader.take(added)?))
}

/// A place in the dictionary.
#[derive(Debug)]
pub struct Cursor<'a> {
    reader: Reader<'a>,
    next: u32,
    len: u32,
    /// Where the postings of the next term begin.
    postings: u32,
    key: Vec<u8>,
    /// The term here; none past the end.
    pub term: Option<Term>,
}

impl Cursor<'_> {
    /// The key here.
    #[must_use]
    pub fn key(&self) -> &str {
        std::str::from_utf8(&self.key).unwrap_or("")
    }

    /// Goes to the next term.
    pub fn advance(&mut self) {
        self.term = if self.next < self.len { self.read() } else { None };
    }

    fn read(&mut self) -> Option<Term> {
        let (shared, rest) = entry(&mut self.reader)?;
        self.key.truncate(shared);
        self.key.extend_from_slice(rest);
        let (df, len) = (self.reader.varint()?, self.reader.varint()?);
        let term = Term { id: self.next, df, at: self.postings, len };
        self.next += 1;
        self.postings = self.postings.wrapping_add(len);
        Some(term)
    }
}
