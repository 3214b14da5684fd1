//! The parts of a date at a token: numbers, months, weekdays, the signs between them.

use crate::date::{Date, MONTHS};
use crate::extract::key::same;
use crate::extract::token::{Shape, Token, head};
use crate::extract::words::Words;

/// For each first letter, the lengths of the months that begin so and of their abbreviations, as bits.
static LENGTHS: [u32; 32] = {
    let (mut lengths, mut month) = ([0; 32], 0);
    while month < MONTHS.len() {
        let name = MONTHS[month].as_bytes();
        lengths[(name[0] & 31) as usize] |= 1 << name.len() | 1 << 4 | 1 << 3;
        month += 1;
    }
    lengths
};

/// A text with its tokens, and when it was published.
pub(super) struct Reader<'a> {
    /// The text of the tokens.
    pub text: &'a str,
    /// Its words and signs.
    pub tokens: &'a [Token],
    /// What fills in a year that is left out.
    pub published: Option<Date>,
}

impl Reader<'_> {
    /// Weekday 0 (Monday) to 6 and where its name ends.
    pub(super) fn weekday_at(&self, i: usize) -> Option<(u8, usize)> {
        const ENGLISH: [&str; 7] =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        const VIETNAMESE: [(&str, u8); 10] = [
            ("hai", 0),
            ("2", 0),
            ("ba", 1),
            ("3", 1),
            ("tư", 2),
            ("4", 2),
            ("năm", 3),
            ("sáu", 4),
            ("bảy", 5),
            ("7", 5),
        ];
        if let Some(day) = ENGLISH.iter().position(|name| self.is(i, name)) {
            return Some((u8::try_from(day).ok()?, i + 1));
        }
        if self.is(i, "thứ") {
            let (_, day) = VIETNAMESE.iter().find(|(name, _)| self.is(i + 1, name))?;
            return Some((*day, i + 2));
        }
        (self.is(i, "chủ") && self.is(i + 1, "nhật")).then_some((6, i + 2))
    }

    /// The token after a word that joins two days: `-`, `đến [hết] [ngày]`, `và [ngày]`, `to`, `and`.
    pub(super) fn joint(&self, i: usize) -> Option<usize> {
        const JOINTS: [&str; 11] = ["-", "–", "—", "đến", "tới", "và", ",", "to", "and", "until", "through"];
        if !JOINTS.iter().any(|joint| self.is(i, joint)) {
            return None;
        }
        let mut next = i + 1;
        for filler in ["hết", "sáng", "chiều", "ngày", "the"] {
            next += usize::from(self.is(next, filler));
        }
        Some(next)
    }

    /// A year after an optional comma or `năm`: `, 2009`, ` 2009`.
    pub(super) fn year_after(&self, i: usize) -> (Option<u16>, usize) {
        let skip = usize::from(matches!(self.word(i), "," | "." | "of"));
        match self.year(i + skip) {
            Some(year) => (Some(year), i + skip + 1),
            None => (None, i),
        }
    }

    /// Whether the number at `i` is the tail of a longer one: `1.2.3`, `10/13.1`.
    pub(super) fn continues(&self, i: usize) -> bool {
        let sign = i.checked_sub(1).map_or("", |at| self.word(at));
        matches!(sign, "/" | "." | ",") && self.tight(i - 1) && i > 1 && self.number(i - 2).is_some()
    }

    /// Whether a document's number goes on here: the `/NĐ-CP` of `02/2025/NĐ-CP`.
    pub(super) fn starts_code(&self, i: usize) -> bool {
        matches!(self.word(i), "/" | "-")
            && self.tight(i)
            && self.word(i + 1).starts_with(char::is_alphanumeric)
    }

    /// Whether a sign stands between its neighbours without blanks.
    pub(super) fn tight(&self, i: usize) -> bool {
        let around = (self.tokens.get(i.wrapping_sub(1)), self.tokens.get(i), self.tokens.get(i + 1));
        matches!(around, (Some(a), Some(b), Some(c)) if a.end == b.start && b.end == c.start)
    }

    pub(super) fn after_sign(&self, i: usize, sign: &str) -> Option<usize> {
        (self.word(i + 1) == sign && self.tight(i + 1)).then_some(i + 2)
    }

    pub(super) fn number(&self, i: usize) -> Option<u16> {
        let token = self.tokens.get(i).filter(|token| token.shape == Shape::Number)?;
        let digits = self.text.get(token.start as usize..token.end as usize)?;
        (digits.len() <= 4).then(|| digits.parse().ok())?
    }

    pub(super) fn year(&self, i: usize) -> Option<u16> {
        self.number(i).filter(|year| (1900..=2100).contains(year))
    }

    pub(super) fn month(&self, i: usize) -> Option<u8> {
        let number = self.number(i).and_then(|n| u8::try_from(n).ok())?;
        (1..=12).contains(&number).then_some(number)
    }

    /// A day of a month, as `5` or `5th`.
    pub(super) fn day(&self, i: usize) -> Option<u8> {
        let number = match self.number(i) {
            Some(number) => u8::try_from(number).ok()?,
            None => {
                let word = self.word(i);
                let digits = word.strip_suffix("th").or_else(|| word.strip_suffix("st"));
                digits
                    .or_else(|| word.strip_suffix("nd"))
                    .or_else(|| word.strip_suffix("rd"))?
                    .parse()
                    .ok()?
            }
        };
        (1..=31).contains(&number).then_some(number)
    }

    /// A month by its English name or its usual abbreviation, with a capital.
    pub(super) fn month_name(&self, i: usize) -> Option<u8> {
        let token = self.tokens.get(i).filter(|token| token.is_capital())?;
        let length = (token.end - token.start).min(31);
        (LENGTHS[usize::from(token.head & 31)] >> length & 1 > 0).then(|| self.month_of(token))?
    }

    fn month_of(&self, token: &Token) -> Option<u8> {
        let word = self.text.get(token.start as usize..token.end as usize).filter(|word| word.len() >= 3)?;
        let fits = |name: &&str| {
            let short = word.len() <= 4 && name.get(..word.len()).is_some_and(|head| same(word, head));
            same(word, name) || short && (word.len() == 3 || same(word, "sept") || same(word, "june"))
        };
        let begins = |name: &&str| head(name) == Some(token.head) && fits(name);
        MONTHS.iter().position(begins).and_then(|at| u8::try_from(at + 1).ok())
    }

    pub(super) fn word(&self, i: usize) -> &str {
        let token = self.tokens.get(i);
        token.and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.tokens.get(i).is_some_and(|token| token.may_be(word)) && same(self.word(i), word)
    }

    /// Whether the token is one of these.
    pub(super) fn is_one(&self, i: usize, words: &Words) -> bool {
        self.tokens.get(i).is_some_and(|token| words.holds(token, self.text))
    }
}
