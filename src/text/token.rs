//! Tokens: one Vietnamese syllable, one English word, one number, code or address each.
//!
//! | text | tokens |
//! |---|---|
//! | `Bộ Công an` | `Bộ` `Công` `an` |
//! | `the UK's high-level` | `the` `UK` `high` `level` (possessive `'s` and hyphens belong to none) |
//! | `29/9` `5.550` `2022-2024` `17:32` `19h30` | one number each, with its inner separators |
//! | `02/2025/NĐ-CP` `C04` `QH14` `2nd` | one code each |
//! | `U.S.` | `U.S`, folded to `us` |
//! | `http://…` `a@b.vn` `bocongan.gov.vn` | one address each |
//! | `人参与` | one token a character |
//!
//! Between two tokens stand only spaces, punctuation and symbols: a caller that needs to know whether two words
//! touch reads the gap.

use super::latin::is_mark;
use crate::base::{Span, is_listed};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Letters.
    Word,
    /// Digits, possibly with inner separators: a count, a date, a time, a range.
    Number,
    /// Letters and digits mixed, or the number of a legal document.
    Code,
    /// An e-mail or web address.
    Address,
}

/// A token: bytes of the text it was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
}

/// No token is longer, in bytes; a longer run of letters is cut, so that no word can outgrow the index.
pub const MAX_BYTES: usize = 256;

/// No address is longer, in bytes: what is looked at again and again stays short.
const MAX_ADDRESS: usize = 2048;

/// The tokens of `text`, in order. Linear; borrows, never allocates.
#[must_use]
pub fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0, no_address_before: 0 }
}

/// Whether a character inside a word is to be ignored: zero-width space and joiners, byte-order mark, soft hyphen.
#[must_use]
pub fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Iterator of [`tokens`].
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// Up to here no address can begin: the run was looked at before. Keeps hostile dots linear.
    no_address_before: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    #[cfg_attr(page, optimize(speed))]
    fn next(&mut self) -> Option<Token> {
        let bytes = self.text.as_bytes();
        loop {
            if let Some(end) = self.plain_end() {
                let word = self.take(end, Kind::Word);
                self.at += 1;
                return Some(word);
            }
            match ROLES[usize::from(*bytes.get(self.at)?)] {
                Role::Other => self.at += 1,
                Role::Letter => return Some(self.word()),
                Role::Digit => return Some(self.number()),
                Role::Letters | Role::Look => match class(self.text, self.at)? {
                    Class::Other(width) => self.at += width,
                    Class::Single(width) => return Some(self.take(self.at + width, Kind::Word)),
                    Class::Letter(width) if self.is_loose() => self.at += width,
                    Class::Letter(_) => return Some(self.word()),
                    Class::Digit => return Some(self.number()),
                },
            }
        }
    }
}

impl Tokens<'_> {
    #[inline]
    fn take(&mut self, end: usize, kind: Kind) -> Token {
        let span = Span::new(self.at, end);
        self.at = end;
        Token { span, kind }
    }

    /// The end of a word of up to seven ASCII letters that stands here with a sign behind it that ends every word: most
    /// words, found without a step for each letter.
    #[inline(always)]
    fn plain_end(&self) -> Option<usize> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let eight = rest.first_chunk()?;
        let letters = ascii_letters(*eight);
        let ends = match eight.get(letters)? {
            b' ' | b',' | b'\n' => letters > 0,
            // One letter may be the first of initials, and no space behind it the middle of an address.
            b'.' => letters > 1 && rest.get(letters + 1) == Some(&b' '),
            _ => false,
        };
        ends.then_some(self.at + letters)
    }

    /// Whether an ignorable or a combining mark stands here: neither begins a token.
    #[inline]
    fn is_loose(&self) -> bool {
        matches!(self.text.as_bytes()[self.at], 0xC2 | 0xCC | 0xCD | 0xE2 | 0xEF)
            && self.text[self.at..].chars().next().is_some_and(|c| is_ignorable(c) || is_mark(c))
    }

    /// A token that begins with a letter.
    #[cfg_attr(page, optimize(speed))]
    fn word(&mut self) -> Token {
        let bytes = self.text.as_bytes();
        let (start, limit) = (self.at, self.at + MAX_BYTES);
        let (mut end, mut digits) = (start, false);
        while end < limit
            && let Some(eight) = bytes.get(end..).and_then(|rest| rest.first_chunk())
        {
            let letters = ascii_letters(*eight);
            end += letters;
            if letters < 8 {
                break;
            }
        }
        while end < limit {
            let Some(byte) = bytes.get(end) else { break };
            match ROLES[usize::from(*byte)] {
                Role::Letter => end += 1,
                Role::Letters => end += 2,
                Role::Digit => {
                    digits = true;
                    end += 1;
                }
                Role::Other => break,
                Role::Look => match class(self.text, end) {
                    Some(Class::Letter(width)) => end += width,
                    _ => break,
                },
            }
        }
        match bytes.get(end) {
            // What follows nearly every word.
            Some(b' ' | b',' | b'\n') => return self.take(end, if digits { Kind::Code } else { Kind::Word }),
            Some(sign @ (b'.' | b'@' | b':' | b'_' | b'+' | b'-')) => {
                // An address has more behind its signs; the end of a sentence has not.
                let more = bytes.get(end + 1).is_some_and(|next| is_address_byte(*next));
                if more
                    && start >= self.no_address_before
                    && let Some(address) = self.address()
                {
                    return self.take(address, Kind::Address);
                }
                if *sign == b'.' && !digits {
                    end = initials(self.text, start, end);
                }
            }
            Some(b'\'' | 0xE2) => end = self.apostrophe(end, limit),
            _ => {}
        }
        let token = self.take(end, if digits { Kind::Code } else { Kind::Word });
        self.skip_possessive();
        token
    }

    /// Past an apostrophe inside a word (`O'Brien`, `don’t`), unless it opens a possessive or closes a quotation.
    fn apostrophe(&self, end: usize, limit: usize) -> usize {
        let Some(mark) = apostrophe_at(self.text, end) else { return end };
        if is_possessive(self.text, end) {
            return end;
        }
        let mut next = end + mark;
        while next < limit {
            match class(self.text, next) {
                Some(Class::Letter(width)) => next += width,
                _ => break,
            }
        }
        if next > end + mark { next } else { end }
    }

    #[inline]
    fn skip_possessive(&mut self) {
        if let Some(mark) = apostrophe_at(self.text, self.at).filter(|_| is_possessive(self.text, self.at)) {
            self.at += mark + 1;
        }
    }

    /// A token that begins with a digit.
    fn number(&mut self) -> Token {
        let bytes = self.text.as_bytes();
        let (start, limit) = (self.at, self.at + MAX_BYTES);
        let mut end = digits(bytes, start, limit);
        while end < limit {
            let separator = match bytes.get(end) {
                Some(b'.' | b',' | b'/' | b':' | b'-') => 1,
                Some(b'h' | b'g') => 1,
                Some(0xE2) if bytes.get(end + 1) == Some(&0x80) && bytes.get(end + 2) == Some(&0x93) => 3,
                _ => 0,
            };
            let next = digits(bytes, end + separator, limit);
            if separator == 0 || next == end + separator {
                break;
            }
            end = next;
        }
        if let Some(code) = legal_number(self.text, end, limit) {
            return self.take(code, Kind::Code);
        }
        let letters = alphanumeric(self.text, end, limit);
        let kind = if letters == end { Kind::Number } else { Kind::Code };
        // `19h` is a time as `19h30` is.
        let hour = letters == end + 1 && matches!(bytes[end], b'h' | b'g');
        self.take(letters, if hour { Kind::Number } else { kind })
    }

    /// The end of an e-mail or web address that begins here. Looks at each byte once: a failed look is remembered.
    fn address(&mut self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        let rest = &rest[..rest.len().min(MAX_ADDRESS)];
        let run = rest.iter().position(|b| !is_address_byte(*b)).unwrap_or(rest.len());
        let run = &self.text[self.at..self.at + run];
        let length = address_length(run);
        if length.is_none() {
            self.no_address_before = self.at + run.len();
        }
        Some(self.at + length?)
    }
}

/// What the first byte of a character tells of it.
#[derive(Clone, Copy)]
enum Role {
    /// An ASCII letter.
    Letter,
    /// A letter or mark of two bytes, U+0100–033F.
    Letters,
    /// An ASCII digit.
    Digit,
    /// Any other ASCII character.
    Other,
    /// The next bytes tell.
    Look,
}

const ROLES: [Role; 256] = roles();

const fn roles() -> [Role; 256] {
    let (mut roles, mut byte) = ([Role::Look; 256], 0);
    while byte < 256 {
        roles[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Role::Letter,
            b'0'..=b'9' => Role::Digit,
            0..=0x7F => Role::Other,
            0xC4..=0xCC => Role::Letters,
            _ => Role::Look,
        };
        byte += 1;
    }
    roles
}

/// How many ASCII letters eight bytes begin with, found at once: where a word ends is not to be foreseen.
#[inline(always)]
fn ascii_letters(eight: [u8; 8]) -> usize {
    /// A byte in every place.
    const fn all(byte: u64) -> u64 {
        byte * (u64::MAX / 0xFF)
    }
    let word = u64::from_le_bytes(eight);
    // No sum of seven bits and less than 128 is carried into the next byte.
    let low = (word | all(0x20)) & all(0x7F);
    let letters = (low + all(0x80 - 0x61)) & !(low + all(0x80 - 0x7B)) & !word;
    (!letters & all(0x80)).trailing_zeros() as usize / 8
}

/// The role of the character at a place.
enum Class {
    /// Letter, combining mark or ignorable inside a word, with its width in bytes.
    Letter(usize),
    /// ASCII digit.
    Digit,
    /// A character that is a token by itself: ideograph or kana.
    Single(usize),
    /// Anything else.
    Other(usize),
}

#[inline]
#[cfg_attr(page, optimize(speed))]
fn class(text: &str, at: usize) -> Option<Class> {
    let byte = *text.as_bytes().get(at)?;
    Some(match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Class::Letter(1),
        b'0'..=b'9' => Class::Digit,
        0..=0x7F => Class::Other(1),
        // U+00C0–00FF less × and ÷, U+0100–036F (letters and marks), U+1E00–1EFF: no need to decode.
        0xC3 => match text.as_bytes()[at + 1] {
            0x97 | 0xB7 => Class::Other(2),
            _ => Class::Letter(2),
        },
        0xC4..=0xCC => Class::Letter(2),
        0xE1 if matches!(text.as_bytes()[at + 1], 0xB8..=0xBB) => Class::Letter(3),
        _ => wide_class(text, at),
    })
}

/// [`class`] of the rarer characters.
#[cold]
fn wide_class(text: &str, at: usize) -> Class {
    let Some(c) = text[at..].chars().next() else { return Class::Other(1) };
    let width = c.len_utf8();
    match c {
        '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}' => Class::Single(width),
        // Dashes, quotation marks and the like.
        '\u{2000}'..='\u{206f}' if !is_ignorable(c) => Class::Other(width),
        // Ignorables inside a word; marks of any script that std does not call alphabetic (Thai tones, viramas).
        _ if is_ignorable(c) => Class::Letter(width),
        '\u{300}'..='\u{36f}'
        | '\u{e47}'..='\u{e4e}'
        | '\u{eb9}'..='\u{ecd}'
        | '\u{1039}'
        | '\u{103a}'
        | '\u{17d2}' => Class::Letter(width),
        _ if c.is_alphanumeric() => Class::Letter(width),
        _ => Class::Other(width),
    }
}

/// The end of the ASCII digits from `at`.
fn digits(bytes: &[u8], at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit && bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    end
}

/// The end of the letters and digits from `at`.
fn alphanumeric(text: &str, at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit {
        match class(text, end) {
            Some(Class::Letter(width)) => end += width,
            Some(Class::Digit) => end += 1,
            _ => break,
        }
    }
    end
}

/// The end of the number of a legal document whose digits end at `at`: `/NĐ-CP`, `/QH14`, `/QĐ-TTg`.
fn legal_number(text: &str, at: usize, limit: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < limit {
        let joint = matches!(bytes.get(end), Some(b'/')) || end > at && matches!(bytes.get(end), Some(b'-'));
        if !joint || !text[end + 1..].chars().next().is_some_and(char::is_uppercase) {
            break;
        }
        end = alphanumeric(text, end + 1, limit);
    }
    (end > at).then_some(end)
}

/// The end of initials (`U.S`, `G.D.P`, `e.g`) whose first letter is `start..end`; `end` where these are none.
fn initials(text: &str, start: usize, end: usize) -> usize {
    if text[start..end].chars().nth(1).is_some() || !text[start..end].starts_with(char::is_alphabetic) {
        return end;
    }
    let (bytes, mut last) = (text.as_bytes(), end);
    while bytes.get(last) == Some(&b'.') && last < start + MAX_BYTES {
        let Some(c) = text[last + 1..].chars().next().filter(|c| c.is_alphabetic()) else { break };
        let next = last + 1 + c.len_utf8();
        if matches!(class(text, next), Some(Class::Letter(_) | Class::Digit)) {
            break;
        }
        last = next;
    }
    last
}

/// Width of the apostrophe at `at`, if there is one.
#[inline]
fn apostrophe_at(text: &str, at: usize) -> Option<usize> {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b'\'', ..] => Some(1),
        [0xE2, 0x80, 0x99, ..] => Some(3),
        _ => None,
    }
}

/// Whether the apostrophe at `at` opens a possessive: `'s` with no letter after it.
#[inline]
fn is_possessive(text: &str, at: usize) -> bool {
    let Some(mark) = apostrophe_at(text, at) else { return false };
    matches!(text.as_bytes().get(at + mark), Some(b's' | b'S'))
        && !matches!(class(text, at + mark + 1), Some(Class::Letter(_) | Class::Digit))
}

fn is_address_byte(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#'
        | b'[' | b']' | b'@' | b'!' | b'$' | b'&' | b'*' | b'+' | b';' | b'=' | b'%')
}

/// The length of the address that `run` begins with: a URL, an e-mail address, or a bare host of a known domain.
fn address_length(run: &str) -> Option<usize> {
    let trimmed = run.trim_end_matches(['.', ':', '?', '!', ';', '-', ']', '[']);
    let web = ["http://", "https://", "ftp://", "www."];
    if web.iter().any(|p| trimmed.get(..p.len()).is_some_and(|head| head.eq_ignore_ascii_case(p))) {
        return (trimmed.len() > 8).then_some(trimmed.len());
    }
    let host_end = |text: &str| {
        text.find(|c: char| !(c.is_ascii_alphanumeric() || "-.".contains(c))).unwrap_or(text.len())
    };
    let local =
        trimmed.find(|c: char| !(c.is_ascii_alphanumeric() || "-._+%".contains(c))).unwrap_or(trimmed.len());
    if trimmed[local..].starts_with('@') {
        let host = &trimmed[local + 1..];
        let host = host[..host_end(host)].trim_end_matches(['.', '-']);
        return (local > 0 && host.contains('.')).then_some(local + 1 + host.len());
    }
    let host = trimmed[..host_end(trimmed)].trim_end_matches(['.', '-']);
    let domain = host.rsplit_once('.')?.1;
    let path = &trimmed[host.len()..];
    is_listed(DOMAINS, domain).then_some(if path.starts_with('/') { trimmed.len() } else { host.len() })
}

/// Last labels by which a bare host is known: `bocongan.gov.vn`, `interpol.int`.
const DOMAINS: &str = "asia au cn com edu eu gov info int jp kh kr la net nz org ru sg th uk vn";
