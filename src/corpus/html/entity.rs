//! Character references of HTML: numeric ones, and the named ones that news pages use.

use crate::corpus::decode::WINDOWS_1252_HIGH;

/// The text of the reference at the head of `text` (which begins with `&`), and its length in bytes. What is no
/// reference is an ampersand.
#[must_use]
pub(super) fn decode_entity(text: &str) -> (String, usize) {
    let name_len = text[1..].bytes().take(32).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    let name = &text[1..=name_len];
    let len = 1 + name_len + usize::from(text[1 + name_len..].starts_with(';'));
    let c = match name.strip_prefix('#') {
        Some(number) => numeric(number),
        None => named(name),
    };
    c.map_or_else(|| ("&".to_owned(), 1), |c| (c.to_string(), len))
}

fn numeric(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    match code {
        // The standard reads these as windows-1252.
        0x80..=0x9F => WINDOWS_1252_HIGH.get(code as usize - 0x80).copied(),
        0 => Some(char::REPLACEMENT_CHARACTER),
        _ => char::from_u32(code),
    }
}

fn named(name: &str) -> Option<char> {
    if let Some((_, c)) = SIGNS.iter().find(|(sign, _)| *sign == name) {
        return Some(*c);
    }
    let letter = name.chars().next()?;
    let (_, pairs) = LETTERS.iter().find(|(mark, _)| *mark == &name[letter.len_utf8()..])?;
    let mut pairs = pairs.chars();
    while let (Some(base), Some(c)) = (pairs.next(), pairs.next()) {
        if base == letter {
            return Some(c);
        }
    }
    None
}

/// Letters of Latin-1 by the mark in their name: base and letter in turn.
const LETTERS: [(&str, &str); 9] = [
    ("grave", "AÀEÈIÌOÒUÙaàeèiìoòuù"),
    ("acute", "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyý"),
    ("circ", "AÂEÊIÎOÔUÛaâeêiîoôuû"),
    ("tilde", "AÃNÑOÕaãnñoõ"),
    ("uml", "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸ"),
    ("ring", "AÅaå"),
    ("cedil", "CÇcç"),
    ("slash", "OØoø"),
    ("caron", "SŠsšZŽzž"),
];

const SIGNS: [(&str, char); 37] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("hellip", '…'),
    ("bull", '•'),
    ("middot", '·'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("deg", '°'),
    ("euro", '€'),
    ("pound", '£'),
    ("szlig", 'ß'),
    ("aelig", 'æ'),
    ("oelig", 'œ'),
    ("eth", 'ð'),
    ("ETH", 'Ð'),
    ("times", '×'),
];
