//! Facts: cases in `tests/cases/extract/`, the facts marked in the text itself.
//!
//! ```text
//! --- name of the case
//! date: 2024-09            (optional: published)
//! lang: vi                 (optional)
//! exact: person, country   (optional: kinds that have no mark but must not occur unmarked either)
//! title: …                 (optional: as in a front matter)
//! kind: talks              (optional: of the event, wherever its evidence is)
//!
//! Sáng 29/9, Thượng tướng [[Lê Văn A|person; rank=Thượng tướng; country=VN]] đã tiếp …
//! ```
//!
//! A mark is `[[words|kind id; key=value; …]]`: a fact of that kind, id and values must have evidence that touches
//! the words. The id may be left out (a person's is the words themselves). Of each kind that is marked, the marked
//! facts must be all there are. `key=-` says that there is no value; a mark may stand in another mark.

use entente::base::Span;
use entente::corpus::{Meta, RawDocument};
use entente::extract::{Facts, Lists, extract};
use entente::text::{Document, prepare};
use proptest::prelude::*;
use std::fmt::Write;
use std::sync::OnceLock;

/// The bundled lists, read once for all tests.
pub(crate) fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(Lists::bundled)
}

/// One fact, flat.
#[derive(Debug, Clone)]
struct Row {
    kind: &'static str,
    id: String,
    values: Vec<(&'static str, Option<String>)>,
    evidence: Vec<Span>,
}

/// What a mark asks for.
#[derive(Debug)]
struct Mark {
    span: Span,
    kind: String,
    id: Option<String>,
    values: Vec<(String, String)>,
}

#[test]
fn cases() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/extract");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut wrong = String::new();
    let mut count = 0;
    for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "txt")) {
        let text = std::fs::read_to_string(file).unwrap();
        for (name, case) in sections(&text) {
            count += 1;
            for problem in check(case) {
                writeln!(wrong, "{}: {name}: {problem}", file.file_name().unwrap().display()).unwrap();
            }
        }
    }
    assert!(count > 0, "no case found");
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn sections(text: &str) -> Vec<(&str, &str)> {
    text.split("\n--- ")
        .map(|section| section.strip_prefix("--- ").unwrap_or(section))
        .filter_map(|section| section.split_once('\n'))
        .filter(|(_, body)| !body.trim().is_empty())
        .collect()
}

/// The problems of one case.
fn check(case: &str) -> Vec<String> {
    let (head, body) = case.split_once("\n\n").unwrap_or(("", case));
    let (head, body) =
        if head.is_empty() || head.lines().all(is_setting) { (head, body) } else { ("", case) };
    let setting =
        |key: &str| head.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix(':')).map(str::trim);
    let (text, marks) = unmark(body.trim_end());
    let document = document(text, setting("title"), setting("date"), setting("lang"));
    let facts = extract(&document, lists());
    let rows = flat(&facts);
    let mut problems = inexact(&rows, &document.text);
    let kind = facts.event.as_ref().map_or("none", |event| event.kind.as_str());
    if let Some(expected) = setting("kind").filter(|expected| *expected != kind) {
        problems.push(format!("kind {kind}, expected {expected}"));
    }
    let mut kinds: Vec<&str> = marks.iter().map(|m| m.kind.as_str()).collect();
    kinds.extend(setting("exact").into_iter().flat_map(|s| s.split(',').map(str::trim)));
    for mark in &marks {
        if !rows.iter().any(|row| fits(row, mark)) {
            let near: Vec<_> = rows.iter().filter(|row| row.kind == mark.kind).map(show).collect();
            problems.push(format!("no such fact: {mark:?}\n    found: {}", near.join("\n           ")));
        }
    }
    for row in rows.iter().filter(|row| kinds.contains(&row.kind)) {
        if !marks.iter().any(|mark| fits(row, mark)) {
            problems.push(format!("not marked: {}", show(row)));
        }
    }
    problems
}

fn is_setting(line: &str) -> bool {
    ["date:", "lang:", "exact:", "title:", "kind:"].iter().any(|key| line.starts_with(key))
}

fn show(row: &Row) -> String {
    format!("{} {} {:?} {:?}", row.kind, row.id, row.values, row.evidence)
}

fn fits(row: &Row, mark: &Mark) -> bool {
    row.kind == mark.kind
        && mark.id.as_ref().is_none_or(|id| *id == row.id)
        && row.evidence.iter().any(|e| e.overlaps(mark.span))
        && mark.values.iter().all(|(key, value)| {
            let found = row.values.iter().find(|(k, _)| k == key);
            found.is_some_and(|(_, v)| v.as_deref().unwrap_or("-") == value)
        })
}

/// Takes the marks out of a text.
fn unmark(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks, mut open) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(at) = rest.find(['[', '|', ']']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("[[") {
            open.push(text.len());
            rest = after;
        } else if let (true, Some(end)) = (rest.starts_with('|') && !open.is_empty(), rest.find("]]")) {
            let start: usize = open.pop().unwrap();
            marks.push(mark(&rest[1..end], Span::new(start, text.len()), &text[start..]));
            rest = &rest[end + 2..];
        } else {
            text.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    (text, marks)
}

fn mark(label: &str, span: Span, words: &str) -> Mark {
    let mut fields = label.split(';').map(str::trim);
    let head = fields.next().unwrap();
    let (kind, id) = head.split_once(' ').map_or((head, None), |(kind, id)| (kind, Some(id.to_owned())));
    let id = id.or_else(|| (kind == "person").then(|| words.to_owned()));
    let values =
        fields.filter_map(|f| f.split_once('=')).map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
    Mark { span, kind: kind.to_owned(), id, values }
}

fn document(mut text: String, title: Option<&str>, date: Option<&str>, lang: Option<&str>) -> Document {
    let mut meta = Meta { date: date.map(str::to_owned), lang: lang.map(str::to_owned), ..Meta::default() };
    let mut header = None;
    if let Some(title) = title {
        let front = format!("---\ntitle: {title}\n---\n\n");
        text.insert_str(0, &front);
        header = Some(Span::new(0, front.len()));
        (meta.title, meta.title_span) = (Some(title.to_owned()), Some(Span::new(11, 11 + title.len())));
    }
    prepare(RawDocument {
        id: "case".to_owned(),
        path: "case.txt".to_owned(),
        meta,
        text,
        header,
        problems: Vec::new(),
    })
}

fn inexact(rows: &[Row], text: &str) -> Vec<String> {
    let bad = rows.iter().filter(|row| {
        row.evidence.is_empty() || row.evidence.iter().any(|e| e.is_empty() || text.get(e.range()).is_none())
    });
    bad.map(|row| format!("evidence missing or not a slice of the text: {}", show(row))).collect()
}

fn flat(facts: &Facts) -> Vec<Row> {
    let mut rows = Vec::new();
    let tagged = [
        ("country", &facts.countries),
        ("crime", &facts.crimes),
        ("cooperation", &facts.cooperation),
        ("forum", &facts.forums),
    ];
    for (kind, list) in tagged {
        for t in list {
            rows.push(Row { kind, id: t.id.clone(), values: Vec::new(), evidence: t.evidence.clone() });
        }
    }
    for o in &facts.organizations {
        let values = vec![("name", Some(o.name.clone())), ("country", o.country.clone())];
        rows.push(Row { kind: "organization", id: o.id.clone(), values, evidence: o.evidence.clone() });
    }
    for p in &facts.people {
        let values = vec![
            ("country", p.country.clone()),
            ("rank", p.rank.clone()),
            ("post", p.post.clone()),
            ("organization", p.organization.clone()),
        ];
        rows.push(Row { kind: "person", id: p.name.clone(), values, evidence: p.evidence.clone() });
    }
    flat_acts(facts, &mut rows);
    rows
}

fn flat_acts(facts: &Facts, rows: &mut Vec<Row>) {
    for i in &facts.instruments {
        let values = vec![
            ("type", Some(i.kind.clone())),
            ("status", Some(i.status.clone())),
            ("year", i.year.map(|y| y.to_string())),
            ("period", i.period.map(|(a, b)| format!("{a}-{b}"))),
            ("parties", Some(i.parties.join(","))),
        ];
        rows.push(Row { kind: "instrument", id: i.title.clone(), values, evidence: i.evidence.clone() });
    }
    if let Some(e) = &facts.event {
        let place = e.place.as_ref();
        let values = vec![
            ("level", e.level.clone()),
            ("date", e.date.map(|d| d.to_string())),
            ("date_end", e.date_end.map(|d| d.to_string())),
            ("city", place.and_then(|p| p.city.clone())),
            ("country", place.and_then(|p| p.country.clone())),
        ];
        rows.push(Row { kind: "event", id: e.kind.clone(), values, evidence: e.evidence.clone() });
    }
    for p in &facts.pledges {
        let values = vec![
            ("verb", Some(p.verb.clone())),
            ("cooperation", Some(p.cooperation.join(","))),
            ("crimes", Some(p.crimes.join(","))),
        ];
        rows.push(Row { kind: "pledge", id: p.by.clone(), values, evidence: p.evidence.clone() });
    }
}

/// Words that rules wait for, and signs that cut them.
const PIECES: &str = "(Bộ trưởng|Thứ trưởng|Minister of|Thượng tướng|Tô Lâm|Nguyễn Văn A|Kolokoltsev|U\\.S\\.|Lào|Viet Nam|\
    Bộ Công an|Ministry of Public Security|C0[1-4]|ký|signed|thỏa thuận|an agreement on|extradition|và|and|,|\\.|\\(|\\)|“|\
    ngày|29/9|2024|thứ|September|hôm qua|hai bên|nhất trí|will|giai đoạn|-|–|'s|\u{301}|\u{200b}|\u{202e}|\n|\n\n|\\PC)";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn evidence_is_exact_in_any_text(pieces in prop::collection::vec(PIECES, 0..60), gap in "[ ]?") {
        let document = document(pieces.join(&gap), None, Some("2024-09-30"), None);
        let rows = flat(&extract(&document, lists()));
        prop_assert_eq!(inexact(&rows, &document.text), Vec::<String>::new());
    }

    #[test]
    fn evidence_is_exact_in_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let document = prepare(entente::corpus::format::document(
            "a.txt",
            &bytes,
            entente::corpus::format::Format::Text,
            &entente::corpus::Info::default(),
        ));
        let rows = flat(&extract(&document, lists()));
        prop_assert_eq!(inexact(&rows, &document.text), Vec::<String>::new());
    }
}

#[test]
fn hostile_texts_yield_a_record() {
    let marks = "\u{301}\u{323}".repeat(200_000);
    let texts = [
        "“".repeat(10_000) + "Tô Lâm",
        format!("a{marks}b Bộ trưởng {marks}"),
        "\u{202e}Bộ trưởng\u{202d} Bộ\0 Công\u{200b} an Tô Lâm\0".repeat(500),
        "Bộ trưởng ".repeat(20_000),
        "Nguyễn Văn A, ".repeat(20_000),
        "U.S.".repeat(20_000),
        "Ministers met".to_owned() + &".".repeat(200_000) + " then an end.",
        "A report of the day stands here for once.\n\nPhoto: VNA\n\n".repeat(4_000),
        "ngài ông bà ".repeat(20_000),
        "Ministry of ".repeat(20_000),
        "'s ’s 's".repeat(20_000),
        "hai bên nhất trí hợp tác đào tạo và ".repeat(4_000),
        "an agreement on extradition, on training and ".repeat(4_000),
        "12/3, ngày 4 và 5/9/2025 đến ".repeat(4_000),
        String::new(),
    ];
    for text in texts {
        let document = document(text, None, None, None);
        let rows = flat(&extract(&document, lists()));
        assert_eq!(inexact(&rows, &document.text), Vec::<String>::new());
    }
}
