//! The record of one document: what `entente facts` prints and the page's reading view shows.
//!
//! Every key is always present, `null` or `[]` where there is no value, so that a reader need not ask twice.

use serde::Serialize;

use super::utf16::Offsets;
use crate::base::Span;
use crate::extract::{Event, Facts, Instrument, Organization, Person, Pledge, Tagged};
use crate::text::Document;

/// The words that prove a value, and where they stand.
#[derive(Debug, Clone, Serialize)]
pub struct Evidence<'a> {
    /// First offset, inclusive.
    pub start: u32,
    /// Last offset, exclusive.
    pub end: u32,
    /// Exactly `text[start..end]`.
    pub quote: &'a str,
}

/// The record of one document. Field order is the order of the keys.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's; src/extract/mod.rs says what each holds")]
pub struct Record<'a> {
    pub id: &'a str,
    pub path: &'a str,
    pub lang: &'static str,
    pub title: Option<&'a str>,
    pub published: Option<String>,
    pub source: Source<'a>,
    pub text: &'a str,
    pub body: Vec<(u32, u32)>,
    pub removed: Vec<RemovedRecord<'a>>,
    pub event: Option<EventRecord<'a>>,
    pub countries: Vec<CountryRecord<'a>>,
    pub organizations: Vec<OrganizationRecord<'a>>,
    pub people: Vec<PersonRecord<'a>>,
    pub instruments: Vec<InstrumentRecord<'a>>,
    pub crimes: Vec<TaggedRecord<'a>>,
    pub cooperation: Vec<TaggedRecord<'a>>,
    pub forums: Vec<TaggedRecord<'a>>,
    pub pledges: Vec<PledgeRecord<'a>>,
    pub problems: Vec<ProblemRecord<'a>>,
}

/// Where a document comes from, as it says itself.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct Source<'a> {
    pub outlet: Option<&'a str>,
    pub url: Option<&'a str>,
    pub author: Option<&'a str>,
}

/// A passage taken out of the body.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct RemovedRecord<'a> {
    pub reason: &'static str,
    pub start: u32,
    pub end: u32,
    pub quote: &'a str,
}

/// The event reported.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct EventRecord<'a> {
    pub kind: &'a str,
    pub level: Option<&'a str>,
    pub date: Option<String>,
    pub date_end: Option<String>,
    pub place: Option<PlaceRecord<'a>>,
    pub evidence: Vec<Evidence<'a>>,
}

/// Where an event took place.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct PlaceRecord<'a> {
    pub city: Option<&'a str>,
    pub country: Option<&'a str>,
}

/// A party.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct CountryRecord<'a> {
    pub code: &'a str,
    pub evidence: Vec<Evidence<'a>>,
}

/// A body.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct OrganizationRecord<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub country: Option<&'a str>,
    pub evidence: Vec<Evidence<'a>>,
}

/// A person in an official role.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct PersonRecord<'a> {
    pub name: &'a str,
    pub country: Option<&'a str>,
    pub rank: Option<&'a str>,
    pub post: Option<&'a str>,
    pub organization: Option<&'a str>,
    pub evidence: Vec<Evidence<'a>>,
}

/// An agreement or the like.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct InstrumentRecord<'a> {
    pub title: &'a str,
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub status: &'a str,
    pub year: Option<u16>,
    pub period: Option<(u16, u16)>,
    pub parties: &'a [String],
    pub evidence: Vec<Evidence<'a>>,
}

/// A value of a closed list.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct TaggedRecord<'a> {
    pub id: &'a str,
    pub evidence: Vec<Evidence<'a>>,
}

/// Who promises or asks what.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct PledgeRecord<'a> {
    pub by: &'a str,
    pub verb: &'a str,
    pub cooperation: &'a [String],
    pub crimes: &'a [String],
    pub evidence: Vec<Evidence<'a>>,
}

/// What could not be read; without a place, `start` and `end` are null.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "the names are the contract's")]
pub struct ProblemRecord<'a> {
    pub what: &'a str,
    pub start: Option<u32>,
    pub end: Option<u32>,
}

impl<'a> Record<'a> {
    /// The record of `document`, its offsets counted as `offsets` says (bytes by contract).
    #[must_use]
    pub fn new(document: &'a Document, facts: &'a Facts, offsets: &Offsets) -> Self {
        let place = Placer { text: &document.text, offsets };
        Self {
            id: &document.id,
            path: &document.path,
            lang: document.lang.code(),
            title: document.title.as_ref().map(|t| t.text.as_str()),
            published: document.published.map(|d| d.to_string()),
            source: Source {
                outlet: document.meta.outlet.as_deref(),
                url: document.meta.url.as_deref(),
                author: document.meta.author.as_deref(),
            },
            text: &document.text,
            body: document.body.iter().map(|p| place.ends(p.span)).collect(),
            removed: document.removed.iter().map(|r| place.removed(r.reason.name(), r.span)).collect(),
            event: facts.event.as_ref().map(|e| place.event(e)),
            countries: facts.countries.iter().map(|c| place.country(c)).collect(),
            organizations: facts.organizations.iter().map(|o| place.organization(o)).collect(),
            people: facts.people.iter().map(|p| place.person(p)).collect(),
            instruments: facts.instruments.iter().map(|i| place.instrument(i)).collect(),
            crimes: place.tagged(&facts.crimes),
            cooperation: place.tagged(&facts.cooperation),
            forums: place.tagged(&facts.forums),
            pledges: facts.pledges.iter().map(|p| place.pledge(p)).collect(),
            problems: document.problems.iter().chain(&facts.problems).map(|p| place.problem(p)).collect(),
        }
    }

    /// One line of JSON, without the line break.
    #[must_use]
    pub fn to_json(&self) -> String {
        super::to_json(self)
    }
}

/// The record of a document as one line of JSON with byte offsets: the contract's form.
#[must_use]
pub fn json_line(document: &Document, facts: &Facts) -> String {
    Record::new(document, facts, &Offsets::Bytes).to_json()
}

/// Turns spans of one text into offsets and quotes.
struct Placer<'a, 'o> {
    text: &'a str,
    offsets: &'o Offsets,
}

impl<'a> Placer<'a, '_> {
    fn ends(&self, span: Span) -> (u32, u32) {
        (self.offsets.of(self.text, span.start), self.offsets.of(self.text, span.end))
    }

    fn evidence(&self, spans: &[Span]) -> Vec<Evidence<'a>> {
        spans
            .iter()
            .map(|span| {
                let (start, end) = self.ends(*span);
                Evidence { start, end, quote: span.of(self.text) }
            })
            .collect()
    }

    fn removed(&self, reason: &'static str, span: Span) -> RemovedRecord<'a> {
        let (start, end) = self.ends(span);
        RemovedRecord { reason, start, end, quote: span.of(self.text) }
    }

    fn event(&self, event: &'a Event) -> EventRecord<'a> {
        EventRecord {
            kind: &event.kind,
            level: event.level.as_deref(),
            date: event.date.map(|d| d.to_string()),
            date_end: event.date_end.map(|d| d.to_string()),
            place: event
                .place
                .as_ref()
                .map(|p| PlaceRecord { city: p.city.as_deref(), country: p.country.as_deref() }),
            evidence: self.evidence(&event.evidence),
        }
    }

    fn country(&self, country: &'a Tagged) -> CountryRecord<'a> {
        CountryRecord { code: &country.id, evidence: self.evidence(&country.evidence) }
    }

    fn organization(&self, body: &'a Organization) -> OrganizationRecord<'a> {
        OrganizationRecord {
            id: &body.id,
            name: &body.name,
            country: body.country.as_deref(),
            evidence: self.evidence(&body.evidence),
        }
    }

    fn person(&self, person: &'a Person) -> PersonRecord<'a> {
        PersonRecord {
            name: &person.name,
            country: person.country.as_deref(),
            rank: person.rank.as_deref(),
            post: person.post.as_deref(),
            organization: person.organization.as_deref(),
            evidence: self.evidence(&person.evidence),
        }
    }

    fn instrument(&self, instrument: &'a Instrument) -> InstrumentRecord<'a> {
        InstrumentRecord {
            title: &instrument.title,
            kind: &instrument.kind,
            status: &instrument.status,
            year: instrument.year,
            period: instrument.period,
            parties: &instrument.parties,
            evidence: self.evidence(&instrument.evidence),
        }
    }

    fn tagged(&self, values: &'a [Tagged]) -> Vec<TaggedRecord<'a>> {
        values.iter().map(|v| TaggedRecord { id: &v.id, evidence: self.evidence(&v.evidence) }).collect()
    }

    fn pledge(&self, pledge: &'a Pledge) -> PledgeRecord<'a> {
        PledgeRecord {
            by: &pledge.by,
            verb: &pledge.verb,
            cooperation: &pledge.cooperation,
            crimes: &pledge.crimes,
            evidence: self.evidence(&pledge.evidence),
        }
    }

    fn problem(&self, problem: &'a crate::base::Problem) -> ProblemRecord<'a> {
        let ends = problem.span.map(|span| self.ends(span));
        ProblemRecord { what: &problem.what, start: ends.map(|e| e.0), end: ends.map(|e| e.1) }
    }
}
