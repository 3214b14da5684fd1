//! What makes a text readable again: loose marks composed, UTF-8 that was read as windows-1252 (once or twice)
//! read aright, TCVN3 and VNI fonts turned into letters.
//!
//! Only what is certain is changed. A stretch is taken for wrongly read UTF-8 where such sequences outnumber its
//! other letters beyond ASCII; for TCVN3 or VNI where its words are no Vietnamese syllables as they stand and
//! nearly all are after conversion. What looks damaged and is not certain stays, see [`super::damage`].

use super::fold::folded;
use super::latin::{self, is_mark};
use super::legacy;
use super::syllable::is_syllable;
use crate::base::Span;

/// An encoding that was mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// UTF-8 read as windows-1252, once or more often.
    Mojibake,
    /// The one-byte font encoding of the north (TCVN 5712:1993, VSCII-3).
    Tcvn3,
    /// The two-byte font encoding of the south and overseas.
    Vni,
}

impl Damage {
    /// What to call it in a message.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Mojibake => "UTF-8 that was read as windows-1252",
            Self::Tcvn3 => "TCVN3 font text",
            Self::Vni => "VNI font text",
        }
    }
}

/// One character of the readable text and the bytes of the piece that it came from.
#[derive(Debug, Clone, Copy)]
pub struct Cell {
    /// The character.
    pub c: char,
    /// Its bytes in the source piece. Neighbouring cells may share them.
    pub source: Span,
}

/// Whether `source` may need a change at all: one scan, no allocation.
#[must_use]
pub fn suspect(source: &str) -> bool {
    let bytes = source.as_bytes();
    let (mut at, mut latin1) = (0, 0_u32);
    while let Some(step) = bytes[at..].iter().position(|b| matches!(b, 0xC2 | 0xC3 | 0xCC | 0xCD)) {
        at += step;
        if matches!(bytes[at], 0xCC | 0xCD) {
            return true;
        }
        let next = bytes.get(at + 2).copied().unwrap_or(0);
        if bytes[at] == 0xC3 && matches!(next, 0xC2 | 0xE2 | 0xC5 | 0xC6 | 0xCB) {
            return true;
        }
        latin1 += 1;
        at += 2;
    }
    latin1 >= 4 && pieces(source).any(|piece| legacy_suspect(piece.of(source)))
}

/// Cuts `source` into lines, and long lines at spaces: what is judged together.
pub fn pieces(source: &str) -> impl Iterator<Item = Span> {
    const LONG: usize = 4096;
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = source.get(at..).filter(|r| !r.is_empty())?;
        let window = &rest[..rest.floor_char_boundary(LONG)];
        let mut end = match window.find('\n') {
            Some(end) => end + 1,
            None if rest.len() <= LONG => rest.len(),
            None => window.rfind(' ').map_or(LONG, |at| at + 1),
        };
        while !rest.is_char_boundary(end)
            || rest[end..].chars().next().is_some_and(is_mark) && end < rest.len()
        {
            end += 1;
        }
        at += end;
        Some(Span::new(at - end, at))
    })
}

/// The readable characters of a piece; `None` where it is readable as it stands.
#[must_use]
pub fn cells(piece: &str) -> Option<(Vec<Cell>, Option<Damage>)> {
    let (mojibake, legacy, loose) =
        (mojibake_suspect(piece), legacy_suspect(piece), latin::first_mark(piece));
    if !mojibake && !legacy && loose.is_none() {
        return None;
    }
    let mut cells: Vec<Cell> =
        piece.char_indices().map(|(at, c)| Cell { c, source: Span::new(at, at + c.len_utf8()) }).collect();
    let mut damage = None;
    for _ in 0..3 {
        let Some(better) = legacy::undo_mojibake(&cells) else { break };
        (cells, damage) = (better, Some(Damage::Mojibake));
    }
    if damage.is_none() && legacy {
        (cells, damage) = undo_font(cells);
    }
    Some((compose(cells), damage))
}

/// Whether the piece holds a letter of U+00C2–00F4 followed by what windows-1252 makes of a continuation byte.
fn mojibake_suspect(piece: &str) -> bool {
    piece.as_bytes().windows(3).any(|w| w[0] == 0xC3 && matches!(w[2], 0xC2 | 0xE2 | 0xC5 | 0xC6 | 0xCB))
}

/// Whether the piece has several characters of U+00A1–00FF and no letter that only Unicode has for Vietnamese.
fn legacy_suspect(piece: &str) -> bool {
    let bytes = piece.as_bytes();
    // In sound Vietnamese the first look soon says no.
    !bytes.iter().any(|b| matches!(b, 0xC4 | 0xC6 | 0xE1))
        && bytes.iter().filter(|b| matches!(b, 0xC2 | 0xC3)).count() >= 4
}

/// The piece read through TCVN3 or VNI, where that makes syllables of what are none.
fn undo_font(cells: Vec<Cell>) -> (Vec<Cell>, Option<Damage>) {
    let (before, words) = share_of_syllables(&cells);
    if words < 4 || before > 0.5 {
        return (cells, None);
    }
    let readings = [(legacy::undo_tcvn3(&cells), Damage::Tcvn3), (legacy::undo_vni(&cells), Damage::Vni)];
    for (reading, damage) in readings {
        if share_of_syllables(&reading).0 >= 0.85 {
            return (reading, Some(damage));
        }
    }
    (cells, None)
}

/// Among the words that reach beyond ASCII: the share that are Vietnamese syllables, and how many there are.
fn share_of_syllables(cells: &[Cell]) -> (f64, usize) {
    let (mut fit, mut words) = (0_usize, 0_usize);
    for word in cells.split(|cell| cell.c.is_ascii() && !cell.c.is_ascii_alphanumeric() || cell.c == '\u{a0}')
    {
        let text: String = word.iter().map(|cell| cell.c).collect();
        if text.is_ascii() {
            continue;
        }
        words += 1;
        let letters = text.chars().all(|c| c.is_alphabetic() || is_mark(c));
        fit += usize::from(letters && is_vietnamese(&text));
    }
    (fit as f64 / words.max(1) as f64, words)
}

/// Whether a word with marks is a Vietnamese syllable with at most one tone.
fn is_vietnamese(word: &str) -> bool {
    let tones = super::fold::canon(word).bytes().rev().take_while(|b| b"'`?~.".contains(b)).count();
    tones <= 1 && is_syllable(&folded(word))
}

/// Composes letters with the marks that follow them (NFC). Cells of one cluster share its bytes.
fn compose(cells: Vec<Cell>) -> Vec<Cell> {
    if !cells.iter().any(|cell| is_mark(cell.c)) {
        return cells;
    }
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut at = 0;
    let mut cluster = String::new();
    while let Some(first) = cells.get(at) {
        let marks = cells[at + 1..].iter().take_while(|cell| is_mark(cell.c)).count();
        let group = &cells[at..=at + marks];
        at += marks + 1;
        if marks == 0 {
            out.push(*first);
            continue;
        }
        cluster.clear();
        cluster.extend(group.iter().map(|cell| cell.c));
        let source = Span { start: first.source.start, end: group[marks].source.end };
        out.extend(latin::nfc(&cluster).chars().map(|c| Cell { c, source }));
    }
    out
}
