//! From keys back to writing, and from the keys of a keyboard to keys: the written form of a syllable, and what
//! somebody meant who typed Telex or VNI without an input method.
//!
//! The rules are those of vietnamese.md sections 5 and 7. Decoding is only ever a suggestion: three in a hundred
//! running English words decode to a real syllable.

use crate::text::latin::nfc;

/// The tones as keys write them, and their combining marks.
const TONES: [(char, char); 5] =
    [('\'', '\u{301}'), ('`', '\u{300}'), ('?', '\u{309}'), ('~', '\u{303}'), ('.', '\u{323}')];

/// A canonical key as it is written: the tone on its vowel, in the old style (`hòa`, `thủy`).
#[must_use]
pub fn written(key: &str) -> String {
    let plain = key.trim_end_matches(TONES.map(|(sign, _)| sign));
    let mark = key[plain.len()..].chars().next().and_then(|sign| TONES.iter().find(|(s, _)| *s == sign));
    let letters: Vec<char> = plain.chars().collect();
    let Some(((_, mark), place)) = mark.zip(toned(&letters)) else { return plain.to_owned() };
    let mut out: String = letters[..=place].iter().collect();
    out.push(*mark);
    out.extend(&letters[place + 1..]);
    nfc(&out).into_owned()
}

fn is_vowel(c: char) -> bool {
    "aăâeêioôơuưy".contains(c)
}

/// The vowel that carries the tone of a syllable without tone.
fn toned(letters: &[char]) -> Option<usize> {
    let mut first = letters.iter().position(|c| is_vowel(*c))?;
    // The u of qu, and the i of gi before another vowel, belong to the onset.
    let onset: String = letters.iter().take(first + 1).collect();
    let more = letters.get(first + 1).is_some_and(|c| is_vowel(*c));
    first += usize::from(more && matches!(onset.as_str(), "qu" | "gi"));
    let count = letters[first..].iter().take_while(|c| is_vowel(**c)).count();
    let shaped = (first..first + count).rev().find(|at| "ăâêôơư".contains(letters[*at]));
    let closed = first + count < letters.len();
    Some(shaped.unwrap_or(match count {
        1 => first,
        2 if closed => first + 1,
        2 => first,
        _ => first + 1,
    }))
}

/// The canonical key of a syllable typed in Telex (`coong`, `ddaof`) or VNI (`co6ng`, `d9ao2`); nothing where no key
/// of the method occurs.
#[must_use]
pub fn typed(word: &str) -> Option<String> {
    let mut syllable = Syllable::default();
    for c in word.chars() {
        syllable.key(c.to_ascii_lowercase());
    }
    let key: String = syllable.letters.iter().copied().chain(syllable.tone).collect();
    (syllable.changed && syllable.letters.iter().any(|c| is_vowel(*c))).then_some(key)
}

#[derive(Default)]
struct Syllable {
    letters: Vec<char>,
    tone: Option<char>,
    changed: bool,
}

impl Syllable {
    fn key(&mut self, c: char) {
        let vowel = self.letters.iter().any(|c| is_vowel(*c));
        let tone = match c {
            's' | '1' => Some('\''),
            'f' | '2' => Some('`'),
            'r' | '3' => Some('?'),
            'x' | '4' => Some('~'),
            'j' | '5' => Some('.'),
            _ => None,
        };
        if let Some(tone) = tone.filter(|_| vowel) {
            self.tone = Some(tone);
            self.changed = true;
            return;
        }
        let done = match c {
            'd' | '9' => self.shape(&[('d', 'đ')]),
            'a' | 'e' | 'o' => vowel && self.shape(&[(c, hat(c))]),
            '6' => self.shape(&[('a', 'â'), ('e', 'ê'), ('o', 'ô')]),
            'w' => self.horn() || self.shape(&[('a', 'ă')]),
            '7' => self.horn(),
            '8' => self.shape(&[('a', 'ă')]),
            _ => false,
        };
        if done {
            self.changed = true;
        } else if c == 'w' {
            self.letters.push('ư');
            self.changed = true;
        } else {
            self.letters.push(c);
        }
    }

    /// Shapes the last letter that can be.
    fn shape(&mut self, pairs: &[(char, char)]) -> bool {
        for letter in self.letters.iter_mut().rev() {
            if let Some((_, shaped)) = pairs.iter().find(|(plain, _)| plain == letter) {
                *letter = *shaped;
                return true;
            }
        }
        false
    }

    /// `uo` becomes `ươ`, otherwise o or u alone.
    fn horn(&mut self) -> bool {
        let both = self.letters.windows(2).position(|pair| pair == ['u', 'o']);
        if let Some(at) = both {
            self.letters[at] = 'ư';
            self.letters[at + 1] = 'ơ';
            return true;
        }
        self.shape(&[('o', 'ơ'), ('u', 'ư')])
    }
}

fn hat(c: char) -> char {
    match c {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    }
}

#[cfg(test)]
mod tests {
    use super::{typed, written};
    use crate::text::fold::canon;

    #[test]
    fn keys_are_written_in_the_old_style() {
        for word in
            "hòa khỏe thủy hoàn khoét quý già giếng giêng tiếng dẫn độ đường nước ngoài khuyên thúi công xã \
                     của mía người chuyện đại"
                .split_whitespace()
        {
            // y after a single consonant, and after qu, is one letter with i.
            let want = word.replace("quý", "quí");
            assert_eq!(written(&canon(word)), want, "{}", canon(word));
        }
        assert_eq!(written("police"), "police");
    }

    #[test]
    fn keyboards_are_decoded() {
        let pairs = "coong=công congj=cọng ddaof=đào taoj=tạo vietej=việt tuongws=tướng dduowngf=đường \
                     co6ng=công d9ao2=đào tu7o7ng1=tướng nuowcs=nước thuyr=thủy";
        for pair in pairs.split_whitespace() {
            let (keys, word) = pair.split_once('=').unwrap();
            assert_eq!(typed(keys), Some(canon(word)), "{keys}");
        }
        assert_eq!(typed("nga"), None);
    }
}
