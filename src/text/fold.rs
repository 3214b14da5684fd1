//! Search forms of a word: three keys in one pass.
//!
//! | key | keeps | `Hòa`, `hoà` | `Kỹ`, `kĩ` | `Đặng` |
//! |---|---|---|---|---|
//! | canon | tone and shape of vowels, one spelling | ``hoa` `` | `ki~` | `đăng.` |
//! | toneless | shape of vowels | `hoa` | `ki` | `đăng` |
//! | folded | bare letters | `hoa` | `ki` | `dang` |
//!
//! The tone leaves its vowel and stands at the end as VIQR writes it (RFC 1456: `'` sắc, `` ` `` huyền, `?` hỏi,
//! `~` ngã, `.` nặng), so its old and new place are one key and no code such as `A1` can be taken for a syllable.
//! After a single h k l m s t and after qu, y and i are one letter, written i. Marks outside Vietnamese (ü, ñ, ç)
//! are treated alike: a tone if Vietnamese has it, otherwise part of the letter in the first two keys.

use std::sync::OnceLock;

use super::latin::{RANGE, compose, decompose, first_mark, is_mark, lower, nfc, place};
use super::token::{is_ignorable, tokens};

/// The three keys of one word, in reusable buffers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// One spelling a syllable, tone at the end: what exact matching compares.
    pub canon: String,
    /// `canon` without its tone.
    pub toneless: String,
    /// No marks at all, đ as d: what a query typed without marks is compared with.
    pub folded: String,
}

impl Keys {
    /// Fills the three keys with those of `word` (one token). Linear; allocates only to grow, or where `word` has
    /// loose combining marks.
    #[cfg_attr(page, optimize(speed))]
    pub fn set(&mut self, word: &str) {
        self.canon.clear();
        self.toneless.clear();
        self.folded.clear();
        if word.is_ascii() {
            push_ascii(word, &mut self.folded);
            merge_y(&mut self.folded);
            self.toneless.push_str(&self.folded);
            self.canon.push_str(&self.folded);
            return;
        }
        let composed = first_mark(word).map(|_| nfc(word));
        let word = composed.as_deref().unwrap_or(word);
        let (mut tones, dotted) = (Tones::default(), is_dotted(word));
        for c in word.chars() {
            if is_mark(c) {
                // A mark that composes with nothing: kept in the keys that keep marks, unless it is a tone.
                match tone_of(c) {
                    0 => self.toneless.push(c),
                    tone => tones.add(tone),
                }
            } else if !(is_ignorable(c) || dotted && c == '.') {
                tones.add(self.push(c));
            }
        }
        merge_y(&mut self.toneless);
        merge_y(&mut self.folded);
        self.canon.push_str(&self.toneless);
        tones.write(&mut self.canon);
    }

    /// Adds one character to the keys without tone; gives its tone.
    #[inline]
    fn push(&mut self, c: char) -> u8 {
        let letter = letter(c);
        self.toneless.push(letter.plain);
        match letter.bare {
            b"" => self.folded.push(letter.plain),
            bare => self.folded.extend(bare.iter().map(|b| *b as char)),
        }
        letter.tone
    }
}

/// The exact key of one word: see [`Keys::canon`].
#[must_use]
pub fn canon(word: &str) -> String {
    let mut keys = Keys::default();
    keys.set(word);
    keys.canon
}

/// The bare key of one word: see [`Keys::folded`].
#[must_use]
pub fn folded(word: &str) -> String {
    let mut keys = Keys::default();
    keys.set(word);
    keys.folded
}

/// Adds the bare key of `word` to `out`; tells whether the word carries a Vietnamese mark. The cheapest of the keys.
#[cfg_attr(page, optimize(speed))]
pub fn push_folded(word: &str, out: &mut String) -> bool {
    let start = out.len();
    let marked = push_letters(word, false, out).unwrap_or_else(|| {
        out.truncate(start);
        push_letters(&nfc(word), true, out).unwrap_or(false)
    });
    merge_y_from(out, start);
    marked
}

/// Adds the bare letters of `word`; `None` where a loose mark stands in it that was not yet tried to be composed.
#[cfg_attr(page, optimize(speed))]
fn push_letters(word: &str, composed: bool, out: &mut String) -> Option<bool> {
    let start = out.len();
    let (mut marked, mut dots, table) = (false, false, table());
    for c in word.chars() {
        if c.is_ascii() {
            dots |= c == '.';
            out.push(c.to_ascii_lowercase());
        } else if let Some(place) = place(c) {
            let letter = &table[place];
            marked |= letter.tone > 0 || !letter.bare.is_empty();
            push_bare(letter, out);
        } else if is_mark(c) && !composed {
            return None;
        } else if !is_mark(c) && !is_ignorable(c) {
            push_bare(&work_out(c), out);
        }
    }
    if dots && is_dotted(word) {
        out.truncate(start);
        return push_letters(&word.replace('.', ""), composed, out);
    }
    Some(marked)
}

#[inline]
fn push_bare(letter: &Letter, out: &mut String) {
    match letter.bare {
        b"" => out.push(letter.plain),
        [one] => out.push(*one as char),
        bare => out.extend(bare.iter().map(|b| *b as char)),
    }
}

/// The exact keys of the tokens of `text`, joined by single spaces: two phrases that match have the same one.
#[must_use]
pub fn canon_phrase(text: &str) -> String {
    phrase(text, |keys| &keys.canon)
}

/// The bare keys of the tokens of `text`, joined by single spaces.
#[must_use]
pub fn folded_phrase(text: &str) -> String {
    phrase(text, |keys| &keys.folded)
}

/// Whether `word` carries a Vietnamese mark (tone, shape or đ): a reader who types one means it.
#[must_use]
pub fn has_marks(word: &str) -> bool {
    !word.is_ascii()
        && word
            .chars()
            .any(|c| is_mark(c) || place(c).is_some_and(|_| letter(c).bare != b"" || letter(c).tone > 0))
}

fn phrase(text: &str, key: impl Fn(&Keys) -> &String) -> String {
    let (mut keys, mut out) = (Keys::default(), String::with_capacity(text.len()));
    for token in tokens(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        keys.set(token.span.of(text));
        out.push_str(key(&keys));
    }
    out
}

/// What one character gives to the keys.
#[derive(Clone, Copy)]
struct Letter {
    /// Lower case, tone taken out.
    plain: char,
    /// ASCII letters without any mark; empty where `plain` already is that, or has no such form.
    bare: &'static [u8],
    /// 0, or the number of the tone as in [`TONES`], from 1.
    tone: u8,
}

/// The tones: combining mark, and how VIQR writes it.
const TONES: [(char, char); 5] =
    [('\u{301}', '\''), ('\u{300}', '`'), ('\u{309}', '?'), ('\u{303}', '~'), ('\u{323}', '.')];

/// Letters whose bare form no decomposition gives.
const BARE: [(char, &str); 11] = [
    ('đ', "d"),
    ('ø', "o"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('ı', "i"),
    ('ŋ', "n"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('þ', "th"),
];

#[inline]
#[cfg_attr(page, optimize(speed))]
fn letter(c: char) -> Letter {
    if c.is_ascii() {
        return Letter { plain: c.to_ascii_lowercase(), bare: b"", tone: 0 };
    }
    match place(c) {
        Some(at) => table()[at],
        None => work_out(c),
    }
}

/// What the letters give, by their [`place`].
fn table() -> &'static [Letter] {
    static TABLE: OnceLock<Vec<Letter>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = vec![Letter { plain: '\0', bare: b"", tone: 0 }; RANGE];
        for c in ('\u{c0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            if let Some(at) = place(c) {
                table[at] = work_out(c);
            }
        }
        table
    })
}

/// Takes a letter apart: tones out, the other marks back on.
fn work_out(c: char) -> Letter {
    let c = match c {
        // Fullwidth forms stand for ASCII (NFKC), the typographic apostrophe for the plain one.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{2019}' | '\u{2bc}' => '\'',
        // Look-alikes of old encodings: eth and African d.
        'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'đ',
        _ => c,
    };
    let (mut base, mut tone, mut marks) = (lower(c), 0, Vec::new());
    while let Some((inner, mark)) = decompose(base) {
        match tone_of(mark) {
            0 => marks.push(mark),
            t => tone = t,
        }
        base = inner;
    }
    let plain = marks.iter().rev().fold(base, |plain, mark| compose(plain, *mark).unwrap_or(plain));
    Letter { plain, bare: bare(base, plain), tone }
}

/// The ASCII form of `base`, if it is not `plain` itself.
fn bare(base: char, plain: char) -> &'static [u8] {
    const ASCII: &[u8; 26] = b"abcdefghijklmnopqrstuvwxyz";
    if let Some((_, text)) = BARE.iter().find(|(from, _)| *from == base) {
        return text.as_bytes();
    }
    let at = (base as u32).wrapping_sub('a' as u32) as usize;
    if base == plain { b"" } else { ASCII.get(at..=at).unwrap_or(b"") }
}

/// The number of a tone mark in [`TONES`], from 1; 0 for another character.
fn tone_of(mark: char) -> u8 {
    TONES.iter().position(|(m, _)| *m == mark).map_or(0, |at| at as u8 + 1)
}

/// The tones of one word: nearly always none or one; a foreign word has one for each accent, up to eight.
#[derive(Default)]
struct Tones {
    list: [u8; 8],
    len: usize,
}

impl Tones {
    fn add(&mut self, tone: u8) {
        if tone > 0 && self.len < self.list.len() {
            self.list[self.len] = tone;
            self.len += 1;
        }
    }

    fn write(&self, out: &mut String) {
        out.extend(self.list[..self.len].iter().map(|t| TONES[usize::from(*t) - 1].1));
    }
}

/// Lower-cases ASCII into an empty text; the dots of initials (`U.S`) go.
#[cfg_attr(page, optimize(speed))]
fn push_ascii(word: &str, out: &mut String) {
    out.push_str(word);
    out.make_ascii_lowercase();
    if is_dotted(word) {
        out.retain(|c| c != '.');
    }
}

/// Whether `word` is initials with dots: `U.S`, `L.C.`.
fn is_dotted(word: &str) -> bool {
    word.bytes().any(|byte| byte == b'.') && word.split('.').all(|part| part.chars().count() <= 1)
}

/// y as i where spelling wavers: kỹ/kĩ, lý/lí, quý/quí. Works on keys, so there are no marks to look past.
fn merge_y(key: &mut String) {
    merge_y_from(key, 0);
}

/// [`merge_y`] of the word that begins at byte `from`.
fn merge_y_from(key: &mut String, from: usize) {
    if matches!(&key.as_bytes()[from..], [b'h' | b'k' | b'l' | b'm' | b's' | b't', b'y'] | [b'q', b'u', b'y'])
    {
        key.pop();
        key.push('i');
    }
}
