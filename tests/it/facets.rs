//! Facet counts against brute force.

use std::collections::{BTreeMap, BTreeSet};

use entente::search::{Filter, Request};
use proptest::prelude::*;

use crate::search::engine;

const FACETS: [(&str, [&str; 4]); 3] = [
    ("country", ["KR", "LA", "RU", "VN"]),
    ("crime", ["drugs", "fraud", "cyber", "arms"]),
    ("kind", ["talks", "visit", "signing", "course"]),
];

type Doc = (Vec<usize>, [BTreeSet<usize>; 3]);

fn docs() -> impl Strategy<Value = Vec<Doc>> {
    let values = || prop::collection::btree_set(0usize..4, 0..3);
    let doc = (prop::collection::vec(0usize..3, 0..4), [values(), values(), values()]);
    prop::collection::vec(doc, 1..90)
}

const WORDS: [&str; 3] = ["alpha", "beta", "gamma"];

fn line(at: usize, (words, values): &Doc) -> String {
    let text: Vec<&str> = words.iter().map(|w| WORDS[*w]).collect();
    let pairs: Vec<String> = FACETS
        .iter()
        .zip(values)
        .flat_map(|((name, all), chosen)| chosen.iter().map(move |v| format!("{name}={}", all[*v])))
        .collect();
    format!("d{at} | en | | t | {} | {}", text.join(" "), pairs.join(" "))
}

#[test]
fn a_value_given_twice_counts_once() {
    let engine = engine(&["a | en | | t | alpha | lang=en", "b | en | | t | alpha |"]);
    let response = engine.search(&Request { limit: 1, ..Request::default() });
    let lang = response.facets.iter().find(|facet| facet.facet == "lang");
    let counts: Vec<u32> =
        lang.into_iter().flat_map(|facet| &facet.values).map(|value| value.count).collect();
    assert_eq!(counts, [2]);
}

#[test]
fn facets_are_counted_where_nothing_is_said_and_not_where_none_is_wanted() {
    let engine = engine(&["a | en | | t | alpha | country=KR"]);
    let ids = |facets| {
        let response = engine.search(&Request { facets, limit: 1, ..Request::default() });
        response.facets.into_iter().map(|facet| facet.facet).collect::<Vec<_>>()
    };
    assert!(ids(None).contains(&"country".to_owned()));
    assert_eq!(ids(Some(Vec::new())), Vec::<String>::new());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn counts_are_those_of_a_scan(
        docs in docs(),
        word in prop::option::of(0usize..3),
        include in [prop::collection::btree_set(0usize..4, 0..3), prop::collection::btree_set(0usize..4, 0..3), prop::collection::btree_set(0usize..4, 0..3)],
        exclude in [prop::collection::btree_set(0usize..4, 0..2), prop::collection::btree_set(0usize..4, 0..2), prop::collection::btree_set(0usize..4, 0..2)],
    ) {
        let lines: Vec<String> = docs.iter().enumerate().map(|(at, doc)| line(at, doc)).collect();
        let engine = engine(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        let names = |facet: usize, set: &BTreeSet<usize>| set.iter().map(|v| FACETS[facet].1[*v].to_owned()).collect();
        let filters = (0..3).map(|f| Filter {
            facet: FACETS[f].0.into(), include: names(f, &include[f]), exclude: names(f, &exclude[f]), ..Filter::default()
        }).collect();
        let query = word.map_or(String::new(), |w| format!("{} ", WORDS[w]));
        let response = engine.search(&Request { query, filters, limit: 5, ..Request::default() });
        let matches = |doc: &Doc| word.is_none_or(|w| doc.0.contains(&w));
        let passes = |doc: &Doc, f: usize| {
            (include[f].is_empty() || !include[f].is_disjoint(&doc.1[f])) && exclude[f].is_disjoint(&doc.1[f])
        };
        let total = docs.iter().filter(|doc| matches(doc) && (0..3).all(|f| passes(doc, f))).count();
        prop_assert_eq!(response.total as usize, total);
        for (f, (name, values)) in FACETS.iter().enumerate() {
            let mut want: BTreeMap<&str, u32> = BTreeMap::new();
            for doc in docs.iter().filter(|doc| matches(doc) && (0..3).all(|other| other == f || passes(doc, other))) {
                doc.1[f].iter().for_each(|v| *want.entry(values[*v]).or_default() += 1);
            }
            let got = response.facets.iter().find(|facet| facet.facet == *name);
            let got: BTreeMap<&str, u32> = got
                .map(|facet| facet.values.iter().filter(|v| v.count > 0).map(|v| (v.value.as_str(), v.count)).collect())
                .unwrap_or_default();
            prop_assert_eq!(got, want, "{}", name);
        }
    }
}
