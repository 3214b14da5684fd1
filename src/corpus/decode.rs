//! Bytes to text: UTF-8 with or without BOM, UTF-16 with BOM, windows-1258 and windows-1252.
//!
//! The order of belief: a byte-order mark, valid UTF-8, what the file declares, UTF-8 with damage where sound
//! sequences outnumber broken ones, and otherwise one of the two code pages by what follows its vowels. Nothing is
//! refused: damage becomes U+FFFD and a [`Problem`] with its place. Letters come out as the encoding has them
//! (windows-1258 writes most tones as combining marks); `text::view` composes. Tables: WHATWG Encoding Standard.

use crate::base::{Problem, Span};

/// How a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8,
    /// UTF-16, either byte order.
    Utf16,
    /// The Vietnamese code page of Windows.
    Windows1258,
    /// The western code page of Windows, which includes Latin-1 and ASCII.
    Windows1252,
}

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without byte-order mark.
    pub text: String,
    /// How it was read.
    pub encoding: Encoding,
    /// What could not be read, with its place in `text`.
    pub problems: Vec<Problem>,
}

/// At most this many places of damage are listed one by one; the rest are counted.
pub const MAX_PLACES: usize = 8;

/// Reads a whole file. `declared` is the encoding that the file or its carrier names, if any. Linear; never fails.
#[must_use]
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8(rest);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(rest, u16::from_le_bytes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(rest, u16::from_be_bytes);
    }
    if let Some(unit) = unmarked_utf16(bytes) {
        let mut decoded = utf16(bytes, unit);
        let what =
            "UTF-16 without a byte-order mark; expected UTF-8, or UTF-16 with one; save the file as UTF-8";
        decoded.problems.insert(0, Problem::whole(what));
        return decoded;
    }
    match declared.and_then(declared_page) {
        _ if std::str::from_utf8(bytes).is_ok() => utf8(bytes),
        Some(page) => single_byte(bytes, page),
        None if mostly_utf8(bytes) => utf8(bytes),
        None => single_byte(bytes, likely_page(bytes)),
    }
}

/// The encoding that an HTML file names in its first kilobyte (`charset=…`).
#[must_use]
pub fn html_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let value = head.split_once("charset")?.1.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_".contains(c))).unwrap_or(value.len());
    Some(value[..end].to_owned()).filter(|v| !v.is_empty())
}

fn declared_page(name: &str) -> Option<Encoding> {
    match name.trim().to_ascii_lowercase().as_str() {
        "windows-1258" | "cp1258" | "x-cp1258" => Some(Encoding::Windows1258),
        "windows-1252" | "cp1252" | "x-cp1252" | "iso-8859-1" | "latin1" | "us-ascii" => {
            Some(Encoding::Windows1252)
        }
        _ => None,
    }
}

fn utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut damage = Places::default();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            damage.add(text.len());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    let problems = damage.problems("bytes that are not UTF-8", &text);
    Decoded { text, encoding: Encoding::Utf8, problems }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> Decoded {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut damage = Places::default();
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        let c = c.unwrap_or_else(|_| {
            damage.add(text.len());
            char::REPLACEMENT_CHARACTER
        });
        text.push(c);
    }
    if !odd.is_empty() {
        damage.add(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let problems = damage.problems("half a character of UTF-16", &text);
    Decoded { text, encoding: Encoding::Utf16, problems }
}

/// The byte order of UTF-16 text that lost its mark: in a hundred or more bytes, one of two is nearly always zero.
fn unmarked_utf16(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    let (pairs, _) = bytes[..bytes.len().min(1024)].as_chunks::<2>();
    let zeros = |side: usize| pairs.iter().filter(|pair| pair[side] == 0 && pair[1 - side] != 0).count();
    let (high_first, low_first) = (zeros(0), zeros(1));
    let most = pairs.len() / 2;
    match pairs.len() {
        0..8 => None,
        _ if low_first > most && high_first == 0 => Some(u16::from_le_bytes),
        _ if high_first > most && low_first == 0 => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// Whether there are as many sound sequences of two bytes and more as broken places.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= broken
}

/// windows-1258 where its tone marks follow vowels as they must, else windows-1252.
fn likely_page(bytes: &[u8]) -> Encoding {
    let (mut fit, mut misfit) = (0_usize, 0_usize);
    for pair in bytes.windows(2) {
        if matches!(pair[1], 0xCC | 0xD2 | 0xDE | 0xEC | 0xF2) {
            let vowel = matches!(pair[0].to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
                || matches!(
                    pair[0],
                    0xC2 | 0xC3 | 0xCA | 0xD4 | 0xD5 | 0xDD | 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD
                );
            fit += usize::from(vowel);
            misfit += usize::from(!vowel);
        }
    }
    if fit >= 3 && fit > 4 * misfit { Encoding::Windows1258 } else { Encoding::Windows1252 }
}

fn single_byte(bytes: &[u8], encoding: Encoding) -> Decoded {
    let page = if encoding == Encoding::Windows1258 { windows_1258 } else { windows_1252 };
    let text = bytes.iter().map(|byte| page(*byte)).collect();
    Decoded { text, encoding, problems: Vec::new() }
}

fn windows_1258(byte: u8) -> char {
    match byte {
        0xC3 => 'Ă',
        0xCC => '\u{300}',
        0xD0 => 'Đ',
        0xD2 => '\u{309}',
        0xD5 => 'Ơ',
        0xDD => 'Ư',
        0xDE => '\u{303}',
        0xE3 => 'ă',
        0xEC => '\u{301}',
        0xF0 => 'đ',
        0xF2 => '\u{323}',
        0xF5 => 'ơ',
        0xFD => 'ư',
        0xFE => '₫',
        0x8A | 0x8E | 0x9A | 0x9E => char::from(byte),
        _ => windows_1252(byte),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252_HIGH[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// What windows-1252 has at 80–9F; its five gaps stand for themselves.
pub const WINDOWS_1252_HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Places of damage: runs are one place, only the first few are kept.
#[derive(Default)]
struct Places {
    first: Vec<usize>,
    count: usize,
    last: Option<usize>,
}

impl Places {
    /// Notes damage at byte `at` of the text, where U+FFFD is about to stand.
    fn add(&mut self, at: usize) {
        let run = self.last.is_some_and(|last| last + char::REPLACEMENT_CHARACTER.len_utf8() == at);
        self.last = Some(at);
        if !run {
            self.count += 1;
            if self.first.len() < MAX_PLACES {
                self.first.push(at);
            }
        }
    }

    fn problems(self, what: &str, text: &str) -> Vec<Problem> {
        let remedy =
            "the text was damaged before it came here; take it from its source again, saved as UTF-8";
        let mark = char::REPLACEMENT_CHARACTER;
        let mut problems: Vec<Problem> = Vec::new();
        for at in self.first {
            let run = text[at..].chars().take_while(|c| *c == mark).count() * mark.len_utf8();
            problems.push(Problem::at(format!("{what}, shown as {mark}; {remedy}"), Span::new(at, at + run)));
        }
        if self.count > MAX_PLACES {
            let more = self.count - MAX_PLACES;
            problems.push(Problem::whole(format!("{what} in {more} more places; {remedy}")));
        }
        problems
    }
}
