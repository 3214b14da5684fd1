//! Pairs of cues that together say a concept: *exchange … information*, *bảo hộ … công dân*. They find what no
//! fixed label can, because reports put any number of words between the two. `lists/pairs.tsv` holds the pairs,
//! `lists/cues.tsv` the words.

use super::lists::{Entry, List, Match};

/// Two groups of cues that say a concept where they stand near each other in one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair {
    /// `crime` or `cooperation`.
    pub scheme: &'static str,
    /// The concept.
    pub id: &'static str,
    /// A group of cues, by its place in `cues.tsv`.
    pub first: u16,
    /// The other group.
    pub second: u16,
    /// The most words that may stand between.
    pub reach: u32,
    /// Whether the first has to come first: `reach` written as `7>`.
    ordered: bool,
}

/// All pairs, with those of each group at hand.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    pairs: Vec<Pair>,
    of_cue: Vec<Vec<u16>>,
    reach: u32,
}

impl Pairs {
    /// Reads the table. A row that names no cue is left out: a test of the lists looks for it.
    pub(super) fn read(text: &'static str, cues: &[Entry]) -> Self {
        let place = |id: &str| cues.iter().position(|cue| cue.id == id).and_then(|at| u16::try_from(at).ok());
        let mut all = Self { of_cue: vec![Vec::new(); cues.len()], ..Self::default() };
        for line in text.lines().skip(1) {
            let cells: Vec<&'static str> = line.split('\t').collect();
            let [scheme, id, first, second, reach, ..] = cells[..] else { continue };
            let distance = reach.trim_end_matches('>').parse();
            let (Some(first), Some(second), Ok(distance)) = (place(first), place(second), distance) else {
                continue;
            };
            let Ok(number) = u16::try_from(all.pairs.len()) else { break };
            all.of_cue[usize::from(first)].push(number);
            all.of_cue[usize::from(second)].push(number);
            all.reach = all.reach.max(distance);
            let ordered = reach.ends_with('>');
            all.pairs.push(Pair { scheme, id, first, second, reach: distance, ordered });
        }
        all
    }

    /// Whether a match is of a group that some pair has.
    pub(super) fn has(&self, found: &Match) -> bool {
        found.list == List::Cue
            && self.of_cue.get(usize::from(found.entry)).is_some_and(|own| !own.is_empty())
    }

    /// The longest reach of any pair, in words.
    pub(super) fn reach(&self) -> u32 {
        self.reach
    }

    /// The pairs that two groups make, `one` standing before `other`.
    pub(super) fn between(&self, one: u16, other: u16) -> impl Iterator<Item = &Pair> {
        let of_one = self.of_cue.get(usize::from(one)).map_or(&[][..], Vec::as_slice);
        let pairs = of_one.iter().filter_map(|&number| self.pairs.get(usize::from(number)));
        pairs.filter(move |pair| {
            let turned = !pair.ordered && (pair.second, pair.first) == (one, other);
            (pair.first, pair.second) == (one, other) || turned
        })
    }
}
