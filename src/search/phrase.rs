//! Words one right after another: the places where a phrase can stand, fewer with every word.
//!
//! The places of the rarest word are held; of every other word only the documents are read that still have one, and in
//! them only the positions up to the last one. So a phrase costs what its two rarest words have in common, whatever
//! the others are. A pair of very frequent words is in the index as such.

use super::matching::{Budget, any_of, keep, reading};
use super::places::Places;
use super::resolve::{Group, Part};
use crate::base::Arrange;
use crate::index::Index;

/// Places that a phrase may have in the documents of a segment.
struct Standing {
    docs: Vec<u32>,
    /// The positions of one of its words.
    places: Places,
    /// Which word that is.
    word: u32,
}

/// The documents of a segment, counted from its first one, that have the groups one right after another, and how often.
/// Empty where the budget does not suffice.
pub(super) fn side_by_side(
    index: &Index,
    segment: u32,
    groups: &[Group],
    budget: &mut Budget,
) -> Vec<(u32, u32)> {
    let words: Vec<Vec<&Part>> = groups.iter().map(|group| group.in_segment(segment)).collect();
    match &words[..] {
        [left, right] => two(index, segment, left, right, budget),
        _ => standing(index, &words, budget),
    }
}

/// The same of two words: what is known of frequent pairs needs no positions.
fn two(index: &Index, segment: u32, left: &[&Part], right: &[&Part], budget: &mut Budget) -> Vec<(u32, u32)> {
    let (mut out, mut plain) = (Vec::new(), Vec::new());
    for part in left {
        let mut others = Vec::new();
        for other in right {
            let Some(pair) = index.pair(segment, part.term, other.term) else {
                others.push(*other);
                continue;
            };
            if !budget.take(pair.cost()) {
                return Vec::new();
            }
            out = sum(out, pair.read());
        }
        if others.len() == right.len() {
            plain.push(*part);
        } else if !others.is_empty() {
            out = sum(out, standing(index, &[vec![*part], others], budget));
        }
    }
    if plain.is_empty() { out } else { sum(out, standing(index, &[plain, right.to_vec()], budget)) }
}

/// Two lists of documents and numbers as one. Mostly one of them is short.
#[cfg_attr(page, optimize(speed))]
fn sum(left: Vec<(u32, u32)>, right: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    let (long, short) = if left.len() < right.len() { (right, left) } else { (left, right) };
    if short.is_empty() {
        return long;
    }
    let (mut out, mut rest) = (Vec::with_capacity(long.len() + short.len()), &long[..]);
    for (doc, times) in short {
        let (before, after) = rest.split_at(rest.partition_point(|(other, _)| *other < doc));
        out.extend_from_slice(before);
        let same = after.first().filter(|(other, _)| *other == doc);
        out.push((doc, times + same.map_or(0, |(_, times)| *times)));
        rest = &after[usize::from(same.is_some())..];
    }
    out.extend_from_slice(rest);
    out
}

/// The same of any number of words, from their positions.
#[cfg_attr(page, optimize(speed))]
fn standing(index: &Index, words: &[Vec<&Part>], budget: &mut Budget) -> Vec<(u32, u32)> {
    let Some((mut standing, order)) = Standing::of(index, words, budget) else { return Vec::new() };
    for word in order {
        let read = standing.follow(index, &words[word], word as u32);
        if standing.docs.is_empty() || !budget.take(read) {
            return Vec::new();
        }
    }
    let mut before = 0;
    let times = standing.places.ends.iter().map(|end| end - std::mem::replace(&mut before, *end));
    standing.docs.iter().copied().zip(times).collect()
}

impl Standing {
    /// The places of the rarest word in the documents that have all words, and the other words, from rare to frequent.
    fn of(index: &Index, words: &[Vec<&Part>], budget: &mut Budget) -> Option<(Self, Vec<usize>)> {
        let cost = |parts: &[&Part]| parts.iter().map(|part| u64::from(part.term.df)).sum::<u64>();
        let mut order: Vec<(u64, usize)> =
            words.iter().enumerate().map(|(number, parts)| (cost(parts), number)).collect();
        order.arrange();
        let ((rarest, word), others) = order.split_first().map(|(first, others)| (*first, others))?;
        if rarest == 0 || !budget.take(rarest) {
            return None;
        }
        let enough = |docs: &[u32], places: &Places, budget: &mut Budget| {
            !docs.is_empty() && budget.take(places.positions.len() as u64)
        };
        if let [(_, other)] = others {
            let (docs, places) = Places::all(index, &words[word]);
            return enough(&docs, &places, budget)
                .then_some((Self { docs, places, word: word as u32 }, vec![*other]));
        }
        let mut docs = any_of(index, &words[word]);
        // The documents of the last one are found along with its positions.
        let middle = &others[..others.len().saturating_sub(1)];
        for (at, (cost, number)) in middle.iter().enumerate() {
            // A word may stand twice; the two are equally frequent.
            let mut alike = order[..=at].iter().rev().take_while(|(other, _)| other == cost);
            if alike.any(|(_, other)| words[*other] == words[*number]) {
                continue;
            }
            if !budget.take(reading(*cost, docs.len())) {
                return None;
            }
            keep(index, &words[*number], &mut docs);
        }
        let places = Places::of(index, &words[word], &docs);
        let others = others.iter().map(|(_, number)| *number).collect();
        enough(&docs, &places, budget).then_some((Self { docs, places, word: word as u32 }, others))
    }

    /// Leaves the places around which `parts` stand where word number `number` should; gives how many positions the
    /// documents have.
    #[cfg_attr(page, optimize(speed))]
    fn follow(&mut self, index: &Index, parts: &[&Part], number: u32) -> u64 {
        let mut read = 0;
        let Places { ends, positions } = &mut self.places;
        let mut hits = vec![false; positions.len()];
        for (_, postings) in parts.iter().filter_map(|part| index.postings(part.segment, part.term)) {
            postings.positions_in(&self.docs, |at, mut found| {
                read += found.len() as u64;
                let from = at.checked_sub(1).map_or(0, |before| ends[before]) as usize;
                let (wanted, hits) =
                    (&positions[from..ends[at] as usize], &mut hits[from..ends[at] as usize]);
                let Some(mut position) = found.next() else { return };
                for (wanted, hit) in wanted.iter().zip(hits) {
                    let wanted = wanted.wrapping_add(number);
                    while position.wrapping_add(self.word) < wanted {
                        match found.next() {
                            Some(next) => position = next,
                            None => return,
                        }
                    }
                    *hit |= position.wrapping_add(self.word) == wanted;
                }
            });
        }
        self.places.keep(&hits, &mut self.docs);
        read
    }
}
