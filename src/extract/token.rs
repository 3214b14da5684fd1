//! Words and signs of a text, with their shape: what the matcher and every rule walks over.

use super::vocabulary::Vocabulary;
use crate::text::latin::{is_mark, lower};
use std::ops::Range;

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, the first one small.
    Lower,
    /// A capital first, then anything.
    Title,
    /// Capitals only: `TTXVN`, `U.S.`, a single initial.
    Upper,
    /// Digits only.
    Number,
    /// Digits with letters: `C02`, `39th`.
    Code,
    /// One sign, or `'s`.
    Sign,
}

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// First byte in the analysed text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its number in the vocabulary of the lists; 0 when no label has it.
    pub word: u32,
    /// How it is written.
    pub shape: Shape,
    /// Nothing but a hyphen or nothing at all stands between it and the token before.
    pub joined: bool,
    /// Its first byte, capital letters of ASCII as small ones: with the length what tells most words apart.
    pub head: u8,
}

impl Token {
    /// Whether it begins with a capital.
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper)
    }

    /// Whether it is as long as a word and begins like it: nearly always enough to say that it is not that word.
    #[inline]
    pub(super) fn may_be(&self, word: &str) -> bool {
        (self.end - self.start) as usize == word.len() && Some(self.head) == head(word)
    }

    /// Whether it is a word of letters.
    pub(super) fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Title | Shape::Upper | Shape::Lower)
    }
}

/// What [`Token::head`] of a word is.
#[inline]
pub(super) fn head(word: &str) -> Option<u8> {
    word.as_bytes().first().map(|byte| byte | 0x20)
}

/// Cuts `text[range]` into tokens and appends them. A hyphen between two letters is not a token (the second word
/// is `joined`), initials such as `U.S.` are one, `'s` is one. Linear.
#[cfg_attr(page, optimize(speed))]
pub(super) fn tokenize(text: &str, range: Range<usize>, words: &Vocabulary, out: &mut Vec<Token>) {
    let mut cut = Cut { text, words, out, key: Vec::new(), joined: false, after_letter: false };
    let mut at = range.start;
    let end = range.end.min(text.len());
    while let Some(c) = text.get(at..end).and_then(|rest| rest.chars().next()) {
        at = if is_letter(c) { cut.word(at, end) } else { cut.other(at, end, c) };
    }
}

struct Cut<'a> {
    text: &'a str,
    words: &'a Vocabulary,
    out: &'a mut Vec<Token>,
    key: Vec<u8>,
    joined: bool,
    after_letter: bool,
}

impl Cut<'_> {
    #[cfg_attr(page, optimize(speed))]
    fn word(&mut self, start: usize, limit: usize) -> usize {
        if let Some(end) = initials(self.text, start, limit) {
            let plain: String = self.text[start..end].chars().filter(|&c| c != '.').collect();
            self.push(start, end, Shape::Upper, &plain);
            return end;
        }
        let (mut seen, mut end) = (Seen::default(), start);
        while end < limit {
            let byte = self.text.as_bytes()[end];
            if byte.is_ascii_alphanumeric() {
                seen.add_ascii(byte);
                end += 1;
                continue;
            }
            let Some(c) = self.text[end..limit].chars().next() else { break };
            let next = end + c.len_utf8();
            let inside = is_letter(c) || is_apostrophe(c) && self.goes_on(next, limit);
            if !inside {
                break;
            }
            seen.add(c);
            end = next;
        }
        let text = self.text;
        self.push(start, end, seen.shape(), &text[start..end]);
        end
    }

    /// Whether a letter stands after an apostrophe that opens no possessive.
    fn goes_on(&self, at: usize, limit: usize) -> bool {
        let rest = &self.text[at..limit];
        rest.starts_with(char::is_alphabetic) && !is_possessive(rest)
    }

    #[cfg_attr(page, optimize(speed))]
    fn other(&mut self, at: usize, limit: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if c.is_whitespace() || is_invisible(c) {
            self.joined = self.joined && is_invisible(c);
            self.after_letter = self.after_letter && is_invisible(c);
            return end;
        }
        let next_is_letter =
            || self.text.get(end..limit).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if is_hyphen(c) && self.after_letter && next_is_letter() {
            self.joined = true;
            return end;
        }
        if is_apostrophe(c) && self.after_letter && is_possessive(&self.text[end..limit]) {
            self.push(at, end + 1, Shape::Sign, "'s");
            return end + 1;
        }
        let text = self.text;
        self.push(at, end, Shape::Sign, &text[at..end]);
        end
    }

    #[cfg_attr(page, optimize(speed))]
    fn push(&mut self, start: usize, end: usize, shape: Shape, written: &str) {
        let word = self.words.find(written, &mut self.key);
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else { return };
        let head = self.text.as_bytes()[start] | 0x20;
        self.out.push(Token { start: from, end: to, word, shape, joined: self.joined, head });
        self.after_letter = matches!(shape, Shape::Lower | Shape::Title | Shape::Upper | Shape::Code);
        self.joined = true;
    }
}

/// What stands in a word, as bits.
#[derive(Default)]
struct Seen(u8);

const DIGIT: u8 = 1;
const CAPITAL: u8 = 2;
/// A letter that is none.
const SMALL: u8 = 4;
const CAPITAL_FIRST: u8 = 8;
/// Anything at all.
const BEGUN: u8 = 16;

impl Seen {
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn note(&mut self, what: u8) {
        let first = if self.0 == 0 && what & CAPITAL > 0 { CAPITAL_FIRST } else { 0 };
        self.0 |= what | first | BEGUN;
    }

    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn add_ascii(&mut self, byte: u8) {
        self.note(match byte {
            b'a'..=b'z' => SMALL,
            b'A'..=b'Z' => CAPITAL,
            b'0'..=b'9' => DIGIT,
            _ => 0,
        });
    }

    #[cfg_attr(page, optimize(speed))]
    fn add(&mut self, c: char) {
        let case = |capital: bool| if capital { CAPITAL } else { SMALL };
        self.note(match c {
            c if is_latin(c) => case(lower(c) != c),
            c if c.is_numeric() => DIGIT,
            c if c.is_alphabetic() => case(c.is_uppercase()),
            _ => 0,
        });
    }

    #[cfg_attr(page, optimize(speed))]
    fn shape(&self) -> Shape {
        match self.0 {
            seen if seen & (CAPITAL | SMALL) == 0 => Shape::Number,
            seen if seen & DIGIT > 0 => Shape::Code,
            seen if seen & SMALL == 0 => Shape::Upper,
            seen if seen & CAPITAL_FIRST > 0 => Shape::Title,
            _ => Shape::Lower,
        }
    }
}

/// The end of `X.Y.` (two capitals or more, each with its point), where one starts here.
#[cfg_attr(page, optimize(speed))]
fn initials(text: &str, start: usize, limit: usize) -> Option<usize> {
    let first = text[start..limit].chars().next()?;
    if text.as_bytes().get(start + first.len_utf8()) != Some(&b'.') {
        return None;
    }
    let mut end = start;
    let mut count = 0;
    let mut chars = text[start..limit].chars();
    while let Some(c) = chars.next() {
        if !c.is_uppercase() || !chars.as_str().starts_with('.') {
            break;
        }
        chars.next();
        end += c.len_utf8() + 1;
        count += 1;
    }
    let alone = !text[end..limit].chars().next().is_some_and(char::is_lowercase);
    (count >= 2 && alone).then_some(end)
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('s') && !chars.next().is_some_and(is_letter)
}

#[cfg_attr(page, optimize(speed))]
fn is_letter(c: char) -> bool {
    match c {
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        // Dashes, quotation marks and the like, told without a table.
        '\u{2000}'..='\u{206f}' => false,
        c => is_latin(c) || c.is_alphanumeric() || is_mark(c),
    }
}

/// The letters of Vietnamese and English, told without a table.
#[inline]
fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}')
        || matches!(c, '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' | '\0')
}
