//! Partial dates: a year, a month or a day, possibly without its year. Written as EDTF (ISO 8601-2) level 1.

use std::fmt;

/// The months in English, folded, January first.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date as far as it is known. Ordered by time, a coarser date before the finer ones inside it;
/// dates without a year come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 1–9999; `None` is EDTF `XXXX`.
    pub year: Option<u16>,
    /// The month, 1–12.
    pub month: Option<u8>,
    /// The day of the month, 1–31; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// A full date, if the day exists in that month.
    #[must_use]
    pub fn ymd(year: u16, month: u8, day: u8) -> Option<Self> {
        let valid = (1..=9999).contains(&year) && day >= 1 && day <= days_in_month(Some(year), month);
        valid.then_some(Self { year: Some(year), month: Some(month), day: Some(day) })
    }

    /// A year and month, if the month exists.
    #[must_use]
    pub fn ym(year: u16, month: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year: Some(year),
            month: Some(month),
            day: None,
        })
    }

    /// A year alone.
    #[must_use]
    pub fn y(year: u16) -> Option<Self> {
        (1..=9999).contains(&year).then_some(Self { year: Some(year), month: None, day: None })
    }

    /// A day and month of an unknown year, if such a day can exist.
    #[must_use]
    pub fn md(month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in_month(None, month)).then_some(Self {
            year: None,
            month: Some(month),
            day: Some(day),
        })
    }

    /// Reads `2024`, `2024-09`, `2024-09-29` or `XXXX-09-29`, and a longer ISO time stamp by its date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date = text.trim().split(['T', ' ']).next()?;
        let mut parts = date.split('-');
        let year_part = parts.next().filter(|y| y.len() == 4)?;
        let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
        if parts.next().is_some() {
            return None;
        }
        if year_part == "XXXX" {
            return Self::md(month?, day?);
        }
        let year: u16 = year_part.parse().ok()?;
        match (month, day) {
            (None, _) => Self::y(year),
            (Some(month), None) => Self::ym(year, month),
            (Some(month), Some(day)) => Self::ymd(year, month, day),
        }
    }

    /// Days since 1970-01-01 (proleptic Gregorian); unknown parts count as 1. `None` without a year.
    /// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    #[must_use]
    pub fn days(self) -> Option<i32> {
        let (m, d) = (i32::from(self.month.unwrap_or(1)), i32::from(self.day.unwrap_or(1)));
        let y = i32::from(self.year?) - i32::from(m <= 2);
        let era = y.div_euclid(400);
        let yoe = y.rem_euclid(400);
        let doy = (153 * (if m > 2 { m - 3 } else { m + 9 }) + 2) / 5 + d - 1;
        Some(era * 146_097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719_468)
    }

    /// The full date `days` after 1970-01-01; the inverse of [`Date::days`].
    #[must_use]
    pub fn from_days(days: i32) -> Option<Self> {
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i32::from(month <= 2);
        Self::ymd(
            u16::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(doy - (153 * mp + 2) / 5 + 1).ok()?,
        )
    }
}

/// Days of a month; February of an unknown year has 29; 0 for a month that does not exist.
fn days_in_month(year: Option<u16>, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(|y| y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)) => 29,
        2 => 28,
        _ => 0,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("XXXX")?,
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
