//! Documents with facts, written as a few lines: the input of the cases in `tests/cases/overview/`.
//!
//! ```text
//! a: published=2024-09-30; kind=talks; date=2024-09-29; countries=VN,KR; people=Cho Ji Ho/KR/Commissioner
//! instrument: Agreement on extradition/agreement/proposed/2024/2022-2024
//! pledge: both/agree/training/drugs
//! text: The two sides agreed …
//! ```
//!
//! A line `name:` begins a document; the lines below it belong to it. Words of a fact that stand in the text are
//! its evidence.

use entente::base::{DocId, Lang, Span};
use entente::corpus::{Meta, RawDocument};
use entente::date::Date;
use entente::extract::{Event, Facts, Instrument, Organization, Person, Place, Pledge, Tagged};
use entente::overview::Source;
use entente::text::{Document, Paragraph, prepare};

/// Documents with their facts, in order.
pub(crate) struct Case {
    pub(crate) documents: Vec<(Document, Facts)>,
}

impl Case {
    /// Reads the lines of a case.
    pub(crate) fn read(input: &str) -> Self {
        let mut blocks: Vec<Vec<(&str, &str)>> = Vec::new();
        for line in input.lines().filter(|l| !l.trim().is_empty()) {
            let (key, value) = line.split_once(':').expect("a line is `key: value`");
            if !["instrument", "pledge", "text", "title"].contains(&key) {
                blocks.push(Vec::new());
            }
            blocks.last_mut().expect("the first line names a document").push((key, value.trim()));
        }
        Self { documents: blocks.iter().map(|b| document(b)).collect() }
    }

    /// The documents as sources, numbered from 0.
    pub(crate) fn sources(&self) -> Vec<Source<'_>> {
        self.documents
            .iter()
            .enumerate()
            .map(|(at, (document, facts))| Source { id: DocId(at as u32), document, facts })
            .collect()
    }

    /// The name of a document.
    pub(crate) fn name(&self, doc: DocId) -> &str {
        &self.documents[doc.at()].0.id
    }

    /// The names of documents, joined.
    pub(crate) fn names(&self, docs: &[DocId]) -> String {
        docs.iter().map(|d| self.name(*d)).collect::<Vec<_>>().join(" ")
    }

    /// The words of a span.
    pub(crate) fn words(&self, doc: DocId, span: Span) -> &str {
        span.of(&self.documents[doc.at()].0.text)
    }
}

fn document(block: &[(&str, &str)]) -> (Document, Facts) {
    let (id, fields) = block[0];
    let field = |key: &str| -> Option<String> {
        let pair = fields.split(';').filter_map(|f| f.trim().split_once('=')).find(|(k, _)| *k == key)?;
        Some(pair.1.trim().to_owned())
    };
    let line = |key: &str| block[1..].iter().find(|(k, _)| *k == key).map(|(_, v)| (*v).to_owned());
    let text = line("text").unwrap_or_default();
    let meta = Meta {
        title: line("title"),
        date: field("published"),
        lang: field("lang"),
        outlet: field("outlet"),
        url: field("url"),
        event: field("editor"),
        ..Meta::default()
    };
    let facts = facts(block, &field, &text);
    let whole = Span::new(0, text.len());
    let raw =
        RawDocument { id: id.into(), path: format!("{id}.txt"), meta, text, header: None, problems: vec![] };
    let mut document = prepare(raw);
    document.id = id.to_owned();
    document.body = vec![Paragraph { span: whole, lang: Lang::En }];
    document.lang = field("lang").map_or(Lang::En, |l| Lang::from_code(&l));
    (document, facts)
}

fn facts(block: &[(&str, &str)], field: &dyn Fn(&str) -> Option<String>, text: &str) -> Facts {
    let list = |key: &str| -> Vec<String> {
        field(key).map(|v| v.split(',').map(|x| x.trim().to_owned()).collect()).unwrap_or_default()
    };
    let find = |words: &str| {
        text.match_indices(words).map(|(at, w)| Span::new(at, at + w.len())).collect::<Vec<_>>()
    };
    let tagged = |key: &str| {
        let one = |id: String| Tagged { evidence: find(&id.replace('-', " ")), id };
        list(key).into_iter().map(one).collect::<Vec<_>>()
    };
    let part = |parts: &[&str], at: usize| parts.get(at).filter(|p| !p.is_empty()).map(|p| (*p).to_owned());
    let mut facts = Facts {
        countries: tagged("countries"),
        crimes: tagged("crimes"),
        cooperation: tagged("cooperation"),
        forums: tagged("forums"),
        ..Facts::default()
    };
    for body in list("bodies") {
        let parts: Vec<&str> = body.split('/').collect();
        let country = parts[0].split_once('-').map(|(c, _)| c.to_uppercase()).filter(|c| c.len() == 2);
        let name = part(&parts, 1).unwrap_or_else(|| parts[0].to_owned());
        facts.organizations.push(Organization { id: parts[0].into(), evidence: find(&name), name, country });
    }
    for person in list("people") {
        let parts: Vec<&str> = person.split('/').collect();
        facts.people.push(Person {
            name: parts[0].into(),
            country: part(&parts, 1),
            rank: None,
            post: part(&parts, 2),
            organization: part(&parts, 3),
            evidence: find(parts[0]),
        });
    }
    if let Some(kind) = field("kind") {
        let place = field("place").map(|p| {
            let parts: Vec<&str> = p.split('/').collect();
            Place { city: part(&parts, 0), country: part(&parts, 1) }
        });
        let date = |key: &str| field(key).and_then(|d| Date::parse(&d));
        let evidence = find(&kind);
        let level = field("level");
        facts.event = Some(Event { kind, level, date: date("date"), date_end: date("end"), place, evidence });
    }
    for (key, value) in &block[1..] {
        let parts: Vec<&str> = value.split('/').collect();
        if *key == "instrument" {
            let period = part(&parts, 4)
                .and_then(|p| p.split_once('-').map(|(a, b)| (a.parse().unwrap(), b.parse().unwrap())));
            let year = part(&parts, 3).and_then(|y| y.parse().ok());
            let (title, kind, status) = (parts[0].to_owned(), parts[1].to_owned(), parts[2].to_owned());
            let evidence = find(&title);
            facts.instruments.push(Instrument {
                title,
                kind,
                status,
                year,
                period,
                parties: vec![],
                evidence,
            });
        } else if *key == "pledge" {
            let ids = |at: usize| {
                parts
                    .get(at)
                    .map(|p| p.split('+').filter(|x| !x.is_empty()).map(Into::into).collect())
                    .unwrap_or_default()
            };
            let evidence = vec![Span::new(0, text.find('.').map_or(text.len(), |at| at + 1))];
            facts.pledges.push(Pledge {
                by: parts[0].into(),
                verb: parts[1].into(),
                cooperation: ids(2),
                crimes: ids(3),
                evidence,
            });
        }
    }
    facts
}
