//! Bodies: mentions of one body joined into one entry.

use super::Organization;
use super::body::BodyMention;
use super::page::Page;
use super::phrases::Group;
use super::role::is_membership;
use crate::base::Arrange;
use crate::base::sorted::SortedMap;

/// The bodies that mentions name, in order of first evidence; those only in captions are left out.
pub(super) fn organizations(page: &Page<'_>, mentions: &[BodyMention]) -> Vec<Organization> {
    let mut listed: Vec<Organization> = Vec::new();
    let mut places: SortedMap<&str, usize> = SortedMap::new();
    for mention in mentions.iter().filter(|m| page.proves(m.tokens.start) && !is_only_named(page, m)) {
        let place = *places.entry(&*mention.id).or_insert(listed.len());
        if place == listed.len() {
            listed.push(Organization {
                id: mention.id.clone().into_owned(),
                name: mention.name.clone().into_owned(),
                country: mention.country.map(str::to_owned),
                evidence: Vec::new(),
            });
        }
        listed[place].evidence.push(page.span(mention.tokens.clone()));
    }
    for body in &mut listed {
        body.evidence.arrange();
        body.evidence.dedup();
    }
    listed.arrange_by_key(|body| body.evidence.first().copied());
    listed
}

/// A membership (`Ủy viên Bộ Chính trị`), or a channel (`kênh Interpol`): the body does not take part.
fn is_only_named(page: &Page<'_>, mention: &BodyMention) -> bool {
    is_membership(&mention.id)
        || (mention.kind == "international" && {
            let near = mention.tokens.start.saturating_sub(6)..mention.tokens.start;
            page.says(near, Group::Channel)
        })
}
