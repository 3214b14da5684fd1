//! International organisations and meetings.

use super::Tagged;
use super::lists::List;
use super::page::Page;

/// The forums named, in order of first evidence.
pub(super) fn forums(page: &Page<'_>) -> Vec<Tagged> {
    let mut forums: Vec<Tagged> = Vec::new();
    for found in page.matches.iter().filter(|m| m.list == List::Forum && page.proves(m.start as usize)) {
        let span = page.span(found.start as usize..found.end as usize);
        let id = page.entry(found).id;
        match forums.iter_mut().find(|f| f.id == id) {
            Some(forum) => forum.evidence.push(span),
            None => forums.push(Tagged { id: id.to_owned(), evidence: vec![span] }),
        }
    }
    forums
}
