//! Scores the search on the judged queries and on typing errors over the bundled corpus.
//!
//! Used by `tests/bench/search.rs` (prints) and `tests/it/ranking.rs` (checks the floors); `README.md` says how the
//! queries were judged and the words drawn.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use entente::corpus::{Item, Reader};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::Request;
use entente::text::fold::{canon, folded};
use entente::text::token::{Kind, tokens};

/// A query of the judged set.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    /// Its id.
    pub(crate) id: String,
    /// Its class.
    pub(crate) class: String,
    /// As typed.
    pub(crate) query: String,
    /// Grades above 0 by document.
    pub(crate) grades: BTreeMap<String, u32>,
}

/// An engine over the bundled corpus; nothing where it is missing.
pub(crate) fn engine() -> Option<Engine> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus/documents");
    let mut paths: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    paths.sort();
    let mut engine = Engine::new(Lists::bundled());
    let mut reader = Reader::new("corpus");
    let mut sink = |item| {
        if let Item::Document(raw) = item {
            engine.add(raw);
        }
    };
    for path in paths {
        let name = path.file_name()?.to_string_lossy().into_owned();
        reader.file(&name, &std::fs::read(&path).ok()?, &mut sink);
    }
    reader.finish(&mut sink);
    engine.commit();
    Some(engine)
}

/// The judged queries, in order.
pub(crate) fn judged() -> Vec<Judged> {
    let rows = |text: &'static str| text.lines().skip(1).map(|row| row.split('\t').collect::<Vec<_>>());
    let mut grades: BTreeMap<&str, BTreeMap<String, u32>> = BTreeMap::new();
    for row in rows(include_str!("judged.tsv")) {
        let [query, document, grade] = row[..] else { panic!("judged.tsv: {row:?}") };
        grades.entry(query).or_default().insert(document.to_owned(), grade.parse().unwrap());
    }
    let queries = rows(include_str!("queries.tsv")).map(|row| {
        let [id, class, query] = row[..] else { panic!("queries.tsv: {row:?}") };
        let grades = grades.get(id).cloned().unwrap_or_default();
        Judged { id: id.into(), class: class.into(), query: query.into(), grades }
    });
    queries.collect()
}

/// Ids of the best documents for a query, as the page would list them.
pub(crate) fn top(engine: &Engine, query: &str, limit: u32) -> Vec<String> {
    let request = Request { query: query.into(), limit, facets: Some(Vec::new()), ..Request::default() };
    engine.search(&request).hits.into_iter().map(|hit| hit.id).collect()
}

/// The same for a reader who takes the better spelling that is offered.
fn top_corrected(engine: &Engine, query: &str) -> Vec<String> {
    let better = engine
        .search(&Request { query: query.into(), facets: Some(Vec::new()), ..Request::default() })
        .corrected_query;
    top(engine, better.as_deref().unwrap_or(query), 10)
}

/// nDCG at 10 with linear gain.
#[allow(clippy::disallowed_methods, reason = "a floor leaves the last bit open")]
pub(crate) fn ndcg(grades: &BTreeMap<String, u32>, ranked: &[String]) -> f64 {
    let discount = |at: usize| f64::from(at as u32 + 2).log2();
    let gain = |gains: &[u32]| {
        gains.iter().take(10).enumerate().map(|(at, gain)| f64::from(*gain) / discount(at)).sum::<f64>()
    };
    let got: Vec<u32> = ranked.iter().map(|id| grades.get(id).copied().unwrap_or(0)).collect();
    let mut ideal: Vec<u32> = grades.values().copied().collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    if ideal.is_empty() { 0.0 } else { gain(&got) / gain(&ideal) }
}

/// The first ten for a judged query. Telex and VNI are only ever a suggestion, and the reader takes it.
pub(crate) fn ranked(engine: &Engine, judged: &Judged) -> Vec<String> {
    if judged.class == "telex" {
        top_corrected(engine, &judged.query)
    } else {
        top(engine, &judged.query, 10)
    }
}

/// Mean nDCG at 10 and the number of queries, by class, and under `all`.
pub(crate) fn by_class(engine: &Engine, queries: &[Judged]) -> BTreeMap<String, (f64, u32)> {
    let mut sums: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    for judged in queries {
        let score = ndcg(&judged.grades, &ranked(engine, judged));
        for class in [judged.class.as_str(), "all"] {
            let sum = sums.entry(class.to_owned()).or_default();
            *sum = (sum.0 + score, sum.1 + 1);
        }
    }
    sums.into_iter().map(|(class, (sum, count))| (class, (sum / f64::from(count), count))).collect()
}

/// The words of the corpus, each with the documents that have it.
pub(crate) struct Words {
    /// By canonical key, the written form in lower case and the documents.
    pub(crate) all: BTreeMap<String, (String, BTreeSet<String>)>,
    bare: BTreeSet<String>,
    pairs: Vec<(String, String)>,
}

impl Words {
    /// Of titles and bodies.
    pub(crate) fn of(engine: &Engine) -> Self {
        let mut words = Self { all: BTreeMap::new(), bare: BTreeSet::new(), pairs: Vec::new() };
        for (_, entry) in engine.entries() {
            let document = &entry.document;
            let title = document.title.as_ref().map_or("", |title| &title.text);
            for text in document.body.iter().map(|p| p.span.of(&document.text)).chain([title]) {
                let mut before: Option<String> = None;
                for token in tokens(text) {
                    let written = token.span.of(text).to_lowercase();
                    let key = canon(&written);
                    words.bare.insert(folded(&written));
                    let word = words.all.entry(key).or_insert_with(|| (written.clone(), BTreeSet::new()));
                    word.1.insert(document.id.clone());
                    let plain = token.kind == Kind::Word && written.chars().count() > 2;
                    words.pairs.extend(before.filter(|_| plain).map(|before| (before, written.clone())));
                    before = plain.then_some(written);
                }
            }
        }
        words
    }

    /// Words long enough to be corrected, `count` of them, evenly drawn from the sorted list.
    fn sample(&self, count: usize) -> Vec<(&str, &BTreeSet<String>)> {
        let long = |word: &str| {
            let bare = folded(word);
            bare.len() > 4 && bare.bytes().all(|b| b.is_ascii_lowercase())
        };
        let all: Vec<_> = self.all.values().filter(|(word, _)| long(word)).collect();
        let count = count.min(all.len());
        (0..count).map(|at| all[at * all.len() / count]).map(|(word, docs)| (word.as_str(), docs)).collect()
    }
}

/// A kind of typing error.
pub(crate) const ERRORS: [&str; 4] = ["deletion", "insertion", "substitution", "transposition"];

/// A word with one error of a kind, at a place drawn from the word itself; nothing where it stays the same.
fn misspelt(word: &str, error: &str) -> Option<String> {
    let mut letters: Vec<char> = word.chars().collect();
    let seed = letters.iter().fold(7u32, |sum, c| sum.wrapping_mul(31).wrapping_add(*c as u32)) >> 3;
    let (at, other) = (seed as usize % letters.len(), char::from(b'a' + (seed % 26) as u8));
    match error {
        "deletion" => {
            letters.remove(at);
        }
        "insertion" => letters.insert(at, other),
        "substitution" => letters[at] = other,
        _ => letters.swap(at.min(word.chars().count() - 2), at.min(word.chars().count() - 2) + 1),
    }
    let out: String = letters.into_iter().collect();
    (folded(&out) != folded(word)).then_some(out)
}

/// Of one kind of error: how many misspelt words, how many of them a document of the word was found for among the
/// first five, how many were left out because the misspelt form is a word of the corpus; and those not found.
#[derive(Debug, Default)]
pub(crate) struct Typos {
    pub(crate) asked: u32,
    pub(crate) found: u32,
    pub(crate) words: u32,
    pub(crate) missed: Vec<String>,
}

/// Misspells sampled words: with `kinds` all four errors of each, otherwise one in turn.
pub(crate) fn typos(
    engine: &Engine,
    words: &Words,
    count: usize,
    all_kinds: bool,
) -> BTreeMap<&'static str, Typos> {
    let mut out: BTreeMap<&'static str, Typos> = BTreeMap::new();
    for (number, (word, docs)) in words.sample(count).into_iter().enumerate() {
        for (kind, error) in ERRORS.into_iter().enumerate() {
            let Some(typed) = misspelt(word, error).filter(|_| all_kinds || number % 4 == kind) else {
                continue;
            };
            let tally = out.entry(error).or_default();
            if words.bare.contains(&folded(&typed)) {
                tally.words += 1;
                continue;
            }
            tally.asked += 1;
            if top(engine, &typed, 5).iter().any(|id| docs.contains(id)) {
                tally.found += 1;
            } else {
                tally.missed.push(format!("{word}→{typed}"));
            }
        }
    }
    out
}

/// Pairs of neighbouring words: how many were asked, for how many one of the first five documents has both, and the
/// others.
pub(crate) fn two_words(engine: &Engine, words: &Words, count: usize) -> (u32, u32, Vec<String>) {
    let (mut asked, mut found, mut missed) = (0, 0, Vec::new());
    for at in 0..count {
        let (a, b) = &words.pairs[at * words.pairs.len() / count];
        let both: BTreeSet<&String> = words.all[&canon(a)].1.intersection(&words.all[&canon(b)].1).collect();
        let query = format!("{a} {b} ");
        asked += 1;
        if top(engine, &query, 5).iter().any(|id| both.contains(id)) {
            found += 1;
        } else {
            missed.push(query);
        }
    }
    (asked, found, missed)
}
