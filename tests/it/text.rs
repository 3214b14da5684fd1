//! Cleaning, language, tokens, folding: cases in `tests/cases/`.

mod clean;

use std::fmt::Write as _;

use entente::base::Span;
use entente::text::fold::{Keys, canon, folded};
use entente::text::latin::{lower, nfc};
use entente::text::token::{MAX_BYTES, tokens};
use entente::text::view::View;
use proptest::prelude::*;

use super::support::check;

/// Each token in brackets with the first letter of its kind.
fn show_tokens(text: &str) -> String {
    let mut out = String::new();
    for token in tokens(text) {
        let kind = format!("{:?}", token.kind);
        let _ = write!(out, "{}[{}] ", &kind[..1], token.span.of(text).escape_debug());
    }
    out.trim_end().replace('\n', " ") + "\n"
}

fn show_keys(text: &str) -> String {
    let mut keys = Keys::default();
    let mut out = String::new();
    for token in tokens(text) {
        let word = token.span.of(text);
        keys.set(word);
        let _ = writeln!(out, "{word} = {} {} {}", keys.canon, keys.toneless, keys.folded);
    }
    out
}

#[test]
fn tokens_of_the_cases() {
    check("text/tokens.txt", show_tokens);
}

#[test]
fn keys_of_the_cases() {
    check("text/keys.txt", show_keys);
}

/// The Vietnamese vowels with their tones, as strings of base, shape, tone (NFD order varies).
fn syllable() -> impl Strategy<Value = (String, String)> {
    let onset = prop::sample::select(vec!["", "h", "ng", "th", "đ", "Đ", "qu", "KH"]);
    let vowel =
        prop::sample::select(vec!["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "A", "Ơ"]);
    let tone = prop::sample::select(vec!["", "\u{301}", "\u{300}", "\u{309}", "\u{303}", "\u{323}"]);
    let coda = prop::sample::select(vec!["", "ng", "t", "N"]);
    (onset, vowel, tone, coda).prop_map(|(o, v, t, c)| (format!("{o}{v}{t}{c}"), format!("{o}{v}{c}")))
}

proptest! {
    #[test]
    fn keys_do_not_depend_on_normal_form((word, plain) in syllable()) {
        let composed = nfc(&word).into_owned();
        prop_assert_eq!(canon(&word), canon(&composed));
        prop_assert_eq!(folded(&word), folded(&plain));
        let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(&*composed).collect();
        prop_assert_eq!(canon(&decomposed), canon(&composed));
        prop_assert!(folded(&word).is_ascii());
    }

    #[test]
    fn nfc_is_that_of_the_standard(text in "[a-zA-Z \u{c0}-\u{24f}\u{300}-\u{36f}\u{1e00}-\u{1eff}]{0,24}") {
        let expected: String = unicode_normalization::UnicodeNormalization::nfc(&*text).collect();
        prop_assert_eq!(nfc(&text), expected);
    }

    #[test]
    fn tokens_are_ordered_and_cut_at_characters(text in "\\PC{0,80}|[a-z0-9'’./:@ -]{0,60}") {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(end <= token.span.start as usize && token.span.start < token.span.end);
            prop_assert!(text.get(token.span.range()).is_some());
            end = token.span.end as usize;
        }
        // Every letter and digit of a script we read belongs to a token, but for the s of a possessive.
        let covered: usize = tokens(&text).map(|t| t.span.of(&text).chars().filter(char::is_ascii_alphanumeric).count()).sum();
        let all = text.chars().filter(char::is_ascii_alphanumeric).count();
        let possessives: usize = ["'s", "'S", "’s", "’S"].iter().map(|own| text.matches(own).count()).sum();
        prop_assert!(covered + possessives >= all, "{covered} of {all}");
    }

    #[test]
    fn lower_agrees_with_the_standard(c in any::<char>()) {
        prop_assert_eq!(lower(c), c.to_lowercase().next().unwrap());
    }
}

#[test]
fn lower_agrees_on_every_latin_letter() {
    for c in ('\u{0}'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
        assert_eq!(lower(c), c.to_lowercase().next().unwrap(), "{c}");
    }
}

#[test]
fn hostile_runs_are_cut() {
    let long = "a".repeat(1_000_000)
        + &"e\u{301}".repeat(100_000)
        + &"\u{301}".repeat(1_000_000)
        + &"a.".repeat(500_000);
    assert!(tokens(&long).all(|t| t.span.len() <= MAX_BYTES + 3));
    let _ = nfc(&long);
}

/// `cargo test --release -- --ignored speed --nocapture`
#[test]
#[ignore = "a measurement, not a test"]
#[allow(clippy::print_stderr, reason = "its figures are its result")]
fn speed_of_tokens_and_keys() {
    let line = "Bộ trưởng Nguyễn Văn Hòa đã có buổi hội đàm với Tư lệnh Cảnh sát; the two sides agreed on extradition. ";
    let text = line.repeat(200_000);
    let clock = processor_time();
    let count = tokens(&text).count();
    let scan = processor_time() - clock;
    let (clock, mut keys, mut sum) = (processor_time(), Keys::default(), 0);
    for token in tokens(&text) {
        keys.set(token.span.of(&text));
        sum += keys.canon.len();
    }
    let all = processor_time() - clock;
    let rate = |nanoseconds: u64| text.len() as f64 * 1e3 / nanoseconds as f64;
    assert!(count > 0 && sum > 0);
    eprintln!("{count} tokens, scan {:.0} MB/s, scan and keys {:.0} MB/s", rate(scan), rate(all));
}

fn show_view(text: &str) -> String {
    let view = View::of(text);
    let mut out = format!("{}\n", view.text().escape_debug());
    for (damage, span) in view.damage() {
        let _ = writeln!(out, "{} {}..{}", damage.name(), span.start, span.end);
    }
    if !view.is_identity() {
        for token in tokens(view.text()) {
            let _ = write!(
                out,
                "{}={} ",
                token.span.of(view.text()),
                view.to_source(token.span).of(text).escape_debug()
            );
        }
    }
    out
}

#[test]
fn views_of_the_cases() {
    check("text/view.txt", show_view);
}

/// UTF-8 bytes read as windows-1252.
fn misread(text: &str) -> String {
    text.bytes()
        .map(|b| match b {
            0x80..=0x9f => entente::corpus::decode::WINDOWS_1252_HIGH[usize::from(b) - 0x80],
            _ => char::from(b),
        })
        .collect()
}

proptest! {
    #[test]
    fn a_view_maps_every_span(text in "[a-zăâđêôơưÃÂáº»´ế\u{300}\u{301}\u{323}\u{302} \n«©–]{0,60}") {
        let view = View::of(&text);
        let shown = view.text();
        let mut last = 0;
        for (at, c) in shown.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let source = view.to_source(span);
            prop_assert!(source.start <= source.end && source.start >= last && text.get(source.range()).is_some());
            prop_assert!(!source.is_empty());
            prop_assert!(view.to_view(source).contains(span));
            last = source.start;
        }
        prop_assert_eq!(view.to_source(Span::new(0, shown.len())), Span::new(0, text.len()));
        prop_assert!(text.is_empty() || View::of(shown).text() == shown || !view.damage().is_empty());
    }

    #[test]
    fn misread_vietnamese_is_read_again(words in prop::collection::vec("(Việt|thỏa|thuận|của|ký|đã|quốc|phạm|nước|Đặng|ở)", 4..12)) {
        let text = words.join(" ");
        let (once, twice) = (misread(&text), misread(&misread(&text)));
        let view = View::of(&once);
        prop_assert_eq!(view.text(), &text);
        let view = View::of(&twice);
        prop_assert_eq!(view.text(), &text);
    }

    #[test]
    fn decomposed_vietnamese_is_composed(words in prop::collection::vec("(Việt|thỏa|thuận|của|ký|đã|quốc|phạm|nước|Đặng|ở)", 1..12)) {
        let text = words.join(" ");
        let loose: String = unicode_normalization::UnicodeNormalization::nfd(&*text).collect();
        let view = View::of(&loose);
        prop_assert_eq!(view.text(), &text);
        for token in tokens(&text) {
            prop_assert_eq!(nfc(view.to_source(token.span).of(&loose)), token.span.of(&text));
        }
    }
}

/// Nanoseconds that this process has run, where the system tells (Linux): other programs do not count.
fn processor_time() -> u64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    stat.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}
