//! Terms within a number of typing errors of a word.
//!
//! The bare forms of the terms stand side by side by length, each with a signature of 32 bits: the letters it has, and
//! its length. One edit changes at most two letters of the set (a substitution; a transposition changes none) and the
//! length by one, so only forms of about the same length are looked at, a comparison of signatures leaves one in a
//! hundred of them, and only those are measured. Sixty thousand forms are scanned in under 0.1 ms, less than a
//! Levenshtein automaton (Schulz & Mihov 2002) needs to walk the same dictionary, and the structure is an array.

use super::dictionary::{Dictionary, bare_form};
use crate::text::fold::Keys;

/// The distinct bare forms of a dictionary.
#[derive(Debug, Default)]
pub struct Forms {
    text: String,
    /// Ends in `text`.
    ends: Vec<u32>,
    signatures: Vec<u32>,
    /// Of each length, and of what is longer than the last, the number of the first form.
    starts: [usize; LONGEST + 1],
}

const LETTERS: u32 = (1 << 28) - 1;
/// Lengths from this one on are not told apart.
const LONGEST: usize = 15;

impl Forms {
    /// Collects the forms of a dictionary. `n log n` in its terms.
    #[must_use]
    pub fn of(dictionary: Dictionary<'_>) -> Self {
        let (mut text, mut rows, mut keys) = (String::new(), Vec::new(), Keys::default());
        dictionary.prefix("", |_, key| {
            let from = text.len();
            text.push_str(bare_form(key, &mut keys));
            rows.push((from, text.len()));
            true
        });
        rows.sort_unstable_by(|a, b| {
            (a.1 - a.0).cmp(&(b.1 - b.0)).then_with(|| text[a.0..a.1].cmp(&text[b.0..b.1]))
        });
        rows.dedup_by(|a, b| text[a.0..a.1] == text[b.0..b.1]);
        let mut forms = Self::default();
        for (from, to) in rows {
            forms.text.push_str(&text[from..to]);
            forms.ends.push(forms.text.len() as u32);
            forms.signatures.push(signature(&text[from..to]));
        }
        forms.starts = std::array::from_fn(|length| {
            forms.signatures.partition_point(|signature| (signature >> 28) < length as u32)
        });
        forms
    }

    /// Calls `each` with every form within `distance` errors (insertion, deletion, substitution, transposition of
    /// neighbours) of `word`, a bare form, and the number of errors; with `begins`, every form that begins with
    /// something so near. Linear in the number of forms.
    #[cfg_attr(page, optimize(speed))]
    pub fn near(&self, word: &str, distance: u32, begins: bool, mut each: impl FnMut(&str, u32)) {
        let (wanted, mut rows) = (signature(word), Rows::default());
        let (length, errors) = ((wanted >> 28) as usize, distance as usize);
        let from = if begins { 0 } else { self.starts[length.saturating_sub(errors)] };
        let end = self.starts.get(length + errors + 1).filter(|_| !begins);
        let end = end.copied().unwrap_or(self.signatures.len());
        for (at, signature) in self.signatures.iter().enumerate().take(end).skip(from) {
            let differ = (signature ^ wanted) & LETTERS;
            let far = if begins {
                (wanted & differ).count_ones() > distance
            } else {
                differ.count_ones() > 2 * distance
            };
            if far {
                continue;
            }
            let form = self.form(at);
            let errors = if begins {
                rows.beginning(word.as_bytes(), form.as_bytes(), distance)
            } else {
                rows.distance(word.as_bytes(), form.as_bytes(), distance)
            };
            if let Some(errors) = errors {
                each(form, errors);
            }
        }
    }

    fn form(&self, at: usize) -> &str {
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[at] as usize]
    }
}

/// The letters of a form (a–z, digits as one, others as one) and its length in bytes, up to 15.
fn signature(form: &str) -> u32 {
    let letters = form.bytes().fold(0u32, |set, byte| {
        set | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    });
    letters | (form.len().min(LONGEST) as u32) << 28
}

/// The rows of the distance matrix, kept between words.
#[derive(Debug, Default)]
pub struct Rows {
    before: Vec<u32>,
    last: Vec<u32>,
    this: Vec<u32>,
}

impl Rows {
    /// The number of errors between two words of bytes, if at most `limit`: restricted Damerau distance ("optimal
    /// string alignment"). Stops at the first row that is too far.
    #[cfg_attr(page, optimize(speed))]
    pub fn distance(&mut self, a: &[u8], b: &[u8], limit: u32) -> Option<u32> {
        let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        let (a, b) = (&a[same..], &b[same..]);
        let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
        let (a, b) = (&a[..a.len() - same], &b[..b.len() - same]);
        if a.is_empty() || b.is_empty() {
            let errors = a.len().max(b.len()) as u32;
            return (errors <= limit).then_some(errors);
        }
        self.fill(a, b, limit)?;
        self.last.last().copied().filter(|errors| *errors <= limit)
    }

    /// The number of errors between `a` and the beginning of `b` that is nearest to it, if at most `limit`.
    fn beginning(&mut self, a: &[u8], b: &[u8], limit: u32) -> Option<u32> {
        let b = &b[..b.len().min(a.len() + limit as usize)];
        self.fill(a, b, limit)?;
        self.last.iter().min().copied().filter(|errors| *errors <= limit)
    }

    /// Fills the matrix row by row; `last` is then its last row. Nothing where a row is too far.
    #[cfg_attr(page, optimize(speed))]
    fn fill(&mut self, a: &[u8], b: &[u8], limit: u32) -> Option<()> {
        self.last.clear();
        self.last.extend(0..=b.len() as u32);
        for (i, x) in a.iter().enumerate() {
            self.this.clear();
            self.this.push(i as u32 + 1);
            for (j, y) in b.iter().enumerate() {
                let mut best =
                    (self.last[j] + u32::from(x != y)).min(self.last[j + 1] + 1).min(self.this[j] + 1);
                if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                    best = best.min(self.before[j - 1] + 1);
                }
                self.this.push(best);
            }
            if self.this.iter().all(|d| *d > limit) {
                return None;
            }
            std::mem::swap(&mut self.before, &mut self.last);
            std::mem::swap(&mut self.last, &mut self.this);
        }
        Some(())
    }
}
