//! Same events, ledger, timeline, network: what many documents say together.

mod gold;

use entente::base::DocId;
use entente::overview::Selection;

/// How many pairs of reports were joined, should have been, and both.
#[derive(Debug, Default, Clone, Copy)]
struct Pairs {
    found: usize,
    gold: usize,
    right: usize,
}

/// Counts pairs within a part of the gold; prints the wrong ones of the part that is looked at.
fn score(reports: &[gold::Report], selection: &Selection<'_>, part: &str) -> Pairs {
    let mut pairs = Pairs::default();
    for (a, x) in reports.iter().enumerate() {
        for (b, y) in reports.iter().enumerate().skip(a + 1) {
            if part != "all" && (x.part != part || y.part != part) {
                continue;
            }
            let event = |at: usize| selection.event_of(DocId(at as u32));
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
fn reports_of_one_event_are_joined() {
    let reports = gold::reports();
    let selection = Selection::new(gold::sources(&reports));
    for part in ["look", "held", "all"] {
        println!("{part}: {:?}", score(&reports, &selection, part));
    }
}
