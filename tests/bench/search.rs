//! `cargo bench --bench search [-- --list]`: the judged queries by class, typing errors and pairs of words.
//!
//! `--list` prints the queries below 0.8 with what was found, and the words not found.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "prints a table"
)]

use std::process::ExitCode;

#[path = "../gold/search/score.rs"]
mod score;

fn main() -> ExitCode {
    let list = std::env::args().any(|argument| argument == "--list");
    let Some(engine) = score::engine() else {
        eprintln!("bench search: no documents; expected www/corpus/documents; run it in a checkout");
        return ExitCode::FAILURE;
    };
    let queries = score::judged();
    println!("class\tqueries\tnDCG@10");
    for (class, (mean, count)) in score::by_class(&engine, &queries) {
        println!("{class}\t{count}\t{mean:.3}");
    }
    let words = score::Words::of(&engine);
    println!("\nerror\tasked\tfound@5\tshare\tleft out: the misspelt form is a word");
    let (mut asked, mut found) = (0, 0);
    for (error, typos) in score::typos(&engine, &words, 1000, true) {
        (asked, found) = (asked + typos.asked, found + typos.found);
        println!(
            "{error}\t{}\t{}\t{:.4}\t{}",
            typos.asked,
            typos.found,
            share(typos.found, typos.asked),
            typos.words
        );
        if list {
            println!("  {}", typos.missed.join(" "));
        }
    }
    println!("all\t{asked}\t{found}\t{:.4}", share(found, asked));
    let (asked, found, missed) = score::two_words(&engine, &words, 400);
    println!("two words\t{asked}\t{found}\t{:.4}", share(found, asked));
    if list {
        println!("  {}", missed.join("| "));
        queries.iter().for_each(|judged| show(&engine, judged));
    }
    ExitCode::SUCCESS
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) / f64::from(whole.max(1))
}

fn show(engine: &entente::engine::Engine, judged: &score::Judged) {
    let ranked = score::ranked(engine, judged);
    let value = score::ndcg(&judged.grades, &ranked);
    if value >= 0.8 {
        return;
    }
    println!("\n{} {value:.2} {}", judged.id, judged.query);
    let graded = ranked.iter().map(|id| format!("{}:{id}", judged.grades.get(id).copied().unwrap_or(0)));
    println!("  {}", graded.collect::<Vec<_>>().join(" "));
    let missing = judged.grades.iter().filter(|(id, grade)| **grade > 1 && !ranked.contains(id));
    println!("  not: {}", missing.map(|(id, grade)| format!("{grade}:{id}")).collect::<Vec<_>>().join(" "));
}
