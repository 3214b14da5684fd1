//! Numbers as bytes: variable-length integers and runs of equal bit width.

/// A cursor over bytes that may come from outside: every read is checked, reading past the end gives `None`.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Starts at byte `at`.
    #[must_use]
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The place of the next byte.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// The next variable-length integer (LEB128, at most 5 bytes).
    #[inline]
    pub fn varint(&mut self) -> Option<u32> {
        let first = self.byte()?;
        if first < 0x80 {
            return Some(u32::from(first));
        }
        let mut value = u32::from(first & 0x7f);
        // Not over an array of shifts: that is a call a step where the compiler saves bytes.
        let mut shift = 7;
        while shift < 35 {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
            shift += 7;
        }
        None
    }

    /// The next `len` bytes.
    #[inline]
    pub fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(len)?)?;
        self.at += len;
        Some(taken)
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        self.at = self.bytes.len();
        rest
    }

    /// A run of bytes with its length before it.
    #[inline]
    pub fn sized(&mut self) -> Option<&'a [u8]> {
        let len = self.varint()? as usize;
        self.take(len)
    }

    /// A text with its length before it.
    pub fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.sized()?).ok()
    }

    /// Four bytes, little end first.
    #[inline]
    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.take(4)?.first_chunk()?))
    }

    /// Moves to byte `at`.
    pub fn seek(&mut self, at: usize) {
        self.at = at;
    }
}

/// Appends a variable-length integer.
#[inline]
pub fn push_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends bytes with their length before them.
pub fn push_sized(out: &mut Vec<u8>, bytes: &[u8]) {
    push_varint(out, u32::try_from(bytes.len()).unwrap_or(u32::MAX));
    out.extend_from_slice(bytes);
}

/// Bits that hold every one of `values`.
#[must_use]
pub fn width_of(values: &[u32]) -> u32 {
    32 - values.iter().fold(0, |all, v| all | v).leading_zeros()
}

/// Bytes that `count` numbers of `width` bits take.
#[must_use]
pub fn packed_len(count: usize, width: u32) -> usize {
    (count * width as usize).div_ceil(8)
}

/// Appends `values` in `width` bits each, lowest bit first.
#[cfg_attr(page, optimize(speed))]
pub fn pack(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut held, mut bits) = (0u64, 0);
    for value in values {
        held |= u64::from(*value) << bits;
        bits += width;
        while bits >= 8 {
            out.push(held as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push(held as u8);
    }
}

/// The number of `width` bits (at most 32) that begins at bit `bit` of `bytes`; bits past the end are 0.
#[inline]
#[must_use]
pub fn unpack_one(bytes: &[u8], bit: usize, width: u32) -> u32 {
    let tail = bytes.get(bit / 8..).unwrap_or(&[]);
    let word = match tail.first_chunk::<8>() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => tail.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b)),
    };
    (word >> (bit % 8)) as u32 & mask(width)
}

/// Appends `count` numbers of `width` bits (at most 32) from the start of `bytes`.
#[cfg_attr(page, optimize(speed))]
pub fn unpack(bytes: &[u8], count: usize, width: u32, out: &mut Vec<u32>) {
    let mask = mask(width);
    let (mut held, mut bits, mut rest) = (0u64, 0u32, bytes.chunks_exact(4));
    let mut tail = 0;
    for _ in 0..count {
        if bits < width {
            let word = match rest.next() {
                Some(chunk) => u32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]),
                None => {
                    let word =
                        rest.remainder().iter().skip(tail).rev().fold(0, |w, b| w << 8 | u32::from(*b));
                    tail = usize::MAX;
                    word
                }
            };
            held |= u64::from(word) << bits;
            bits += 32;
        }
        out.push(held as u32 & mask);
        held >>= width;
        bits -= width;
    }
}

#[inline]
fn mask(width: u32) -> u32 {
    u32::MAX.checked_shr(32 - width.min(32)).unwrap_or(0)
}
