//! The table of documents: id, language, date, lengths; and the statistics that ranking needs.

use super::bits::{Reader, push_sized, push_varint};
use super::format::{SnapshotError, damaged};
use super::postings::Field;
use crate::base::Lang;
use crate::bitmap::Bitmap;

/// One document as a segment keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Record<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Days since 1970-01-01.
    pub date: Option<i32>,
    /// Tokens in each field.
    pub lengths: [u32; 4],
    /// One more than the position of its last token.
    pub extent: u32,
}

/// Appends a record.
pub fn write(record: &Record<'_>, out: &mut Vec<u8>) {
    push_sized(out, record.id.as_bytes());
    out.push(record.lang as u8 | if record.date.is_some() { 4 } else { 0 });
    if let Some(date) = record.date {
        out.extend_from_slice(&date.to_le_bytes());
    }
    record.lengths.iter().for_each(|length| push_varint(out, *length));
    push_varint(out, record.extent - record.lengths.iter().sum::<u32>());
}

fn read<'a>(reader: &mut Reader<'a>) -> Option<Record<'a>> {
    let id = reader.text()?;
    let flags = reader.byte()?;
    let lang = match flags & 3 {
        0 => Lang::Vi,
        1 => Lang::En,
        _ => Lang::Und,
    };
    let date = if flags & 4 != 0 { Some(reader.u32()? as i32) } else { None };
    let mut lengths = [0; 4];
    for length in &mut lengths {
        *length = reader.varint()?;
    }
    let extent = lengths.iter().fold(reader.varint()?, |sum, length| sum.saturating_add(*length));
    Some(Record { id, lang, date, lengths, extent })
}

/// The extents of the documents of a table, as far as they can be read.
#[must_use]
pub fn extents(bytes: &[u8]) -> Vec<u32> {
    let mut reader = Reader::new(bytes, 0);
    let count = reader.u32().unwrap_or(0);
    (0..count).map_while(|_| read(&mut reader)).map(|record| record.extent).collect()
}

/// How much an occurrence in each field counts, in the order of [`Field`]. Weighted occurrences and weighted
/// lengths are added up before they saturate: the simple BM25F of Robertson, Zaragoza & Taylor, "Simple BM25
/// extension to multiple weighted fields" (CIKM 2004), section 3.
pub const WEIGHTS: [f32; 4] = [1.05, 1.1, 1.0, 0.3];

/// Saturation of repeated occurrences.
pub const K1: f32 = 1.2;
/// How far length counts, 0–1.
pub const B: f32 = 0.8;

/// All documents of an index, in order.
#[derive(Debug, Default)]
pub struct Documents {
    ids: String,
    /// Ends of the ids.
    ends: Vec<u32>,
    /// Language of each.
    pub langs: Vec<Lang>,
    /// Date of each, in days; `i32::MIN` without one.
    pub dates: Vec<i32>,
    /// Weighted length of each, in tokens.
    lengths: Vec<f32>,
    /// `k1 · (1 - b + b · length / average)` of each, the average being of live documents of its language.
    pub norms: Vec<f32>,
    /// Documents newest first, then by id.
    pub newest: Vec<u32>,
    /// The place of each in `newest`.
    pub rank: Vec<u32>,
    /// Live documents of each language, in the order of [`Lang`].
    pub live: [u32; 3],
}

impl Documents {
    /// Adds the table of a segment; gives its number of documents.
    ///
    /// # Errors
    /// The table cannot be read.
    pub fn extend(&mut self, bytes: &[u8]) -> Result<u32, SnapshotError> {
        let mut reader = Reader::new(bytes, 0);
        let count = reader.u32().ok_or_else(|| damaged("documents"))?;
        for _ in 0..count {
            let record = read(&mut reader).ok_or_else(|| damaged("documents"))?;
            self.ids.push_str(record.id);
            self.ends.push(self.ids.len() as u32);
            self.langs.push(record.lang);
            self.dates.push(record.date.unwrap_or(i32::MIN));
            let weighted = record.lengths.iter().zip(WEIGHTS).map(|(length, weight)| *length as f32 * weight);
            self.lengths.push(weighted.sum());
        }
        Ok(count)
    }

    /// Works out norms and orders anew. `n log n` for the order.
    pub fn settle(&mut self, live: &Bitmap) {
        let (mut sums, mut counts) = ([0f64; 3], [0u32; 3]);
        for doc in live.iter() {
            let lang = self.langs[doc as usize] as usize;
            sums[lang] += f64::from(self.lengths[doc as usize]);
            counts[lang] += 1;
        }
        self.live = counts;
        let average =
            |lang: usize| if sums[lang] > 0.0 { (sums[lang] / f64::from(counts[lang])) as f32 } else { 1.0 };
        let averages = [average(0), average(1), average(2)];
        let norm = |(length, lang): (&f32, &Lang)| K1 * (1.0 - B + B * length / averages[*lang as usize]);
        self.norms = self.lengths.iter().zip(&self.langs).map(norm).collect();
        let mut newest: Vec<u32> = (0..self.len()).collect();
        newest.sort_unstable_by(|a, b| {
            let date = |doc: u32| self.dates[doc as usize];
            date(*b).cmp(&date(*a)).then_with(|| self.id(*a).cmp(self.id(*b))).then(a.cmp(b))
        });
        self.rank = vec![0; newest.len()];
        for (place, doc) in newest.iter().enumerate() {
            self.rank[*doc as usize] = place as u32;
        }
        self.newest = newest;
    }

    /// Number of documents, removed ones too.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of a document.
    #[must_use]
    pub fn id(&self, doc: u32) -> &str {
        let at = doc as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        &self.ids[start as usize..end as usize]
    }
}

/// The weight of a field.
#[must_use]
pub fn weight(field: Field) -> f32 {
    WEIGHTS[field as usize]
}
