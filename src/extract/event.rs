//! The event that a document reports: kind, level of the Vietnamese lead, date, place.
//!
//! Reports say first what happened: the title and the first sentences weigh most, what is told by the way (*on the
//! sidelines*, *the same day*) weighs little.

mod kind;
mod place;

use super::cast::Cast;
use super::lists::{Entry, List, Match};
use super::page::{Page, PartKind};
use super::when::When;
use super::words::Words;
use super::{Event, Person};
use crate::base::Span;
use crate::base::case::Lower;
use crate::base::sorted::SortedSet;
use crate::base::{Arrange, holds};
use crate::date::Date;
use std::ops::Range;

/// The day of the event, as far as it can be told before its kind is known.
pub(super) fn day(page: &Page<'_>, dates: &[When]) -> Option<Date> {
    main_date(page, dates, "", &kind::Zones::of(page, dates)).map(|when| when.start)
}

/// The event, where the text says one; `signings` are the words that tell one.
pub(super) fn event(
    page: &Page<'_>,
    cast: &Cast,
    dates: &[When],
    signings: &[Range<usize>],
) -> Option<Event> {
    let zones = kind::Zones::of(page, dates);
    let place = place::place(page, dates, &zones);
    let abroad =
        place.as_ref().and_then(|found| found.place.country.as_deref()).is_some_and(|code| code != "VN");
    let level = level(page, cast).or_else(|| unnamed(page, cast, &zones));
    let days =
        |when: &When| when.end.and_then(|end| Some(end.days()? - when.start.days()?)).is_some_and(|d| d >= 2);
    let hosts = cast.people.iter().filter(|p| p.country.as_deref().is_some_and(|code| code != "VN")).count();
    let setting = kind::Setting {
        abroad,
        days: dates.iter().take(3).any(days) || hosts > 2,
        meeting: meeting(cast, level, abroad, zones.beside_another(page)),
        high: level == Some("minister"),
        low: matches!(level, Some("department" | "local")),
    };
    let kind = kind::kind(page, &zones, setting, signings);
    let name = match kind.as_ref().map_or(setting.meeting, |kind| kind.name) {
        // Departments and local police do not hold talks between ministries.
        "talks" if setting.low => "working-session",
        "talks" if level.is_none() && hosts > 0 => setting.meeting,
        name => name,
    };
    // A call has no place, but where it was made from.
    let place = place.filter(|found| name != "phone-call" || place::is_left(page, found));
    let date = main_date(page, dates, name, &zones);
    let mut evidence: Vec<Span> = kind.iter().map(|kind| page.span(kind.proof.clone())).collect();
    evidence.extend(date.map(|when| page.span(when.tokens.clone())));
    evidence.extend(place.as_ref().map(|found| page.span(found.proof.clone())));
    evidence.arrange();
    evidence.dedup();
    if evidence.is_empty() {
        return None;
    }
    Some(Event {
        kind: name.to_owned(),
        level: level.map(str::to_owned),
        date: date.map(|when| when.start),
        date_end: date.and_then(|when| when.end),
        place: place.map(|found| found.place),
        evidence,
    })
}

/// What a meeting is that the text calls by no name: ministers hold talks with their like, receive ambassadors,
/// heads of other offices and who came to a conference; deputies and departments have working sessions.
fn meeting(cast: &Cast, level: Option<&str>, abroad: bool, beside_another: bool) -> &'static str {
    let guests = cast.people.iter().filter(|p| p.country.as_deref() != Some("VN"));
    let posts = guests.filter_map(|p| p.post.as_deref()).map(Lower::lower);
    let equal = |post: &String| {
        // A deputy prime minister who is a minister too is one.
        let own = post.replace("deputy prime minister", "").replace("phó thủ tướng", "");
        let deputy =
            ["deputy", "vice", "phó", "thứ trưởng", "assistant"].iter().any(|word| holds(&own, word));
        let chief = [
            "minister",
            "bộ trưởng",
            "commissioner",
            "tư lệnh",
            "chief",
            "director",
            "giám đốc",
            "secretary of state",
        ];
        !deputy && chief.iter().any(|word| holds(post, word))
    };
    let equals = posts.take(2).any(|post| equal(&post));
    match level {
        Some("minister") if abroad || equals && !beside_another => "talks",
        Some("minister") => "reception",
        None if equals => "talks",
        _ => "working-session",
    }
}

/// Every date of the page. Where the publication gives no year and the text has only one, days without a year are
/// of that year.
pub(super) fn dates(page: &Page<'_>) -> Vec<When> {
    let mut dates = super::when::scan(page.text, &page.tokens, page.published);
    // The day on which an older paper was signed gives the others no year.
    let signed = |when: &When| {
        super::topic::any_cue(page, &(when.tokens.start.saturating_sub(3)..when.tokens.start), &["sign"])
    };
    let days = dates.iter().filter(|when| when.has_year && when.start.day.is_some() && !signed(when));
    let years: SortedSet<u16> = days.filter_map(|when| when.start.year).collect();
    if let (Some(&year), 1) = (years.first(), years.len()) {
        let known = |date: Date| Date { year: Some(year), ..date };
        // A text published again years later: its days are of the year that its beginning states.
        let early = dates.iter().any(|w| w.has_year && w.start.day.is_some() && w.tokens.start < 120);
        let late = page.published.and_then(|date| date.year).is_some_and(|now| now > year + 1);
        let is_open = |when: &When| when.start.year.is_none() || early && late && !when.has_year;
        for when in dates.iter_mut().filter(|when| is_open(when)) {
            (when.start, when.end) = (known(when.start), when.end.map(known));
        }
    }
    dates
}

/// The date of the event: a day before a month before a year, early before late, near the words of the event's
/// kind, not in what is told of the past or by the way.
fn main_date<'w>(page: &Page<'_>, dates: &'w [When], kind: &str, zones: &kind::Zones) -> Option<&'w When> {
    let mut best: Option<(i32, &When)> = None;
    for when in dates.iter().filter(|when| page.proves(when.tokens.start)) {
        let points = date_points(page, when, kind, zones);
        if points > 0 && best.is_none_or(|(most, _)| points > most) {
            best = Some((points, when));
        }
    }
    best.map(|(_, when)| when)
}

fn date_points(page: &Page<'_>, when: &When, kind: &str, zones: &kind::Zones) -> i32 {
    static PAST: Words =
        Words::new("năm, từ, kể, since, of, in, until, by, đến, hồi, previously, trước, the");
    let date = when.start;
    let at = when.tokens.start;
    let precision = match (date.month, date.day) {
        (_, Some(_)) => 40,
        (Some(_), None) => 24,
        (None, None) => 6,
    };
    let mut points = precision + zones.weight(at) * 4;
    let sentence = &page.sentences[page.sentence_of(at).min(page.sentences.len().saturating_sub(1))];
    let near = at.saturating_sub(14).max(sentence.start)..(when.tokens.end + 14).min(sentence.end);
    if kind::says(page, &near, kind) {
        points += 7;
    }
    if kind::is_aside(page, at.saturating_sub(6).max(sentence.start)..at) {
        points -= 6;
    }
    if date.day.is_none() && at > 0 && page.is_one(at - 1, &PAST) {
        points -= 4;
    }
    if date.month.is_none() && zones.weight(at) < 4 {
        return 0;
    }
    // `đã ký năm 2010`, `ký vào tháng 5/2022`: a coarse date behind a signing is that of an older paper.
    let signed = super::topic::any_cue(page, &(at.saturating_sub(4)..at), &["sign"]);
    if date.day.is_none() && signed {
        points -= 40;
    }
    if is_dateline(page, when) {
        points -= 24;
    }
    let distance = page.published.and_then(|p| Some(p.days()? - date.days()?));
    match distance {
        Some(days) if days < -31 => points -= 40,
        Some(days) if days > 62 => points -= if date.day.is_some() { 14 } else { 40 },
        _ => {}
    }
    points
}

/// `Hanoi, 25 May 2010 – `: the day of the report before its first sentence.
fn is_dateline(page: &Page<'_>, when: &When) -> bool {
    let body = page.parts.iter().find(|p| p.kind == PartKind::Body).map_or(0, |p| p.tokens.start);
    let early = when.tokens.start >= body && when.tokens.start < body + 12;
    early && page.is_any(when.tokens.end, &["-", "–", "—"]) && page.published == Some(when.start)
}

/// The level of the first person who acts for Viet Nam's police, by post; heads of state do not lead police talks, and
/// an officer without a post in the table leads only where nobody else is named.
fn level(page: &Page<'_>, cast: &Cast) -> Option<&'static str> {
    let home = cast.people.iter().filter(|p| p.country.as_deref() == Some("VN"));
    let local = || cast.organizations.iter().any(|o| o.country.as_deref() == Some("VN") && is_local(&o.name));
    let levels: Vec<&'static str> = home.filter_map(|person| level_of(page, person)).collect();
    let first = levels.iter().find(|level| **level != "other").or(levels.first()).copied();
    first.or_else(|| local().then_some("local")).or_else(|| by_rank(cast))
}

/// Nobody is named: the police of a place in the title or the lead lead it, a post that stands there without a name
/// (*Deputy Minister of Public Security*, *cấp Thứ trưởng*), or a department that the text names.
fn unnamed(page: &Page<'_>, cast: &Cast, zones: &kind::Zones) -> Option<&'static str> {
    let told = |m: &Match| {
        let (zone, entry) = (zones.weight(m.start as usize), page.entry(m));
        let around = (m.start as usize).saturating_sub(1)..m.end as usize + 3;
        match m.list {
            List::Cue => (zone > 3 && entry.id == "localforce").then_some("local"),
            List::Post if zone > 2 && entry.kind != "other" => {
                page.any_in(around, &["công", "security", "level", "cấp"]).then_some(entry.kind)
            }
            _ => None,
        }
    };
    let office = || cast.organizations.iter().any(|o| is_unit(page, &o.id)).then_some("department");
    page.matches.iter().find_map(told).or_else(office)
}

/// Where no post is named, the rank tells it: one general is the minister, colonel generals are deputies, other
/// generals head departments.
fn by_rank(cast: &Cast) -> Option<&'static str> {
    let mut home = cast.people.iter().filter(|p| p.country.as_deref() == Some("VN") && p.post.is_none());
    home.find_map(|person| match person.rank.as_deref()?.lower().as_str() {
        "đại tướng" | "general" => Some("minister"),
        "thượng tướng" | "senior lieutenant general" => Some("deputy-minister"),
        "trung tướng" | "lieutenant general" | "thiếu tướng" | "major general" => Some("department"),
        "đại tá" | "senior colonel" => Some("department"),
        _ => None,
    })
}

/// A department or an academy of ours.
fn is_unit(page: &Page<'_>, id: &str) -> bool {
    let unit = |entry: &Entry| entry.country == "VN" && matches!(entry.kind, "department" | "academy");
    page.lists.by_id(List::Body, id).is_some_and(unit)
}

fn level_of(page: &Page<'_>, person: &Person) -> Option<&'static str> {
    let post = person.post.as_deref()?.lower();
    let has = |words| holds_any(&post, words);
    if has("chủ tịch nước, thủ tướng, quốc hội, president, prime minister, đại sứ, ambassador, ngoại giao, \
         foreign")
    {
        return None;
    }
    let body = person.organization.as_deref().and_then(|id| page.lists.by_id(List::Body, id));
    if is_local(&post) || body.is_some_and(|body| body.kind == "local-police") {
        return Some("local");
    }
    if has("quốc phòng, defence, defense") {
        return Some("other");
    }
    if has("thứ trưởng, deputy minister, vice minister") {
        return Some("deputy-minister");
    }
    if has("bộ trưởng, minister") {
        return Some("minister");
    }
    let department = "cục, vụ, tổng cục, học viện, viện, văn phòng, tư lệnh, department, director, \
        academy, office, command";
    Some(if has(department) { "department" } else { "other" })
}

/// Whether a text has one of these words or phrases, which stand with a comma and a blank between them.
fn holds_any(text: &str, phrases: &str) -> bool {
    phrases.split(", ").any(|phrase| holds(text, phrase))
}

fn is_local(name: &str) -> bool {
    let name = name.lower();
    const LOCAL: &str = "công an tỉnh, công an thành phố, công an tp, công an huyện, công an thị xã, công an quận, \
         công an phường, provincial, city police, department of public security, public security department, \
         ubnd tỉnh";
    holds_any(&name, LOCAL)
}

/// Whether a part is read for the event: captions are not.
fn is_read(kind: PartKind) -> bool {
    kind != PartKind::Caption
}
