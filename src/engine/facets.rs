//! From facts to facet values, and from what a reader calls a value to its id.

use crate::date::Date;
use crate::engine::Entry;
use crate::extract::lists::{List, Lists};
use crate::extract::{Facts, Tagged};
use crate::search::{Concept, Labels};
use crate::text::Document;
use crate::text::fold::folded_phrase;

/// The date a document is sorted and filtered by: its publication, else the event it reports.
pub(super) fn date(entry: &Entry) -> Option<Date> {
    let reported =
        || entry.facts.event.as_ref().and_then(|event| event.date).filter(|date| date.year.is_some());
    entry.document.published.filter(|date| date.year.is_some()).or_else(reported)
}

/// The values of a document in each facet; without facts only those that the document itself gives.
pub(super) fn values<'d>(
    document: &'d Document,
    facts: Option<&Facts>,
    date: Option<Date>,
) -> Vec<(&'d str, Vec<String>)> {
    let mut out: Vec<(&str, Vec<String>)> = Vec::new();
    if let Some(facts) = facts {
        let ids = |tagged: &[Tagged]| tagged.iter().map(|tag| tag.id.clone()).collect();
        let event = facts.event.as_ref();
        out.push(("lang", vec![document.lang.code().to_owned()]));
        out.push(("year", date.map(years).unwrap_or_default()));
        out.push(("country", ids(&facts.countries)));
        out.push(("kind", event.map(|event| event.kind.clone()).into_iter().collect()));
        out.push(("level", event.and_then(|event| event.level.clone()).into_iter().collect()));
        out.push(("organization", facts.organizations.iter().map(|body| body.id.clone()).collect()));
        out.push(("person", facts.people.iter().map(|person| person.name.clone()).collect()));
        out.push(("crime", ids(&facts.crimes)));
        out.push(("cooperation", ids(&facts.cooperation)));
        out.push(("instrument", facts.instruments.iter().map(|i| i.kind.clone()).collect()));
        out.push(("status", facts.instruments.iter().map(|i| i.status.clone()).collect()));
        out.push(("forum", ids(&facts.forums)));
        out.push(("outlet", document.meta.outlet.clone().into_iter().collect()));
    }
    out.extend(document.meta.facets.iter().map(|(key, values)| (key.as_str(), values.clone())));
    out
}

/// The year, and the month where it is known: `2024`, `2024-09`.
fn years(date: Date) -> Vec<String> {
    let year = Date { month: None, day: None, ..date };
    let month = date.month.map(|_| Date { day: None, ..date });
    std::iter::once(year).chain(month).map(|date| date.to_string()).collect()
}

/// Labels of facet values, from the lists.
pub(super) struct Names<'a>(pub(super) &'a Lists);

impl Labels for Names<'_> {
    fn values(&self, facet: &str, text: &str) -> Vec<String> {
        let (list, scheme) = match facet {
            "country" => (List::Country, ""),
            "organization" => (List::Body, ""),
            "forum" => (List::Forum, ""),
            "crime" | "cooperation" | "kind" | "status" | "instrument" => (List::Concept, facet),
            _ => return Vec::new(),
        };
        let wanted = folded_phrase(text);
        let called = |label: &str| label == text || folded_phrase(label) == wanted;
        let rows = self.0.entries(list).iter().filter(|row| scheme.is_empty() || row.kind == scheme);
        rows.filter(|row| called(row.vi) || called(row.en)).map(|row| row.id.to_owned()).collect()
    }

    fn concepts(&self, _query: &str) -> Vec<Concept> {
        Vec::new()
    }
}
