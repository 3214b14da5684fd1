//! Words and signs of a text, with their shape: what the matcher and every rule walks over.

use super::key::{Key, LONGEST};
use super::letter::{BYTES, CAPITAL, DIGIT, SMALL, letter};
use super::vocabulary::Vocabulary;
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
    /// The number of the word that it may be the plural of, or 0.
    pub singular: u32,
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
    let Some(text) = text.get(..range.end.min(text.len())) else { return };
    if !text.is_char_boundary(range.start) {
        return;
    }
    let mut cut = Cut { text, words, out, key: Key::default(), joined: false, after_letter: false };
    let mut at = range.start;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte == b' ' {
            (cut.joined, cut.after_letter) = (false, false);
            at += 1;
            continue;
        }
        let c = if byte.is_ascii() { Some(char::from(byte)) } else { char_at(text, at) };
        let Some(c) = c else { return };
        at = match if byte.is_ascii() { BYTES[usize::from(byte)] } else { letter(c).bits } {
            0 => cut.other(at, c),
            bits => cut.word(at, bits),
        };
    }
}

/// The character that begins at a byte.
#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

struct Cut<'a> {
    /// Up to where it is cut.
    text: &'a str,
    words: &'a Vocabulary,
    out: &'a mut Vec<Token>,
    /// That of the word at hand.
    key: Key,
    joined: bool,
    after_letter: bool,
}

impl Cut<'_> {
    /// Reads a word whose first letter has these bits: shape and key in one pass.
    #[cfg_attr(page, optimize(speed))]
    fn word(&mut self, start: usize, first: u8) -> usize {
        self.key.clear();
        let bytes = self.text.as_bytes();
        if first != SMALL
            && (!bytes[start].is_ascii() || bytes.get(start + 1) == Some(&b'.'))
            && let Some(end) = initials(self.text, start)
        {
            return self.initials(start, end);
        }
        let (mut seen, mut end) = (0, start);
        loop {
            let (count, bits) = self.key.push_run(&bytes[end..]);
            (seen, end) = (seen | bits, end + count);
            let Some(&byte) = bytes.get(end) else { break };
            if byte.is_ascii() {
                // Neither letter nor digit, or a word that is too long for a key.
                let bits = BYTES[usize::from(byte)];
                if bits == 0 && !(byte == b'\'' && self.goes_on(end + 1)) {
                    break;
                }
                self.key.push_ascii(byte);
                (seen, end) = (seen | bits, end + 1);
            } else {
                let Some(c) = char_at(self.text, end) else { break };
                let (letter, next) = (letter(c), end + c.len_utf8());
                if letter.bits == 0 && !(is_apostrophe(c) && self.goes_on(next)) {
                    break;
                }
                self.key.push_letter(&letter);
                (seen, end) = (seen | letter.bits, next);
            }
        }
        self.push(start, end, shape(seen, first == CAPITAL), end - start);
        end
    }

    /// `U.S.`: its key has no points.
    fn initials(&mut self, start: usize, end: usize) -> usize {
        let mut written = 0;
        for c in self.text[start..end].chars().filter(|&c| c != '.') {
            self.key.push_char(c);
            written += c.len_utf8();
        }
        self.push(start, end, Shape::Upper, written);
        end
    }

    /// Whether a letter stands after an apostrophe that opens no possessive.
    fn goes_on(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        rest.starts_with(char::is_alphabetic) && !is_possessive(rest)
    }

    fn other(&mut self, at: usize, c: char) -> usize {
        let end = at + c.len_utf8();
        if c.is_whitespace() || is_invisible(c) {
            self.joined = self.joined && is_invisible(c);
            self.after_letter = self.after_letter && is_invisible(c);
            return end;
        }
        if is_hyphen(c) && self.after_letter && self.text[end..].starts_with(char::is_alphabetic) {
            self.joined = true;
            return end;
        }
        self.key.clear();
        if is_apostrophe(c) && self.after_letter && is_possessive(&self.text[end..]) {
            self.key.push(b'\'');
            self.key.push(b's');
            self.push(at, end + 1, Shape::Sign, 2);
            return end + 1;
        }
        self.key.push_char(c);
        self.push(at, end, Shape::Sign, 1);
        end
    }

    /// Adds the token whose key was read, of a word of so many bytes.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn push(&mut self, start: usize, end: usize, shape: Shape, written: usize) {
        self.key.finish();
        let (word, singular) = if written <= LONGEST { self.words.find(&mut self.key) } else { (0, 0) };
        let (Ok(from), Ok(to)) = (u32::try_from(start), u32::try_from(end)) else { return };
        let head = self.text.as_bytes()[start] | 0x20;
        self.out.push(Token { start: from, end: to, word, singular, shape, joined: self.joined, head });
        self.after_letter = matches!(shape, Shape::Lower | Shape::Title | Shape::Upper | Shape::Code);
        self.joined = true;
    }
}

/// How a word is written in which these bits stand.
#[inline]
fn shape(bits: u8, capital_first: bool) -> Shape {
    match bits {
        bits if bits & (CAPITAL | SMALL) == 0 => Shape::Number,
        bits if bits & DIGIT > 0 => Shape::Code,
        bits if bits & SMALL == 0 => Shape::Upper,
        _ if capital_first => Shape::Title,
        _ => Shape::Lower,
    }
}

/// A longer row of letters with points is no name: what is looked at again and again stays short.
const MOST_INITIALS: usize = 32;

/// The end of `X.Y.` (two capitals or more, each with its point), where one starts here.
#[inline]
fn initials(text: &str, start: usize) -> Option<usize> {
    let mut end = start;
    let mut count = 0;
    let mut chars = text[start..].chars();
    while let Some(c) = chars.next() {
        if !chars.as_str().starts_with('.') || !c.is_uppercase() {
            break;
        }
        chars.next();
        end += c.len_utf8() + 1;
        count += 1;
        if count > MOST_INITIALS {
            return None;
        }
    }
    let alone = !text[end..].chars().next().is_some_and(char::is_lowercase);
    (count >= 2 && alone).then_some(end)
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('s') && !chars.next().is_some_and(is_letter)
}

fn is_letter(c: char) -> bool {
    letter(c).bits > 0
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
