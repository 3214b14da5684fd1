//! A document cut into words and sentences once, with every label of the lists found: what all rules share.

use super::key::same;
use super::lists::{Entry, List, Lists, Match};
use super::matcher::Scan;
use super::phrases::Group;
use super::token::{Shape, Token, head, tokenize};
use super::words::Words;
use crate::base::Arrange;
use crate::base::case::Lower;
use crate::base::{Lang, Span, is_listed};
use crate::date::Date;
use crate::text::{Document, Reason};
use std::ops::Range;

/// What a part of the page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PartKind {
    /// The title.
    Title,
    /// A paragraph of the body.
    Body,
    /// The caption of a picture: says who somebody is, proves nothing by itself.
    Caption,
}

/// A title, a paragraph or a caption.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its sentences.
    pub sentences: Range<usize>,
    /// Its language; the document's where its own is not known.
    pub lang: Lang,
}

/// The analysed document. Token numbers run over all parts: title, body, then captions.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The knowledge files.
    pub lists: &'a Lists,
    /// The text that was analysed.
    pub text: &'a str,
    /// The language of the document.
    pub lang: Lang,
    /// When it was published.
    pub published: Option<Date>,
    /// All tokens.
    pub tokens: Vec<Token>,
    /// Title, paragraphs, captions.
    pub parts: Vec<Part>,
    /// Token ranges of the sentences; a sentence never leaves its part.
    pub sentences: Vec<Range<usize>>,
    /// Every label found, in order of first token.
    pub matches: Vec<Match>,
    first: Vec<u32>,
    scan: Scan,
}

impl<'a> Page<'a> {
    /// Reads a document. Linear.
    pub(super) fn read(document: &'a Document, lists: &'a Lists) -> Self {
        let mut page = Self {
            lists,
            text: &document.text,
            lang: document.lang,
            published: document.published,
            tokens: Vec::new(),
            parts: Vec::new(),
            sentences: Vec::new(),
            matches: Vec::new(),
            first: Vec::new(),
            scan: Scan::default(),
        };
        // A token takes five bytes on the average, a sentence a hundred.
        page.tokens.reserve(document.text.len() / 5);
        page.matches.reserve(document.text.len() / 5);
        page.sentences.reserve(document.text.len() / 100);
        for (kind, span, lang) in pieces(document) {
            page.add(kind, span, if lang == Lang::Und { document.lang } else { lang }, document);
        }
        page.index();
        page
    }

    /// The written form of a token.
    pub(super) fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| &self.text[t.start as usize..t.end as usize])
    }

    /// The exact words of a range of tokens.
    pub(super) fn words(&self, tokens: Range<usize>) -> &'a str {
        self.span(tokens).of(self.text)
    }

    /// The bytes of a range of tokens, in the document's text.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if first.start <= last.end => {
                Span::new(first.start as usize, last.end as usize)
            }
            _ => Span::default(),
        }
    }

    /// Whether the token is this word or sign, in any case.
    pub(super) fn is(&self, token: usize, word: &str) -> bool {
        self.tokens.get(token).is_some_and(|t| t.may_be(word)) && same(self.word(token), word)
    }

    /// Whether the token is one of these (small letters).
    pub(super) fn is_any(&self, token: usize, words: &[&str]) -> bool {
        let Some(written) = self.tokens.get(token) else { return false };
        words.iter().any(|word| written.may_be(word) && same(self.word(token), word))
    }

    /// Whether one of the tokens is one of these (small letters).
    pub(super) fn any_in(&self, mut tokens: Range<usize>, words: &[&str]) -> bool {
        tokens.any(|i| self.is_any(i, words))
    }

    /// Whether the token is one of these.
    pub(super) fn is_one(&self, token: usize, words: &Words) -> bool {
        let Some(written) = self.tokens.get(token) else { return false };
        words.holds(written, self.text)
    }

    /// Whether one of these stands at `token`.
    pub(super) fn follows_one(&self, token: usize, phrases: &Words) -> bool {
        let Some(first) = self.tokens.get(token) else { return false };
        self.follows_any(token, phrases.like(first, self.text))
    }

    /// Whether the words of one of these (small letters, single spaces) stand at `token`.
    pub(super) fn follows_any(&self, token: usize, phrases: &[&str]) -> bool {
        let Some(first) = self.tokens.get(token) else { return false };
        phrases.iter().any(|words| head(words) == Some(first.head) && self.follows(token, words))
    }

    /// Whether these words (small letters, single spaces) stand at `token`.
    pub(super) fn follows(&self, token: usize, words: &str) -> bool {
        if self.tokens.get(token).is_none_or(|first| head(words) != Some(first.head)) {
            return false;
        }
        let (mut at, mut rest) = (token, words);
        loop {
            let written = self.word(at);
            let Some((word, tail)) = rest.split_at_checked(written.len()) else { return false };
            if written.is_empty() || !same(written, word) {
                return false;
            }
            match tail.strip_prefix(' ') {
                Some(next) => (at, rest) = (at + 1, next),
                None => return tail.is_empty(),
            }
        }
    }

    /// The labels that begin at a token.
    pub(super) fn starting(&self, token: usize) -> &[Match] {
        match (self.first.get(token), self.first.get(token + 1)) {
            (Some(&from), Some(&to)) => &self.matches[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The labels that begin in a range of tokens, in order.
    pub(super) fn starting_in(&self, tokens: &Range<usize>) -> &[Match] {
        let last = self.first.len().saturating_sub(1);
        match (self.first.get(tokens.start), self.first.get(tokens.end.min(last))) {
            (Some(&from), Some(&to)) if from <= to => &self.matches[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The longest label of a list that begins at a token.
    pub(super) fn label(&self, token: usize, list: List) -> Option<&Match> {
        self.starting(token).iter().find(|m| m.list == list)
    }

    /// One past the last token of the words of a group that begin at a token.
    pub(super) fn group(&self, token: usize, group: Group) -> Option<usize> {
        let found = self.starting(token).iter().find(|m| m.list == List::Word && m.entry == group as u16)?;
        Some(found.end as usize)
    }

    /// Whether words of a group begin at one of these tokens.
    pub(super) fn says(&self, tokens: Range<usize>, group: Group) -> bool {
        self.starting_in(&tokens).iter().any(|m| m.list == List::Word && m.entry == group as u16)
    }

    /// The row of a match.
    pub(super) fn entry(&self, found: &Match) -> &'a Entry {
        self.lists.entry(found)
    }

    /// The number of the sentence that holds a token.
    pub(super) fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= token)
    }

    /// The part that holds a token.
    pub(super) fn part_of(&self, token: usize) -> Option<&Part> {
        self.parts.get(self.parts.partition_point(|p| p.tokens.end <= token))
    }

    /// Whether facts may rest on a token: it is not in a caption.
    pub(super) fn proves(&self, token: usize) -> bool {
        self.part_of(token).is_some_and(|part| part.kind != PartKind::Caption)
    }

    fn add(&mut self, kind: PartKind, span: Span, lang: Lang, document: &Document) {
        let (first, first_sentence) = (self.tokens.len(), self.sentences.len());
        for piece in kept(span, kind, document) {
            if self.text.get(piece.range()).is_some() {
                tokenize(self.text, piece.range(), self.lists.words(), &mut self.tokens);
            }
        }
        if self.tokens.len() == first {
            return;
        }
        join_fixed_pairs(self.text, first, &mut self.tokens);
        split(self.text, first, &self.tokens, &mut self.sentences);
        self.lists.matches(
            &self.tokens[first..],
            u32::try_from(first).unwrap_or(u32::MAX),
            &mut self.scan,
            &mut self.matches,
        );
        let tokens = first..self.tokens.len();
        self.parts.push(Part { kind, tokens, sentences: first_sentence..self.sentences.len(), lang });
    }

    fn index(&mut self) {
        self.first = vec![0; self.tokens.len() + 2];
        for found in &self.matches {
            self.first[found.start as usize + 1] += 1;
        }
        for i in 1..self.first.len() {
            self.first[i] += self.first[i - 1];
        }
    }
}

/// Title, body and damaged sentences in order of place, then captions. A title inside the body is not read twice.
fn pieces(document: &Document) -> Vec<(PartKind, Span, Lang)> {
    let mut pieces = Vec::new();
    if let Some(span) = document.title.as_ref().and_then(|title| title.span)
        && !document.body.iter().any(|p| p.span.overlaps(span))
    {
        pieces.push((PartKind::Title, span, document.lang));
    }
    let inside = |span: Span| {
        let at = document.body.partition_point(|p| p.span.end <= span.start);
        document.body.get(at).is_some_and(|p| p.span.overlaps(span))
    };
    let damaged = document.removed.iter().filter(|r| r.reason == Reason::Damaged && !inside(r.span));
    let mut body: Vec<_> = document.body.iter().map(|p| (PartKind::Body, p.span, p.lang)).collect();
    body.extend(damaged.map(|r| (PartKind::Body, r.span, document.lang)));
    body.arrange_by_key(|&(_, span, _)| span);
    pieces.extend(body);
    let captions = document.removed.iter().filter(|r| r.reason == Reason::Caption && !inside(r.span));
    pieces.extend(captions.map(|r| (PartKind::Caption, r.span, document.lang)));
    pieces
}

/// The pieces of a part that were not removed; a damaged sentence stays.
fn kept(span: Span, kind: PartKind, document: &Document) -> Vec<Span> {
    let mut pieces = Vec::new();
    let mut at = span.start;
    let from = document.removed.partition_point(|r| r.span.end <= span.start && r.span.start < span.start);
    for removed in &document.removed[from..] {
        if removed.span.start >= span.end {
            break;
        }
        let own =
            matches!(removed.reason, Reason::Damaged) || (kind == PartKind::Caption && removed.span == span);
        if own || !removed.span.overlaps(span) || removed.span.contains(span) {
            continue;
        }
        if removed.span.start > at {
            pieces.push(Span { start: at, end: removed.span.start });
        }
        at = at.max(removed.span.end);
    }
    if at < span.end {
        pieces.push(Span { start: at, end: span.end });
    }
    pieces
}

/// `phòng, chống` is one word with a comma by custom: the comma is dropped, so one label finds both spellings.
fn join_fixed_pairs(text: &str, first: usize, tokens: &mut Vec<Token>) {
    let is =
        |token: &Token, words: [&str; 2]| words.contains(&&text[token.start as usize..token.end as usize]);
    let mut at = first;
    let mut from = first;
    while from < tokens.len() {
        // What looks like a comma in `head` is one: a form feed is no token.
        let drop = from > first
            && tokens[from].head == b','
            && is(&tokens[from - 1], ["phòng", "Phòng"])
            && tokens.get(from + 1).is_some_and(|next| is(next, ["chống", "Chống"]));
        if !drop {
            if at < from {
                tokens[at] = tokens[from];
            }
            at += 1;
        }
        from += 1;
    }
    tokens.truncate(at);
}

/// So many closing signs may stand between a full stop and the next sentence.
const SIGNS: usize = 64;

/// No sentence has more tokens; a longer one is cut, so that rules may look from end to end of one.
const LONGEST: usize = 600;

/// Cuts the tokens from `first` on into sentences. A point ends one unless it belongs to an abbreviation or an
/// initial, stands in a number, or a small letter follows.
fn split(text: &str, first: usize, tokens: &[Token], sentences: &mut Vec<Range<usize>>) {
    let mut start = first;
    let mut at = first;
    while at < tokens.len() {
        let mut end = at + 1;
        let wide = tokens.get(end).is_some_and(|next| next.start > tokens[at].end + 1);
        if tokens[at].shape != Shape::Sign && !wide && end - start < LONGEST {
            at = end;
            continue;
        }
        if end - start >= LONGEST {
            sentences.push(start..end);
            start = end;
        } else if ends_sentence(text, at, start, tokens) {
            while tokens.get(end).is_some_and(|t| t.joined && is_closing(text, t)) {
                end += 1;
            }
            sentences.push(start..end);
            start = end;
        } else if paragraph_break(text, &tokens[at..tokens.len().min(end + 1)]) {
            sentences.push(start..end);
            start = end;
        }
        at = end;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
}

fn paragraph_break(text: &str, pair: &[Token]) -> bool {
    let [one, next] = pair else { return false };
    next.start > one.end + 1
        && text.get(one.end as usize..next.start as usize).is_some_and(|gap| gap.contains("\n\n"))
}

fn ends_sentence(text: &str, at: usize, start: usize, tokens: &[Token]) -> bool {
    let token = &tokens[at];
    if token.shape != Shape::Sign {
        return false;
    }
    let written = &text[token.start as usize..token.end as usize];
    if !matches!(written, "." | "!" | "?" | "…") {
        return false;
    }
    // Behind a longer run of signs nothing goes on.
    let mut near = tokens[at + 1..].iter().take(SIGNS);
    let Some(next) = near.find(|t| !(t.joined && is_closing(text, t))) else {
        return true;
    };
    let opens = next.is_capital()
        || next.shape == Shape::Number && !next.joined
        || next.shape == Shape::Code && !next.joined
        || next.shape == Shape::Sign && is_opening(text, next);
    if !opens || written == "…" && next.joined {
        return false;
    }
    if written != "." {
        return true;
    }
    let before = (at > start).then(|| &tokens[at - 1]);
    let Some(before) = before.filter(|b| b.end == token.start) else { return true };
    let word = &text[before.start as usize..before.end as usize];
    if next.joined {
        return before.shape == Shape::Lower && word.len() > 2 && next.shape == Shape::Title;
    }
    let initial = before.shape == Shape::Upper && word.chars().count() == 1;
    !initial && !is_listed(ABBREVIATIONS, &word.lower())
}

/// Words that end in a point inside a sentence, small letters.
const ABBREVIATIONS: &str = "adm brig btv capt cdr co col comdr corp dr fr gen gov gs hon inc jr lt lieut ltd maj messrs mr \
    mrs ms mt no pgs pol pres prof ptd rep rev sen sgt sr st ths tp ts";

fn is_closing(text: &str, token: &Token) -> bool {
    matches!(
        &text[token.start as usize..token.end as usize],
        "”" | "\"" | "’" | ")" | "]" | "»" | "." | "!" | "?" | "…"
    )
}

fn is_opening(text: &str, token: &Token) -> bool {
    matches!(
        &text[token.start as usize..token.end as usize],
        "“" | "\"" | "‘" | "(" | "«" | "[" | "-" | "–" | "•"
    )
}
