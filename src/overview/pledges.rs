//! Who promised or asked what, with the sentence, and what later documents tell of it.

use super::{Proof, Selection, Source};
use crate::base::{Arrange, Span, set_of};
use crate::date::Date;
use crate::extract::{Instrument, Pledge};

/// A pledge of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Place in [`Selection::groups`].
    pub event: usize,
    /// The date of the event.
    pub date: Option<Date>,
    /// ISO 3166-1 alpha-2 of the side, or `both`.
    pub by: String,
    /// The parties other than [`super::HOME`].
    pub partners: Vec<String>,
    /// `agree propose pledge request support`.
    pub verb: String,
    /// Ids of forms of cooperation, sorted.
    pub cooperation: Vec<String>,
    /// Ids of crime types, sorted.
    pub crimes: Vec<String>,
    /// The sentences, by document.
    pub proofs: Vec<Proof>,
}

/// Something later that answers to a pledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// What it is.
    pub what: Came,
    /// The date of the event that tells it.
    pub date: Option<Date>,
    /// The words.
    pub proof: Proof,
}

/// What came of a pledge. What the documents do not tell may still have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Came {
    /// An instrument on the same subject was signed or is in force.
    Signed,
    /// An event of the promised kind took place: a course, a transfer.
    Held,
    /// The same was promised or asked again.
    Repeated,
}

/// The most that [`outcomes`] tells of one pledge.
pub const OUTCOMES: usize = 5;

/// The pledges of the selection, newest first. Reports of one event that tell the same pledge (side, verb, half of
/// the forms and crimes at least) are one item.
#[must_use]
pub fn pledges(selection: &Selection<'_>) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for event in 0..selection.groups().len() {
        let first = items.len();
        for source in selection.reports(event) {
            for pledge in &source.facts.pledges {
                let new = item(selection, source, event, pledge);
                match items[first..].iter_mut().find(|i| same(i, &new)) {
                    Some(known) => {
                        known.cooperation =
                            sorted(&[known.cooperation.as_slice(), &new.cooperation].concat());
                        known.crimes = sorted(&[known.crimes.as_slice(), &new.crimes].concat());
                        add(&mut known.proofs, new.proofs);
                    }
                    None => items.push(new),
                }
            }
        }
    }
    items.arrange_by_key(|item| std::cmp::Reverse(item.date));
    items
}

fn item(selection: &Selection<'_>, source: &Source<'_>, event: usize, pledge: &Pledge) -> Item {
    Item {
        event,
        date: selection.date_of(event),
        by: pledge.by.clone(),
        partners: source.partners().map(str::to_owned).collect(),
        verb: pledge.verb.clone(),
        cooperation: sorted(&pledge.cooperation),
        crimes: sorted(&pledge.crimes),
        proofs: vec![Proof { doc: source.id, spans: pledge.evidence.clone() }],
    }
}

fn sorted(ids: &[String]) -> Vec<String> {
    set_of(ids).into_iter().cloned().collect()
}

/// Whether two reports of an event tell the same pledge: the same side and verb, and at least half of the forms and
/// crimes. Within one document they must be the same, and one that names neither is the same as none.
fn same(a: &Item, b: &Item) -> bool {
    let subjects = |i: &Item| set_of(i.cooperation.iter().chain(&i.crimes).cloned());
    let (x, y) = (subjects(a), subjects(b));
    let both = x.iter().filter(|subject| y.contains(*subject)).count();
    let all = x.len() + y.len() - both;
    let new = b.proofs.first().map(|p| p.doc);
    let elsewhere = a.proofs.iter().all(|p| Some(p.doc) != new);
    (&a.by, &a.verb) == (&b.by, &b.verb) && both > 0 && (both == all || elsewhere && 2 * both >= all)
}

fn add(proofs: &mut Vec<Proof>, new: Vec<Proof>) {
    for proof in new {
        match proofs.iter_mut().find(|p| p.doc == proof.doc) {
            Some(known) => known.spans.extend(proof.spans),
            None => proofs.push(proof),
        }
    }
}

/// What documents of later events with the same partner tell of a pledge, by date, at most [`OUTCOMES`]. Linear in
/// the selection: ask for the pledges that are shown.
#[must_use]
pub fn outcomes(selection: &Selection<'_>, item: &Item) -> Vec<Outcome> {
    let Some(date) = item.date.filter(|d| d.year.is_some()) else { return Vec::new() };
    let mut found = Vec::new();
    for event in 0..selection.groups().len() {
        let Some(later) = selection.date_of(event).filter(|d| *d > date && event != item.event) else {
            continue;
        };
        for source in
            selection.reports(event).filter(|s| s.partners().any(|p| item.partners.iter().any(|q| q == p)))
        {
            if let Some((what, spans)) = answer(item, source) {
                let proof = Proof { doc: source.id, spans };
                found.push(Outcome { what, date: Some(later), proof });
                break;
            }
        }
    }
    found.arrange_by(|a: &Outcome, b| (a.date, &a.proof.doc).cmp(&(b.date, &b.proof.doc)));
    found.truncate(OUTCOMES);
    found
}

/// What one later document tells of a pledge, the weightiest first.
fn answer(item: &Item, source: &Source<'_>) -> Option<(Came, Vec<Span>)> {
    let on_subject = |i: &&Instrument| matches!(&*i.status, "signed" | "existing") && covers(item, source, i);
    if let Some(instrument) = source.facts.instruments.iter().find(on_subject) {
        return Some((Came::Signed, instrument.evidence.clone()));
    }
    if let Some(event) =
        source.facts.event.as_ref().filter(|e| item.cooperation.iter().any(|c| fulfils(&e.kind, c)))
    {
        return Some((Came::Held, event.evidence.clone()));
    }
    let again = source.facts.pledges.iter().find(|p| {
        let forms =
            !item.cooperation.is_empty() && item.cooperation.iter().all(|c| p.cooperation.contains(c));
        let crimes = item.crimes.iter().all(|c| p.crimes.contains(c));
        forms && crimes && (p.by == item.by || p.by == "both" || item.by == "both")
    });
    again.map(|p| (Came::Repeated, p.evidence.clone()))
}

/// Whether the title of an instrument names a form of cooperation or a crime of the pledge.
fn covers(item: &Item, source: &Source<'_>, instrument: &Instrument) -> bool {
    let tags = source.facts.cooperation.iter().filter(|t| item.cooperation.contains(&t.id));
    let mut tags = tags.chain(source.facts.crimes.iter().filter(|t| item.crimes.contains(&t.id)));
    tags.any(|t| t.evidence.iter().any(|s| instrument.evidence.iter().any(|e| e.contains(*s))))
}

/// Kinds of events that are what a form of cooperation promises.
fn fulfils(kind: &str, cooperation: &str) -> bool {
    match kind {
        "course" => matches!(cooperation, "training" | "language-training" | "capacity-building"),
        "transfer" => matches!(
            cooperation,
            "fugitive-pursuit" | "extradition" | "transfer-of-sentenced-persons" | "repatriation-of-citizens"
        ),
        _ => false,
    }
}
