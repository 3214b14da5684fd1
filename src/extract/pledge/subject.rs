//! Whose verb it is: both sides, or the side of the nearest person, body or country that is not led by a preposition.

use std::ops::Range;

use crate::extract::cast::{Cast, Mention, Who};
use crate::extract::page::Page;
use crate::extract::words::Words;

/// Verbs that begin a sentence without a subject.
pub(super) static BARE: Words = Words::new(
    "tiếp tục, tăng cường, đẩy mạnh, phối hợp, duy trì, hợp tác, thúc đẩy, trao đổi, chia sẻ, nghiên cứu, mở \
     rộng, triển khai, xây dựng, hỗ trợ, bảo đảm, nâng cao, cùng, kịp thời",
);

/// Both sides at once.
static BOTH: Words = Words::new(
    "hai bên, hai bộ, hai nước, hai cơ quan, hai ngành, hai đoàn, hai lực lượng, hai phía, hai đơn vị, hai \
     thứ trưởng, hai tư lệnh, hai ông, hai học viện, đôi bên, mỗi bên, các bên, both sides, two sides, both \
     parties, two countries, two ministries, both countries, both ministries, two agencies, both agencies, \
     both ministers, two ministers, two forces, two delegations, each side, the sides, the parties, the \
     ministers, the delegations",
);

/// What stands before those who are spoken to or of.
static OBLIQUE: Words = Words::new(
    "ơn, mừng, thanked, congratulated, told, praised, received, với, cho, từ, tới, đến, sang, tại, ở, gặp, \
     tiếp, with, to, for, from, in, at, by, met, receiving",
);

/// The side nearest before the end of the range; both where two sides are joined, or one agrees with the other.
pub(super) fn before(page: &Page<'_>, cast: &Cast, range: Range<usize>) -> Option<String> {
    let both = range.clone().rev().find(|&i| page.follows_one(i, &BOTH));
    let named: Vec<&Mention> = cast.within(range.clone()).filter(|m| m.tokens.end <= range.end).collect();
    let free = named.iter().filter(|m| !is_oblique(page, m, &named));
    let sides: Vec<(Range<usize>, String)> =
        free.filter_map(|m| Some((m.tokens.clone(), side(cast, m)?))).collect();
    if joined(page, &sides) {
        return Some("both".to_owned());
    }
    let nearest = sides.last().map(|(tokens, side)| (tokens.start, side.clone()));
    match (both, nearest) {
        (Some(at), Some((other, side))) if other > at => Some(side),
        (Some(_), _) => Some("both".to_owned()),
        (None, nearest) => nearest.map(|(_, side)| side),
    }
}

/// The side that a sentence begins with: who goes on speaking as *he* in the next.
pub(super) fn opening(page: &Page<'_>, cast: &Cast, sentence: &Range<usize>) -> Option<String> {
    let named: Vec<&Mention> = cast.within(sentence.clone()).collect();
    let first = named
        .iter()
        .filter(|m| matches!(m.who, Who::Person(_) | Who::Body(_)) || begins_side(page, m))
        .find(|m| !is_oblique(page, m, &named) && m.tokens.start < sentence.start + 16)?;
    let before = sentence.start..first.tokens.start;
    let both = before.clone().any(|i| page.follows_one(i, &BOTH));
    // `Bộ trưởng cảm kích sáng kiến của phía Pháp`: the one meant stands before the one named.
    let meant = before.len() > 3 && [0, 1].iter().any(|n| is_meant(page, sentence.start + n));
    if both || meant { None } else { side(cast, first) }
}

/// `ông`, `the minister`, `Bộ trưởng`.
fn is_meant(page: &Page<'_>, at: usize) -> bool {
    [&HE, &HOSTS, &GUESTS].iter().any(|list| page.follows_one(at, list))
}

/// Whether a clause with a subject of its own begins between two verbs: `…, phía Nga`, `and the British side`.
pub(super) fn joins_clause(page: &Page<'_>, cast: &Cast, between: &Range<usize>) -> bool {
    let joint = |at: usize| {
        let from = at.saturating_sub(4).max(between.start);
        page.any_in(from..at, &[",", "và", "and"])
    };
    let near = |m: &Mention| m.tokens.end + 3 >= between.end;
    let named = cast.within(between.clone()).any(|m| near(m) && joint(m.tokens.start));
    let both = between.clone().any(|i| i + 4 >= between.end && joint(i) && page.follows_one(i, &BOTH));
    named || both
}

/// Both sides, named before.
static THEY: Words = Words::new("they, họ, both");

/// Who was named before.
static HE: Words = Words::new("he, she, ông, bà");

/// Posts without a name: of the Vietnamese side, where somebody of it is named.
static HOSTS: Words = Words::new(
    "bộ trưởng, thứ trưởng, đoàn việt nam, minister, general, deputy minister, the ministry, cục trưởng",
);

/// Posts without a name: of whoever spoke.
static OFFICIALS: Words = Words::new("commissioner, official, director");

/// Posts without a name: of the other side.
static GUESTS: Words = Words::new("đại sứ, vị khách, vị đại sứ, khách, ambassador, envoy, guest, visitor");

/// `he`, `ông`, `Bộ trưởng`: who spoke last, the Vietnamese lead, the guest.
pub(super) fn pronoun(
    page: &Page<'_>,
    cast: &Cast,
    range: Range<usize>,
    speaker: Option<&str>,
) -> Option<String> {
    let says = |list| range.clone().any(|i| page.follows_one(i, list));
    if says(&THEY) {
        return Some("both".to_owned());
    }
    let leads = || cast.people.iter().any(|person| person.country.as_deref() == Some("VN"));
    let lead = || cast.people.first().and_then(|person| person.country.clone());
    match () {
        () if says(&HOSTS) && leads() => Some("VN".to_owned()),
        () if says(&GUESTS) => other(cast, "VN"),
        () if says(&HE) || says(&HOSTS) || says(&OFFICIALS) => speaker.map(str::to_owned).or_else(lead),
        () => None,
    }
}

/// Whether those who *should* stand right before the verb: `hai bên cần`, `his ministry and the police should`.
pub(super) fn is_near(page: &Page<'_>, cast: &Cast, verb: &Range<usize>) -> bool {
    let near = verb.start.saturating_sub(7)..verb.start;
    let both = near.clone().any(|i| page.follows_one(i, &BOTH));
    both || cast.within(near).any(|m| m.tokens.end + 2 >= verb.start && m.tokens.end <= verb.start)
}

/// `được đề nghị`, `was asked`: the verb is of the other side.
pub(super) fn is_passive(page: &Page<'_>, verb: &Range<usize>) -> bool {
    verb.start > 0 && page.is_any(verb.start - 1, &["được", "was", "were", "been", "being", "is", "are"])
}

/// The other side of two.
pub(super) fn other(cast: &Cast, by: &str) -> Option<String> {
    let mut others = cast.countries.iter().map(|c| c.id.as_str()).filter(|code| *code != by);
    match (by, others.next(), others.next()) {
        ("both", ..) => None,
        (_, Some(one), None) => Some(one.to_owned()),
        ("VN", ..) => None,
        _ => Some("VN".to_owned()),
    }
}

/// Whether a mention stands behind a preposition, itself or as the end of a name that does.
fn is_oblique(page: &Page<'_>, mention: &Mention, all: &[&Mention]) -> bool {
    let start = all
        .iter()
        .filter(|m| m.tokens.start < mention.tokens.start && m.tokens.end >= mention.tokens.end)
        .map(|m| m.tokens.start)
        .min()
        .unwrap_or(mention.tokens.start);
    let article =
        usize::from(start > 0 && page.is_any(start - 1, &["the", "phía", "nước", "ông", "bà", "ngài"]));
    let post = start.saturating_sub(10 + article)..start.saturating_sub(article);
    let direct = post.end > 0 && page.is_one(post.end - 1, &OBLIQUE);
    // `Trao đổi với Quốc vụ khanh phụ trách nhập cư X`: the post belongs to the name.
    let through_post = matches!(mention.who, Who::Person(_))
        && post
            .clone()
            .rev()
            .take_while(|&i| !page.is_any(i, &[",", ".", ";"]))
            .any(|i| page.is_any(i, &["với", "with"]))
        && !page.any_in(post.clone(), &["và", "and"]);
    direct || through_post
}

/// `phía Nga`, `Viet Nam proposed`: a country that acts.
fn begins_side(page: &Page<'_>, mention: &Mention) -> bool {
    let at = mention.tokens.start;
    at > 0 && page.is_any(at - 1, &["phía", "bên"]) || page.is_any(mention.tokens.end, &["side"])
}

/// Whether the last two names are of different sides and joined: `Hùng and Jones committed`.
fn joined(page: &Page<'_>, sides: &[(Range<usize>, String)]) -> bool {
    let Some(((last, mine), rest)) = sides.split_last() else { return false };
    let other = rest.iter().rev().find(|(tokens, side)| side != mine && tokens.end <= last.start);
    other.is_some_and(|(tokens, _)| {
        let between = tokens.end..last.start;
        between.len() <= 14
            && page.any_in(between.clone(), &["and", "và"])
            && !page.any_in(between.clone(), &[".", ";"])
    })
}

fn side(cast: &Cast, mention: &Mention) -> Option<String> {
    let person = match mention.who {
        Who::Person(at) => cast.people.get(at).and_then(|p| p.country.clone()),
        _ => None,
    };
    person.or_else(|| mention.country.map(str::to_owned))
}
