//! When two spellings are one name: marks, order of the parts, a patronymic more or less.

use crate::base::Arrange;
use crate::text::fold::{canon_phrase, folded_phrase, has_marks};

/// What a name is compared by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameKey {
    /// The parts without marks, sorted: `Kolokoltsev Vladimir` and `Vladimir Kolokoltsev` are one.
    pub(super) parts: Vec<String>,
    /// The parts as one run of letters in the order written: `Jun-young`, `Jun Young` and `Junyoung` are one.
    run: String,
}

impl NameKey {
    /// The key of a name. Linear.
    pub(super) fn of(name: &str) -> Self {
        let folded = folded_phrase(name);
        let mut parts: Vec<String> = folded
            .split(|c: char| !c.is_alphanumeric())
            .filter(|p| !p.is_empty())
            .map(str::to_owned)
            .collect();
        let run = parts.concat();
        parts.arrange();
        Self { parts, run }
    }

    /// What equal names have in common: the sorted parts, and the run of letters. For look-up.
    pub(super) fn forms(&self) -> [String; 2] {
        [self.parts.join(" "), self.run.clone()]
    }

    /// Whether the two can be one person's name: the same parts in any order, the same letters, or all parts of
    /// the shorter (two at least) in the longer.
    pub(super) fn matches(&self, other: &Self) -> bool {
        self.equals(other) || self.within(other) || other.within(self)
    }

    /// Whether the two are the same parts or the same letters.
    pub(super) fn equals(&self, other: &Self) -> bool {
        self.parts == other.parts || self.run == other.run
    }

    /// Whether the name has at least two parts, all of which `other` has too.
    pub(super) fn within(&self, other: &Self) -> bool {
        self.parts.len() >= 2
            && self.parts.len() < other.parts.len()
            && self.parts.iter().all(|p| other.parts.contains(p))
    }

    /// Whether one letter more, less or other makes the two equal; names of fewer than eight letters never are.
    pub(super) fn nearly(&self, other: &Self) -> bool {
        let (a, b) = (self.run.as_bytes(), other.run.as_bytes());
        let (a, b) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        if a.len() < 8 || b.len() - a.len() > 1 {
            return false;
        }
        let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let rest = if a.len() == b.len() { same + 1 } else { same };
        a.get(rest..).unwrap_or(&[]) == b.get(same + 1..).unwrap_or(&[])
    }
}

/// The exact spelling of a name that carries Vietnamese marks, in one tone placement; none for one without marks.
pub(super) fn marked(name: &str) -> Option<String> {
    has_marks(name).then(|| canon_phrase(name))
}
