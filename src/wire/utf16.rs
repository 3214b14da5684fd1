//! Byte offsets to UTF-16 offsets, for pages that index JavaScript strings.

/// How the offsets of a message are counted.
#[derive(Debug)]
pub enum Offsets {
    /// Bytes of the decoded UTF-8 text: the contract's unit, and the core's.
    Bytes,
    /// UTF-16 code units: what `String.prototype.slice` of JavaScript counts.
    Utf16(Utf16Map),
}

impl Offsets {
    /// UTF-16 offsets of `text`. Linear in its length.
    #[must_use]
    pub fn utf16(text: &str) -> Self {
        Self::Utf16(Utf16Map::new(text))
    }

    /// The offset in this unit of the byte offset `byte` of `text`, which must be the text this was made for.
    #[must_use]
    pub fn of(&self, text: &str, byte: u32) -> u32 {
        match self {
            Self::Bytes => byte,
            Self::Utf16(map) => map.of(text, byte),
        }
    }
}

/// Bytes between two remembered places; a look-up reads at most this much text.
const STEP: usize = 256;

/// Remembers the UTF-16 offset of every 256th byte of one text.
#[derive(Debug)]
pub struct Utf16Map {
    /// The UTF-16 offset of the first character that begins at or after byte `i * STEP`.
    at: Vec<u32>,
}

impl Utf16Map {
    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut at = Vec::with_capacity(text.len() / STEP + 1);
        let mut units = 0;
        for (byte, c) in text.char_indices() {
            while at.len() * STEP <= byte {
                at.push(units);
            }
            units += units_of(c);
        }
        while at.len() * STEP <= text.len() {
            at.push(units);
        }
        Self { at }
    }

    /// The UTF-16 offset of the character that begins at byte `byte` of `text`; an offset inside a character counts
    /// as its end, one beyond the text as the text's end.
    #[must_use]
    pub fn of(&self, text: &str, byte: u32) -> u32 {
        let byte = (byte as usize).min(text.len());
        let Some(&known) = self.at.get(byte / STEP) else { return 0 };
        let start = ceil_char(text, byte / STEP * STEP);
        let end = ceil_char(text, byte);
        known + text.get(start..end).unwrap_or("").chars().map(units_of).sum::<u32>()
    }
}

/// UTF-16 units of a character: 1, or 2 outside the basic plane.
fn units_of(c: char) -> u32 {
    if c.len_utf16() == 2 { 2 } else { 1 }
}

/// The first character boundary at or after `byte`.
fn ceil_char(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}
