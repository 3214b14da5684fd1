//! Every command through the built binary, bad input too.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// An invented report; nobody and nothing in it is real.
const REPORT: &str = "---\nid: rp-1\ntitle: Hội đàm về phòng, chống ma túy\ndate: 2021-04-04\nlang: vi\noutlet: Báo Mẫu\n---\n\n\
    Ngày 3/4, tại Hà Nội, Thứ trưởng Bộ Công an Trần Văn Giả hội đàm với đoàn Cảnh sát New Zealand.\n\n\
    Hai bên trao đổi về dẫn độ và đấu tranh với tội phạm ma túy.\n";
const ENGLISH: &str = "---\nid: rp-2\ntitle: Police of two countries meet\ndate: 2022-05-06\nlang: en\n---\n\n\
    The Ministry of Public Security received a delegation of the Lao police in Ha Noi on May 5.\n";

#[test]
fn facts_of_files_come_in_the_order_of_the_arguments() {
    let folder = Folder::new();
    let (b, a) = (folder.write("b.txt", REPORT), folder.write("a.txt", ENGLISH));
    let got = entente(&["facts", &b, &a]);
    assert_eq!((ids(&got), code(&got), errors(&got)), (vec!["rp-1".into(), "rp-2".into()], 0, Vec::new()));
    for record in records(&got) {
        assert!(quotes_are_slices(&record) > 0);
        assert!(!body(&record).contains("title:"), "the header is no body");
    }
}

#[test]
fn facts_of_a_folder_come_in_the_order_of_the_paths() {
    let folder = Folder::new();
    folder.write("documents/b.txt", &REPORT.replace("id: rp-1\n", ""));
    folder.write("documents/a/c.md", ENGLISH);
    folder.write("corpus.json", "{\"title\": \"Mẫu\"}");
    let got = entente(&["facts", folder.path()]);
    assert_eq!((ids(&got), code(&got)), (vec!["rp-2".into(), "b".into()], 0), "{:?}", errors(&got));
    assert_eq!(records(&got)[1]["path"], "documents/b.txt");
}

#[test]
fn facts_of_standard_input() {
    let got = entente_with(&["facts", "-"], REPORT.as_bytes());
    assert_eq!((ids(&got), code(&got)), (vec!["rp-1".into()], 0), "{:?}", errors(&got));
    let lines =
        "{\"id\":\"j1\",\"title\":\"A\",\"text\":\"Police met.\"}\n{\"id\":\"j2\",\"text\":\"Again.\"}\n";
    let got = entente_with(&["facts", "-"], lines.as_bytes());
    assert_eq!((ids(&got), code(&got)), (vec!["j1".into(), "j2".into()], 0), "{:?}", errors(&got));
}

#[test]
fn one_bad_input_does_not_stop_the_others() {
    let folder = Folder::new();
    let (good, last) = (folder.write("good.txt", REPORT), folder.write("last.txt", ENGLISH));
    let missing = folder.join("missing.txt");
    let empty = folder.join("empty");
    fs::create_dir(&empty).expect("a folder");
    let got = entente(&["facts", &good, &missing, &empty, &last]);
    assert_eq!((ids(&got), code(&got)), (vec!["rp-1".into(), "rp-2".into()], 1));
    let errors = errors(&got);
    assert_eq!(errors.len(), 2, "{errors:?}");
    for (line, path) in errors.iter().zip([&missing, &empty]) {
        assert!(line.starts_with(&format!("entente: {path}: ")), "{line}");
        assert!(
            line.contains("; expected ") && line.matches("; ").count() >= 2,
            "what; expected; remedy: {line}"
        );
    }
}

#[test]
fn a_broken_line_is_named_and_the_rest_is_read() {
    let folder = Folder::new();
    let path = folder.write(
        "d.jsonl",
        "{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\":\"b\"\n{\"id\":\"c\",\"text\":\"Three.\"}\n",
    );
    let got = entente(&["facts", &path]);
    assert_eq!((ids(&got), code(&got)), (vec!["a".into(), "c".into()], 1));
    assert!(errors(&got)[0].contains(":2"), "{:?}", errors(&got));
}

#[test]
fn hostile_documents_give_an_answer() {
    let folder = Folder::new();
    let long = folder.write("long.txt", &"tội phạm ma túy ".repeat(20_000));
    folder.write_bytes("bytes.txt", &(0..=255).cycle().take(5000).collect::<Vec<u8>>());
    folder.write_bytes(
        "utf16.txt",
        &[&[0xFF, 0xFE][..], &"A\u{1EA3}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()]
            .concat(),
    );
    folder.write("nothing.txt", "");
    folder.write("header.txt", "---\nid: x\n");
    let got = entente(&[
        "facts",
        &long,
        &folder.join("bytes.txt"),
        &folder.join("utf16.txt"),
        &folder.join("nothing.txt"),
        &folder.join("header.txt"),
    ]);
    assert!(matches!(code(&got), 0 | 1), "no panic: {:?}", errors(&got));
    assert!(errors(&got).iter().all(|line| line.starts_with("entente: ")), "{:?}", errors(&got));
    assert!(ids(&got).len() >= 3);
    for record in records(&got) {
        quotes_are_slices(&record);
    }
}

#[test]
fn reading_never_writes() {
    let folder = Folder::new();
    folder.write("documents/a.txt", REPORT);
    folder.write("corpus.json", "{\"title\": \"Mẫu\"}");
    let before = folder.listing();
    for args in [&["facts"][..], &["check"], &["search", "ma tuy", "--corpus"]] {
        entente(&[args, &[folder.path()]].concat());
    }
    assert_eq!(folder.listing(), before);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = command(&["facts", &bundled()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let done = child.wait_with_output().expect("ends");
    assert_eq!(String::from_utf8_lossy(&done.stderr), "");
    assert_eq!(done.status.code(), Some(0));
}

#[test]
fn the_bundled_corpus_is_read_and_has_no_problem() {
    let got = entente(&["facts", &bundled()]);
    assert_eq!((records(&got).len(), code(&got), errors(&got)), (155, 0, Vec::new()));
    let check = entente(&["check", &bundled()]);
    assert_eq!(code(&check), 0, "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn check_names_file_and_line() {
    let folder = Folder::new();
    folder.write("corpus.json", "{\"title\": \"Mẫu\"}");
    folder.write("documents/a.txt", REPORT);
    folder.write("documents/b.txt", REPORT);
    folder.write("documents/c.txt", &ENGLISH.replace("lang: en", "langue: en"));
    folder.write("documents/d.jsonl", "{\"id\":\"j\",\"text\":\"A.\"}\nnothing\n");
    let mut damaged = REPORT.replace("rp-1", "rp-3").into_bytes();
    let at = damaged.len() - 20;
    damaged[at] = 0xFF;
    folder.write_bytes("documents/e.txt", &damaged);
    folder.write("documents/f.txt", "");
    let got = entente(&["check", folder.path()]);
    let lines = String::from_utf8_lossy(&got.stdout).into_owned();
    assert_eq!(code(&got), 1, "{lines}");
    for wanted in [
        "documents/b.txt:2: ",
        "documents/c.txt:5: ",
        "documents/d.jsonl:2: ",
        "documents/e.txt:",
        "documents/f.txt",
    ] {
        assert!(lines.lines().any(|line| line.contains(wanted)), "{wanted} in:\n{lines}");
    }
    assert!(!lines.contains("documents/a.txt:"), "{lines}");
}

#[test]
fn search_answers_in_words_and_in_json() {
    let got = entente(&["search", "--corpus", &bundled(), "dan do", "--limit", "3"]);
    assert_eq!((code(&got), errors(&got)), (0, Vec::new()));
    let text = String::from_utf8_lossy(&got.stdout).to_lowercase();
    assert!(text.contains("dẫn độ"), "{text}");

    let got = entente(&[
        "search",
        "--corpus",
        &bundled(),
        "dan do",
        "--filter",
        "country=KR",
        "--json",
        "--limit=2",
    ]);
    let json: Value = serde_json::from_slice(&got.stdout).expect("JSON");
    let all: Value =
        serde_json::from_slice(&entente(&["search", "--corpus", &bundled(), "dan do", "--json"]).stdout)
            .expect("JSON");
    assert!(json["total"].as_u64() > Some(0) && json["total"].as_u64() < all["total"].as_u64());
    assert!(json["hits"].as_array().is_some_and(|hits| !hits.is_empty() && hits.len() <= 2));
}

#[test]
fn search_without_hits_and_with_odd_queries() {
    let folder = small();
    for query in ["zxqv", "", "\"", "-", "a AND (", "???", &"x ".repeat(5000)] {
        let got = entente(&["search", "--corpus", folder.path(), "--", query]);
        assert_eq!(code(&got), 0, "{query:.20}: {:?}", errors(&got));
    }
}

#[test]
fn run_prints_a_trec_run() {
    let folder = Folder::new();
    let docs = folder.write("docs.jsonl", "{\"id\":\"d1\",\"title\":\"Dẫn độ\",\"text\":\"Hiệp định dẫn độ được ký.\",\"lang\":\"vi\"}\n{\"id\":\"d2\",\"title\":\"Cà phê\",\"text\":\"Giá cà phê tăng.\"}\n");
    let queries = folder.write(
        "queries.jsonl",
        "{\"id\":\"q1\",\"text\":\"dẫn độ\"}\n{\"id\":\"q2\",\"text\":\"giá cà phê\"}\n",
    );
    let got = entente(&["run", "--docs", &docs, "--queries", &queries, "--limit", "1"]);
    assert_eq!((code(&got), errors(&got)), (0, Vec::new()));
    let lines: Vec<String> = String::from_utf8_lossy(&got.stdout).lines().map(str::to_owned).collect();
    let fields: Vec<Vec<&str>> = lines.iter().map(|line| line.split(' ').collect()).collect();
    assert_eq!(
        fields.iter().map(|f| (f[0], f[1], f[2], f[3], f[5])).collect::<Vec<_>>(),
        [("q1", "Q0", "d1", "1", "entente"), ("q2", "Q0", "d2", "1", "entente")]
    );
    assert!(fields.iter().all(|f| f[4].parse::<f32>().is_ok_and(|score| score > 0.0)));
}

#[test]
fn export_writes_every_format() {
    let folder = small();
    let formats =
        ["csv", "jsonl", "ftm", "skos", "plover", "csl", "ris", "bibtex", "geojson", "gexf", "annotations"];
    for format in formats {
        let got = entente(&["export", folder.path(), "--as", format, "--filter", "country=NZ"]);
        assert_eq!((code(&got), errors(&got)), (0, Vec::new()), "{format}");
        let text = std::str::from_utf8(&got.stdout).expect("UTF-8");
        match format {
            "jsonl" => assert!(records(&got).iter().all(|record| quotes_are_slices(record) > 0)),
            "csl" | "geojson" | "annotations" => {
                serde_json::from_str::<Value>(text).expect(format);
            }
            _ => assert!(!text.trim().is_empty(), "{format}"),
        }
    }
}

#[test]
fn a_command_line_that_makes_no_sense_is_refused_with_the_usage() {
    let lines: &[&[&str]] = &[
        &[],
        &["fact"],
        &["facts"],
        &["facts", "--all", "x"],
        &["search", "x"],
        &["search", "--corpus"],
        &["search", "--corpus", "x", "q", "--limit", "many"],
        &["search", "--corpus", "x", "q", "--filter", "country"],
        &["run", "--docs", "x"],
        &["check", "--json=1", "x"],
        &["export", "x"],
        &["export", "x", "--as", "pdf"],
    ];
    for args in lines {
        let got = entente(args);
        assert_eq!(
            (code(&got), errors(&got).len(), got.stdout.len()),
            (2, 1, 0),
            "{args:?}: {:?}",
            errors(&got)
        );
    }
    assert_eq!(code(&entente(&["help"])), 0);
    assert_eq!(code(&entente(&["facts", "--help"])), 0);
}

#[test]
fn the_raw_seeds_come_out_clean() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !seeds.is_dir() {
        return;
    }
    let got = entente(&["facts", &seeds.to_string_lossy()]);
    let records = records(&got);
    assert_eq!((records.len(), code(&got)), (5, 0), "{:?}", errors(&got));
    for record in &records {
        quotes_are_slices(record);
        let codes: Vec<&str> = record["countries"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|c| c["code"].as_str())
            .collect();
        assert!(codes.contains(&"VN"), "{}: {codes:?}", record["id"]);
    }
}

// --- Running the binary ------------------------------------------------------------------------------------

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    command.args(args);
    command
}

fn entente(args: &[&str]) -> Output {
    entente_with(args, b"")
}

fn entente_with(args: &[&str], input: &[u8]) -> Output {
    let mut child = command(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    // A command that does not read its input may be gone already.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    child.wait_with_output().expect("the binary ends")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn errors(output: &Output) -> Vec<String> {
    String::from_utf8_lossy(&output.stderr).lines().map(str::to_owned).collect()
}

fn records(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("a JSON record")).collect()
}

fn ids(output: &Output) -> Vec<String> {
    records(output).iter().map(|record| record["id"].as_str().expect("an id").to_owned()).collect()
}

fn body(record: &Value) -> String {
    let text = record["text"].as_str().expect("a text");
    let spans = record["body"].as_array().expect("a body");
    spans.iter().map(|span| &text[offset(&span[0])..offset(&span[1])]).collect::<Vec<_>>().join("\n")
}

fn offset(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("an offset")).expect("fits")
}

/// Compares every quote with its slice of the text and counts them.
fn quotes_are_slices(record: &Value) -> usize {
    let text = record["text"].as_str().expect("a text");
    let mut seen = 0;
    let mut open = vec![record];
    while let Some(value) = open.pop() {
        if let Some(quote) = value.get("quote").and_then(Value::as_str) {
            assert_eq!(
                text.get(offset(&value["start"])..offset(&value["end"])),
                Some(quote),
                "{}",
                record["id"]
            );
            seen += 1;
        }
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(keys) => open.extend(keys.values()),
            _ => {}
        }
    }
    seen
}

/// A corpus of two invented reports: quick to read.
fn small() -> Folder {
    let folder = Folder::new();
    folder.write("corpus.json", "{\"title\": \"Mẫu\", \"version\": \"1\"}");
    folder.write("documents/a.txt", REPORT);
    folder.write("documents/b.txt", ENGLISH);
    folder
}

fn bundled() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus").to_string_lossy().into_owned()
}

/// A folder that is gone after the test.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("entente-cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("UTF-8")
    }

    fn join(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, text: &str) -> String {
        self.write_bytes(name, text.as_bytes())
    }

    fn write_bytes(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, bytes).expect("a file");
        path.to_string_lossy().into_owned()
    }

    /// Every entry with its size and time of change.
    fn listing(&self) -> Vec<(PathBuf, u64, std::time::SystemTime)> {
        let mut open = vec![self.0.clone()];
        let mut all = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                let about = fs::metadata(&path).expect("an entry");
                all.push((path.clone(), about.len(), about.modified().expect("a time")));
                if path.is_dir() {
                    open.push(path);
                }
            }
        }
        all.sort();
        all
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
