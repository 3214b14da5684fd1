//! Long lists of words that rules look for, so built that one look tells nearly every other word.

use std::sync::OnceLock;

use super::key::same;
use super::token::Token;

/// Words or phrases in small letters. Written as one string, which takes a third of the bytes of a table of strings, and
/// cut when it is first asked.
#[derive(Debug)]
pub(super) struct Words {
    list: &'static str,
    table: OnceLock<Table>,
}

#[derive(Debug)]
struct Table {
    words: Vec<&'static str>,
    /// The hashes of the first words, as bits.
    hashes: [u64; BITS / 64],
}

const BITS: usize = 1024;

impl Words {
    /// Of a list with a comma and a blank between the words.
    pub(super) const fn new(list: &'static str) -> Self {
        Self { list, table: OnceLock::new() }
    }

    /// Whether a token of a text is one of these.
    pub(super) fn holds(&self, token: &Token, text: &str) -> bool {
        let written = || &text[token.start as usize..token.end as usize];
        self.like(token, text).iter().any(|word| token.may_be(word) && same(written(), word))
    }

    /// The words and phrases among which are those that a token of a text may begin: nearly always none.
    pub(super) fn like(&self, token: &Token, text: &str) -> &[&'static str] {
        let table = self.table.get_or_init(|| Table::of(self.list));
        let last = text.as_bytes()[token.end as usize - 1];
        let hash = hash(token.head, last, (token.end - token.start) as usize);
        if table.hashes[hash / 64] >> (hash % 64) & 1 > 0 { &table.words } else { &[] }
    }
}

impl Table {
    fn of(list: &'static str) -> Self {
        let words: Vec<&str> = list.split(", ").collect();
        let mut hashes = [0; BITS / 64];
        for phrase in &words {
            let word = phrase.split(' ').next().unwrap_or(phrase).as_bytes();
            if let (Some(first), Some(last)) = (word.first(), word.last()) {
                let hash = hash(first | 0x20, *last, word.len());
                hashes[hash / 64] |= 1 << (hash % 64);
            }
        }
        Self { words, hashes }
    }
}

/// The hash of a word that begins with a byte, as [`Token::head`] has it, and ends with one: below [`BITS`]. Small
/// letters and capitals have the same: beyond ASCII the end tells nothing.
fn hash(head: u8, last: u8, length: usize) -> usize {
    let last = if last.is_ascii() { usize::from(last | 0x20) } else { 0 };
    (usize::from(head) + last * 5 + length * 29) % BITS
}
