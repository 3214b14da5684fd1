//! Events over time.

use serde::Serialize;

use super::{Occasion, Scope, Value};
use crate::overview::Selection;
use crate::overview::timeline::{self, Unit};

/// The answer to `engine.timeline`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Timeline {
    pub facet: String,
    pub values: Vec<Value>,
    pub periods: Vec<Period>,
    pub undated: usize,
    pub missing: Vec<u16>,
    pub total: usize,
    pub events: Vec<Occasion>,
}

/// The events of one period.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Period {
    pub date: String,
    pub events: usize,
    pub reports: usize,
    /// Value (a place in `values`) and events.
    pub stack: Vec<(usize, usize)>,
}

/// The answer to `engine.extent`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Extent {
    pub events: usize,
    pub from: Option<u16>,
    pub to: Option<u16>,
}

/// How many events the selection has, and the years of the first and the last.
#[must_use]
pub fn extent(selection: &Selection<'_>) -> Extent {
    let mut extent = Extent { events: selection.groups().len(), from: None, to: None };
    for year in (0..extent.events).filter_map(|event| selection.date_of(event)?.year) {
        extent.from = Some(extent.from.map_or(year, |from| from.min(year)));
        extent.to = extent.to.max(Some(year));
    }
    extent
}

/// The events of the selection by `unit`, stacked by `facet`; the list of events is newest first.
#[must_use]
pub fn timeline(scope: Scope<'_>, unit: Unit, facet: &str, offset: usize, limit: usize) -> Timeline {
    let line = timeline::timeline(scope.selection, unit, facet);
    let dated: Vec<usize> = line.periods.iter().flat_map(|p| p.events.iter().copied()).collect();
    let events: Vec<usize> = dated.into_iter().rev().chain(line.undated.iter().copied()).collect();
    Timeline {
        values: scope.values(&line.facet, &line.values),
        periods: line
            .periods
            .iter()
            .map(|p| Period {
                date: p.date.to_string(),
                events: p.events.len(),
                reports: p.documents,
                stack: p.stack.clone(),
            })
            .collect(),
        undated: line.undated.len(),
        missing: line.missing,
        total: events.len(),
        events: events.into_iter().skip(offset).take(limit).map(|e| scope.occasion(e)).collect(),
        facet: line.facet,
    }
}
