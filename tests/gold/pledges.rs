//! Scores the pledges on sentences of our own (`pledges.tsv`): who, what verb, and a subject in common.

use entente::corpus::{Meta, RawDocument};
use entente::extract::{Lists, Pledge, extract};
use entente::text::prepare;

use super::score::Tally;

/// The tallies by language (`vi`, `en`), and a line for every miss and false find.
pub(crate) fn score() -> ([(&'static str, Tally); 2], Vec<String>) {
    let lists = Lists::bundled();
    let mut tallies = [("vi", Tally::default()), ("en", Tally::default())];
    let mut findings = Vec::new();
    for row in include_str!("pledges.tsv").lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [lang, text, gold] = cells[..] else {
            panic!("pledges.tsv: expected lang, text, pledges: {row}")
        };
        let found = extract(&prepare(document(lang, text)), &lists).pledges;
        let mut open: Vec<&Pledge> = found.iter().collect();
        let expected: Vec<&str> = gold.split("; ").filter(|one| *one != "-").collect();
        let mut right = 0;
        for one in &expected {
            match open.iter().position(|pledge| fits(one, pledge)) {
                Some(at) => {
                    open.remove(at);
                    right += 1;
                }
                None => findings.push(format!("pledges\tmissed\t{text}\t{one}")),
            }
        }
        findings.extend(open.iter().map(|p| format!("pledges\tfalse\t{text}\t{}", show(p))));
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let tally = tallies.iter_mut().find(|(name, _)| *name == lang).map(|(_, tally)| tally);
        if let Some(tally) = tally {
            tally.gold += count(expected.len());
            tally.found += count(found.len());
            tally.right += right;
        }
    }
    (tallies, findings)
}

/// Whether a pledge is the one written `BY VERB topic,topic`: the same side and verb, and one topic in common.
fn fits(gold: &str, pledge: &Pledge) -> bool {
    let mut words = gold.split([' ', ',']);
    let who = words.next() == Some(&pledge.by) && words.next() == Some(&pledge.verb);
    who && words.any(|topic| pledge.cooperation.iter().chain(&pledge.crimes).any(|id| id == topic))
}

fn show(pledge: &Pledge) -> String {
    format!("{} {} {} {}", pledge.by, pledge.verb, pledge.cooperation.join(","), pledge.crimes.join(","))
}

fn document(lang: &str, text: &str) -> RawDocument {
    let meta = Meta { lang: Some(lang.to_owned()), date: Some("2024-05-20".to_owned()), ..Meta::default() };
    RawDocument {
        id: "pledge".to_owned(),
        path: "pledge.txt".to_owned(),
        meta,
        text: text.to_owned(),
        header: None,
        problems: vec![],
    }
}
