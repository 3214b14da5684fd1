//! Small values that every layer uses: ids, spans, languages, problems.

use std::fmt;

/// A half-open range of **bytes** of a document's decoded text: `start` inclusive, `end` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`. Offsets beyond 4 GiB are refused when a document is read, so they cannot occur here.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The slice of `text` that the span names; empty where the span does not fit.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The span moved right by `offset` bytes.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start as usize + offset, self.end as usize + offset)
    }
}

/// The number of a document in one engine: dense, from 0, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub u32);

impl DocId {
    /// The id as an index into per-document tables.
    #[must_use]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// The language of a text, as far as Entente treats languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// Vietnamese, `vi`.
    Vi,
    /// English, `en`.
    En,
    /// Undetermined or another language, `und` (ISO 639-2).
    #[default]
    Und,
}

impl Lang {
    /// The ISO 639-1 code, or `und`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
            Self::Und => "und",
        }
    }

    /// The language of a code such as `vi`, `vi-VN` or `EN`; anything else is [`Lang::Und`].
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        let primary = code.trim().split(['-', '_']).next().unwrap_or("");
        if primary.eq_ignore_ascii_case("vi") {
            Self::Vi
        } else if primary.eq_ignore_ascii_case("en") {
            Self::En
        } else {
            Self::Und
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Something that could not be read as expected, with where and what to do; the rest was still used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What happened, what was expected, what to do: one sentence.
    pub what: String,
    /// Where in the document's text, in bytes, when it has a place.
    pub span: Option<Span>,
}

impl Problem {
    /// A problem of the whole document.
    #[must_use]
    pub fn whole(what: impl Into<String>) -> Self {
        Self { what: what.into(), span: None }
    }

    /// A problem at a place.
    #[must_use]
    pub fn at(what: impl Into<String>, span: Span) -> Self {
        Self { what: what.into(), span: Some(span) }
    }
}
