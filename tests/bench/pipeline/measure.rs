//! The pipeline with a clock at each step. The core reads none, so the steps are called one after the other on a
//! batch of files; what is neither reading, cleaning nor extraction is put down to the index.

use std::fmt::Write as _;
use std::hint::black_box;

use entente::corpus::{Item, RawDocument, Reader};
use entente::engine::Engine;
use entente::extract::{Lists, extract};
use entente::text::{Document, prepare};

use crate::corpus::{Corpus, File};

/// Bytes of a batch.
const BATCH: usize = 1_000_000;

/// What a run needs from outside.
pub(crate) struct Bench<'a> {
    /// The documents whose sentences are used.
    pub(crate) seeds: &'a [RawDocument],
    /// Milliseconds since some moment.
    pub(crate) clock: fn() -> f64,
    /// The size of the largest run.
    pub(crate) megabytes: usize,
    /// Only the largest run: for a profiler.
    pub(crate) only: bool,
}

/// Milliseconds of each stage, and the bytes that went through.
#[derive(Default, Clone, Copy)]
struct Times {
    bytes: usize,
    documents: usize,
    decode: f64,
    clean: f64,
    extract: f64,
    index: f64,
    /// A plain pass over the bytes: how much of a core there was.
    yardstick: f64,
}

impl Times {
    fn whole(self) -> f64 {
        self.decode + self.clean + self.extract + self.index
    }

    /// Nanoseconds a byte.
    fn pace(self) -> f64 {
        self.whole() * 1e6 / self.bytes as f64
    }
}

impl Bench<'_> {
    /// All runs, as a tab-separated table.
    pub(crate) fn table(&self) -> String {
        let mut out = String::from("what\tMB/s\tdetail\n");
        let mut corpus = Corpus::new(self.seeds);
        let whole = self.run(self.megabytes, &mut corpus);
        let stages = [
            ("decode", whole.decode),
            ("clean", whole.clean),
            ("extract", whole.extract),
            ("index", whole.index),
        ];
        let detail = format!("{} documents, {:.1} MB", whole.documents, whole.bytes as f64 / 1e6);
        row(&mut out, "whole pipeline", whole.bytes, whole.whole(), &detail);
        for (name, time) in stages {
            row(
                &mut out,
                name,
                whole.bytes,
                time,
                &format!("{:.0} % of the time", time / whole.whole() * 100.0),
            );
        }
        let detail = "a plain pass over the bytes (FNV-1a), some 700 on an idle core of 3 GHz: divide by it under load";
        row(&mut out, "yardstick", whole.bytes, whole.yardstick, detail);
        if self.only {
            return out;
        }
        for megabytes in [1, 5] {
            let times = self.run(megabytes, &mut Corpus::new(self.seeds));
            let detail = format!("{:.2} x the time a byte", times.pace() / whole.pace());
            row(&mut out, &format!("{megabytes} MB"), times.bytes, times.whole(), &detail);
        }
        for (name, text) in hostile(&mut corpus) {
            let times = self.batches([vec![("a.txt".to_owned(), text.into_bytes())]].into_iter());
            let detail = format!(
                "{:.2} x the time a byte, {:.1} MB",
                times.pace() / whole.pace(),
                times.bytes as f64 / 1e6
            );
            row(&mut out, name, times.bytes, times.whole(), &detail);
        }
        out
    }

    fn run(&self, megabytes: usize, corpus: &mut Corpus) -> Times {
        self.batches((0..megabytes).map(|_| corpus.files(BATCH)))
    }

    fn batches(&self, batches: impl Iterator<Item = Vec<File>>) -> Times {
        let clock = self.clock;
        let lists = Lists::bundled();
        let mut engine = Engine::new(Lists::bundled());
        let mut times = Times::default();
        for files in batches {
            times.bytes += files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
            let begun = clock();
            let raws = read(&files);
            times.decode += clock() - begun;
            let begun = clock();
            let bytes = files.iter().flat_map(|(_, bytes)| bytes);
            black_box(bytes.fold(0u64, |sum, b| (sum ^ u64::from(*b)).wrapping_mul(0x0100_0000_01B3)));
            times.yardstick += clock() - begun;
            drop(files);
            times.documents += raws.len();
            let copies = raws.clone();
            let begun = clock();
            let documents: Vec<Document> = copies.into_iter().map(prepare).collect();
            let cleaned = clock();
            documents.iter().for_each(|document| drop(black_box(extract(document, &lists))));
            let extracted = clock();
            drop(documents);
            let again = clock();
            for raw in raws {
                engine.add(raw);
            }
            times.index += clock() - again - (extracted - begun);
            times.clean += cleaned - begun;
            times.extract += extracted - cleaned;
        }
        let begun = clock();
        engine.commit();
        times.index += clock() - begun;
        black_box(engine.stats());
        times
    }
}

/// Documents that a careless algorithm stumbles over.
fn hostile(corpus: &mut Corpus) -> [(&'static str, String); 9] {
    [
        ("5 MB in one line", corpus.line(5_000_000)),
        ("ten thousand names", corpus.people(10_000)),
        ("ten thousand quotes", "“".repeat(10_000) + &corpus.line(200_000) + &"”".repeat(10_000)),
        ("a million marks", "a".to_owned() + &"\u{301}\u{323}".repeat(500_000)),
        ("a million letters", "á".repeat(1_000_000)),
        ("lines of a word", "Công\n".repeat(200_000)),
        ("numbers", "12/3/2024 ".repeat(100_000)),
        ("full stops", "A. ".repeat(300_000)),
        ("one country", "Việt Nam, Lào, Bộ Công an Lào và ".repeat(30_000)),
    ]
}

/// The documents of files.
pub(crate) fn read(files: &[File]) -> Vec<RawDocument> {
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

fn row(out: &mut String, what: &str, bytes: usize, time: f64, detail: &str) {
    // A difference of two times may be lost in what else the machine did.
    let pace = if time > 0.0 { format!("{:.2}", bytes as f64 / 1000.0 / time) } else { "–".to_owned() };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{what}\t{pace}\t{detail}");
}
