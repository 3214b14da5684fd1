//! Cleaning, titles, dates, languages of whole documents.

use std::fmt::Write as _;

use entente::base::Span;
use entente::corpus::{Item, Reader};
use entente::text::token::tokens;
use entente::text::view::View;
use entente::text::{Document, Reason, prepare};
use proptest::prelude::*;

use super::super::support::check;
use super::processor_time;

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
        let clock = processor_time();
        for text in (0..20).flat_map(|_| &texts) {
            run(text);
        }
        eprintln!("{name} {:.0} MB/s", bytes as f64 * 1e3 / (processor_time() - clock) as f64);
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

/// Every document of the mini corpus, read as a folder and prepared, in order of path.
fn mini() -> (Vec<Document>, Vec<String>) {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/mini");
    let mut paths: Vec<_> =
        std::fs::read_dir(root.join("documents")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths.insert(0, root.join("corpus.json"));
    let (mut documents, mut findings, mut reader) = (Vec::new(), Vec::new(), Reader::new("mini"));
    let mut sink = |item| match item {
        Item::Document(raw) => documents.push(prepare(raw)),
        Item::Finding(finding) => findings.push(finding.to_string()),
        Item::Info(_) => {}
    };
    for path in &paths {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        reader.file(&name, &std::fs::read(path).unwrap(), &mut sink);
    }
    reader.finish(&mut sink);
    (documents, findings)
}

#[test]
fn the_mini_corpus_is_read_and_cleaned() {
    let (documents, findings) = mini();
    documents.iter().for_each(account_for_all);
    let mut out = String::new();
    for document in &documents {
        let _ = writeln!(
            out,
            "{} {} {}",
            document.id,
            document.lang,
            document.published.map_or("-".to_owned(), |d| d.to_string())
        );
        let _ = writeln!(out, "  {}", document.title.as_ref().map_or("-", |t| &t.text));
        for removed in document.removed.iter().filter(|r| Some(r.span) != document_header(document)) {
            let _ = writeln!(out, "  {}: {}", removed.reason.name(), removed.span.of(&document.text));
        }
        for problem in &document.problems {
            let _ = writeln!(out, "  problem {}", problem.what);
        }
    }
    for finding in findings {
        let _ = writeln!(out, "{finding}");
    }
    check("clean/mini.txt", |_| out.clone());
}

/// The front matter of a document, which every account would repeat.
fn document_header(document: &Document) -> Option<Span> {
    document.removed.first().map(|r| r.span).filter(|span| span.of(&document.text).starts_with("---"))
}

#[test]
fn a_language_is_right_for_every_mini_document() {
    for document in mini().0 {
        let stated = document.id.rsplit(['-', '_']).next().unwrap_or("").to_owned();
        if stated == "vi" || stated == "en" {
            assert_eq!(document.lang.code(), stated, "{}", document.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn nothing_is_lost(lines in prop::collection::vec(
        "(Toàn cảnh hội nghị\\.|Ảnh: X - Y|\\(Photo: VNA\\)|Hanoi \\(VNA\\) – |date 2021-06 |Tin khác|Bình luận|- Một tin ngắn khác|【a b】C|人参与|Hai bên ký thỏa thuận\\. |The two sides met\\.|VNA/VNS|L\\.C\\.|,ket qua |Ã´Æ°|e\u{301}|\u{200b}|#| |\"){0,6}",
        0..12,
    ), gap in "(\n|\n\n|\r\n)") {
        let text = format!("x{}", lines.join(&gap));
        account_for_all(&document(&text));
    }

    #[test]
    fn nothing_is_lost_of_anything(text in "x(?s:.){0,200}") {
        account_for_all(&document(&text));
    }
}

#[test]
fn hostile_texts_are_cleaned_in_linear_time() {
    let texts = [
        "“".repeat(10_000) + "x" + &"”".repeat(10_000),
        "x".to_owned() + &"\u{301}".repeat(1_000_000),
        "\u{202e}abc\u{2066}\0\0x ".repeat(50_000),
        "Hai bên nhất trí trao đổi thông tin. ".repeat(120_000),
        "(Ảnh: X) ".repeat(200_000),
        "Photo: VNA\n".repeat(100_000),
        "Tin khác\nBình luận\n".repeat(50_000),
        "【a b】C\n".repeat(50_000),
        "Ông A tiếp Bà B tại lễ ký kết.\n".repeat(50_000),
        "(((((".repeat(100_000) + "x",
        "a.b.c.d@e.".repeat(100_000),
        "- A b c d\n".repeat(100_000),
        "Ã´".repeat(300_000),
        "the security the securid ".repeat(40_000),
    ];
    for text in texts {
        let clock = processor_time();
        account_for_all(&document(&text));
        let milliseconds = (processor_time() - clock) / 1_000_000;
        // Unoptimised code takes well under a second; quadratic code takes minutes.
        assert!(milliseconds < 20_000, "{milliseconds} ms for {} bytes of {:?}", text.len(), text.get(..40));
    }
}

/// The five raw documents beside the project, where they are: how often each reason stands, and the date.
#[test]
fn the_raw_seeds_come_out_clean() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(files) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = files.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let document = document(&std::fs::read_to_string(path).unwrap());
        account_for_all(&document);
        let count = |reason: Reason| document.removed.iter().filter(|r| r.reason == reason).count();
        let counts = [
            count(Reason::Header),
            count(Reason::Caption),
            count(Reason::PhotoCredit),
            count(Reason::Byline),
            count(Reason::Boilerplate),
            count(Reason::SeoSpam),
            count(Reason::Comments),
            count(Reason::RelatedLinks),
        ];
        let published = document.published.map(|date| date.to_string()).unwrap_or_default();
        out.push((document.lang.code(), published, counts, document.problems.len()));
    }
    let expected = [
        ("vi", "", [0, 2, 0, 1, 0, 0, 0, 0], 0),
        ("vi", "", [0, 3, 0, 1, 0, 0, 0, 0], 0),
        ("vi", "2023-11", [1, 3, 3, 0, 0, 0, 0, 0], 0),
        ("vi", "2024-09", [1, 2, 2, 0, 0, 0, 0, 0], 0),
        ("en", "2023-09-23", [2, 1, 0, 1, 1, 2, 2, 11], 1),
    ];
    assert_eq!(out, expected.map(|(lang, date, counts, problems)| (lang, date.to_owned(), counts, problems)));
}
