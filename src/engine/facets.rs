//! From facts to facet values.

use crate::date::Date;
use crate::engine::Entry;
use crate::extract::{Facts, Tagged};
use crate::text::Document;

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
        let held = event.and_then(|event| event.date).filter(|held| held.year.is_some()).or(date);
        out.push(("when", held.map(years).unwrap_or_default()));
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
    } else {
        // What the document says of itself; a facet that no document has is not there.
        let lang = document.meta.lang.as_ref().map(|_| document.lang.code().to_owned());
        let outlet = document.meta.outlet.clone();
        let given = [
            ("lang", lang.into_iter().collect()),
            ("year", date.map(years).unwrap_or_default()),
            ("outlet", outlet.into_iter().collect()),
        ];
        out.extend(given.into_iter().filter(|(_, values): &(_, Vec<String>)| !values.is_empty()));
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
