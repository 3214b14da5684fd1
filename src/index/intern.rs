//! Texts to small numbers while a segment is built: one open-addressing table over one run of bytes.
//!
//! A `HashMap<Box<str>, u32>` would cost about 60 bytes an entry and an allocation each; this costs 20 bytes and
//! the text. The numbers are given in the order of first sight, so nothing depends on the hash.

/// A growing list of distinct byte strings, numbered from 0.
#[derive(Debug, Default)]
pub struct Interner {
    /// Hash, and one more than the number of the entry; 0 is free. A power of two long.
    slots: Vec<(u32, u32)>,
    texts: Texts,
}

/// Texts by their numbers.
#[derive(Debug, Default)]
pub struct Texts {
    entries: Vec<Entry>,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    len: u16,
}

impl Interner {
    /// The number of `text`, and whether it is new. Texts longer than 64 KiB are told apart by their first 64 KiB.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn put(&mut self, text: &[u8]) -> (u32, bool) {
        let text = &text[..text.len().min(usize::from(u16::MAX))];
        if (self.texts.entries.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while self.slots[at].1 != 0 {
            let id = self.slots[at].1 - 1;
            if self.slots[at].0 == hash && self.texts.slice(self.texts.entries[id as usize]) == text {
                return (id, false);
            }
            at = (at + 1) & mask;
        }
        let Texts { entries, bytes } = &mut self.texts;
        let id = entries.len() as u32;
        self.slots[at] = (hash, id + 1);
        entries.push(Entry { start: bytes.len() as u32, len: text.len() as u16 });
        bytes.extend_from_slice(text);
        (id, true)
    }

    /// The texts alone, without the table that finds them.
    #[must_use]
    pub fn into_texts(self) -> Texts {
        self.texts
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); len]);
        for slot in old.into_iter().filter(|slot| slot.1 != 0) {
            let mut at = slot.0 as usize & (len - 1);
            while self.slots[at].1 != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = slot;
        }
    }
}

impl Texts {
    /// The text of number `id`.
    #[must_use]
    pub fn get(&self, id: u32) -> &[u8] {
        self.entries.get(id as usize).map_or(&[], |entry| self.slice(*entry))
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    #[inline]
    fn slice(&self, entry: Entry) -> &[u8] {
        let start = entry.start as usize;
        &self.bytes[start..start + usize::from(entry.len)]
    }
}

/// Multiply-rotate over words of 8 bytes, the upper half folded in.
#[inline]
fn hash(text: &[u8]) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = text.len() as u64;
    let mut chunks = text.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.first_chunk::<8>().map_or(0, |c| u64::from_le_bytes(*c));
        state = (state.rotate_left(23) ^ word).wrapping_mul(K);
    }
    let last = chunks.remainder().iter().fold(0u64, |word, b| word << 8 | u64::from(*b));
    state = (state.rotate_left(23) ^ last).wrapping_mul(K);
    (state ^ state >> 32) as u32
}
