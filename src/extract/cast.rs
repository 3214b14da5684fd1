//! Who and what the text names, and where: the common ground of the rules for events, instruments and pledges.

use super::page::Page;
use super::{Organization, Person, Tagged};
use super::{country, forum, organization, person};
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
        let bodies = organization::bodies(page);
        let people = person::people(page, &bodies);
        let forums = forum::forums(page);
        let countries = country::parties(page, &bodies, &people);
        let mentions = country::mentions(page, &bodies, &people);
        Self { countries, organizations: bodies.listed, people: people.listed, forums, mentions }
    }

    /// The mentions that begin in a range of tokens.
    pub(super) fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let from = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[from..].iter().take_while(move |m| m.tokens.start < tokens.end)
    }
}
