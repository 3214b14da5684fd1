//! Same events, ledger, timeline, network: what many documents say together.

#![allow(clippy::print_stdout, reason = "scores are shown with --nocapture")]

pub(crate) mod cases;
pub(crate) mod gold;
mod pairs;

use std::fmt::Write as _;

use cases::Case;
use entente::base::DocId;
use entente::date::Date;
use entente::overview::ledger::ledger;
use entente::overview::network::{NodeKind, matrix, network};
use entente::overview::partners::{Lists, partners};
use entente::overview::people::people;
use entente::overview::pledges::{outcomes, pledges};
use entente::overview::related::related;
use entente::overview::sentence::{around, sentences};
use entente::overview::timeline::{Unit, timeline};
use entente::overview::{Proof, Selection, coverage};

use crate::support::check;

#[test]
fn events() {
    check("overview/events.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for group in selection.groups() {
            let _ = writeln!(out, "{}", case.names(&group.docs));
            for link in &group.links {
                let why: Vec<String> = link
                    .why
                    .iter()
                    .map(|w| format!("{} {}", w.code(), w.values().join(", ")).trim().to_owned())
                    .collect();
                let _ = writeln!(
                    out,
                    "  {} {} {}: {}",
                    case.name(link.a),
                    case.name(link.b),
                    link.score,
                    why.join("; ")
                );
            }
        }
        out
    });
}

#[test]
fn persons() {
    check("overview/people.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for person in people(&selection) {
            let country = person.country.as_deref().unwrap_or("-");
            let names: Vec<String> = person.names.iter().map(|(n, count)| format!("{n} {count}")).collect();
            let open = if person.ambiguous { " (open)" } else { "" };
            let _ = writeln!(out, "{} {country}{open}: {}", person.name, names.join(", "));
            for post in &person.posts {
                let _ = writeln!(
                    out,
                    "  {} {}..{} {}",
                    post.post,
                    day(post.first),
                    day(post.last),
                    case.names(&post.docs)
                );
            }
        }
        out
    });
}

#[test]
fn sentences_that_prove() {
    check("overview/sentences.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for sentence in sentences(&selection, &[], 0, 0).1 {
            let _ = writeln!(out, "{}: {}", case.name(sentence.doc), case.words(sentence.doc, sentence.span));
            for proof in sentence.evidence {
                let _ = writeln!(
                    out,
                    "  {} {}: {}",
                    proof.facet,
                    proof.value,
                    case.words(sentence.doc, proof.span)
                );
            }
        }
        out
    });
}

fn day(date: Option<Date>) -> String {
    date.map_or_else(|| "?".to_owned(), |d| d.to_string())
}

fn words_of(case: &Case, proofs: &[Proof]) -> String {
    let one = |p: &Proof| {
        let words: Vec<&str> = p.spans.iter().map(|s| case.words(p.doc, *s)).collect();
        format!("{} {words:?}", case.name(p.doc))
    };
    proofs.iter().map(one).collect::<Vec<_>>().join(", ")
}

#[test]
fn instruments() {
    check("overview/ledger.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for e in ledger(&selection) {
            let period = e.period.map_or_else(String::new, |(a, b)| format!(" {a}-{b}"));
            let signed = day(e.signed);
            let _ = writeln!(
                out,
                "{} | {} {} signed {signed}{period} {}",
                e.title,
                e.kind,
                e.status,
                e.parties.join(" ")
            );
            for step in &e.steps {
                let _ =
                    writeln!(out, "  {} {}: {}", day(step.date), step.status, words_of(&case, &step.proofs));
            }
        }
        out
    });
}

#[test]
fn timelines() {
    check("overview/timeline.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for unit in [Unit::Year, Unit::Month, Unit::Day] {
            let line = timeline(&selection, unit, "country");
            let _ = writeln!(out, "{unit:?} missing {:?} undated {}", line.missing, line.undated.len());
            for period in &line.periods {
                let stack: Vec<String> =
                    period.stack.iter().map(|(v, n)| format!("{} {n}", line.values[*v])).collect();
                let counts = (period.events.len(), period.documents);
                let _ = writeln!(
                    out,
                    "  {} {} events {} reports: {}",
                    period.date,
                    counts.0,
                    counts.1,
                    stack.join(", ")
                );
            }
        }
        out
    });
}

#[test]
fn networks() {
    check("overview/network.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let persons = people(&selection);
        let mut out = String::new();
        let net =
            network(&selection, &persons, &[NodeKind::Country, NodeKind::Organization, NodeKind::Person]);
        for node in &net.nodes {
            let _ = writeln!(out, "{:?} {} {}", node.kind, node.id, node.events);
        }
        for edge in &net.edges {
            let (a, b) = (&net.nodes[edge.a].label, &net.nodes[edge.b].label);
            let _ = writeln!(out, "{a} - {b} {}: {}", edge.events.len(), words_of(&case, &edge.proofs));
        }
        let table = matrix(&selection, "country", "crime");
        for (row, column, events) in &table.cells {
            let _ = writeln!(out, "{} x {}: {events}", table.rows[*row].0, table.columns[*column].0);
        }
        out
    });
}

#[test]
fn promises_and_partners() {
    check("overview/pledges.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let (items, persons, entries) = (pledges(&selection), people(&selection), ledger(&selection));
        let mut out = String::new();
        for i in &items {
            let what = format!("{} {} {}", i.cooperation.join("+"), i.crimes.join("+"), i.partners.join(" "));
            let _ = writeln!(out, "{} {} {}: {}", day(i.date), i.by, i.verb, what.trim());
            let _ = writeln!(out, "  {}", words_of(&case, &i.proofs));
            for o in outcomes(&selection, i) {
                let _ = writeln!(out, "  {:?} {}: {}", o.what, day(o.date), words_of(&case, &[o.proof]));
            }
        }
        let lists = Lists { ledger: &entries, people: &persons, pledges: &items };
        for p in partners(&selection, lists) {
            let officials: Vec<&str> = p.officials.iter().map(|at| persons[*at].name.as_str()).collect();
            let _ = writeln!(out, "{}: {} events {}..{}", p.code, p.events.len(), day(p.first), day(p.last));
            let _ = writeln!(out, "  {:?} {} pledges {officials:?}", p.statuses, p.pledges.len());
            let _ = writeln!(out, "  {:?} {:?} {:?}", p.years, p.crimes_by_year, p.cooperation);
        }
        out
    });
}

#[test]
fn related_documents() {
    check("overview/related.txt", |input| {
        let case = Case::read(input);
        let selection = Selection::new(case.sources());
        let mut out = String::new();
        for r in related(&selection, DocId(0), 9) {
            let why: Vec<String> =
                r.why.iter().map(|w| format!("{} {}", w.code(), w.values().join(", "))).collect();
            let same = if r.same_event { " same event" } else { "" };
            let _ = writeln!(out, "{} {}{same}: {}", case.name(r.doc), r.score, why.join("; "));
        }
        out
    });
}

/// How many pairs of reports were joined, should have been, and both.
#[derive(Debug, Default, Clone, Copy)]
struct Pairs {
    found: usize,
    gold: usize,
    right: usize,
}

/// Counts pairs within a part of the gold; with `LIST` set prints the wrong ones of the part that is looked at.
fn score(reports: &[gold::Report], selection: &Selection<'_>, part: &str) -> Pairs {
    let mut pairs = Pairs::default();
    let event = |at: usize| selection.event_of(DocId(at as u32));
    for (a, x) in reports.iter().enumerate().filter(|(_, r)| part == "all" || r.part == part) {
        for (b, y) in reports.iter().enumerate().skip(a + 1).filter(|(_, r)| part == "all" || r.part == part)
        {
            let (gold, found) = (x.event == y.event, event(a) == event(b));
            pairs.gold += usize::from(gold);
            pairs.found += usize::from(found);
            pairs.right += usize::from(gold && found);
            if gold != found && part == "look" && std::env::var_os("LIST").is_some() {
                println!("{} {} {}", if gold { "missed" } else { "false" }, x.document.id, y.document.id);
            }
        }
    }
    pairs
}

#[test]
fn perfect_facts_join_all_reports_of_an_event_and_no_others() {
    let reports = gold::reports();
    let selection = Selection::new(gold::sources(&reports));
    for part in ["look", "held", "all"] {
        let pairs = score(&reports, &selection, part);
        println!("{part}: {pairs:?}");
        assert_eq!((pairs.found, pairs.right), (pairs.gold, pairs.gold), "{part}");
    }
    let events: usize = coverage::coverage(&selection).events;
    assert_eq!(events, 111, "the corpus reports 111 events");
}

/// The floors are what was reached; raise them when the extractor gets better.
#[test]
fn extracted_facts_join_the_reports_of_an_event() {
    let reports = gold::extracted();
    let selection = Selection::new(gold::sources(&reports));
    for part in ["look", "held"] {
        let pairs = score(&reports, &selection, part);
        println!("{part}: {pairs:?}");
        assert!(100 * pairs.right >= 95 * pairs.found, "precision of {part}: {pairs:?}");
        assert!(100 * pairs.right >= 90 * pairs.gold, "recall of {part}: {pairs:?}");
    }
}

#[test]
fn a_filter_keeps_the_events_of_the_whole() {
    let reports = gold::reports();
    let sources = gold::sources(&reports);
    let whole = Selection::new(sources.clone());
    let odd = || sources.iter().copied().filter(|s| s.id.0 % 3 != 0);
    let part = Selection::within(odd().collect(), whole.groups());
    assert_eq!(part.sources().len(), odd().count());
    for (a, b) in odd().zip(odd().skip(1)) {
        let same = |s: &Selection<'_>| s.event_of(a.id) == s.event_of(b.id);
        assert_eq!(same(&whole), same(&part), "{} {}", a.document.id, b.document.id);
    }
}

#[test]
fn a_sentence_never_leaves_its_paragraph_and_holds_its_proof() {
    for report in gold::reports() {
        let document = &report.document;
        for paragraph in &document.body {
            let start = paragraph.span.start as usize;
            for (at, word) in paragraph.span.of(&document.text).match_indices("Công an") {
                let proof = entente::base::Span::new(start + at, start + at + word.len());
                let sentence = around(document, proof);
                assert!(sentence.contains(proof) && paragraph.span.contains(sentence));
                assert!(!sentence.of(&document.text).contains("\n\n"), "{}", document.id);
            }
        }
    }
}
