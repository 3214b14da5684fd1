//! Latin letters and their marks: composition, decomposition, case, and [`nfc`] for Latin and Vietnamese text.
//!
//! Covers U+00C0–024F and U+1E00–1EFF (every letter with a canonical decomposition there) with the marks of
//! U+0300–036F; other scripts pass through untouched. Unicode Standard Annex 15 gives the algorithm; a table of
//! our own is 2 KB where the general crate is 100 KB of wasm.

use crate::base::{Arrange, case};
use std::borrow::Cow;
use std::sync::OnceLock;

/// NFC of the Latin letters of `text`; borrowed where nothing changes (one scan for combining marks). Linear.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    let Some(first) = first_mark(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let from = cluster_start(text, first);
    out.push_str(&text[..from]);
    let mut composer = Composer::default();
    let mut rest = text[from..].chars();
    while let Some(c) = rest.next() {
        if is_mark(c) {
            composer.push(c);
            continue;
        }
        composer.flush(&mut out);
        composer.start(c);
        let ascii = ascii_run(rest.as_str());
        if ascii > 0 {
            composer.flush(&mut out);
            out.push_str(&rest.as_str()[..ascii]);
            rest = rest.as_str()[ascii..].chars();
        }
    }
    composer.flush(&mut out);
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// Whether `c` is a combining mark of U+0300–036F.
#[must_use]
pub fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Byte offset of the first combining mark, if any: all of U+0300–036F begin with byte CC or CD.
#[must_use]
pub fn first_mark(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(step) = bytes[at..].iter().position(|b| matches!(b, 0xCC | 0xCD)) {
        at += step;
        if bytes[at] == 0xCC || bytes.get(at + 1).is_some_and(|b| *b < 0xB0) {
            return Some(at);
        }
        at += 2;
    }
    None
}

/// The letter that `base` makes with `mark`, if there is one.
#[must_use]
pub fn compose(base: char, mark: char) -> Option<char> {
    let (_, pairs) = PAIRS.iter().find(|(m, _)| *m == mark)?;
    let mut letters = pairs.chars();
    while let (Some(b), Some(composed)) = (letters.next(), letters.next()) {
        if b == base {
            return Some(composed);
        }
    }
    None
}

/// One canonical step back: the base and the mark of a composed letter.
#[must_use]
pub fn decompose(c: char) -> Option<(char, char)> {
    static STEPS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let steps = STEPS.get_or_init(|| {
        let mut steps = vec![('\0', '\0'); RANGE];
        for (mark, pairs) in PAIRS {
            let letters: Vec<char> = pairs.chars().collect();
            for pair in letters.chunks_exact(2) {
                if let Some(at) = place(pair[1]) {
                    steps[at] = (pair[0], *mark);
                }
            }
        }
        steps
    });
    steps.get(place(c)?).copied().filter(|(base, _)| *base != '\0')
}

/// How many places [`place`] tells apart.
pub(crate) const RANGE: usize = 0x190 + 0x100;

/// The place of a letter of U+00C0–024F or U+1E00–1EFF in a table of [`RANGE`] rows.
#[must_use]
#[inline]
pub(crate) const fn place(c: char) -> Option<usize> {
    match c as usize {
        c @ 0xC0..=0x24F => Some(c - 0xC0),
        c @ 0x1E00..=0x1EFF => Some(c - 0x1E00 + 0x190),
        _ => None,
    }
}

/// The lower-case letter, one for one (`İ` is `i`); Latin by rule, the rest by the table.
#[must_use]
#[inline]
pub fn lower(c: char) -> char {
    let code = c as u32;
    let small = match code {
        0..=0x7F => return c.to_ascii_lowercase(),
        0xD7 | 0xDF => code,
        0xC0..=0xDE => code + 0x20,
        0xDF..=0xFF => code,
        0x100..=0x12F | 0x14A..=0x177 | 0x1A0..=0x1A5 | 0x1E00..=0x1E95 | 0x1EA0..=0x1EFF => code | 1,
        0x1AF | 0x1B0 | 0x1CD..=0x1DC => code + (code & 1),
        _ => return case::lower(c),
    };
    char::from_u32(small).unwrap_or(c)
}

/// The start of the cluster that holds the mark at `at`: the character before it.
fn cluster_start(text: &str, at: usize) -> usize {
    text[..at].char_indices().next_back().map_or(0, |(i, _)| i)
}

/// How many ASCII bytes lead `text`, less the last one, which a mark may follow.
fn ascii_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let end = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(bytes.len());
    end.saturating_sub(1)
}

/// One starter with its marks, put in canonical order and composed again.
#[derive(Default)]
struct Composer {
    base: Option<char>,
    marks: Vec<char>,
}

impl Composer {
    fn start(&mut self, c: char) {
        let (mut base, mut marks) = (c, [None; 4]);
        for slot in &mut marks {
            let Some((inner, mark)) = decompose(base) else { break };
            (base, *slot) = (inner, Some(mark));
        }
        self.base = Some(base);
        self.marks.extend(marks.into_iter().rev().flatten());
    }

    fn push(&mut self, mark: char) {
        match mark {
            '\u{340}' => self.marks.push('\u{300}'),
            '\u{341}' => self.marks.push('\u{301}'),
            '\u{343}' => self.marks.push('\u{313}'),
            '\u{344}' => self.marks.extend(['\u{308}', '\u{301}']),
            _ => self.marks.push(mark),
        }
    }

    fn flush(&mut self, out: &mut String) {
        sort_marks(&mut self.marks);
        let Some(mut base) = self.base.take() else {
            out.extend(self.marks.drain(..));
            return;
        };
        let mut kept = 0;
        let mut last_class = 0;
        for at in 0..self.marks.len() {
            let mark = self.marks[at];
            let class = class(mark);
            let blocked = kept > 0 && last_class >= class;
            match (!blocked).then(|| compose(base, mark)).flatten() {
                Some(composed) => base = composed,
                None => {
                    self.marks[kept] = mark;
                    kept += 1;
                    last_class = class;
                }
            }
        }
        out.push(base);
        out.extend(self.marks.drain(..).take(kept));
    }
}

/// Stable order by combining class; a mark of class 0 (U+034F) is a wall. Linear in long runs, which nobody writes.
fn sort_marks(marks: &mut [char]) {
    const CLASSES: [u8; 9] = [1, 202, 216, 220, 230, 232, 233, 234, 240];
    for run in marks.split_mut(|m| class(*m) == 0) {
        if run.len() < 64 {
            run.arrange_by_key(|m| class(*m));
            continue;
        }
        let given = run.to_vec();
        let sorted = CLASSES.iter().flat_map(|wanted| given.iter().filter(|m| class(**m) == *wanted));
        run.iter_mut().zip(sorted).for_each(|(slot, mark)| *slot = *mark);
    }
}

/// Canonical combining class of a mark of U+0300–036F.
fn class(mark: char) -> u8 {
    match mark as u32 {
        0x34F => 0,
        0x334..=0x338 => 1,
        0x321..=0x322 | 0x327..=0x328 => 202,
        0x31B => 216,
        0x316..=0x319 | 0x31C..=0x320 | 0x323..=0x326 | 0x329..=0x333 | 0x339..=0x33C => 220,
        0x347..=0x349 | 0x34D..=0x34E | 0x353..=0x356 | 0x359..=0x35A => 220,
        0x315 | 0x31A | 0x358 => 232,
        0x35C | 0x35F | 0x362 => 233,
        0x35D..=0x35E | 0x360..=0x361 => 234,
        0x345 => 240,
        _ => 230,
    }
}

/// Each mark with its pairs of letters: base, composed, base, composed … (Unicode 16, canonical, not excluded).
#[rustfmt::skip]
const PAIRS: &[(char, &str)] = &[
    ('\u{300}', "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
    ('\u{301}', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"),
    ('\u{302}', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
    ('\u{303}', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
    ('\u{304}', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳGḠgḡḶḸḷḹṚṜṛṝ"),
    ('\u{306}', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭȨḜȩḝẠẶạặ"),
    ('\u{307}', "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
    ('\u{308}', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸHḦhḧÕṎõṏŪṺūṻWẄwẅXẌxẍtẗ"),
    ('\u{309}', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
    ('\u{30a}', "AÅaåUŮuůwẘyẙ"),
    ('\u{30b}', "OŐoőUŰuű"),
    ('\u{30c}', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
    ('\u{30f}', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕ"),
    ('\u{311}', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
    ('\u{31b}', "OƠoơUƯuư"),
    ('\u{323}', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
    ('\u{324}', "UṲuṳ"),
    ('\u{325}', "AḀaḁ"),
    ('\u{326}', "SȘsșTȚtț"),
    ('\u{327}', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
    ('\u{328}', "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
    ('\u{32d}', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
    ('\u{32e}', "HḪhḫ"),
    ('\u{330}', "EḚeḛIḬiḭUṴuṵ"),
    ('\u{331}', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
];
