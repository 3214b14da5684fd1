//! A push reader of POSIX ustar archives: any chunk size, nothing held but the header at hand.
//!
//! Reads ustar names with prefix, GNU long names (`L`) and the `path` of pax headers (`x`); skips everything that is
//! not a regular file. POSIX.1-1988 "ustar Interchange Format", pax by POSIX.1-2001.

use std::fmt;

const BLOCK: usize = 512;
/// Longest name that is believed, in bytes.
const MAX_NAME: usize = 4096;

/// What an archive holds, in order: for each file a start, its bytes in pieces, and an end.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// A regular file begins: its path and size in bytes.
    Start(String, u64),
    /// Some of its bytes.
    Data(&'a [u8]),
    /// The file is complete.
    End,
}

/// Why an archive cannot be read on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TarError {
    /// The block at this byte is no header: its checksum does not hold.
    Header(u64),
    /// The archive ends inside a file that lacks this many bytes.
    Truncated(u64),
    /// The archive ends without the two empty blocks that close it.
    Unclosed,
}

impl fmt::Display for TarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(at) => write!(f, "the archive is broken at byte {at}: no file header there; ")?,
            Self::Truncated(left) => write!(f, "the archive ends {left} bytes too early, inside a file; ")?,
            Self::Unclosed => f.write_str("the archive ends without its closing blocks; ")?,
        }
        f.write_str("expected a whole POSIX tar archive; get or pack it again")
    }
}

/// The state between two chunks.
#[derive(Debug, Default)]
pub struct Tar {
    header: Vec<u8>,
    body: Option<Body>,
    /// The name that a GNU or pax record gives to the next file.
    name: Option<Vec<u8>>,
    at: u64,
    closed: bool,
    failed: bool,
}

#[derive(Debug)]
struct Body {
    kind: u8,
    left: u64,
    padding: u64,
}

impl Tar {
    /// Whether a block of 512 bytes is the header of an archive's file.
    #[must_use]
    pub fn is_header(block: &[u8]) -> bool {
        let Some(block) = block.get(..BLOCK) else { return false };
        let sum: u64 = block
            .iter()
            .enumerate()
            .map(|(i, b)| if (148..156).contains(&i) { 32 } else { u64::from(*b) })
            .sum();
        octal(&block[148..156]) == Some(sum) && block[0] != 0
    }

    /// Takes the next bytes and tells `sink` what they hold. After an error nothing more is read.
    ///
    /// # Errors
    /// [`TarError::Header`] where a header was expected and none is there.
    pub fn feed(&mut self, mut bytes: &[u8], sink: &mut dyn FnMut(Event<'_>)) -> Result<(), TarError> {
        while !bytes.is_empty() && !self.closed && !self.failed {
            let used = match &mut self.body {
                Some(body) => {
                    let used = body.take(bytes, &mut self.name, sink);
                    if body.left == 0 && body.padding == 0 {
                        self.body = None;
                    }
                    used
                }
                None => {
                    let used = bytes.len().min(BLOCK - self.header.len());
                    self.header.extend_from_slice(&bytes[..used]);
                    if self.header.len() == BLOCK {
                        self.open(sink)?;
                        self.header.clear();
                    }
                    used
                }
            };
            self.at += used as u64;
            bytes = &bytes[used..];
        }
        Ok(())
    }

    /// Whether the archive came to its end.
    ///
    /// # Errors
    /// [`TarError::Truncated`] or [`TarError::Unclosed`].
    pub fn finish(&self) -> Result<(), TarError> {
        match &self.body {
            _ if self.failed || self.closed => Ok(()),
            Some(body) if body.left > 0 => Err(TarError::Truncated(body.left)),
            _ => Err(TarError::Unclosed),
        }
    }

    /// Reads the header block at hand.
    fn open(&mut self, sink: &mut dyn FnMut(Event<'_>)) -> Result<(), TarError> {
        let block = &self.header;
        if block.iter().all(|b| *b == 0) {
            self.closed = true;
            return Ok(());
        }
        let size = octal(&block[124..136]).filter(|_| Self::is_header(block));
        let Some(size) = size else {
            self.failed = true;
            return Err(TarError::Header(self.at + 512 - BLOCK as u64));
        };
        let kind = block[156];
        if matches!(kind, b'0' | 0) {
            let name = self.name.take().unwrap_or_else(|| ustar_name(block));
            sink(Event::Start(String::from_utf8_lossy(&name).into_owned(), size));
            if size == 0 {
                sink(Event::End);
            }
        } else if matches!(kind, b'L' | b'x') {
            self.name = Some(Vec::new());
        }
        let padding = size.next_multiple_of(BLOCK as u64) - size;
        self.body = (size > 0).then_some(Body { kind, left: size, padding });
        Ok(())
    }
}

impl Body {
    /// Uses the bytes that belong to this file; gives their number.
    fn take(&mut self, bytes: &[u8], name: &mut Option<Vec<u8>>, sink: &mut dyn FnMut(Event<'_>)) -> usize {
        if self.left == 0 {
            let used = to_usize(self.padding).min(bytes.len());
            self.padding -= used as u64;
            return used;
        }
        let used = to_usize(self.left).min(bytes.len());
        self.left -= used as u64;
        match (self.kind, name) {
            (b'0' | 0, _) => {
                sink(Event::Data(&bytes[..used]));
                if self.left == 0 {
                    sink(Event::End);
                }
            }
            (b'L' | b'x', Some(name)) => {
                let room = MAX_NAME.saturating_sub(name.len());
                name.extend_from_slice(&bytes[..used.min(room)]);
                if self.left == 0 {
                    *name =
                        if self.kind == b'L' { until_nul(name) } else { pax_path(name).unwrap_or_default() };
                }
            }
            _ => {}
        }
        used
    }
}

fn to_usize(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

fn until_nul(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().take_while(|b| *b != 0).collect()
}

/// Name of a ustar header: prefix, a slash, name.
fn ustar_name(block: &[u8]) -> Vec<u8> {
    let (name, prefix) = (until_nul(&block[..100]), until_nul(&block[345..500]));
    if prefix.is_empty() || !block[257..].starts_with(b"ustar\0") { name } else { [prefix, name].join(&b'/') }
}

/// The `path` of a pax header: records of `LENGTH key=value\n`.
fn pax_path(records: &[u8]) -> Option<Vec<u8>> {
    let record = records.split(|b| *b == b'\n').find_map(|record| {
        let key = record.iter().position(|b| *b == b' ')? + 1;
        record[key..].strip_prefix(b"path=")
    });
    record.map(<[u8]>::to_vec)
}

/// An octal field, ended by a space or NUL; `None` where it is not one.
fn octal(field: &[u8]) -> Option<u64> {
    let digits = field.iter().copied().skip_while(|b| *b == b' ').take_while(|b| !matches!(b, b' ' | 0));
    digits.into_iter().try_fold(0_u64, |n, b| match b {
        b'0'..=b'7' => n.checked_mul(8)?.checked_add(u64::from(b - b'0')),
        _ => None,
    })
}
