//! From resolved terms to the documents that have them.

use super::phrase::side_by_side;
use super::places::Places;
use super::resolve::{Group, Part};
use crate::base::{Arrange, Lang};
use crate::bitmap::Bitmap;
use crate::index::postings::{BLOCK, Counts, ONCE};
use crate::index::{Documents, Index};

/// Documents that match a leaf, ascending, with their weighted number of occurrences.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Matches {
    /// The documents.
    pub docs: Vec<u32>,
    /// Occurrences, weighted by field and by kind of match.
    pub tfs: Vec<f32>,
}

/// What one search may still cost in steps: postings and positions read, about four nanoseconds each.
#[derive(Debug)]
pub struct Budget {
    left: u64,
    /// What is left at the next pause.
    pause: u64,
    /// Whether something was left out.
    pub spent: bool,
}

impl Budget {
    /// A budget of so many steps, without a pause.
    #[must_use]
    pub fn new(steps: u64) -> Self {
        Self { left: steps, pause: 0, spent: false }
    }

    /// Takes steps; `false` where there are none left.
    pub fn take(&mut self, steps: u64) -> bool {
        let enough = self.left >= steps;
        self.left = self.left.saturating_sub(steps);
        self.spent |= !enough;
        enough
    }

    /// Pauses after so many steps from now.
    pub fn pause_after(&mut self, steps: u64) {
        self.pause = self.left.saturating_sub(steps);
    }

    /// Whether it is time for a pause. Never once all steps are taken: what is left then costs next to nothing.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pause > 0 && self.left <= self.pause
    }
}

/// The documents of one group of alternatives.
#[must_use]
pub fn term(index: &Index, group: &Group, fields: &[f32; 4], budget: &mut Budget) -> Matches {
    let total: u64 = group.parts.iter().map(|part| u64::from(part.term.df)).sum();
    if !budget.take(total) {
        return Matches::default();
    }
    let distinct = group.parts.windows(2).all(|pair| pair[0].segment < pair[1].segment);
    let mut matches = if distinct {
        append(index, &group.parts, fields, total as usize)
    } else if total * 16 < u64::from(index.len()) {
        sorted(append(index, &group.parts, fields, total as usize))
    } else {
        scattered(index, &group.parts, fields)
    };
    matches.retain_live(index.live());
    matches
}

impl Matches {
    fn push(&mut self, doc: u32, tf: f32) {
        self.docs.push(doc);
        self.tfs.push(tf);
    }

    /// Keeps live documents with a weight; numbers beyond the last can only come from damaged bytes.
    #[cfg_attr(page, optimize(speed))]
    fn retain_live(&mut self, live: &Bitmap) {
        let known = self.docs.iter().max().is_none_or(|last| (*last as usize) < live.len());
        if known && live.count() as usize == live.len() && self.tfs.iter().all(|tf| *tf > 0.0) {
            return;
        }
        let mut kept = Self::default();
        for (doc, tf) in self.docs.iter().zip(&self.tfs) {
            if live.contains(*doc) && *tf > 0.0 {
                kept.push(*doc, *tf);
            }
        }
        *self = kept;
    }

    /// Keeps the documents that `keep` says.
    #[cfg_attr(page, optimize(speed))]
    pub fn retain(&mut self, mut keep: impl FnMut(u32) -> bool) {
        let mut kept = Self::default();
        for (doc, tf) in self.docs.iter().zip(&self.tfs) {
            if keep(*doc) {
                kept.push(*doc, *tf);
            }
        }
        *self = kept;
    }

    /// Keeps the Vietnamese documents.
    pub fn retain_lang(&mut self, documents: &Documents) {
        self.retain(|doc| documents.langs[doc as usize] == Lang::Vi);
    }

    /// The documents as a set below `len`.
    #[must_use]
    pub fn set(&self, len: u32) -> Bitmap {
        Bitmap::of(len as usize, self.docs.iter().copied())
    }
}

#[inline]
fn weighted(counts: Counts, fields: &[f32; 4]) -> f32 {
    counts.iter().zip(fields).map(|(count, weight)| f32::from(*count) * weight).sum()
}

/// All postings of the parts one after another.
#[cfg_attr(page, optimize(speed))]
fn append(index: &Index, parts: &[Part], fields: &[f32; 4], total: usize) -> Matches {
    let mut out = Matches { docs: Vec::with_capacity(total), tfs: Vec::with_capacity(total) };
    for part in parts {
        each(index, part, fields, |base, docs, tfs| {
            out.docs.extend(docs.iter().map(|doc| base.wrapping_add(*doc)));
            out.tfs.extend_from_slice(tfs);
        });
    }
    out
}

/// Calls `each` for every block of a part with the number of the segment's first document, the documents, counted from
/// there, and their weighted occurrences.
#[cfg_attr(page, optimize(speed))]
fn each(index: &Index, part: &Part, fields: &[f32; 4], mut each: impl FnMut(u32, &[u32], &[f32])) {
    let Some((base, postings)) = index.postings(part.segment, part.term) else { return };
    let once = weighted(ONCE, fields) * part.weight;
    let (mut blocks, mut tfs) = (postings.blocks(), Vec::new());
    while blocks.advance().is_some() {
        tfs.clear();
        tfs.resize(blocks.docs.len(), once);
        blocks.coded(|place, counts| tfs[place] = weighted(counts, fields) * part.weight);
        each(base, &blocks.docs, &tfs);
    }
}

/// Few postings: sorted by document, those of one document added up in the order of the parts.
#[cfg_attr(page, optimize(speed))]
fn sorted(matches: Matches) -> Matches {
    let mut pairs: Vec<(u32, f32)> = matches.docs.into_iter().zip(matches.tfs).collect();
    pairs.sort_by_key(|(doc, _)| *doc);
    let mut out = Matches::default();
    for (doc, tf) in pairs {
        match out.tfs.last_mut().filter(|_| out.docs.last() == Some(&doc)) {
            Some(sum) => *sum += tf,
            None => out.push(doc, tf),
        }
    }
    out
}

/// Many postings: added up in a table of all documents.
#[cfg_attr(page, optimize(speed))]
fn scattered(index: &Index, parts: &[Part], fields: &[f32; 4]) -> Matches {
    let mut table = vec![0f32; index.len() as usize];
    let mut seen = Bitmap::new(table.len());
    for part in parts {
        each(index, part, fields, |base, docs, tfs| {
            for (doc, tf) in docs.iter().zip(tfs) {
                let doc = base.wrapping_add(*doc);
                if let Some(sum) = table.get_mut(doc as usize) {
                    *sum += tf;
                    seen.insert(doc);
                }
            }
        });
    }
    let docs: Vec<u32> = seen.iter().collect();
    let tfs = docs.iter().map(|doc| table[*doc as usize]).collect();
    Matches { docs, tfs }
}

/// The documents that have the groups in this order, with at most `slop` other words between in all.
#[must_use]
pub fn phrase(index: &Index, groups: &[Group], slop: u32, budget: &mut Budget) -> Matches {
    if slop > 0 {
        return positional(index, groups, budget, |lists| in_order(lists, slop));
    }
    let mut out = Matches::default();
    for (at, (base, _)) in index.segments().enumerate() {
        for (doc, times) in side_by_side(index, at as u32, groups, budget) {
            let doc = base.wrapping_add(doc);
            if index.live().contains(doc) {
                out.push(doc, times as f32);
            }
        }
    }
    out
}

/// The documents that have two phrases with starts at most `distance` words apart, in any order.
#[must_use]
pub fn near(index: &Index, left: &[Group], right: &[Group], distance: u32, budget: &mut Budget) -> Matches {
    let groups: Vec<Group> = left.iter().chain(right).cloned().collect();
    let (split, width) = (left.len(), right.len() as u32);
    positional(index, &groups, budget, |lists| {
        let (a, b) = (starts(&lists[..split]), starts(&lists[split..]));
        let gap = |x: u32, y: u32| {
            if x <= y { (y + 1).saturating_sub(x + split as u32) } else { (x + 1).saturating_sub(y + width) }
        };
        a.iter().filter(|x| b.iter().any(|y| x != &y && gap(**x, *y) <= distance)).count() as u32
    })
}

/// Goes through the documents that have every group and counts by their positions.
#[cfg_attr(page, optimize(speed))]
fn positional(
    index: &Index,
    groups: &[Group],
    budget: &mut Budget,
    count: impl Fn(&[&[u32]]) -> u32,
) -> Matches {
    let mut out = Matches::default();
    // A group that stands twice is read once.
    let first: Vec<usize> =
        groups.iter().map(|group| groups.iter().position(|other| other == group).unwrap_or(0)).collect();
    for (at, (base, _)) in index.segments().enumerate() {
        let here: Vec<Vec<&Part>> = groups.iter().map(|group| group.in_segment(at as u32)).collect();
        let Some((docs, last, places)) = common(index, &here, &first, budget) else { continue };
        let mut lists: Vec<Places> = Vec::with_capacity(groups.len());
        for (number, parts) in here.iter().enumerate() {
            let known = first[number] < number || number == last;
            lists.push(if known { Places::default() } else { Places::of(index, parts, &docs) });
            if !budget.take(lists[number].positions.len() as u64) {
                return out;
            }
        }
        lists[last] = places;
        let mut slices: Vec<&[u32]> = Vec::with_capacity(groups.len());
        for (place, doc) in docs.iter().enumerate() {
            slices.clear();
            slices.extend(first.iter().map(|number| lists[*number].of_doc(place)));
            let times = count(&slices);
            let doc = base.wrapping_add(*doc);
            if times > 0 && index.live().contains(doc) {
                out.push(doc, times as f32);
            }
        }
    }
    out
}

/// The documents of a segment that have an alternative of every group; the number of the group with the most postings,
/// and its positions there. None where a group has no alternative.
///
/// From the rarest group to the most frequent one, so that of frequent terms only the blocks are read that matter, and
/// those of the most frequent one once.
#[cfg_attr(page, optimize(speed))]
fn common(
    index: &Index,
    groups: &[Vec<&Part>],
    first: &[usize],
    budget: &mut Budget,
) -> Option<(Vec<u32>, usize, Places)> {
    let cost = |number: usize| groups[number].iter().map(|part| u64::from(part.term.df)).sum::<u64>();
    let distinct = (0..groups.len()).filter(|number| first[*number] == *number);
    let mut order: Vec<(u64, usize)> = distinct.map(|number| (cost(number), number)).collect();
    order.arrange();
    let (last, others) = order.split_last()?;
    if order.first()?.0 == 0 || !budget.take(order[0].0) {
        return None;
    }
    let mut docs = any_of(index, &groups[order[0].1]);
    for (cost, number) in others.iter().skip(1) {
        if !budget.take(reading(*cost, docs.len())) {
            return None;
        }
        keep(index, &groups[*number], &mut docs);
    }
    if docs.is_empty() || !budget.take(reading(last.0, docs.len())) {
        return None;
    }
    let mut places = Places::of(index, &groups[last.1], &docs);
    places.keep_found(&mut docs);
    (!docs.is_empty() && budget.take(places.positions.len() as u64)).then_some((docs, last.1, places))
}

/// Postings read of a list of `all` to look up some documents: a block for each at most, and the heads of the others.
pub(super) fn reading(all: u64, docs: usize) -> u64 {
    all.min(docs as u64 * BLOCK as u64) + all / BLOCK as u64
}

/// The documents of a segment that have any of the parts, ascending.
#[cfg_attr(page, optimize(speed))]
pub(super) fn any_of(index: &Index, parts: &[&Part]) -> Vec<u32> {
    let mut docs = Vec::new();
    for (_, postings) in parts.iter().filter_map(|part| index.postings(part.segment, part.term)) {
        let mut blocks = postings.blocks();
        while blocks.advance().is_some() {
            docs.extend_from_slice(&blocks.docs);
        }
    }
    if parts.len() == 1 { docs } else { Bitmap::of(index.len() as usize, docs).iter().collect() }
}

/// Keeps of some documents of a segment those that have any of the parts.
#[cfg_attr(page, optimize(speed))]
pub(super) fn keep(index: &Index, parts: &[&Part], docs: &mut Vec<u32>) {
    let mut has = vec![false; docs.len()];
    for (_, postings) in parts.iter().filter_map(|part| index.postings(part.segment, part.term)) {
        postings.among(docs, |at, _, _| has[at] = true);
    }
    let mut has = has.into_iter();
    docs.retain(|_| has.next() == Some(true));
}

/// How often the lists have positions in this order, with at most `slop` more between first and last.
#[cfg_attr(page, optimize(speed))]
fn in_order(lists: &[&[u32]], slop: u32) -> u32 {
    let Some((first, others)) = lists.split_first() else { return 0 };
    let width = others.len() as u32;
    let fits = |start: &&u32| {
        let mut at = **start;
        for list in others {
            match list.get(list.partition_point(|p| *p <= at)) {
                Some(next) => at = *next,
                None => return false,
            }
        }
        at - **start <= width + slop
    };
    first.iter().filter(fits).count() as u32
}

/// The positions at which the lists follow one another directly.
fn starts(lists: &[&[u32]]) -> Vec<u32> {
    let Some((first, others)) = lists.split_first() else { return Vec::new() };
    first.iter().copied().filter(|start| follow(others, *start)).collect()
}

/// Whether the lists have the positions after `start`, one each.
#[inline]
fn follow(lists: &[&[u32]], start: u32) -> bool {
    lists.iter().zip(start + 1..).all(|(list, wanted)| {
        // Most lists are short.
        if list.len() <= 16 { list.contains(&wanted) } else { list.binary_search(&wanted).is_ok() }
    })
}
