//! The words of all labels by number, so that everything after the first look compares numbers.

use super::key;

/// Byte strings numbered from 1 in the order of first sight: the words of all labels. One open-addressing table.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// [`brief`] and the number; free where the number is 0. A power of two long, at most half full.
    slots: Vec<(u64, u32)>,
    /// Where each ends in `bytes`.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

impl Vocabulary {
    /// The number of a word as written, 0 when no label has it. An unknown English plural is its singular.
    #[cfg_attr(page, optimize(speed))]
    pub(super) fn find(&self, written: &str, key: &mut Vec<u8>) -> u32 {
        if self.slots.is_empty() || !key::canonical(written, key) {
            return 0;
        }
        let id = self.get(key);
        if id > 0 {
            return id;
        }
        match key.as_slice() {
            [.., b'i', b'e', b's'] if key.len() > 4 => {
                key.truncate(key.len() - 3);
                key.push(b'y');
            }
            [.., before, b's'] if key.len() > 3 && *before != b's' => key.truncate(key.len() - 1),
            _ => return 0,
        }
        self.get(key)
    }

    /// The number of a word that some label certainly has, for rules that name words; 0 when none has.
    pub(super) fn number(&self, written: &str) -> u32 {
        let mut key = Vec::new();
        key::canonical(written, &mut key);
        self.get(&key)
    }

    /// For each word by number the word it may be the English plural of.
    pub(super) fn singulars(&self) -> Vec<u32> {
        let singular = |id: u32| match self.bytes_of(id) {
            [stem @ .., b'i', b'e', b's'] if stem.len() > 1 => self.get(&[stem, b"y"].concat()),
            [stem @ .., b's'] if stem.len() > 2 && stem.last() != Some(&b's') => self.get(stem),
            _ => 0,
        };
        (0..=self.len() as u32).map(singular).collect()
    }

    /// How many words there are; numbers run from 1 to this.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The word of a number; empty for 0.
    pub(super) fn bytes_of(&self, id: u32) -> &[u8] {
        let end = |id: u32| id.checked_sub(1).map_or(0, |at| self.ends[at as usize] as usize);
        &self.bytes[end(id.saturating_sub(1))..end(id)]
    }

    #[cfg_attr(page, optimize(speed))]
    fn get(&self, key: &[u8]) -> u32 {
        if self.slots.is_empty() { 0 } else { self.slots[self.slot(key)].1 }
    }

    /// The slot that holds a key, or the free one where it belongs.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn slot(&self, key: &[u8]) -> usize {
        let (mask, brief) = (self.slots.len() - 1, brief(key));
        let mut at = mixed(brief) & mask;
        loop {
            let (other, id) = self.slots[at];
            if id == 0 || other == brief && (key.len() <= 8 || self.bytes_of(id) == key) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    pub(super) fn intern(&mut self, key: &[u8]) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            let length = (self.slots.len() * 2).max(1024);
            self.slots = vec![(0, 0); length];
            for id in 1..=self.len() as u32 {
                let key = self.bytes_of(id);
                let (at, brief) = (self.slot(key), brief(key));
                self.slots[at] = (brief, id);
            }
        }
        let at = self.slot(key);
        if self.slots[at].1 == 0 {
            self.bytes.extend_from_slice(key);
            self.ends.push(self.bytes.len() as u32);
            self.slots[at] = (brief(key), self.ends.len() as u32);
        }
        self.slots[at].1
    }
}

/// A key in eight bytes: itself where it has room, so that most comparisons are one of numbers; of a longer one a hash
/// under a byte that ends no text. Keys that are no text have eight bytes.
#[inline]
#[cfg_attr(page, optimize(speed))]
fn brief(key: &[u8]) -> u64 {
    if key.len() <= 8 {
        return key.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b));
    }
    let hash = key.iter().fold(0u64, |state, b| (state.rotate_left(5) ^ u64::from(*b)).wrapping_mul(K));
    hash | 0xFF << 56
}

/// The golden ratio: spreads what is multiplied by it.
const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Where the search for a key begins. Nobody outside chooses what is interned.
#[inline]
#[cfg_attr(page, optimize(speed))]
fn mixed(brief: u64) -> usize {
    let state = (brief ^ brief >> 32).wrapping_mul(K);
    (state ^ state >> 29) as usize
}
