//! Names of people as runs of capitals: Vietnamese ones by family name and syllable, others by shape.

pub(super) use super::key::is_syllable;
use super::key::{self, same};
use super::lists::{List, Match, Role};
use super::page::Page;
use super::phrases::Group;
use super::token::{Shape, Token};
use super::words::Words;
use crate::base::Arrange;
use crate::base::case::Lower;
use std::ops::Range;

/// The longest name, in tokens.
const LONGEST: usize = 9;

/// The tokens of the Vietnamese name that begins at a token: a family name and one to four syllables.
pub(super) fn vietnamese(page: &Page<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    if !page.tokens.get(start)?.is_capital() || !is_family(page, start) {
        return None;
    }
    let mut end = start + 1;
    while end < limit.min(start + 5) && is_given(page, end, end == start + 1) {
        end += 1;
    }
    // A part that is no syllable of ours goes on: `Kim Chang Yong`, `Ha Min-su`.
    let foreign = end < limit
        && (is_after_hyphen(page, end) && page.label(end, List::Post).is_none()
            || (!is_syllable(page.word(end)) && is_part(page, end, false) && end < start + 4));
    (end > start + 1 && !foreign).then_some(start..end)
}

/// Whether a name may begin at one of the tokens of a sentence: `false` only where none does.
pub(super) fn may_begin(page: &Page<'_>, sentence: &Range<usize>) -> bool {
    let capital = |at: usize| page.tokens.get(at).is_some_and(Token::is_capital);
    let after_title = |at| at > sentence.start && capital(at + 1) && is_stop(page, at, true);
    let begins = |at| is_family(page, at) || is_part(page, at, true) || after_title(at);
    sentence.clone().any(|at| capital(at) && begins(at))
}

/// Whether a token lies inside a Vietnamese name, after its family name.
pub(super) fn inside_vietnamese(page: &Page<'_>, token: usize) -> bool {
    (1..=3).any(|back| {
        token.checked_sub(back).is_some_and(|start| {
            (start..token).all(|t| page.tokens[t].is_capital())
                && vietnamese(page, start, page.tokens.len()).is_some_and(|name| name.end > token)
        })
    })
}

/// The tokens of a name of another tradition that begins at a token: capitals, with particles (`bin`, `de`),
/// initials (`K.`) and parts after a hyphen.
///
/// After a title (`titled`) a word that elsewhere heads a sentence may begin a name: `Trung tá In Thạ …`.
pub(super) fn other(page: &Page<'_>, start: usize, limit: usize, titled: bool) -> Option<Range<usize>> {
    let mut end = start;
    let limit = limit.min(start + LONGEST);
    while end < limit {
        let free = titled && end == start && page.tokens.get(end + 1).is_some_and(Token::is_capital);
        if is_part(page, end, end == start)
            || (free && page.tokens[end].shape == Shape::Title && is_stop(page, end, true))
        {
            end += 1;
            let initial = page.word(end - 1).chars().count() == 1;
            if initial && page.is(end, ".") && page.tokens.get(end + 1).is_some_and(Token::is_capital) {
                end += 1;
            }
        } else if end > start && (is_after_hyphen(page, end) || is_particle(page, end)) {
            end += 1;
        } else {
            break;
        }
    }
    (end > start).then_some(start..end)
}

/// The name that begins with a word that is also a city's, where another part of a name follows.
pub(super) fn after_place(page: &Page<'_>, start: usize, limit: usize) -> Option<Range<usize>> {
    let rest = other(page, start + 1, limit, false)?;
    Some(start..rest.end)
}

/// The name as the record gives it: given name, then family name, and no patronymic for Russian names.
pub(super) fn canonical(written: &str) -> String {
    let words: Vec<&str> = written.split_whitespace().collect();
    let russian = |given: &str, family: &str| {
        let given = if given == "Victor" { "Viktor" } else { given };
        format!("{given} {family}")
    };
    match words.as_slice() {
        [family, given, patronymic] if is_patronymic(patronymic) => russian(given, family),
        [given, patronymic, family] if is_patronymic(patronymic) => russian(given, family),
        _ => words.join(" "),
    }
}

/// Whether all words could be Vietnamese syllables and the first is a family name.
pub(super) fn is_vietnamese(page: &Page<'_>, name: &Range<usize>) -> bool {
    vietnamese(page, name.start, name.end).is_some_and(|found| found == *name)
}

/// The words of a name for comparison: bare, in order of the alphabet.
pub(super) fn parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '.' | '\u{2010}' | '\u{2011}'))
        .filter(|word| !word.is_empty())
        .map(key::small_without_marks)
        .collect();
    parts.arrange();
    parts
}

fn is_patronymic(word: &str) -> bool {
    ["ovich", "evich", "yevich", "ievich", "ovna", "evna", "yevna", "ilyich", "kuzmich"]
        .iter()
        .any(|end| word.len() > end.len() + 1 && word.lower().ends_with(end))
}

fn is_family(page: &Page<'_>, token: usize) -> bool {
    let names = || page.starting(token).iter().filter(|m| m.list == List::Name && m.end - m.start == 1);
    let is = |m: &Match, kind: &str| page.entry(m).parent == "vi" && page.entry(m).kind == kind;
    names().any(|m| is(m, "family")) && !names().any(|m| is(m, "honorific"))
}

/// `first`: right after the family name, where a province's name (`Trương Hòa Bình`) is a given name.
fn is_given(page: &Page<'_>, token: usize, first: bool) -> bool {
    let Some(found) = page.tokens.get(token) else { return false };
    let separate = found.is_capital() && (!found.joined || gap(page, token).is_empty());
    let field = || super::item::is_field(page.words(token..(token + 2).min(page.tokens.len())));
    separate && is_syllable(page.word(token)) && !begins_label(page, token, first) && !field()
}

/// Whether a label of several words that is no name begins here: the name before it has ended.
fn begins_label(page: &Page<'_>, token: usize, first: bool) -> bool {
    page.starting(token).iter().any(|m| {
        let words = matches!(m.list, List::Name | List::Concept | List::Cue | List::Word);
        !words && m.role != Role::Bare && m.end - m.start > 1 && !(first && m.list == List::Place)
    })
}

fn is_part(page: &Page<'_>, at: usize, first: bool) -> bool {
    let token = &page.tokens[at];
    let word = page.word(at);
    // `Michel QUILLE`
    let family = || {
        !first && word.len() > 2 && page.tokens[at - 1].shape == Shape::Title && page.starting(at).is_empty()
    };
    if !token.is_capital() || (token.shape == Shape::Upper && word.chars().count() > 1 && !family()) {
        return false;
    }
    // `bin Naif`, though a university has that name.
    let particle = || at > 0 && page.is_one(at - 1, &PARTICLES);
    if page.lists.is_functional(token.word) && !particle() || (first && heads_body(page, at)) {
        return false;
    }
    let label = |m: &Match| match m.list {
        List::Country | List::Place | List::Body | List::Forum => first || m.end - m.start > 1,
        List::Post | List::Rank => first || m.end - m.start > 1 || !page.is_one(at, &NAME_LIKE),
        List::Office => true,
        List::Word => Group::from_number(m.entry) == Some(Group::Field),
        List::Name | List::Concept | List::Cue => false,
    };
    !page.starting(at).iter().any(label) && !is_stop(page, at, first)
}

/// Whether a word begins the Vietnamese name of a body.
pub(super) fn heads_body(page: &Page<'_>, at: usize) -> bool {
    page.is_one(at, &HEADS)
}

/// Titles that are also parts of names.
static NAME_LIKE: Words = Words::new("sultan, king, prince, dean, marshal, judge, major, pope");

/// Syllables that begin the Vietnamese name of a body, not of a person.
static HEADS: Words = Words::new(
    "an, ban, bộ, chính, công, cơ, cảnh, cục, dân, hiệp, hội, huyện, hành, học, khối, liên, lực, nghị, nhà, \
     nhóm, phòng, phủ, quân, quốc, quận, sở, thanh, thành, trung, trường, tòa, toà, tổ, tổng, tỉnh, ty, ủy, \
     uỷ, viện, vụ, đảng, đối",
);

fn gap<'a>(page: &Page<'a>, token: usize) -> &'a str {
    let Some(before) = token.checked_sub(1) else { return "" };
    page.text.get(page.tokens[before].end as usize..page.tokens[token].start as usize).unwrap_or("")
}

/// The small second part of `Hee-keun`.
fn is_after_hyphen(page: &Page<'_>, token: usize) -> bool {
    page.tokens[token].joined && page.tokens[token].is_word() && gap(page, token) == "-"
}

/// A small word with a capital after it, or another small word and then a capital (`de la Cruz`).
fn is_particle(page: &Page<'_>, token: usize) -> bool {
    let capital = |at: usize| page.tokens.get(at).is_some_and(Token::is_capital);
    page.is_one(token, &PARTICLES)
        && page.tokens[token].shape == Shape::Lower
        && (capital(token + 1) || (page.is_one(token + 1, &PARTICLES) && capital(token + 2)))
}

/// Small words inside names.
static PARTICLES: Words = Words::new(
    "al, bin, binti, bint, da, das, de, del, den, der, di, do, dos, du, e, el, ibn, la, le, ul, van, von",
);

/// Whether a capital begins or ends no name.
fn is_stop(page: &Page<'_>, at: usize, first: bool) -> bool {
    let word = page.word(at);
    let ing = || word.len() > 6 && word.get(word.len() - 3..).is_some_and(|end| same(end, "ing"));
    page.is_one(at, &STOPS) || (first && ing())
}

/// Months, days, words at the head of a sentence.
static STOPS: Words = Words::new(
    "a, about, according, after, all, along, also, although, american, among, an, and, april, as, asked, at, \
     august, before, besides, both, but, by, bên, chiều, chào, cuộc, các, cùng, december, during, dịp, each, \
     earlier, english, february, following, for, friday, from, gặp, hai, he, her, here, his, how, however, \
     hôm, hội, i, if, in, into, it, its, january, july, june, khi, later, lời, march, may, meanwhile, monday, \
     moreover, most, mr, mrs, ms, một, ngoài, ngài, ngày, nhân, những, no, not, november, now, october, of, \
     officers, on, once, one, other, our, over, phát, phía, recently, saturday, sau, september, several, she, \
     since, so, some, song, state, such, sunday, sáng, than, thank, that, the, their, then, theo, there, \
     these, they, this, those, through, thursday, to, today, together, trong, trên, trước, tuesday, two, tại, \
     từ, under, until, upon, visit, về, với, was, we, wednesday, what, when, where, which, while, who, with, \
     within, you, ông, đoàn, đây, để",
);
