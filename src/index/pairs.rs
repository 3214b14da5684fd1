//! Pairs of frequent words that stand side by side: their documents, as postings of their own.
//!
//! Two words that are in every second document ten times each cost a phrase search the positions of both in all of them,
//! for a few hundred hits. Such pairs are few, so what a phrase of them finds is written down (the idea of the next-word
//! index of Williams, Zobel & Bahle, "Fast phrase querying with combined indexes", 2004). Which pairs: those whose
//! positions are expected to be too many to be read. A small segment has none.

use super::bits::{Reader, push_varint};
use super::postings::{Encoder, Postings};

/// A pair is written down where a phrase of it would read more positions, and more a document.
const POSITIONS: u64 = 40_000;
const POSITIONS_A_DOCUMENT: u64 = 2;
/// Words that are looked at, the most frequent ones.
const WORDS: usize = 255;
/// Documents that are laid out at a time.
const CHUNK: u32 = 1024;

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

/// A frequent term: its number, its postings, and all its occurrences.
#[derive(Debug, Clone, Copy)]
pub struct Frequent<'a> {
    /// Its number in the segment.
    pub term: u32,
    /// Its postings.
    pub postings: Postings<'a>,
    /// How often it occurs.
    pub occurrences: u32,
}

/// A pair while it is collected.
struct List<'a> {
    terms: (u32, u32),
    df: u32,
    times: u16,
    encoder: Encoder<'a>,
    bytes: Vec<u8>,
}

/// The terms that can be of a heavy pair, in the order of their numbers: `all` gives number and occurrences.
#[must_use]
pub fn candidates(all: impl Iterator<Item = (u32, u32)>) -> Vec<u32> {
    let mut rows: Vec<(u32, u32)> = all.filter(|(_, often)| u64::from(*often) >= POSITIONS / 64).collect();
    rows.sort_unstable_by(|(a, x), (b, y)| y.cmp(x).then(a.cmp(b)));
    rows.truncate(WORDS);
    let mut terms: Vec<u32> = rows.into_iter().map(|(term, _)| term).collect();
    terms.sort_unstable();
    terms
}

/// Writes the heavy pairs of some terms, which share no position and come in the order of their numbers: how many pairs;
/// of each the gaps of its terms' numbers to those before, documents and bytes; the postings.
pub fn write(words: &[Frequent<'_>], extents: &[u32]) -> Vec<u8> {
    let mut lists = Vec::new();
    // Where the list of two words stands, one more than its number.
    let mut table = vec![0u32; words.len() * words.len()];
    for (a, left) in words.iter().enumerate() {
        for (b, right) in words.iter().enumerate() {
            if is_heavy(left, right, extents.len()) {
                let encoder = Encoder::new(extents.len() as u32, &[]);
                lists.push(List {
                    terms: (left.term, right.term),
                    df: 0,
                    times: 0,
                    encoder,
                    bytes: Vec::new(),
                });
                table[a * words.len() + b] = lists.len() as u32;
            }
        }
    }
    if !lists.is_empty() {
        (0..extents.len() as u32).step_by(CHUNK as usize).for_each(|from| {
            let docs: Vec<u32> = (from..(from + CHUNK).min(extents.len() as u32)).collect();
            chunk(words, &docs, extents, &table, &mut lists);
        });
    }
    let mut out = Vec::new();
    push_varint(&mut out, lists.len() as u32);
    let mut before = (0, 0);
    for list in &mut lists {
        list.encoder.finish(&mut list.bytes);
        let same = list.terms.0 == before.0;
        push_varint(&mut out, list.terms.0 - before.0);
        push_varint(&mut out, if same { list.terms.1 - before.1 } else { list.terms.1 });
        push_varint(&mut out, list.df);
        push_varint(&mut out, list.bytes.len() as u32);
        before = list.terms;
    }
    lists.iter().for_each(|list| out.extend_from_slice(&list.bytes));
    out
}

/// Whether a phrase of two words would read too many positions, as they are expected in common documents.
fn is_heavy(left: &Frequent<'_>, right: &Frequent<'_>, docs: usize) -> bool {
    let product = |often: u32, df: u32| u64::from(often) * u64::from(df);
    let positions =
        product(left.occurrences, right.postings.df) + product(right.occurrences, left.postings.df);
    positions >= POSITIONS.max(POSITIONS_A_DOCUMENT * docs as u64) * docs as u64
}

/// Lays out where the words stand in some documents, and counts the pairs of each. A call of its own, so that a browser
/// comes to compile it well.
#[inline(never)]
fn chunk(words: &[Frequent<'_>], docs: &[u32], extents: &[u32], table: &[u32], lists: &mut [List<'_>]) {
    let mut starts = Vec::with_capacity(docs.len() + 1);
    let mut end = 0;
    for doc in docs {
        starts.push(end);
        end += extents[*doc as usize] as usize;
    }
    starts.push(end);
    // One more than the number of the word.
    let mut layout = vec![0u8; end];
    for (number, word) in words.iter().enumerate() {
        word.postings.positions_in(docs, |at, positions| {
            let places = &mut layout[starts[at]..starts[at + 1]];
            for position in positions {
                if let Some(place) = places.get_mut(position as usize) {
                    *place = number as u8 + 1;
                }
            }
        });
    }
    let mut touched = Vec::new();
    for (at, doc) in docs.iter().enumerate() {
        let places = &layout[starts[at]..starts[at + 1]];
        for (left, right) in places.iter().zip(places.iter().skip(1)) {
            if *left == 0 || *right == 0 {
                continue;
            }
            let list = table[(usize::from(*left) - 1) * words.len() + usize::from(*right) - 1];
            let Some(list) = list.checked_sub(1) else { continue };
            let times = &mut lists[list as usize].times;
            if *times == 0 {
                touched.push(list);
            }
            *times = times.saturating_add(1);
        }
        for list in touched.drain(..) {
            let list = &mut lists[list as usize];
            list.df += 1;
            let times = std::mem::take(&mut list.times);
            list.encoder.doc(*doc, [0, 0, times, 0], &mut list.bytes);
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
