//! The matching key of a word: one spelling per syllable, marks kept.
//!
//! Lower case; the tone taken off its vowel and put at the end, so *hòa* and *hoà* agree; *y* after a single
//! h k l m s t (or *qu*) is *i*, so *kỹ* and *kĩ* agree. Shape marks (ă â ê ô ơ ư đ) stay: they are letters.

use super::letter::{BYTES, Letter, letter, untoned};
use crate::text::latin::lower;

/// Words longer than this many bytes are no word of any list.
pub(super) const LONGEST: usize = 48;

/// The golden ratio: spreads what is multiplied by it.
const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Room for the key of the longest word: small letters may take half as many bytes again. Whole words of a machine.
const ROOM: usize = 80;

/// A key that grows letter by letter, in a buffer of its own.
#[derive(Debug, Clone)]
pub(super) struct Key {
    /// The letters; behind them stands what is left of other keys.
    bytes: [u8; ROOM],
    length: usize,
    /// The last tone, 0 for none.
    tone: u8,
}

impl Default for Key {
    fn default() -> Self {
        Self { bytes: [0; ROOM], length: 0, tone: 0 }
    }
}

impl Key {
    /// The key with these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut key = Self::default();
        bytes.iter().for_each(|byte| key.push(*byte));
        key
    }

    /// Empties the key.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.truncate(0);
        self.tone = 0;
    }

    /// Adds a character of ASCII; a capital becomes small.
    #[inline]
    pub(super) fn push_ascii(&mut self, byte: u8) {
        self.push(byte.to_ascii_lowercase());
    }

    /// Adds the letters and digits of ASCII that `text` begins with, as many as there is room for; gives their number
    /// and what they are.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn push_run(&mut self, text: &[u8]) -> (usize, u8) {
        let (mut count, mut seen) = (0, 0);
        for (slot, byte) in self.bytes[self.length..].iter_mut().zip(text) {
            let bits = BYTES[usize::from(*byte)];
            if bits == 0 {
                break;
            }
            *slot = byte.to_ascii_lowercase();
            (count, seen) = (count + 1, seen | bits);
        }
        self.length += count;
        (count, seen)
    }

    /// Adds what any other character gives.
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn push_letter(&mut self, letter: &Letter) {
        // All four bytes at once: those behind the letter are zero.
        if let Some(room) = self.bytes.get_mut(self.length..self.length + 4) {
            room.copy_from_slice(&letter.key);
            self.length += usize::from(letter.length);
        }
        if letter.tone > 0 {
            self.tone = letter.tone;
        }
    }

    /// Adds any character.
    pub(super) fn push_char(&mut self, c: char) {
        if c.is_ascii() { self.push_ascii(c as u8) } else { self.push_letter(&letter(c)) }
    }

    /// Ends the key.
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn finish(&mut self) {
        if self.length <= 3 {
            one_i(&mut self.bytes[..self.length]);
        }
        if self.tone > 0 {
            self.push(b'0' + self.tone);
        }
    }

    /// The key.
    #[inline]
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length.min(ROOM)]
    }

    /// The key in eight bytes: itself where it has room, so that most comparisons are one of numbers; of a longer one
    /// a hash under a byte that ends no text.
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn brief(&self) -> u64 {
        let (eights, _) = self.bytes.as_chunks();
        let (mut hash, mut left) = (0u64, self.length);
        for eight in eights {
            let letters = u64::from_le_bytes(*eight);
            if left <= 8 {
                // Nothing is wiped between two keys: that would be a call for every word.
                let last = letters & u64::MAX.checked_shr(64 - 8 * left as u32).unwrap_or(0);
                return if self.length <= 8 { last } else { mixed(hash, last) | 0xFF << 56 };
            }
            (hash, left) = (mixed(hash, letters), left - 8);
        }
        hash
    }

    /// Cuts the end off.
    #[inline]
    pub(super) fn truncate(&mut self, length: usize) {
        self.length = length;
    }

    /// Adds a byte as it is; beyond the room there is none that counts.
    #[inline]
    pub(super) fn push(&mut self, byte: u8) {
        if let Some(slot) = self.bytes.get_mut(self.length) {
            *slot = byte;
            self.length += 1;
        }
    }
}

/// The hash of what came before and eight letters more.
#[inline]
fn mixed(hash: u64, letters: u64) -> u64 {
    (hash.rotate_left(5) ^ letters).wrapping_mul(K)
}

/// Writes the key of `word` (in NFC) into `key`, which is emptied first. `false` when the word is too long.
#[cfg_attr(page, optimize(speed))]
pub(super) fn canonical(word: &str, key: &mut Key) -> bool {
    key.clear();
    word.chars().for_each(|c| key.push_char(c));
    key.finish();
    word.len() <= LONGEST
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
    let mut small = String::with_capacity(word.len());
    small.extend(word.chars().map(small_plain));
    small
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

/// Whether a word is written so, capitals aside; `small` is in small letters. No allocation: rules ask this of every
/// word, and nearly always length or first letter say no.
#[cfg_attr(page, optimize(speed))]
pub(super) fn same(written: &str, small: &str) -> bool {
    let (one, other) = (written.as_bytes(), small.as_bytes());
    one.len() == other.len()
        && one.first().map(|b| b | 0x20) == other.first().map(|b| b | 0x20)
        && one.iter().zip(other).position(|(a, b)| a.to_ascii_lowercase() != *b).is_none_or(|at| {
            // Only letters beyond ASCII may yet be capitals of the same.
            !one[at].is_ascii() && written.chars().map(lower).eq(small.chars())
        })
}

/// Whether a word, marks aside, is built like a Vietnamese syllable.
pub(super) fn is_syllable(word: &str) -> bool {
    let (mut bare, mut length) = ([0u8; 8], 0);
    for c in word.chars() {
        let plain = small_plain(c);
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

/// The small letter without any mark; most are of ASCII and have none.
#[inline]
fn small_plain(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { unshaped(untoned(lower(c)).0) }
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
        let mut out = Key::default();
        assert!(canonical(word, &mut out));
        String::from_utf8(out.bytes().to_vec()).unwrap()
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
