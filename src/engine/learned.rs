//! Words of one language that a query has, searched along in the other: learned from the reports of the same events.

use super::Engine;
use crate::base::Span;
use crate::base::sorted::SortedMap;
use crate::overview::Selection;
use crate::overview::pairs::{Pair, WORDS, pairs};
use crate::search::Concept;
use crate::text::fold::{canon_phrase, folded_phrase};
use crate::text::stem::stem;
use crate::thesaurus::Thesaurus;

/// The id of words that stand for each other and belong to no list.
const LEARNED: &str = "learned";
/// Pairs are learned from so many documents at most: unpacking them must not be felt at the first search.
const MOST: u32 = 2000;

/// Words by their exact and bare keys, English ones also by those of their stems, with what stands for them.
#[derive(Debug, Default)]
pub(super) struct Learned(SortedMap<String, String>);

impl Engine {
    /// What the corpus teaches; nothing where it is of one language, wants no facts, or has more than [`MOST`]
    /// documents.
    pub(super) fn learned(&self) -> &Learned {
        self.learned.get_or_init(|| {
            let langs = self.index.facet("lang").map_or(&[][..], |facet| &facet.values);
            let both = ["vi", "en"].iter().all(|lang| langs.iter().any(|value| value == lang));
            if !both || !self.info.extract || self.index.live().count() > MOST {
                return Learned::default();
            }
            let selection = Selection::within(self.reports(), self.groups());
            Learned::of(&pairs(&selection))
        })
    }
}

impl Learned {
    fn of(pairs: &[Pair]) -> Self {
        let mut learned = Self::default();
        // What the thesaurus knows it knows better.
        let known = |words: &str| {
            let whole = Span::new(0, words.len());
            Thesaurus::bundled().find(words).iter().any(|found| found.span == whole)
        };
        for pair in pairs.iter().filter(|pair| !known(&pair.vi) && !known(&pair.en)) {
            for (from, to) in [(&pair.vi, &pair.en), (&pair.en, &pair.vi)] {
                for key in [canon_phrase(from), folded_phrase(from), stemmed(from)] {
                    learned.0.entry(key).or_insert_with(|| to.clone());
                }
            }
        }
        learned
    }

    /// The words of a query that something stands for, leftmost first, the longest at each place.
    pub(super) fn find(&self, query: &str, spans: &[Span], marked: bool) -> Vec<Concept> {
        let mut found: Vec<Concept> = Vec::new();
        for (at, first) in spans.iter().enumerate() {
            if self.0.is_empty() || found.last().is_some_and(|last| last.span.end > first.start) {
                continue;
            }
            let runs = (at..spans.len().min(at + WORDS)).rev();
            found.extend(runs.map(|last| Span { start: first.start, end: spans[last].end }).find_map(
                |span| {
                    let words = span.of(query);
                    let exact = if marked { canon_phrase(words) } else { folded_phrase(words) };
                    let other = self.0.get(&exact).or_else(|| self.0.get(&stemmed(words)))?;
                    Some(Concept { id: LEARNED.to_owned(), span, labels: vec![other.clone()], exact: false })
                },
            ));
        }
        found
    }
}

/// The key of English words in whatever form.
fn stemmed(words: &str) -> String {
    let mut stemmed = String::new();
    let key = canon_phrase(words);
    let stems: Vec<String> = key.split(' ').map(|word| stem(word, &mut stemmed).to_owned()).collect();
    stems.join(" ")
}
