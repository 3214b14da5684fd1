//! The same answer from one segment, many, and a snapshot; after documents are added and removed.

use entente::corpus::Info;
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::{Filter, Request, Response};
use proptest::prelude::*;

use crate::search::document;

const WORDS: [&str; 12] =
    ["police", "Công", "an", "án", "drugs", "drug", "training", "hợp", "tác", "hop", "2024", "INTERPOL"];
const QUERIES: [&str; 14] = [
    "",
    "police",
    "cong an",
    "công an",
    "\"hợp tác\"",
    "drug -police",
    "polise",
    "trai*",
    "hop OR 2024",
    "drugs NEAR/4 police",
    "country:KR police",
    "interpol training nowhere",
    "title:drugs",
    "date:2024",
];

fn line(at: usize, words: &[usize], country: usize, year: usize) -> String {
    let text: Vec<&str> = words.iter().map(|w| WORDS[*w]).collect();
    let (title, body) = text.split_at(text.len().min(3));
    let lang = ["vi", "en"][at % 2];
    let country = ["KR", "LA", "RU"][country];
    format!(
        "d{at} | {lang} | {}-05 | {} | {} | country={country}",
        2022 + year,
        title.join(" "),
        body.join(" ")
    )
}

/// The total, the ids and scores of the hits, and the rest of an answer.
type Answer = (u32, Vec<(String, u32)>, Response);

/// Answers with ids in the place of numbers, which depend on what was removed.
fn answers(engine: &Engine) -> Vec<Answer> {
    let filter = Filter { facet: "country".into(), include: vec!["KR".into()], ..Filter::default() };
    let ask = |query: &&str| {
        let request = Request {
            query: (*query).into(),
            limit: 50,
            filters: vec![filter.clone()],
            ..Request::default()
        };
        let mut response = engine.search(&request);
        let hits: Vec<(String, u32)> =
            response.hits.iter().map(|hit| (engine.id(hit.doc).to_owned(), hit.score.to_bits())).collect();
        response.hits.clear();
        (response.total, hits, response)
    };
    QUERIES.iter().map(ask).collect()
}

fn build(lines: &[String], cuts: &[usize]) -> Engine {
    let mut engine = Engine::new(Lists::default());
    engine.configure(Info { extract: false, ..Info::default() });
    for (at, line) in lines.iter().enumerate() {
        engine.add(document(line));
        if cuts.contains(&at) {
            engine.commit();
        }
    }
    engine.commit();
    engine
}

/// A form of a removed document alone must not keep a query from the forms that are left: `công an` falls back to
/// `án` only where there is no `an`.
#[test]
fn removed_forms_are_gone() {
    let lines = [line(0, &[3, 1], 0, 0), line(1, &[2], 0, 0)];
    let mut engine = build(&lines, &[]);
    engine.remove(&["d1"]);
    engine.commit();
    let fresh = build(&lines[..1], &[]);
    let scores = |engine: &Engine| answers(engine).into_iter().map(|answer| answer.1).collect::<Vec<_>>();
    assert_eq!(scores(&engine), scores(&fresh));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn cuts_do_not_matter(
        docs in prop::collection::vec((prop::collection::vec(0..WORDS.len(), 0..20), 0usize..3, 0usize..4), 1..14),
        cuts in prop::collection::vec(0usize..14, 0..5),
        removed in prop::collection::vec(0usize..14, 0..4),
    ) {
        let lines: Vec<String> =
            docs.iter().enumerate().map(|(at, (words, country, year))| line(at, words, *country, *year)).collect();
        let (mut one, mut many) = (build(&lines, &[]), build(&lines, &cuts));
        prop_assert_eq!(answers(&one), answers(&many));
        let gone: Vec<String> = removed.iter().map(|at| format!("d{at}")).collect();
        let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
        one.remove(&gone);
        many.remove(&gone);
        one.commit();
        many.commit();
        prop_assert_eq!(answers(&one), answers(&many));
        let opened = Engine::open(&many.snapshot(), Lists::default()).unwrap();
        prop_assert_eq!(answers(&many), answers(&opened));
        let kept: Vec<String> = lines.into_iter().filter(|line| !gone.iter().any(|id| line.starts_with(&format!("{id} ")))).collect();
        let fresh = build(&kept, &[]);
        for (never, then) in answers(&fresh).into_iter().zip(answers(&one)) {
            prop_assert_eq!(never.0, then.0, "a removed document leaves no trace in the totals");
            // The sums are made in another order.
            prop_assert_eq!(never.1.len(), then.1.len());
            for (a, b) in never.1.iter().zip(&then.1) {
                let (x, y) = (f32::from_bits(a.1), f32::from_bits(b.1));
                prop_assert!((x - y).abs() < 1e-4, "nor in the scores: {:?} {:?}", a, b);
            }
        }
    }
}
