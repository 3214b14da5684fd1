//! Which reports tell of the same event, in another outlet or language, and what says so.
//!
//! Reports that can be of the same days and have a partner, a body, a person or words in common are compared;
//! what they share adds up, what speaks against it is taken off. Pairs above a threshold are joined, the surest
//! first, unless that would bring two reports together that cannot be of one event.

use crate::base::sorted::{SortedMap, SortedSet};

use super::name::NameKey;
use super::union::Union;
use super::when::{Basis, Window};
use super::{HOME, Source, near};
use crate::base::{Arrange, DocId};
use crate::date::Date;

/// The reports of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// By id; never empty.
    pub docs: Vec<DocId>,
    /// Pairs of them that were found to tell the same, the surest first; empty where the event has one report.
    pub links: Vec<Link>,
}

impl Group {
    /// An event with one report.
    #[must_use]
    pub fn single(doc: DocId) -> Self {
        Self { docs: vec![doc], links: Vec::new() }
    }

    /// The group without the documents for which `keep` is false; none where nothing is left.
    #[must_use]
    pub fn narrowed(&self, keep: impl Fn(DocId) -> bool) -> Option<Self> {
        let docs: Vec<DocId> = self.docs.iter().copied().filter(|d| keep(*d)).collect();
        let links = self.links.iter().filter(|l| keep(l.a) && keep(l.b)).cloned().collect();
        (!docs.is_empty()).then_some(Self { docs, links })
    }
}

/// Two reports of one event and what says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The report with the smaller id.
    pub a: DocId,
    /// The other.
    pub b: DocId,
    /// How sure: [`ENOUGH`] or more.
    pub score: i32,
    /// What the two have in common, the strongest first.
    pub why: Vec<Why>,
}

/// Something that two reports have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// An editor gave both this event's id.
    Editor(String),
    /// This share of the words of both stands in the same order, in per cent: one copies the other.
    Text(u32),
    /// The same day.
    Day(Date),
    /// Days that agree as far as they are known.
    Days,
    /// The same partners, ISO 3166-1 alpha-2.
    Countries(Vec<String>),
    /// The same international bodies.
    Forums(Vec<String>),
    /// The same partner bodies.
    Organizations(Vec<String>),
    /// The same people, as the first report writes them.
    People(Vec<String>),
    /// The same city.
    Place(String),
    /// The same kind of event.
    Kind(String),
    /// The same subjects (crime types, forms of cooperation).
    Subjects(Vec<String>),
}

impl Why {
    /// The name on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Editor(_) => "editor",
            Self::Text(_) => "text",
            Self::Day(_) => "day",
            Self::Days => "days",
            Self::Countries(_) => "countries",
            Self::Forums(_) => "forums",
            Self::Organizations(_) => "organizations",
            Self::People(_) => "people",
            Self::Place(_) => "place",
            Self::Kind(_) => "kind",
            Self::Subjects(_) => "subjects",
        }
    }

    /// What is shared, as ids or words; empty where the code says it all.
    #[must_use]
    pub fn values(&self) -> Vec<String> {
        match self {
            Self::Text(share) => vec![share.to_string()],
            Self::Day(date) => vec![date.to_string()],
            Self::Days => Vec::new(),
            Self::Editor(one) | Self::Place(one) | Self::Kind(one) => vec![one.clone()],
            Self::Countries(all)
            | Self::Forums(all)
            | Self::Organizations(all)
            | Self::People(all)
            | Self::Subjects(all) => all.clone(),
        }
    }
}

/// The least score of a pair that is joined.
pub const ENOUGH: i32 = 5;
/// A name part in more reports than this tells nothing of those without any date.
const CROWD: usize = 200;
/// Copies are joined when this much of their words is the same, in per cent.
const COPY: u32 = 60;

/// Joins `sources`, which must be in order of id, into events, by first document. An editor's word, given in both
/// documents, decides alone. Sorting apart, the cost is linear in the text and in the pairs of reports that have a
/// partner and a day in common.
#[must_use]
pub fn group(sources: &[Source<'_>]) -> Vec<Group> {
    let reports: Vec<Report<'_>> = sources.iter().map(Report::of).collect();
    let sketches: Vec<Vec<u64>> = sources.iter().map(|s| near::sketch(s.document)).collect();
    let copies = near::pairs(&sketches);
    let mut pairs = candidates(&reports);
    pairs.extend(copies.keys().copied());
    let mut links: Vec<(usize, usize, i32, Vec<Why>)> = pairs
        .into_iter()
        .filter_map(|(a, b)| {
            let (score, why) = compare(&reports[a], &reports[b], copies.get(&(a, b)).copied())?;
            (score >= ENOUGH).then_some((a, b, score, why))
        })
        .collect();
    links.arrange_by_key(|(a, b, score, _)| (-score, *a, *b));
    let sets = join(&reports, &links);
    let mut group_of = vec![0; reports.len()];
    let mut groups = Vec::with_capacity(sets.len());
    for (at, set) in sets.into_iter().enumerate() {
        set.iter().for_each(|doc| group_of[*doc] = at);
        groups.push(Group { docs: set.into_iter().map(|doc| sources[doc].id).collect(), links: Vec::new() });
    }
    for (a, b, score, why) in links {
        if group_of[a] == group_of[b] {
            groups[group_of[a]].links.push(Link { a: sources[a].id, b: sources[b].id, score, why });
        }
    }
    groups
}

/// Joins linked reports, the surest link first, but never two sets with members that exclude each other.
fn join(reports: &[Report<'_>], links: &[(usize, usize, i32, Vec<Why>)]) -> Vec<Vec<usize>> {
    let mut union = Union::new(reports.len());
    for (a, b, ..) in links {
        union.join_unless(*a, *b, |x, y| reports[x].excludes(&reports[y]));
    }
    union.sets()
}

/// What of a report is compared. Lists are sorted.
struct Report<'a> {
    editor: Option<&'a str>,
    window: Window,
    date: Option<Date>,
    kind: &'a str,
    city: Option<&'a str>,
    country: Option<&'a str>,
    partners: Vec<&'a str>,
    forums: Vec<&'a str>,
    bodies: Vec<&'a str>,
    /// Name, key, whether of the home side.
    people: Vec<(&'a str, NameKey, bool)>,
    subjects: Vec<&'a str>,
}

impl<'a> Report<'a> {
    fn of(source: &Source<'a>) -> Self {
        let facts = source.facts;
        let event = facts.event.as_ref();
        let place = event.and_then(|e| e.place.as_ref());
        let foreign = facts.organizations.iter().filter(|o| o.country.as_deref() != Some(HOME));
        let subjects = facts.crimes.iter().chain(&facts.cooperation);
        Self {
            editor: source.document.meta.event.as_deref(),
            window: Window::of(source),
            date: event.and_then(|e| e.date),
            kind: event.map_or("", |e| &e.kind),
            city: place.and_then(|p| p.city.as_deref()),
            country: place.and_then(|p| p.country.as_deref()),
            partners: sorted(source.partners()),
            forums: sorted(facts.forums.iter().map(|f| f.id.as_str())),
            bodies: sorted(foreign.map(|o| o.id.as_str())),
            people: facts
                .people
                .iter()
                .map(|p| (p.name.as_str(), NameKey::of(&p.name), p.country.as_deref() == Some(HOME)))
                .collect(),
            subjects: sorted(subjects.map(|t| t.id.as_str())),
        }
    }

    /// Whether the two cannot be of one event, whatever else they share.
    fn excludes(&self, other: &Self) -> bool {
        let editors = self.editor.zip(other.editor);
        if let Some((a, b)) = editors {
            return a != b;
        }
        !self.window.meets(other.window)
            || !self.partners.is_empty()
                && !other.partners.is_empty()
                && common(&self.partners, &other.partners).is_empty()
    }
}

/// Pairs that have a day and a partner, a body, a forum or a foreign person's name in common, or an editor's word.
fn candidates(reports: &[Report<'_>]) -> SortedSet<(usize, usize)> {
    let mut blocks: SortedMap<(u8, &str), Vec<usize>> = SortedMap::new();
    for (at, report) in reports.iter().enumerate() {
        let mut put = |kind, key| blocks.entry((kind, key)).or_default().push(at);
        report.editor.into_iter().for_each(|e| put(0, e));
        let people = report.people.iter().filter(|(_, key, home)| !home && key.parts.len() > 1);
        people.flat_map(|(_, key, _)| &key.parts).for_each(|part| put(1, part));
        if report.window.basis > Basis::Unknown {
            report.partners.iter().for_each(|c| put(2, c));
            report.forums.iter().for_each(|f| put(3, f));
            report.bodies.iter().for_each(|o| put(4, o));
        }
    }
    let mut pairs = SortedSet::new();
    for ((kind, _), block) in &mut blocks {
        block.dedup();
        if *kind == 0 {
            pairs.extend(block.windows(2).map(|two| (two[0], two[1])));
            continue;
        }
        block.arrange_by_key(|at| (reports[*at].window.from, *at));
        for (i, a) in block.iter().enumerate() {
            if reports[*a].window.basis == Basis::Unknown && block.len() > CROWD {
                continue;
            }
            let to = reports[*a].window.to.saturating_add(1);
            let near = block[i + 1..].iter().take_while(|b| reports[**b].window.from <= to);
            pairs.extend(near.map(|b| (*a.min(b), *a.max(b))));
        }
    }
    pairs
}

/// How much says that two reports tell the same, and what; none where they cannot.
fn compare(a: &Report<'_>, b: &Report<'_>, copied: Option<u32>) -> Option<(i32, Vec<Why>)> {
    if a.excludes(b) {
        return None;
    }
    let mut found = Found::default();
    if let (Some(id), Some(_)) = (a.editor, b.editor) {
        found.add(2 * ENOUGH, Why::Editor(id.to_owned()));
    }
    if let Some(share) = copied {
        found.add(if share >= COPY { 6 } else { 3 }, Why::Text(share));
    }
    compare_people(a, b, &mut found);
    compare_days(a, b, &mut found);
    compare_parties(a, b, &mut found);
    compare_kind(a, b, &mut found);
    if let Some(city) = a.city.filter(|c| b.city == Some(c)) {
        found.add(1, Why::Place(city.to_owned()));
    } else if a.city.is_some() && b.city.is_some() || a.country.zip(b.country).is_some_and(|(x, y)| x != y) {
        found.score -= 1;
    }
    let subjects = common(&a.subjects, &b.subjects);
    if 2 * subjects.len() > a.subjects.len().max(b.subjects.len()) {
        found.add(1, Why::Subjects(subjects));
    }
    Some((found.score, found.why))
}

/// What was found so far.
#[derive(Default)]
struct Found {
    score: i32,
    why: Vec<Why>,
}

impl Found {
    fn add(&mut self, score: i32, why: Why) {
        self.score += score;
        self.why.push(why);
    }
}

/// A partner's official in both reports says much; one of the home side, who meets many, says little; quite other
/// people on both sides speak against.
fn compare_people(a: &Report<'_>, b: &Report<'_>, found: &mut Found) {
    let mut shared = Vec::new();
    let (mut abroad, mut at_home) = (0, 0);
    for (name, key, home) in &a.people {
        let same =
            |(_, other, h): &&(&str, NameKey, bool)| key.matches(other) || !home && !h && key.nearly(other);
        if b.people.iter().find(same).is_some() {
            shared.push((*name).to_owned());
            if *home { at_home += 1 } else { abroad += 1 }
        }
    }
    let both_name = |home: bool| {
        let names = |r: &Report<'_>| r.people.iter().any(|(_, key, h)| *h == home && key.parts.len() > 1);
        i32::from(names(a) && names(b))
    };
    let score = if abroad > 0 { 3 } else { -2 * both_name(false) }
        + if at_home > 0 { at_home.min(2) } else { -both_name(true) };
    if shared.is_empty() {
        found.score += score;
    } else {
        found.add(score, Why::People(shared));
    }
}

/// The same day stated says much; a day that only the publication suggests says a little.
fn compare_days(a: &Report<'_>, b: &Report<'_>, found: &mut Found) {
    let basis = a.window.basis.min(b.window.basis);
    match a.date {
        Some(date) if a.window.same_day(b.window) => found.add(3, Why::Day(date)),
        _ if basis == Basis::Stated => found.add(2, Why::Days),
        _ if basis > Basis::Unknown => found.add(1, Why::Days),
        _ => {}
    }
}

/// The same partners, forums or partner bodies; a partner that only one report names speaks a little against.
fn compare_parties(a: &Report<'_>, b: &Report<'_>, found: &mut Found) {
    let partners = common(&a.partners, &b.partners);
    if !partners.is_empty() {
        let all = partners.len() == a.partners.len() && partners.len() == b.partners.len();
        found.add(if all { 2 } else { 1 }, Why::Countries(partners));
    }
    let forums = common(&a.forums, &b.forums);
    if !forums.is_empty() {
        let alone = a.partners.is_empty() && b.partners.is_empty();
        found.add(if alone { 2 } else { 0 }, Why::Forums(forums));
    }
    let bodies = common(&a.bodies, &b.bodies);
    if !bodies.is_empty() {
        let score = if bodies.len() > 1 { 2 } else { 1 };
        found.add(score, Why::Organizations(bodies));
    }
}

/// Kinds that reports of one event give: talks end in a signing, a guest is received and works.
fn compare_kind(a: &Report<'_>, b: &Report<'_>, found: &mut Found) {
    const MEETINGS: [&str; 6] = ["talks", "visit", "reception", "signing", "working-session", "dialogue"];
    const GATHERINGS: [&str; 5] = ["conference", "dialogue", "working-session", "course", "signing"];
    if a.kind.is_empty() || b.kind.is_empty() {
        return;
    }
    let both = |kinds: &[&str]| kinds.contains(&a.kind) && kinds.contains(&b.kind);
    if a.kind == b.kind {
        found.add(1, Why::Kind(a.kind.to_owned()));
    } else if !both(&MEETINGS) && !both(&GATHERINGS) {
        found.score -= 2;
    }
}

fn sorted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut values: Vec<&str> = values.collect();
    values.arrange();
    values.dedup();
    values
}

/// The values of two sorted lists that stand in both.
fn common(a: &[&str], b: &[&str]) -> Vec<String> {
    a.iter().filter(|v| b.binary_search(v).is_ok()).map(|v| (*v).to_owned()).collect()
}
