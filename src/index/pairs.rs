//! Pairs of frequent words that stand side by side: their documents, as postings of their own.
//!
//! Two words that are in every second document ten times each cost a phrase search the positions of both in all of them,
//! for a few hundred hits. Such pairs are few, so what a phrase of them finds is written down (the idea of the next-word
//! index of Williams, Zobel & Bahle, "Fast phrase querying with combined indexes", 2004). Which pairs: those whose
//! positions are expected to be most, so many for so many documents. A small segment has none.
//!
//! A pair's documents are counted among those of its rarer word, which are read along with them: a quarter fewer bytes
//! than among all.

use super::bits::{Reader, push_varint};
use super::postings::{Encoder, Postings};
use super::stream::{self, Layout, Stream};
use crate::base::Arrange;

/// A pair is written down only where a phrase of it would read more positions: some tenth of a millisecond in a browser.
const POSITIONS: u64 = 12_000;
/// Documents for each pair at least: what bounds the bytes.
const DOCS: usize = 4;
/// Words that are looked at, the most frequent ones.
const WORDS: usize = 1 << 14;

/// A pair in a segment: its terms, how many documents have it, and where its postings begin.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    /// The numbers of its terms.
    pub terms: (u32, u32),
    /// Documents that have it.
    pub df: u32,
    /// Where its postings begin in the section.
    pub at: usize,
}

/// What is written down of a pair.
#[derive(Debug, Clone, Copy)]
pub struct Together<'a> {
    /// The places of its documents among those of its rarer word, with counts as if in the body.
    pub places: Postings<'a>,
    /// The documents of its rarer word.
    pub docs: Postings<'a>,
}

impl Together<'_> {
    /// Postings that are read to find its documents.
    #[must_use]
    pub fn cost(&self) -> u64 {
        u64::from(self.places.df) + u64::from(self.docs.df)
    }

    /// Its documents, ascending, and how often each has it.
    #[must_use]
    #[cfg_attr(page, optimize(speed))]
    pub fn read(&self) -> Vec<(u32, u32)> {
        let mut found = Vec::with_capacity(self.places.df.min(self.places.end) as usize);
        let mut blocks = self.places.blocks();
        while blocks.advance().is_some() {
            let from = found.len();
            found.extend(blocks.docs.iter().map(|place| (*place, 1)));
            blocks.coded(|place, counts| found[from + place].1 = u32::from(counts[2]));
        }
        let (mut docs, mut start, mut known) = (self.docs.blocks(), 0, 0);
        while known < found.len() && docs.advance().is_some() {
            for (place, _) in &mut found[known..] {
                let Some(doc) = docs.docs.get((*place as usize).wrapping_sub(start)) else { break };
                *place = *doc;
                known += 1;
            }
            start += docs.docs.len();
        }
        found.truncate(known);
        found
    }
}

/// A frequent term.
#[derive(Debug, Clone, Copy)]
pub struct Frequent {
    /// Its number in the stream.
    pub id: u32,
    /// Its number in the segment.
    pub term: u32,
    /// Documents that have it.
    pub df: u32,
    /// How often it occurs.
    pub occurrences: u32,
}

impl Frequent {
    /// How many positions a phrase of two words is expected to read in the documents that have both, times all documents.
    fn cost(self, other: Self) -> u64 {
        let product = |often: u32, df: u32| u64::from(often) * u64::from(df);
        product(self.occurrences, other.df) + product(other.occurrences, self.df)
    }

    /// The same where the other has so many occurrences at most.
    fn most(self, others: u32) -> u64 {
        (u64::from(self.occurrences) + u64::from(self.df)) * u64::from(others)
    }
}

/// A pair while it is collected.
struct List {
    terms: (u32, u32),
    /// The word with fewer documents, and how many these are.
    rarer: u16,
    end: u32,
    df: u32,
    /// How often the document has it.
    times: u32,
    /// One more than its last place.
    next: u32,
    /// Of each place twice the gap to the one before, one more where times follow.
    bytes: Vec<u8>,
}

/// The terms that can be of a heavy pair among `docs` documents, the most frequent first.
#[must_use]
pub fn candidates(all: impl Iterator<Item = Frequent>, docs: u32) -> Vec<Frequent> {
    let few = |word: &Frequent| u64::from(word.occurrences) < POSITIONS / 64;
    let mut words: Vec<Frequent> = all.filter(|word| !few(word)).collect();
    words.arrange_by_key(|word| (u32::MAX - word.occurrences, word.term));
    words.truncate(WORDS);
    if let Some(first) = words.first().copied() {
        words.retain(|word| word.cost(first) >= POSITIONS * u64::from(docs));
    }
    words
}

/// Writes the heavy pairs of some words of a stream, which share no place and come from the most frequent one on: how many
/// pairs; of each the gaps of its terms' numbers to those before, documents and bytes; the postings. Linear in the stream.
#[must_use]
pub fn write(words: &[Frequent], stream: &Stream, layout: &Layout) -> Vec<u8> {
    if words.is_empty() { vec![0] } else { written(Walk::of(words, layout.len()).lists(stream, layout)) }
}

/// Calls `each` with the numbers of two words whose pair can cost so much, and what it costs.
fn pairs(words: &[Frequent], least: u64, mut each: impl FnMut(usize, usize, u64)) {
    for (a, left) in words.iter().enumerate() {
        let others = words.iter().take_while(|right| left.most(right.occurrences) >= least);
        others.enumerate().for_each(|(b, right)| each(a, b, left.cost(*right)));
    }
}

/// What a pair costs at least to be written down, times all documents.
fn least(words: &[Frequent], docs: u32) -> u64 {
    let (least, mut costs) = (POSITIONS * u64::from(docs), Vec::new());
    pairs(words, least, |_, _, cost| costs.push(cost));
    costs.sort_unstable_by(|a, b| b.cmp(a));
    costs.get(docs as usize / DOCS).map_or(least, |cost| least.max(cost + 1))
}

/// The bytes of pairs.
fn written(mut lists: Vec<List>) -> Vec<u8> {
    let (mut out, mut postings, mut before) = (Vec::new(), Vec::new(), (0, 0));
    lists.arrange_by_key(|list| list.terms);
    push_varint(&mut out, lists.len() as u32);
    for list in lists {
        let start = postings.len();
        list.encode(&mut postings);
        let same = list.terms.0 == before.0;
        push_varint(&mut out, list.terms.0 - before.0);
        push_varint(&mut out, if same { list.terms.1 - before.1 } else { list.terms.1 });
        push_varint(&mut out, list.df);
        push_varint(&mut out, (postings.len() - start) as u32);
        before = list.terms;
    }
    out.extend_from_slice(&postings);
    out
}

impl List {
    /// Adds a document by its place.
    fn push(&mut self, place: u32) {
        let times = std::mem::take(&mut self.times);
        push_varint(&mut self.bytes, (place - self.next) << 1 | u32::from(times > 1));
        if times > 1 {
            push_varint(&mut self.bytes, times);
        }
        self.df += 1;
        self.next = place + 1;
    }

    /// Writes its postings.
    fn encode(&self, out: &mut Vec<u8>) {
        let (mut encoder, mut reader, mut next) =
            (Encoder::new(self.end, &[]), Reader::new(&self.bytes, 0), 0);
        while let Some(gap) = reader.varint() {
            let times = if gap & 1 == 1 { reader.varint().unwrap_or(1) } else { 1 };
            let place = next + (gap >> 1);
            encoder.doc(place, [0, 0, times.min(u32::from(u16::MAX)) as u16, 0], out);
            next = place + 1;
        }
        encoder.finish(out);
    }
}

/// On the way through a stream.
#[derive(Default)]
struct Walk {
    lists: Vec<List>,
    /// Of each term one more than the number of its word; 0 for all that are none.
    numbers: Vec<u16>,
    /// Of each word where its row begins in `table`, and where the last one ends.
    rows: Vec<u32>,
    /// Of each word, by those that can follow, one more than the number of the pair's list; 0 where it has none.
    table: Vec<u32>,
    /// Of each word one more than its last document, and how many it had.
    seen: Vec<(u32, u32)>,
    /// The document, and the place behind it.
    doc: u32,
    end: u32,
    /// The word before, as in `numbers`, and the place behind it.
    left: u16,
    next: u32,
    /// The lists of the document.
    touched: Vec<u32>,
}

impl Walk {
    /// With an empty list for each heavy pair.
    fn of(words: &[Frequent], docs: u32) -> Self {
        let (least, mut walk) = (least(words, docs), Self::default());
        walk.numbers.resize(words.iter().map(|word| word.id as usize + 1).max().unwrap_or(0), 0);
        walk.seen.resize(words.len(), (0, 0));
        pairs(words, least, |a, b, cost| {
            walk.rows.resize(a + 1, walk.table.len() as u32);
            walk.table.push(0);
            if cost >= least {
                let (left, right) = (words[a], words[b]);
                let (rarer, end) = if left.df <= right.df { (a, left.df) } else { (b, right.df) };
                let terms = (left.term, right.term);
                let list =
                    List { terms, rarer: rarer as u16, end, df: 0, times: 0, next: 0, bytes: Vec::new() };
                walk.lists.push(list);
                walk.table[walk.rows[a] as usize + b] = walk.lists.len() as u32;
            }
        });
        walk.rows.resize(words.len() + 1, walk.table.len() as u32);
        words.iter().enumerate().for_each(|(at, word)| walk.numbers[word.id as usize] = at as u16 + 1);
        walk
    }

    /// The lists, filled.
    fn lists(mut self, stream: &Stream, layout: &Layout) -> Vec<List> {
        if !self.lists.is_empty() {
            stream.pages().fold(0, |place, page| self.page(page, place, layout));
            self.leave();
        }
        self.lists
    }

    /// Counts the pairs of a page that begins at a place; gives the place behind it.
    #[inline(never)]
    fn page(&mut self, page: &[u16], place: u32, layout: &Layout) -> u32 {
        stream::each(page, place, |term, place| {
            if place >= self.end {
                self.leave();
                (self.doc, _, self.end) = layout.doc(place);
            }
            let right = self.numbers.get(term as usize).copied().unwrap_or(0);
            if right == 0 {
                self.left = 0;
                return;
            }
            let seen = &mut self.seen[usize::from(right) - 1];
            if seen.0 <= self.doc {
                *seen = (self.doc + 1, seen.1 + 1);
            }
            if self.left != 0 && self.next == place {
                let left = usize::from(self.left) - 1;
                let row = &self.table[self.rows[left] as usize..self.rows[left + 1] as usize];
                if let Some(list) = row.get(usize::from(right) - 1).and_then(|list| list.checked_sub(1)) {
                    let times = &mut self.lists[list as usize].times;
                    if *times == 0 {
                        self.touched.push(list);
                    }
                    *times += 1;
                }
            }
            (self.left, self.next) = (right, place + 1);
        })
    }

    /// Notes the pairs of the document.
    fn leave(&mut self) {
        self.left = 0;
        for list in self.touched.drain(..) {
            let list = &mut self.lists[list as usize];
            list.push(self.seen[usize::from(list.rarer)].1 - 1);
        }
    }
}

/// Reads the table of pairs, sorted by terms.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Vec<Pair>> {
    let mut reader = Reader::new(bytes, 0);
    let (mut pairs, mut before, mut at) = (Vec::new(), (0u32, 0u32), 0);
    for _ in 0..reader.varint()? {
        let (left, right) = (reader.varint()?, reader.varint()?);
        let terms =
            (before.0.wrapping_add(left), if left == 0 { before.1.wrapping_add(right) } else { right });
        pairs.push(Pair { terms, df: reader.varint()?, at });
        at = at.saturating_add(reader.varint()? as usize);
        before = terms;
    }
    pairs.iter_mut().for_each(|pair| pair.at = pair.at.saturating_add(reader.at()));
    Some(pairs)
}
