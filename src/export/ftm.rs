//! FollowTheMoney entities, one a line: articles, the events they prove, the people and bodies involved.
//!
//! Schemata and properties of followthemoney 3.8–4.x. There is no schema for treaties: instruments are told in the
//! event's notes. Offsets have no place there either: see the annotations.

use std::collections::BTreeSet;

use super::json::Json;
use super::skos::codes;
use super::slug;
use crate::base::{Arrange, DocId, Lang, set_of};
use crate::extract::Organization;
use crate::overview::people::{Someone, people};
use crate::overview::{Selection, Source};

/// The entities: a note on the selection, articles, bodies, people with their posts, events.
pub(super) fn write(selection: &Selection<'_>, told: &str) -> String {
    let persons = people(selection);
    let ids = person_ids(&persons);
    let mut out =
        entity("entente-selection", "Note", [("name", one("Selection")), ("description", one(told))]);
    selection.sources().iter().for_each(|s| out.push_str(&article(s)));
    bodies(selection).into_iter().for_each(|o| out.push_str(&body(o)));
    for (someone, id) in persons.iter().zip(&ids) {
        out.push_str(&person(selection, someone, id));
    }
    for event in 0..selection.groups().len() {
        out.push_str(&self::event(selection, event, &persons, &ids).unwrap_or_default());
    }
    out
}

fn entity<const N: usize>(id: &str, schema: &'static str, properties: [(&'static str, Json); N]) -> String {
    Json::object([("id", id.into()), ("schema", schema.into()), ("properties", Json::object(properties))])
        .line()
}

fn one(value: &str) -> Json {
    Json::texts([value])
}

fn article_id(source: &Source<'_>) -> String {
    format!("entente-doc-{}", source.document.id)
}

fn article(source: &Source<'_>) -> String {
    let document = source.document;
    let meta = &document.meta;
    let body: Vec<&str> = document.body.iter().map(|p| p.span.of(&document.text).trim()).collect();
    // ISO 639-3, as FollowTheMoney wants it.
    let lang = match document.lang {
        Lang::Vi => "vie",
        Lang::En => "eng",
        Lang::Und => "",
    };
    entity(
        &article_id(source),
        "Article",
        [
            ("title", Json::texts(document.title.as_ref().map(|t| t.text.trim()))),
            ("fileName", one(&document.path)),
            ("author", Json::texts(meta.author.as_deref())),
            ("publisher", Json::texts(meta.outlet.as_deref())),
            (
                "publishedAt",
                Json::texts(document.published.filter(|d| d.year.is_some()).map(|d| d.to_string())),
            ),
            ("language", one(lang)),
            ("sourceUrl", Json::texts(meta.url.as_deref())),
            ("country", countries(source.facts.countries.iter().map(|c| c.id.as_str()))),
            ("bodyText", one(&body.join("\n\n"))),
        ],
    )
}

/// Lower-case ISO 3166-1 alpha-2.
fn countries<'a>(codes: impl Iterator<Item = &'a str>) -> Json {
    Json::texts(codes.map(str::to_ascii_lowercase))
}

/// Each body once, by id.
fn bodies<'a>(selection: &Selection<'a>) -> Vec<&'a Organization> {
    let mut all: Vec<&Organization> =
        selection.sources().iter().flat_map(|s| &s.facts.organizations).collect();
    all.arrange_by(|a, b| a.id.cmp(&b.id));
    all.dedup_by(|a, b| a.id == b.id);
    all
}

fn body_id(id: &str) -> String {
    format!("entente-org-{}", slug(id))
}

fn body(body: &Organization) -> String {
    let schema = if body.country.is_some() { "PublicBody" } else { "Organization" };
    let country = countries(body.country.iter().map(String::as_str));
    entity(&body_id(&body.id), schema, [("name", one(&body.name)), ("country", country)])
}

/// Unique ids made of country and name.
fn person_ids(persons: &[Someone]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let id = |someone: &Someone| {
        let country = someone.country.as_deref().unwrap_or("xx");
        let base = format!("entente-person-{}-{}", country.to_ascii_lowercase(), slug(&someone.name));
        let mut id = base.clone();
        let mut count = 2;
        while !seen.insert(id.clone()) {
            id = format!("{base}-{count}");
            count += 1;
        }
        id
    };
    persons.iter().map(id).collect()
}

/// A person, and a membership for each post in a known body.
fn person(selection: &Selection<'_>, someone: &Someone, id: &str) -> String {
    let aliases = someone.names.iter().map(|(name, _)| name).filter(|n| **n != someone.name);
    let proof = someone.proofs.iter().filter_map(|p| selection.source(p.doc)).map(article_id);
    let mut out = entity(
        id,
        "Person",
        [
            ("name", one(&someone.name)),
            ("alias", Json::texts(aliases)),
            ("country", countries(someone.country.iter().map(String::as_str))),
            ("position", Json::texts(someone.posts.iter().map(|p| &p.post))),
            ("proof", Json::texts(proof)),
        ],
    );
    for (at, post) in someone.posts.iter().enumerate() {
        let Some(organization) = &post.organization else { continue };
        let dates =
            post.first.into_iter().chain(post.last).filter(|d| d.year.is_some()).map(|d| d.to_string());
        let properties = [
            ("member", one(id)),
            ("organization", one(&body_id(organization))),
            ("role", one(&post.post)),
            ("date", Json::texts(set_of(dates))),
        ];
        out.push_str(&entity(&format!("{id}-post-{at}"), "Membership", properties));
    }
    out
}

fn event(selection: &Selection<'_>, event: usize, persons: &[Someone], ids: &[String]) -> Option<String> {
    let reports: Vec<&Source<'_>> = selection.reports(event).collect();
    let lead = reports.iter().find(|s| s.facts.event.is_some())?;
    let told = lead.facts.event.as_ref()?;
    let distinct = |each: &dyn Fn(&Source<'_>) -> Vec<String>| set_of(reports.iter().flat_map(|s| each(s)));
    let docs: Vec<DocId> = reports.iter().map(|s| s.id).collect();
    let here = |someone: &Someone| someone.proofs.iter().any(|p| docs.contains(&p.doc));
    let mut involved = distinct(&|s| s.facts.organizations.iter().map(|o| body_id(&o.id)).collect());
    involved.extend(persons.iter().zip(ids).filter(|(p, _)| here(p)).map(|(_, id)| id.clone()));
    let crimes = distinct(&|s| s.facts.crimes.iter().map(|c| c.id.clone()).collect());
    let topics = set_of(crimes.iter().flat_map(|c| codes(c, "ftm")));
    let mut keywords = crimes;
    keywords.extend(distinct(&|s| s.facts.cooperation.iter().map(|c| c.id.clone()).collect()));
    let notes = distinct(&|s| {
        let papers = s.facts.instruments.iter();
        papers.map(|i| format!("{} ({}, {})", i.title, i.kind, i.status)).collect()
    });
    let name = lead.document.title.as_ref().map_or(told.kind.as_str(), |t| t.text.trim());
    let city = told.place.as_ref().and_then(|p| p.city.as_deref());
    let date = selection.date_of(event).filter(|d| d.year.is_some());
    let codes = distinct(&|s| s.facts.countries.iter().map(|c| c.id.to_ascii_lowercase()).collect());
    Some(entity(
        &format!("entente-event-{}", lead.document.id),
        "Event",
        [
            ("name", one(name)),
            ("date", Json::texts(date.map(|d| d.to_string()))),
            ("endDate", Json::texts(told.date_end.filter(|d| d.year.is_some()).map(|d| d.to_string()))),
            ("location", Json::texts(city)),
            ("country", Json::texts(codes)),
            ("involved", Json::texts(involved)),
            ("proof", Json::texts(reports.iter().map(|s| article_id(s)))),
            ("topics", Json::texts(topics)),
            ("keywords", Json::texts(keywords)),
            ("notes", Json::texts(notes)),
        ],
    ))
}
