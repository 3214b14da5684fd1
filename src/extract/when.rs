//! Dates as reports write them, Vietnamese and English: `Sáng 29/9`, `ngày 16-9`, `từ 12 đến 21/4/2009`,
//! `chiều nay`, `from September 16-21`, `on Wednesday afternoon`. The order is always day, month, year.
//!
//! What the words leave open comes from the date of publication: a day without a year is the nearest one not
//! after it, or the nearest one after it where the text looks ahead. What cannot be worked out is left open
//! (`XXXX-09-29`), never guessed. `13.1` and `16-9` are dates only after a word that asks for one.

mod parts;

use std::ops::Range;

use self::parts::Reader;
use super::key::same;
use super::token::{Shape, Token, tokenize};
use super::vocabulary::Vocabulary;
use super::words::Words;
use crate::base::Span;
use crate::date::Date;

/// A date or a range of days as a text has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// The words, in bytes of the text.
    pub span: Span,
    /// The day, month or year, or the first day of a range.
    pub start: Date,
    /// The last day of a range.
    pub end: Option<Date>,
}

/// Every date in a text, in order, without overlap; `published` fills in what the words leave open. Linear.
#[must_use]
pub fn dates(text: &str, published: Option<Date>) -> Vec<DateMention> {
    let mut tokens = Vec::new();
    tokenize(text, 0..text.len(), &Vocabulary::default(), &mut tokens);
    let mention = |when: When| {
        let (first, last) = (tokens.get(when.tokens.start)?, tokens.get(when.tokens.end.checked_sub(1)?)?);
        let span = Span::new(first.start as usize, last.end as usize);
        Some(DateMention { span, start: when.start, end: when.end })
    };
    scan(text, &tokens, published).into_iter().filter_map(mention).collect()
}

/// A date or a range of days found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// Tokens, the range's words included.
    pub tokens: Range<usize>,
    /// The day, or the first one.
    pub start: Date,
    /// The last day of a range.
    pub end: Option<Date>,
    /// Whether the year is written.
    #[allow(dead_code)]
    pub has_year: bool,
}

/// Every date in `tokens` (of `text`), in order, without overlap. Linear.
pub(super) fn scan(text: &str, tokens: &[Token], published: Option<Date>) -> Vec<When> {
    let reader = Reader { text, tokens, published };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let next = match reader.at(at) {
            Some(when) => {
                let next = when.tokens.end.max(at + 1);
                found.push(when);
                next
            }
            None => at + 1,
        };
        at = next;
    }
    found
}

/// Words that begin a date, but for months.
static FIRST_WORDS: Words = Words::new(
    "tháng, ngày, hôm, sáng, trưa, chiều, tối, đêm, khuya, thứ, chủ, yesterday, today, tonight, last, this, \
     monday, tuesday, wednesday, thursday, friday, saturday, sunday",
);

/// A day as written: the parts that are there, and where it ends.
#[derive(Debug, Clone, Copy)]
struct Written {
    day: Option<u8>,
    month: Option<u8>,
    year: Option<u16>,
    next: usize,
}

impl Reader<'_> {
    /// Whether a date may begin with a word.
    #[inline]
    fn may_begin(&self, i: usize, token: &Token) -> bool {
        FIRST_WORDS.holds(token, self.text) || self.month_name(i).is_some()
    }

    /// The date that begins at a token.
    fn at(&self, i: usize) -> Option<When> {
        let token = self.tokens.get(i)?;
        match token.shape {
            Shape::Number => self.span(i).or_else(|| self.day_range(i)).or_else(|| self.single(i)),
            Shape::Code => self.day_range(i).or_else(|| self.single(i)),
            Shape::Title | Shape::Lower | Shape::Upper if !self.may_begin(i, token) => None,
            Shape::Title | Shape::Lower | Shape::Upper => {
                self.english_span(i).or_else(|| self.single(i)).or_else(|| self.relative(i))
            }
            Shape::Sign => None,
        }
    }

    /// Two whole days: `30/10 đến 3/11/2012`, `ngày 6 đến ngày 9/12`.
    fn span(&self, i: usize) -> Option<When> {
        let first = self.written(i)?;
        first.day?;
        let at = self.joint(first.next)?;
        let last = self.written(at).filter(|last| last.day.is_some())?;
        let first = Self::same_range(first, last);
        self.when(i, first, Some(last), last.next)
    }

    /// Days of one month: `12 đến 21/4/2009`, `27-28/9`, `4 và 5/9/2025`, `11 and 12 December 2018`.
    fn day_range(&self, i: usize) -> Option<When> {
        let day = self.day(i)?;
        let mut at = self.joint(i + 1)?;
        let mut last = self.written(at);
        if last.is_none() {
            // `4, 5 và 6/9`
            self.day(at)?;
            at = self.joint(at + 1)?;
            last = self.written(at);
        }
        let last = last.filter(|last| last.day.is_some_and(|end| end > day))?;
        self.when(i, Written { day: Some(day), ..last }, Some(last), last.next)
    }

    /// `September 16-21, 2023`, `December 11 and 12`, `September 16 to October 2, 2023`.
    fn english_span(&self, i: usize) -> Option<When> {
        let month = self.month_name(i)?;
        let day = self.day(i + 1)?;
        let first = self.written(i)?;
        let at = self.joint(first.next)?;
        if let Some(last) =
            self.written(at).filter(|last| last.day.is_some() && self.month_name(at).is_some())
        {
            let first = Self::same_range(first, last);
            return self.when(i, first, Some(last), last.next);
        }
        let end = self.day(at).filter(|&end| end > day && first.year.is_none())?;
        let (year, next) = self.year_after(at + 1);
        let first = Written { day: Some(day), month: Some(month), year, next };
        self.when(i, first, Some(Written { day: Some(end), ..first }), next)
    }

    /// One day, month or year.
    fn single(&self, i: usize) -> Option<When> {
        let written = self.written(i).or_else(|| self.year_alone(i))?;
        self.when(i, written, None, written.next)
    }

    /// A date at a token, in any of the forms; `None` where the signs around say that it is no date.
    fn written(&self, i: usize) -> Option<Written> {
        let token = self.tokens.get(i)?;
        if token.shape == Shape::Sign || token.is_word() && !self.may_begin(i, token) {
            return None;
        }
        self.iso(i)
            .or_else(|| self.numeric(i))
            .or_else(|| self.vietnamese_words(i))
            .or_else(|| self.english_words(i))
    }

    /// `2024-09-29`.
    fn iso(&self, i: usize) -> Option<Written> {
        let year = self.year(i)?;
        let month = self.after_sign(i, "-").and_then(|at| self.month(at))?;
        let day = self.after_sign(i + 2, "-").and_then(|at| self.day(at))?;
        Some(Written { day: Some(day), month: Some(month), year: Some(year), next: i + 5 })
    }

    /// `29/9`, `16-9`, `13.1`, `1.3.2025`, `9/2024`.
    fn numeric(&self, i: usize) -> Option<Written> {
        let sign = self.word(i + 1);
        if !matches!(sign, "/" | "-" | "." | "–") || !self.tight(i + 1) || self.continues(i) {
            return None;
        }
        let first = self.number(i)?;
        if let Some(year) = self.year(i + 2) {
            let month = u8::try_from(first).ok().filter(|m| (1..=12).contains(m))?;
            let free = !self.starts_code(i + 3) && (sign == "/" || self.is(i.wrapping_sub(1), "tháng"));
            return free.then_some(Written { day: None, month: Some(month), year: Some(year), next: i + 3 });
        }
        let (day, month) = self.day_and_month(i)?;
        let same_sign = self.word(i + 3) == sign && self.tight(i + 3);
        if let Some(year) = self.year(i + 4).filter(|_| same_sign) {
            let free = !self.starts_code(i + 5);
            return free.then_some(Written {
                day: Some(day),
                month: Some(month),
                year: Some(year),
                next: i + 5,
            });
        }
        let broken = same_sign && self.number(i + 4).is_some() || self.word(i + 3) == "%";
        let free = !broken && !self.starts_code(i + 3) && self.asked_for(i, sign);
        free.then_some(Written { day: Some(day), month: Some(month), year: None, next: i + 3 })
    }

    /// Day and month of `29/9`, or of the American `9/29/2024`, which only a year makes certain.
    fn day_and_month(&self, i: usize) -> Option<(u8, u8)> {
        if let (Some(day), Some(month)) = (self.day(i), self.month(i + 2)) {
            return Some((day, month));
        }
        let (month, day) = (self.month(i)?, self.day(i + 2)?);
        self.year(i + 4).map(|_| (day, month))
    }

    /// Whether the words before a bare day and month ask for a date.
    fn asked_for(&self, i: usize, sign: &str) -> bool {
        static ALWAYS: Words =
            Words::new("ngày, hôm, sáng, trưa, chiều, tối, đêm, khuya, mùng, mồng, rạng, qua, nay, date");
        static SLASH: Words = Words::new("từ, đến, tới, vào, (, và, on, from, to, trước");
        let before = i.checked_sub(1).map_or("", |at| self.word(at));
        let cued = |cues| i > 0 && self.is_one(i - 1, cues);
        if cued(&ALWAYS) {
            return true;
        }
        let weekday = before == "," && i.checked_sub(2).is_some_and(|at| self.weekday_at(at).is_some());
        let range = matches!(before, "-" | "–" | "," | "và" | "and") && i > 1 && self.day(i - 2).is_some();
        let slash = cued(&SLASH) && !(self.number(i) == Some(24) && self.number(i + 2) == Some(7));
        // `từ ngày 20 đến 23-2`: the first day was asked for.
        let second = matches!(before, "-" | "–" | "," | "và" | "đến" | "tới")
            && i.checked_sub(3).is_some_and(|at| self.day(at + 1).is_some() && same(self.word(at), "ngày"));
        weekday || second || sign == "/" && (slash || range)
    }

    /// `6 tháng 8 năm 2018`, `tháng 5/2022`, `tháng 5 năm 2022`, `tháng 5`.
    fn vietnamese_words(&self, i: usize) -> Option<Written> {
        let day = self.day(i).filter(|_| self.is(i + 1, "tháng"));
        let at = if day.is_some() { i + 2 } else { i + 1 };
        if day.is_none() && !self.is(i, "tháng") {
            return None;
        }
        let month = self.month(at)?;
        let (mut year, mut next) = (None, at + 1);
        let before_year = self.is(next, "năm") || matches!(self.word(next), "/" | "-" | "," | ".");
        if let Some(found) = self.year(next + 1).filter(|_| before_year) {
            (year, next) = (Some(found), next + 2);
        }
        Some(Written { day, month: Some(month), year, next })
    }

    /// `May 13, 2009`, `13 May 2009`, `the 5th of May`, `May 2009`.
    fn english_words(&self, i: usize) -> Option<Written> {
        if let Some(month) = self.month_name(i) {
            let dot = usize::from(self.word(i + 1) == ".");
            if let Some(day) = self.day(i + 1 + dot) {
                let (year, next) = self.year_after(i + 2 + dot);
                return Some(Written { day: Some(day), month: Some(month), year, next });
            }
            let comma = usize::from(self.word(i + 1 + dot) == ",");
            let year = self.year(i + 1 + dot + comma)?;
            return Some(Written {
                day: None,
                month: Some(month),
                year: Some(year),
                next: i + 2 + dot + comma,
            });
        }
        let day = self.day(i)?;
        let of = usize::from(self.is(i + 1, "of"));
        let month = self.month_name(i + 1 + of)?;
        let (year, next) = self.year_after(i + 2 + of);
        Some(Written { day: Some(day), month: Some(month), year, next })
    }

    /// `năm 2019`, `in 2019`, `since 2019`.
    fn year_alone(&self, i: usize) -> Option<Written> {
        let year = self.year(i)?;
        let before = i.checked_sub(1).map_or("", |at| self.word(at));
        let cue = ["năm", "in", "since", "of", "during", "from", "until"].iter().any(|cue| same(before, cue));
        let plain = !matches!(self.word(i + 1), "-" | "–" | "/" | ".") || !self.tight(i + 1);
        (cue && plain).then_some(Written { day: None, month: None, year: Some(year), next: i + 1 })
    }

    /// `sáng nay`, `hôm qua`, `yesterday`, `on Wednesday afternoon`.
    fn relative(&self, i: usize) -> Option<When> {
        static PARTS: Words = Words::new("hôm, sáng, trưa, chiều, tối, đêm, khuya, ngày");
        const THIS: [&str; 3] = ["morning", "afternoon", "evening"];
        let published = self.published.filter(|date| date.year.is_some())?;
        let (back, next) = if self.is_one(i, &PARTS) {
            match () {
                () if self.is(i + 1, "nay") && !self.is(i, "ngày") => (0, i + 2),
                () if self.is(i + 1, "hôm") && self.is(i + 2, "nay") => (0, i + 3),
                () if self.is(i + 1, "hôm") && self.is(i + 2, "qua") => (1, i + 3),
                () if self.is(i + 1, "qua") && !self.is(i, "ngày") => (1, i + 2),
                () if self.is(i, "hôm") && self.is(i + 1, "kia") => (2, i + 2),
                () => return self.weekday(i, published),
            }
        } else if self.is(i, "yesterday") {
            (1, i + 1)
        } else if self.is(i, "today") || self.is(i, "tonight") {
            (0, i + 1)
        } else if self.is(i, "last") && self.is(i + 1, "night") {
            (1, i + 2)
        } else if self.is(i, "this") && THIS.iter().any(|part| self.is(i + 1, part)) {
            (0, i + 2)
        } else {
            return self.weekday(i, published);
        };
        let start = self.days_before(published, back)?;
        Some(When { tokens: i..next, start, end: None, has_year: true })
    }

    /// The nearest such weekday up to the day of publication, or after it where the text looks ahead.
    fn weekday(&self, i: usize, published: Date) -> Option<When> {
        let cued = ["hôm", "sáng", "trưa", "chiều", "tối", "ngày", "vào", "on", "last", "next"];
        let before = i.checked_sub(1).map_or("", |at| self.word(at));
        if !cued.iter().any(|cue| same(before, cue)) && !self.is(i, "thursday") {
            return None;
        }
        let (weekday, next) = self.weekday_at(i)?;
        let opens_date = usize::from(self.word(next) == ",");
        if self.written(next + opens_date).is_some() || published.day.is_none() {
            return None;
        }
        let today = published.days()?;
        // 1970-01-01 was a Thursday; Monday is 0.
        let mut back = (today + 3 - i32::from(weekday)).rem_euclid(7);
        if same(before, "last") && back == 0 {
            back = 7;
        }
        if same(before, "next") || self.is(next, "tới") || self.is(next, "next") {
            back -= 7;
        }
        let start = Date::from_days(today - back)?;
        Some(When { tokens: i..next, start, end: None, has_year: true })
    }

    /// The first day of a range takes the year of the last one; a range may cross New Year.
    fn same_range(first: Written, last: Written) -> Written {
        let year = last.year.map(|y| if first.month > last.month { y - 1 } else { y });
        Written { year: first.year.or(year), ..first }
    }

    /// Fills in the year and puts the parts together.
    fn when(&self, i: usize, first: Written, last: Option<Written>, next: usize) -> Option<When> {
        let ahead = self.looks_ahead(i, next);
        let end = match last {
            Some(last) => Some(self.resolve(last, ahead)?),
            None => None,
        };
        let mut start = self.resolve(first, ahead)?;
        if let (Some(end), None) = (end, first.year) {
            // Both days lie in one year, or the range crosses New Year.
            let year = end.year.map(|y| if first.month > end.month { y.saturating_sub(1) } else { y });
            start.year = year;
        }
        let end = end.filter(|end| *end > start);
        Some(When {
            tokens: i..next,
            start,
            end,
            has_year: first.year.is_some() || last.is_some_and(|l| l.year.is_some()),
        })
    }

    fn resolve(&self, written: Written, ahead: bool) -> Option<Date> {
        let Written { day, month, year, .. } = written;
        if let Some(year) = year {
            return match (month, day) {
                (Some(month), Some(day)) => Date::ymd(year, month, day),
                (Some(month), None) => Date::ym(year, month),
                (None, _) => Date::y(year),
            };
        }
        let month = month?;
        let Some((published, this_year)) = self.published.and_then(|p| p.year.map(|y| (p, y))) else {
            return Date::md(month, day?);
        };
        let of_year = |year: u16| match day {
            Some(day) => Date::ymd(year, month, day),
            None => Date::ym(year, month),
        };
        let key = |date: Date| (date.month, date.day);
        let this = of_year(this_year).or_else(|| of_year(this_year - 1))?;
        let later = published.month.is_some() && {
            let (m, d) = key(published);
            this.month > m || this.month == m && d.is_some() && this.day > d
        };
        match (later, ahead) {
            (true, false) => of_year(this_year.saturating_sub(1)),
            (false, true) if this.month < published.month => of_year(this_year + 1),
            _ => Some(this),
        }
    }

    /// Whether the words around a date say that it is still to come.
    fn looks_ahead(&self, i: usize, next: usize) -> bool {
        let after =
            self.is(next, "tới") || self.is(next, "next") || self.is(next, "sắp") && self.is(next + 1, "tới");
        let before = i.checked_sub(1).is_some_and(|at| self.is(at, "next") || self.is(at, "upcoming"));
        after || before
    }

    fn days_before(&self, date: Date, back: i32) -> Option<Date> {
        if date.day.is_none() {
            return (date.month.is_some()).then_some(date);
        }
        Date::from_days(date.days()? - back)
    }
}
