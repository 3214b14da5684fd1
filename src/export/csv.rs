//! CSV as RFC 4180 has it, one row a report. A byte-order mark tells Excel the encoding; a cell that a spreadsheet
//! would take for a formula begins with an apostrophe; lists are joined by `; `.

use super::Context;
use crate::extract::{Facts, Lists};
use crate::overview::{Selection, Source};
use crate::wire::labels;

/// The columns, in order. `event` is the first report of the event: rows with the same one report the same event.
const COLUMNS: [&str; 27] = [
    "event",
    "id",
    "lang",
    "title",
    "published",
    "outlet",
    "url",
    "kind",
    "level",
    "date",
    "date_end",
    "city",
    "place_country",
    "countries",
    "country_names",
    "organizations",
    "people",
    "instruments",
    "crimes",
    "crime_names",
    "cooperation",
    "cooperation_names",
    "forums",
    "pledges",
    "reports_of_event",
    "path",
    "selection",
];

/// The rows of the selection, by document.
pub(super) fn write(selection: &Selection<'_>, lists: &Lists, context: &Context<'_>, told: &str) -> String {
    let mut out = String::from("\u{feff}");
    row(&mut out, &COLUMNS.map(str::to_owned));
    for source in selection.sources() {
        row(&mut out, &cells(selection, source, lists, context, told));
    }
    out
}

fn cells(
    selection: &Selection<'_>,
    source: &Source<'_>,
    lists: &Lists,
    context: &Context<'_>,
    told: &str,
) -> [String; COLUMNS.len()] {
    let (document, facts) = (source.document, source.facts);
    let event = facts.event.as_ref();
    let place = event.and_then(|e| e.place.as_ref());
    let reports: Vec<&Source<'_>> =
        selection.event_of(source.id).into_iter().flat_map(|e| selection.reports(e)).collect();
    let named = |facet: &str, ids: &[crate::extract::Tagged]| {
        (
            join(ids.iter().map(|t| t.id.clone())),
            join(ids.iter().map(|t| labels(lists, facet, &t.id).get(context.lang).to_owned())),
        )
    };
    let (countries, country_names) = named("country", &facts.countries);
    let (crimes, crime_names) = named("crime", &facts.crimes);
    let (cooperation, cooperation_names) = named("cooperation", &facts.cooperation);
    let text = |value: Option<&String>| value.cloned().unwrap_or_default();
    [
        reports.first().map(|r| r.document.id.clone()).unwrap_or_default(),
        document.id.clone(),
        document.lang.code().to_owned(),
        document.title.as_ref().map(|t| t.text.clone()).unwrap_or_default(),
        document.published.map(|d| d.to_string()).unwrap_or_default(),
        text(document.meta.outlet.as_ref()),
        text(document.meta.url.as_ref()),
        event.map(|e| e.kind.clone()).unwrap_or_default(),
        text(event.and_then(|e| e.level.as_ref())),
        event.and_then(|e| e.date).map(|d| d.to_string()).unwrap_or_default(),
        event.and_then(|e| e.date_end).map(|d| d.to_string()).unwrap_or_default(),
        text(place.and_then(|p| p.city.as_ref())),
        text(place.and_then(|p| p.country.as_ref())),
        countries,
        country_names,
        join(facts.organizations.iter().map(|o| o.name.clone())),
        people(facts),
        instruments(facts),
        crimes,
        crime_names,
        cooperation,
        cooperation_names,
        join(facts.forums.iter().map(|f| f.id.clone())),
        pledges(facts),
        reports.len().to_string(),
        document.path.clone(),
        told.to_owned(),
    ]
}

/// `Name (post, XX)`.
fn people(facts: &Facts) -> String {
    join(facts.people.iter().map(|p| with(&p.name, &[p.post.as_deref(), p.country.as_deref()])))
}

/// `Title (type, status, year)`.
fn instruments(facts: &Facts) -> String {
    join(facts.instruments.iter().map(|i| {
        let year = i.year.map(|y| y.to_string());
        with(&i.title, &[Some(&i.kind), Some(&i.status), year.as_deref()])
    }))
}

/// `XX agree (training, drugs)`.
fn pledges(facts: &Facts) -> String {
    join(facts.pledges.iter().map(|p| {
        let what: Vec<Option<&str>> =
            p.cooperation.iter().chain(&p.crimes).map(|id| Some(id.as_str())).collect();
        with(&format!("{} {}", p.by, p.verb), &what)
    }))
}

fn with(words: &str, more: &[Option<&str>]) -> String {
    let more: Vec<&str> = more.iter().flatten().copied().collect();
    if more.is_empty() { words.to_owned() } else { format!("{words} ({})", more.join(", ")) }
}

/// A list in one cell; a semicolon inside a value becomes a comma.
fn join(values: impl Iterator<Item = String>) -> String {
    values.map(|v| v.replace(';', ",")).collect::<Vec<_>>().join("; ")
}

fn row(out: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        self::cell(out, cell);
    }
    out.push_str("\r\n");
}

/// One cell, quoted where it must be, defused where a spreadsheet would run it.
fn cell(out: &mut String, text: &str) {
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    if text.contains(['"', ',', '\r', '\n']) || text.trim() != text {
        out.push('"');
        out.push_str(guard);
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(text);
    }
}
