//! The words that belong to the name of an instrument, to the left and to the right of its noun.

use std::ops::Range;

use crate::extract::lists::List;
use crate::extract::page::Page;
use crate::extract::token::Shape;
use crate::extract::topic::any_cue;
use crate::extract::words::Words;

/// The most words of a title on either side of its noun.
const MOST: usize = 40;

/// Words that end a Vietnamese title.
static VI_END: Words = Words::new(&[
    "được", "đã", "sẽ", "do", "nhằm", "để", "mà", "là", "có", "vừa", "khi", "nằm", "thể", "tạo", "cũng",
    "đang", "này", "đó", "tại", "vào", "ngày", "sáng", "chiều", "tối", "dịp", "theo", "như", "ký", "nêu",
    "nói", "cho", "trước", "sau", "từ", "đến", "bao", "gồm", "vẫn", "chưa", "cần", "phải", "nhân", "bằng",
    "hiện", "trên", "nhưng", "còn", "nhờ", "bởi", "vì", "nên", "đều", "một", "ở", "ông", "bà", "thay",
    "tiếp", "luôn", "cùng", "rằng",
]);

/// Words that end an English title.
static EN_END: Words = Words::new(&[
    "that", "which", "who", "whose", "was", "were", "is", "are", "be", "been", "being", "has", "have", "had",
    "will", "would", "could", "should", "may", "must", "signed", "to", "after", "when", "while", "during",
    "under", "by", "at", "since", "until", "as", "but", "so", "then", "he", "she", "they", "it", "said",
    "serves", "gave", "goes", "came", "also", "not", "before", "if", "than", "from", "dates", "cover",
    "covers", "still", "now", "this", "tie", "provides", "allows", "enables", "aims", "sets", "includes",
    "calls", "gives", "helps", "makes", "lays", "comes", "entered", "took", "takes", "remains", "deals",
    "commits", "says", "obliges", "fits", "runs", "lets", "creates", "paves", "marks", "can",
]);

/// Words before an English noun that are not part of its title.
static EN_START: Words = Words::new(&[
    "a", "an", "the", "this", "that", "these", "those", "their", "its", "his", "her", "of", "on", "in", "to",
    "and", "or", "for", "with", "by", "under", "from", "new", "another", "one", "two", "three", "four",
    "other", "any", "some", "such", "more", "further", "each", "both", "is", "are", "was", "were", "as",
    "into", "at", "between", "after", "over", "than", "first", "second", "existing", "proposed", "written",
    "five", "six", "seven", "eight", "nine", "ten", "several", "would", "will", "should", "said",
]);

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
        let verb = !capital && (is_verb(page.word(start - 1)) || acts());
        if !part || verb {
            break;
        }
        start -= 1;
    }
    start
}

fn is_verb(word: &str) -> bool {
    word.ends_with("ed")
        || word.ends_with("ing") && !matches!(word, "training" | "trafficking" | "laundering" | "fighting")
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
            continue;
        }
        if ends_title(page, at, head.end) || at > head.end && opens_next(page, at) {
            break;
        }
        if covers(page, at) && !page.is_any(at + 1, &["giữa", "between", "về", "on"]) {
            end = at + 1;
            break;
        }
        listing |= page.is_any(at, &["về", "on", "against", "phòng", "chống"]);
        at += 1;
        end = at;
    }
    while end > head.end
        && page.is_any(
            end - 1,
            &[
                "và", "and", "về", "on", "giữa", "between", "của", "of", "in", "trong", "for", "với", "with",
                "the",
            ],
        )
    {
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
    let follows_preposition = at > first && page.is_any(at - 1, &["về", "on"]);
    if follows_preposition {
        return false;
    }
    if page.is(at, "năm") || page.is_any(at, &["in", "of", "for"]) {
        // `kế hoạch hợp tác năm 2017` goes on, `ký năm 2010` and `in September` do not.
        let number = page.tokens.get(at + 1).is_some_and(|t| t.shape == Shape::Number);
        let dated = page.tokens.get(at + 1).is_some_and(|t| t.is_capital()) && page.is(at, "in");
        let used = page.is_any(at + 1, &["force", "effect", "place"]);
        return page.is(at, "in") && (number || dated || used || page.follows(at + 1, "the near"));
    }
    if page.is_any(at, &["and", "và"]) && page.is_any(at + 1, &["in", "to", "by", "at", "from"])
        || page.follows(at, "đánh dấu")
    {
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
    page.is_one(at, &VI_END) || page.is_one(at, &EN_END)
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
