//! Numbers as bytes: variable-length integers, runs of equal bit width, and Rice codes.

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

    /// A reader of the bits of the next `len` bytes, or of all that is left, which is passed over. It can read beyond
    /// them.
    #[inline]
    pub fn bits(&mut self, len: Option<usize>) -> Option<BitReader<'a>> {
        let bits = BitReader::new(self.bytes.get(self.at..)?, 0);
        self.at = len.map_or(Some(self.bytes.len()), |len| self.at.checked_add(len))?;
        Some(bits)
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

/// Appends `values` in `width` bits each, lowest bit first.
pub fn pack(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let mut bits = BitWriter::default();
    values.iter().for_each(|value| bits.put(*value, width, out));
    bits.finish(out);
}

/// The number of `width` bits (at most 32) that begins at bit `bit` of `bytes`; bits past the end are 0.
#[inline]
#[must_use]
pub fn unpack_one(bytes: &[u8], bit: usize, width: u32) -> u32 {
    BitReader::new(bytes, bit).get(width)
}

/// A quotient of so many or more is not written in ones' places: the whole number follows in 32 bits.
const ESCAPE: u32 = 24;

/// Writes numbers bit by bit, lowest first, to the end of a run of bytes.
#[derive(Debug, Default, Clone, Copy)]
pub struct BitWriter {
    held: u64,
    bits: u32,
}

impl BitWriter {
    /// Writes a number in `width` bits (at most 32).
    #[inline(always)]
    pub fn put(&mut self, value: u32, width: u32, out: &mut Vec<u8>) {
        self.held |= u64::from(value) << self.bits;
        self.bits += width;
        if self.bits >= 32 {
            out.extend_from_slice(&(self.held as u32).to_le_bytes());
            self.held >>= 32;
            self.bits -= 32;
        }
    }

    /// Writes a number by Rice's code: as many zeros and a one as it has 2^`k`, then the rest of it in `k` bits. Best
    /// where numbers fall off geometrically (R. F. Rice, "Some practical universal noiseless coding techniques", 1979).
    #[inline]
    pub fn rice(&mut self, value: u32, k: u32, out: &mut Vec<u8>) {
        let high = value >> k;
        if high + k < 32 && high < ESCAPE {
            self.put((value & mask(k)) << 1 << high | 1 << high, high + 1 + k, out);
        } else {
            *self = self.long_rice(value, k, out);
        }
    }

    /// [`Self::rice`] of a number that takes more than 32 bits. By value, so that the writer can stay in registers.
    #[cold]
    fn long_rice(mut self, value: u32, k: u32, out: &mut Vec<u8>) -> Self {
        let high = (value >> k).min(ESCAPE);
        self.put(1 << high, high + 1, out);
        if high < ESCAPE {
            self.put(value & mask(k), k, out);
        } else {
            self.put(value, 32, out);
        }
        self
    }

    /// Writes a number below `range` in as few bits as `range` needs, or one fewer.
    #[inline]
    pub fn below(&mut self, value: u32, range: u32, out: &mut Vec<u8>) {
        let (width, short) = widths(range);
        // The longer numbers have their lowest bit behind the others.
        let long = u32::from(value >= short);
        let number = value + (short & long.wrapping_neg());
        self.put(number >> long | (number & long) << width, width + long, out);
    }

    /// How many bits were written to `out`, where nothing else is.
    #[must_use]
    pub fn len(&self, out: &[u8]) -> u32 {
        out.len() as u32 * 8 + self.bits
    }

    /// Writes the first `len` bits of `bytes`; what follows them in the last byte must be zeros.
    pub fn append(&mut self, bytes: &[u8], len: u32, out: &mut Vec<u8>) {
        let (words, last) = bytes.split_at(len as usize / 32 * 4);
        for word in words.chunks_exact(4) {
            self.put(word.first_chunk().map_or(0, |word| u32::from_le_bytes(*word)), 32, out);
        }
        let last = last.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte));
        self.put(last, len % 32, out);
    }

    /// Fills the last byte.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.held.to_le_bytes()[..self.bits.div_ceil(8) as usize]);
        *self = Self::default();
    }
}

/// Reads what [`BitWriter`] wrote; bits past the end are 0.
#[derive(Debug, Clone, Copy)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The place of the next bit.
    pub bit: usize,
}

impl<'a> BitReader<'a> {
    /// Starts at bit `bit`.
    #[inline]
    #[must_use]
    pub fn new(bytes: &'a [u8], bit: usize) -> Self {
        Self { bytes, bit }
    }

    /// The next 57 bits and more.
    #[inline(always)]
    fn word(&self) -> u64 {
        let tail = self.bytes.get(self.bit / 8..).unwrap_or(&[]);
        let word = match tail.first_chunk::<8>() {
            Some(chunk) => u64::from_le_bytes(*chunk),
            None => last_word(tail),
        };
        word >> (self.bit % 8)
    }

    /// The next number of `width` bits (at most 32).
    #[inline]
    pub fn get(&mut self, width: u32) -> u32 {
        let value = self.word() as u32 & mask(width);
        self.bit += width as usize;
        value
    }

    /// The next number by Rice's code.
    #[inline(always)]
    pub fn rice(&mut self, k: u32) -> u32 {
        let word = self.word();
        let high = word.trailing_zeros();
        if high < ESCAPE {
            self.bit += (high + 1 + k) as usize;
            return (word >> (high + 1)) as u32 & mask(k) | high << k;
        }
        self.bit += ESCAPE as usize + 33;
        (word >> (ESCAPE + 1)) as u32
    }

    /// Calls `each` with the next `count` numbers by Rice's code. What was read of the bytes serves several of them.
    #[inline]
    pub fn rices(&mut self, k: u32, count: usize, mut each: impl FnMut(u32)) {
        // Up to here a number that is not written out lies within the word.
        let (last, mask) = (57u32.saturating_sub(ESCAPE + k), mask(k));
        let (mut word, mut used) = (self.word(), 0);
        for _ in 0..count {
            if used > last {
                self.bit += used as usize;
                (word, used) = (self.word(), 0);
            }
            let high = word.trailing_zeros();
            if high >= ESCAPE {
                self.bit += used as usize;
                each(self.rice(k));
                (word, used) = (self.word(), 0);
                continue;
            }
            word >>= high + 1;
            each(word as u32 & mask | high << k);
            word >>= k;
            used += high + 1 + k;
        }
        self.bit += used as usize;
    }

    /// Fills `out` with the sums of the next numbers by Rice's code, one more for each before it where `step` is 1.
    /// The loop of [`Self::rices`] again: by way of that, phrases took a tenth longer.
    #[inline(always)]
    pub fn sums(&mut self, k: u32, mut sum: u32, step: u32, out: &mut [u32]) {
        let (last, mask) = (57u32.saturating_sub(ESCAPE + k), mask(k));
        let (mut word, mut used) = (self.word(), 0);
        for slot in out {
            if used > last {
                self.bit += used as usize;
                (word, used) = (self.word(), 0);
            }
            let high = word.trailing_zeros();
            if high >= ESCAPE {
                self.bit += used as usize;
                sum = sum.wrapping_add(self.rice(k));
                (word, used) = (self.word(), 0);
            } else {
                word >>= high + 1;
                sum = sum.wrapping_add(word as u32 & mask | high << k);
                word >>= k;
                used += high + 1 + k;
            }
            *slot = sum;
            sum = sum.wrapping_add(step);
        }
        self.bit += used as usize;
    }

    /// The next number below `range`.
    #[inline(always)]
    pub fn below(&mut self, range: u32) -> u32 {
        let (width, short) = widths(range);
        let word = self.word();
        let (high, more) = (word as u32 & mask(width), (word >> width) as u32 & 1);
        // Without a branch, which nobody could foretell: a longer number is twice as high and one bit more, less the short ones.
        let long = u32::from(high >= short);
        self.bit += (width + long) as usize;
        high.wrapping_add(high.wrapping_add(more).wrapping_sub(short) & long.wrapping_neg())
    }

    /// Bits that are left.
    #[must_use]
    pub fn left(&self) -> usize {
        (self.bytes.len() * 8).saturating_sub(self.bit)
    }

    /// Whether all was read.
    #[must_use]
    pub fn is_past(&self) -> bool {
        self.bit > self.bytes.len() * 8
    }
}

#[cold]
fn last_word(tail: &[u8]) -> u64 {
    tail.iter().rev().fold(0, |word, b| word << 8 | u64::from(*b))
}

/// The bits of the shorter numbers below `range`, and how many there are of them.
#[inline(always)]
fn widths(range: u32) -> (u32, u32) {
    let width = 31 - range.max(2).leading_zeros();
    let short = (2u32 << width).wrapping_sub(range.max(2));
    (width, short)
}

/// The parameter of Rice's code for `count` numbers that make `sum` together.
#[inline]
#[must_use]
pub fn rice_parameter(sum: u32, count: u32) -> u32 {
    // The logarithm of four fifths of the mean, without a division.
    let (sum, count) = (u64::from(sum) * 4, u64::from(count.max(1)) * 5);
    let k = count.leading_zeros().saturating_sub((sum | 1).leading_zeros());
    k.saturating_sub(u32::from(count << k > sum))
}

#[inline]
fn mask(width: u32) -> u32 {
    u32::MAX.checked_shr(32 - width.min(32)).unwrap_or(0)
}
