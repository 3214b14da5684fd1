//! Small values that every layer uses: ids, spans, languages, problems.

pub mod case;
pub mod json;
pub mod number;
pub mod sieve;
pub mod sorted;

use self::sorted::{SortedMap, SortedSet};
use std::cmp::Ordering;
use std::fmt;

/// Whether a word is in a list whose words stand with a blank between them: one string takes a third of the bytes of a
/// table of strings. Linear, for what is asked seldom.
#[must_use]
pub fn is_listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

/// A half-open range of **bytes** of a document's decoded text: `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`. Offsets beyond 4 GiB are refused when a document is read, so they cannot occur here.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` that the span names; empty where the span does not fit.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span moved right by `offset` bytes.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// The number of a document in one engine: dense, from 0, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

impl DocId {
    /// The id as an index into per-document tables.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// The language of a text, as far as Entente treats languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Vietnamese, `vi`.
    Vi,
    /// English, `en`.
    En,
    /// Undetermined or another language, `und` (ISO 639-2).
    #[default]
    Und,
}

impl Lang {
    /// The ISO 639-1 code, or `und`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Und => "und",
        }
    }

    /// The language of a code such as `vi`, `vi-VN` or `EN`; anything else is [`Lang::Und`].
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let primary = code.trim().split(['-', '_']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("vi") {
            Self::Vi
        } else if primary.eq_ignore_ascii_case("en") {
            Self::En
        } else {
            Self::Und
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Something that could not be read as expected, with where and what to do; the rest was still used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened, what was expected, what to do: one sentence.
    pub what: String,
    /// Where in the document's text, in bytes, when it has a place.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem of the whole document.
    #[must_use]
    pub fn whole(what: impl Into<String>) -> Self {
        Self { what: what.into(), span: None }
    }

    /// A problem at a place.
    #[must_use]
    pub fn at(what: impl Into<String>, span: Span) -> Self {
        Self { what: what.into(), span: Some(span) }
    }
}

/// Stable sorting for lists that are not hot. The library's sort is compiled anew for every type and closure, some
/// kilobytes each, and a page has to load them all; here the sorting itself is compiled once and works on numbers.
/// n log n comparisons through one pointer, 8 bytes an element of room. Use the library's where speed shows.
pub trait Arrange<T> {
    /// Sorts in ascending order.
    fn arrange(&mut self)
    where
        T: Ord;

    /// Sorts by a comparison.
    fn arrange_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn arrange_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Arrange<T> for [T] {
    fn arrange(&mut self)
    where
        T: Ord,
    {
        self.arrange_by(Ord::cmp);
    }

    fn arrange_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let order = Order::of(self.len(), &mut |a, b| compare(&self[a as usize], &self[b as usize]));
        order.bring_about(&mut |a, b| self.swap(a, b));
    }

    fn arrange_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }
}

/// Which element belongs at each place: of few in an array, so that nothing is allocated. Both are empty where the
/// elements are in order.
#[derive(Default)]
struct Order {
    few: [u32; FEW],
    count: usize,
    many: Vec<u32>,
}

const FEW: usize = 8;

impl Order {
    fn of(length: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Self {
        let mut order = Self::default();
        let last = u32::try_from(length).unwrap_or(u32::MAX).saturating_sub(1);
        // Most lists come in order.
        if (0..last).all(|at| compare(at, at + 1) != Ordering::Greater) {
            return order;
        }
        if length > FEW {
            order.many = order_of(length, compare);
            return order;
        }
        order.count = length;
        for (end, number) in (0..=last).enumerate() {
            let before = |at: &usize| compare(order.few[*at - 1], number) == Ordering::Greater;
            let at = end - (1..=end).rev().take_while(before).count();
            order.few.copy_within(at..end, at + 1);
            order.few[at] = number;
        }
        order
    }

    /// Swaps elements until each is at its place: follows each cycle of the permutation.
    fn bring_about(mut self, swap: &mut dyn FnMut(usize, usize)) {
        let order = if self.many.is_empty() { &mut self.few[..self.count] } else { &mut self.many[..] };
        for start in 0..order.len() {
            let mut at = start;
            loop {
                let from = std::mem::replace(&mut order[at], u32::try_from(at).unwrap_or(u32::MAX)) as usize;
                if from == start || from == at {
                    break;
                }
                swap(at, from);
                at = from;
            }
        }
    }
}

/// Whether a text has these words. The library's search prepares itself at length; this one is for short texts.
#[must_use]
#[cfg_attr(page, optimize(speed))]
pub fn holds(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    let [first, rest @ ..] = words else { return true };
    let last = (text.len() + 1).saturating_sub(words.len());
    (0..last).any(|at| text[at] == *first && text[at + 1..].starts_with(rest))
}

/// A set of values, put in one by one: collecting sorts first, which costs the kilobytes that [`Arrange`] saves.
pub fn set_of<T: Ord>(values: impl IntoIterator<Item = T>) -> SortedSet<T> {
    let mut set = SortedSet::new();
    set.extend(values);
    set
}

/// A map of pairs, put in one by one; of equal keys the last counts. See [`set_of`].
pub fn map_of<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> SortedMap<K, V> {
    let mut map = SortedMap::new();
    map.extend(pairs);
    map
}

/// The places of `length` elements in sorted order: a merge sort from the bottom up.
#[cfg_attr(page, optimize(speed))]
fn order_of(length: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut from: Vec<u32> = (0..u32::try_from(length).unwrap_or(u32::MAX)).collect();
    let mut to = from.clone();
    let mut width = 1;
    while width < length {
        for start in (0..length).step_by(2 * width) {
            let middle = (start + width).min(length);
            let end = (middle + width).min(length);
            // Lists are often runs in order.
            if middle == end || compare(from[middle - 1], from[middle]) != Ordering::Greater {
                to[start..end].copy_from_slice(&from[start..end]);
                continue;
            }
            let (mut left, mut right) = (start, middle);
            for slot in &mut to[start..end] {
                let take_left =
                    left < middle && (right >= end || compare(from[left], from[right]) != Ordering::Greater);
                let next = if take_left { &mut left } else { &mut right };
                *slot = from[*next];
                *next += 1;
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Arrange;

    proptest! {
        #[test]
        fn arranging_is_the_librarys_stable_sort(values in prop::collection::vec((0_u8..9, any::<u8>()), 0..200)) {
            let (mut ours, mut theirs) = (values.clone(), values);
            ours.arrange_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.arrange();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
