//! Words of the two languages that stand for each other, learned from the reports of the same events.
//!
//! Each event that is reported in both languages is a row. Words, and two words side by side, that stand in the same
//! rows are candidates; a pair counts where the two are together often enough (Dice's coefficient) and too often for
//! chance (log-likelihood ratio: Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993).
//! The likeliest pair takes both its words, so that what merely stands beside them is not paired with them
//! (competitive linking: Melamed, "Models of translational equivalence among words", 2000). Names are left out: they
//! are spelled alike. Refused: word alignment by expectation maximisation, which wants sentences that correspond.

use crate::base::case::Lower;
use crate::base::sorted::SortedMap;
use crate::base::{Arrange, Lang, Span};
use crate::text::fold::canon;
use crate::text::stem::stem;
use crate::text::token::{Kind, tokens};
use crate::text::{Document, stopwords};

use super::Selection;

/// Words of Vietnamese and of English that stand for each other, as most texts write them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Two to four syllables.
    pub vi: String,
    /// One to four words.
    pub en: String,
    /// The events whose reports have both.
    pub together: u32,
}

/// Events that are looked at, the first ones.
const ROWS: usize = 512;
/// Events that a pair must have been seen in.
const LEAST: u32 = 4;
/// Words of the longest thing that is looked at.
pub const WORDS: usize = 4;
/// Twice the rows of both to the sum of the rows of each, at least.
const DICE: f32 = 0.75;
/// Log-likelihood ratio of chance, at least: one pair in fifty thousand, and tens of thousands are compared.
const SURPRISE: f32 = 18.0;
/// What stands in more rows than this share says nothing of any.
const COMMON: f32 = 0.8;
/// What stands inside something longer in this share of its rows is a part of it.
const PART: f32 = 0.7;
/// Words of two pairs that stand in this share of the same rows are one.
const SAME: f32 = 0.7;

/// The pairs of a selection, the likeliest first. Linear in the texts; quadratic in the words that stand in some, but
/// not most, of the first 512 events of two languages.
#[must_use]
pub fn pairs(selection: &Selection<'_>) -> Vec<Pair> {
    let (mut vietnamese, mut english) = (Side::default(), Side::default());
    let mut rows = 0;
    for event in 0..selection.groups().len() {
        let documents: Vec<&Document> = selection.reports(event).map(|source| source.document).collect();
        let of = |lang| documents.iter().filter(move |document| document.lang == lang);
        if rows == ROWS || of(Lang::Vi).next().is_none() || of(Lang::En).next().is_none() {
            continue;
        }
        of(Lang::Vi).for_each(|document| vietnamese.read(document, rows));
        of(Lang::En).for_each(|document| english.read(document, rows));
        rows += 1;
    }
    let mut vi = vietnamese.words(rows);
    // A syllable alone is mostly a part of several words, and so is what mostly stands inside more of them.
    vi.retain(|word| word.key.contains(' '));
    let parts: Vec<bool> = vi.iter().map(|word| vi.iter().any(|whole| word.is_part_of(whole))).collect();
    let mut part = parts.into_iter();
    vi.retain(|_| !part.next().unwrap_or(false));
    linked(&vi, &english.words(rows), rows)
}

/// The rows that something stands in, a bit each.
type Rows = Vec<u64>;

fn count(rows: &Rows) -> u32 {
    rows.iter().map(|bits| bits.count_ones()).sum()
}

fn both(a: &Rows, b: &Rows) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a & b).count_ones()).sum()
}

/// What one language has: up to four words side by side, by their keys.
#[derive(Default)]
struct Side(SortedMap<String, Seen>);

/// Where such words stand, and how.
#[derive(Default)]
struct Seen {
    rows: Rows,
    /// Written forms in lower case.
    forms: SortedMap<String, u32>,
    /// Times inside a sentence, and how often with a capital there.
    inside: u32,
    capital: u32,
}

impl Side {
    fn read(&mut self, document: &Document, row: usize) {
        for paragraph in document.body.iter().filter(|paragraph| paragraph.lang == document.lang) {
            let text = paragraph.span.of(&document.text);
            let mut run: Vec<(String, Span)> = Vec::new();
            for token in tokens(text) {
                let beside = run
                    .last()
                    .is_some_and(|(_, last)| is_gap(&text[last.end as usize..token.span.start as usize]));
                if token.kind != Kind::Word || !beside || run.len() == WORDS {
                    let kept = if token.kind == Kind::Word && beside { WORDS - 1 } else { 0 };
                    run.drain(..run.len() - kept);
                }
                if token.kind != Kind::Word {
                    continue;
                }
                run.push((key(token.span.of(text), document.lang), token.span));
                for first in 0..run.len() {
                    let keys: Vec<&str> = run[first..].iter().map(|(key, _)| key.as_str()).collect();
                    let span = Span { start: run[first].1.start, end: token.span.end };
                    self.see(keys.join(" "), span.of(text), row, first > 0 || beside);
                }
            }
        }
    }

    fn see(&mut self, key: String, written: &str, row: usize, inside: bool) {
        let seen = self.0.entry(key).or_default();
        seen.rows.resize(ROWS / 64, 0);
        seen.rows[row / 64] |= 1 << (row % 64);
        *seen.forms.entry(written.lower()).or_default() += 1;
        let named = written.split([' ', '-']).all(|word| word.starts_with(char::is_uppercase));
        seen.inside += u32::from(inside);
        seen.capital += u32::from(inside && named);
    }

    /// What may be half of a pair: not too rare, not everywhere, no name, no word that says little.
    fn words(&self, rows: usize) -> Vec<Word<'_>> {
        let common = (rows as f32 * COMMON) as u32;
        let frequent = |seen: &Seen| (LEAST..=common).contains(&count(&seen.rows));
        let named = |seen: &Seen| seen.capital * 2 > seen.inside;
        let little = |seen: &Seen| form(seen).split(' ').any(stopwords::is);
        let told = |(_, seen): &(&String, &Seen)| frequent(seen) && !named(seen) && !little(seen);
        self.0
            .iter()
            .map(|(key, seen)| (key, seen))
            .filter(told)
            .map(|(key, seen)| Word { key, seen })
            .collect()
    }
}

/// The form that is written most.
fn form(seen: &Seen) -> &str {
    seen.forms.iter().rev().max_by_key(|(_, times)| *times).map_or("", |(form, _)| form)
}

/// Whether nothing but room or a hyphen stands between two words.
fn is_gap(between: &str) -> bool {
    matches!(between.trim(), "" | "-")
}

fn key(word: &str, lang: Lang) -> String {
    let key = canon(word);
    let mut stemmed = String::new();
    if lang == Lang::En { stem(&key, &mut stemmed).to_owned() } else { key }
}

/// A candidate.
struct Word<'a> {
    key: &'a str,
    seen: &'a Seen,
}

impl Word<'_> {
    /// Whether it is mostly seen inside `whole`.
    fn is_part_of(&self, whole: &Self) -> bool {
        let inside = whole.key.len() > self.key.len()
            && format!(" {} ", whole.key).contains(&format!(" {} ", self.key));
        inside && count(&whole.seen.rows) as f32 >= PART * count(&self.seen.rows) as f32
    }

    /// Whether the two share a word and stand in about the same rows.
    fn is_like(&self, other: &Self) -> bool {
        let shared = self.key.split(' ').any(|word| other.key.split(' ').any(|o| o == word));
        let (a, b) = (&self.seen.rows, &other.seen.rows);
        let together = both(a, b) as f32;
        shared && together >= SAME * (count(a) + count(b) - both(a, b)) as f32
    }
}

/// The pairs, the likeliest first; each word in one.
fn linked(vi: &[Word<'_>], en: &[Word<'_>], rows: usize) -> Vec<Pair> {
    let mut likely: Vec<(f32, &Word<'_>, &Word<'_>, u32)> = Vec::new();
    for a in vi {
        for b in en {
            let together = both(&a.seen.rows, &b.seen.rows);
            let (in_a, in_b) = (count(&a.seen.rows), count(&b.seen.rows));
            if together >= LEAST && 2.0 * together as f32 >= DICE * (in_a + in_b) as f32 {
                let surprise = surprise(together, in_a, in_b, rows as u32);
                if surprise >= SURPRISE {
                    likely.push((surprise, a, b, together));
                }
            }
        }
    }
    likely.arrange_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(fit(a.1, a.2).cmp(&fit(b.1, b.2)))
            .then((a.1.key, a.2.key).cmp(&(b.1.key, b.2.key)))
    });
    let mut taken: Vec<(&Word<'_>, &Word<'_>)> = Vec::new();
    let mut pairs = Vec::new();
    for (_, a, b, together) in likely {
        if taken.iter().any(|(x, y)| x.is_like(a) || y.is_like(b)) {
            continue;
        }
        taken.push((a, b));
        pairs.push(Pair { vi: form(a.seen).to_owned(), en: form(b.seen).to_owned(), together });
    }
    pairs
}

/// What is about as long in both languages first: a word is two syllables.
fn fit(a: &Word<'_>, b: &Word<'_>) -> (usize, usize) {
    let [syllables, words] = [a, b].map(|word| word.key.split(' ').count());
    (syllables.abs_diff(2 * words), usize::MAX - syllables)
}

/// The log-likelihood ratio of two words' standing together in `together` of `rows`, against chance.
fn surprise(together: u32, in_a: u32, in_b: u32, rows: u32) -> f32 {
    let (a, b) = (in_a - together, in_b - together);
    let neither = rows + together - in_a - in_b;
    let of = |cells: &[u32]| {
        let x_ln_x = |n: u32| if n == 0 { 0.0 } else { n as f32 * libm::logf(n as f32) };
        cells.iter().map(|n| x_ln_x(*n)).sum::<f32>() - x_ln_x(cells.iter().sum())
    };
    2.0 * (of(&[together, a, b, neither]) - of(&[in_a, rows - in_a]) - of(&[in_b, rows - in_b]))
}
