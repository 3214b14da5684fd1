//! A set of words that is asked before a larger one.

/// Bits of the set.
const BITS: u32 = 1 << 14;

/// A set that never says no of a word that was put in, and mostly says no of others: one bit a word, by its hash (Bloom
/// 1970, with one hash function). Most words of most queries begin no name: this is one look instead of a search.
#[derive(Debug, Clone)]
pub struct Sieve(Vec<u64>);

impl Default for Sieve {
    fn default() -> Self {
        Self(vec![0; BITS as usize / 64])
    }
}

impl Sieve {
    /// Puts in the first word of a key, which ends at a space.
    pub fn insert(&mut self, key: &str) {
        let bit = hash(key);
        self.0[bit / 64] |= 1 << (bit % 64);
    }

    /// Whether the first word of a key may be in.
    #[must_use]
    pub fn may_hold(&self, key: &str) -> bool {
        let bit = hash(key);
        self.0[bit / 64] >> (bit % 64) & 1 == 1
    }
}

/// The number of a bit: FNV-1a over the bytes up to a space, folded.
fn hash(key: &str) -> usize {
    let word = key.bytes().take_while(|byte| *byte != b' ');
    let hash = word.fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    ((hash ^ hash >> 16) & (BITS - 1)) as usize
}
