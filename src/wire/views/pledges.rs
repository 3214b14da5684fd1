//! Pledges: who promised or asked what, the sentence, and what came of it.

use crate::base::sorted::SortedMap;

use serde::Serialize;

use super::{Counted, Occasion, Quote, Scope, Value};
use crate::overview::coverage::most_first;
use crate::overview::pledges::{self, Came, Item};

/// The answer to `engine.pledges`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Pledges {
    pub total: usize,
    /// Verbs of the pledges of the side and partner wanted, most first.
    pub verbs: Vec<(String, usize)>,
    /// Sides of the pledges of the verb and partner wanted, most first.
    pub sides: Vec<Counted>,
    /// Forms of cooperation of all pledges wanted, most first; the empty value stands for those that name none.
    pub cooperation: Vec<Counted>,
    /// Crime types, as `cooperation`.
    pub crimes: Vec<Counted>,
    pub rows: Vec<PledgeRow>,
}

/// One pledge.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct PledgeRow {
    pub date: Option<String>,
    /// A country, or `both`.
    pub by: Value,
    pub partners: Vec<Value>,
    pub verb: String,
    pub cooperation: Vec<Value>,
    pub crimes: Vec<Value>,
    pub event: Occasion,
    pub quotes: Vec<Quote>,
    pub outcomes: Vec<OutcomeRow>,
}

/// Something later that answers to a pledge.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct OutcomeRow {
    pub what: &'static str,
    pub date: Option<String>,
    pub quotes: Vec<Quote>,
}

/// Which pledges are wanted; empty conditions hold always.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The side: a country, or `both`.
    pub by: Option<&'a str>,
    /// The verb.
    pub verb: Option<&'a str>,
    /// The partner.
    pub who: Option<&'a str>,
}

/// The pledges of the selection, newest first; what came of them is worked out for those shown.
#[must_use]
pub fn pledges(scope: Scope<'_>, wanted: Wanted<'_>, offset: usize, limit: usize) -> Pledges {
    let mut items = pledges::pledges(scope.selection);
    items.retain(|i| wanted.who.is_none_or(|who| i.by == who || i.partners.iter().any(|p| p == who)));
    let (mut verbs, mut sides) = (SortedMap::<String, usize>::new(), SortedMap::<String, usize>::new());
    items.retain(|i| {
        let said = wanted.verb.is_none_or(|verb| i.verb == verb);
        let by = wanted.by.is_none_or(|by| i.by == by);
        if by {
            *verbs.entry(i.verb.clone()).or_default() += 1;
        }
        if said {
            *sides.entry(i.by.clone()).or_default() += 1;
        }
        said && by
    });
    Pledges {
        total: items.len(),
        verbs: most_first(verbs),
        sides: scope.counted("country", &most_first(sides)),
        cooperation: scope.counted("cooperation", &tally(&items, |i| &i.cooperation)),
        crimes: scope.counted("crime", &tally(&items, |i| &i.crimes)),
        rows: items.iter().skip(offset).take(limit).map(|i| row(scope, i)).collect(),
    }
}

/// How many of the pledges name each value, most first; the empty value counts those that name none.
fn tally(items: &[Item], values: fn(&Item) -> &[String]) -> Vec<(String, usize)> {
    let mut counts = SortedMap::<String, usize>::new();
    for item in items {
        for value in values(item) {
            *counts.entry(value.clone()).or_default() += 1;
        }
        if values(item).is_empty() {
            *counts.entry(String::new()).or_default() += 1;
        }
    }
    most_first(counts)
}

fn row(scope: Scope<'_>, item: &Item) -> PledgeRow {
    let outcomes = pledges::outcomes(scope.selection, item);
    PledgeRow {
        date: item.date.map(|d| d.to_string()),
        by: scope.value("country", &item.by),
        partners: scope.values("country", &item.partners),
        verb: item.verb.clone(),
        cooperation: scope.values("cooperation", &item.cooperation),
        crimes: scope.values("crime", &item.crimes),
        event: scope.occasion(item.event),
        quotes: scope.quotes(&item.proofs),
        outcomes: outcomes
            .iter()
            .map(|o| OutcomeRow {
                what: name(o.what),
                date: o.date.map(|d| d.to_string()),
                quotes: scope.quotes(std::slice::from_ref(&o.proof)),
            })
            .collect(),
    }
}

fn name(came: Came) -> &'static str {
    match came {
        Came::Signed => "signed",
        Came::Held => "held",
        Came::Repeated => "repeated",
    }
}
