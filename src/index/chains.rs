//! Many byte strings that grow side by side in one arena: the postings of all terms while a segment is built.
//!
//! Each string lives in slices of rising size that point to the next one, as in Lucene's `ByteBlockPool`. The
//! arena grows by whole pages, so nothing is ever copied or doubled, and a term that occurs once costs 8 bytes.

/// Bytes of a page.
const PAGE: usize = 1 << 15;
/// Sizes of the slices of one string in turn; the last size repeats. Each divides a page or is skipped over its end.
const SIZES: [usize; 8] = [8, 16, 24, 32, 48, 64, 96, 128];
/// Bytes of the pointer that ends a full slice.
const POINTER: usize = 4;

/// The arena.
#[derive(Debug, Default)]
pub struct Chains {
    pages: Vec<Box<[u8; PAGE]>>,
    /// The first free byte.
    free: usize,
}

/// The end of one string: where its next byte goes.
#[derive(Debug, Clone, Copy)]
pub struct Tail(u32);

impl Chains {
    /// Begins an empty string; gives its beginning and its end.
    pub fn begin(&mut self) -> (u32, Tail) {
        let head = self.slice(0);
        (head, Tail(head))
    }

    /// Bytes in use.
    #[must_use]
    pub fn used(&self) -> usize {
        self.free
    }

    /// Appends a byte to the string that ends at `tail`.
    #[inline]
    pub fn push(&mut self, tail: &mut Tail, byte: u8) {
        let mut at = tail.0 as usize;
        // A byte beyond what was written is 0, the last of a slice holds its level + 1: see `slice`.
        if self.pages[at / PAGE][at % PAGE] != 0 {
            at = self.extend(at);
        }
        self.pages[at / PAGE][at % PAGE] = byte;
        tail.0 = at as u32 + 1;
    }

    /// Appends a variable-length integer to the string that ends at `tail`.
    #[inline]
    pub fn push_varint(&mut self, tail: &mut Tail, mut value: u32) {
        while value >= 0x80 {
            self.push(tail, value as u8 | 0x80);
            value >>= 7;
        }
        self.push(tail, value as u8);
    }

    /// Appends the string from `head` to `tail` to `out`.
    pub fn copy(&self, head: u32, tail: Tail, out: &mut Vec<u8>) {
        let (mut at, mut level, tail) = (head as usize, 0, tail.0 as usize);
        loop {
            let page = &self.pages[at / PAGE][..];
            let (start, size) = (at % PAGE, SIZES[level]);
            // In the last slice the bytes of the pointer's places are data.
            if (at..at + size).contains(&tail) {
                out.extend_from_slice(&page[start..start + tail - at]);
                return;
            }
            let (data, pointer) = page[start..start + size].split_at(size - POINTER);
            out.extend_from_slice(data);
            let Some(pointer) = pointer.first_chunk::<POINTER>() else { return };
            at = u32::from_le_bytes(*pointer) as usize;
            level = (level + 1).min(SIZES.len() - 1);
        }
    }

    /// Takes a slice of `SIZES[level]` bytes and marks its last byte.
    fn slice(&mut self, level: usize) -> u32 {
        let size = SIZES[level];
        if self.free / PAGE != (self.free + size - 1) / PAGE || self.free == self.pages.len() * PAGE {
            self.free = self.pages.len() * PAGE;
            self.pages.push(Box::new([0; PAGE]));
        }
        let start = self.free;
        self.free += size;
        let last = self.free - 1;
        self.pages[last / PAGE][last % PAGE] = level as u8 + 1;
        start as u32
    }

    /// Makes room where a slice ends at its marked byte `last`: the three bytes before it move to a new slice and
    /// a pointer takes the four places. Returns where to write on.
    #[cold]
    fn extend(&mut self, last: usize) -> usize {
        let level = usize::from(self.pages[last / PAGE][last % PAGE]);
        let next = self.slice(level.min(SIZES.len() - 1));
        let (from, to) = (last + 1 - POINTER, next as usize);
        for (step, byte) in next.to_le_bytes().into_iter().enumerate() {
            let old = std::mem::replace(&mut self.pages[from / PAGE][from % PAGE + step], byte);
            if step + 1 < POINTER {
                self.pages[to / PAGE][to % PAGE + step] = old;
            }
        }
        to + POINTER - 1
    }
}
