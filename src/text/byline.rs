//! Who wrote or supplied the text: names, initials and agencies at its end, `By …` at its head.

use super::Reason;
use super::cues::{Cue, find};
use super::page::{Page, Word};
use super::sentence::{sentences, trimmed};
use crate::base::Span;

/// Longest byline, in words.
const LONG: usize = 10;

/// Takes bylines. Runs after captions, links and comments are gone, so that the last lines are the text's own.
pub(super) fn clean(page: &mut Page<'_>, title: Option<usize>) {
    let lines: Vec<usize> = page.open().filter(|line| Some(*line) != title).collect();
    // A text of one line has no room for a byline of its own.
    let text_lines = lines.iter().filter(|line| page.ends_as_sentence(**line)).count();
    for line in lines.iter().rev().take(3) {
        if text_lines == 0 || !is_byline(page, *line, true) {
            break;
        }
        page.take(*line, Reason::Byline);
    }
    for line in lines.iter().take(3) {
        if lines.len() > 1 && is_byline(page, *line, false) {
            page.take(*line, Reason::Byline);
        }
    }
    let last = page.open().rfind(|line| Some(*line) != title);
    if let Some(last) = last {
        glued(page, last);
    }
}

/// Whether a whole line is a byline; at the head of the page only with a word that says so.
fn is_byline(page: &Page<'_>, line: usize, at_end: bool) -> bool {
    let words = page.words(line);
    let text = page.written(line);
    if words.is_empty() || words.len() > LONG {
        return false;
    }
    let found = find(page, words);
    let rest = text.chars().filter(|c| matches!(c, '.' | '!' | '?' | ';')).count();
    let said = found.starts(Cue::Source) && !found.any(Cue::Tense) && (rest == 0 || text.contains(".vn"));
    let label = text.split_once([':', '：']).is_some_and(|(label, _)| label.chars().count() <= 24);
    if said
        && (label || words[1..].iter().all(|w| w.capital) && words.len() > 1 || at_end && words.len() <= 4)
    {
        return true;
    }
    let capitals = words.iter().filter(|w| w.capital).count();
    if at_end && said && !page.ends_as_sentence(line) && words.len() <= 8 && capitals * 2 >= words.len() {
        return true;
    }
    if text.starts_with("The source of") && at_end {
        return true;
    }
    at_end && is_name(page, words, text)
}

/// Whether words are a reporter's name, initials or agencies: all with capitals, no sentence.
fn is_name(page: &Page<'_>, words: &[Word], text: &str) -> bool {
    let joins = |w: &Word| {
        matches!(page.fold(w), "va" | "and" | "t" | "th" | "tong" | "hop" | "theo" | "h" | "g" | "ghi")
    };
    let names = words.iter().all(|w| w.capital || joins(w)) && words.first().is_some_and(|w| w.capital);
    let initials = words.iter().all(|w| {
        let letters = w.span.of(page.text).chars().filter(|c| c.is_alphabetic());
        letters.clone().count() <= 4 && letters.clone().all(char::is_uppercase)
    });
    // A full stop inside `M.Hiền` or `VOV.VN` ends nothing; a comma parts two names.
    let body = text.trim_end_matches(['.', ')', ']']);
    let inner = body
        .char_indices()
        .any(|(at, c)| c == '.' && !body[at + 1..].starts_with(|c: char| c.is_alphanumeric()));
    let stops = inner || body.contains(['!', '?', ':', ';']) || body.contains(',') && words.len() < 4;
    let digits = words.iter().any(|w| page.fold(w).bytes().any(|b| b.is_ascii_digit()));
    let ended = text.ends_with(['.', '!', '?', '…', ':']);
    let dotted = text.contains(". ") || text.contains(".,");
    !digits
        && names
        && words.len() <= 6
        && (initials && words.len() <= 4 || !ended && !stops || dotted && initials)
}

/// A byline behind the last sentence of the last line: `… in the UK. VNA/VNS`, `…./. Minh An`.
fn glued(page: &mut Page<'_>, line: usize) {
    let rest = page.rest_of(line);
    if let Some(span) = bracketed_agency(page, line, rest) {
        return page.cut(line, span, Reason::Byline);
    }
    let Some(last) = sentences(page.text, rest).last().filter(|last| last.start > rest.start) else { return };
    let words = page.words_in(line, last);
    let text = last.of(page.text);
    let bracketed = text.starts_with(['(', '[']);
    let agencies = words.iter().all(|w| w.span.of(page.text).chars().all(|c| c.is_uppercase() || c == '.'));
    let said = find(page, words).starts(Cue::Source) && words.len() <= 4 && !bracketed;
    let name = is_name(page, words, text) && !text.ends_with('.') && words.len() <= 4;
    let byline = !words.is_empty() && words.len() <= LONG && (name || agencies && words.len() <= 4 || said);
    if let Some(span) = trimmed(page.text, Span { start: last.start, end: rest.end }).filter(|_| byline) {
        page.cut(line, span, Reason::Byline);
    }
}

/// `(TTXVN)` behind the last full stop.
fn bracketed_agency(page: &Page<'_>, line: usize, rest: Span) -> Option<Span> {
    let text = rest.of(page.text);
    let open = text.rfind('(').filter(|_| text.ends_with(')'))?;
    let span = Span { start: rest.start + u32::try_from(open).ok()?, end: rest.end };
    let words = page.words_in(line, span);
    let behind = text[..open].trim_end().ends_with(['.', '!', '?', '…', '”', '"', '/']);
    let agency = words.iter().all(|w| w.capital || page.fold(w) == "theo") && (1..=4).contains(&words.len());
    (behind && agency).then_some(span)
}
