//! What a letter is to tokens and keys: its case, and what it gives to the matching key. One look in a table for those
//! of Vietnamese and English.

use std::sync::OnceLock;

use crate::text::latin::{RANGE, is_mark, lower, place};

/// What a character may be, as bits; none for what ends a word.
pub(super) const DIGIT: u8 = 1;
/// A capital.
pub(super) const CAPITAL: u8 = 2;
/// A letter that is no capital.
pub(super) const SMALL: u8 = 4;
/// What belongs to a word and is neither.
pub(super) const OTHER: u8 = 8;

/// The bits of the characters of ASCII, none for all other bytes.
pub(super) static BYTES: [u8; 256] = {
    let mut bits = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        bits[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => CAPITAL,
            b'a'..=b'z' => SMALL,
            _ => 0,
        };
        byte += 1;
    }
    bits
};

/// A character beyond ASCII.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// Small, without its tone, in UTF-8: what it gives to the key of its word.
    pub key: [u8; 4],
    /// Bytes of that.
    pub length: u8,
    /// 0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng.
    pub tone: u8,
    /// What it may be.
    pub bits: u8,
}

/// Looks a character up.
#[cfg_attr(page, optimize(speed))]
pub(super) fn letter(c: char) -> Letter {
    static LETTERS: OnceLock<Vec<Letter>> = OnceLock::new();
    let Some(at) = place(c) else { return work_out(c) };
    LETTERS.get_or_init(table)[at]
}

/// The letters by their [`place`].
#[cold]
fn table() -> Vec<Letter> {
    let mut letters = vec![work_out('\0'); RANGE];
    for c in ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
        if let Some(at) = place(c) {
            letters[at] = work_out(c);
        }
    }
    letters
}

fn work_out(c: char) -> Letter {
    let (vowel, tone) = untoned(lower(c));
    let vowel = match vowel {
        'ð' | 'ɖ' => 'đ',
        '\u{2019}' | '\u{2018}' | '\u{02bc}' => '\'',
        '\u{2013}' | '\u{2014}' | '\u{2011}' => '-',
        other => other,
    };
    let mut key = [0; 4];
    let length = vowel.encode_utf8(&mut key).len() as u8;
    Letter { key, length, tone, bits: bits(c) }
}

fn bits(c: char) -> u8 {
    let case = |capital: bool| if capital { CAPITAL } else { SMALL };
    match c {
        c if c.is_ascii() => BYTES[c as usize],
        // Dashes, quotation marks and the like, told without a table.
        '\u{2000}'..='\u{206f}' => 0,
        c if is_latin(c) => case(lower(c) != c),
        c if c.is_numeric() => DIGIT,
        c if c.is_alphabetic() => case(c.is_uppercase()),
        c if is_mark(c) => OTHER,
        _ => 0,
    }
}

/// The letters of Vietnamese and English, told without a table.
#[inline]
fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}')
        || matches!(c, '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}')
}

/// Rows of one vowel: without tone, then huyền sắc hỏi ngã nặng.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
];

/// For each [`place`]: 0, or 1 + the place in [`VOWELS`]. Built by the compiler.
static TONED: [u8; RANGE] = toned();

const fn toned() -> [u8; RANGE] {
    let mut table = [0; RANGE];
    let mut row = 0;
    while row < VOWELS.len() {
        let mut tone = 1;
        while tone < 6 {
            if let Some(at) = place(VOWELS[row][tone]) {
                table[at] = (1 + row * 6 + tone) as u8;
            }
            tone += 1;
        }
        row += 1;
    }
    table
}

/// A lower-case letter without its tone, and the tone (0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng).
pub(super) fn untoned(c: char) -> (char, u8) {
    match place(c).map_or(0, |at| TONED[at]) {
        0 => (c, 0),
        found => {
            let found = usize::from(found - 1);
            (VOWELS[found / 6][0], (found % 6) as u8)
        }
    }
}
