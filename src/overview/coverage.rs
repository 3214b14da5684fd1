//! What the selection covers: counts by year, partner, language and outlet; what was removed, and why.

use crate::base::Arrange;
use crate::base::sorted::SortedMap;

use super::{HOME, Selection, facet};
use crate::text::Reason;

/// What a selection covers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Documents.
    pub documents: usize,
    /// Events they report.
    pub events: usize,
    /// Documents by year, ascending, from the first year to the last; years without any are 0.
    pub years: Vec<(u16, usize)>,
    /// Documents with no year.
    pub undated: usize,
    /// Documents by partner, most first; ISO 3166-1 alpha-2.
    pub partners: Vec<(String, usize)>,
    /// Documents by language, most first.
    pub languages: Vec<(String, usize)>,
    /// Documents by outlet, most first.
    pub outlets: Vec<(String, usize)>,
    /// Documents without an event found in them.
    pub without_event: usize,
    /// Passages removed from the body by reason, in the order of the contract.
    pub removed: Vec<Removed>,
}

/// Passages removed for one reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// Why.
    pub reason: Reason,
    /// Passages.
    pub passages: usize,
    /// Their length, in bytes.
    pub bytes: usize,
    /// Documents with at least one.
    pub documents: usize,
}

/// Counts what the selection covers.
#[must_use]
pub fn coverage(selection: &Selection<'_>) -> Coverage {
    let sources = selection.sources();
    let mut years = SortedMap::<u16, usize>::new();
    for year in sources.iter().filter_map(|s| s.date()?.year) {
        *years.entry(year).or_default() += 1;
    }
    let span = years.keys().next().copied().zip(years.keys().next_back().copied());
    let dated: usize = years.values().sum();
    let mut partners = counts(selection, "country");
    partners.retain(|(code, _)| code != HOME);
    Coverage {
        documents: sources.len(),
        events: selection.groups().len(),
        years: span
            .map(|(from, to)| (from..=to).map(|y| (y, years.get(&y).copied().unwrap_or(0))).collect())
            .unwrap_or_default(),
        undated: sources.len() - dated,
        partners,
        languages: counts(selection, "lang"),
        outlets: counts(selection, "outlet"),
        without_event: sources.iter().filter(|s| s.facts.event.is_none()).count(),
        removed: removed(selection),
    }
}

/// Documents by value of a facet, most first, then by value.
#[must_use]
pub fn counts(selection: &Selection<'_>, facet: &str) -> Vec<(String, usize)> {
    let mut counts = SortedMap::<String, usize>::new();
    for source in selection.sources() {
        for value in facet::distinct(source, facet) {
            *counts.entry(value).or_default() += 1;
        }
    }
    most_first(counts)
}

/// A tally as a list, highest count first, then by value.
#[must_use]
pub fn most_first<K: Ord>(counts: SortedMap<K, usize>) -> Vec<(K, usize)> {
    let mut list: Vec<(K, usize)> = counts.into_iter().collect();
    list.arrange_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
}

fn removed(selection: &Selection<'_>) -> Vec<Removed> {
    let mut by_reason = SortedMap::<Reason, Removed>::new();
    for source in selection.sources() {
        let mut seen = Vec::new();
        for passage in &source.document.removed {
            let reason = passage.reason;
            let entry =
                by_reason.entry(reason).or_insert(Removed { reason, passages: 0, bytes: 0, documents: 0 });
            entry.passages += 1;
            entry.bytes += passage.span.len();
            if !seen.contains(&reason) {
                seen.push(reason);
                entry.documents += 1;
            }
        }
    }
    by_reason.into_values().collect()
}
