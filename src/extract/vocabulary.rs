//! The words of all labels by number, so that everything after the first look compares numbers.

use super::key::{self, Key};

/// Byte strings numbered from 1 in the order of first sight: the words of all labels. One open-addressing table.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// For each slot a byte of the hash, 0 where it is free: small enough to stay in the cache, and tells nearly all
    /// words that are not known.
    tags: Vec<u8>,
    /// A power of two long, at most half full.
    slots: Vec<Slot>,
    /// Where each ends in `bytes`.
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

/// A word that is known; all zero where there is none.
#[derive(Debug, Clone, Copy, Default)]
struct Slot {
    /// What [`Key::brief`] gives.
    brief: u64,
    /// The number.
    id: u32,
    /// The word that it may be the English plural of; 0 where there is none.
    singular: u32,
}

impl Vocabulary {
    /// The number of a word by its key, 0 when no label has it, and that of the word it may be the English plural of,
    /// 0 where there is none. An unknown plural is its singular, and leaves its key so.
    pub(super) fn find(&self, key: &mut Key) -> (u32, u32) {
        let slot = self.get(key);
        if slot.id > 0 {
            return (slot.id, slot.singular);
        }
        let length = key.bytes().len();
        match key.bytes() {
            [.., b'i', b'e', b's'] if length > 4 => {
                key.truncate(length - 3);
                key.push(b'y');
            }
            [.., before, b's'] if length > 3 && *before != b's' => key.truncate(length - 1),
            _ => return (0, 0),
        }
        let slot = self.get(key);
        (slot.id, slot.singular)
    }

    /// The number of a word that some label certainly has, for rules that name words; 0 when none has.
    pub(super) fn number(&self, written: &str) -> u32 {
        let mut key = Key::default();
        key::canonical(written, &mut key);
        self.get(&key).id
    }

    /// To be called once all words are in.
    pub(super) fn find_singulars(&mut self) {
        let singular = |id: u32| match self.bytes_of(id) {
            [stem @ .., b'i', b'e', b's'] if stem.len() > 1 => self.get(&Key::of(&[stem, b"y"].concat())).id,
            [stem @ .., b's'] if stem.len() > 2 && stem.last() != Some(&b's') => self.get(&Key::of(stem)).id,
            _ => 0,
        };
        let singulars: Vec<u32> = self.slots.iter().map(|slot| singular(slot.id)).collect();
        self.slots.iter_mut().zip(singulars).for_each(|(slot, singular)| slot.singular = singular);
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
    fn get(&self, key: &Key) -> Slot {
        if self.slots.is_empty() { Slot::default() } else { self.slots[self.slot(key.bytes(), key.brief())] }
    }

    /// The slot that holds a key, or the free one where it belongs.
    #[cfg_attr(page, optimize(speed))]
    fn slot(&self, key: &[u8], brief: u64) -> usize {
        let (mask, hash) = (self.tags.len() - 1, mixed(brief));
        let mut at = hash as usize & mask;
        loop {
            let tag = self.tags[at];
            if tag == 0 || tag == tag_of(hash) && self.holds(at, key, brief) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    fn holds(&self, slot: usize, key: &[u8], brief: u64) -> bool {
        let slot = self.slots[slot];
        slot.brief == brief && (key.len() <= 8 || self.bytes_of(slot.id) == key)
    }

    /// The number of a key with its [`Key::brief`], from now on.
    pub(super) fn intern(&mut self, key: &[u8], brief: u64) -> u32 {
        if self.ends.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let at = self.slot(key, brief);
        if self.slots[at].id == 0 {
            self.bytes.extend_from_slice(key);
            self.ends.push(self.bytes.len() as u32);
            self.slots[at] = Slot { brief, id: self.ends.len() as u32, singular: 0 };
            self.tags[at] = tag_of(mixed(brief));
        }
        self.slots[at].id
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); length]);
        self.tags = vec![0; length];
        for slot in old.into_iter().filter(|slot| slot.id > 0) {
            // All are different: the first free slot is right.
            let mut at = mixed(slot.brief) as usize & (length - 1);
            while self.tags[at] > 0 {
                at = (at + 1) & (length - 1);
            }
            (self.slots[at], self.tags[at]) = (slot, tag_of(mixed(slot.brief)));
        }
    }
}

/// The golden ratio: spreads what is multiplied by it.
const K: u64 = 0x9E37_79B9_7F4A_7C15;

/// Where the search for a key begins. Nobody outside chooses what is interned.
#[inline]
#[cfg_attr(page, optimize(speed))]
fn mixed(brief: u64) -> u32 {
    let state = (brief ^ brief >> 32).wrapping_mul(K);
    (state ^ state >> 29) as u32
}

/// The byte of a hash that its slot shows; never 0.
#[inline]
fn tag_of(hash: u32) -> u8 {
    (hash >> 24) as u8 | 1
}
