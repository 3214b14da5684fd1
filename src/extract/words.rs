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
            let length = first_length(word);
            let hash = hash(word[0] | 0x20, word[length - 1], length);
            hashes[hash / 64] |= 1 << (hash % 64);
            at += 1;
        }
        Self { words, hashes }
    }

    /// Whether a token of a text is one of these.
    pub(super) fn holds(&self, token: &Token, text: &str) -> bool {
        let written = || &text[token.start as usize..token.end as usize];
        self.like(token, text).iter().any(|word| token.may_be(word) && same(written(), word))
    }

    /// The words and phrases among which are those that a token of a text may begin: nearly always none.
    pub(super) fn like(&self, token: &Token, text: &str) -> &'static [&'static str] {
        let last = text.as_bytes()[token.end as usize - 1];
        let hash = hash(token.head, last, (token.end - token.start) as usize);
        if self.hashes[hash / 64] >> (hash % 64) & 1 > 0 { self.words } else { &[] }
    }
}

/// The hash of a word that begins with a byte, as [`Token::head`] has it, and ends with one: below 256. Small letters and
/// capitals have the same: beyond ASCII the end tells nothing.
const fn hash(head: u8, last: u8, length: usize) -> usize {
    let last = if last.is_ascii() { last | 0x20 } else { 0 };
    (head as usize + last as usize * 5 + length * 29) % 256
}

/// How long the first word is.
const fn first_length(phrase: &[u8]) -> usize {
    let mut length = 0;
    while length < phrase.len() && phrase[length] != b' ' {
        length += 1;
    }
    length
}
