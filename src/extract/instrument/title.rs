//! The words that belong to the name of an instrument, to the left and to the right of its noun.

use std::ops::Range;

use crate::date::MONTHS;
use crate::extract::lists::{List, Match};
use crate::extract::page::Page;
use crate::extract::token::Shape;
use crate::extract::topic::any_cue;
use crate::extract::words::Words;

/// The most words of a title on either side of its noun.
const MOST: usize = 40;

/// Words that end a Vietnamese title.
static VI_END: Words = Words::new(
    "được, đã, sẽ, do, nhằm, để, mà, là, có, vừa, khi, nằm, thể, tạo, cũng, đang, này, đó, tại, vào, ngày, \
     sáng, chiều, tối, dịp, theo, như, ký, nêu, nói, cho, trước, sau, từ, đến, bao, gồm, vẫn, chưa, cần, \
     phải, nhân, bằng, hiện, trên, nhưng, còn, nhờ, bởi, vì, nên, đều, một, ở, ông, bà, thay, tiếp, luôn, \
     cùng, rằng",
);

/// The same in two words.
static VI_CLAUSE: Words = Words::new("đạt được, kéo dài, trị giá");

/// Words that end an English title.
static EN_END: Words = Words::new(
    "that, which, who, whose, was, were, is, are, be, been, being, has, have, had, will, would, could, \
     should, may, must, can, signed, to, after, when, while, during, under, by, at, since, until, as, but, \
     so, then, he, she, they, it, said, serves, gave, goes, came, also, not, before, if, than, from, dates, \
     cover, covers, still, now, this, tie, such, provides, allows, enables, aims, sets, includes, \
     calls, gives, helps, makes, lays, comes, entered, took, takes, remains, deals, commits, says, \
     obliges, fits, runs, lets, creates, paves, marks",
);

/// Words that no title ends with.
static HANGING: Words =
    Words::new("và, and, về, on, giữa, between, của, of, in, trong, for, với, with, the, lần, over, a, an");

/// Words before an English noun that are not part of its title.
static EN_START: Words = Words::new(
    "a, an, the, this, that, these, those, their, its, his, her, of, on, in, to, and, or, for, with, by, \
     under, from, new, another, one, two, three, four, other, any, some, such, more, further, each, both, is, \
     are, was, were, as, into, at, between, after, over, than, first, second, existing, proposed, written, \
     five, six, seven, eight, nine, ten, several, many, would, will, should, said",
);

/// Behind `and` these open another clause: `conventions on organized crime and take part in …`.
static EN_ACT: Words = Words::new(
    "meet, take, hold, keep, make, build, send, join, continue, expand, promote, enhance, boost, strengthen, \
     deepen, agree, set, open, begin, give, help, for, with, in, to, by, at, from",
);

/// Verbs in the short form of headlines, before what is signed: `Viet Nam, Laos ink border pact`.
static EN_HEADLINE: Words = Words::new(
    "back, ink, seek, want, need, eye, mull, discuss, negotiate, propose, launch, conclude, reach, push, \
     study, consider, approve, welcome, hail, agree, see, join, sign, plan, adopt, renew, extend, review, \
     implement, support, have, near, weigh",
);

/// English nouns in `s` that stand before another noun; every other small word in `s` there is a verb.
static EN_PLURAL: Words = Words::new(
    "drugs, arms, customs, affairs, forces, sports, persons, prisoners, savings, armed, crimes, sanctions, \
     narcotics, weapons, goods, services, visas, news, series",
);

/// Behind `on`, where it says when and not what.
static OCCASIONS: Words =
    Words::new("the sidelines, the occasion, the margins, this occasion, the same day, behalf");

/// Behind a participle that says what became of the paper.
static BEHIND_PARTICIPLE: Words = Words::new(
    "in, on, at, by, between, with, last, this, during, from, to, and, or, earlier, when, after, under, as, \
     here, there, that, recently, today, yesterday, is, was, has, had, will, would, which, are, were, have, \
     should, must, can, for, the, a, an, upon, within, since, before, through, via",
);

/// Words of two syllables whose second, or first, would end a Vietnamese title by itself.
static VI_COMPOUND: Words = Words::new(
    "tự do, lý do, thực hiện, phát hiện, thể hiện, đào tạo, chế tạo, cải tạo, sáng tạo, có tổ chức, có yếu \
     tố, có liên quan, trên biển, trên không, trên môi trường, trên mạng, trên bộ, trên lĩnh vực, trên các \
     lĩnh vực, tiếp nhận, tiếp cận, tiếp tế, nhân dân, nhân lực, nhân đạo, nhân quyền, nhân thân, cần sa, \
     công bằng, văn bằng, thể thao, theo dõi, hiện vật, hiện đại, trước bạ, tồn tại, khiếu nại, nhận bằng, \
     thay thế",
);

/// The whole title around the noun at `head`, inside its sentence.
pub(super) fn around(page: &Page<'_>, head: &Range<usize>, sentence: &Range<usize>) -> Range<usize> {
    let start = left(page, head, sentence);
    let end = right(page, head, sentence);
    start..end
}

/// Where the title begins: English puts its subject before the noun (*extradition agreement*).
fn left(page: &Page<'_>, head: &Range<usize>, sentence: &Range<usize>) -> usize {
    if !page.words(head.clone()).is_ascii() {
        // Vietnamese puts it behind.
        return head.start;
    }
    let from = sentence.start.max(head.start.saturating_sub(7));
    let mut start = head.start;
    let mut small = 0;
    while start > from {
        let token = &page.tokens[start - 1];
        let capital = token.is_capital() || token.shape == Shape::Number || token.shape == Shape::Code;
        small += usize::from(!capital);
        let part = (token.is_word() || capital) && !page.is_one(start - 1, &EN_START) && small <= 3;
        // `sign agreements`: the verb is no part of what is signed.
        let acts = || any_cue(page, &(start - 1..start), &["sign", "make", "negotiate"]);
        let verb = !capital && (is_verb(page, start - 1) || acts());
        // `an eight-point statement`
        let half = page.tokens[start].joined && token.is_word();
        if (!part || verb) && !half {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether the small word before an English noun is a verb: a participle, a third person, a headline's short form.
fn is_verb(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    is_third_person(page, at)
        || word.ends_with("ed")
        || word.ends_with("ing") && !matches!(word, "training" | "trafficking" | "laundering" | "fighting")
        || page.is_one(at, &EN_HEADLINE)
}

/// Whether a word in `s` beside a noun is a verb: English puts few plurals there.
fn is_third_person(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    word.len() > 3
        && word.is_ascii()
        && word.ends_with('s')
        && !word.ends_with("ss")
        && !page.is_one(at, &EN_PLURAL)
}

/// Where the title ends.
fn right(page: &Page<'_>, head: &Range<usize>, sentence: &Range<usize>) -> usize {
    let limit = sentence.end.min(head.end + MOST);
    let mut at = head.end;
    let mut end = head.end;
    let mut listing = false;
    while at < limit {
        let word = page.word(at);
        let token = &page.tokens[at];
        if token.shape == Shape::Sign {
            let goes_on = match word {
                "," => listing && names_subject(page, at + 1),
                "-" | "–" | "'s" | "’s" | "/" | "&" => true,
                "(" => {
                    let short = page.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Upper)
                        || page.is_any(at + 1, &["mou", "mous", "moc", "loi"]);
                    short && page.word(at + 2) == ")"
                }
                ")" => page.word(at.saturating_sub(2)) == "(",
                _ => false,
            };
            if !goes_on {
                break;
            }
            at += 1;
            end = if word == ")" { at } else { end };
            continue;
        }
        if ends_title(page, at, head.end) || at > head.end && opens_next(page, at) {
            break;
        }
        if covers(page, at) && !page.is_any(at + 1, &["giữa", "between", "về", "on"]) {
            end = at + 1 + usize::from(page.is_any(at + 1, &["period", "phase", "stage"]));
            break;
        }
        listing |= page.is_any(at, &["về", "on", "against", "phòng", "chống"]);
        at += 1;
        end = at;
    }
    while end > head.end && (page.is_one(end - 1, &HANGING) || page.follows(end - 2, "về việc")) {
        end -= 1;
    }
    end
}

/// Whether the token ends the years covered: the second of `2022 - 2024`.
fn covers(page: &Page<'_>, at: usize) -> bool {
    let year =
        |i: usize| page.tokens.get(i).is_some_and(|t| t.shape == Shape::Number && t.end - t.start == 4);
    at > 1 && year(at) && year(at - 2) && page.is_any(at - 1, &["-", "–", "—", "to", "đến"])
}

/// Whether another instrument or another act begins at `at`, behind a comma or an `and`.
fn opens_next(page: &Page<'_>, at: usize) -> bool {
    let begins = || any_cue(page, &(at..at + 1), &["inst.", "p.", "plan", "make", "basis"]);
    page.is_any(at - 1, &[",", "và", "and", "cùng", ";"]) && (begins() || names_next(page, at))
}

/// `the plan and the 2021 memorandum`: behind the joint an article or a year leads to another noun.
fn names_next(page: &Page<'_>, at: usize) -> bool {
    let led =
        page.is_any(at, &["the", "a", "an"]) || page.tokens.get(at).is_some_and(|t| t.shape == Shape::Number);
    let noun = |i: usize| any_cue(page, &(i..i + 1), &["inst."]);
    let small = |i: &usize| !page.is_any(*i, &["of", "on", "for", "in", "with", "to", ",", ";"]);
    let led = led || page.is_any(at, &["cooperation", "action"]);
    led && (at + 1..at + 5).take_while(small).any(noun)
}

/// Whether the word at `at` no longer belongs to the title.
fn ends_title(page: &Page<'_>, at: usize, first: usize) -> bool {
    if dates(page, at) {
        return true;
    }
    let follows_preposition = at > first && page.is_any(at - 1, &["về", "on", "việc"]);
    if follows_preposition {
        return page.is_any(at, &["này", "đó"]);
    }
    if page.is(at, "năm") || page.is_any(at, &["in", "of", "for"]) {
        // `kế hoạch hợp tác năm 2017` goes on, `ký năm 2010` and `in September` do not.
        let number = page.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Number);
        let dated = page.tokens.get(at + 1).is_some_and(|t| t.is_capital()) && page.is(at, "in");
        let used = page.follows_any(at + 1, &["force", "effect", "place", "order", "the near"]);
        return page.is(at, "in") && (number || dated || used);
    }
    // `an agreement commits both`, `with his counterpart`
    let verb = at == first && page.tokens[at].shape == Shape::Lower && is_third_person(page, at);
    if verb || page.is(at, "with") && page.is_any(at + 1, &["his", "her", "their"]) {
        return true;
    }
    if page.is(at, "and") && page.is_one(at + 1, &EN_ACT) || page.follows(at, "đánh dấu") {
        return true;
    }
    if page.is(at, "trong") {
        return !page.is_any(at + 1, &["lĩnh", "phòng", "đấu", "việc", "công"]);
    }
    if page.is_any(at, &["hai", "các", "những"]) {
        return !page.is_any(at.wrapping_sub(1), &["giữa", "của", "và"])
            && !page.is_any(at + 1, &["loại", "tội"])
            && !page.is_any(at.wrapping_sub(1), &["thứ", "lần"]);
    }
    // `Ban Thư ký`
    if page.is(at, "ký") && page.is_any(at.wrapping_sub(1), &["thư", "đăng"]) {
        return false;
    }
    let ends = page.is_one(at, &VI_END) || page.follows_one(at, &VI_CLAUSE);
    ends && !in_compound(page, at) || page.is_one(at, &EN_END) || tells(page, at)
}

/// `on December 3`, `on Tuesday`, `on the occasion of`: when, not what.
fn dates(page: &Page<'_>, at: usize) -> bool {
    let capital = |i: usize| page.tokens.get(i).is_some_and(|t| t.shape == Shape::Title);
    let day = |i: usize| capital(i) && (page.word(i).ends_with("day") || page.is_any(i, &MONTHS));
    let number = page.tokens.get(at + 1).is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Code));
    page.is(at, "on") && (day(at + 1) || number && day(at + 2) || page.follows_one(at + 1, &OCCASIONS))
}

/// Whether an English participle at `at` tells what became of the paper (`concluded in 2016`), not what kind of thing
/// its subject is (`sentenced persons`): no noun follows.
fn tells(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let participle = word.len() > 4 && (word.ends_with("ed") || matches!(word, "reached" | "drawn" | "made"));
    participle
        && page.tokens[at].shape == Shape::Lower
        && (page.is_one(at + 1, &BEHIND_PARTICIPLE)
            || page.tokens.get(at + 1).is_none_or(|t| matches!(t.shape, Shape::Sign | Shape::Number)))
}

/// Whether the word is part of a longer one: of [`VI_COMPOUND`] or of a label that begins before it.
fn in_compound(page: &Page<'_>, at: usize) -> bool {
    let label = |m: &Match| matches!(m.list, List::Concept | List::Body | List::Place) && m.end as usize > at;
    let ordinal = page.is_any(at - 1, &["lần", "thứ", "số"]);
    ordinal && page.is_any(at, &["một", "hai"])
        || page.follows_one(at, &VI_COMPOUND)
        || page.follows_one(at - 1, &VI_COMPOUND)
        || (at.saturating_sub(4)..at).any(|from| page.starting(from).iter().any(label))
}

/// Whether a list of subjects goes on after a comma: a label of the thesaurus or a verb of fighting crime.
fn names_subject(page: &Page<'_>, at: usize) -> bool {
    let subject = |at: usize| {
        page.starting(at).iter().any(|m| {
            m.list == List::Concept && matches!(page.entry(m).kind, "crime" | "cooperation")
                || m.list == List::Cue && page.entry(m).id.starts_with("mod.")
        }) || page.is_any(at, &["tội", "chống", "phòng", "chất", "tiền", "chữa", "cứu"])
    };
    subject(at) || page.is_any(at, &["và", "and"]) && subject(at + 1)
}
