//! Texts to small numbers while a segment is built: one open-addressing table over one run of bytes.
//!
//! A `HashMap<Box<str>, u32>` would cost about 60 bytes an entry and an allocation each; this costs 12 bytes and
//! the text. The numbers are given in the order of first sight, so nothing depends on the hash.

/// A growing list of distinct byte strings, numbered from 0.
#[derive(Debug, Default)]
pub struct Interner {
    /// 0 is free, otherwise one more than the number of the entry. A power of two long.
    slots: Vec<u32>,
    entries: Vec<Entry>,
    bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    start: u32,
    hash: u32,
    len: u16,
}

impl Interner {
    /// The number of `text`, and whether it is new. Texts longer than 64 KiB are told apart by their first 64 KiB.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    pub fn put(&mut self, text: &[u8]) -> (u32, bool) {
        let text = &text[..text.len().min(usize::from(u16::MAX))];
        if (self.entries.len() + 1) * 4 > self.slots.len() * 3 {
            self.grow();
        }
        let hash = hash(text);
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        while let Some(id) = self.slots[at].checked_sub(1) {
            let entry = self.entries[id as usize];
            if entry.hash == hash && self.slice(entry) == text {
                return (id, false);
            }
            at = (at + 1) & mask;
        }
        let id = self.entries.len() as u32;
        self.slots[at] = id + 1;
        self.entries.push(Entry { start: self.bytes.len() as u32, hash, len: text.len() as u16 });
        self.bytes.extend_from_slice(text);
        (id, true)
    }

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

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(1024);
        self.slots = vec![0; len];
        for (id, entry) in self.entries.iter().enumerate() {
            let mut at = entry.hash as usize & (len - 1);
            while self.slots[at] != 0 {
                at = (at + 1) & (len - 1);
            }
            self.slots[at] = id as u32 + 1;
        }
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
