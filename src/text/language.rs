//! Vietnamese, English or neither, for each paragraph and for the document.
//!
//! Evidence is counted by word: a Vietnamese letter or tone decides nearly alone; without marks, the little words of
//! either language and the shape of the syllables count. A language is named only with a margin over the other.

use super::lexicon::{FREQUENT_VIETNAMESE, LITTLE_ENGLISH, OTHER_LANGUAGE};
use super::page::{Page, Word};
use super::syllable::is_syllable;
use super::token::Kind;
use crate::base::Lang;

/// Evidence for the two languages, in points.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    vi: u32,
    en: u32,
    /// Words that were counted.
    words: u32,
    /// Points for other languages in Latin script.
    other: u32,
}

impl Evidence {
    /// Counts the words of a paragraph. Linear.
    pub(super) fn of(page: &Page<'_>, words: &[Word]) -> Self {
        let mut sum = Self::default();
        for word in words.iter().filter(|w| w.kind == Kind::Word) {
            let folded = page.fold(word);
            sum.words += 1;
            match () {
                // A name with marks stands in English text as well; a small word with marks does not.
                () if word.marked => {
                    sum.vi += if word.capital {
                        1
                    } else if is_syllable(folded) {
                        4
                    } else {
                        1
                    }
                }
                () if word.sense.class & LITTLE_ENGLISH != 0 => sum.en += 4,
                () if word.sense.class & OTHER_LANGUAGE != 0 => sum.other += 4,
                () if word.sense.class & FREQUENT_VIETNAMESE != 0 => sum.vi += 2,
                () if word.capital || folded.len() < 2 => {}
                () if is_syllable(folded) => sum.vi += 1,
                () if folded.len() > 2 && folded.is_ascii() => sum.en += 2,
                () => {}
            }
        }
        sum
    }

    /// Adds that of another paragraph.
    pub(super) fn add(&mut self, other: Self) {
        self.vi += other.vi;
        self.en += other.en;
        self.words += other.words;
        self.other += other.other;
    }

    /// The language, if the evidence is enough and half as much again as that for the other.
    pub(super) fn lang(self) -> Lang {
        let (vi, en) = (u64::from(self.vi), u64::from(self.en));
        if vi + en < 4 || (vi + en) * 4 < u64::from(self.words) {
            Lang::Und
        } else if vi * 2 > en * 3 {
            Lang::Vi
        } else if en * 2 > vi * 3 && en > u64::from(self.other) {
            Lang::En
        } else {
            Lang::Und
        }
    }
}

/// Little words of English that are not at home in Vietnamese without marks; sorted.
pub(super) const ENGLISH: &str = "about after agreed all also and are as at been before between both but by can crime during each \
    first for from had has have he held her his if in into is it its more most new not of on one or \
    other our over police said security she should since such than that the their them these they \
    this those through to under up was we were when where which while who will with would year you";

/// Little words of French, Spanish, German and Indonesian that are at home in neither language; sorted.
pub(super) const OTHERS: &str = "avec dans das del dengan der des deux el entre est et las les los mit nous ont pour que sont sur \
    und une untuk yang zur";

/// Frequent syllables of Vietnamese that are no English words without marks; sorted.
pub(super) const VIETNAMESE: &str = "anh bao ben biet boi cac chi chinh cho chong chuc chung chuyen co cong cua cung cuoc da dai dam \
    dan dang den dieu dinh doi dong duoc gia giua hai hanh hieu hoa hoi hop khi khong ki lam lien \
    luc luong mot nam nay nen ngay nghi ngoai nguoi nha nhan nhieu nhung nuoc o pham phan phap phia \
    phong quan quoc sang sau tac tai thanh theo thi thoi thong thu thuc toi tren trong tu va van vao \
    ve viec viet voi";
