//! Words that a site injected for search engines: in brackets before a repeated headline, or in the midst of one.

use super::page::{Page, Word};
use super::syllable::is_syllable;
use super::{Reason, fold};
use crate::base::Arrange;
use crate::base::{Span, is_listed};

/// Longest injected phrase, in words.
const LONG: usize = 12;

/// At most this many different phrases are looked for; keeps hostile pages linear.
const MOST: usize = 16;

/// Bracket pairs that content farms put around an injected phrase.
const BRACKETS: [(char, char); 4] = [('【', '】'), ('〖', '〗'), ('「', '」'), ('『', '』')];

/// Takes injected words. `title` is the line of the headline.
pub(super) fn clean(page: &mut Page<'_>, title: Option<usize>) {
    let mut phrases: Vec<String> = Vec::new();
    let lines: Vec<usize> = page.open().collect();
    for line in &lines {
        if let Some(phrase) = bracketed(page.written(*line)) {
            page.take(*line, Reason::SeoSpam);
            phrases.push(fold::folded_phrase(phrase));
        }
    }
    phrases.arrange();
    phrases.dedup();
    phrases.truncate(MOST);
    phrases.retain(|phrase| phrase.contains(' ') || phrase.len() >= 5);
    for line in lines {
        if page.lines[line].fate.is_none() {
            for span in injected(page, line, &phrases, Some(line) == title) {
                page.cut(line, span, Reason::SeoSpam);
            }
        }
    }
}

/// The injected words of a headline that stands outside the text (front matter), as spans of it.
pub(super) fn in_title(title: &str) -> Vec<Span> {
    let page = Page::read(title, 0);
    if page.lines.is_empty() { Vec::new() } else { injected(&page, 0, &[], true) }
}

/// The phrase in brackets at the head of a line that goes on with a headline.
fn bracketed(text: &str) -> Option<&str> {
    let open = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(o, _)| *o == open)?;
    let rest = &text[open.len_utf8()..];
    rest.find(*close).map(|end| &rest[..end])
}

/// The stretches of a line that were injected: the known phrases, and in a headline also what betrays itself.
fn injected(page: &Page<'_>, line: usize, phrases: &[String], headline: bool) -> Vec<Span> {
    let mut spans = Vec::new();
    if !headline && phrases.is_empty() {
        return spans;
    }
    let words = page.words(line);
    for phrase in phrases {
        let len = phrase.split(' ').count();
        for at in 0..(words.len() + 1).saturating_sub(len) {
            let run = &words[at..at + len];
            let same = page.phrase(run).trim_end() == phrase;
            // In the body only where the phrase is not written as the text would write it.
            if same && (headline || is_alien(page, words, run)) {
                spans.push(span_of(run));
            }
        }
    }
    let (mut at, most) = (0, if headline { LONG } else { 0 });
    while at < words.len() && spans.is_empty() {
        let run = bare_run(page, &words[at..], most);
        if run > 1 && betrays_itself(page, words, at, run) {
            spans.push(span_of(&words[at..at + run]));
        }
        at += run.max(1);
    }
    spans
}

fn span_of(run: &[Word]) -> Span {
    Span { start: run[0].span.start, end: run[run.len() - 1].span.end }
}

/// How many of the next words are small, without marks and shaped like Vietnamese (or a brand of that trade), less the
/// little English words at the end.
fn bare_run(page: &Page<'_>, words: &[Word], most: usize) -> usize {
    const LITTLE: &str = "to in on an at a of and the for by with is as me he so do";
    let fits = |w: &Word| {
        let written = w.span.of(page.text);
        !w.capital && !w.marked && written.is_ascii() && (is_syllable(page.fold(w)) || is_trade(page.fold(w)))
    };
    let run = words.iter().take(most).take_while(|w| fits(w)).count();
    let phrase = page.phrase(&words[..run]).trim_end();
    if TRADE.split('|').any(|trade| phrase.ends_with(trade)) {
        return run;
    }
    let kept = words[..run].iter().rposition(|w| !is_listed(LITTLE, page.fold(w)));
    kept.map_or(0, |last| last + 1)
}

/// Words of betting, lottery and football sites as they are typed for search engines.
fn is_trade(folded: &str) -> bool {
    const WORDS: &str = "arsenal atlas barca bet bet88 casino chelsea city club cup fb88 fc fun88 kubet kuwin league \
        live liverpool m88 madrid man online real slot slots tool united utd vs w88 win";
    is_listed(WORDS, folded) || folded.ends_with("88") || folded.ends_with("bet")
}

/// Phrases of that trade, folded; bare in a line that has marks or is English, they are none of its own.
const TRADE: &str = "ban ca|bang xep hang|bong da|ca cuoc|ca do|da ga|doi hinh|du doan|game bai|giai vo dich|keo \
    bong|keo nha cai|ket qua|lich thi dau|link vao|lo de|ma cao|nha cai|nhan dinh|no hu|soi cau|soi \
    keo|tai xiu|ti le|ti so|truc tiep|xem bong|xo so";

/// Whether a run of bare words in a headline cannot be its own: glued to what stands before it, or of the trade, in a
/// line that is otherwise English or written with marks.
fn betrays_itself(page: &Page<'_>, words: &[Word], at: usize, run: usize) -> bool {
    let (before, after) = (&words[..at], &words[at + run..]);
    let others = before.iter().chain(after);
    let (mut english, mut marked) = (0, 0);
    for word in others {
        let folded = page.fold(word);
        marked += usize::from(word.marked);
        english += usize::from(!word.marked && folded.len() > 2 && !is_syllable(folded));
    }
    if english + marked < 2 {
        return false;
    }
    let phrase = page.phrase(&words[at..at + run]);
    let trade = TRADE.split('|').any(|t| format!(" {phrase}").contains(&format!(" {t} ")))
        || words[at..at + run].iter().any(|w| page.fold(w).ends_with("88"));
    let start = words[at].span.start as usize;
    let glued = page.text[..start].ends_with([',', '.', ';', ':', '!', '?', ')', '”', '"']);
    trade || glued && run >= 2 && words[at..at + run].iter().all(|w| page.fold(w).len() > 1)
}

/// Whether a known phrase stands in a line as an alien: bare among words with marks or English ones, and in small letters.
fn is_alien(page: &Page<'_>, words: &[Word], run: &[Word]) -> bool {
    let bare = run.iter().all(|w| !w.capital && !w.marked);
    let others = words.len() - run.len();
    let own = words.iter().filter(|w| w.marked || w.capital || !is_syllable(page.fold(w))).count();
    bare && others >= 3 && own * 3 >= others
}
