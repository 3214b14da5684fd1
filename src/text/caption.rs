//! Captions of pictures and their credits, alone in a line, at its end, or glued before the first sentence.

use super::Reason;
use super::cues::{Cue, Found, at_head, find};
use super::lexicon::PICTURE;
use super::page::{Page, Word};
use super::sentence::{is_one, sentences};
use super::token::Kind;
use crate::base::Arrange;
use crate::base::Span;
use crate::base::case::Lower;

/// Longest caption, in words.
const LONG: usize = 60;
/// How many lines from the top may have a caption glued to their text.
const HEAD: usize = 4;
/// How many doubtful lines are compared with the rest of the text; keeps hostile pages linear.
const MOST: usize = 48;

/// In a text of more bytes nothing is compared, and of a line only so many words may begin a credit.
const LARGE: usize = 256 << 10;
const LABELS: usize = 16;

/// Takes captions with a credit, and captions glued to the text of the first lines.
pub(super) fn clean_credits(page: &mut Page<'_>) {
    let lines: Vec<usize> = page.open().collect();
    for line in lines {
        if let Some(credit) = find_credit(page, line) {
            split_at_credit(page, line, credit);
        }
    }
    let head: Vec<usize> = page.open().take(HEAD).collect();
    for line in head {
        glued_captions(page, line);
    }
}

/// Takes captions that stand alone without a credit. `title` is the line of the headline, which is none.
pub(super) fn clean_lines(page: &mut Page<'_>, title: Option<usize>) {
    let lines: Vec<usize> = page.open().filter(|line| Some(*line) != title).collect();
    let first = lines.first().copied();
    let mut doubtful = Vec::new();
    for line in lines {
        let rest = page.rest_of(line);
        let words = page.words_in(line, rest);
        if words.len() > LONG || !is_one(page.text, rest) {
            continue;
        }
        match judge(page, words, rest) {
            Verdict::Caption => page.take(line, Reason::Caption),
            Verdict::Doubtful if Some(line) != first && doubtful.len() < MOST => doubtful.push(line),
            _ => {}
        }
    }
    for line in doubtful {
        if is_told_elsewhere(page, line) {
            page.take(line, Reason::Caption);
        }
    }
}

enum Verdict {
    Caption,
    /// A caption if the text tells the same.
    Doubtful,
    Text,
}

/// Judges one sentence that stands alone.
fn judge(page: &Page<'_>, words: &[Word], span: Span) -> Verdict {
    let text = span.of(page.text);
    let found = find(page, words);
    if words.is_empty() || text.contains([':', ';', '“', '"']) || text.starts_with(['-', '•', '*', '+']) {
        return Verdict::Text;
    }
    if is_overview(&found, words.len()) || is_marked(text, &found, words.len()) {
        return Verdict::Caption;
    }
    if found.any(Cue::Report) {
        return Verdict::Text;
    }
    let tense = found.any(Cue::Tense) && words.iter().any(|w| w.marked);
    let dated = words.iter().any(|w| page.fold(w).bytes().any(|b| b.is_ascii_digit()));
    let posed = found.any(Cue::Pose) && found.starts(Cue::Title) && words.len() <= 30;
    let listed = found.starts(Cue::Title)
        && found.any(Cue::Delegates)
        && !found.any(Cue::WeakPose)
        && words.len() <= 35;
    if !tense && !dated && (posed || listed || is_name_list(page, words) || is_place_of(page, words)) {
        return Verdict::Caption;
    }
    // What a picture shows and the text tells as well: an act of somebody named, or an occasion without a verb.
    let act = found.starts(Cue::Title)
        && (found.any(Cue::WeakPose) || found.any(Cue::Pose) || found.any(Cue::Delegates));
    let occasion =
        matches!(page.fold(&words[0]), "hoi" | "le" | "buoi" | "cuoc") && !found.any(Cue::WeakPose);
    if !tense && (act || occasion) { Verdict::Doubtful } else { Verdict::Text }
}

/// `Toàn cảnh buổi hội đàm.`, `An overview of the talks between …`.
fn is_overview(found: &Found, words: usize) -> bool {
    found.starts(Cue::Opener) && words <= 45 && !found.any(Cue::Report)
}

/// `At the reception.`, `Tại buổi tiếp.`, `Colonel A at the meeting`: where the picture was taken, no verb.
fn is_place_of(page: &Page<'_>, words: &[Word]) -> bool {
    let occasion = |at: usize| {
        let next = words.get(at + 1).map_or("", |w| page.fold(w));
        match page.fold(&words[at]) {
            "at" | "during" => next == "the" || next == "a",
            "tai" => matches!(next, "buoi" | "le" | "cuoc") || next == "hoi" && at > 0,
            _ => false,
        }
    };
    let Some(at) = (0..words.len()).find(|at| occasion(*at)) else { return false };
    let names = &words[..at];
    let end = words.len() - at;
    let parted = Span { start: words[at].span.start, end: words[words.len() - 1].span.end }
        .of(page.text)
        .contains(',');
    match names.len() {
        0 => end <= 8 && !parted,
        _ => end <= 14 && at_head(page, names, Cue::Title) > 0 && are_names(page, names).is_some(),
    }
}

/// `Thiếu tướng A và bà B.`: names with their titles and what joins them, no verb.
fn is_name_list(page: &Page<'_>, words: &[Word]) -> bool {
    let found = are_names(page, words).is_some_and(|(titles, joined)| joined && titles >= 2);
    found && words.len() <= 30 && at_head(page, words, Cue::Title) > 0
}

/// How many titles the words hold and whether they are joined, if they are nothing but names, titles and joints.
fn are_names(page: &Page<'_>, words: &[Word]) -> Option<(usize, bool)> {
    let (mut at, mut titles, mut joined) = (0, 0, false);
    while at < words.len() {
        let title = at_head(page, &words[at..], Cue::Title);
        let joins = matches!(page.fold(&words[at]), "va" | "cung" | "and" | "with" | "cac");
        joined |= joins && at > 0;
        titles += usize::from(title > 0);
        match title {
            0 if joins || words[at].capital => at += 1,
            0 => return None,
            len => at += len,
        }
    }
    Some((titles, joined))
}

/// `(L)`, `(left)`, `second from left`.
fn is_marked(text: &str, found: &Found, words: usize) -> bool {
    const MARKS: &str = "(L)|(R)|(C)|(left)|(right)|(centre)|(center)|(L,|(R,|(left,|(right,|(trái)|(phải)|(giữa)|(bên \
        trái)|(bên phải)|(ngoài cùng|(đứng";
    let marked =
        text.contains('(') && MARKS.split('|').any(|mark| text.contains(mark)) || found.any(Cue::PlaceMark);
    marked && words <= LONG && !found.any(Cue::Report)
}

/// Whether nearly all word pairs of a line stand in one other line too: then nothing is lost with it.
fn is_told_elsewhere(page: &Page<'_>, line: usize) -> bool {
    let pairs = |line: usize| page.words(line).windows(2).map(|pair| page.phrase(pair));
    let own: Vec<&str> = pairs(line).collect();
    if own.len() < 5 || page.text.len() > LARGE {
        return false;
    }
    page.open().filter(|other| *other != line && page.words(*other).len() > own.len()).any(|other| {
        let mut theirs: Vec<&str> = pairs(other).collect();
        theirs.arrange();
        let shared = own.iter().filter(|pair| theirs.binary_search(pair).is_ok()).count();
        shared * 100 >= own.len() * 75
    })
}

/// Takes sentences of a line that begin as captions do, up to the first that does not.
fn glued_captions(page: &mut Page<'_>, line: usize) {
    let rest = page.rest_of(line);
    let all: Vec<Span> = sentences(page.text, rest).take(6).collect();
    if all.len() < 2 {
        return;
    }
    for span in all {
        let words = page.words_in(line, span);
        let found = find(page, words);
        if is_overview(&found, words.len()) || is_marked(span.of(page.text), &found, words.len()) {
            page.cut(line, span, Reason::Caption);
        }
    }
}

/// A credit: where it stands, and whether brackets close it.
#[derive(Clone, Copy)]
struct Credit {
    span: Span,
    bracketed: bool,
}

/// Takes a credit, and the caption before it.
fn split_at_credit(page: &mut Page<'_>, line: usize, credit: Credit) {
    let rest = page.rest_of(line);
    page.cut(line, credit.span, Reason::PhotoCredit);
    let before = Span { start: rest.start, end: credit.span.start.max(rest.start) };
    let after = Span { start: credit.span.end.min(rest.end), end: rest.end };
    let goes_on =
        after.of(page.text).trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';'));
    if credit.bracketed && goes_on {
        return;
    }
    let mut all: Vec<Span> = sentences(page.text, before).collect();
    let alone = page.words_in(line, after).is_empty();
    if alone && all.len() <= 2 && page.words_in(line, before).len() <= LONG {
        page.cut(line, before, Reason::Caption);
    } else if let Some(last) = all.pop() {
        let words = page.words_in(line, last);
        let report = find(page, words).any(Cue::Report);
        if words.len() <= LONG && (credit.bracketed || !report) {
            page.cut(line, last, Reason::Caption);
        }
    }
}

/// The credit in a line: `(Ảnh: C.A.)`, `. Ảnh: X - Y`, `(Photo: VNA)`, `VNA/VNS Photo`, ` - ảnh 1`.
fn find_credit(page: &Page<'_>, line: usize) -> Option<Credit> {
    let words = page.words(line);
    let labels = (0..words.len()).filter(|at| words[*at].sense.class & PICTURE != 0);
    labels.take(LABELS).find_map(|at| credit_at(page, line, words, at))
}

fn credit_at(page: &Page<'_>, line: usize, words: &[Word], at: usize) -> Option<Credit> {
    let (word, end) = (&words[at], page.lines[line].span.end);
    let written = word.span.of(page.text).lower();
    // `Anh` is Britain and a man; only marked, or in a text without marks, it is a picture.
    if written == "anh" && words.iter().any(|w| w.marked) || written == "ánh" {
        return None;
    }
    let before = page.text[page.lines[line].span.start as usize..word.span.start as usize].trim_end();
    let after = &page.text[word.span.end as usize..end as usize];
    let open = before.ends_with(['(', '[', '（']);
    let labelled = label_len(after).is_some();
    if open && (labelled || written != "nguon" && written != "nguồn" || after.starts_with(':')) {
        let start = before.len() - before.chars().next_back().map_or(0, char::len_utf8);
        let start = page.lines[line].span.start + u32::try_from(start).ok()?;
        let close =
            after.find([')', ']', '）']).filter(|close| *close < 200).map_or(after.len(), |close| close + 1);
        return Some(Credit {
            span: Span { start, end: word.span.end + u32::try_from(close).ok()? },
            bracketed: true,
        });
    }
    let start = start_of_credit(page, line, word.span.start);
    let rest = &words[at + 1..];
    let parted = before.is_empty()
        || before.ends_with(['.', '!', '?', '…', '”', '"', ')', '-', '–', '—', '|', '/', '*', '•']);
    if labelled && parted && !matches!(page.fold(word), "nguon") && rest.len() <= 12 {
        return Some(Credit { span: Span { start, end }, bracketed: false });
    }
    if labelled && parted && !matches!(page.fold(word), "nguon") {
        let stop = name_end(page, rest)?;
        return Some(Credit { span: Span { start, end: stop }, bracketed: false });
    }
    agency_photo(page, line, words, at).or_else(|| numbered(page, words, at, before, start))
}

/// Length of what makes a label of the word before it: `:`, ` minh họa:`, ` by`, ` courtesy of`, ` credit:`.
fn label_len(after: &str) -> Option<usize> {
    const LABELS: [&str; 12] = [
        ":",
        " :",
        " minh họa",
        " tư liệu",
        " by ",
        " courtesy",
        " credit",
        " source",
        "/",
        " do ",
        " chụp",
        " : ",
    ];
    LABELS.iter().find(|label| after.starts_with(**label)).map(|label| label.len())
}

/// The start of a credit, with the dash or stroke before it.
fn start_of_credit(page: &Page<'_>, line: usize, word: u32) -> u32 {
    let head = &page.text[page.lines[line].span.start as usize..word as usize];
    let kept = head.trim_end_matches(|c: char| c.is_whitespace() || "-–—|/*•".contains(c));
    page.lines[line].span.start + u32::try_from(kept.len()).unwrap_or(0)
}

/// The end of the names that follow a label in the midst of a line.
fn name_end(page: &Page<'_>, words: &[Word]) -> Option<u32> {
    let mut end = None;
    let mut last = words.first()?.span.start;
    for word in words.iter().take(6) {
        let gap = &page.text[last as usize..word.span.start as usize];
        if !word.capital || gap.contains(['.', '|']) && end.is_some() {
            break;
        }
        last = word.span.end;
        end = Some(last);
    }
    end
}

/// `VNA/VNS Photo`, `VNS Photo Đoàn Tùng` at the end of a line.
fn agency_photo(page: &Page<'_>, line: usize, words: &[Word], at: usize) -> Option<Credit> {
    let agency = |w: &Word| {
        let text = w.span.of(page.text);
        text.chars().count() >= 2 && text.chars().all(char::is_uppercase)
    };
    let first = (0..at).rev().take_while(|i| agency(&words[*i])).last();
    let next = words.get(at + 1).filter(|next| {
        let gap = Span { start: words[at].span.end, end: next.span.start };
        gap.of(page.text).trim().is_empty()
    });
    let named = next.is_some_and(agency);
    let address = next.is_some_and(|w| w.kind == Kind::Address);
    // `Ảnh BCA` stands behind a sentence; `ảnh` with capitals behind it may be part of one.
    let before = &page.text[page.lines[line].span.start as usize..words[at].span.start as usize];
    let picture = match page.fold(&words[at]) {
        "photo" | "photos" => first.is_some() || named || address,
        "anh" => {
            words[at].capital
                && (named || address)
                && before.trim_end().ends_with(['.', '-', '–', '—', '/', '|'])
        }
        _ => false,
    };
    if !picture || words.len() - at > 6 {
        return None;
    }
    let start = start_of_credit(page, line, words[first.unwrap_or(at)].span.start);
    Some(Credit { span: Span { start, end: page.lines[line].span.end }, bracketed: false })
}

/// ` - ảnh 1` at the end of a line, as some sites number their pictures.
fn numbered(page: &Page<'_>, words: &[Word], at: usize, before: &str, start: u32) -> Option<Credit> {
    let number = words.get(at + 1).filter(|w| page.fold(w).bytes().all(|b| b.is_ascii_digit()))?;
    let last = at + 2 == words.len() && before.ends_with(['-', '–', '—']);
    last.then_some(Credit { span: Span { start, end: number.span.end }, bracketed: false })
}
