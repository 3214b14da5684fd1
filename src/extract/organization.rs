//! Bodies: mentions of one body joined into one entry.

use super::Organization;
use super::body::BodyMention;
use super::page::Page;
use std::collections::BTreeMap;

/// The bodies that mentions name, in order of first evidence; those only in captions are left out.
pub(super) fn organizations(page: &Page<'_>, mentions: &[BodyMention]) -> Vec<Organization> {
    let mut listed: Vec<Organization> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for mention in mentions.iter().filter(|m| page.proves(m.tokens.start)) {
        let place = *places.entry(&mention.id).or_insert(listed.len());
        if place == listed.len() {
            listed.push(Organization {
                id: mention.id.clone(),
                name: mention.name.clone(),
                country: mention.country.map(str::to_owned),
                evidence: Vec::new(),
            });
        }
        listed[place].evidence.push(page.span(mention.tokens.clone()));
    }
    for body in &mut listed {
        body.evidence.sort_unstable();
        body.evidence.dedup();
    }
    listed.sort_by_key(|body| body.evidence.first().copied());
    listed
}
