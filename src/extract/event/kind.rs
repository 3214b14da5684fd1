//! The kind of the event, by the words that reports use for it and where they stand.

use super::is_read;
use crate::extract::lists::{List, Match};
use crate::extract::page::{Page, PartKind};
use crate::extract::token::Shape;
use crate::extract::topic::{any_cue, cues};
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
const KINDS: [(&str, &str, i32, bool); 15] = [
    ("phone-call", "k.phone", 60, false),
    ("transfer", "k.transfer", 44, true),
    ("course", "k.course", 36, true),
    ("course", "k.train", 12, true),
    ("award", "k.award", 40, true),
    ("dialogue", "k.dialogue", 36, true),
    ("conference", "k.conference", 26, true),
    ("conference", "k.gather", 11, true),
    ("signing", "k.signing", 20, false),
    ("talks", "k.talks", 27, false),
    ("reception", "k.reception", 24, false),
    ("working-session", "k.working", 16, false),
    (MEETING, "k.meet", 14, false),
    ("visit", "k.visit", 4, true),
    ("visit", "k.depart", 36, true),
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
    /// A minister leads the Vietnamese side.
    pub high: bool,
    /// A department or a local police leads it.
    pub low: bool,
}

impl Setting {
    /// What a kind is called for those who meet: a minister's meetings without a name are after who takes part, who
    /// is received abroad is on a visit.
    fn name(self, name: &'static str) -> &'static str {
        match name {
            MEETING => self.meeting,
            "working-session" if self.high => self.meeting,
            "reception" if self.abroad => "visit",
            _ => name,
        }
    }
}

/// How much the place of a word in the text says: the title and the lead most.
pub(super) struct Zones {
    title: Range<usize>,
    lead: Range<usize>,
    first: Range<usize>,
    second: Range<usize>,
    dated: Range<usize>,
}

impl Zones {
    /// The zones of a page. The first sentence that gives a day near the publication tells the event, wherever it
    /// stands.
    pub(super) fn of(page: &Page<'_>, dates: &[When]) -> Self {
        let title = page.parts.iter().find(|p| p.kind == PartKind::Title).map_or(0..0, |p| p.tokens.clone());
        let body = page.parts.iter().find(|p| p.kind == PartKind::Body).map_or(0..0, |p| p.tokens.clone());
        let first = paragraph(page, body.clone());
        let second = paragraph(page, next_paragraph(page, &body, first.end));
        let lead = page.sentences.iter().find(|s| s.start >= first.start && s.end <= first.end);
        let told = dates.iter().find(|when| page.proves(when.tokens.start) && is_recent(page, when));
        let dated = told.and_then(|when| page.sentences.get(page.sentence_of(when.tokens.start)));
        let (lead, dated) = (lead.cloned().unwrap_or(0..0), dated.cloned().unwrap_or(0..0));
        Self { title, lead, first, second, dated }
    }

    /// Whether the title or the first paragraph says that the guests came for something else.
    pub(super) fn beside_another(&self, page: &Page<'_>) -> bool {
        [&self.title, &self.first].into_iter().any(|zone| any_cue(page, zone, &["sidelines"]))
    }

    /// 5 in the title, 4 in the first sentence and in the one that dates the event, 3 in the first paragraph, 2 in the
    /// second, 1 after it.
    pub(super) fn weight(&self, token: usize) -> i32 {
        match token {
            _ if self.title.contains(&token) => 5,
            _ if self.lead.contains(&token) || self.dated.contains(&token) => 4,
            _ if self.first.contains(&token) => 3,
            _ if self.second.contains(&token) => 2,
            _ => 1,
        }
    }
}

/// Whether a date is a day not long before the publication.
fn is_recent(page: &Page<'_>, when: &When) -> bool {
    let days = page.published.and_then(|published| Some(published.days()? - when.start.days()?));
    when.start.day.is_some() && days.is_none_or(|days| (-31..=62).contains(&days))
}

/// What follows the first paragraph: the rest of its part, or the next part of the body.
fn next_paragraph(page: &Page<'_>, body: &Range<usize>, end: usize) -> Range<usize> {
    if end < body.end {
        return end..body.end;
    }
    let next = page.parts.iter().find(|p| p.kind == PartKind::Body && p.tokens.start >= end);
    next.map_or(0..0, |p| p.tokens.clone())
}

/// The tokens up to the first empty line: a text whose paragraphs nobody cut is one part.
fn paragraph(page: &Page<'_>, body: Range<usize>) -> Range<usize> {
    let gap = |i: usize| {
        let (here, next) = (page.tokens.get(i)?, page.tokens.get(i + 1)?);
        page.text.get(here.end as usize..next.start as usize)
    };
    let end = body
        .clone()
        .find(|&i| gap(i).is_some_and(|gap| gap.len() > 1 && gap.contains("\n\n")))
        .map_or(body.end, |i| i + 1);
    body.start..end.min(body.end)
}

/// What a text says of one kind: its points, the best zone it is said in, and where.
struct Said {
    points: i32,
    zone: i32,
    proof: Range<usize>,
}

/// The likeliest kind, and the words that say it most clearly. One event a document, as SCHEMA of the gold has it:
/// a telephone call, a transfer, a course, an award, a dialogue, a conference are what their name says; a
/// signing that belongs to talks or to a conference is a part of them; a meeting without a name is named after who
/// takes part.
pub(super) fn kind(
    page: &Page<'_>,
    zones: &Zones,
    setting: Setting,
    signings: &[Range<usize>],
) -> Option<Kind> {
    let told = told(page);
    let all: Vec<Option<Said>> = KINDS
        .iter()
        .map(|&(name, cue, strength, early)| {
            let places = if cue == "k.signing" { signings.to_vec() } else { said(page, &told, cue) };
            points(page, zones, places, strength_of(name, strength, setting), early)
        })
        .collect();
    let of = |name: &str| {
        KINDS.iter().position(|row| row.0 == name).and_then(|at| all.get(at)).and_then(Option::as_ref)
    };
    let mut best: Option<(i32, Kind)> = None;
    for (&(name, ..), said) in KINDS.iter().zip(&all) {
        let Some(said) = said else { continue };
        let points = weigh(page, name, said, setting, &of);
        let name = setting.name(name);
        if points > 0 && best.as_ref().is_none_or(|(other, _)| points > *other) {
            best = Some((points, Kind { name, proof: said.proof.clone() }));
        }
    }
    best.map(|(_, kind)| kind).or_else(|| surrender(page, zones))
}

/// A guest is received at home, not abroad; a trip abroad is a visit.
/// Departments do not hold talks between ministries.
fn strength_of(name: &str, strength: i32, setting: Setting) -> i32 {
    match (name, setting.abroad) {
        ("visit", true) => 34,
        ("reception", true) => 9,
        ("talks", _) if setting.low => 16,
        _ => strength,
    }
}

/// The points of one kind in the light of the others.
fn weigh<'s>(
    page: &Page<'_>,
    name: &str,
    said: &Said,
    setting: Setting,
    of: &impl Fn(&str) -> Option<&'s Said>,
) -> i32 {
    let beside = |other: &str| of(other).is_some_and(|o| o.zone >= said.zone.min(4));
    let points = said.points;
    match name {
        // Abroad, courtesy calls and receptions are what a visit consists of.
        "visit" if setting.abroad => {
            let calls = of("reception").filter(|o| o.zone > 3).map_or(0, |o| o.points);
            points + calls + if setting.days { 60 } else { 0 }
        }
        // A guest's stay of several days under that title.
        "visit" if setting.days && said.zone == 5 => points + 80,
        "signing" => signing(page, said, setting, of),
        // Deputies and departments meet to sign what they sign.
        "talks" | MEETING if !setting.high && of("signing").is_some_and(|o| o.zone > 1) => points / 2,
        // `tiếp và hội đàm`, `received and held talks with`: the talks are what it was for.
        "reception" if beside("talks") => points / 2,
        "reception" if setting.low && beside("working-session") => points / 2,
        // The meetings that a conference consists of have its name.
        MEETING if beside("conference") => points / 2,
        _ => points,
    }
}

/// Ministers sign at talks, and what is signed in a conference or a dialogue is a part of it. Others meet to sign.
fn signing<'s>(
    page: &Page<'_>,
    said: &Said,
    setting: Setting,
    of: &impl Fn(&str) -> Option<&'s Said>,
) -> i32 {
    let inside =
        |name: &str, zone: i32| of(name).is_some_and(|o| o.points > 15 && (o.zone >= zone || holds(page, o)));
    let part = inside("conference", said.zone) || inside("dialogue", said.zone.min(4));
    // Talks make it theirs wherever they are told, other meetings where the title tells no signing.
    let meets = ["talks", MEETING, "reception", "working-session"].iter().any(|&name| {
        let told = |o: &&Said| name == "talks" && o.zone > 1 || said.zone < 5 && o.points > 15 && o.zone > 2;
        setting.high && of(name).is_some_and(|o| told(&o))
    });
    // `dự Lễ ký …`, `signing ceremony`: the title names the act itself.
    let ceremony = said.zone == 5 && page.is_any(said.proof.start, &["lễ", "signing"]);
    match (part || meets, setting.high) {
        (true, true) if of("talks").is_some_and(|o| o.zone > 1) => said.points / 5,
        (true, _) => said.points * 2 / 5,
        (false, true) if ceremony => said.points * 8 / 5,
        (false, true) => said.points,
        (false, false) => said.points * 8 / 5,
    }
}

/// `nằm trong hội nghị`, `tại hội nghị`, `at the conference`: what else is told happened there.
fn holds(page: &Page<'_>, said: &Said) -> bool {
    page.any_in(
        said.proof.start.saturating_sub(3)..said.proof.start,
        &["trong", "tại", "thúc", "at", "during", "after", "sau"],
    )
}

/// A text that says nothing of a meeting but of handing over tells a transfer.
fn surrender(page: &Page<'_>, zones: &Zones) -> Option<Kind> {
    let sought = |m: &Match| m.list == List::Cue && matches!(page.entry(m).id, "suspect" | "wanted" | "fled");
    if !page.matches.iter().any(|m| sought(m) && zones.weight(m.start as usize) > 2) {
        return None;
    }
    let said = page.matches.iter().filter(|m| m.list == List::Cue && page.entry(m).id == "handover");
    let mut told = said.map(tokens).filter(|range| !is_promised(page, range.start));
    let early = told.find(|range| zones.weight(range.start) > 2)?;
    Some(Kind { name: "transfer", proof: early })
}

/// The points of one cue over the zones, each zone once, and where it says most.
fn points(
    page: &Page<'_>,
    zones: &Zones,
    places: Vec<Range<usize>>,
    strength: i32,
    early: bool,
) -> Option<Said> {
    let mut by_zone = [0; 8];
    let (mut most, mut best) = (0, None);
    for range in places {
        let mut zone = zones.weight(range.start);
        let told_apart =
            is_aside(page, range.start.saturating_sub(6)..range.start) || by_the_way(page, range.start, zone);
        if !told_apart && zone < 3 && names_the_event(page, range.start) {
            zone = 3;
        }
        let mut value = strength * zone;
        if told_apart {
            value /= 5;
        }
        if early && zone < 4 && is_promised(page, range.start) {
            value = 0;
        }
        if early {
            value /= [1, 4, 2].get(usize::try_from(zone).unwrap_or(0)).copied().unwrap_or(1);
        }
        let slot = &mut by_zone[usize::try_from(zone).unwrap_or(0)];
        *slot = value.max(*slot);
        if value > most {
            (most, best) = (value, Some((zone, range)));
        }
    }
    best.map(|(zone, proof)| Said { points: by_zone.iter().sum(), zone, proof })
}

/// `nhất trí mở lớp tập huấn`, `will hold a dialogue`: what is agreed on or wished for has not happened.
fn is_promised(page: &Page<'_>, token: usize) -> bool {
    let sentence = page.sentences.get(page.sentence_of(token)).map_or(token, |s| s.start);
    any_cue(page, &(sentence..token), &["p.", "since"])
}

/// `tại buổi tiếp`, `trong cuộc hội đàm`, `at the talks`: a later sentence says what the whole meeting was.
fn names_the_event(page: &Page<'_>, token: usize) -> bool {
    const ONE: [&str; 4] = ["buổi", "cuộc", "phiên", "the"];
    let before = |n: usize, words: &[&str]| token >= n && page.is_any(token - n, words);
    let gap = 1 + usize::from(before(1, &ONE));
    let definite = gap == 2 || page.is_any(token, &ONE);
    let inside = before(gap, &["tại", "trong", "trước", "sau", "thúc", "at", "during", "after"]);
    definite && inside && !after_an_aside(page, token)
}

/// Whether the paragraph, or the end of the one before, began by telling something else.
fn after_an_aside(page: &Page<'_>, token: usize) -> bool {
    let sentence = page.sentence_of(token);
    (sentence.saturating_sub(2)..=sentence)
        .filter_map(|at| page.sentences.get(at))
        .any(|s| is_aside(page, s.start..(s.start + 4).min(s.end)))
}

/// Whether a sentence behind the lead begins by saying that it tells something else: `Cùng ngày, …`.
fn by_the_way(page: &Page<'_>, token: usize, zone: i32) -> bool {
    let sentence = page.sentences.get(page.sentence_of(token));
    zone <= 3 && sentence.is_some_and(|s| is_aside(page, s.start..(s.start + 3).min(s.end)))
}

/// Whether words of a kind stand in a range of tokens.
pub(super) fn says(page: &Page<'_>, within: &Range<usize>, kind: &str) -> bool {
    let cue = KINDS.iter().find(|row| row.0 == kind).map_or("", |row| row.1);
    match cue {
        "" => any_cue(page, within, &["k."]),
        "k.transfer" => any_cue(page, within, &["handover"]),
        "k.signing" => any_cue(page, within, &["sign"]),
        _ => any_cue(page, within, &[cue]),
    }
}

/// Whether the words before something tell it by the way or as past.
pub(super) fn is_aside(page: &Page<'_>, before: Range<usize>) -> bool {
    any_cue(page, &before, &["aside"])
}

/// The cues of kinds in what is read, each with its group.
fn told<'a>(page: &Page<'a>) -> Vec<(&'a str, Range<usize>)> {
    let all = page.matches.iter().filter(|m| m.list == List::Cue).map(|m| (page.entry(m).id, tokens(m)));
    let of_kinds = all.filter(|(id, _)| id.starts_with("k.") || *id == "handover");
    of_kinds.filter(|(_, at)| page.part_of(at.start).is_some_and(|part| is_read(part.kind))).collect()
}

/// Where a kind is said: its cue, or two cues that together say it.
fn said(page: &Page<'_>, told: &[(&str, Range<usize>)], cue: &str) -> Vec<Range<usize>> {
    if cue == "k.conference" {
        let read = page.parts.iter().filter(|part| is_read(part.kind));
        let sentences = read.flat_map(|part| page.sentences[part.sentences.clone()].iter());
        let named = |s| cues(page, s).filter(|m| page.entry(m).id == cue).map(tokens);
        return sentences.flat_map(|s| named(s).chain(numbered(page, s))).collect();
    }
    let group = if cue == "k.transfer" { "handover" } else { cue };
    let read = told.iter().filter(|(id, _)| *id == group).map(|(_, at)| at.clone());
    if cue == "k.transfer" {
        return read.filter(|at| of_people(page, at)).collect();
    }
    read.collect()
}

/// Meetings of a forum under their number: `AMMTC 13`, `the 39th ASEANAPOL`; a meeting that is one of a row: `the 10th
/// … meeting`.
fn numbered(page: &Page<'_>, sentence: &Range<usize>) -> Vec<Range<usize>> {
    // `2024 ASEAN Chairmanship Year`: a year counts no meetings.
    let number = |i: usize| {
        page.tokens.get(i).is_some_and(|t| match t.shape {
            Shape::Number => t.end - t.start < 4,
            shape => shape == Shape::Code,
        })
    };
    let mentions = page.starting_in(sentence).iter().filter(|m| matches!(m.list, List::Forum | List::Cue));
    let rows = mentions.filter(|m| {
        let range = tokens(m);
        let ordinal = range.start > sentence.start && number(range.start - 1);
        match m.list {
            List::Forum => {
                matches!(page.entry(m).kind, "meeting" | "organization") && (ordinal || number(range.end))
            }
            List::Cue => {
                page.entry(m).id == "k.meet" && page.is(range.start, "meeting") && {
                    let first = range.start.saturating_sub(6).max(sentence.start);
                    (first..range.start)
                        .any(|i| page.tokens[i].shape == Shape::Code && is_ordinal(page.word(i)))
                }
            }
            _ => false,
        }
    });
    rows.map(tokens).collect()
}

/// `10th`, `3rd`.
fn is_ordinal(word: &str) -> bool {
    ["st", "nd", "rd", "th"].iter().any(|ending| word.ends_with(ending))
}

/// Whether somebody sought is named near what is handed over; what was signed long ago does not count.
fn of_people(page: &Page<'_>, at: &Range<usize>) -> bool {
    let sentence = page.sentences.get(page.sentence_of(at.start)).cloned().unwrap_or_default();
    let near =
        |reach: usize| at.start.saturating_sub(reach).max(sentence.start)..(at.end + reach).min(sentence.end);
    any_cue(page, &near(12), &["suspect"]) && !any_cue(page, &near(4), &["past", "plan"])
}

fn tokens(found: &Match) -> Range<usize> {
    found.start as usize..found.end as usize
}
