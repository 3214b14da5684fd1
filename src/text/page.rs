//! The page that the cleaning rules read: lines with their words, and what became of each.

use std::ops::Range;

use super::fold::push_folded;
use super::lexicon::{Sense, sense};
use super::sentence::trimmed;
use super::token::{Kind, tokens};
use super::{Reason, Removed};
use crate::base::Span;

/// A page: spans are bytes of `text`, the readable view.
pub(super) struct Page<'a> {
    /// The readable text.
    pub text: &'a str,
    /// Its paragraphs, in order.
    pub lines: Vec<Line>,
    /// Whether it may hold ideographs or kana.
    pub wide: bool,
    /// Whether it may hold what stands for lost characters: U+FFFD, or a question mark.
    pub lost: bool,
    /// The words of all lines.
    words: Vec<Word>,
    /// The folded words, each with a space after it.
    folded: String,
}

/// A paragraph: a line, or several where the text was wrapped.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Without the white space around it; never empty.
    pub span: Span,
    /// Its words.
    words: Range<usize>,
    /// Why the whole of it goes, once a rule has decided.
    pub fate: Option<Reason>,
    /// Stretches to be removed though the line stays, in order of place.
    cuts: Vec<Removed>,
}

/// A word of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Whether its first letter is a capital.
    pub capital: bool,
    /// Whether it has a Vietnamese mark.
    pub marked: bool,
    /// What it tells by itself.
    pub sense: Sense,
    folded: Span,
}

impl<'a> Page<'a> {
    /// Reads the text from byte `from` on. Linear.
    pub(super) fn read(text: &'a str, from: usize) -> Self {
        let mut seen = [false; 256];
        text.bytes().for_each(|byte| seen[usize::from(byte)] = true);
        // All of U+3000–9FFF begin with one of these bytes; Vietnamese and English have none of them.
        let wide = seen[0xE3..=0xE9].contains(&true);
        let lost = seen[usize::from(b'?')] || seen[0xEF];
        let mut page = Self { text, lines: Vec::new(), wide, lost, words: Vec::new(), folded: String::new() };
        // A word takes five bytes on the average.
        page.words.reserve(text.len() / 5);
        page.folded.reserve(text.len());
        let odd = seen[usize::from(b'\r')]
            || seen[0xC2] && text.contains('\u{85}')
            || seen[0xE2] && (text.contains('\u{2028}') || text.contains('\u{2029}'));
        for span in paragraphs(text, from, odd) {
            let first = page.words.len();
            let slice = span.of(text);
            for token in tokens(slice) {
                page.push_word(token.span.of(slice), token.span.shifted(span.start as usize), token.kind);
            }
            page.lines.push(Line { span, words: first..page.words.len(), fate: None, cuts: Vec::new() });
        }
        page
    }

    fn push_word(&mut self, written: &str, span: Span, kind: Kind) {
        let start = self.folded.len();
        let marked = push_folded(written, &mut self.folded);
        let folded = Span::new(start, self.folded.len());
        self.folded.push(' ');
        let capital = match written.as_bytes()[0] {
            b if b.is_ascii() => b.is_ascii_uppercase(),
            _ => written.chars().next().is_some_and(char::is_uppercase),
        };
        let sense = sense(&self.folded[start..folded.end as usize]);
        self.words.push(Word { span, kind, capital, marked, folded, sense });
    }

    /// The words of a line.
    pub(super) fn words(&self, line: usize) -> &[Word] {
        &self.words[self.lines[line].words.clone()]
    }

    /// The folded form of a word.
    pub(super) fn fold(&self, word: &Word) -> &str {
        word.folded.of(&self.folded)
    }

    /// The folded words of a line, each with a space after it.
    pub(super) fn folded(&self, line: usize) -> &str {
        self.phrase(self.words(line))
    }

    /// The folded form of neighbouring words, each with a space after it.
    pub(super) fn phrase(&self, words: &[Word]) -> &str {
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.folded[first.folded.start as usize..=last.folded.end as usize],
            _ => "",
        }
    }

    /// The words of `line` that lie inside `span`.
    pub(super) fn words_in(&self, line: usize, span: Span) -> &[Word] {
        let words = self.words(line);
        let first = words.partition_point(|w| w.span.start < span.start);
        let last = words.partition_point(|w| w.span.end <= span.end);
        &words[first..last.max(first)]
    }

    /// What is written in a line.
    pub(super) fn written(&self, line: usize) -> &'a str {
        self.lines[line].span.of(self.text)
    }

    /// The lines that no rule has taken, from first to last.
    pub(super) fn open(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(|at| self.lines[*at].fate.is_none())
    }

    /// Takes a whole line out; the first reason stands.
    pub(super) fn take(&mut self, line: usize, reason: Reason) {
        self.lines[line].fate.get_or_insert(reason);
    }

    /// Takes a stretch of a line out.
    pub(super) fn cut(&mut self, line: usize, span: Span, reason: Reason) {
        if let Some(span) = trimmed(self.text, span) {
            let cuts = &mut self.lines[line].cuts;
            let at = cuts.partition_point(|cut| cut.span <= span);
            cuts.insert(at, Removed { reason, span });
        }
    }

    /// What was cut out of a line, in order of place.
    pub(super) fn cuts(&self, line: usize) -> &[Removed] {
        &self.lines[line].cuts
    }

    /// The line without what was cut from its head.
    pub(super) fn rest_of(&self, line: usize) -> Span {
        let mut span = self.lines[line].span;
        for cut in self.cuts(line) {
            let between = &self.text[span.start as usize..cut.span.start.max(span.start) as usize];
            if between.chars().any(char::is_alphanumeric) {
                break;
            }
            span.start = span.start.max(cut.span.end);
        }
        trimmed(self.text, span).unwrap_or(Span { start: span.end, end: span.end })
    }

    /// Whether the line ends as a sentence does.
    pub(super) fn ends_as_sentence(&self, line: usize) -> bool {
        self.written(line)
            .trim_end_matches(['"', '”', '’', ')', ']', '»', '/', ' '])
            .ends_with(['.', '!', '?', '…', ';', ':'])
    }
}

/// The paragraphs from byte `from`: lines, joined where the text was wrapped at a fixed width. `odd`: a line break may be
/// another than `\n`.
fn paragraphs(text: &str, from: usize, odd: bool) -> Vec<Span> {
    let mut lines: Vec<(Span, bool)> = Vec::new();
    let (mut at, mut blank) = (from, true);
    while at < text.len() {
        let end = if odd {
            line_end(text.as_bytes(), at)
        } else {
            text[at..].find('\n').map_or(text.len(), |step| at + step + 1)
        };
        let span = Span::new(at, end);
        let line = span.of(text);
        at = span.end as usize;
        match trimmed(text, span) {
            Some(span) => {
                lines.push((span, blank));
                blank = false;
            }
            // A carriage return and line feed make one break.
            None => blank |= line != "\n" || !text[..span.start as usize].ends_with('\r'),
        }
    }
    let wrapped = is_wrapped(text, &lines);
    let mut out: Vec<Span> = Vec::with_capacity(lines.len());
    for (span, after_blank) in lines {
        match out.last_mut() {
            Some(last) if wrapped && !after_blank => last.end = span.end,
            _ => out.push(span),
        }
    }
    out
}

/// One past the line break (`\n`, `\r`, U+0085, U+2028, U+2029) that ends the line at `at`.
fn line_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(step) = bytes[at..].iter().position(|b| matches!(b, b'\n' | b'\r' | 0xC2 | 0xE2)) {
        at += step + 1;
        match bytes[at - 1] {
            b'\n' | b'\r' => return at,
            0xC2 if bytes.get(at) == Some(&0x85) => return at + 1,
            0xE2 if bytes.get(at) == Some(&0x80) && matches!(bytes.get(at + 1), Some(0xA8 | 0xA9)) => {
                return at + 2;
            }
            _ => {}
        }
    }
    bytes.len()
}

/// Whether the lines were cut at a fixed width: many stop short of a sentence's end and go on with a small letter.
fn is_wrapped(text: &str, lines: &[(Span, bool)]) -> bool {
    let broken = lines.windows(2).filter(|pair| {
        let ((line, _), (next, after_blank)) = (pair[0], pair[1]);
        let open = !line.of(text).ends_with(['.', '!', '?', '…', ';', ':']);
        !after_blank
            && open
            && (45..130).contains(&line.len())
            && next.of(text).starts_with(char::is_lowercase)
    });
    let broken = broken.count();
    broken >= 3 && broken * 4 >= lines.len()
}
