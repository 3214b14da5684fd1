//! From a typed word to the terms of the dictionary it stands for, each with its reason.
//!
//! Vietnamese marks are graded on the side of the query (vietnamese.md section 4): a query with any mark means its
//! marks and is compared by canonical keys; one without any is compared by bare forms, all written forms of a word
//! counting as one. What the dictionary has not is tried without marks, then as the beginning of a word where it is
//! still being typed, then with typing errors.

use super::SegmentKind;
use super::score::idf;
use crate::index::Index;
use crate::index::dictionary::{TONES, Term};
use crate::index::fuzzy::Rows;
use crate::query::Mode;
use crate::text::fold::{Keys, has_marks};
use crate::text::latin::nfc;
use crate::text::stem::{stem, stems};

/// A term of one segment.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// The segment's number.
    pub segment: u32,
    /// The term.
    pub term: Term,
    /// How much an occurrence counts.
    pub weight: f32,
    /// Why it is searched.
    pub kind: SegmentKind,
}

/// The terms that one word stands for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    /// The terms, by key, then by segment.
    pub parts: Vec<Part>,
    /// The keys with their reasons, sorted: what is marked in a text.
    pub keys: Vec<(String, SegmentKind)>,
    /// The word as typed, where a text must have it in the same case.
    pub written: Option<String>,
}

impl Group {
    /// The terms of one segment.
    #[must_use]
    pub fn in_segment(&self, segment: u32) -> Vec<&Part> {
        self.parts.iter().filter(|part| part.segment == segment).collect()
    }

    /// Whether a word of a text is in the case asked for; always, where none is.
    #[must_use]
    pub fn cased(&self, word: &str) -> bool {
        let same = |typed: &String| {
            let (a, b) = (nfc(typed), nfc(word));
            a.chars().map(char::is_uppercase).eq(b.chars().map(char::is_uppercase))
        };
        self.written.as_ref().is_none_or(same)
    }

    /// Why the word of a key would be marked.
    #[must_use]
    pub fn kind(&self, key: &str) -> Option<SegmentKind> {
        self.keys.binary_search_by(|(k, _)| k.as_str().cmp(key)).ok().map(|at| self.keys[at].1)
    }

    /// The parts of one kind alone, if there are others beside them.
    #[must_use]
    pub fn only(&self, kind: SegmentKind) -> Option<Self> {
        let parts: Vec<Part> = self.parts.iter().filter(|part| part.kind == kind).copied().collect();
        (!parts.is_empty() && parts.len() < self.parts.len()).then_some(Self { parts, ..Self::default() })
    }

    /// Whether the form typed is so rare beside the others of its stem that it is a word of its own, which has the stem
    /// by chance. Of a word that is written with marks the bare form is no other word.
    #[must_use]
    pub fn has_by_chance(&self, typed: &Self, index: &Index) -> bool {
        let df = |group: &Self| {
            let live = |part: &Part| index.live_df(part.segment, part.term);
            group.parts.iter().map(live).fold(0, u32::saturating_add)
        };
        self.keys.iter().all(|(key, _)| key.is_ascii()) && df(typed).saturating_mul(BY_CHANCE) <= df(self)
    }
}

/// How a word is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct How {
    /// What the query asks for.
    pub mode: Mode,
    /// Whether it may be the beginning of a word that is still being typed.
    pub open: bool,
    /// Whether other forms of an English word count too.
    pub stems: bool,
    /// Whether words with typing errors are searched where no other is found.
    pub errors: bool,
}

impl How {
    /// A word of a query, by its operator.
    #[must_use]
    pub fn word(mode: Mode, open: bool) -> Self {
        Self { mode, open, stems: true, errors: true }
    }

    /// A word in quotation marks: no other forms, no errors.
    pub const QUOTED: Self = Self { mode: Mode::Plain, open: false, stems: false, errors: false };
    /// A word as it stands: marks as typed.
    pub const EXACT: Self = Self { mode: Mode::Exact, open: false, stems: false, errors: false };
    /// A word of a label that is searched along: its forms, no errors.
    pub const LABEL: Self = Self { mode: Mode::Plain, open: false, stems: true, errors: false };
}

/// Weight of a form that differs by marks, where the typed form has none in the index.
const OTHER_MARKS: f32 = 0.7;
/// Weight of a word that only begins with the typed letters.
const BEGINS: f32 = 0.5;
/// A form so many times as rare as all forms of its stem has it by chance.
const BY_CHANCE: u32 = 30;
/// Weight for each typing error, and for each that a word has more than the nearest ones.
const ERROR: f32 = 0.4;
const FURTHER: f32 = 0.1;
/// At most so many forms are searched for one word with errors, the nearest first.
const MOST_FORMS: usize = 40;
/// Where fewer documents have words that begin as typed or have its stem, words with an error are searched as well.
const FEW: u32 = 5;
/// Words to be found with one error have this many letters, with two errors this many.
const ONE_ERROR: usize = 4;
const TWO_ERRORS: usize = 8;
/// A word may be completed beside its exact matches from so many letters on, alone from two.
const COMPLETED: usize = 4;

/// Scans for typing errors in one query, and terms that begin with typed letters: some 5 ms in a browser each.
const SCANS: u32 = 16;
/// Scans that a word with `~2` costs more: it is compared with every form, and many are as near.
const TWO_ASKED: u32 = 2;
const BEGUN: u32 = 20_000;

/// Resolves the words of one query.
#[derive(Debug)]
pub struct Resolver<'a> {
    index: &'a Index,
    /// Whether any word of the query has marks.
    marked: bool,
    /// Scans for typing errors that are still allowed.
    scans: u32,
    /// Terms that may still be taken for what the typed letters begin.
    begun: u32,
    keys: Keys,
}

impl<'a> Resolver<'a> {
    /// For a query as typed.
    #[must_use]
    pub fn new(index: &'a Index, query: &str) -> Self {
        Self { index, marked: has_marks(query), scans: SCANS, begun: BEGUN, keys: Keys::default() }
    }

    /// Whether scans for typing errors were left out.
    #[must_use]
    pub fn exhausted(&self) -> bool {
        self.scans == 0
    }

    /// Whether words that begin with typed letters were left out.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.begun == 0
    }

    /// The terms of one token.
    pub fn word(&mut self, token: &str, how: How) -> Group {
        self.keys.set(token);
        let keys = self.keys.clone();
        let mut found = Found::new(self.index);
        match how.mode {
            Mode::Exact => self.exact(&keys.canon, &mut found),
            Mode::Prefix => self.begins(token, &keys, 1.0, &mut found),
            Mode::Fuzzy(errors) => {
                self.exact(&keys.canon, &mut found);
                self.bare(&keys.folded, 1.0, &mut found);
                self.near(&keys, errors, false, &mut found);
                if errors > 1 {
                    self.scans = self.scans.saturating_sub(TWO_ASKED);
                }
            }
            Mode::Plain => self.plain(token, &keys, how, &mut found),
        }
        let written = (how.mode == Mode::Exact).then(|| token.to_owned());
        Group { written, ..found.group() }
    }

    fn plain(&mut self, token: &str, keys: &Keys, how: How, found: &mut Found<'_>) {
        self.exact(&keys.canon, found);
        if !self.marked {
            self.bare(&keys.folded, 1.0, found);
        }
        let mut known = !found.is_empty();
        if how.stems && stems(&keys.canon) {
            self.inflected(&keys.canon, found);
        }
        let letters = keys.folded.chars().count();
        let plain = keys.folded.bytes().all(|b| b.is_ascii_lowercase());
        if how.open && plain && (letters >= COMPLETED || found.is_empty() && letters > 1) {
            self.begins(token, keys, BEGINS, found);
        }
        if found.is_empty() && self.marked {
            self.bare(&keys.folded, OTHER_MARKS, found);
            known = !found.is_empty();
        }
        if !how.errors || !plain || letters < ONE_ERROR {
            return;
        }
        // Words that only begin so or have the stem do not keep a misspelt one away, where they are few.
        if !known && found.documents() < FEW {
            self.near(keys, 1, false, found);
        }
        if found.is_empty() && letters >= TWO_ERRORS {
            self.near(keys, 2, false, found);
        }
        if found.is_empty() && how.open {
            self.near(keys, 1, true, found);
        }
    }

    /// The nearest word that the index has within so many errors, as a key; of two the more frequent.
    #[must_use]
    pub fn nearest(&mut self, token: &str, errors: u32) -> Option<String> {
        self.keys.set(token);
        let keys = self.keys.clone();
        let mut found = Found::new(self.index);
        if keys.folded.chars().count() >= ONE_ERROR - 2 + 2 * errors as usize {
            self.near(&keys, errors, false, &mut found);
        }
        let rarity = |(_, part): &&(String, Part)| (part.weight.to_bits(), part.term.df);
        found.parts.iter().max_by_key(rarity).map(|(key, _)| key.clone())
    }

    /// The terms that begin with the typed letters, by key, then by segment.
    pub fn completions(&mut self, token: &str) -> Vec<(String, Part)> {
        self.keys.set(token);
        let keys = self.keys.clone();
        let mut found = Found::new(self.index);
        self.begins(token, &keys, 1.0, &mut found);
        found.terms()
    }

    /// How many documents have exactly the word of a key.
    #[must_use]
    pub fn df(&self, key: &str) -> u32 {
        let df = |(_, dictionary): (u32, crate::index::dictionary::Dictionary<'a>)| {
            dictionary.get(key).map(|term| term.df)
        };
        self.dictionaries().filter_map(df).sum()
    }

    fn exact(&self, key: &str, found: &mut Found<'_>) {
        for (segment, dictionary) in self.dictionaries() {
            if let Some(term) = dictionary.get(key) {
                found.add(key, Part { segment, term, weight: 1.0, kind: SegmentKind::Match });
            }
        }
    }

    /// All written forms of a bare form.
    fn bare(&self, bare: &str, weight: f32, found: &mut Found<'_>) {
        let known = found.has(bare);
        for (segment, dictionary) in self.dictionaries() {
            dictionary.folded(bare, false, |term, key| {
                found.add(key, Part { segment, term, weight, kind: SegmentKind::Folded });
                true
            });
            if let Some(term) = if known { None } else { dictionary.get(bare) } {
                found.add(bare, Part { segment, term, weight, kind: SegmentKind::Folded });
            }
        }
    }

    /// The other forms of an English word.
    fn inflected(&self, key: &str, found: &mut Found<'_>) {
        let mut buffer = String::new();
        let root = stem(key, &mut buffer);
        for (segment, dictionary) in self.dictionaries() {
            dictionary.stemmed(root, |term, form| {
                if !is_other_syllable(form, key) {
                    found.add(form, Part { segment, term, weight: 1.0, kind: SegmentKind::Folded });
                }
            });
        }
    }

    /// The words that begin with the typed letters: with its marks where it has any.
    fn begins(&mut self, token: &str, keys: &Keys, weight: f32, found: &mut Found<'_>) {
        let mut left = self.begun;
        let mut more = || {
            left = left.saturating_sub(1);
            left > 0
        };
        let tone = &keys.canon[keys.toneless.len().min(keys.canon.len())..];
        // A final y may stand for itself in a longer word (`hy` in `hydro`), though alone it is an i.
        let typed_y = token.ends_with(['y', 'Y']) && !keys.toneless.ends_with('y');
        let with_y = |key: &str| typed_y.then(|| format!("{}y", &key[..key.len() - 1]));
        let kind = SegmentKind::Prefix;
        for (segment, dictionary) in self.dictionaries() {
            for start in [Some(keys.toneless.clone()), with_y(&keys.toneless)].into_iter().flatten() {
                dictionary.prefix(&start, |term, key| {
                    // Two syllables run together have two tones.
                    if tone.chars().all(|tone| tones(key).contains(tone)) {
                        found.add(key, Part { segment, term, weight, kind });
                    }
                    more()
                });
            }
            if has_marks(token) || self.marked {
                continue;
            }
            for start in [Some(keys.folded.clone()), with_y(&keys.folded)].into_iter().flatten() {
                dictionary.folded(&start, true, |term, key| {
                    found.add(key, Part { segment, term, weight, kind });
                    more()
                });
            }
        }
        self.begun = left;
    }

    /// The forms within a number of typing errors, or with a beginning that near. Where marks were typed, words whose
    /// marks differ too are one step further away; so are those that are no longer than what was typed: of all words
    /// with a letter left out, one in as many as they have letters leads here, of those with another letter put in or
    /// for one, a 26th of that (Kernighan, Church and Gale 1990).
    fn near(&mut self, keys: &Keys, errors: u32, begins: bool, found: &mut Found<'_>) {
        if self.scans == 0 {
            return;
        }
        self.scans -= 1;
        let mut forms: Vec<Form> = Vec::new();
        for (_, segment) in self.index.segments() {
            segment.forms().near(&keys.folded, errors, begins, |form, distance| {
                let steps = distance + u32::from(form.len() <= keys.folded.len());
                forms.push(Form { steps, distance, form: form.to_owned() });
            });
        }
        forms.sort_unstable();
        forms.dedup();
        forms.truncate(MOST_FORMS);
        let candidates = self.candidates(keys, errors, &forms);
        let least = candidates.iter().map(|candidate| candidate.steps).min().unwrap_or(0);
        let all = self.index.live().count();
        for Candidate { steps, df, key, part } in candidates {
            // Which word was meant is not known: a rare one is not buried under a common one.
            let rare = idf(df.min(all), all) / idf(1, all);
            let nearest = (0..least + u32::from(begins)).fold(0.2 + 0.8 * rare, |weight, _| weight * ERROR);
            let weight = (least..steps).fold(nearest, |weight, _| weight * FURTHER);
            found.add(&key, Part { weight, ..part });
        }
    }

    /// The words of some forms. Where marks were typed, each is a word of its own, and one step further away if its
    /// marks differ too.
    fn candidates(&self, keys: &Keys, errors: u32, forms: &[Form]) -> Vec<Candidate> {
        let marked = keys.canon != keys.folded;
        let (typed, mut rows) = (letters(&keys.canon), Rows::default());
        let mut out = Vec::new();
        for Form { steps, distance, form } in forms {
            let mut near = Found::new(self.index);
            self.bare(form, 1.0, &mut near);
            let df = near.documents();
            for (key, part) in &near.parts {
                let other_marks = marked && rows.distance(&typed, &letters(key), errors).is_none();
                let df = if marked { self.df(key) } else { df };
                let kind = if *distance > 0 { SegmentKind::Typo } else { part.kind };
                let part = Part { kind, ..*part };
                out.push(Candidate { steps: steps + u32::from(other_marks), df, key: key.clone(), part });
            }
        }
        out
    }

    fn dictionaries(
        &self,
    ) -> impl Iterator<Item = (u32, crate::index::dictionary::Dictionary<'a>)> + use<'a> {
        let index = self.index;
        index.segments().enumerate().filter_map(|(at, (_, segment))| Some((at as u32, segment.dictionary()?)))
    }
}

/// The tones at the end of a key.
fn tones(key: &str) -> &str {
    &key[key.trim_end_matches(TONES).len()..]
}

/// The letters of a word, each as a byte: letters that differ hardly ever give the same.
fn letters(word: &str) -> Vec<u8> {
    word.chars().map(|c| (c as u32 ^ c as u32 >> 7) as u8).collect()
}

/// Whether two words of one stem are two Vietnamese syllables (`tai`, `tay`): they differ by a final i and y alone.
/// English has no such pair of one meaning.
fn is_other_syllable(a: &str, b: &str) -> bool {
    a != b && a.len() == b.len() && a[..a.len() - 1] == b[..b.len() - 1]
}

/// A bare form near the typed letters; the order is that in which forms are taken.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    /// Typing errors and what counts like one.
    steps: u32,
    /// Typing errors.
    distance: u32,
    form: String,
}

/// A word that may have been meant.
#[derive(Debug)]
struct Candidate {
    steps: u32,
    /// Documents that have it.
    df: u32,
    key: String,
    part: Part,
}

/// Terms found for a word; of a term found twice the first reason stays.
#[derive(Debug)]
struct Found<'a> {
    index: &'a Index,
    parts: Vec<(String, Part)>,
}

impl<'a> Found<'a> {
    fn new(index: &'a Index) -> Self {
        Self { index, parts: Vec::new() }
    }

    fn add(&mut self, key: &str, part: Part) {
        if self.index.has_live(part.segment, part.term) {
            self.parts.push((key.to_owned(), part));
        }
    }

    fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    fn has(&self, key: &str) -> bool {
        self.parts.iter().any(|(known, _)| known == key)
    }

    /// How many documents have the terms, one that has several counted as often.
    fn documents(&self) -> u32 {
        self.parts.iter().map(|(_, part)| self.index.live_df(part.segment, part.term)).sum()
    }

    /// The terms by key, then by segment, each once.
    fn terms(mut self) -> Vec<(String, Part)> {
        // The sort is stable: of equal terms the first found comes first.
        self.parts.sort_by(|(a, x), (b, y)| a.cmp(b).then(x.segment.cmp(&y.segment)));
        self.parts.dedup_by(|(a, x), (b, y)| x.segment == y.segment && a == b);
        self.parts
    }

    fn group(self) -> Group {
        let mut group = Group::default();
        for (key, part) in self.terms() {
            group.parts.push(part);
            if group.keys.last().is_none_or(|(last, _)| *last != key) {
                group.keys.push((key, part.kind));
            }
        }
        group
    }
}
