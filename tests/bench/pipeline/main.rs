//! `cargo bench --bench pipeline [-- --megabytes N] [-- --only]`: raw bytes to a searchable index, natively, in MB
//! of raw text (10⁶ bytes) a second. `./build.sh bench pipeline` runs the same in Chromium as well.
#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, reason = "a program that prints a table")]

mod corpus;
mod measure;

use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;
use std::time::Instant;

static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let given = arguments.iter().skip_while(|argument| *argument != "--megabytes").nth(1);
    let megabytes = given.and_then(|given| given.parse().ok()).unwrap_or(50);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/corpus/documents");
    let mut files: Vec<corpus::File> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).ok()?))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        eprintln!(
            "bench pipeline: no document under www/corpus/documents; expected the bundled corpus; run it in a checkout"
        );
        return ExitCode::FAILURE;
    }
    let bench = measure::Bench {
        seeds: &measure::read(&files),
        clock: || BEGUN.elapsed().as_secs_f64() * 1000.0,
        megabytes,
        only: arguments.iter().any(|argument| argument == "--only"),
    };
    print!("{}", bench.table());
    ExitCode::SUCCESS
}
