//! The gold of the bundled corpus as documents with facts: what a perfect extractor would give.

use std::path::Path;

use entente::base::{DocId, Lang, Span};
use entente::corpus::{Meta, RawDocument};
use entente::date::Date;
use entente::extract::{Event, Facts, Instrument, Lists, Organization, Person, Place, Tagged, extract};
use entente::overview::Source;
use entente::text::{Document, prepare};
use serde_json::Value;

/// A document, its facts, and the event and part of the gold that it belongs to.
pub(crate) struct Report {
    pub(crate) document: Document,
    pub(crate) facts: Facts,
    pub(crate) event: String,
    pub(crate) part: String,
}

/// The documents of the bundled corpus with the facts of the gold; the editor's event ids are left out of them.
pub(crate) fn reports() -> Vec<Report> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let gold = std::fs::read_to_string(root.join("tests/gold/facts.jsonl")).unwrap();
    gold.lines()
        .map(|line| {
            let gold: Value = serde_json::from_str(line).unwrap();
            let path = format!("www/corpus/documents/{}.txt", text(&gold["id"]).unwrap());
            let file = std::fs::read_to_string(root.join(&path)).unwrap();
            let document = read(text(&gold["id"]).unwrap(), path, file);
            let facts = facts(&gold, document.lang == Lang::En);
            Report {
                document,
                facts,
                event: text(&gold["event"]).unwrap(),
                part: text(&gold["part"]).unwrap(),
            }
        })
        .collect()
}

/// The same documents with what the extractor finds in them.
pub(crate) fn extracted() -> Vec<Report> {
    let lists = Lists::bundled();
    let mut reports = reports();
    reports.iter_mut().for_each(|r| r.facts = extract(&r.document, &lists));
    reports
}

/// The reports as sources, numbered in order.
pub(crate) fn sources(reports: &[Report]) -> Vec<Source<'_>> {
    reports
        .iter()
        .enumerate()
        .map(|(at, r)| Source { id: DocId(at as u32), document: &r.document, facts: &r.facts })
        .collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn read(id: String, path: String, text: String) -> Document {
    let end = text.find("\n---\n").map_or(0, |at| at + 5);
    let field = |key: &str| {
        let start = format!("\n{key}: ");
        let at = text[..end].find(&start)? + start.len();
        text[at..].lines().next().map(|v| v.trim().to_owned())
    };
    let meta = Meta {
        title: field("title"),
        date: field("date"),
        lang: field("lang"),
        outlet: field("outlet"),
        url: field("url"),
        ..Meta::default()
    };
    let header = Some(Span::new(0, end));
    prepare(RawDocument { id, path, meta, text, header, problems: vec![] })
}

fn facts(gold: &Value, english: bool) -> Facts {
    let tagged =
        |key: &str| list(&gold[key]).filter_map(text).map(|id| Tagged { id, evidence: vec![] }).collect();
    let name = |p: &Value| {
        if english { text(&p["aliases"][0]).or_else(|| text(&p["name"])) } else { text(&p["name"]) }
    };
    let both = |i: &Value| {
        text(&i[if english { "en" } else { "vi" }]).or_else(|| text(&i["vi"])).unwrap_or_default()
    };
    let year = |v: &Value| v.as_u64().map(|y| y as u16);
    let mut countries: Vec<Tagged> = tagged("countries");
    countries.insert(0, Tagged { id: "VN".into(), evidence: vec![] });
    Facts {
        event: Some(Event {
            kind: text(&gold["kind"]).unwrap(),
            level: text(&gold["level"]),
            date: text(&gold["date"]).and_then(|d| Date::parse(&d)),
            date_end: None,
            place: Some(Place {
                city: text(&gold["place"]["city"]),
                country: text(&gold["place"]["country"]),
            }),
            evidence: vec![],
        }),
        people: list(&gold["people"])
            .map(|p| Person {
                name: name(p).unwrap(),
                country: text(&p["country"]),
                rank: text(&p["rank"]),
                post: text(&p["post"]),
                organization: None,
                evidence: vec![],
            })
            .collect(),
        organizations: list(&gold["organizations"])
            .map(|o| Organization {
                id: text(&o["id"]).unwrap(),
                name: text(&o["en"]).unwrap_or_default(),
                country: text(&o["country"]),
                evidence: vec![],
            })
            .collect(),
        instruments: list(&gold["instruments"])
            .map(|i| Instrument {
                title: both(i),
                kind: text(&i["type"]).unwrap(),
                status: text(&i["status"]).unwrap(),
                year: year(&i["year"]),
                period: year(&i["period"][0]).zip(year(&i["period"][1])),
                parties: vec![],
                evidence: vec![],
            })
            .collect(),
        countries,
        crimes: tagged("crimes"),
        cooperation: tagged("cooperation"),
        forums: tagged("forums"),
        ..Facts::default()
    }
}
