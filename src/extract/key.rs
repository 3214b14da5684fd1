//! The matching key of a word: one spelling per syllable, marks kept.
//!
//! Lower case; the tone taken off its vowel and put at the end, so *hòa* and *hoà* agree; *y* after a single
//! h k l m s t (or *qu*) is *i*, so *kỹ* and *kĩ* agree. Shape marks (ă â ê ô ơ ư đ) stay: they are letters.

use crate::text::latin::lower;

/// Words longer than this many bytes are no word of any list.
pub(super) const LONGEST: usize = 48;

/// Writes the key of `word` (in NFC) into `key`, which is emptied first. `false` when the word is too long.
#[cfg_attr(page, optimize(speed))]
pub(super) fn canonical(word: &str, key: &mut Vec<u8>) -> bool {
    key.clear();
    if word.len() > LONGEST {
        return false;
    }
    let mut tone = 0;
    if word.is_ascii() {
        key.extend_from_slice(word.as_bytes());
        key.make_ascii_lowercase();
    } else {
        word.chars().for_each(|c| match c.is_ascii() {
            true => key.push(c.to_ascii_lowercase() as u8),
            false => push_folded(c, key, &mut tone),
        });
    }
    one_i(key);
    if tone > 0 {
        key.push(b'0' + tone);
    }
    true
}

/// Writes the key of `word` without any mark: what the same word looks like in unaccented text.
#[cfg(test)]
pub(super) fn bare(word: &str, key: &mut Vec<u8>) -> bool {
    key.clear();
    if word.len() > LONGEST {
        return false;
    }
    for c in word.chars() {
        let (vowel, _) = untoned(lower(c));
        let mut buffer = [0; 4];
        key.extend_from_slice(unshaped(vowel).encode_utf8(&mut buffer).as_bytes());
    }
    one_i(key);
    true
}

/// The word in small letters, without marks.
pub(super) fn small_without_marks(word: &str) -> String {
    word.chars().map(|c| unshaped(untoned(lower(c)).0)).collect()
}

/// The written form without marks, case kept: `Quảng Trị` is `Quang Tri`.
pub(super) fn without_marks(text: &str) -> String {
    text.chars()
        .map(|c| {
            let (vowel, _) = untoned(lower(c));
            let plain = unshaped(vowel);
            if c.is_uppercase() { plain.to_ascii_uppercase() } else { plain }
        })
        .collect()
}

#[cfg_attr(page, optimize(speed))]
fn push_folded(c: char, key: &mut Vec<u8>, tone: &mut u8) {
    let (vowel, mark) = untoned(lower(c));
    if mark > 0 {
        *tone = mark;
    }
    let vowel = match vowel {
        'ð' | 'ɖ' => 'đ',
        '\u{2019}' | '\u{2018}' | '\u{02bc}' => '\'',
        '\u{2013}' | '\u{2014}' | '\u{2011}' => '-',
        other => other,
    };
    let mut buffer = [0; 4];
    key.extend_from_slice(vowel.encode_utf8(&mut buffer).as_bytes());
}

/// Whether a word is written so, capitals aside; `small` is in small letters. No allocation: rules ask this of every
/// word, and nearly always length or first letter say no.
#[inline]
#[cfg_attr(page, optimize(speed))]
pub(super) fn same(written: &str, small: &str) -> bool {
    let (one, other) = (written.as_bytes(), small.as_bytes());
    one.len() == other.len()
        && one.first().map(|b| b | 0x20) == other.first().map(|b| b | 0x20)
        && (one == other || written.chars().map(lower).eq(small.chars()))
}

/// Whether a word, marks aside, is built like a Vietnamese syllable.
#[cfg_attr(page, optimize(speed))]
pub(super) fn is_syllable(word: &str) -> bool {
    let (mut bare, mut length) = ([0u8; 8], 0);
    for c in word.chars() {
        let plain = unshaped(untoned(lower(c)).0);
        if length == bare.len() || !plain.is_ascii() {
            return false;
        }
        bare[length] = plain as u8;
        length += 1;
    }
    std::str::from_utf8(&bare[..length]).is_ok_and(crate::text::syllable::is_syllable)
}

/// `kỹ` is `kĩ`, `quý` is `quí`; nothing else changes.
fn one_i(key: &mut [u8]) {
    let single = matches!(key, [b'h' | b'k' | b'l' | b'm' | b's' | b't', b'y'] | [b'q', b'u', b'y']);
    if let (true, Some(last)) = (single, key.last_mut()) {
        *last = b'i';
    }
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

/// First code point of the table of toned vowels, and its length: Latin-1 to Latin Extended Additional.
const FIRST: usize = 0xe0;
const LAST: usize = 0x1ef9;

/// For each code point from [`FIRST`]: 0, or 1 + the place in [`VOWELS`]. Seven kilobytes, built by the compiler.
static TONED: [u8; LAST - FIRST + 1] = toned();

const fn toned() -> [u8; LAST - FIRST + 1] {
    let mut table = [0; LAST - FIRST + 1];
    let mut row = 0;
    while row < VOWELS.len() {
        let mut tone = 1;
        while tone < 6 {
            table[VOWELS[row][tone] as usize - FIRST] = (1 + row * 6 + tone) as u8;
            tone += 1;
        }
        row += 1;
    }
    table
}

/// A lower-case letter without its tone, and the tone (0 none, 1 huyền, 2 sắc, 3 hỏi, 4 ngã, 5 nặng).
#[cfg_attr(page, optimize(speed))]
fn untoned(c: char) -> (char, u8) {
    let place = (c as usize).checked_sub(FIRST).and_then(|i| TONED.get(i)).copied().unwrap_or(0);
    if place == 0 {
        return (c, 0);
    }
    let place = usize::from(place - 1);
    (VOWELS[place / 6][0], (place % 6) as u8)
}

fn unshaped(c: char) -> char {
    match c {
        'ă' | 'â' | 'ä' | 'å' | 'ā' => 'a',
        'ê' | 'ë' | 'ě' | 'ē' | 'ę' => 'e',
        'ï' | 'î' | 'ī' | 'ı' => 'i',
        'ô' | 'ơ' | 'ö' | 'ø' | 'ō' => 'o',
        'ư' | 'ü' | 'û' | 'ů' | 'ū' => 'u',
        'đ' | 'ð' | 'ď' => 'd',
        'ñ' | 'ň' | 'ń' => 'n',
        'ç' | 'č' | 'ć' => 'c',
        'š' | 'ş' | 'ș' | 'ś' => 's',
        'ž' | 'ź' | 'ż' => 'z',
        'ř' => 'r',
        'ţ' | 'ț' | 'ť' => 't',
        'ł' => 'l',
        'ğ' => 'g',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(word: &str) -> String {
        let mut out = Vec::new();
        assert!(canonical(word, &mut out));
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn one_spelling_per_syllable() {
        for (a, b) in
            [("hòa", "hoà"), ("Khoẻ", "khỏe"), ("THỦY", "thuỷ"), ("kỹ", "kĩ"), ("quý", "quí"), ("Ðại", "đại")]
        {
            assert_eq!(key(a), key(b), "{a} {b}");
        }
        for (a, b) in [("ma", "má"), ("tai", "tay"), ("dân", "dần"), ("đinh", "dinh"), ("thúi", "thúy")]
        {
            assert_ne!(key(a), key(b), "{a} {b}");
        }
    }

    #[test]
    fn marks_off() {
        assert_eq!(without_marks("Quảng Trị, Đắk Lắk"), "Quang Tri, Dak Lak");
        let mut out = Vec::new();
        bare("Nghệ", &mut out);
        assert_eq!(out, b"nghe");
    }
}
