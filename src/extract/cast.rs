//! Who and what the text names, and where: the common ground of the rules for events, instruments and pledges.

use super::body::{self, BodyMention, Owner};
use super::country::{self, Namings, Side};
use super::item::Reader;
use super::lists::List;
use super::page::Page;
use super::person::{self, PersonEntry};
use super::{Organization, Person, Tagged};
use super::{forum, organization};
use crate::base::Arrange;
use crate::base::sorted::{SortedMap, SortedSet};
use std::ops::Range;

/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// A country, by name or demonym.
    Country,
    /// A body: its place in [`Cast::organizations`], where it is listed.
    Body(Option<usize>),
    /// A person: the place in [`Cast::people`].
    Person(usize),
}

/// A place in the text that names a side.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// The tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub who: Who,
    /// ISO 3166-1 alpha-2 of the side, where it is known.
    pub country: Option<&'static str>,
}

/// All that the text names.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// The parties.
    pub countries: Vec<Tagged>,
    /// The bodies.
    pub organizations: Vec<Organization>,
    /// The people in official roles.
    pub people: Vec<Person>,
    /// The forums.
    pub forums: Vec<Tagged>,
    /// Every mention, in order of first token; a mention may hold another (a country inside a body).
    pub mentions: Vec<Mention>,
}

impl Cast {
    /// Reads a page.
    pub(super) fn read(page: &Page<'_>) -> Self {
        let namings = country::namings(page);
        let bodies = body::mentions(page, &namings, List::Body);
        let offices = body::mentions(page, &namings, List::Office);
        let partner = namings.foreign(page).first().map(|&(code, _)| code);
        let reader = Reader { page, namings: &namings, bodies: &bodies, offices: &offices };
        let people = person::people(&reader, partner);
        let embassies = people.iter().filter_map(|person| person.embassy(page, partner));
        let known: SortedSet<&str> = bodies.iter().chain(&offices).map(|body| &*body.id).collect();
        let held = people.iter().filter_map(|person| person.own_body(page));
        let held: Vec<BodyMention> = held.filter(|body| !known.contains(&*body.id)).collect();
        let mut bodies: Vec<BodyMention> = bodies
            .iter()
            .cloned()
            .chain(offices.into_iter().filter(is_sure))
            .chain(embassies)
            .chain(held)
            .collect();
        bodies.arrange_by_key(|body| (body.tokens.start, body.tokens.end));
        let international = people.iter().any(|person| person.international);
        let organizations = organization::organizations(page, &bodies);
        Self {
            countries: country::parties(page, &namings, &sides(page, &bodies, &people), international),
            mentions: mentions(&namings, &bodies, &people, &organizations),
            people: people.iter().map(|person| person.record(page)).collect(),
            forums: forum::forums(page),
            organizations,
        }
    }

    /// The mentions that begin in a range of tokens.
    pub(super) fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[from..].iter().take_while(move |m| m.tokens.start < tokens.end)
    }
}

/// An office whose country is only guessed says nothing about a body.
fn is_sure(office: &BodyMention) -> bool {
    office.owner != Owner::Guessed || body::is_interior(&office.name)
}

/// Bodies and people of one country, as far as their words say which.
fn sides(page: &Page<'_>, bodies: &[BodyMention], people: &[PersonEntry]) -> Vec<Side> {
    let of_body = |body: &BodyMention| {
        let code = body.country.filter(|_| body.owner != Owner::Guessed)?;
        Some(Side { tokens: body.tokens.clone(), code, person: false })
    };
    let of_person = |person: &PersonEntry| {
        let tokens = person.mentions.iter().find(|m| page.proves(m.start))?.clone();
        Some(Side {
            tokens: person.post.clone().filter(|p| page.proves(p.start)).unwrap_or(tokens),
            code: person.country?,
            person: true,
        })
    };
    bodies.iter().filter_map(of_body).chain(people.iter().filter_map(of_person)).collect()
}

fn mentions(
    namings: &Namings,
    bodies: &[BodyMention],
    people: &[PersonEntry],
    organizations: &[Organization],
) -> Vec<Mention> {
    let countries = namings.all().iter().map(|n| Mention {
        tokens: n.tokens.clone(),
        who: Who::Country,
        country: Some(n.code),
    });
    let places: SortedMap<&str, usize> =
        organizations.iter().enumerate().map(|(i, o)| (o.id.as_str(), i)).collect();
    let bodies = bodies.iter().map(|body| Mention {
        tokens: body.tokens.clone(),
        who: Who::Body(places.get(&*body.id).copied()),
        country: body.country,
    });
    let people = people.iter().enumerate().flat_map(|(place, person)| {
        let country = person.country;
        person.mentions.iter().map(move |tokens| Mention {
            tokens: tokens.clone(),
            who: Who::Person(place),
            country,
        })
    });
    let mut all: Vec<Mention> = countries.chain(bodies).chain(people).collect();
    all.arrange_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    all
}
