//! Long lists of words that rules look for, so built that one look tells nearly every other word.

use super::token::Token;

/// No list is longer.
const MOST: usize = 64;

/// Words or phrases in small letters, in order of their first letter.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    /// The places of the words, by first letter.
    order: [u8; MOST],
    /// Where those of each first letter begin in `order`; the last five bits of the first byte tell them apart.
    first: [u8; 33],
    /// For each first letter the lengths of the first words, as bits.
    lengths: [u32; 32],
}

impl Words {
    /// Puts a list in order, when the program is compiled.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut all = Self { words, order: [0; MOST], first: [0; 33], lengths: [0; 32] };
        let (mut letter, mut filled) = (0, 0);
        while letter < 32 {
            let mut at = 0;
            while at < words.len() {
                let word = words[at].as_bytes();
                if (word[0] & 31) as usize == letter {
                    all.order[filled] = at as u8;
                    all.lengths[letter] |= 1 << length(word);
                    filled += 1;
                }
                at += 1;
            }
            letter += 1;
            all.first[letter] = filled as u8;
        }
        all
    }

    /// The words and phrases that a token may begin: nearly always none.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn like(&self, token: &Token) -> impl Iterator<Item = &'static str> {
        let letter = usize::from(token.head & 31);
        let fits = self.lengths[letter] >> (token.end - token.start).min(31) & 1 > 0;
        let last = if fits { self.first[letter + 1] } else { self.first[letter] };
        let places = &self.order[usize::from(self.first[letter])..usize::from(last)];
        places.iter().map(|place| self.words[usize::from(*place)])
    }
}

/// How long the first word is; 31 stands for all that are longer.
const fn length(phrase: &[u8]) -> usize {
    let mut length = 0;
    while length < phrase.len() && length < 31 && phrase[length] != b' ' {
        length += 1;
    }
    length
}
