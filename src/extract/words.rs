//! Long lists of words that rules look for, so built that one look tells nearly every other word.

use super::key::same;
use super::token::Token;

/// Places of a table, a power of two; no list is longer.
const PLACES: usize = 64;

/// Words or phrases in small letters, in order of a hash of the first word's head and length.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    /// The numbers of the words, by hash.
    order: [u8; PLACES],
    /// Where those of each hash begin in `order`.
    first: [u8; PLACES + 1],
}

impl Words {
    /// Puts a list in order, when the program is compiled.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let mut all = Self { words, order: [0; PLACES], first: [0; PLACES + 1] };
        let (mut hash, mut filled) = (0, 0);
        while hash < PLACES {
            let mut at = 0;
            while at < words.len() {
                let word = words[at].as_bytes();
                if place(word[0] | 0x20, first_length(word)) == hash {
                    all.order[filled] = at as u8;
                    filled += 1;
                }
                at += 1;
            }
            hash += 1;
            all.first[hash] = filled as u8;
        }
        all
    }

    /// Whether a word, which is that of a token, is one of these.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn holds(&self, token: &Token, written: &str) -> bool {
        for word in self.like(token) {
            if same(written, word) {
                return true;
            }
        }
        false
    }

    /// The words and phrases that a token may begin: nearly always none.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn like(&self, token: &Token) -> impl Iterator<Item = &'static str> {
        let hash = place(token.head, (token.end - token.start) as usize);
        let order = &self.order[usize::from(self.first[hash])..usize::from(self.first[hash + 1])];
        order.iter().map(|number| self.words[usize::from(*number)])
    }
}

/// The hash of a word that begins with a byte, as [`Token::head`] has it.
const fn place(head: u8, length: usize) -> usize {
    (head as usize + length * 29) % PLACES
}

/// How long the first word is.
const fn first_length(phrase: &[u8]) -> usize {
    let mut length = 0;
    while length < phrase.len() && phrase[length] != b' ' {
        length += 1;
    }
    length
}
