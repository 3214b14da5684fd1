//! When a reported event can have been: a stretch of days, and how well it is known.

use super::Source;
use crate::date::Date;

/// How a stretch of days is known; better ones come later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Basis {
    /// Nothing says when.
    Unknown,
    /// From the date of publication.
    Published,
    /// From a month or a year that the text gives.
    Partial,
    /// From a day that the text gives.
    Stated,
}

/// Days since 1970-01-01, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Window {
    pub(super) from: i32,
    pub(super) to: i32,
    pub(super) basis: Basis,
}

/// A report appears on the day of the event or up to so many days after it.
const DELAY: i32 = 3;

impl Window {
    /// When the event of `source` can have been.
    pub(super) fn of(source: &Source<'_>) -> Self {
        let published = source.document.published.and_then(stretch);
        let event = source.facts.event.as_ref();
        let stated = event.and_then(|e| e.date).and_then(|d| with_year(d, published));
        if let Some(date) = stated
            && let Some((from, to)) = stretch(date)
        {
            let end = event.and_then(|e| e.date_end).and_then(|d| with_year(d, published)).and_then(stretch);
            let to = end.map_or(to, |(_, end)| end.clamp(to, to + 60));
            let basis = if date.day.is_some() { Basis::Stated } else { Basis::Partial };
            return Self { from, to, basis };
        }
        match published {
            Some((from, to)) => Self { from: from - DELAY, to, basis: Basis::Published },
            None => Self { from: i32::MIN, to: i32::MAX, basis: Basis::Unknown },
        }
    }

    /// Whether both can be the same day, one day of error allowed between days that are stated.
    pub(super) fn meets(self, other: Self) -> bool {
        let slack = i32::from(self.basis == Basis::Stated && other.basis == Basis::Stated);
        self.from <= other.to.saturating_add(slack) && other.from <= self.to.saturating_add(slack)
    }

    /// Whether both state the same first day.
    pub(super) fn same_day(self, other: Self) -> bool {
        self.basis == Basis::Stated && other.basis == Basis::Stated && self.from == other.from
    }
}

/// The first and the last day of a date with a year.
pub(super) fn stretch(date: Date) -> Option<(i32, i32)> {
    let from = date.days()?;
    let to = match (date.month, date.day) {
        (_, Some(_)) => from,
        (None, _) => Date { year: date.year.map(|y| y + 1), ..date }.days()? - 1,
        (Some(12), _) => Date { year: date.year.map(|y| y + 1), month: Some(1), day: None }.days()? - 1,
        (Some(month), _) => Date { month: Some(month + 1), ..date }.days()? - 1,
    };
    Some((from, to))
}

/// The date with the year that brings it nearest before the publication, where it has none.
fn with_year(date: Date, published: Option<(i32, i32)>) -> Option<Date> {
    if date.year.is_some() {
        return Some(date);
    }
    let (_, last) = published?;
    let year = Date::from_days(last)?.year?;
    [year, year.checked_sub(1)?]
        .into_iter()
        .map(|y| Date { year: Some(y), ..date })
        .find(|d| d.days().is_some_and(|day| day <= last + 1))
}
