//! Histograms over dates and numbers, with bins that fit what is there.

use super::Bin;
use crate::base::number::number;
use crate::bitmap::Bitmap;
use crate::date::Date;
use crate::index::Index;

/// Bins over the values that documents of `set` have in a facet (`date` and `year`: over the dates of the documents),
/// at most `most`, none of them empty at either end. Linear in the set, and in the values of a facet of numbers.
#[must_use]
pub fn bins(index: &Index, facet: &str, set: &Bitmap, most: u32) -> Vec<Bin> {
    if matches!(facet, "date" | "year") { dates(index, set, most) } else { numbers(index, facet, set, most) }
}

/// Units of time, in months; 0 is a day.
const UNITS: [u32; 8] = [0, 1, 3, 12, 24, 60, 120, 1200];

fn dates(index: &Index, set: &Bitmap, most: u32) -> Vec<Bin> {
    let all = &index.documents().dates;
    let days = || set.iter().map(|doc| all[doc as usize]).filter(|day| *day != i32::MIN);
    let (Some(first), Some(last)) = (days().min(), days().max()) else { return Vec::new() };
    let count = |unit: u32| slot(last, unit) - slot(first, unit) + 1;
    let unit = UNITS.into_iter().find(|unit| count(*unit) <= i64::from(most));
    let unit = unit.unwrap_or(UNITS[UNITS.len() - 1]);
    let (from, size) = (slot(first, unit), count(unit));
    let mut counts = vec![0u32; size as usize];
    days().for_each(|day| counts[(slot(day, unit) - from) as usize] += 1);
    let bin = |(at, count): (usize, u32)| {
        let slot = from + at as i64;
        Bin { from: edge(slot, unit, false), to: edge(slot, unit, true), count }
    };
    counts.into_iter().enumerate().map(bin).collect()
}

/// The number of the unit of time that a day lies in.
fn slot(day: i32, unit: u32) -> i64 {
    if unit == 0 {
        return i64::from(day);
    }
    // A day that is no date can only come from damaged bytes.
    let (year, month) = Date::from_days(day).map_or((None, None), |date| (date.year, date.month));
    let months = i64::from(year.unwrap_or(0)) * 12 + i64::from(month.unwrap_or(1)) - 1;
    months.div_euclid(i64::from(unit))
}

/// The first or last date of a unit of time.
fn edge(slot: i64, unit: u32, last: bool) -> String {
    if unit == 0 {
        return Date::from_days(slot as i32).map_or(String::new(), |date| date.to_string());
    }
    let month = slot * i64::from(unit) + if last { i64::from(unit) - 1 } else { 0 };
    let year = month.div_euclid(12);
    if unit.is_multiple_of(12) {
        format!("{year:04}")
    } else {
        format!("{year:04}-{:02}", month.rem_euclid(12) + 1)
    }
}

fn numbers(index: &Index, facet: &str, set: &Bitmap, most: u32) -> Vec<Bin> {
    let Some(facet) = index.facet(facet) else { return Vec::new() };
    let (counts, _) = facet.count(set, set.count());
    let found = facet.values.iter().zip(&counts).enumerate().filter(|(_, (_, count))| **count > 0);
    let mut values: Vec<(f64, u32)> =
        found.filter_map(|(at, (value, _))| Some((number(value)?, at as u32))).collect();
    values.retain(|(value, _)| value.is_finite());
    values.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return Vec::new() };
    let mut step = step((last.0 - first.0) / f64::from(most));
    while (last.0 / step).floor() - (first.0 / step).floor() >= f64::from(most) && most > 1 {
        step *= 2.0;
    }
    let mut out: Vec<Bin> = Vec::new();
    let mut at = 0;
    while at < values.len() {
        let slot = (values[at].0 / step).floor();
        let inside = values[at..].iter().take_while(|(value, _)| (value / step).floor() == slot).count();
        let mut docs = Bitmap::new(set.len());
        values[at..at + inside].iter().for_each(|(_, number)| facet.add_docs(*number, &mut docs));
        let name = |at: usize| facet.values[values[at].1 as usize].clone();
        out.push(Bin { from: name(at), to: name(at + inside - 1), count: docs.and_count(set) });
        at += inside;
    }
    out
}

/// The next number of the form 1, 2 or 5 times a power of ten that is greater: `most` bins of it always reach.
fn step(least: f64) -> f64 {
    let mut power = 1e-9;
    while power * 10.0 <= least && power < 1e300 {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|times| power * times)
        .find(|step| *step > least)
        .unwrap_or(power * 20.0)
}
