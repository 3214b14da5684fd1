//! The one byte format: magic, version, sections, a table of them with checksums.
//!
//! ```text
//! "ENTENTE" kind:u8  version:u32  section…  table:(tag:4 start:u32 len:u32 sum:u32)…  count:u32 sum:u32 end:u32
//! ```
//!
//! All numbers little end first. The table stands at the end so that sections are written straight into place.
//! Opening reads the table only; [`Sections::verify`] reads everything. A segment is one such file, a snapshot
//! another one that holds segments.

use std::fmt;
use std::ops::Range;

use super::bits::Reader;

/// The version of every kind of file; the first line of CHANGELOG.md names it.
pub const VERSION: u32 = 5;
/// The first bytes of every kind of file.
pub const MAGIC: &[u8; 7] = b"ENTENTE";
const HEAD: usize = 12;
const ROW: usize = 16;
const FOOT: usize = 12;

/// Why bytes were refused. Nothing of them is used; the corpus they were made from is to be read instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SnapshotError {
    /// The first bytes are not ours.
    Foreign,
    /// Written by another version of Entente.
    Version {
        /// The version this program reads.
        expected: u32,
        /// The version of the bytes.
        got: u32,
    },
    /// Fewer bytes than the file says it has.
    Truncated {
        /// Bytes expected, as far as known.
        expected: usize,
        /// Bytes there are.
        got: usize,
    },
    /// A checksum does not fit, or a part contradicts itself.
    Damaged {
        /// Which part.
        section: String,
    },
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => {
                f.write_str("these bytes are no Entente snapshot: expected them to begin with \"ENTENTE\"")?;
            }
            Self::Version { expected, got } => {
                write!(f, "the snapshot has format version {got}, expected {expected}")?;
            }
            Self::Truncated { expected, got } => {
                write!(f, "the snapshot is cut off: expected at least {expected} bytes, got {got}")?;
            }
            Self::Damaged { section } => {
                write!(
                    f,
                    "the snapshot is damaged in its part \"{section}\": expected the bytes that were written"
                )?;
            }
        }
        f.write_str("; build it again from the corpus")
    }
}

impl std::error::Error for SnapshotError {}

/// Damage of a part.
pub(crate) fn damaged(section: &str) -> SnapshotError {
    SnapshotError::Damaged { section: section.to_owned() }
}

/// A short name of a section.
pub type Tag = [u8; 4];

/// Writes a file section by section.
#[derive(Debug)]
pub struct Writer {
    out: Vec<u8>,
    rows: Vec<(Tag, usize, usize)>,
}

impl Writer {
    /// Begins a file of a kind, with room for `capacity` bytes.
    #[must_use]
    pub fn new(kind: u8, capacity: usize) -> Self {
        let mut out = Vec::with_capacity(capacity + HEAD + FOOT + 16 * ROW);
        out.extend_from_slice(MAGIC);
        out.push(kind);
        out.extend_from_slice(&VERSION.to_le_bytes());
        Self { out, rows: Vec::new() }
    }

    /// Writes one section: `fill` appends its bytes, and gets the place where they begin.
    pub fn section<T>(&mut self, tag: Tag, fill: impl FnOnce(&mut Vec<u8>, usize) -> T) -> T {
        let start = self.out.len();
        let value = fill(&mut self.out, start);
        self.rows.push((tag, start, self.out.len()));
        value
    }

    /// Writes the table and gives the bytes.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        let mut table = Vec::with_capacity(self.rows.len() * ROW + FOOT);
        for (tag, start, end) in &self.rows {
            table.extend_from_slice(tag);
            for number in [*start as u32, (end - start) as u32, sum(&self.out[*start..*end])] {
                table.extend_from_slice(&number.to_le_bytes());
            }
        }
        table.extend_from_slice(&(self.rows.len() as u32).to_le_bytes());
        let check = sum(&table) ^ sum(&self.out[..HEAD]);
        let end = self.out.len() + table.len() + 8;
        self.out.extend_from_slice(&table);
        self.out.extend_from_slice(&check.to_le_bytes());
        self.out.extend_from_slice(&(end as u32).to_le_bytes());
        self.out
    }
}

/// The table of a file.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    rows: Vec<(Tag, Range<usize>, u32)>,
}

impl Sections {
    /// Reads the table of `bytes`, which must be of `kind`.
    ///
    /// # Errors
    /// Foreign, of another version, cut off, or with a table that does not fit.
    pub fn open(bytes: &[u8], kind: u8) -> Result<Self, SnapshotError> {
        if !bytes.starts_with(&MAGIC[..bytes.len().min(MAGIC.len())])
            || bytes.get(7).is_some_and(|k| *k != kind)
        {
            return Err(SnapshotError::Foreign);
        }
        let least = HEAD + FOOT;
        if bytes.len() < least {
            return Err(SnapshotError::Truncated { expected: least, got: bytes.len() });
        }
        let number = |at: usize| Reader::new(bytes, at).u32().unwrap_or(0);
        if number(8) != VERSION {
            return Err(SnapshotError::Version { expected: VERSION, got: number(8) });
        }
        let end = bytes.len();
        if number(end - 4) as usize != end {
            return Err(SnapshotError::Truncated { expected: end + 1, got: end });
        }
        let count = number(end - 12) as usize;
        let start = end.checked_sub(FOOT + count.saturating_mul(ROW)).filter(|start| *start >= HEAD);
        let start = start.ok_or_else(|| damaged("table"))?;
        if sum(&bytes[start..end - 8]) ^ sum(&bytes[..HEAD]) != number(end - 8) {
            return Err(damaged("table"));
        }
        let rows = bytes[start..end - FOOT].chunks_exact(ROW).map(|row| {
            let number = |at: usize| Reader::new(row, at).u32().unwrap_or(0);
            let from = number(4) as usize;
            ([row[0], row[1], row[2], row[3]], from..from + number(8) as usize, number(12))
        });
        let rows: Vec<_> = rows.collect();
        let fits = rows.iter().all(|(_, range, _)| range.end <= start);
        if fits { Ok(Self { rows }) } else { Err(damaged("table")) }
    }

    /// Where a section stands.
    ///
    /// # Errors
    /// The section is missing.
    pub fn get(&self, tag: Tag) -> Result<Range<usize>, SnapshotError> {
        let row = self.rows.iter().find(|(t, _, _)| *t == tag);
        row.map(|(_, range, _)| range.clone()).ok_or_else(|| damaged(&name(tag)))
    }

    /// Where all sections of a tag stand, in order.
    pub fn all(&self, tag: Tag) -> impl Iterator<Item = Range<usize>> + '_ {
        self.rows.iter().filter(move |(t, _, _)| *t == tag).map(|(_, range, _)| range.clone())
    }

    /// Compares every checksum. Reads all bytes once.
    ///
    /// # Errors
    /// The first section that does not fit.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), SnapshotError> {
        let bad =
            self.rows.iter().find(|(_, range, check)| bytes.get(range.clone()).map(sum) != Some(*check));
        bad.map_or(Ok(()), |(tag, _, _)| Err(damaged(&name(*tag))))
    }
}

fn name(tag: Tag) -> String {
    String::from_utf8_lossy(&tag).trim().to_owned()
}

/// Checksum of a run of bytes: multiply and rotate over words of 8. Meant for damage, not for malice.
fn sum(bytes: &[u8]) -> u32 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = bytes.len() as u64 ^ K;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.first_chunk::<8>().map_or(0, |c| u64::from_le_bytes(*c));
        state = (state.rotate_left(27) ^ word).wrapping_mul(K);
    }
    for byte in chunks.remainder() {
        state = (state.rotate_left(27) ^ u64::from(*byte)).wrapping_mul(K);
    }
    (state ^ state >> 32) as u32
}
