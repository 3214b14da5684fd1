//! The kind of the event, by the words that reports use for it and where they stand.

use super::is_read;
use crate::extract::lists::Match;
use crate::extract::page::{Page, PartKind};
use crate::extract::topic::cues;
use std::ops::Range;

/// A kind and the words that say it.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// As in the record.
    pub name: &'static str,
    /// Tokens.
    pub proof: Range<usize>,
}

/// Kinds with the cue that says them and its strength: rare words say more than common ones.
const KINDS: [(&str, &str, i32); 10] = [
    ("phone-call", "k.phone", 60),
    ("transfer", "k.transfer", 44),
    ("course", "k.course", 34),
    ("award", "k.award", 40),
    ("dialogue", "k.dialogue", 34),
    ("conference", "k.conference", 26),
    ("signing", "k.signing", 25),
    ("reception", "k.reception", 24),
    ("talks", "k.talks", 27),
    ("working-session", "k.working", 14),
];

/// How much the place of a word in the text says: the title and the lead most.
pub(super) struct Zones {
    title: Range<usize>,
    lead: Range<usize>,
    first: Range<usize>,
}

impl Zones {
    /// The zones of a page.
    pub(super) fn of(page: &Page<'_>) -> Self {
        let title = page.parts.iter().find(|p| p.kind == PartKind::Title).map_or(0..0, |p| p.tokens.clone());
        let first = page.parts.iter().find(|p| p.kind == PartKind::Body).map_or(0..0, |p| p.tokens.clone());
        let lead = page.sentences.iter().find(|s| s.start >= first.start && s.end <= first.end);
        Self { title, lead: lead.cloned().unwrap_or(0..0), first }
    }

    /// 5 in the title, 4 in the first sentence, 3 in the first paragraph, 1 after it.
    pub(super) fn weight(&self, token: usize) -> i32 {
        match token {
            _ if self.title.contains(&token) => 5,
            _ if self.lead.contains(&token) => 4,
            _ if self.first.contains(&token) => 3,
            _ => 1,
        }
    }
}

/// The likeliest kind. `abroad`: the event takes place outside Viet Nam.
pub(super) fn kind(page: &Page<'_>, abroad: bool) -> Option<Kind> {
    let zones = Zones::of(page);
    let mut best: Option<(i32, Kind)> = None;
    let visit = ("visit", "k.visit", if abroad { 25 } else { 7 });
    for (name, cue, strength) in KINDS.into_iter().chain([visit]) {
        let (mut points, mut proof, mut most) = (0, None, 0);
        let mut seen = [false; 6];
        for range in said(page, cue) {
            let zone = zones.weight(range.start);
            let aside = is_aside(page, range.start.saturating_sub(5)..range.start);
            let value = strength * zone / if aside { 5 } else { 1 };
            // Each zone counts once.
            if !std::mem::replace(&mut seen[usize::try_from(zone).unwrap_or(0)], true) {
                points += value;
            }
            if value > most {
                (most, proof) = (value, Some(range));
            }
        }
        if let Some(proof) = proof.filter(|_| best.as_ref().is_none_or(|(other, _)| points > *other)) {
            best = Some((points, Kind { name, proof }));
        }
    }
    best.map(|(_, kind)| kind)
}

/// Whether words of a kind stand in a range of tokens.
pub(super) fn says(page: &Page<'_>, within: &Range<usize>, kind: &str) -> bool {
    let cue = KINDS.iter().find(|(name, _, _)| *name == kind).map_or("k.visit", |(_, cue, _)| cue);
    match cue {
        "k.transfer" => cues(page, within).any(|m| page.entry(m).id == "handover"),
        "k.signing" => cues(page, within).any(|m| page.entry(m).id == "sign"),
        _ => cues(page, within).any(|m| page.entry(m).id == cue),
    }
}

/// Whether the words before something tell it by the way or as past.
pub(super) fn is_aside(page: &Page<'_>, before: Range<usize>) -> bool {
    cues(page, &before).any(|m| page.entry(m).id == "aside")
}

/// Where a kind is said: its cue, or two cues that together say it.
fn said(page: &Page<'_>, cue: &str) -> Vec<Range<usize>> {
    let read = page.parts.iter().filter(|part| is_read(part.kind));
    let sentences = read.flat_map(|part| page.sentences[part.sentences.clone()].iter());
    let mut found = Vec::new();
    for sentence in sentences {
        match cue {
            "k.transfer" => found.extend(near(page, sentence, "handover", |id| id == "suspect", 7)),
            "k.signing" => found.extend(near(page, sentence, "sign", |id| id.starts_with("inst."), 9)),
            _ => found.extend(cues(page, sentence).filter(|m| page.entry(m).id == cue).map(tokens)),
        }
    }
    found
}

/// Cues of a group with one of another group at most `reach` words away; what was signed long ago does not count.
fn near(
    page: &Page<'_>,
    sentence: &Range<usize>,
    group: &str,
    other: impl Fn(&str) -> bool,
    reach: usize,
) -> Vec<Range<usize>> {
    let all: Vec<&Match> = cues(page, sentence).collect();
    let firsts = all.iter().filter(|m| page.entry(m).id == group).map(|m| tokens(m));
    let gap =
        |a: &Range<usize>, b: &Range<usize>| b.start.saturating_sub(a.end).max(a.start.saturating_sub(b.end));
    firsts
        .filter(|range| {
            all.iter().any(|m| other(page.entry(m).id) && gap(range, &tokens(m)) <= reach)
                && !all
                    .iter()
                    .any(|m| matches!(page.entry(m).id, "past" | "plan") && gap(range, &tokens(m)) <= 3)
        })
        .collect()
}

fn tokens(found: &Match) -> Range<usize> {
    found.start as usize..found.end as usize
}
