//! Scores the extractor on the gold: true, missed and false finds per fact kind, language and part.
//!
//! Used by `tests/bench/facts.rs` (prints) and `tests/it/gold.rs` (checks the floors). The gold is one JSON
//! object a line (`facts.jsonl`, described in `README.md`); the documents are those of `www/corpus/documents`,
//! or of the folder that `GOLD_DOCS` names.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use entente::extract::{Facts, Lists, extract};
use entente::text::{Document, prepare};
use serde_json::Value;

use super::compare::{fold, same_date, same_name, same_post, title_overlap};

/// The fact kinds scored, in the order of the table.
pub(crate) const KINDS: [&str; 15] = [
    "countries",
    "people",
    "people-country",
    "people-post",
    "organizations",
    "instruments",
    "instruments-status",
    "crimes",
    "cooperation",
    "forums",
    "kind",
    "level",
    "place",
    "date",
    "language",
];

/// Gold, found and right values of one fact kind.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Tally {
    /// Values in the gold.
    pub(crate) gold: u32,
    /// Values found.
    pub(crate) found: u32,
    /// Values found that are in the gold.
    pub(crate) right: u32,
}

impl Tally {
    /// Right among found; 1 where nothing was found.
    pub(crate) fn precision(self) -> f64 {
        if self.found == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.found) }
    }

    /// Found among gold; 1 where the gold has nothing.
    pub(crate) fn recall(self) -> f64 {
        if self.gold == 0 { 1.0 } else { f64::from(self.right) / f64::from(self.gold) }
    }

    /// Harmonic mean of the two.
    pub(crate) fn f1(self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision() * self.recall() / sum }
    }

    fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.found += other.found;
        self.right += other.right;
    }
}

/// One miss or false find, for the list.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    /// Document id.
    pub(crate) document: String,
    /// Fact kind.
    pub(crate) kind: &'static str,
    /// `missed`, `false` or `wrong`.
    pub(crate) what: &'static str,
    /// The value, readable.
    pub(crate) value: String,
}

/// All tallies, and the findings of the part that is looked at.
#[derive(Debug, Default)]
pub(crate) struct Scores {
    /// By part (`look`, `held`), language (`vi`, `en`, `all`) and kind.
    pub(crate) tallies: BTreeMap<(String, String, &'static str), Tally>,
    /// Of the looked-at part only.
    pub(crate) findings: Vec<Finding>,
    /// Evidence spans that are empty, out of the text or inside a letter; must stay empty.
    pub(crate) bad_evidence: Vec<String>,
    /// Documents scored.
    pub(crate) documents: usize,
    /// Documents of the gold that the folder lacks.
    pub(crate) absent: Vec<String>,
}

impl Scores {
    /// The tally of one cell, zero where there is none.
    pub(crate) fn get(&self, part: &str, lang: &str, kind: &'static str) -> Tally {
        self.tallies.get(&(part.to_owned(), lang.to_owned(), kind)).copied().unwrap_or_default()
    }

    fn record(&mut self, gold: &Gold, kind: &'static str, outcome: Outcome) {
        for lang in [gold.lang.as_str(), "all"] {
            let cell = (gold.part.clone(), lang.to_owned(), kind);
            self.tallies.entry(cell).or_default().add(outcome.tally);
        }
        if gold.part == "look" {
            let lists = [("missed", outcome.missed), ("false", outcome.extra), ("wrong", outcome.wrong)];
            for (what, values) in lists {
                let document = gold.id.clone();
                self.findings.extend(values.into_iter().map(|value| Finding {
                    document: document.clone(),
                    kind,
                    what,
                    value,
                }));
            }
        }
    }
}

/// Where the documents are: `GOLD_DOCS`, else the bundled corpus; `None` where the folder is missing.
pub(crate) fn documents_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("GOLD_DOCS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus/documents"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// Scores every document of the gold that `folder` holds.
pub(crate) fn score(folder: &Path) -> Scores {
    let lists = Lists::bundled();
    let mut scores = Scores::default();
    for gold in read_gold() {
        let path = folder.join(format!("{}.txt", gold.id));
        let Ok(text) = fs::read_to_string(&path) else {
            scores.absent.push(gold.id);
            continue;
        };
        let document = prepare(super::reader::read(&gold.id, text));
        let facts = extract(&document, &lists);
        check_evidence(&document, &facts, &mut scores.bad_evidence);
        score_document(&gold, &document, &facts, &mut scores);
        scores.documents += 1;
    }
    scores
}

/// The gold of one document.
struct Gold {
    id: String,
    part: String,
    lang: String,
    value: Value,
}

impl Gold {
    fn strings(&self, key: &str) -> Vec<String> {
        list(&self.value, key).iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

fn read_gold() -> Vec<Gold> {
    let read = |line: &str| -> Gold {
        let value: Value = serde_json::from_str(line).expect("facts.jsonl holds one JSON object a line");
        let text = |key: &str| value[key].as_str().unwrap_or("").to_owned();
        Gold { id: text("id"), part: text("part"), lang: text("lang"), value }
    };
    include_str!("facts.jsonl").lines().map(read).collect()
}

/// A list of values compared.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    missed: Vec<String>,
    extra: Vec<String>,
    wrong: Vec<String>,
}

impl Outcome {
    /// One value that is right or wrong, such as the kind of the event.
    fn single(right: bool, gold: &str, found: &str) -> Self {
        let tally = Tally { gold: 1, found: 1, right: u32::from(right) };
        let wrong = if right { vec![] } else { vec![format!("gold {gold}, found {found}")] };
        Self { tally, wrong, ..Self::default() }
    }

    fn sets(gold: &[String], found: &[String]) -> Self {
        let missed: Vec<String> = gold.iter().filter(|g| !found.contains(g)).cloned().collect();
        let extra: Vec<String> = found.iter().filter(|f| !gold.contains(f)).cloned().collect();
        let right = count(gold.len() - missed.len());
        Self {
            tally: Tally { gold: count(gold.len()), found: count(found.len()), right },
            missed,
            extra,
            wrong: vec![],
        }
    }
}

fn score_document(gold: &Gold, document: &Document, facts: &Facts, scores: &mut Scores) {
    let ids = |tagged: &[entente::extract::Tagged]| -> Vec<String> {
        tagged.iter().map(|t| t.id.clone()).filter(|id| id != "VN").collect()
    };
    for (kind, found) in [
        ("countries", ids(&facts.countries)),
        ("crimes", ids(&facts.crimes)),
        ("cooperation", ids(&facts.cooperation)),
        ("forums", ids(&facts.forums)),
    ] {
        scores.record(gold, kind, Outcome::sets(&gold.strings(kind), &found));
    }
    score_people(gold, facts, scores);
    scores.record(gold, "organizations", organizations(gold, facts));
    score_instruments(gold, facts, scores);
    score_event(gold, facts, scores);
    let lang = document.lang.code();
    scores.record(gold, "language", Outcome::single(lang == gold.lang, &gold.lang, lang));
}

fn score_people(gold: &Gold, facts: &Facts, scores: &mut Scores) {
    let mut outcome = Outcome::default();
    let (mut country, mut post) = (Outcome::default(), Outcome::default());
    let people = list(&gold.value, "people");
    let mut used = vec![false; facts.people.len()];
    for person in people {
        let names: Vec<&str> = std::iter::once(text(person, "name"))
            .chain(list(person, "aliases").iter().filter_map(Value::as_str))
            .collect();
        let hit = facts.people.iter().position(|p| names.iter().any(|name| same_name(name, &p.name)));
        let Some(at) = hit else {
            outcome.missed.push(names[0].to_owned());
            continue;
        };
        used[at] = true;
        outcome.tally.right += 1;
        let found = &facts.people[at];
        if let Some(code) = person["country"].as_str() {
            let one = Outcome::single(
                found.country.as_deref() == Some(code),
                code,
                &format!("{:?} ({})", found.country, found.name),
            );
            merge(&mut country, one);
        }
        if let Some(expected) = person["post"].as_str() {
            let right = found.post.as_deref().is_some_and(|p| same_post(expected, p));
            merge(&mut post, Outcome::single(right, expected, &format!("{:?} ({})", found.post, found.name)));
        }
    }
    outcome.tally.gold = count(people.len());
    outcome.tally.found = count(facts.people.len());
    outcome.extra =
        facts.people.iter().zip(&used).filter(|(_, used)| !**used).map(|(p, _)| p.name.clone()).collect();
    scores.record(gold, "people", outcome);
    scores.record(gold, "people-country", country);
    scores.record(gold, "people-post", post);
}

/// Recall counts; what is found beyond the gold is printed but the gold does not list every body named.
fn organizations(gold: &Gold, facts: &Facts) -> Outcome {
    let mut outcome = Outcome::default();
    let mut used = vec![false; facts.organizations.len()];
    for body in list(&gold.value, "organizations") {
        let names: Vec<String> = [text(body, "vi"), text(body, "en")]
            .into_iter()
            .chain(list(body, "aliases").iter().filter_map(Value::as_str))
            .map(fold)
            .collect();
        let id = text(body, "id");
        match facts.organizations.iter().position(|o| o.id == id || names.contains(&fold(&o.name))) {
            Some(at) => {
                used[at] = true;
                outcome.tally.right += 1;
            }
            None => outcome.missed.push(format!("{id} ({})", text(body, "en"))),
        }
        outcome.tally.gold += 1;
    }
    outcome.tally.found = count(facts.organizations.len());
    let extra = facts.organizations.iter().zip(&used).filter(|(_, used)| !**used);
    outcome.extra = extra.map(|(o, _)| format!("{} ({})", o.id, o.name)).collect();
    outcome
}

/// Aligns found and gold instruments greedily, the likest pair first; a pair needs the same type, or half of
/// its title's words in common. `instruments-status` counts the aligned pairs whose status is right.
fn score_instruments(gold: &Gold, facts: &Facts, scores: &mut Scores) {
    let golds = list(&gold.value, "instruments");
    let mut pairs: Vec<(f32, usize, usize)> = Vec::new();
    for (g, instrument) in golds.iter().enumerate() {
        for (f, found) in facts.instruments.iter().enumerate() {
            let overlap = title_overlap(text(instrument, "vi"), &found.title)
                .max(title_overlap(text(instrument, "en"), &found.title));
            let same_type = text(instrument, "type") == found.kind;
            if same_type || overlap >= 0.5 {
                let year = instrument["year"].as_u64().is_some_and(|y| found.year.map(u64::from) == Some(y));
                let status = text(instrument, "status") == found.status;
                let points = overlap
                    + if same_type { 1.0 } else { 0.0 }
                    + if status { 0.5 } else { 0.0 }
                    + if year { 0.25 } else { 0.0 };
                pairs.push((points, g, f));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let (mut gold_used, mut found_used) = (vec![false; golds.len()], vec![false; facts.instruments.len()]);
    let (mut outcome, mut status) = (Outcome::default(), Outcome::default());
    for (_, g, f) in pairs {
        if gold_used[g] || found_used[f] {
            continue;
        }
        (gold_used[g], found_used[f]) = (true, true);
        outcome.tally.right += 1;
        let (expected, found) = (text(&golds[g], "status"), &facts.instruments[f]);
        merge(
            &mut status,
            Outcome::single(
                expected == found.status,
                expected,
                &format!("{} ({})", found.status, found.title),
            ),
        );
    }
    outcome.tally.gold = count(golds.len());
    outcome.tally.found = count(facts.instruments.len());
    let describe = |i: &Value| format!("{} {} {}", text(i, "type"), text(i, "status"), text(i, "en"));
    outcome.missed = unused(golds, &gold_used).map(describe).collect();
    outcome.extra = unused(&facts.instruments, &found_used)
        .map(|i| format!("{} {} {}", i.kind, i.status, i.title))
        .collect();
    scores.record(gold, "instruments", outcome);
    scores.record(gold, "instruments-status", status);
}

fn score_event(gold: &Gold, facts: &Facts, scores: &mut Scores) {
    let event = facts.event.as_ref();
    let kind = event.map_or("none", |e| e.kind.as_str());
    let expected = text(&gold.value, "kind");
    scores.record(gold, "kind", Outcome::single(kind == expected, expected, kind));
    if let Some(expected) = gold.value["level"].as_str() {
        let level = event.and_then(|e| e.level.as_deref()).unwrap_or("none");
        scores.record(gold, "level", Outcome::single(level == expected, expected, level));
    }
    if let Some(expected) = gold.value["place"]["country"].as_str() {
        let place = event.and_then(|e| e.place.as_ref());
        let country = place.and_then(|p| p.country.as_deref()).unwrap_or("none");
        scores.record(gold, "place", Outcome::single(country == expected, expected, country));
    }
    let date = event.and_then(|e| e.date).map(|d| d.to_string());
    let expected = gold.value["date"].as_str();
    let right = same_date(expected, date.as_deref());
    scores.record(
        gold,
        "date",
        Outcome::single(right, expected.unwrap_or("none"), date.as_deref().unwrap_or("none")),
    );
}

/// Every evidence span must be a non-empty slice of the text, on character boundaries.
fn check_evidence(document: &Document, facts: &Facts, bad: &mut Vec<String>) {
    let tagged = [&facts.countries, &facts.crimes, &facts.cooperation, &facts.forums];
    let spans = tagged
        .into_iter()
        .flatten()
        .flat_map(|t| &t.evidence)
        .chain(facts.event.iter().flat_map(|e| &e.evidence))
        .chain(facts.organizations.iter().flat_map(|o| &o.evidence))
        .chain(facts.people.iter().flat_map(|p| &p.evidence))
        .chain(facts.instruments.iter().flat_map(|i| &i.evidence))
        .chain(facts.pledges.iter().flat_map(|p| &p.evidence));
    for span in spans {
        if document.text.get(span.range()).is_none_or(str::is_empty) {
            bad.push(format!("{}: {}..{}", document.id, span.start, span.end));
        }
    }
}

fn merge(into: &mut Outcome, one: Outcome) {
    into.tally.add(one.tally);
    into.wrong.extend(one.wrong);
}

fn unused<'a, T>(all: &'a [T], used: &'a [bool]) -> impl Iterator<Item = &'a T> {
    all.iter().zip(used).filter(|(_, used)| !**used).map(|(value, _)| value)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
