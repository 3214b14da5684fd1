//! International organisations and meetings.

use super::Tagged;
use super::lists::{List, Match};
use super::page::Page;
use crate::base::Arrange;

/// The forums named, in order of first evidence. The European Union is a partner, not a forum.
pub(super) fn forums(page: &Page<'_>) -> Vec<Tagged> {
    let mut forums: Vec<Tagged> = Vec::new();
    for found in page.matches.iter().filter(|m| m.list == List::Forum && page.proves(m.start as usize)) {
        let entry = page.entry(found);
        if entry.id == "EU" || is_market(page, found) {
            continue;
        }
        add(&mut forums, page, entry.id, found.start as usize..found.end as usize);
        if matches!(entry.kind, "treaty" | "organization") && entry.id != "UN" {
            add_united_nations(&mut forums, page, found);
        }
    }
    forums.arrange_by_key(|forum| forum.evidence.first().copied());
    forums
}

fn add(forums: &mut Vec<Tagged>, page: &Page<'_>, id: &str, tokens: std::ops::Range<usize>) {
    let span = page.span(tokens);
    match forums.iter_mut().find(|f| f.id == id) {
        Some(forum) => forum.evidence.push(span),
        None => forums.push(Tagged { id: id.to_owned(), evidence: vec![span] }),
    }
}

/// A treaty or an office *of the United Nations* names them too.
fn add_united_nations(forums: &mut Vec<Tagged>, page: &Page<'_>, found: &Match) {
    const NAMES: [&str; 4] = ["liên hợp quốc", "liên hiệp quốc", "united nations", "lhq"];
    let inside = found.start as usize..found.end as usize;
    let name = inside.clone().find_map(|at| {
        let words = NAMES.iter().find(|words| page.follows(at, words))?;
        Some(at..at + words.split(' ').count())
    });
    if let Some(name) = name.filter(|name| name.end <= inside.end) {
        add(forums, page, "UN", name);
    }
}

/// `the ASEAN market` is trade, not a forum.
fn is_market(page: &Page<'_>, found: &Match) -> bool {
    let before = (found.start as usize).checked_sub(2).is_some_and(|at| page.follows(at, "thị trường"));
    before || page.is_any(found.end as usize, &["market", "markets"])
}
