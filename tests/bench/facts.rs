//! `cargo bench --bench facts [-- --list KIND]…`: the scores of the extractor on the gold, as a table.
//!
//! `--list KIND` (or `--list all`) prints every miss and false find of a fact kind, for the part of the gold
//! that is looked at; the held-out part is only scored. Exit status 1 where the corpus is missing.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::expect_used,
    clippy::cast_precision_loss,
    dead_code
)]

use std::process::ExitCode;

#[path = "../gold/compare.rs"]
mod compare;
#[path = "../gold/pledges.rs"]
mod pledges;
#[path = "../gold/reader.rs"]
mod reader;
#[path = "../gold/score.rs"]
mod score;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some(folder) = score::documents_folder() else {
        eprintln!("bench facts: no documents; expected www/corpus/documents or GOLD_DOCS=FOLDER");
        return ExitCode::FAILURE;
    };
    let scores = score::score(&folder);
    println!("documents scored: {}, absent: {}", scores.documents, scores.absent.len());
    println!("evidence that is not exact: {}", scores.bad_evidence.len());
    for part in ["look", "held"] {
        print_part(&scores, part);
    }
    let (tallies, findings) = pledges::score();
    println!("\npledges (own sentences)   P / R / F1          gold found right");
    for (lang, tally) in tallies {
        println!(
            "{lang:<20}   {:.3} / {:.3} / {:.3}{:>8} {:>5} {:>5}",
            tally.precision(),
            tally.recall(),
            tally.f1(),
            tally.gold,
            tally.found,
            tally.right
        );
    }
    for pair in arguments.windows(2).filter(|pair| pair[0] == "--list") {
        for finding in scores.findings.iter().filter(|f| pair[1] == "all" || f.kind == pair[1]) {
            println!("{}\t{}\t{}\t{}", finding.kind, finding.what, finding.document, finding.value);
        }
    }
    if arguments.windows(2).any(|pair| pair[0] == "--list" && matches!(pair[1].as_str(), "all" | "pledges")) {
        findings.iter().for_each(|finding| println!("{finding}"));
    }
    ExitCode::SUCCESS
}

fn print_part(scores: &score::Scores, part: &str) {
    let name = if part == "look" { "looked at" } else { "held out" };
    println!(
        "\n{name:<20}{:^24}{:^24}{:^24}{:>18}",
        "vi  P / R / F1", "en  P / R / F1", "all  P / R / F1", "gold found right"
    );
    for kind in score::KINDS {
        print!("{kind:<20}");
        for lang in ["vi", "en", "all"] {
            let tally = scores.get(part, lang, kind);
            print!("   {:.3} / {:.3} / {:.3}", tally.precision(), tally.recall(), tally.f1());
        }
        let all = scores.get(part, "all", kind);
        println!("{:>8} {:>5} {:>5}", all.gold, all.found, all.right);
    }
}
