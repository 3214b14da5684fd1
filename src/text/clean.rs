//! From a page to what is read and what is removed: the order of the rules, and the account at the end.
//!
//! Nothing is lost: every character that is no white space lies in a paragraph of the body or in a removed passage.

use super::fold::canon_phrase;
use super::language::Evidence;
use super::page::Page;
use super::repair::Damage;
use super::sentence::trimmed;
use super::token::tokens;
use super::view::View;
use super::{Paragraph, Reason, Removed, byline, caption, damage, furniture, spam, stamp};
use crate::base::Arrange;
use crate::base::{Lang, Problem, Span};
use crate::date::Date;

/// Headlines have this many words.
const HEADLINE: std::ops::RangeInclusive<usize> = 3..=32;

/// What cleaning found. Spans are bytes of the document's text.
#[derive(Debug, Default)]
pub(super) struct Cleaned {
    /// The headline's words and place, where one stands in the text.
    pub title: Option<(String, Span)>,
    /// The date that the head of the page tells.
    pub published: Option<Date>,
    /// The language of most of the body.
    pub lang: Lang,
    /// The paragraphs kept, in order.
    pub body: Vec<Paragraph>,
    /// The passages removed, in order.
    pub removed: Vec<Removed>,
    /// What is damaged.
    pub problems: Vec<Problem>,
}

/// Cleans the text of a document. `header` is its front matter, `known` the headline that it gives.
pub(super) fn clean(text: &str, header: Option<Span>, known: Option<&str>) -> Cleaned {
    let view = View::of(text);
    let from = header.map_or(0, |span| view.to_view(span).end as usize);
    let mut page = Page::read(view.text(), from);
    markup(&mut page);
    let published = stamp::clean(&mut page);
    caption::clean_credits(&mut page);
    let title = title_line(&page, known);
    stamp::clean_datelines(&mut page);
    furniture::clean(&mut page, title);
    spam::clean(&mut page, title);
    caption::clean_lines(&mut page, title);
    byline::clean(&mut page, title);
    duplicates(&mut page);
    let mut out = account(&page);
    out.published = published;
    out.title = title.map(|line| (headline(&page, line), page.rest_of(line)));
    out.problems = damage::find(&page);
    to_source(&mut out, &view, header);
    out
}

/// Takes the marks of Markdown headings and pictures.
fn markup(page: &mut Page<'_>) {
    for line in 0..page.lines.len() {
        let text = page.written(line);
        let hashes = text.bytes().take_while(|b| *b == b'#').count();
        let span = page.lines[line].span;
        if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
            page.cut(
                line,
                Span { end: span.start + u32::try_from(hashes).unwrap_or(0), ..span },
                Reason::Boilerplate,
            );
        } else if text.starts_with("![") && text.ends_with(')') {
            page.take(line, Reason::Caption);
        }
    }
}

/// The line of the headline: that which front matter gives, or a first line that reads like one.
fn title_line(page: &Page<'_>, known: Option<&str>) -> Option<usize> {
    let mut open = page.open();
    if let Some(known) = known {
        let words = tokens(known).count();
        let known = canon_phrase(known);
        let same = |line: usize| {
            let rest = page.rest_of(line);
            page.words_in(line, rest).len() == words && canon_phrase(rest.of(page.text)) == known
        };
        return open.take(6).find(|line| same(*line));
    }
    let first = open.by_ref().take(4).find(|line| !furniture::is_furniture(page, *line))?;
    let rest = page.rest_of(first).of(page.text);
    let words = page.words_in(first, page.rest_of(first));
    let opens = rest.starts_with(|c: char| !c.is_lowercase() && !matches!(c, '-' | '•' | '*' | '(' | '+'));
    let ends = !rest.ends_with(['.', ':', ';', ',', '…']);
    let followed = open.any(|line| page.words(line).len() >= 8);
    (HEADLINE.contains(&words.len()) && opens && ends && followed).then_some(first)
}

/// The words of the headline without what was cut out of it.
fn headline(page: &Page<'_>, line: usize) -> String {
    let kept = pieces(page, line).into_iter().filter(|(_, reason)| reason.is_none());
    let kept: String = kept.map(|(span, _)| span.of(page.text)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes paragraphs that were read before.
fn duplicates(page: &mut Page<'_>) {
    let mut seen: Vec<(u64, usize)> = Vec::new();
    let mut double = Vec::new();
    for line in page.open().filter(|line| page.words(*line).len() >= 5) {
        seen.push((hash(page.folded(line)), line));
    }
    seen.arrange();
    for pair in seen.windows(2) {
        if pair[0].0 == pair[1].0 && page.folded(pair[0].1) == page.folded(pair[1].1) {
            double.push(pair[1].1);
        }
    }
    for line in double {
        page.take(line, Reason::Duplicate);
    }
}

/// FNV-1a, 64 bits, eight letters at once: only to find candidates.
fn hash(text: &str) -> u64 {
    let step = |hash: u64, letters: u64| (hash ^ letters).wrapping_mul(0x0100_0000_01B3);
    let (eights, rest) = text.as_bytes().as_chunks();
    let hash =
        eights.iter().fold(0xCBF2_9CE4_8422_2325, |hash, eight| step(hash, u64::from_le_bytes(*eight)));
    rest.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)))
}

/// A line cut up: each stretch and, if it goes, why. Whole lines are one stretch.
fn pieces(page: &Page<'_>, line: usize) -> Vec<(Span, Option<Reason>)> {
    let whole = &page.lines[line];
    if whole.fate.is_some() {
        return vec![(whole.span, whole.fate)];
    }
    let mut out: Vec<(Span, Option<Reason>)> = Vec::new();
    let mut at = whole.span.start;
    for cut in page.cuts(line) {
        let span = Span { start: cut.span.start.max(at), end: cut.span.end.max(at) };
        if span.start > at {
            out.push((Span { start: at, end: span.start }, None));
        }
        if !span.is_empty() {
            out.push((span, Some(cut.reason)));
        }
        at = span.end;
    }
    if at < whole.span.end {
        out.push((Span { start: at, end: whole.span.end }, None));
    }
    join_bare(page, &mut out);
    out
}

/// Lets stretches without a letter or digit go with the neighbour that goes, and joins neighbours of one fate.
fn join_bare(page: &Page<'_>, pieces: &mut Vec<(Span, Option<Reason>)>) {
    for at in 0..pieces.len() {
        let bare = pieces[at].1.is_none() && !pieces[at].0.of(page.text).chars().any(char::is_alphanumeric);
        if bare {
            let before = at.checked_sub(1).and_then(|before| pieces[before].1);
            pieces[at].1 = before.or_else(|| pieces.get(at + 1).and_then(|next| next.1));
        }
    }
    pieces.dedup_by(|next, last| {
        let same = next.1 == last.1;
        if same {
            last.0.end = next.0.end;
        }
        same
    });
}

/// Body and removed passages, in bytes of the view.
fn account(page: &Page<'_>) -> Cleaned {
    let mut out = Cleaned::default();
    let mut sum = Evidence::default();
    for line in 0..page.lines.len() {
        let pieces = pieces(page, line);
        let mut evidence = Evidence::default();
        for (span, _) in pieces.iter().filter(|(_, reason)| reason.is_none()) {
            evidence.add(Evidence::of(page, page.words_in(line, *span)));
        }
        sum.add(evidence);
        for (span, reason) in pieces {
            let Some(span) = trimmed(page.text, span) else { continue };
            match reason {
                Some(reason) => out.removed.push(Removed { reason, span }),
                None => out.body.push(Paragraph { span, lang: evidence.lang() }),
            }
        }
    }
    out.lang = sum.lang();
    out
}

/// Turns the spans of the view into those of the text, and puts the front matter first.
fn to_source(out: &mut Cleaned, view: &View<'_>, header: Option<Span>) {
    out.body.iter_mut().for_each(|paragraph| paragraph.span = view.to_source(paragraph.span));
    out.removed.iter_mut().for_each(|removed| removed.span = view.to_source(removed.span));
    out.problems.iter_mut().for_each(|problem| problem.span = problem.span.map(|span| view.to_source(span)));
    if let Some((_, span)) = &mut out.title {
        *span = view.to_source(*span);
    }
    if let Some(span) = header {
        out.removed.insert(0, Removed { reason: Reason::Header, span });
    }
    // One message a kind, from the first to the last place.
    let mut kinds: Vec<(Damage, Span)> = Vec::new();
    for (damage, span) in view.damage() {
        match kinds.iter_mut().find(|(kind, _)| kind == damage) {
            Some((_, place)) => place.end = span.end,
            None => kinds.push((*damage, *span)),
        }
    }
    for (damage, span) in kinds {
        let what = format!("{} was read aright; expected UTF-8; save the text again as UTF-8", damage.name());
        out.problems.push(Problem::at(what, span));
    }
}
