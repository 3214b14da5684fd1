//! Where the event took place: a city or a country after *tại*, *ở*, *in*, early in the text.

use super::kind::{Zones, is_aside};
use crate::extract::Place;
use crate::extract::lists::{List, Match, Role};
use crate::extract::page::Page;
use crate::extract::when::When;
use crate::extract::words::Words;
use std::ops::Range;

/// A place and the words that say it.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// City and country.
    pub place: Place,
    /// Tokens.
    pub proof: Range<usize>,
}

/// Words before a place where something happens.
static AT: Words = Words::new("tại, ở, in, at, đến, tới, sang, thăm, to, visited, hosted, thủ");

/// The likeliest place.
pub(super) fn place(page: &Page<'_>, dates: &[When], zones: &Zones) -> Option<Found> {
    let mut best: Option<(i32, Found)> = None;
    for found in page.matches.iter().filter(|m| matches!(m.list, List::Place | List::Country)) {
        let at = found.start as usize;
        if !page.proves(at) || found.role == Role::Demonym || found.role == Role::Ambiguous {
            continue;
        }
        let points = points(page, found, dates, zones);
        if points > 0 && best.as_ref().is_none_or(|(most, _)| points > *most) {
            let proof = at..found.end as usize;
            best = Some((points, Found { place: read(page, found), proof }));
        }
    }
    best.map(|(_, found)| found).or_else(|| host(page))
}

/// `từ Hà Nội`, `from Hanoi`.
pub(super) fn is_left(page: &Page<'_>, found: &Found) -> bool {
    found.proof.start.checked_sub(1).is_some_and(|i| page.is_any(i, &["từ", "from"]))
}

fn points(page: &Page<'_>, found: &Match, dates: &[When], zones: &Zones) -> i32 {
    let at = found.start as usize;
    let city = found.list == List::Place;
    let before = at.checked_sub(1 + between(page, at));
    // `thăm chính thức X`, `thăm và làm việc X`: the words between do not matter.
    let before = before.map(|i| skip_manner(page, i));
    let here = before.is_some_and(|i| page.is_any(i, &["tại", "ở", "in", "at"]));
    // `Canberra hosts …`
    let hosts = city && page.is_any(found.end as usize, &["hosts", "hosted"]);
    let going =
        hosts || before.is_some_and(|i| page.is_one(i, &AT)) || page.follows(at.saturating_sub(2), "thủ đô");
    let sitting = before.is_some_and(|i| page.is_any(i, &["sinh", "sống", "việt"]));
    let whole = page.starting(at).iter().any(|m| m.list == List::Body && m.end > found.end);
    if !going && !here || sitting || whole {
        return 0;
    }
    let base = match (city, here) {
        (true, true) => 12,
        (true, false) => 7,
        (false, true) => 5,
        (false, false) => 4,
    };
    let zone = zones.weight(at) * if city { 3 } else { 2 };
    let aside = if is_aside(page, at.saturating_sub(7)..at) { 6 } else { 0 };
    // `in Canberra on December 11`, `ngày 3/4/2023 tại Tokyo`: place and day of one thing.
    let near = |when: &&When| {
        when.start.day.is_some()
            && (when.tokens.end <= at && at - when.tokens.end <= 4
                || when.tokens.start >= at && when.tokens.start - at <= 5)
    };
    let dated = if here && dates.iter().any(|when| near(&when)) { 4 } else { 0 };
    base + zone + dated - aside
}

/// How many words between the preposition and the place belong to neither: `in the`, `tại tỉnh`, `ở thành phố`.
fn between(page: &Page<'_>, at: usize) -> usize {
    let before = |n: usize, words: &[&str]| at >= n && page.is_any(at - n, words);
    match () {
        () if before(1, &["the", "tỉnh", "tp", "huyện", "thị"]) => 1,
        () if before(2, &["thành", "thủ", "thị"]) && before(1, &["phố", "đô", "xã"]) => 2,
        () => 0,
    }
}

/// The verb before the manner of a visit.
fn skip_manner(page: &Page<'_>, at: usize) -> usize {
    const MANNERS: [&str; 4] = ["thăm chính thức", "thăm hữu nghị", "thăm cấp nhà nước", "thăm xã giao"];
    let found = (at.saturating_sub(3)..at).find(|&i| {
        MANNERS.iter().any(|words| page.follows(i, words) && i + words.split(' ').count() == at + 1)
    });
    found.unwrap_or(at)
}

fn read(page: &Page<'_>, found: &Match) -> Place {
    let entry = page.entry(found);
    if found.list == List::Country {
        return Place { city: None, country: Some(entry.id.to_owned()) };
    }
    let city =
        (entry.kind != "region").then(|| if entry.vi.is_empty() { entry.en } else { entry.vi }.to_owned());
    Place { city, country: (!entry.country.is_empty()).then(|| entry.country.to_owned()) }
}

/// A guest who is on a visit to Viet Nam is received there.
fn host(page: &Page<'_>) -> Option<Found> {
    let found = page.matches.iter().find(|m| {
        let at = m.start as usize;
        m.list == List::Country
            && page.entry(m).id == "VN"
            && at > 0
            && (page.is_any(at - 1, &["thăm", "ở", "tại", "sang", "đến", "to", "in", "visiting", "visited"]))
    })?;
    let place = Place { city: None, country: Some("VN".to_owned()) };
    Some(Found { place, proof: found.start as usize..found.end as usize })
}
