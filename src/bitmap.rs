//! Sets of documents: and, or, and-not, count, iterate in order.
//!
//! One bit a document, in words of 64. Fifty thousand documents are 6 KB, so an operation over a whole set costs
//! about a microsecond and no compression pays: Roaring (Lemire et al. 2016) begins to win far beyond our sizes.

/// A set of numbers below a fixed length.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bitmap {
    words: Vec<u64>,
    /// Numbers at or above are not in the set; the unused bits of the last word stay 0.
    len: usize,
}

impl Bitmap {
    /// The empty set below `len`.
    #[must_use]
    pub fn new(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// All numbers below `len`.
    #[must_use]
    pub fn full(len: usize) -> Self {
        let mut set = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        set.trim();
        set
    }

    /// The set of `items`; those at or above `len` are left out.
    #[must_use]
    #[cfg_attr(page, optimize(speed))]
    pub fn of(len: usize, items: impl IntoIterator<Item = u32>) -> Self {
        let mut set = Self::new(len);
        for item in items {
            set.insert(item);
        }
        set
    }

    /// The length: one more than the highest number that can be in the set.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether no number is in the set.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|w| *w == 0)
    }

    /// Puts `item` in; a number beyond the length is ignored.
    #[inline]
    pub fn insert(&mut self, item: u32) {
        if let Some(word) = self.words.get_mut(item as usize / 64).filter(|_| (item as usize) < self.len) {
            *word |= 1 << (item % 64);
        }
    }

    /// Takes `item` out.
    pub fn remove(&mut self, item: u32) {
        if let Some(word) = self.words.get_mut(item as usize / 64) {
            *word &= !(1 << (item % 64));
        }
    }

    /// Whether `item` is in the set.
    #[inline]
    #[must_use]
    pub fn contains(&self, item: u32) -> bool {
        self.words.get(item as usize / 64).is_some_and(|w| w >> (item % 64) & 1 == 1)
    }

    /// How many numbers are in the set.
    #[must_use]
    #[cfg_attr(page, optimize(speed))]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|w| w.count_ones()).sum()
    }

    /// How many numbers both sets hold.
    #[must_use]
    #[cfg_attr(page, optimize(speed))]
    pub fn and_count(&self, other: &Self) -> u32 {
        self.words.iter().zip(&other.words).map(|(a, b)| (a & b).count_ones()).sum()
    }

    /// Keeps what `other` holds too.
    pub fn and(&mut self, other: &Self) {
        self.combine(other, |a, b| a & b);
    }

    /// Adds what `other` holds.
    pub fn or(&mut self, other: &Self) {
        self.combine(other, |a, b| a | b);
    }

    /// Takes out what `other` holds.
    pub fn and_not(&mut self, other: &Self) {
        self.combine(other, |a, b| a & !b);
    }

    /// The numbers below the length that are not in the set.
    #[must_use]
    pub fn complement(mut self) -> Self {
        for word in &mut self.words {
            *word = !*word;
        }
        self.trim();
        self
    }

    /// The same set with a higher length.
    pub fn grow(&mut self, len: usize) {
        self.len = self.len.max(len);
        self.words.resize(self.len.div_ceil(64), 0);
    }

    /// The numbers in ascending order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, word)| Ones { word: *word, base: at as u32 * 64 })
    }

    #[cfg_attr(page, optimize(speed))]
    fn combine(&mut self, other: &Self, op: impl Fn(u64, u64) -> u64) {
        let missing = std::iter::repeat(&0);
        for (a, b) in self.words.iter_mut().zip(other.words.iter().chain(missing)) {
            *a = op(*a, *b);
        }
        self.trim();
    }

    fn trim(&mut self) {
        let used = self.len % 64;
        if let Some(last) = self.words.last_mut().filter(|_| used > 0) {
            *last &= (1 << used) - 1;
        }
    }
}

/// The bits of one word.
struct Ones {
    word: u64,
    base: u32,
}

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.word == 0 {
            return None;
        }
        let bit = self.word.trailing_zeros();
        self.word &= self.word - 1;
        Some(self.base + bit)
    }
}
