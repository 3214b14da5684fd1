//! Countries: the parties of the event, told from those that are merely mentioned.

use super::Tagged;
use super::cast::{Mention, Who};
use super::lists::List;
use super::organization::Bodies;
use super::page::Page;
use super::person::People;

/// The parties, in order of first evidence.
pub(super) fn parties(page: &Page<'_>, bodies: &Bodies, people: &People) -> Vec<Tagged> {
    let _ = (bodies, people);
    let mut parties: Vec<Tagged> = Vec::new();
    for found in page.matches.iter().filter(|m| m.list == List::Country && page.proves(m.start as usize)) {
        let span = page.span(found.start as usize..found.end as usize);
        let code = page.entry(found).id;
        match parties.iter_mut().find(|p| p.id == code) {
            Some(party) if party.evidence.last() == Some(&span) => {}
            Some(party) => party.evidence.push(span),
            None => parties.push(Tagged { id: code.to_owned(), evidence: vec![span] }),
        }
    }
    parties
}

/// Every mention of a side, in order of first token.
pub(super) fn mentions(page: &Page<'_>, bodies: &Bodies, people: &People) -> Vec<Mention> {
    let _ = (bodies, people);
    let countries = page.matches.iter().filter(|m| m.list == List::Country);
    countries
        .map(|m| Mention {
            tokens: m.start as usize..m.end as usize,
            who: Who::Country,
            country: Some(page.entry(m).id),
        })
        .collect()
}
