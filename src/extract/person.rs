//! People in official roles: names with rank, post, body and country.

use super::Person;
use super::organization::Bodies;
use super::page::Page;

/// The people of a page.
#[derive(Debug, Default)]
pub(super) struct People {
    /// As listed, in order of first evidence.
    pub listed: Vec<Person>,
}

/// Finds the people.
pub(super) fn people(page: &Page<'_>, bodies: &Bodies) -> People {
    let _ = (page, bodies);
    People::default()
}
