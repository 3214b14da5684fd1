//! Cleaning, language, tokens, folding: cases in `tests/cases/`.

use std::fmt::Write as _;

use entente::base::Span;
use entente::corpus::{Item, Reader};
use entente::text::fold::{Keys, canon, folded};
use entente::text::latin::{lower, nfc};
use entente::text::token::{MAX_BYTES, tokens};
use entente::text::view::View;
use entente::text::{Document, prepare};
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
        let possessives = text.matches("'s").count() + text.matches("’s").count();
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
    let clock = std::time::Instant::now();
    let count = tokens(&text).count();
    let scan = clock.elapsed();
    let (clock, mut keys, mut sum) = (std::time::Instant::now(), Keys::default(), 0);
    for token in tokens(&text) {
        keys.set(token.span.of(&text));
        sum += keys.canon.len();
    }
    let all = clock.elapsed();
    let rate = |t: std::time::Duration| text.len() as f64 / 1e6 / t.as_secs_f64();
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

/// A document of this raw text alone.
fn document(text: &str) -> Document {
    let mut documents = Vec::new();
    let mut reader = Reader::new("case.txt");
    let mut sink = |item| {
        if let Item::Document(raw) = item {
            documents.push(prepare(raw));
        }
    };
    reader.feed(text.as_bytes(), &mut sink);
    reader.finish(&mut sink);
    documents.pop().unwrap()
}

/// What a document came out as: title, date, language, then every passage in order of place.
fn show_document(text: &str) -> String {
    let document = document(text);
    account_for_all(&document);
    let mut out = String::new();
    if let Some(title) = &document.title {
        let _ = writeln!(out, "title {}", title.text);
    }
    if let Some(date) = document.published {
        let _ = writeln!(out, "published {date}");
    }
    let _ = writeln!(out, "lang {}", document.lang);
    let removed = document.removed.iter().map(|r| (r.span, r.reason.name().to_owned()));
    let kept = document.body.iter().map(|p| (p.span, format!("body {}", p.lang)));
    let mut all: Vec<(Span, String)> = removed.chain(kept).collect();
    all.sort();
    for (span, what) in all {
        let _ = writeln!(out, "{what}: {}", span.of(&document.text).replace('\n', "⏎"));
    }
    for problem in &document.problems {
        let place = problem.span.map_or("", |span| span.of(&document.text));
        let _ = writeln!(out, "problem {} [{place}]", problem.what);
    }
    out
}

/// Body and removed passages do not overlap and leave nothing but white space between them.
fn account_for_all(document: &Document) {
    let removed = document.removed.iter().map(|r| r.span);
    let mut spans: Vec<Span> = removed.chain(document.body.iter().map(|p| p.span)).collect();
    assert!(document.body.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    spans.sort_unstable();
    let mut at = 0;
    for span in spans {
        assert!(at <= span.start as usize, "overlap at {at}: {:?}", span.of(&document.text));
        let gap = &document.text[at..span.start as usize];
        assert!(gap.trim().is_empty(), "lost: {gap:?}");
        at = span.end as usize;
    }
    assert!(document.text[at..].trim().is_empty(), "lost: {:?}", &document.text[at..]);
}

#[test]
fn cleaning_of_the_cases() {
    for file in
        ["clean/captions.txt", "clean/heads.txt", "clean/tails.txt", "clean/spam.txt", "clean/kept.txt"]
    {
        check(file, show_document);
    }
}

/// `cargo test --release -- --ignored speed_of --nocapture`: each stage over the bundled corpus, many times.
#[test]
#[ignore = "a measurement, not a test"]
#[allow(clippy::print_stderr, reason = "its figures are its result")]
fn speed_of_preparing() {
    let texts: Vec<String> = bundled().into_iter().map(|(_, text)| text).collect();
    let bytes: usize = texts.iter().map(String::len).sum::<usize>() * 20;
    let time = |name: &str, run: &mut dyn FnMut(&str)| {
        let clock = std::time::Instant::now();
        for text in (0..20).flat_map(|_| &texts) {
            run(text);
        }
        eprintln!("{name} {:.0} MB/s", bytes as f64 / 1e6 / clock.elapsed().as_secs_f64());
    };
    time("view", &mut |text| drop(View::of(text)));
    time("tokens", &mut |text| assert!(tokens(text).count() > 0));
    time("read", &mut |text| {
        let mut reader = Reader::new("a.txt");
        reader.feed(text.as_bytes(), &mut |_| ());
        reader.finish(&mut |_| ());
    });
    time("read and prepare", &mut |text| drop(document(text)));
}

/// `cargo test -- --ignored look --nocapture` with `LOOK` naming files: how each comes out.
#[test]
#[ignore = "a tool for the eye"]
#[allow(clippy::print_stderr, reason = "for the eye")]
fn look_at_files() {
    for path in std::env::var("LOOK").unwrap_or_default().split_whitespace() {
        eprintln!("=== {path}\n{}", show_document(&std::fs::read_to_string(path).unwrap()));
    }
}

/// The files of the bundled corpus, in order of name.
fn bundled() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus/documents");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn nothing_of_a_sound_text_is_removed() {
    for (path, text) in bundled() {
        let document = document(&text);
        account_for_all(&document);
        let removed: Vec<&str> = document.removed.iter().skip(1).map(|r| r.span.of(&document.text)).collect();
        assert!(removed.is_empty(), "{path}: {removed:?}");
        assert!(document.problems.is_empty(), "{path}: {:?}", document.problems);
    }
}

#[test]
fn the_language_of_every_report_is_right() {
    for (path, text) in bundled() {
        let stated = document(&text);
        // Without its front matter, with and without marks, whole and paragraph by paragraph.
        let body = &text[stated.body[0].span.start as usize..];
        let bare = folded_letters(body);
        assert_eq!(document(body).lang, stated.lang, "{path}");
        assert_eq!(document(&bare).lang, stated.lang, "{path} without marks");
        for paragraph in &stated.body {
            assert_eq!(paragraph.lang, stated.lang, "{path}: {}", paragraph.span.of(&stated.text));
        }
    }
}

/// The text as somebody types it who has no Vietnamese keyboard.
fn folded_letters(text: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for token in tokens(text) {
        out.push_str(&text[at..token.span.start as usize]);
        let word = token.span.of(text);
        let bare: String = unicode_normalization::UnicodeNormalization::nfd(word)
            .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
            .map(|c| match c {
                'đ' => 'd',
                'Đ' => 'D',
                c => c,
            })
            .collect();
        out.push_str(&bare);
        at = token.span.end as usize;
    }
    out + &text[at..]
}

#[test]
fn the_language_of_every_event_report_is_right() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/events/events.jsonl");
    let Ok(lines) = std::fs::read_to_string(path) else { return };
    for line in lines.lines() {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        for report in event["reports"].as_array().unwrap() {
            let (lang, body) = (report["lang"].as_str().unwrap(), report["body"].as_str().unwrap());
            assert_eq!(document(body).lang.code(), lang, "{body}");
            assert_eq!(document(&folded_letters(body)).lang.code(), lang, "{body}");
            assert_eq!(document(report["title"].as_str().unwrap()).lang.code(), lang, "{}", report["title"]);
        }
    }
}
