//! Dates in prose: cases in `tests/cases/dates/`, one line `PUBLISHED | text`, `-` where there is no date.

use crate::support::check;
use entente::date::Date;
use entente::extract::dates;
use proptest::prelude::*;
use std::fmt::Write as _;

fn show(input: &str) -> String {
    let mut out = String::new();
    for line in input.lines() {
        let (published, text) = line.split_once(" | ").unwrap_or(("-", line));
        let found = dates(text, Date::parse(published));
        let shown = found.iter().map(|d| {
            let end = d.end.map(|end| format!("/{end}")).unwrap_or_default();
            format!("{}{end} «{}»", d.start, d.span.of(text))
        });
        let shown: Vec<String> = shown.collect();
        let _ = writeln!(out, "{}", if shown.is_empty() { "nothing".to_owned() } else { shown.join("; ") });
    }
    out
}

#[test]
fn vietnamese() {
    check("dates/vietnamese.txt", show);
}

#[test]
fn english() {
    check("dates/english.txt", show);
}

proptest! {
    #[test]
    fn a_full_date_is_read_in_every_style(days in 0i32..30_000) {
        let date = Date::from_days(days).unwrap();
        let (y, m, d) = (date.year.unwrap(), date.month.unwrap(), date.day.unwrap());
        let month = ["January", "February", "March", "April", "May", "June", "July", "August", "September",
            "October", "November", "December"][usize::from(m) - 1];
        let styles = [
            format!("Sáng {d}/{m}/{y}, đoàn"), format!("ngày {d}-{m}-{y}"), format!("ngày {d}.{m}.{y}"),
            format!("ngày {d} tháng {m} năm {y}"), format!("on {month} {d}, {y}"), format!("on {d} {month} {y}"),
            format!("{date}"), format!("{d:02}/{m:02}/{y}"),
        ];
        for text in styles {
            let found = dates(&text, None);
            prop_assert_eq!(found.len(), 1, "{}", text);
            prop_assert_eq!(found[0].start, date, "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[0-9/.,\\- thángngàynămMayđến]{0,60}", days in 0i32..30_000) {
        for mention in dates(&text, Date::from_days(days)) {
            prop_assert!(!mention.span.of(&text).is_empty());
            prop_assert!(mention.end.is_none_or(|end| end > mention.start));
        }
    }
}
