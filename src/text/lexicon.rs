//! What single words tell to the cleaning rules and to the language, looked up once a word.

use std::sync::OnceLock;

use super::cues;
use super::language::{ENGLISH, OTHERS, VIETNAMESE};

/// What a word tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sense {
    /// The cue phrases that begin with it, as a range of [`cues::table`].
    pub from: u16,
    /// One past the last of them.
    pub to: u16,
    /// Bits of [`LITTLE_ENGLISH`] and the like.
    pub class: u8,
}

/// A little or frequent word of English.
pub(super) const LITTLE_ENGLISH: u8 = 1;
/// A frequent syllable of Vietnamese.
pub(super) const FREQUENT_VIETNAMESE: u8 = 2;
/// A little word of another language.
pub(super) const OTHER_LANGUAGE: u8 = 4;
/// A word that may label a picture.
pub(super) const PICTURE: u8 = 8;

/// What a folded word tells.
#[inline]
pub(super) fn sense(folded: &str) -> Sense {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::build).get(folded)
}

/// An open-addressing table; a quarter full, so that a word that is not in it is mostly told by one look.
struct Lexicon {
    /// Which slots are taken: small enough to stay in the cache.
    taken: Vec<bool>,
    /// A word, its [`brief`] and what it tells.
    slots: Vec<Option<(u64, &'static str, Sense)>>,
}

const SLOTS: usize = 4096;

impl Lexicon {
    fn build() -> Self {
        let mut lexicon = Self { taken: vec![false; SLOTS], slots: vec![None; SLOTS] };
        let table = cues::table();
        let mut at = 0;
        for group in table.chunk_by(|a, b| a.first == b.first) {
            let index = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
            let (from, to) = (index(at), index(at + group.len()));
            lexicon.entry(&group[0].first, |sense| *sense = Sense { from, to, ..*sense });
            at += group.len();
        }
        let classes = [
            (ENGLISH, LITTLE_ENGLISH),
            (VIETNAMESE, FREQUENT_VIETNAMESE),
            (OTHERS, OTHER_LANGUAGE),
            ("anh photo photos image images picture hinh nguon", PICTURE),
        ];
        for (words, class) in classes {
            for word in words.split(' ') {
                lexicon.entry(word, |sense| sense.class |= class);
            }
        }
        lexicon
    }

    fn entry(&mut self, word: &'static str, change: impl FnOnce(&mut Sense)) {
        let brief = brief(word);
        let mut at = slot(brief);
        while self.slots[at].is_some_and(|(_, found, _)| found != word) {
            at = (at + 1) % SLOTS;
        }
        self.taken[at] = true;
        let (.., sense) = self.slots[at].get_or_insert((brief, word, Sense::default()));
        change(sense);
    }

    #[inline]
    fn get(&self, word: &str) -> Sense {
        let brief = brief(word);
        let mut at = slot(brief);
        while self.taken[at] {
            match &self.slots[at] {
                Some((other, found, sense)) if *other == brief && (word.len() < 8 || *found == word) => {
                    return *sense;
                }
                _ => at = (at + 1) % SLOTS,
            }
        }
        Sense::default()
    }
}

/// Up to seven letters of a word and its length, up to eight; of less than eight they say which it is. In two or three
/// reads, which overlap.
#[inline]
fn brief(word: &str) -> u64 {
    let bytes = word.as_bytes();
    let length = bytes.len();
    let letters = match (bytes.first_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(eight), ..) => u64::from_le_bytes(*eight) << 8,
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) << 8
                | u64::from(u32::from_le_bytes(*last)) << (length * 8 - 24)
        }
        _ => bytes.iter().fold(0, |letters, byte| (letters | u64::from(*byte)) << 8),
    };
    letters | length.min(8) as u64
}

/// The slot where a word belongs: mixed by a multiplication (Fibonacci hashing).
#[inline]
fn slot(brief: u64) -> usize {
    (brief.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
}
