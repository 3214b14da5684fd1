//! `cargo bench --bench speed`: how long each step takes on the bundled corpus, natively, as a tab-separated table.
//!
//! The table has a row a step: the best of several runs, in milliseconds, and what it was done to. The page does the
//! same work in wasm, at about half the speed.
#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a table")]

#[path = "hostile.rs"]
mod hostile;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use entente::corpus::{Info, Item, Meta, RawDocument, Reader};
use entente::engine::Engine;
use entente::extract::{Lists, extract};
use entente::search::Request;
use entente::text::{Document, prepare};

const RUNS: usize = 7;
/// One of each kind: marks typed and not, a phrase, a prefix, a wrong letter, a field, a concept, everything.
const QUERIES: &[&str] = &[
    "dẫn độ",
    "dan do",
    "\"tội phạm ma túy\"",
    "ma tu",
    "extradiction",
    "title:signing",
    "human trafficking",
    "hợp tác -new zealand",
    "",
];

fn main() -> ExitCode {
    let files = files();
    if files.is_empty() {
        eprintln!(
            "bench speed: no document under www/corpus/documents; expected the bundled corpus; run it in a checkout"
        );
        return ExitCode::FAILURE;
    }
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    let of = format!("{} documents, {bytes} bytes", files.len());
    println!("step\tms\tof");
    let raws = step("read and decode", &of, || read(&files));
    let documents: Vec<Document> = step("clean", &of, || raws.iter().cloned().map(prepare).collect());
    let lists = step("load the lists", "all knowledge files", Lists::bundled);
    step("facts", &of, || documents.iter().map(|document| extract(document, &lists)).collect::<Vec<_>>());
    let engine = step("clean, facts, index", &of, || build(&raws));
    let snapshot = step("write a snapshot", &of, || engine.snapshot());
    let size = format!("{} bytes", snapshot.len());
    step("open a snapshot", &size, || Engine::open(&snapshot, Lists::bundled()).is_ok());
    for query in QUERIES {
        let request = Request { query: (*query).to_owned(), limit: 20, ..Request::default() };
        let total = engine.search(&request).total;
        step(&format!("search '{query}'"), &format!("{total} found"), || engine.search(&request));
    }
    let engine = many();
    for (name, query) in hostile::queries() {
        let request = Request { query, limit: 20, ..Request::default() };
        let total = engine.search(&request).total;
        step(&format!("10,000 documents: {name}"), &format!("{total} found"), || engine.search(&request));
    }
    ExitCode::SUCCESS
}

/// Ten thousand texts of invented words.
fn many() -> Engine {
    let mut engine = Engine::new(Lists::bundled());
    engine.configure(Info { extract: false, ..Info::default() });
    engine.keep_index_only();
    for (at, text) in hostile::texts(10_000, 250).enumerate() {
        let raw = RawDocument {
            id: format!("d{at}"),
            path: String::new(),
            meta: Meta { lang: Some("en".into()), ..Meta::default() },
            text,
            header: None,
            problems: Vec::new(),
        };
        engine.add(raw);
    }
    engine.commit();
    engine
}

/// Runs a step several times, prints the best time, gives the last value.
fn step<T>(name: &str, of: &str, mut run: impl FnMut() -> T) -> T {
    let mut best = f64::INFINITY;
    let mut last = None;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let value = black_box(run());
        best = best.min(begun.elapsed().as_secs_f64() * 1000.0);
        last = Some(value);
    }
    println!("{name}\t{best:.3}\t{of}");
    last.unwrap_or_else(run)
}

fn read(files: &[(String, Vec<u8>)]) -> Vec<RawDocument> {
    let mut raws = Vec::new();
    let mut sink = |item| {
        if let Item::Document(raw) = item {
            raws.push(raw);
        }
    };
    let mut reader = Reader::new("corpus");
    for (name, bytes) in files {
        reader.file(name, bytes, &mut sink);
    }
    reader.finish(&mut sink);
    raws
}

fn build(raws: &[RawDocument]) -> Engine {
    let mut engine = Engine::new(Lists::bundled());
    for raw in raws {
        engine.add(raw.clone());
    }
    engine.commit();
    engine
}

fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus/documents");
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
        .into_iter()
        .filter_map(|path| {
            Some((path.file_name()?.to_string_lossy().into_owned(), std::fs::read(&path).ok()?))
        })
        .collect()
}
