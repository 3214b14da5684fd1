//! Long lists of words that rules look for, so built that one look tells nearly every other word.

use super::key::same;
use super::token::Token;

/// Words or phrases in small letters.
#[derive(Debug)]
pub(super) struct Words {
    words: &'static [&'static str],
    /// The hashes of the first words, as bits.
    hashes: [u64; 4],
}

impl Words {
    /// Hashes a list, when the program is compiled.
    pub(super) const fn new(words: &'static [&'static str]) -> Self {
        let (mut hashes, mut at) = ([0; 4], 0);
        while at < words.len() {
            let word = words[at].as_bytes();
            let hash = hash(word[0] | 0x20, first_length(word));
            hashes[hash / 64] |= 1 << (hash % 64);
            at += 1;
        }
        Self { words, hashes }
    }

    /// Whether a word, which is that of a token, is one of these.
    pub(super) fn holds(&self, token: &Token, written: &str) -> bool {
        self.like(token).iter().any(|word| token.may_be(word) && same(written, word))
    }

    /// The words and phrases among which are those that a token may begin: nearly always none.
    #[inline]
    pub(super) fn like(&self, token: &Token) -> &'static [&'static str] {
        let hash = hash(token.head, (token.end - token.start) as usize);
        if self.hashes[hash / 64] >> (hash % 64) & 1 > 0 { self.words } else { &[] }
    }
}

/// The hash of a word that begins with a byte, as [`Token::head`] has it: below 256.
const fn hash(head: u8, length: usize) -> usize {
    (head as usize + length * 29) % 256
}

/// How long the first word is.
const fn first_length(phrase: &[u8]) -> usize {
    let mut length = 0;
    while length < phrase.len() && phrase[length] != b' ' {
        length += 1;
    }
    length
}
