//! Events over time, counted once however many reports tell of them, stacked by a facet.

use crate::base::sorted::SortedMap;

use super::Selection;
use super::coverage::most_first;
use super::facet;
use crate::base::{Arrange, map_of, set_of};
use crate::date::Date;

/// How long one period of a timeline is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

/// Events by period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The facet that the counts are stacked by.
    pub facet: String,
    /// The values of that facet, the most frequent first: the order of the stack.
    pub values: Vec<String>,
    /// The periods with events, by date. Those of coarser dates than asked for are told by their date (`2019` in a
    /// timeline of months) and stand before the finer ones of that time.
    pub periods: Vec<Period>,
    /// Places in [`Selection::groups`] of the events without a year.
    pub undated: Vec<usize>,
    /// Years between the first and the last that no event falls in: nothing is known of them, which does not
    /// mean that nothing happened.
    pub missing: Vec<u16>,
}

/// The events of one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Which: a day, a month or a year, as far as the unit and the events' dates go.
    pub date: Date,
    /// Places in [`Selection::groups`], by date, then by first document.
    pub events: Vec<usize>,
    /// Reports of these events.
    pub documents: usize,
    /// Events by value (a place in [`Timeline::values`]), ascending. An event with several values counts in each,
    /// so that the sum may exceed the number of events.
    pub stack: Vec<(usize, usize)>,
}

/// The events of the selection by `unit`, stacked by `facet` (an unknown facet stacks nothing).
#[must_use]
pub fn timeline(selection: &Selection<'_>, unit: Unit, facet: &str) -> Timeline {
    let mut undated = Vec::new();
    let mut periods = SortedMap::<Date, Vec<(Date, usize)>>::new();
    let mut totals = SortedMap::<String, usize>::new();
    let mut values_of = Vec::with_capacity(selection.groups().len());
    for event in 0..selection.groups().len() {
        let values = set_of(selection.reports(event).flat_map(|source| facet::distinct(source, facet)));
        values.iter().for_each(|v| *totals.entry(v.clone()).or_default() += 1);
        values_of.push(values);
        match selection.date_of(event) {
            Some(date) if date.year.is_some() => {
                periods.entry(coarsened(date, unit)).or_default().push((date, event));
            }
            _ => undated.push(event),
        }
    }
    let values: Vec<String> = most_first(totals).into_iter().map(|(value, _)| value).collect();
    let places = map_of(values.iter().enumerate().map(|(at, v)| (v.as_str(), at)));
    let period = |(date, mut events): (Date, Vec<(Date, usize)>)| {
        events.arrange();
        let mut stack = SortedMap::<usize, usize>::new();
        let of_events = events.iter().filter_map(|(_, event)| values_of.get(*event)).flatten();
        of_events.filter_map(|v| places.get(v.as_str())).for_each(|at| *stack.entry(*at).or_default() += 1);
        let events: Vec<usize> = events.into_iter().map(|(_, event)| event).collect();
        let documents = events.iter().map(|e| selection.reports(*e).count()).sum();
        Period { date, events, documents, stack: stack.into_iter().collect() }
    };
    let periods: Vec<Period> = periods.into_iter().map(period).collect();
    let missing = missing(&periods);
    Timeline { facet: facet.to_owned(), values, periods, undated, missing }
}

/// The date without the parts that are finer than `unit`.
fn coarsened(date: Date, unit: Unit) -> Date {
    Date {
        year: date.year,
        month: date.month.filter(|_| unit != Unit::Year),
        day: date.day.filter(|_| unit == Unit::Day),
    }
}

fn missing(periods: &[Period]) -> Vec<u16> {
    let years = set_of(periods.iter().filter_map(|p| p.date.year));
    match (years.first(), years.last()) {
        (Some(from), Some(to)) => (*from..*to).filter(|y| !years.contains(y)).collect(),
        _ => Vec::new(),
    }
}
