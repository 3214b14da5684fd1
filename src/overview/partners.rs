//! What the selection tells of each partner country; two to four of them make a comparison.

use crate::base::sorted::{SortedMap, SortedSet};

use super::coverage::most_first;
use super::ledger::Entry;
use super::people::Someone;
use super::pledges::Item;
use super::{HOME, Selection, facet};
use crate::base::{Arrange, DocId, set_of};
use crate::date::Date;

/// A partner country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Places in [`Selection::groups`], newest first.
    pub events: Vec<usize>,
    /// Documents that name it as a party, by id.
    pub documents: Vec<DocId>,
    /// Places in the ledger that it is a party of.
    pub instruments: Vec<usize>,
    /// Instruments by last status, in the order `signed existing negotiating proposed`; those at 0 are left out.
    pub statuses: Vec<(String, usize)>,
    /// Places in the list of pledges made with it, newest first.
    pub pledges: Vec<usize>,
    /// The date of the first event told.
    pub first: Option<Date>,
    /// The date of the last event told.
    pub last: Option<Date>,
    /// Places in the list of people: its officials, by the first date told.
    pub officials: Vec<usize>,
    /// Events by year, ascending.
    pub years: Vec<(u16, usize)>,
    /// Events by crime type and year, by id and year: how talk of a crime grew.
    pub crimes_by_year: Vec<(String, u16, usize)>,
    /// Events by crime type, most first.
    pub crimes: Vec<(String, usize)>,
    /// Events by form of cooperation, most first.
    pub cooperation: Vec<(String, usize)>,
}

/// What the views of one selection share; each list is that of its own module.
#[derive(Debug, Clone, Copy)]
pub struct Lists<'l> {
    /// [`super::ledger::ledger`].
    pub ledger: &'l [Entry],
    /// [`super::people::people`].
    pub people: &'l [Someone],
    /// [`super::pledges::pledges`].
    pub pledges: &'l [Item],
}

/// The partners of the selection, those with most events first, then by code. For a comparison keep those asked for.
#[must_use]
pub fn partners(selection: &Selection<'_>, lists: Lists<'_>) -> Vec<Partner> {
    let mut found = SortedMap::<&str, (SortedSet<usize>, Vec<DocId>)>::new();
    for source in selection.sources() {
        for code in source.partners() {
            let (events, documents) = found.entry(code).or_default();
            events.extend(selection.event_of(source.id));
            documents.push(source.id);
        }
    }
    let mut partners: Vec<Partner> = found
        .into_iter()
        .map(|(code, (events, docs))| partner(selection, lists, code, &events, docs))
        .collect();
    partners.arrange_by(|a, b| b.events.len().cmp(&a.events.len()).then_with(|| a.code.cmp(&b.code)));
    partners
}

fn partner(
    selection: &Selection<'_>,
    lists: Lists<'_>,
    code: &str,
    events: &SortedSet<usize>,
    mut documents: Vec<DocId>,
) -> Partner {
    documents.dedup();
    let mut dated: Vec<(Option<Date>, usize)> = events.iter().map(|e| (selection.date_of(*e), *e)).collect();
    dated.arrange_by(|a, b| b.cmp(a));
    let dates = || dated.iter().filter_map(|(date, _)| *date);
    let mut years = SortedMap::<u16, usize>::new();
    dates().filter_map(|d| d.year).for_each(|y| *years.entry(y).or_default() += 1);
    let instruments = places(lists.ledger, |e| e.parties.iter().any(|p| p == code));
    let of_status = |status: &str| {
        let count = instruments.iter().filter(|at| lists.ledger[**at].status == status).count();
        (count > 0).then(|| (status.to_owned(), count))
    };
    let mut officials = places(lists.people, |p| p.country.as_deref() == Some(code));
    officials.arrange_by_key(|at| (lists.people[*at].posts.iter().filter_map(|p| p.first).min(), *at));
    Partner {
        code: code.to_owned(),
        statuses: ["signed", "existing", "negotiating", "proposed"]
            .into_iter()
            .filter_map(of_status)
            .collect(),
        instruments,
        pledges: places(lists.pledges, |i| code != HOME && i.partners.iter().any(|p| p == code)),
        first: dates().next_back(),
        last: dates().next(),
        officials,
        years: years.into_iter().collect(),
        crimes_by_year: by_year(selection, &dated, "crime"),
        crimes: by_value(selection, events, "crime"),
        cooperation: by_value(selection, events, "cooperation"),
        events: dated.iter().map(|(_, event)| *event).collect(),
        documents,
    }
}

fn places<T>(list: &[T], keep: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, item)| keep(item)).map(|(at, _)| at).collect()
}

/// The distinct values of an event in a facet.
fn values_of(selection: &Selection<'_>, event: usize, facet: &str) -> SortedSet<String> {
    set_of(selection.reports(event).flat_map(|source| facet::distinct(source, facet)))
}

fn by_value(selection: &Selection<'_>, events: &SortedSet<usize>, facet: &str) -> Vec<(String, usize)> {
    let mut counts = SortedMap::<String, usize>::new();
    let values = events.iter().flat_map(|event| values_of(selection, *event, facet));
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    most_first(counts)
}

fn by_year(
    selection: &Selection<'_>,
    dated: &[(Option<Date>, usize)],
    facet: &str,
) -> Vec<(String, u16, usize)> {
    let mut counts = SortedMap::<(String, u16), usize>::new();
    for (date, event) in dated {
        let Some(year) = date.and_then(|d| d.year) else { continue };
        let values = values_of(selection, *event, facet);
        values.into_iter().for_each(|value| *counts.entry((value, year)).or_default() += 1);
    }
    counts.into_iter().map(|((value, year), count)| (value, year, count)).collect()
}
