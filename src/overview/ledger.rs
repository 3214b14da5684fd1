//! One entry for each instrument over all documents, with its history and the words for every step.
//!
//! Mentions are of one instrument when they have a party in common, the same family of type, no year or period that
//! contradicts, and a title alike: the same words, or, across languages, the same crime types and forms of
//! cooperation (the finds of the extractor in the same words). A paper that is proposed after one was signed is
//! another paper.

use crate::base::sorted::SortedMap;
use std::cmp::Reverse;

use super::coverage::most_first;
use super::union::Union;
use super::{HOME, Proof, Selection, Source};
use crate::base::{Arrange, DocId, Lang, Span};
use crate::date::Date;
use crate::extract::{Instrument, Tagged};
use crate::text::fold::folded_phrase;

/// An instrument over the whole selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The title told most often, the longest of those.
    pub title: String,
    /// All titles with the language of the document and the number of mentions, most first.
    pub titles: Vec<((Lang, String), usize)>,
    /// The type told most often.
    pub kind: String,
    /// All parties told, [`HOME`] included where it is one.
    pub parties: Vec<String>,
    /// The status at the last event: `proposed negotiating signed existing`; [`Entry::steps`] has all that is told.
    pub status: String,
    /// When it was signed, as far as known.
    pub signed: Option<Date>,
    /// The years it covers, both inclusive.
    pub period: Option<(u16, u16)>,
    /// Its history, by date; undated steps first.
    pub steps: Vec<Step>,
}

/// What the reports of one event say of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `proposed negotiating signed existing`.
    pub status: String,
    /// The date of the event that tells it.
    pub date: Option<Date>,
    /// Place in [`Selection::groups`].
    pub event: usize,
    /// The words, by document.
    pub proofs: Vec<Proof>,
}

/// A mention is compared with so many that follow it in time, of the same partner and family: what is spoken of again
/// is spoken of before that, and the cost stays linear.
const REACH: usize = 150;

/// The ledger of the selection: entries by the date of their last step, newest first, then by first partner. `n log n` in
/// the mentions, with a factor of 150.
#[must_use]
pub fn ledger(selection: &Selection<'_>) -> Vec<Entry> {
    let mentions: Vec<Mention<'_>> =
        selection.sources().iter().flat_map(|s| mentions(s, selection)).collect();
    let mut blocks = SortedMap::<(&str, u8), Vec<usize>>::new();
    for (at, mention) in mentions.iter().enumerate() {
        for party in &mention.partners {
            blocks.entry((party, mention.family)).or_default().push(at);
        }
        if mention.partners.is_empty() {
            blocks.entry(("", mention.family)).or_default().push(at);
        }
    }
    let mut links = SortedMap::<(usize, usize), i32>::new();
    for block in blocks.values_mut() {
        block.arrange_by_key(|at| (mentions[*at].date, *at));
        for (i, a) in block.iter().enumerate() {
            for b in block[i + 1..].iter().take(REACH) {
                let score = alike(&mentions[*a], &mentions[*b]);
                if score > 0 {
                    links.insert((*a.min(b), *a.max(b)), score);
                }
            }
        }
    }
    let mut links: Vec<((usize, usize), i32)> = links.into_iter().collect();
    links.arrange_by_key(|(pair, score)| (-score, *pair));
    let sets = join(&mentions, &links);
    let mut entries: Vec<Entry> = sets.iter().map(|set| entry(&mentions, set)).collect();
    let last = |e: &Entry| e.steps.iter().filter_map(|s| s.date).max();
    let partner = |e: &Entry| e.parties.iter().find(|p| *p != HOME).cloned();
    entries.arrange_by(|a, b| (last(b), partner(a), &a.title).cmp(&(last(a), partner(b), &b.title)));
    entries
}

/// An instrument in one document.
struct Mention<'a> {
    doc: DocId,
    lang: Lang,
    event: usize,
    date: Option<Date>,
    instrument: &'a Instrument,
    /// The parties of the event.
    countries: &'a [Tagged],
    /// Parties other than [`HOME`], sorted.
    partners: Vec<&'a str>,
    family: u8,
    /// Words of the title that say what it is about, sorted.
    words: Vec<String>,
    /// Crime types and forms of cooperation in the title, sorted.
    topics: Vec<&'a str>,
    /// The year it was signed.
    year: Option<u16>,
    /// Whether it is the only one of its family and status in the document.
    only: bool,
}

fn mentions<'a>(source: &Source<'a>, selection: &Selection<'a>) -> Vec<Mention<'a>> {
    let facts: &'a _ = source.facts;
    let event = selection.event_of(source.id).unwrap_or_default();
    let date = selection.date_of(event);
    let mention = |instrument: &'a Instrument| {
        let told = instrument.parties.iter().map(String::as_str).filter(|p| *p != HOME);
        let mut partners: Vec<&str> = told.collect();
        if instrument.parties.is_empty() {
            partners.extend(source.partners());
        }
        partners.arrange();
        partners.dedup();
        let signed_now = date.and_then(|d| d.year).filter(|_| instrument.status == "signed");
        Mention {
            doc: source.id,
            lang: source.document.lang,
            event,
            date,
            instrument,
            countries: &facts.countries,
            partners,
            family: family(&instrument.kind),
            words: words(&instrument.title),
            topics: topics(source, instrument),
            year: instrument.year.or(signed_now),
            only: facts.instruments.iter().filter(|i| alike_in_kind(i, instrument)).count() == 1,
        }
    };
    facts.instruments.iter().map(mention).collect()
}

/// The crime types and forms of cooperation that the words of the instrument say. That there is to be a legal
/// framework is true of every instrument and tells none from another.
fn topics<'a>(source: &Source<'a>, instrument: &Instrument) -> Vec<&'a str> {
    let facts: &'a _ = source.facts;
    let said = |spans: &[Span]| spans.iter().any(|s| instrument.evidence.iter().any(|e| e.overlaps(*s)));
    let tags = facts
        .crimes
        .iter()
        .chain(&facts.cooperation)
        .filter(|t| t.id != "legal-framework" && said(&t.evidence));
    let mut topics: Vec<&str> = tags.map(|t| t.id.as_str()).collect();
    topics.arrange();
    topics.dedup();
    topics
}

fn alike_in_kind(a: &Instrument, b: &Instrument) -> bool {
    family(&a.kind) == family(&b.kind) && a.status == b.status
}

/// Types that reports use for one another.
fn family(kind: &str) -> u8 {
    match kind {
        "plan" | "programme" => 1,
        "minutes" => 2,
        "joint-statement" => 3,
        _ => 0,
    }
}

/// The folded words of a title that say what it is about.
fn words(title: &str) -> Vec<String> {
    const EMPTY: &str = " a agreement an and arrangement ban between bien bo ca cac chinh chuong cong cooperation cua \
        dieu dinh doan for ghi giai giao giua government hai hiep hoach hop in ke linh luc \
        memorandum ministries ministry minutes mou nam nghi nho nuoc of on phu plan program \
        programme protocol public security tac the thoa thuan to trinh trong two understanding uoc \
        va ve viet vietnam vuc with y ";
    let folded = folded_phrase(title);
    let mut words: Vec<String> = folded
        .split(' ')
        .filter(|w| !w.is_empty() && !EMPTY.contains(&format!(" {w} ")))
        .map(str::to_owned)
        .collect();
    words.arrange();
    words.dedup();
    words
}

/// How far along a status is.
fn stage(status: &str) -> u8 {
    match status {
        "proposed" => 0,
        "negotiating" => 1,
        "signed" => 2,
        _ => 3,
    }
}

/// Whether two mentions cannot be of one instrument.
fn excludes(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let differ = |x: Option<u16>, y: Option<u16>| x.zip(y).is_some_and(|(x, y)| x != y);
    let (first, second) = if a.date <= b.date { (a, b) } else { (b, a) };
    let backwards =
        a.event != b.event && stage(&first.instrument.status) >= 2 && stage(&second.instrument.status) < 2;
    let before_signing = |x: &Mention<'_>, y: &Mention<'_>| {
        let told = x.date.and_then(|d| d.year).filter(|_| stage(&x.instrument.status) < 2);
        told.zip(y.year).is_some_and(|(told, signed)| signed < told)
    };
    a.doc == b.doc && a.instrument.status != b.instrument.status
        || backwards
        || before_signing(a, b)
        || before_signing(b, a)
        || differ(a.year, b.year)
        || a.instrument.period.zip(b.instrument.period).is_some_and(|(x, y)| x != y)
}

/// How much says that two mentions with a partner and a family in common are of one instrument; 0 for too little.
fn alike(a: &Mention<'_>, b: &Mention<'_>) -> i32 {
    if excludes(a, b) {
        return 0;
    }
    let title = percent(&a.words, &b.words).max(percent(&a.topics, &b.topics));
    let strange = !a.topics.is_empty() && !b.topics.is_empty() && percent(&a.topics, &b.topics) == 0;
    let period = a.instrument.period.is_some() && a.instrument.period == b.instrument.period;
    let year = a.year.is_some() && a.year == b.year;
    let kind = a.instrument.kind == b.instrument.kind;
    let told_twice = a.event == b.event
        && a.doc != b.doc
        && a.only
        && b.only
        && a.instrument.status == b.instrument.status;
    let mut score = if title >= 50 { title / 10 } else { 0 };
    if !strange && kind {
        score += if period { 6 } else { 0 };
        score += if year && told_twice { 4 } else { 0 };
        score += if told_twice { 2 } else { 0 };
    }
    if score > 0 && a.partners == b.partners { score + i32::from(kind) } else { score }
}

/// The share of what stands in either list that stands in both, in per cent; the lists are sorted.
fn percent<T: Ord>(a: &[T], b: &[T]) -> i32 {
    let both = a.iter().filter(|x| b.binary_search(x).is_ok()).count();
    let all = a.len() + b.len() - both;
    i32::try_from((both * 100).checked_div(all).unwrap_or(0)).unwrap_or(0)
}

/// Joins linked mentions, the surest first, but never two sets with members that exclude each other.
fn join(mentions: &[Mention<'_>], links: &[((usize, usize), i32)]) -> Vec<Vec<usize>> {
    let mut union = Union::new(mentions.len());
    for ((a, b), _) in links {
        union.join_unless(*a, *b, |x, y| {
            let (x, y) = (&mentions[x], &mentions[y]);
            // Two papers that one document tells apart stay apart, unless they are told in the same words.
            excludes(x, y) || x.doc == y.doc && x.words != y.words
        });
    }
    union.sets()
}

/// The status at the last event. Where its reports disagree, what most documents say counts, then a signing, then
/// what claims least.
fn last_status(steps: &[Step]) -> String {
    let Some(last) = steps.last() else { return String::new() };
    let told = steps.iter().filter(|s| s.event == last.event);
    let weight = |s: &&Step| (s.proofs.len(), s.status == "signed", Reverse(stage(&s.status)));
    told.max_by_key(weight).map(|s| s.status.clone()).unwrap_or_default()
}

fn entry(mentions: &[Mention<'_>], set: &[usize]) -> Entry {
    let mut titles = SortedMap::<(Lang, String), usize>::new();
    let mut kinds = SortedMap::<String, usize>::new();
    let mut steps = SortedMap::<(Option<Date>, u8, usize), Step>::new();
    let mut parties: Vec<String> = Vec::new();
    for mention in set.iter().map(|at| &mentions[*at]) {
        let told = mention.instrument;
        *titles.entry((mention.lang, told.title.clone())).or_default() += 1;
        *kinds.entry(told.kind.clone()).or_default() += 1;
        parties.extend(told.parties.iter().cloned());
        if told.parties.is_empty() {
            parties.extend(mention.countries.iter().map(|c| c.id.clone()));
        }
        let status = told.status.clone();
        let new = || Step { status, date: mention.date, event: mention.event, proofs: Vec::new() };
        let step = steps.entry((mention.date, stage(&told.status), mention.event)).or_insert_with(new);
        match step.proofs.iter_mut().find(|p| p.doc == mention.doc) {
            Some(proof) => proof.spans.extend_from_slice(&told.evidence),
            None => step.proofs.push(Proof { doc: mention.doc, spans: told.evidence.clone() }),
        }
    }
    parties.arrange();
    parties.dedup();
    let steps: Vec<Step> = steps.into_values().collect();
    let titles = most_first(titles);
    let year = set.iter().find_map(|at| mentions[*at].year);
    let signing = steps.iter().filter(|s| s.status == "signed").find_map(|s| s.date);
    Entry {
        title: titles
            .iter()
            .max_by_key(|(t, n)| (*n, t.1.len()))
            .map(|(t, _)| t.1.clone())
            .unwrap_or_default(),
        kind: most_first(kinds).into_iter().next().map(|(kind, _)| kind).unwrap_or_default(),
        status: last_status(&steps),
        signed: signing.or_else(|| year.and_then(Date::y)),
        period: set.iter().find_map(|at| mentions[*at].instrument.period),
        titles,
        parties,
        steps,
    }
}
