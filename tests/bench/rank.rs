//! `./build.sh bench rank [FOLDER… [--unmarked] [--queries-from FOLDER]]`: how good the ranking is.
//!
//! A folder holds `docs.jsonl` (`{"id","title","text","lang"?}` a line), `queries.jsonl` (`{"id","text"}`) and
//! `qrels.tsv` (query, document, grade; no header). `--unmarked` takes the marks off the queries, `--queries-from`
//! takes them from another folder: the same questions in another language. Without a folder the judged queries of
//! `tests/gold/search/` are asked.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "prints a table, which leaves the last bit open"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use entente::corpus::{Info, Item, Reader};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::text::fold::folded_phrase;

#[allow(dead_code, reason = "typing errors and classes are for `bench search`")]
#[path = "../gold/search/score.rs"]
mod score;

/// Hits of a query that are looked at, as is usual for TREC runs.
const LIMIT: usize = 1000;

/// Grades above 0 by document, of each query.
type Grades = BTreeMap<String, BTreeMap<String, u32>>;

fn main() -> ExitCode {
    // Cargo adds one of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match asked(&arguments).and_then(|asked| print(&asked)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("bench rank: {what}");
            ExitCode::FAILURE
        }
    }
}

#[derive(Default)]
struct Asked {
    folders: Vec<PathBuf>,
    unmarked: bool,
    queries: Option<PathBuf>,
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    let mut asked = Asked::default();
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--unmarked" => asked.unmarked = true,
            "--queries-from" => {
                asked.queries = Some(rest.next().ok_or("--queries-from wants a folder")?.into());
            }
            option if option.starts_with('-') => {
                return Err(format!("no option '{option}'; expected --unmarked or --queries-from FOLDER"));
            }
            folder => asked.folders.push(folder.into()),
        }
    }
    Ok(asked)
}

fn print(asked: &Asked) -> Result<(), String> {
    println!("set\tqueries\tnDCG@10\tMAP\tRecall@100\tMRR@10");
    if asked.folders.is_empty() {
        let engine =
            score::engine().ok_or("no documents; expected www/corpus/documents; run it in a checkout")?;
        let judged = score::judged();
        let queries = judged.iter().map(|one| (one.id.clone(), one.query.clone())).collect();
        let grades = judged.into_iter().map(|one| (one.id, one.grades)).collect();
        row("tests/gold/search", &engine, &queries, &grades, asked.unmarked);
    }
    for folder in &asked.folders {
        let engine = indexed(&folder.join("docs.jsonl"))?;
        let queries = queries(&asked.queries.as_ref().unwrap_or(folder).join("queries.jsonl"))?;
        let grades = grades(&folder.join("qrels.tsv"))?;
        row(
            &folder.file_name().unwrap_or_default().to_string_lossy(),
            &engine,
            &queries,
            &grades,
            asked.unmarked,
        );
    }
    Ok(())
}

/// Scores every query that has a right answer, and prints the means.
fn row(name: &str, engine: &Engine, queries: &BTreeMap<String, String>, grades: &Grades, unmarked: bool) {
    let mut sums = [0.0; 4];
    let judged: Vec<_> = grades.iter().filter(|(_, right)| !right.is_empty()).collect();
    for (id, right) in &judged {
        let query = queries.get(*id).map_or("", String::as_str);
        let query = if unmarked { folded_phrase(query) } else { query.to_owned() };
        let ranked: Vec<String> =
            engine.rank(&query, LIMIT).into_iter().map(|(id, _)| id.to_owned()).collect();
        for (sum, value) in sums.iter_mut().zip(measures(right, &ranked)) {
            *sum += value / judged.len() as f64;
        }
    }
    let [ndcg, map, recall, mrr] = sums;
    println!("{name}\t{}\t{ndcg:.4}\t{map:.4}\t{recall:.4}\t{mrr:.4}", judged.len());
}

/// nDCG at 10, average precision, recall at 100 and the reciprocal rank within 10.
fn measures(right: &BTreeMap<String, u32>, ranked: &[String]) -> [f64; 4] {
    let places: Vec<usize> =
        ranked.iter().enumerate().filter(|(_, id)| right.contains_key(*id)).map(|(at, _)| at + 1).collect();
    let precisions = places.iter().enumerate().map(|(found, place)| (found + 1) as f64 / *place as f64);
    let within = |most: usize| places.iter().filter(|place| **place <= most).count() as f64;
    let first = places.first().filter(|place| **place <= 10);
    [
        score::ndcg(right, ranked),
        precisions.sum::<f64>() / right.len() as f64,
        within(100) / right.len() as f64,
        first.map_or(0.0, |place| 1.0 / *place as f64),
    ]
}

/// An engine over documents, without facts.
fn indexed(path: &Path) -> Result<Engine, String> {
    let bytes = std::fs::read(path)
        .map_err(|e| format!("{}: {e}; expected documents, one a line", path.display()))?;
    let mut engine = Engine::new(Lists::bundled());
    engine.configure(Info { extract: false, ..Info::default() });
    engine.keep_index_only();
    let mut reader = Reader::new("rank");
    let mut sink = |item| {
        if let Item::Document(raw) = item {
            engine.add(raw);
        }
    };
    reader.file("docs.jsonl", &bytes, &mut sink);
    reader.finish(&mut sink);
    engine.commit();
    Ok(engine)
}

fn text(path: &Path, expected: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}; expected {expected}", path.display()))
}

fn queries(path: &Path) -> Result<BTreeMap<String, String>, String> {
    let expected = "{\"id\": …, \"text\": …} a line";
    let lines = text(path, expected)?;
    let query = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        let field = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        Some((field("id")?, field("text")?))
    };
    let wrong = |at: usize| format!("{}:{}: expected {expected}", path.display(), at + 1);
    lines.lines().enumerate().map(|(at, line)| query(line).ok_or_else(|| wrong(at))).collect()
}

fn grades(path: &Path) -> Result<Grades, String> {
    let expected = "query, document and grade between tabs";
    let mut grades = Grades::new();
    for (at, line) in text(path, expected)?.lines().enumerate() {
        let wrong = || format!("{}:{}: expected {expected}, got '{line}'", path.display(), at + 1);
        let [query, document, grade] = line.split('\t').collect::<Vec<_>>()[..] else { return Err(wrong()) };
        let grade: u32 = grade.trim().parse().map_err(|_| wrong())?;
        if grade > 0 {
            grades.entry(query.to_owned()).or_default().insert(document.to_owned(), grade);
        }
    }
    Ok(grades)
}
