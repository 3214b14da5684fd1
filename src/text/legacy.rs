//! Old encodings of Vietnamese as they look when read as windows-1252, and the way back to letters.
//!
//! Sources: TCVN 5712:1993 (VSCII-3) and the VNI tables as given in Wikipedia, "VSCII" and "VNI"; windows-1252 by
//! the WHATWG Encoding Standard.

use super::repair::Cell;
use crate::base::{Span, case};
use crate::corpus::decode::WINDOWS_1252_HIGH;

/// Reads again as UTF-8 what was read as windows-1252. `None` where that is not certain: fewer than two such
/// sequences, or more other letters beyond ASCII than sequences.
#[must_use]
pub fn undo_mojibake(cells: &[Cell]) -> Option<Vec<Cell>> {
    let (mut out, mut hits, mut others, mut at) = (Vec::with_capacity(cells.len()), 0, 0, 0);
    while let Some(cell) = cells.get(at) {
        if let Some((c, width)) = sequence(&cells[at..]) {
            let source = Span { start: cell.source.start, end: cells[at + width - 1].source.end };
            out.push(Cell { c, source });
            (hits, at) = (hits + 1, at + width);
        } else {
            others += usize::from(!cell.c.is_ascii() && cell.c.is_alphabetic());
            out.push(*cell);
            at += 1;
        }
    }
    (hits >= 2 && hits > others).then_some(out)
}

/// The character whose UTF-8 bytes the first cells spell in windows-1252, and how many cells that takes.
fn sequence(cells: &[Cell]) -> Option<(char, usize)> {
    let lead = cp1252_byte(cells[0].c)?;
    let width = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    for (byte, cell) in bytes.iter_mut().zip(cells.get(..width)?) {
        *byte = cp1252_byte(cell.c)?;
    }
    let c = std::str::from_utf8(&bytes[..width]).ok()?.chars().next()?;
    is_expected(c).then_some((c, width))
}

/// Characters that news in Latin script holds: no other result of the decoding is believed.
fn is_expected(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{24f}' | '\u{2c6}' | '\u{2dc}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
        || matches!(c, '\u{2000}'..='\u{206f}' | '\u{20a0}'..='\u{20bf}' | '\u{2122}' | '\u{feff}')
}

/// The byte of windows-1252 that reads as `c`; beyond ASCII only. Bytes without a character stand for themselves.
#[must_use]
pub fn cp1252_byte(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{ff}' => u8::try_from(c as u32).ok(),
        _ => (0x80..0xA0_u8).zip(WINDOWS_1252_HIGH).find(|(_, letter)| *letter == c).map(|(byte, _)| byte),
    }
}

/// What TCVN3 has at A1–FE where windows-1252 has something else; a space where it has nothing.
const TCVN3: &str =
    "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

/// Reads the cells as TCVN3.
#[must_use]
pub fn undo_tcvn3(cells: &[Cell]) -> Vec<Cell> {
    let read = |cell: &Cell| {
        let at = (cell.c as usize).checked_sub(0xA1)?;
        TCVN3.chars().nth(at).filter(|c| *c != ' ')
    };
    cells.iter().map(|cell| Cell { c: read(cell).unwrap_or(cell.c), ..*cell }).collect()
}

/// Letters of VNI that stand alone.
const VNI_LETTERS: [(char, char); 9] = [
    ('ñ', 'đ'),
    ('ô', 'ơ'),
    ('ö', 'ư'),
    ('í', 'í'),
    ('ì', 'ì'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('î', 'ỵ'),
];

/// Marks of VNI, which follow their vowel, as combining marks.
const VNI_MARKS: [(char, &str); 15] = [
    ('ù', "\u{301}"),
    ('ø', "\u{300}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('á', "\u{302}\u{301}"),
    ('à', "\u{302}\u{300}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('é', "\u{306}\u{301}"),
    ('è', "\u{306}\u{300}"),
    ('ú', "\u{306}\u{309}"),
];

/// Further marks of VNI.
const VNI_MORE: [(char, &str); 2] = [('ü', "\u{306}\u{303}"), ('ë', "\u{306}\u{323}")];

/// Reads the cells as VNI; marks come out loose, to be composed afterwards.
#[must_use]
pub fn undo_vni(cells: &[Cell]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    for cell in cells {
        let small = super::latin::lower(cell.c);
        let after_vowel = out.last().is_some_and(|last| "aeouyơưAEOUYƠƯ".contains(last.c));
        let marks = VNI_MARKS.iter().chain(&VNI_MORE).find(|(from, _)| *from == small);
        if let (true, Some((_, marks))) = (after_vowel, marks) {
            out.extend(marks.chars().map(|c| Cell { c, source: cell.source }));
        } else if let Some((_, letter)) = VNI_LETTERS.iter().find(|(from, _)| *from == small) {
            let upper = small != cell.c;
            let c = if upper { case::upper(*letter) } else { *letter };
            out.push(Cell { c, source: cell.source });
        } else {
            out.push(*cell);
        }
    }
    out
}
