//! Reading: encodings, front matter, HTML, JSON Lines, archives. Every fixture whole and in random chunks.

use std::fmt::Write as _;

use entente::corpus::decode::{Encoding, decode};
use entente::corpus::{Item, MAX_DOCUMENT, Reader};
use proptest::prelude::*;

use super::support::check;

/// Every item that a reader gives for these bytes, fed in chunks of the sizes that `cut` gives in turn.
fn read(name: &str, bytes: &[u8], mut cut: impl FnMut() -> usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut reader = Reader::new(name);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(cut().clamp(1, rest.len()));
        reader.feed(chunk, &mut |item| items.push(item));
        rest = after;
    }
    reader.finish(&mut |item| items.push(item));
    items
}

fn whole(name: &str, bytes: &[u8]) -> Vec<Item> {
    read(name, bytes, || usize::MAX)
}

fn show(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        match item {
            Item::Info(info) => {
                let facets: Vec<&str> = info.facets.iter().map(|f| f.key.as_str()).collect();
                let _ = writeln!(out, "corpus {:?} extract={} facets={facets:?}", info.title, info.extract);
                for vi in [&info.title_vi, &info.description_vi].into_iter().filter(|vi| !vi.is_empty()) {
                    let _ = writeln!(out, "  vi: {vi}");
                }
            }
            Item::Finding(finding) => {
                let _ = writeln!(out, "{} {finding}", finding.severity.name());
            }
            Item::Document(raw) => {
                let meta = &raw.meta;
                let _ = writeln!(out, "document {} at {}", raw.id, raw.path);
                let fields = [
                    ("title", &meta.title),
                    ("date", &meta.date),
                    ("lang", &meta.lang),
                    ("outlet", &meta.outlet),
                ];
                let more = [("url", &meta.url), ("author", &meta.author), ("event", &meta.event)];
                for (key, value) in fields.iter().chain(&more) {
                    if let Some(value) = value {
                        let _ = writeln!(out, "  {key}: {value}");
                    }
                }
                if let Some(span) = meta.title_span {
                    assert_eq!(Some(span.of(&raw.text)), meta.title.as_deref());
                }
                for (key, values) in &meta.facets {
                    let _ = writeln!(out, "  facet {key}: {}", values.join(" / "));
                }
                let header = raw.header.map_or(0, |h| h.end as usize);
                let _ = writeln!(out, "  {}", raw.text[header..].escape_debug());
            }
        }
    }
    out
}

/// A ustar archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        let mut block = [0_u8; 512];
        let (prefix, short) = if name.len() > 100 { name.rsplit_once('/').unwrap() } else { ("", *name) };
        block[..short.len()].copy_from_slice(short.as_bytes());
        block[345..345 + prefix.len()].copy_from_slice(prefix.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        block[156] = b'0';
        block[257..263].copy_from_slice(b"ustar\0");
        block[148..156].fill(b' ');
        let sum: u32 = block.iter().map(|b| u32::from(*b)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        out.extend_from_slice(&block);
        out.extend_from_slice(bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// Cases name their file in the first line: `a.txt`, or several with `@@ path` lines, packed as an archive.
fn case(input: &str) -> String {
    let (name, text) = input.split_once('\n').unwrap_or((input, ""));
    if name != "archive" {
        return show(&whole(name, text.as_bytes()));
    }
    let files: Vec<(&str, &[u8])> = text
        .split("@@ ")
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('\n').map_or((part, &b""[..]), |(name, body)| (name, body.as_bytes())))
        .collect();
    show(&whole("corpus.tar", &archive(&files)))
}

#[test]
fn files_of_the_cases() {
    check("corpus/files.txt", case);
}

#[test]
fn pages_of_the_cases() {
    check("corpus/html.txt", case);
}

#[test]
fn tables_of_the_cases() {
    check("corpus/tables.txt", case);
}

#[test]
fn archives_of_the_cases() {
    check("corpus/archives.txt", case);
}

const SAMPLE: &str = "Bộ Công an Việt Nam ký thỏa thuận hợp tác với Cảnh sát Lào về dẫn độ.";

fn utf16(text: &str, mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    mark.encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn encodings_are_known_by_their_bytes() {
    let cases = [
        (SAMPLE.as_bytes().to_vec(), Encoding::Utf8, 0),
        ([b"\xEF\xBB\xBF", SAMPLE.as_bytes()].concat(), Encoding::Utf8, 0),
        (utf16(SAMPLE, true, u16::to_le_bytes), Encoding::Utf16, 0),
        (utf16(SAMPLE, true, u16::to_be_bytes), Encoding::Utf16, 0),
    ];
    for (bytes, encoding, problems) in cases {
        let decoded = decode(&bytes, None);
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding, decoded.problems.len()),
            (SAMPLE, encoding, problems)
        );
    }
    let plain = "The two sides agreed on training and on exchange of information.";
    let decoded = decode(&utf16(plain, false, u16::to_le_bytes), None);
    assert_eq!((decoded.text.as_str(), decoded.problems.len()), (plain, 1));
    assert!(decoded.problems[0].what.contains("save the file as UTF-8"));
}

#[test]
fn code_pages_are_told_apart() {
    let vietnamese =
        b"C\xF4ng an Vi\xEA\xF2t Nam ky\xEC tho\xD2a thu\xE2\xF2n v\xF5\xECi L\xE0o, \xF0\xE3 \xF0i\xEAu";
    let decoded = decode(vietnamese, None);
    assert_eq!(decoded.encoding, Encoding::Windows1258);
    assert_eq!(entente::text::latin::nfc(&decoded.text), "Công an Việt Nam ký thỏa thuận với Lào, đă điêu");
    let french = b"Le pr\xE9sident a \xE9t\xE9 re\xE7u \xE0 Gen\xE8ve";
    let decoded = decode(french, None);
    assert_eq!(
        (decoded.encoding, decoded.text.as_str()),
        (Encoding::Windows1252, "Le président a été reçu à Genève")
    );
    assert_eq!(decode(french, Some("windows-1258")).encoding, Encoding::Windows1258);
}

#[test]
fn damage_is_named_with_its_place() {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    bytes.insert(3, 0xFF);
    let decoded = decode(&bytes, None);
    assert_eq!(decoded.encoding, Encoding::Utf8);
    assert!(decoded.problems[0].span.unwrap().of(&decoded.text).chars().all(|c| c == '\u{fffd}'));
    let many: Vec<u8> =
        "ế ".repeat(40).bytes().flat_map(|b| if b == b' ' { vec![b, 0xFF] } else { vec![b] }).collect();
    let problems = decode(&many, Some("utf-8")).problems;
    assert_eq!(problems.len(), 9);
    assert!(problems[8].what.contains("32 more places"));
}

#[test]
fn what_is_too_large_is_left_out_and_the_rest_loads() {
    let huge = vec![b'a'; MAX_DOCUMENT * 3 + 1];
    let line = [b"{\"text\": \"", &huge[..], b"\"}\n{\"text\": \"small\"}\n"].concat();
    let packed = archive(&[
        ("corpus.json", b"{\"title\": \"t\"}"),
        ("documents/a.txt", b"first"),
        ("documents/huge.txt", &huge),
        ("documents/lines.jsonl", &line),
        ("documents/long.txt", &vec![b'b'; 5 << 20]),
    ]);
    let items = read("corpus.tar", &packed, || 1 << 16);
    let findings: Vec<String> = items
        .iter()
        .filter_map(|i| if let Item::Finding(f) = i { Some(f.to_string()) } else { None })
        .collect();
    assert_eq!(findings.len(), 2, "{findings:?}");
    assert!(findings[0].starts_with("documents/huge.txt: a document of more than 16 MiB"));
    assert!(findings[1].starts_with("documents/lines.jsonl:1: a line of more than 16 MiB"));
    assert_eq!(items.iter().filter(|i| matches!(i, Item::Document(_))).count(), 3);
    // Alone and without a known size it is refused as well.
    assert!(show(&read("huge.txt", &huge, || 1 << 20)).contains("huge.txt: a document of more than 16 MiB"));
}

#[test]
fn an_archive_cut_anywhere_gives_what_is_whole() {
    let packed = archive(&[
        ("corpus.json", b"{\"title\": \"t\"}"),
        ("documents/a.txt", b"first"),
        ("documents/b.txt", b"second"),
    ]);
    for end in 0..packed.len() {
        let items = whole("corpus.tar", &packed[..end]);
        let found = items.iter().any(|i| matches!(i, Item::Finding(_)));
        assert!(found || end >= packed.len() - 1023 - 512, "{end} of {}: {}", packed.len(), show(&items));
    }
}

fn fixture() -> Vec<u8> {
    let long = format!("documents/{}/deep.txt", "folder-".repeat(15));
    archive(&[
        ("corpus.json", r#"{"title": "Tập thử", "facets": [{"key": "unit"}]}"#.as_bytes()),
        ("documents/a.txt", "---\ntitle: Một\nunit: C04\n---\nBộ Công an\n".as_bytes()),
        ("documents/b.html", "<title>Hai</title><p>Xin &amp; chào<p>hết".as_bytes()),
        ("documents/c.jsonl", "{\"text\": \"ba\"}\nbroken\n{\"text\": \"bốn\", \"id\": \"d\"}".as_bytes()),
        (&long, "năm".as_bytes()),
        ("documents/empty.txt", b""),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn chunks_change_nothing(sizes in prop::collection::vec(1_usize..700, 1..20)) {
        let packed = fixture();
        let mut turn = sizes.iter().copied().cycle();
        prop_assert_eq!(read("x.tar", &packed, || turn.next().unwrap()), whole("x.tar", &packed));
    }

    #[test]
    fn hostile_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..600), name in "(a.txt|b.html|c.jsonl|d.tar|e|f.csv)") {
        whole(&name, &bytes);
    }

    #[test]
    fn flipped_archives_are_read(at in 0_usize..5000, value: u8) {
        let mut packed = fixture();
        let at = at % packed.len();
        packed[at] = value;
        whole("x.tar", &packed);
    }

    /// A table written in any of the ways that spreadsheets know is read back cell by cell.
    #[test]
    fn tables_are_read_as_written(
        rows in prop::collection::vec(("[a-zđế\"',;| \n\t]{1,12}", "[a-zế,;\" ]{0,8}", "[a-z\r\n;,]{0,8}"), 1..8),
        separator in prop::sample::select(vec![',', ';', '\t', '|']),
        end in prop::sample::select(vec!["\n", "\r\n", "\r"]),
        quotes: bool,
        encoding in 0..3_usize,
    ) {
        let quoted = |cell: &str| {
            let needs = quotes || cell.contains([separator, '"', '\n', '\r']);
            if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
        };
        let mut table = ["id", "title", "text", "unit"].join(&separator.to_string()) + end;
        for (i, (text, title, unit)) in rows.iter().enumerate() {
            let cells = [format!("n{i}"), quoted(title), quoted(&format!("{text}.")), quoted(unit)];
            table += &(cells.join(&separator.to_string()) + end);
        }
        let bytes = match encoding {
            0 => table.clone().into_bytes(),
            1 => [b"\xEF\xBB\xBF", table.as_bytes()].concat(),
            _ => utf16(&table, true, u16::to_le_bytes),
        };
        let items = whole("t.csv", &bytes);
        let documents: Vec<_> = items.iter().map(|item| match item {
            Item::Document(raw) => raw,
            other => panic!("{other:?}"),
        }).collect();
        prop_assert_eq!(documents.len(), rows.len());
        for (raw, (text, title, unit)) in documents.iter().zip(&rows) {
            prop_assert_eq!(&raw.text, &format!("{text}."));
            prop_assert_eq!(raw.meta.title.as_deref().unwrap_or(""), title.trim());
            let units: Vec<&str> = raw.meta.facets.iter().flat_map(|(_, values)| values).map(String::as_str).collect();
            let unit = unit.trim();
            prop_assert_eq!(units, if unit.is_empty() { vec![] } else { vec![unit] });
        }
    }

    #[test]
    fn hostile_tables_are_read(table in "(id|text|title|sep=|,|;|\"|\n|\r|\t|[a-z ]|é){0,60}") {
        whole("a.csv", table.as_bytes());
        whole("b.csv", format!("text,title\n{table}").as_bytes());
    }

    #[test]
    fn hostile_pages_are_read(page in "(<|>|/|!--|-->|p|div|nav|script|style|title|meta|\"|'|=|&|amp;|#|x|[a-z ]|é){0,60}") {
        whole("a.html", page.as_bytes());
    }
}

#[test]
fn other_kinds_of_file_are_refused_by_name() {
    for (head, word) in [(&b"\x1f\x8b\x08"[..], "gzip"), (b"PK\x03\x04", "ZIP"), (b"%PDF-1.7", "PDF")] {
        assert!(show(&whole("x.txt", head)).contains(word));
    }
}

#[test]
fn a_page_that_closes_nothing_is_read_in_linear_time() {
    let page = "<nav><aside><p".repeat(200_000) + &"<a title='".repeat(100_000);
    whole("a.html", page.as_bytes());
    whole("b.html", "&#x".repeat(1_000_000).as_bytes());
}
