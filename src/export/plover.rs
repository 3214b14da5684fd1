//! PLOVER 2.0 records, one a line: the event reported, each instrument, each pledge.
//!
//! Types come from the thesaurus (`match`), modes and quads from the manual (openeventdata/PLOVER, draft 2.0). The
//! text itself is left out, as the manual advises where the rights are another's: `text_info` has the bytes.

use super::Context;
use super::json::Json;
use super::skos::codes;
use crate::base::{Arrange, Span};
use crate::extract::lists::Tables;
use crate::extract::{Lists, Pledge};
use crate::overview::{HOME, Selection, Source};
use crate::wire::labels;

/// The records, by document and place.
pub(super) fn write(selection: &Selection<'_>, lists: &Lists, context: &Context<'_>, told: &str) -> String {
    let coder = Coder { lists, context, told };
    selection.sources().iter().map(|source| coder.document(selection, source)).collect()
}

struct Coder<'a> {
    lists: &'a Lists,
    context: &'a Context<'a>,
    told: &'a str,
}

/// One coded event before it is written.
struct Coded<'a> {
    kind: &'static str,
    mode: &'static str,
    contexts: Vec<&'static str>,
    evidence: &'a [Span],
    /// Who acts: ISO 3166-1 alpha-2.
    actors: Vec<&'a str>,
    recipients: Vec<&'a str>,
}

impl Coder<'_> {
    fn document(&self, selection: &Selection<'_>, source: &Source<'_>) -> String {
        let facts = source.facts;
        let parties: Vec<&str> = facts.countries.iter().map(|c| c.id.as_str()).collect();
        let mut subjects: Vec<&str> = facts.crimes.iter().flat_map(|c| codes(&c.id, "plover")).collect();
        tidy(&mut subjects);
        let mut coded = Vec::new();
        if let Some(event) = &facts.event {
            let kind = codes(&event.kind, "plover").next().unwrap_or("CONSULT");
            let (actors, recipients) = sides(kind, &parties);
            let contexts = subjects.clone();
            coded.push(Coded {
                kind,
                mode: mode(&event.kind),
                contexts,
                evidence: &event.evidence,
                actors,
                recipients,
            });
        }
        for paper in &facts.instruments {
            // A signed one is SUPPORT (CAMEO 057); one to be signed is the promise, AGREE (030).
            let kind = if matches!(&*paper.status, "signed" | "existing") { "SUPPORT" } else { "AGREE" };
            if paper.status != "existing" {
                let contexts = vec!["legal"];
                coded.push(Coded {
                    kind,
                    mode: "",
                    contexts,
                    evidence: &paper.evidence,
                    actors: parties.clone(),
                    recipients: vec![],
                });
            }
        }
        coded.extend(facts.pledges.iter().map(|p| Self::pledge(p, &parties)));
        coded.iter().enumerate().map(|(at, c)| self.record(selection, source, at, c).line()).collect()
    }

    fn pledge<'a>(pledge: &'a Pledge, parties: &[&'a str]) -> Coded<'a> {
        let kind = if pledge.verb == "request" {
            "REQUEST"
        } else if pledge.verb == "support" {
            "SUPPORT"
        } else {
            "AGREE"
        };
        let mut contexts: Vec<&str> = pledge.crimes.iter().flat_map(|c| codes(c, "plover")).collect();
        tidy(&mut contexts);
        let (actors, recipients) = if pledge.by == "both" {
            (parties.to_vec(), Vec::new())
        } else {
            (vec![pledge.by.as_str()], parties.iter().copied().filter(|p| *p != pledge.by).collect())
        };
        let mode = if kind == "REQUEST" { "assist" } else { "" };
        Coded { kind, mode, contexts, evidence: &pledge.evidence, actors, recipients }
    }

    fn record(&self, selection: &Selection<'_>, source: &Source<'_>, at: usize, coded: &Coded<'_>) -> Json {
        let document = source.document;
        let date = selection.event_of(source.id).and_then(|e| selection.date_of(e)).map(|d| d.to_string());
        let words = coded.evidence.iter().map(|s| s.of(&document.text));
        let text_info = coded.evidence.first().map(|span| {
            Json::object([
                ("sequence", (at + 1).into()),
                ("start", (span.start as usize).into()),
                ("end", (span.end as usize).into()),
                ("unit", "bytes".into()),
            ])
        });
        let cite = Json::object([
            ("url", Json::maybe(document.meta.url.as_deref())),
            ("title", Json::maybe(document.title.as_ref().map(|t| t.text.trim()))),
            ("language", document.lang.code().into()),
            ("publication", Json::maybe(document.meta.outlet.as_deref())),
            ("license", self.context.license.into()),
            ("codebook", "entente/plover-2.0".into()),
            ("version", self.context.version.into()),
            ("selection", self.told.into()),
        ]);
        // Every key of the manual is there, empty or not.
        Json::Object(vec![
            ("id", format!("{}-e{}", document.id, at + 1).into()),
            ("date", date.map_or(Json::Null, Json::Text)),
            ("event", Json::texts([coded.kind])),
            ("mode", Json::texts([coded.mode])),
            ("context", Json::texts(coded.contexts.iter().copied())),
            ("quad_code", quad(coded.kind).into()),
            ("event_text", Json::texts(words)),
            ("actor", self.parties(&coded.actors)),
            ("recipient", self.parties(&coded.recipients)),
            ("text_info", text_info.unwrap_or(Json::Null)),
            ("cite_info", cite),
        ])
    }

    /// Countries with their alpha-3 code; all are police or ministries of the interior.
    fn parties(&self, codes: &[&str]) -> Json {
        let one = |code: &&str| {
            let name = labels(self.lists, "country", code).en;
            Json::object([
                ("code", alpha3(code).into()),
                ("sector", "COP".into()),
                ("entity_text", name.into()),
            ])
        };
        Json::List(codes.iter().map(one).collect())
    }
}

/// ISO 3166-1 alpha-3, the second column of the file of countries.
fn alpha3(code: &str) -> &'static str {
    let row = Tables::bundled()
        .countries
        .lines()
        .map(|l| l.split('\t'))
        .find_map(|mut cells| (cells.next()? == code).then(|| cells.next()).flatten());
    row.unwrap_or("")
}

/// Who acts and who is acted upon: types that need a recipient have the partners there.
fn sides<'a>(kind: &str, parties: &[&'a str]) -> (Vec<&'a str>, Vec<&'a str>) {
    if matches!(kind, "COOPERATE" | "AID") {
        parties.iter().copied().partition(|p| *p == HOME)
    } else {
        (parties.to_vec(), Vec::new())
    }
}

fn mode(kind: &str) -> &'static str {
    match kind {
        "visit" => "visit",
        "conference" => "multilateral",
        "phone-call" => "phone",
        _ => "",
    }
}

/// The quadrant of a type: 1 verbal and 2 material cooperation, 3 verbal conflict (a request is one).
fn quad(kind: &str) -> usize {
    match kind {
        "COOPERATE" | "AID" => 2,
        "REQUEST" => 3,
        _ => 1,
    }
}

/// Contexts once each; `crime` goes with `cyber` always, and never with trafficking, corruption or drugs.
fn tidy(contexts: &mut Vec<&'static str>) {
    contexts.arrange();
    contexts.dedup();
    let has = |c: &str| contexts.contains(&c);
    if has("cyber") && !has("crime") {
        contexts.push("crime");
    } else if !has("cyber") && ["trafficking", "corruption", "illegal_drugs"].into_iter().any(has) {
        contexts.retain(|c| *c != "crime");
    }
}
