//! Pairs of frequent words that stand side by side: their documents, as postings of their own.
//!
//! Two words that are in every second document ten times each cost a phrase search the positions of both in all of them,
//! for a few hundred hits. Such pairs are few, so what a phrase of them finds is written down (the idea of the next-word
//! index of Williams, Zobel & Bahle, "Fast phrase querying with combined indexes", 2004). Which pairs: those whose
//! positions are expected to be too many to be read. A small segment has none.

use super::bits::{Reader, push_varint};
use super::postings::Encoder;
use super::stream::{self, Layout, Stream};

/// A pair is written down where a phrase of it would read more positions: some third of a millisecond in a browser.
const POSITIONS: u64 = 30_000;
/// Words that are looked at, the most frequent ones.
const WORDS: usize = 700;

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

/// A pair while it is collected.
struct List<'a> {
    terms: (u32, u32),
    df: u32,
    times: u16,
    encoder: Encoder<'a>,
    bytes: Vec<u8>,
}

/// The terms that can be of a heavy pair among `docs` documents, in the order of their numbers: `all` gives occurrences,
/// number and documents.
#[must_use]
pub fn candidates(all: impl Iterator<Item = [u32; 3]>, docs: u32) -> Vec<u32> {
    let mut rows: Vec<[u32; 3]> = all.filter(|[often, ..]| u64::from(*often) >= POSITIONS / 64).collect();
    rows.sort_unstable_by(|a, b| b.cmp(a));
    rows.truncate(WORDS);
    let most = rows.first().map_or([0; 2], |[often, _, df]| [*df, *often]);
    rows.retain(|[often, _, df]| is_heavy([*df, *often], most, docs));
    let mut terms: Vec<u32> = rows.into_iter().map(|[_, term, _]| term).collect();
    terms.sort_unstable();
    terms
}

/// Writes the heavy pairs of some terms of a stream, which share no place and come in the order of their numbers in the
/// segment: how many pairs; of each the gaps of its terms' numbers to those before, documents and bytes; the postings.
/// Linear in the stream.
pub fn write(words: &[Frequent], stream: &Stream, layout: &Layout) -> Vec<u8> {
    let mut lists = Vec::new();
    // Where the list of two words stands, one more than its number.
    let mut table = vec![0u32; words.len() * words.len()];
    for (a, left) in words.iter().enumerate() {
        for (b, right) in words.iter().enumerate() {
            if is_heavy([left.df, left.occurrences], [right.df, right.occurrences], layout.len()) {
                let encoder = Encoder::new(layout.len(), &[]);
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
        let mut numbers = vec![0; words.iter().map(|word| word.id as usize + 1).max().unwrap_or(0)];
        words.iter().enumerate().for_each(|(at, word)| numbers[word.id as usize] = at as u16 + 1);
        let mut walk = Walk { numbers, table, words: words.len(), ..Walk::default() };
        stream.pages().fold(0, |place, page| walk.page(page, place, layout, &mut lists));
        walk.leave(&mut lists);
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

/// Whether a phrase of two words with so many documents and occurrences would read too many positions, as they are
/// expected in common documents.
fn is_heavy([df, often]: [u32; 2], [other_df, other_often]: [u32; 2], docs: u32) -> bool {
    let product = |often: u32, df: u32| u64::from(often) * u64::from(df);
    product(often, other_df) + product(other_often, df) >= POSITIONS * u64::from(docs)
}

/// On the way through a stream.
#[derive(Default)]
struct Walk {
    /// Of each term one more than the number of its word; 0 for all that are none.
    numbers: Vec<u16>,
    table: Vec<u32>,
    words: usize,
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
    /// Counts the pairs of a page that begins at a place; gives the place behind it.
    #[inline(never)]
    fn page(&mut self, page: &[u16], place: u32, layout: &Layout, lists: &mut [List<'_>]) -> u32 {
        stream::each(page, place, |term, place| {
            if place >= self.end {
                self.leave(lists);
                (self.doc, _, self.end) = layout.doc(place);
            }
            let right = self.numbers.get(term as usize).copied().unwrap_or(0);
            if right == 0 {
                self.left = 0;
                return;
            }
            if self.left != 0 && self.next == place {
                let at = (usize::from(self.left) - 1) * self.words + usize::from(right) - 1;
                if let Some(list) = self.table[at].checked_sub(1) {
                    let times = &mut lists[list as usize].times;
                    if *times == 0 {
                        self.touched.push(list);
                    }
                    *times = times.saturating_add(1);
                }
            }
            (self.left, self.next) = (right, place + 1);
        })
    }

    /// Writes the pairs of the document.
    fn leave(&mut self, lists: &mut [List<'_>]) {
        self.left = 0;
        for list in self.touched.drain(..) {
            let list = &mut lists[list as usize];
            list.df += 1;
            let times = std::mem::take(&mut list.times);
            list.encoder.doc(self.doc, [0, 0, times, 0], &mut list.bytes);
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
