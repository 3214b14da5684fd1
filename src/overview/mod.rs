//! Over many documents: same events, ledger of agreements, timeline, network. Follows the filters.
//!
//! Everything starts from a [`Selection`]: the documents that the filters leave, joined into the events they
//! report. All functions are pure; cost is linear in the selection unless a function says otherwise.

pub mod coverage;
pub mod facet;
pub mod ledger;
mod name;
mod near;
pub mod network;
pub mod pairs;
pub mod partners;
pub mod people;
pub mod pledges;
mod post;
pub mod related;
pub mod same_event;
pub mod sentence;
pub mod timeline;
mod union;
mod when;

use crate::base::sorted::SortedMap;

use crate::base::{Arrange, DocId, Span};
use crate::date::Date;
use crate::extract::Facts;
use crate::text::Document;
pub use same_event::{Group, Link, Why};

/// ISO 3166-1 alpha-2 of the country that is a party of every event: partners are the others.
pub const HOME: &str = "VN";

/// One document with what was read from it.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its number in the engine.
    pub id: DocId,
    /// The clean document.
    pub document: &'a Document,
    /// Its facts.
    pub facts: &'a Facts,
}

impl<'a> Source<'a> {
    /// The date of the event; where the text gives none, that of publication. Partial dates stay partial.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let stated = self.facts.event.as_ref().and_then(|e| e.date).filter(|d| d.year.is_some());
        stated.or(self.document.published)
    }

    /// The parties other than [`HOME`], in the order of the text.
    pub fn partners(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.facts.countries.iter().map(|c| c.id.as_str()).filter(|c| *c != HOME)
    }
}

/// The words that prove something: spans of one document's text, never empty.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Proof {
    /// Which document.
    pub doc: DocId,
    /// Where in its text.
    pub spans: Vec<Span>,
}

/// The documents that are looked at, by id, and the events they report.
#[derive(Debug)]
pub struct Selection<'a> {
    sources: Vec<Source<'a>>,
    groups: Vec<Group>,
    /// For each source the place of its group in `groups`.
    group_of: Vec<usize>,
}

impl<'a> Selection<'a> {
    /// Joins `sources` into events; see [`same_event::group`] for the cost. A document given twice counts once.
    #[must_use]
    pub fn new(sources: Vec<Source<'a>>) -> Self {
        let sources = in_order(sources);
        let groups = same_event::group(&sources);
        Self::build(sources, groups)
    }

    /// The part of known `groups` that `sources` belong to: what a filter leaves of a corpus whose events were
    /// joined once. A source that no group holds is an event of its own.
    #[must_use]
    pub fn within(sources: Vec<Source<'a>>, groups: &[Group]) -> Self {
        let sources = in_order(sources);
        let here = |doc: DocId| sources.binary_search_by_key(&doc, |s| s.id).is_ok();
        let mut left: Vec<Group> = groups.iter().filter_map(|g| g.narrowed(here)).collect();
        let mut grouped: Vec<DocId> = left.iter().flat_map(|g| g.docs.iter().copied()).collect();
        grouped.arrange();
        let alone = sources.iter().filter(|s| grouped.binary_search(&s.id).is_err());
        left.extend(alone.map(|s| Group::single(s.id)));
        left.arrange_by(|a, b| a.docs.cmp(&b.docs));
        Self::build(sources, left)
    }

    fn build(sources: Vec<Source<'a>>, groups: Vec<Group>) -> Self {
        let mut group_of = vec![0; sources.len()];
        for (at, group) in groups.iter().enumerate() {
            for doc in &group.docs {
                if let Ok(source) = sources.binary_search_by_key(doc, |s| s.id) {
                    group_of[source] = at;
                }
            }
        }
        Self { sources, groups, group_of }
    }

    /// The documents, by id.
    #[must_use]
    pub fn sources(&self) -> &[Source<'a>] {
        &self.sources
    }

    /// The events, by their first document; each source is in exactly one.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The document of that number.
    #[must_use]
    pub fn source(&self, doc: DocId) -> Option<&Source<'a>> {
        self.sources.binary_search_by_key(&doc, |s| s.id).ok().and_then(|at| self.sources.get(at))
    }

    /// The place of a document's event in [`Selection::groups`].
    #[must_use]
    pub fn event_of(&self, doc: DocId) -> Option<usize> {
        self.sources.binary_search_by_key(&doc, |s| s.id).ok().and_then(|at| self.group_of.get(at).copied())
    }

    /// The reports of an event, by id.
    pub fn reports(&self, event: usize) -> impl Iterator<Item = &Source<'a>> {
        self.groups.get(event).into_iter().flat_map(|g| &g.docs).filter_map(|d| self.source(*d))
    }

    /// The date of an event: the finest that its reports state, the earliest of those; else of publication.
    #[must_use]
    pub fn date_of(&self, event: usize) -> Option<Date> {
        let stated = self.reports(event).filter_map(|s| s.facts.event.as_ref()?.date);
        finest(stated.filter(|d| d.year.is_some()))
            .or_else(|| finest(self.reports(event).filter_map(|s| s.document.published)))
    }
}

/// The date that says most; of several the most frequent, then the earliest.
fn finest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    let mut counts = SortedMap::<Date, usize>::new();
    for date in dates {
        *counts.entry(date).or_default() += 1;
    }
    let fineness = |d: &Date| u8::from(d.month.is_some()) + u8::from(d.day.is_some());
    counts.into_iter().rev().max_by_key(|(date, count)| (fineness(date), *count)).map(|(date, _)| date)
}

fn in_order(mut sources: Vec<Source<'_>>) -> Vec<Source<'_>> {
    sources.arrange_by_key(|s| s.id);
    sources.dedup_by_key(|s| s.id);
    sources
}
