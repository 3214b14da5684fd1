//! The index of labels: two sorted tables, one a language, from the keys of a label's words to its concept.

use crate::base::Arrange;
use std::collections::HashMap;

use super::{Concept, Thesaurus, cells, pattern};
use crate::base::sieve::Sieve;
use crate::base::{Lang, Span};
use crate::text::fold::{Keys, has_marks};
use crate::text::stem::stem;
use crate::text::token::tokens;

/// Plain forms of one pattern that are looked up; a test holds the file to fewer.
const FORMS: usize = 96;

/// No label has more words.
const WORDS: usize = 10;

/// Plain forms of one pattern among the phrases of a concept, the shortest first.
const OF_ONE_PATTERN: usize = 3;

/// From words to concepts.
#[derive(Debug)]
pub(super) struct Labels {
    /// By key; of equal keys the narrower concept first.
    tables: [Vec<Label>; 2],
    /// The first words of their keys.
    firsts: [Sieve; 2],
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Label {
    /// Bare words, in English their stems, a space between.
    key: Box<str>,
    /// The number of concepts above, turned round: what is deeper sorts first.
    shallow: u8,
    concept: u16,
    /// Exact words: what a text with marks is compared with.
    exact: Box<str>,
}

impl Labels {
    /// Expands and sorts all labels: some milliseconds.
    pub(super) fn of(thesaurus: &Thesaurus) -> Self {
        let mut words = Words::default();
        let mut tables = [Vec::new(), Vec::new()];
        for (place, concept) in thesaurus.concepts().iter().enumerate() {
            let Ok(place) = u16::try_from(place) else { break };
            if concept.scheme == "status" {
                continue;
            }
            let above = std::iter::successors(Some(concept), |c| thesaurus.broader(c)).take(super::LEVELS);
            let shallow = u8::MAX - u8::try_from(above.count()).unwrap_or(u8::MAX);
            for (side, table) in tables.iter_mut().enumerate() {
                let own = std::iter::once(concept.preferred[side]);
                for label in own.chain(cells(concept.patterns[side], '|')).chain(concept.hidden()) {
                    for form in pattern::forms(label, FORMS) {
                        let (key, exact) = words.keys(&form, side == 1);
                        table.push(Label { key, shallow, concept: place, exact });
                    }
                }
            }
        }
        let mut firsts = [Sieve::default(), Sieve::default()];
        for (table, firsts) in tables.iter_mut().zip(&mut firsts) {
            table.arrange();
            table.dedup_by(|a, b| a.key == b.key && a.concept == b.concept && a.exact == b.exact);
            table.iter().for_each(|label| firsts.insert(&label.key));
        }
        Self { tables, firsts }
    }

    /// Spans of `text` that are labels, with the place of their concept; leftmost, longest.
    pub(super) fn find(&self, text: &str) -> Vec<(Span, usize)> {
        let typed: Vec<Typed> = tokens(text).map(|token| Typed::of(token.span, text)).collect();
        let marked = typed.iter().any(|word| word.marked);
        let (mut at, mut found) = (0, Vec::new());
        while at < typed.len() {
            let first = &typed[at];
            let begins = self.firsts[0].may_hold(&first.folded) || self.firsts[1].may_hold(&first.stem);
            let most = if begins { WORDS.min(typed.len() - at) } else { 0 };
            let hit = (1..=most).rev().find_map(|n| {
                let words = &typed[at..at + n];
                Some((n, self.concept(words, marked)?))
            });
            let (length, concept) = hit.map_or((1, None), |(n, concept)| (n, Some(concept)));
            if let Some(concept) = concept {
                let span = Span { start: typed[at].span.start, end: typed[at + length - 1].span.end };
                found.push((span, usize::from(concept)));
            }
            at += length;
        }
        found
    }

    fn concept(&self, words: &[Typed], marked: bool) -> Option<u16> {
        let vietnamese = || {
            let key = joined(words, |w| &w.folded);
            let exact = joined(words, |w| &w.canon);
            let agrees = |label: &Label| !marked || *label.exact == *exact;
            same_key(&self.tables[0], &key).iter().find(|label| agrees(label))
        };
        let english = || same_key(&self.tables[1], &joined(words, |w| &w.stem)).first();
        let plain = words.iter().all(|word| !word.marked);
        let label = vietnamese().or_else(|| if plain { english() } else { None })?;
        Some(label.concept)
    }
}

/// See [`Concept::phrases`].
pub(super) fn phrases(concept: &Concept, lang: Lang, most: usize) -> Vec<String> {
    let english = lang != Lang::Vi;
    let mut words = Words::default();
    let mut all: Vec<(String, String)> = Vec::new();
    let preferred = std::iter::once(concept.label(lang));
    for label in preferred.chain(concept.alternatives(lang)) {
        let mut forms = pattern::forms(label, FORMS);
        forms.arrange_by_key(|form| form.split(' ').count());
        for form in forms.into_iter().take(OF_ONE_PATTERN) {
            let (key, exact) = words.keys(&form, english);
            let key = if english { key } else { exact };
            if !key.is_empty() && all.iter().all(|(_, other)| **other != *key) {
                all.push((form, key.into()));
            }
        }
    }
    let keys: Vec<String> = all.iter().map(|(_, key)| format!(" {key} ")).collect();
    let adds_nothing =
        |i: usize| keys.iter().enumerate().any(|(j, key)| j != i && keys[i].contains(key.as_str()));
    let kept = all.into_iter().enumerate().filter(|(i, _)| *i == 0 || !adds_nothing(*i));
    kept.map(|(_, (form, _))| form).take(most).collect()
}

/// A word of the text searched, with what it is compared by.
struct Typed {
    span: Span,
    marked: bool,
    canon: String,
    folded: String,
    stem: String,
}

impl Typed {
    fn of(span: Span, text: &str) -> Self {
        let word = span.of(text);
        let mut keys = Keys::default();
        keys.set(word);
        let mut stemmed = String::new();
        stem(&keys.folded, &mut stemmed);
        Self { span, marked: has_marks(word), canon: keys.canon, folded: keys.folded, stem: stemmed }
    }
}

/// Keys of words, each word worked out once.
#[derive(Default)]
struct Words {
    known: HashMap<String, [String; 3]>,
    keys: Keys,
}

impl Words {
    /// The key of a phrase and its exact words.
    fn keys(&mut self, phrase: &str, english: bool) -> (Box<str>, Box<str>) {
        let (mut key, mut exact) = (String::with_capacity(phrase.len()), String::with_capacity(phrase.len()));
        for token in tokens(phrase) {
            let [canon, folded, stemmed] = self.word(token.span.of(phrase));
            let space = if key.is_empty() { "" } else { " " };
            key.push_str(space);
            key.push_str(if english { stemmed } else { folded });
            exact.push_str(space);
            exact.push_str(canon);
        }
        (key.into(), exact.into())
    }

    fn word(&mut self, word: &str) -> &[String; 3] {
        if !self.known.contains_key(word) {
            self.keys.set(word);
            let mut stemmed = String::new();
            stem(&self.keys.folded, &mut stemmed);
            let forms = [self.keys.canon.clone(), self.keys.folded.clone(), stemmed];
            self.known.insert(word.to_owned(), forms);
        }
        &self.known[word]
    }
}

fn joined(words: &[Typed], part: impl Fn(&Typed) -> &String) -> String {
    let parts: Vec<&str> = words.iter().map(|word| part(word).as_str()).collect();
    parts.join(" ")
}

/// The labels of one key: logarithmic.
fn same_key<'l>(table: &'l [Label], key: &str) -> &'l [Label] {
    let from = table.partition_point(|label| *label.key < *key);
    let count = table[from..].iter().take_while(|label| *label.key == *key).count();
    &table[from..from + count]
}
