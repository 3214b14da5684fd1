//! The kind of the event, by the words that reports use for it and where they stand.

use super::is_read;
use crate::extract::lists::{List, Match};
use crate::extract::page::{Page, PartKind};
use crate::extract::topic::cues;
use crate::extract::when::When;
use std::ops::Range;

/// A kind and the words that say it.
#[derive(Debug, Clone)]
pub(super) struct Kind {
    /// As in the record.
    pub name: &'static str,
    /// Tokens.
    pub proof: Range<usize>,
}

/// Kinds with the cue that says them, its strength (rare words say more than common ones), and whether it counts
/// only in the title and the first paragraph: background speaks of courses and handovers too.
const KINDS: [(&str, &str, i32, bool); 12] = [
    ("phone-call", "k.phone", 60, false),
    ("transfer", "k.transfer", 44, true),
    ("course", "k.course", 36, true),
    ("award", "k.award", 40, true),
    ("dialogue", "k.dialogue", 36, true),
    ("conference", "k.conference", 26, true),
    ("signing", "k.signing", 20, false),
    ("reception", "k.reception", 24, false),
    ("talks", "k.talks", 27, false),
    ("working-session", "k.working", 16, false),
    (MEETING, "k.meet", 14, false),
    ("visit", "k.visit", 4, true),
];

/// A meeting that the text calls by no other name; who meets whom decides.
const MEETING: &str = "meeting";

/// What is known of the event besides its words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// It takes place outside Viet Nam.
    pub abroad: bool,
    /// It lasts several days, or the delegation meets several hosts.
    pub days: bool,
    /// What a meeting without a name is, by who takes part.
    pub meeting: &'static str,
}

/// How much the place of a word in the text says: the title and the lead most.
pub(super) struct Zones {
    title: Range<usize>,
    lead: Range<usize>,
    first: Range<usize>,
    dated: Range<usize>,
}

impl Zones {
    /// The zones of a page. The first sentence that gives a day near the publication tells the event, wherever it
    /// stands.
    pub(super) fn of(page: &Page<'_>, dates: &[When]) -> Self {
        let title = page.parts.iter().find(|p| p.kind == PartKind::Title).map_or(0..0, |p| p.tokens.clone());
        let body = page.parts.iter().find(|p| p.kind == PartKind::Body).map_or(0..0, |p| p.tokens.clone());
        let first = first_paragraph(page, body);
        let lead = page.sentences.iter().find(|s| s.start >= first.start && s.end <= first.end);
        let told = dates.iter().find(|when| page.proves(when.tokens.start) && is_recent(page, when));
        let dated = told.and_then(|when| page.sentences.get(page.sentence_of(when.tokens.start)));
        Self { title, lead: lead.cloned().unwrap_or(0..0), first, dated: dated.cloned().unwrap_or(0..0) }
    }

    /// 5 in the title, 4 in the first sentence and in the one that dates the event, 3 in the first paragraph, 1 after it.
    pub(super) fn weight(&self, token: usize) -> i32 {
        match token {
            _ if self.title.contains(&token) => 5,
            _ if self.lead.contains(&token) || self.dated.contains(&token) => 4,
            _ if self.first.contains(&token) => 3,
            _ => 1,
        }
    }
}

/// Whether a date is a day not long before the publication.
fn is_recent(page: &Page<'_>, when: &When) -> bool {
    let days = page.published.and_then(|published| Some(published.days()? - when.start.days()?));
    when.start.day.is_some() && days.is_none_or(|days| (-31..=62).contains(&days))
}

/// The tokens up to the first empty line: a text whose paragraphs nobody cut is one part.
fn first_paragraph(page: &Page<'_>, body: Range<usize>) -> Range<usize> {
    let gap = |i: usize| {
        let (here, next) = (page.tokens.get(i)?, page.tokens.get(i + 1)?);
        page.text.get(here.end as usize..next.start as usize)
    };
    let end =
        body.clone().find(|&i| gap(i).is_some_and(|gap| gap.contains("\n\n"))).map_or(body.end, |i| i + 1);
    body.start..end.min(body.end)
}

/// The likeliest kind, and the words that say it most clearly.
pub(super) fn kind(page: &Page<'_>, zones: &Zones, setting: Setting) -> Option<Kind> {
    let mut best: Option<(i32, Kind)> = None;
    // What is signed at talks or at a conference is a part of them.
    let meets = ["k.talks", "k.conference", "k.dialogue", "k.meet"]
        .iter()
        .any(|cue| points(page, zones, cue, 20, true).is_some_and(|(p, _)| p > 5));
    for (name, cue, strength, early) in KINDS {
        let strength = match (name, setting.abroad) {
            ("visit", true) => 34,
            ("reception", true) => 9,
            _ => strength,
        };
        let Some((mut points, proof)) = points(page, zones, cue, strength, early) else { continue };
        if name == "visit" && setting.abroad && setting.days {
            points += 60;
        }
        if name == "signing" && meets {
            points = points * 2 / 5;
        }
        let name = if name == MEETING { setting.meeting } else { name };
        if best.as_ref().is_none_or(|(other, _)| points > *other) {
            best = Some((points, Kind { name, proof }));
        }
    }
    best.map(|(_, kind)| kind).or_else(|| surrender(page, zones))
}

/// A text that says nothing of a meeting but of handing over tells a transfer.
fn surrender(page: &Page<'_>, zones: &Zones) -> Option<Kind> {
    let said = page.matches.iter().filter(|m| m.list == List::Cue && page.entry(m).id == "handover");
    let early = said.map(tokens).find(|range| zones.weight(range.start) > 2)?;
    Some(Kind { name: "transfer", proof: early })
}

/// The points of one cue over the zones, each zone once, and where it says most.
fn points(
    page: &Page<'_>,
    zones: &Zones,
    cue: &str,
    strength: i32,
    early: bool,
) -> Option<(i32, Range<usize>)> {
    let mut by_zone = [0; 6];
    let (mut most, mut proof) = (0, None);
    for range in said(page, cue) {
        let zone = zones.weight(range.start);
        let mut value = strength * zone;
        if is_aside(page, range.start.saturating_sub(6)..range.start) || by_the_way(page, range.start, zone) {
            value /= 5;
        }
        if early && zone == 1 {
            value /= 4;
        }
        let slot = &mut by_zone[usize::try_from(zone).unwrap_or(0)];
        *slot = value.max(*slot);
        if value > most {
            (most, proof) = (value, Some(range));
        }
    }
    proof.map(|proof| (by_zone.iter().sum(), proof))
}

/// Whether a sentence behind the lead begins by saying that it tells something else: `Cùng ngày, …`.
fn by_the_way(page: &Page<'_>, token: usize, zone: i32) -> bool {
    let sentence = page.sentences.get(page.sentence_of(token));
    zone <= 3 && sentence.is_some_and(|s| is_aside(page, s.start..(s.start + 3).min(s.end)))
}

/// Whether words of a kind stand in a range of tokens.
pub(super) fn says(page: &Page<'_>, within: &Range<usize>, kind: &str) -> bool {
    let cue = KINDS.iter().find(|row| row.0 == kind).map_or("k.visit", |row| row.1);
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
            "k.transfer" => found.extend(near(page, sentence, "handover", |id| id == "suspect", 11)),
            "k.signing" => found.extend(near(page, sentence, "sign", |id| id.starts_with("inst."), 22)),
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
