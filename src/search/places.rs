//! The positions of a word, in whatever spelling, in each of some documents.

use std::ops::Range;

use super::resolve::Part;
use crate::base::Arrange;
use crate::index::Index;

/// The positions of one group in each of some documents.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Ends in `positions`, one for each document.
    pub(super) ends: Vec<u32>,
    pub(super) positions: Vec<u32>,
}

impl Places {
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn of(index: &Index, parts: &[&Part], docs: &[u32]) -> Self {
        let mut places = Self { ends: vec![0; docs.len()], positions: Vec::with_capacity(docs.len()) };
        if let [part] = parts {
            if let Some((_, postings)) = index.postings(part.segment, part.term) {
                postings.positions_in(docs, |at, found| {
                    places.positions.extend(found);
                    places.ends[at] = places.positions.len() as u32;
                });
            }
        } else {
            places.merge(index, parts, docs);
            return places;
        }
        // A document without the group has none.
        let mut end = 0;
        for slot in &mut places.ends {
            end = end.max(*slot);
            *slot = end;
        }
        places
    }

    /// The documents of a segment that have any of the parts, ascending, and all positions.
    pub(super) fn all(index: &Index, parts: &[&Part]) -> (Vec<u32>, Self) {
        let mut lists: Vec<(Vec<u32>, Self)> = Vec::with_capacity(parts.len());
        for (_, postings) in parts.iter().filter_map(|part| index.postings(part.segment, part.term)) {
            let (mut docs, mut places) = (Vec::new(), Self::default());
            postings.everything(&mut docs, &mut places.ends, &mut places.positions);
            lists.push((docs, places));
        }
        // From the shortest one on: mostly one spelling has nearly all.
        lists.arrange_by_key(|(docs, _)| docs.len());
        lists.into_iter().reduce(|few, many| united(&many, &few)).unwrap_or_default()
    }

    /// Appends the positions of some documents in a row.
    fn append(&mut self, other: &Self, docs: Range<usize>) {
        let end = |at: usize| at.checked_sub(1).map_or(0, |before| other.ends[before]);
        let (from, to, start) = (end(docs.start), end(docs.end), self.positions.len() as u32);
        self.positions.extend_from_slice(&other.positions[from as usize..to as usize]);
        self.ends.extend(other.ends[docs].iter().map(|end| end - from + start));
    }

    /// Several alternatives: their positions, sorted by document by counting, then within each.
    #[cfg_attr(page, optimize(speed))]
    fn merge(&mut self, index: &Index, parts: &[&Part], docs: &[u32]) {
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for (_, postings) in parts.iter().filter_map(|part| index.postings(part.segment, part.term)) {
            postings.positions_in(docs, |at, found| {
                let from = pairs.len();
                pairs.extend(found.map(|position| (at as u32, position)));
                self.ends[at] += (pairs.len() - from) as u32;
            });
        }
        let mut start = 0;
        for slot in &mut self.ends {
            start += std::mem::replace(slot, start);
        }
        self.positions.resize(pairs.len(), 0);
        for (at, position) in pairs {
            // Begins as the start of the document's positions, and ends as their end.
            let next = &mut self.ends[at as usize];
            self.positions[*next as usize] = position;
            *next += 1;
        }
        let mut start = 0;
        for end in &self.ends {
            let list = &mut self.positions[start..*end as usize];
            // Mostly one alternative alone is there.
            if !list.is_sorted() {
                list.sort_unstable();
            }
            start = *end as usize;
        }
    }

    /// Leaves out the positions that are no hits, and the documents that have no other.
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn keep(&mut self, hits: &[bool], docs: &mut Vec<u32>) {
        let (mut from, mut kept, mut left) = (0, 0, 0);
        for at in 0..docs.len() {
            let (before, end) = (kept, self.ends[at] as usize);
            for (slot, hit) in (from..end).zip(&hits[from..end]) {
                self.positions[kept] = self.positions[slot];
                kept += usize::from(*hit);
            }
            from = end;
            docs[left] = docs[at];
            self.ends[left] = kept as u32;
            left += usize::from(kept > before);
        }
        self.positions.truncate(kept);
        self.ends.truncate(left);
        docs.truncate(left);
    }

    /// Leaves out the documents without any.
    pub(super) fn keep_found(&mut self, docs: &mut Vec<u32>) {
        let mut before = 0;
        let some: Vec<bool> =
            self.ends.iter().map(|end| std::mem::replace(&mut before, *end) < *end).collect();
        let (mut a, mut b) = (some.iter(), some.iter());
        docs.retain(|_| a.next() == Some(&true));
        self.ends.retain(|_| b.next() == Some(&true));
    }

    pub(super) fn of_doc(&self, place: usize) -> &[u32] {
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.positions[start as usize..self.ends[place] as usize]
    }
}

/// Two lists of documents with their positions as one.
#[cfg_attr(page, optimize(speed))]
fn united(many: &(Vec<u32>, Places), few: &(Vec<u32>, Places)) -> (Vec<u32>, Places) {
    let (mut docs, mut places) = (Vec::with_capacity(many.0.len() + few.0.len()), Places::default());
    places.positions.reserve(many.1.positions.len() + few.1.positions.len());
    let mut from = 0;
    for (at, doc) in few.0.iter().enumerate() {
        let to = from + many.0[from..].partition_point(|other| other < doc);
        docs.extend_from_slice(&many.0[from..to]);
        docs.push(*doc);
        places.append(&many.1, from..to);
        places.append(&few.1, at..at + 1);
        from = to;
        if many.0.get(to) == Some(doc) {
            from += 1;
            let end = places.ends.pop().unwrap_or(0);
            let start = end as usize - few.1.of_doc(at).len();
            places.append(&many.1, to..from);
            places.positions[start..].sort_unstable();
        }
    }
    docs.extend_from_slice(&many.0[from..]);
    places.append(&many.1, from..many.0.len());
    (docs, places)
}
