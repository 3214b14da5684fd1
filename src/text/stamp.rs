//! What a page says of its time at its head: a scraper's date, a line with date and time, a dateline.

use super::page::{Page, Word};
use super::sentence::{sentences, trimmed};
use super::token::Kind;
use super::{Reason, fold};
use crate::base::case::Lower;
use crate::base::{Span, is_listed};
use crate::date::{Date, MONTHS};

/// How many lines from the top may hold a date line or dateline.
const HEAD: usize = 8;

/// Takes dates, datelines and agency marks out of the head of the page. Gives the date of publication that they
/// tell: that of a line of its own before that of a scraper.
pub(super) fn clean(page: &mut Page<'_>) -> Option<Date> {
    let scraped = scraper_date(page);
    let mut own = None;
    for line in 0..page.lines.len().min(HEAD) {
        if let Some((date, span, alone)) = time_stamp(page, line) {
            own = own.or(Some(date));
            if alone {
                page.take(line, Reason::Header);
            } else {
                page.cut(line, span, Reason::Header);
            }
        }
    }
    own.or(scraped)
}

/// The date that a few words tell, in any of the ways that a date line does.
pub(super) fn parse(text: &str) -> Option<Date> {
    let page = Page::read(text, 0);
    if page.lines.is_empty() { None } else { find_date(&page, page.words(0)) }
}

/// Takes datelines out of the head, after the captions are gone: `LONDON —`, `Hanoi (VNA) –`, `(PLVN) -`.
pub(super) fn clean_datelines(page: &mut Page<'_>) {
    let head: Vec<usize> = page.open().take(HEAD).collect();
    for line in head {
        let end = page.lines[line].span.end;
        let mut starts = vec![page.rest_of(line).start];
        starts.extend(page.cuts(line).iter().map(|cut| cut.span.end));
        // Without a dash there is no dateline.
        let dashed = page.written(line).bytes().any(|byte| matches!(byte, b'-' | 0xE2));
        let later = if dashed { page.lines[line].span } else { Span::default() };
        starts.extend(sentences(page.text, later).skip(1).take(4).map(|s| s.start));
        for start in starts {
            let rest = trimmed(page.text, Span { start, end });
            if let Some((rest, end)) = rest.and_then(|rest| Some((rest, dateline_end(page, line, rest)?))) {
                page.cut(line, Span { start: rest.start, end }, Reason::Header);
                break;
            }
        }
    }
}

/// ` date 2023-11 ` at the very head.
fn scraper_date(page: &mut Page<'_>) -> Option<Date> {
    if page.lines.is_empty() {
        return None;
    }
    let words = page.words(0);
    let (label, number) = (words.first()?, words.get(1)?);
    let line = page.lines[0].span;
    if label.span.of(page.text) != "date" || label.span.start != line.start || number.kind != Kind::Number {
        return None;
    }
    let date = Date::parse(number.span.of(page.text))?;
    let (span, alone) = (Span { start: line.start, end: number.span.end }, words.len() == 2);
    if alone {
        page.take(0, Reason::Header);
    } else {
        page.cut(0, span, Reason::Header);
    }
    Some(date)
}

/// A date with its year at the head of a line, alone in it or with a time of day: the date, its place, whether
/// nothing else is in the line.
fn time_stamp(page: &Page<'_>, line: usize) -> Option<(Date, Span, bool)> {
    if page.lines[line].fate.is_some() {
        return None;
    }
    let rest = page.rest_of(line);
    let words = page.words_in(line, rest);
    // `Hà Nội, ngày 2 tháng 3 năm 2020`: a place may lead, in a line of its own.
    let place = words.iter().take(4).take_while(|w| w.capital && !is_stamp_word(page, w)).count();
    let words = &words[if words.len() <= place + 12 && place > 0 && place < 4 { place } else { 0 }..];
    let stamp = words.iter().take(16).take_while(|w| is_stamp_word(page, w)).count();
    let last = words[..stamp].iter().rposition(|w| w.kind != Kind::Word || is_zone(page.fold(w)))?;
    let stamp = &words[..=last];
    let date = find_date(page, stamp).filter(|d| d.year.is_some() && d.month.is_some())?;
    let first = words.first()?;
    let end = stamp[last].span.end;
    let after = page.text[end as usize..rest.end as usize].trim_start();
    let alone = last + 1 == words.len();
    let led = page.words_in(line, rest).first()?.span.start != first.span.start;
    let timed = stamp.iter().any(|w| is_time(w.span.of(page.text)));
    let closed = after.starts_with(['|', '–', '—']) || after.starts_with("- ");
    (alone || !led && (timed || closed)).then_some((
        date,
        Span { start: rest.start, end: past_signs(page.text, end, rest.end) },
        alone,
    ))
}

/// Past the signs and brackets that end a date line.
fn past_signs(text: &str, from: u32, end: u32) -> u32 {
    let rest = &text[from as usize..end as usize];
    let signs = rest.find(|c: char| !(c.is_whitespace() || "|-–—:)],•·".contains(c))).unwrap_or(rest.len());
    from + u32::try_from(signs).unwrap_or(0)
}

fn is_stamp_word(page: &Page<'_>, word: &Word) -> bool {
    const WORDS: &str = "at ba ban bay cap chu dang date fri friday gio hai ict last luc mon monday nam ngay nhat on \
        phut posted published sat saturday sau sun sunday thang thoi thu thursday tu tue tuesday \
        update updated wed wednesday xuat gian time am";
    let folded = page.fold(word);
    match word.kind {
        Kind::Number => true,
        Kind::Code => {
            is_time(word.span.of(page.text))
                || folded.ends_with("am")
                || folded.ends_with("pm")
                || ordinal(folded).is_some()
        }
        Kind::Word => is_listed(WORDS, folded) || month(folded).is_some() || is_zone(folded),
        Kind::Address => false,
    }
}

fn is_zone(folded: &str) -> bool {
    matches!(folded, "gmt" | "utc" | "ict" | "am" | "pm")
}

/// `17:32`, `17h32`.
fn is_time(text: &str) -> bool {
    let mut parts = text.split([':', 'h', 'g']);
    let hour = parts.next().and_then(|h| h.parse::<u8>().ok());
    let minute =
        parts.next().map(|m| m.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok());
    matches!((hour, minute), (Some(0..24), Some(Some(0..60)))) && text.contains([':', 'h', 'g'])
}

/// The month of an English name or its short form.
pub(super) fn month(folded: &str) -> Option<u8> {
    let at = MONTHS
        .iter()
        .position(|m| *m == folded || folded == &m[..3] || folded == "sept" && m.starts_with("sept"))?;
    u8::try_from(at + 1).ok()
}

fn ordinal(folded: &str) -> Option<u8> {
    ["st", "nd", "rd", "th"].iter().find_map(|end| folded.strip_suffix(end)?.parse().ok())
}

/// The first date that the words tell.
fn find_date(page: &Page<'_>, words: &[Word]) -> Option<Date> {
    (0..words.len()).find_map(|at| {
        let text = |step: usize| words.get(at + step).map(|w| w.span.of(page.text));
        let folded = |step: usize| words.get(at + step).map(|w| page.fold(w));
        let number = |step: usize| text(step).and_then(|t| t.parse::<u16>().ok());
        let day = |step: usize| folded(step).and_then(|t| t.parse().ok().or_else(|| ordinal(t)));
        if let Some(date) = text(0).and_then(numeric) {
            return Some(date);
        }
        if let Some(m) = folded(0).and_then(month) {
            return day(1).and_then(|d| Date::ymd(number(2)?, m, d)).or_else(|| Date::ym(number(1)?, m));
        }
        if let (Some(d), Some(m)) = (day(0), folded(1).and_then(month)) {
            return Date::ymd(number(2)?, m, d);
        }
        if let (Some(d), Some("thang"), Some(m)) = (day(0), folded(1), day(2)) {
            let year = if folded(3) == Some("nam") { number(4) } else { number(3) };
            return Date::ymd(year?, m, d);
        }
        None
    })
}

/// `27/07/2017`, `26-10-2014`, `2019-12-03`, `2019/12/03`.
fn numeric(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '-', '.']).collect();
    let [a, b, c] = parts[..] else { return None };
    let (a_n, b_n, c_n): (u16, u16, u16) = (a.parse().ok()?, b.parse().ok()?, c.parse().ok()?);
    let small = |n: u16| u8::try_from(n).ok();
    match (a.len(), c.len()) {
        (4, _) => Date::ymd(a_n, small(b_n)?, small(c_n)?),
        (_, 4) if b_n > 12 => Date::ymd(c_n, small(a_n)?, small(b_n)?),
        (_, 4) => Date::ymd(c_n, small(b_n)?, small(a_n)?),
        _ => None,
    }
}

/// Blocs and bodies that a dash joins to a partner: `ASEAN - Trung Quốc` is no dateline.
const NO_PLACE: &str = "apec asean aseanapol asem brics cptpp eu europol fbi g20 g7 interpol lhq nato uae uk un unodc us \
    usa";

/// The end of a dateline at the head of `rest`: at most five words, then a dash with space around, then a capital.
fn dateline_end(page: &Page<'_>, line: usize, rest: Span) -> Option<u32> {
    let text = rest.of(page.text);
    let window = &text[..text.char_indices().nth(60).map_or(text.len(), |(at, _)| at)];
    let (at, dash) = window.char_indices().find(|(at, c)| {
        matches!(c, '–' | '—')
            || *c == '-'
                && window[..*at].ends_with([' ', '\u{a0}', ')'])
                && window[at + 1..].starts_with([' ', '\u{a0}'])
    })?;
    let after = &text[at + dash.len_utf8()..];
    let opens = after.trim_start().chars().next().is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"'));
    let end = rest.start + u32::try_from(text.len() - after.len()).ok()?;
    let place = Span { start: rest.start, end };
    let words = page.words_in(line, place);
    if !opens || words.is_empty() && at > 0 || words.len() > 5 || after.trim().is_empty() {
        return None;
    }
    // A dash that a scraper left of a dateline.
    if words.is_empty() {
        return (rest.start == page.rest_of(line).start).then_some(end);
    }
    let bracketed = window[..at].trim_end().ends_with(')');
    let written = |w: &Word| w.span.of(page.text);
    let agency = |w: &Word| is_agency(written(w));
    let fits = bracketed
        && (window.starts_with('(') || words.iter().all(|w| w.capital) && words.iter().any(agency))
        || words.iter().all(|w| is_capitals(written(w)))
            && !words.iter().all(|w| is_listed(NO_PLACE, page.fold(w)))
        || words.len() == 1 && (words[0].kind == Kind::Address || agency(&words[0]))
        || words.len() == 2 && window[..at].trim_end().lower().ends_with(".vn");
    (fits && page.words(line).len() > words.len() + 4).then_some(end)
}

fn is_capitals(word: &str) -> bool {
    word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && word.chars().filter(|c| c.is_uppercase()).count() >= 2
}

/// A short name with two capitals or more: `VNA`, `TTXVN`, `PSNews`.
fn is_agency(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !is_listed(NO_PLACE, &fold::folded(word))
}
