//! Phrases and NEAR against a plain scan of the words.

use std::collections::BTreeSet;

use entente::search::Request;
use proptest::prelude::*;

use crate::search::engine;

const WORDS: [&str; 5] = ["mother", "police", "garden", "đường", "hội"];

/// Title and paragraphs of each document, as numbers of words.
type Doc = (Vec<usize>, Vec<Vec<usize>>);

fn docs() -> impl Strategy<Value = Vec<Doc>> {
    let words = |most: usize| prop::collection::vec(0..WORDS.len(), 1..most);
    prop::collection::vec((words(5), prop::collection::vec(words(14), 1..4)), 1..24)
}

fn text(words: &[usize]) -> String {
    words.iter().map(|word| WORDS[*word]).collect::<Vec<_>>().join(" ")
}

fn line(at: usize, (title, paragraphs): &Doc) -> String {
    let body: Vec<String> = paragraphs.iter().map(|words| text(words)).collect();
    format!("d{at:02} | vi | | {} | {} |", text(title), body.join(" // "))
}

/// The runs of words inside which a phrase may stand: a title, a paragraph.
fn runs((title, paragraphs): &Doc) -> impl Iterator<Item = &Vec<usize>> {
    std::iter::once(title).chain(paragraphs)
}

/// Whether `run` has the words in this order, the last at most `slop` farther than side by side.
fn in_order(run: &[usize], words: &[usize], slop: usize) -> bool {
    let ends = |start: usize| {
        words[1..].iter().try_fold(start, |at, word| (at + 1..run.len()).find(|next| run[*next] == *word))
    };
    let starts = (0..run.len()).filter(|start| run[*start] == words[0]);
    starts.filter_map(|start| Some(ends(start)? - start)).any(|reach| reach < words.len() + slop)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn phrases_are_those_of_a_scan(docs in docs(), words in prop::collection::vec(0..WORDS.len(), 2..5), slop in 0usize..4) {
        let lines: Vec<String> = docs.iter().enumerate().map(|(at, doc)| line(at, doc)).collect();
        let engine = engine(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let query = if slop == 0 { format!("\"{}\"", text(&words)) } else { format!("\"{}\"~{slop}", text(&words)) };
        let response = engine.search(&Request { query: query.clone(), limit: 100, ..Request::default() });
        let got: BTreeSet<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        let fits = |doc: &Doc| runs(doc).any(|run| in_order(run, &words, slop));
        // A phrase reaches over the end of a paragraph only by the words that it may leave out.
        let over = |(title, paragraphs): &Doc| {
            let whole: Vec<usize> = paragraphs.iter().flat_map(|words| words.iter().copied().chain([usize::MAX])).collect();
            in_order(title, &words, slop) || in_order(&whole, &words, slop)
        };
        for (at, doc) in docs.iter().enumerate() {
            let id = format!("d{at:02}");
            if fits(doc) {
                prop_assert!(got.contains(id.as_str()), "{} not in {}", query, lines[at]);
            } else if !over(doc) {
                prop_assert!(!got.contains(id.as_str()), "{} in {}", query, lines[at]);
            }
        }
    }

    #[test]
    fn near_is_that_of_a_scan(docs in docs(), a in 0..WORDS.len(), b in 0..WORDS.len(), distance in 1usize..6) {
        let lines: Vec<String> = docs.iter().enumerate().map(|(at, doc)| line(at, doc)).collect();
        let engine = engine(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let query = format!("{} NEAR/{distance} {} ", WORDS[a], WORDS[b]);
        let response = engine.search(&Request { query: query.clone(), limit: 100, ..Request::default() });
        if !response.problems.is_empty() {
            // Not one document: shown are those with some of the words, and the answer says so.
            return Ok(());
        }
        let got: BTreeSet<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
        let close = |run: &[usize]| {
            (0..run.len()).any(|x| run[x] == a && (0..run.len()).any(|y| x != y && run[y] == b && x.abs_diff(y) <= distance))
        };
        for (at, doc) in docs.iter().enumerate() {
            let id = format!("d{at:02}");
            let (title, paragraphs) = doc;
            let whole: Vec<usize> = paragraphs.iter().flat_map(|words| words.iter().copied().chain([usize::MAX])).collect();
            if runs(doc).any(|run| close(run)) {
                prop_assert!(got.contains(id.as_str()), "{} not in {}", query, lines[at]);
            } else if !close(title) && !close(&whole) {
                prop_assert!(!got.contains(id.as_str()), "{} in {}", query, lines[at]);
            }
        }
    }
}
