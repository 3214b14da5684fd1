//! What a site puts around a text: buttons, breadcrumbs, lists of other articles, comment boxes.

use super::Reason;
use super::cues::{Cue, Found, find};
use super::page::Page;
use super::token::Kind;

/// Longest line that can be a headline in a list, in words.
const HEADLINE: usize = 30;

/// Takes sections and furniture. `title` is the line of the headline.
pub(super) fn clean(page: &mut Page<'_>, title: Option<usize>) {
    let foreign = mostly_latin(page);
    let mut section = None;
    let lines: Vec<usize> = page.open().collect();
    let mut seen_text = false;
    for (at, line) in lines.iter().copied().enumerate() {
        if Some(line) == title {
            continue;
        }
        let words = page.words(line);
        let found = find(page, &words[..words.len().min(40)]);
        let alien = foreign && is_ideographic(page, line);
        let heading = heading(page, line, &found).filter(|_| alien || seen_text || at + 1 == lines.len());
        match (heading, section) {
            (Some(reason), _) => {
                section = Some(reason);
                page.take(line, reason);
            }
            _ if alien => page.take(line, Reason::Boilerplate),
            (None, Some(Reason::Comments)) => page.take(line, Reason::Comments),
            (None, Some(Reason::RelatedLinks)) if is_headline(page, line) => {
                page.take(line, Reason::RelatedLinks);
            }
            _ if judge(page, line, &found) => page.take(line, Reason::Boilerplate),
            _ => {
                section = None;
                seen_text |=
                    words.len() > 6 && (page.ends_as_sentence(line) || page.written(line).contains(". "));
            }
        }
    }
    unheaded_lists(page, title);
}

/// Whether the line heads a section, and which.
fn heading(page: &Page<'_>, line: usize, found: &Found) -> Option<Reason> {
    let text = page.written(line);
    if page.words(line).len() > 24 || text.ends_with(['.', ';']) {
        return None;
    }
    let labelled = text.trim_end().ends_with([':', '>', '»', '▼']) || text.contains('|');
    if found.is_nearly(Cue::Comments, 2) || found.starts(Cue::Comments) && is_ideographic(page, line) {
        // `Ý kiến …` and `Comments on …` begin sentences too: only a count or a sign may follow.
        let words = page.words(line);
        let counted = words.iter().any(|w| w.kind == Kind::Number) || labelled || is_ideographic(page, line);
        return (found.is_nearly(Cue::Comments, 0) || counted).then_some(Reason::Comments);
    }
    let near = found.is_nearly(Cue::Related, 0) || labelled && found.is_nearly(Cue::Related, 2);
    (near || found.starts(Cue::Related) && (text.contains(':') || is_ideographic(page, line)))
        .then_some(Reason::RelatedLinks)
}

/// Whether a line is a button, a label, a breadcrumb or the like.
pub(super) fn is_furniture(page: &Page<'_>, line: usize) -> bool {
    let words = page.words(line);
    judge(page, line, &find(page, &words[..words.len().min(40)]))
}

/// Buttons, labels, breadcrumbs, addresses, counters.
fn judge(page: &Page<'_>, line: usize, found: &Found) -> bool {
    let (text, words) = (page.written(line), page.words(line));
    if words.is_empty() {
        // Rules, arrows, `|`; a lone `...` of the text is no loss.
        return true;
    }
    if words.len() > 40 {
        return false;
    }
    let numbers = words.iter().filter(|w| w.kind == Kind::Number).count();
    let sentence = page.ends_as_sentence(line);
    let label = found.is_nearly(Cue::Line, numbers) && !sentence;
    let started = found.starts(Cue::Start) && (!sentence || text.contains("©") || text.contains(':'));
    let crumbs = text.contains(['>', '»', '/'])
        && [" > ", " » ", " / "].iter().map(|sign| text.matches(sign).count()).sum::<usize>() >= 2;
    let address = words.iter().all(|w| w.kind == Kind::Address);
    let buttons = words.len() >= 2 && !sentence && words.len() <= 8 && all_labels(page, line);
    label
        || started
        || crumbs && words.len() <= 20 && !sentence
        || address
        || buttons
        || text.starts_with('©')
}

/// Whether every word or pair of words of a line is a button: `Facebook Twitter Email`.
fn all_labels(page: &Page<'_>, line: usize) -> bool {
    let words = page.words(line);
    if words.iter().all(|w| w.kind == Kind::Number) {
        return false;
    }
    let mut at = 0;
    while at < words.len() {
        let step = (1..=3.min(words.len() - at)).rev().find(|len| {
            words[at].kind == Kind::Number && *len == 1
                || find(page, &words[at..at + len]).is_nearly(Cue::Line, 0)
        });
        match step {
            Some(step) => at += step,
            None => return false,
        }
    }
    true
}

/// A line that may be a headline in a list: short, begun with a capital, digit or sign, not ended as a sentence.
fn is_headline(page: &Page<'_>, line: usize) -> bool {
    let words = page.words(line);
    let text = page.written(line);
    let stop = text.ends_with(['.', ';', ':']) && !text.ends_with("...");
    !words.is_empty() && words.len() <= HEADLINE && !stop
}

/// Takes lists of headlines that no heading announces: at the end three or more, elsewhere two or more with bullets.
fn unheaded_lists(page: &mut Page<'_>, title: Option<usize>) {
    let lines: Vec<usize> = page.open().filter(|line| Some(*line) != title).collect();
    let (mut at, mut text_before) = (0, false);
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| is_listed(page, **line)).count();
        let at_end = at + run == lines.len();
        let announced = at > 0 && page.written(lines[at - 1]).trim_end().ends_with([':', ';', ',']);
        let bulleted = lines[at..at + run].iter().all(|line| bullet(page.written(*line)));
        let enough = if at_end { run >= 3 && text_before } else { run >= 2 && bulleted && at > 0 };
        if enough && !announced && (bulleted || at_end) {
            for line in &lines[at..at + run] {
                page.take(*line, Reason::RelatedLinks);
            }
        }
        let passed = &lines[at..at + run.max(1)];
        text_before |= passed.iter().any(|l| page.ends_as_sentence(*l) || page.written(*l).contains(". "));
        at += run.max(1);
    }
}

/// A headline of at least four words that begins with a capital or a digit behind its bullet.
fn is_listed(page: &Page<'_>, line: usize) -> bool {
    let words = page.words(line);
    let written = page.written(line);
    let opening = words.first().is_some_and(|w| w.capital || w.kind == Kind::Number);
    is_headline(page, line)
        && words.len() >= 4
        && opening
        && !written.ends_with(['…', '!', '?', '”', '"', '/', ','])
}

fn bullet(text: &str) -> bool {
    text.starts_with(['-', '•', '*', '+', '»', '>', '–', '▪', '●', '·', '►'])
}

/// Whether the page is in Latin script, so that a line of ideographs is none of its own.
fn mostly_latin(page: &Page<'_>) -> bool {
    let alien = page.open().filter(|line| is_ideographic(page, *line)).count();
    alien * 2 < page.lines.len()
}

/// Whether ideographs are most of the letters of a line.
fn is_ideographic(page: &Page<'_>, line: usize) -> bool {
    if !page.wide {
        return false;
    }
    let text = page.written(line);
    let wide = text.chars().filter(|c| ('\u{3000}'..='\u{9fff}').contains(c)).count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    wide > 0 && wide * 2 >= letters
}
