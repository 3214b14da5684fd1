//! Sentences: where one ends, also where a scraper lost the space after the full stop.

use crate::base::{Span, is_listed};

/// Words before a full stop that does not end a sentence (lower case).
const ABBREVIATIONS: &str = "adm brig capt cdr co col corp dr etc gen gov gs hon inc jr lieut lt ltd maj mr mrs ms no pgs \
    prof sen sgt sr st ths tp ts tt vs";

/// The sentences of `span` of `text`, in order, without the white space around them. Linear.
pub fn sentences(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let (mut at, end) = (span.start as usize, span.end as usize);
    std::iter::from_fn(move || {
        while at < end {
            let start = at;
            at = sentence_end(text, at, end);
            if let Some(found) = trimmed(text, Span::new(start, at)) {
                return Some(found);
            }
        }
        None
    })
}

/// Whether a span holds one sentence and no more.
#[must_use]
pub fn is_one(text: &str, span: Span) -> bool {
    let rest = |first: Span| Span { start: first.end, end: span.end };
    sentences(text, span).next().is_some_and(|first| trimmed(text, rest(first)).is_none())
}

/// `span` without the white space at its ends; `None` where nothing else is in it.
#[must_use]
pub fn trimmed(text: &str, span: Span) -> Option<Span> {
    let (mut first, mut last) = (span.start as usize, span.end as usize);
    let bytes = text.as_bytes();
    while first < last && matches!(bytes[first], b' ' | b'\n') {
        first += 1;
    }
    while first < last && matches!(bytes[last - 1], b' ' | b'\n') {
        last -= 1;
    }
    let span = Span::new(first, last);
    // Beyond these two the library knows best; it is asked only where a letter or sign of ASCII does not stand.
    if first < last && bytes[first].is_ascii_graphic() && bytes[last - 1].is_ascii_graphic() {
        return Some(span);
    }
    let slice = span.of(text);
    let start = span.start as usize + (slice.len() - slice.trim_start().len());
    let len = slice.trim().len();
    (len > 0).then(|| Span::new(start, start + len))
}

fn sentence_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = &text.as_bytes()[..end];
    let mut at = start;
    while let Some(step) = bytes[at..].iter().position(|b| matches!(b, b'.' | b'!' | b'?' | 0xE2)) {
        at += step;
        let width = match bytes[at] {
            0xE2 if !text[at..].starts_with('…') => {
                at += 1;
                continue;
            }
            0xE2 => 3,
            _ => 1,
        };
        let after = past_closers(text, at + width, end);
        if ends_here(text, start, at, after, end) {
            return after;
        }
        at = after;
    }
    end
}

/// Past further stops, `/.` and closing quotes and brackets.
fn past_closers(text: &str, from: usize, end: usize) -> usize {
    let rest = &text[from..end];
    let mut after = from;
    for (at, c) in rest.char_indices() {
        let closes = matches!(c, '.' | '!' | '?' | '…' | '"' | '”' | '’' | ')' | ']' | '»')
            || c == '/' && rest[at + 1..].starts_with('.');
        if !closes {
            break;
        }
        after = from + at + c.len_utf8();
    }
    after
}

/// Whether the stop at `stop`, with what closes it up to `after`, ends the sentence begun at `start`.
fn ends_here(text: &str, start: usize, stop: usize, after: usize, end: usize) -> bool {
    let mut next = text[after..end].chars();
    let Some(first) = next.next() else { return true };
    if !first.is_whitespace() {
        return glued(text, start, stop, after, first, next.next());
    }
    let Some(opening) = next.find(|c| !c.is_whitespace()) else { return true };
    if opening.is_lowercase()
        || after == stop + 1 && text[stop..].starts_with('.') && is_abbreviated(text, start, stop)
    {
        return false;
    }
    true
}

/// Whether `country.An overview` is two sentences: a small letter or digit, a stop, a capital.
fn glued(text: &str, start: usize, stop: usize, after: usize, first: char, second: Option<char>) -> bool {
    let before = text[start..stop].chars().next_back();
    before.is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, ')' | '”' | '"'))
        && (first.is_uppercase() || matches!(first, '“'))
        && second.is_some_and(|c| c.is_alphabetic() || c.is_whitespace())
        && !text[after..].starts_with("VN ")
        && !is_abbreviated(text, start, stop)
}

/// Whether the word before the stop is an abbreviation or an initial.
fn is_abbreviated(text: &str, start: usize, stop: usize) -> bool {
    let before = &text[start..stop];
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(only), None) => only.is_uppercase(),
        (Some(_), Some(_)) => word.len() <= 5 && is_listed(ABBREVIATIONS, &word.to_ascii_lowercase()),
        _ => false,
    }
}
