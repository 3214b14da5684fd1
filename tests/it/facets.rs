//! Facet counts against brute force.

use std::collections::{BTreeMap, BTreeSet};

use entente::search::{FacetRequest, Filter, Request};
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

#[test]
fn trees_bins_and_names_count_what_a_scan_counts() {
    let countries = ["KR", "LA", "JP", "TH", "RU"];
    let region = |code: &str| match code {
        "KR" | "JP" => "asia-east",
        "LA" | "TH" => "asia-southeast",
        _ => "europe",
    };
    let mut lines = Vec::new();
    let mut docs: Vec<(Vec<&str>, i32)> = Vec::new();
    for at in 0..60usize {
        let own: Vec<&str> = (0..at % 3).map(|i| countries[(at / 3 + i * 2) % 5]).collect();
        let facets: Vec<String> = own.iter().map(|code| format!("country={code}")).collect();
        let value = at * at % 97;
        let (year, month) = (2015 + at % 7, at % 12 + 1);
        lines.push(format!(
            "d{at} | en | {year}-{month:02}-05 | t | word | {} size={value}",
            facets.join(" ")
        ));
        docs.push((own, i32::try_from(value).unwrap()));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let engine = crate::search::built(entente::extract::Lists::bundled(), &lines);
    let ask = |facet: &str, tree: bool, bins: u32, find: &str| FacetRequest {
        facet: facet.into(),
        tree,
        bins,
        find: find.into(),
        ..FacetRequest::default()
    };
    let facets = vec![ask("country", true, 0, ""), ask("size", false, 5, ""), ask("date", false, 8, "")];
    let response = engine.search(&Request { facets: Some(facets), ..Request::default() });
    let tree = &response.facets[0];
    assert_eq!(tree.missing as usize, docs.iter().filter(|(own, _)| own.is_empty()).count());
    for value in &tree.values {
        let inside = |code: &&str| *code == value.value || region(code) == value.value;
        let want = docs.iter().filter(|(own, _)| own.iter().any(inside)).count();
        assert_eq!(value.count as usize, want, "{}", value.value);
        assert_eq!(
            value.parent.as_deref(),
            countries.contains(&value.value.as_str()).then(|| region(&value.value))
        );
    }
    // A region stands right before its countries, and choosing it finds what it counts.
    let at = tree.values.iter().position(|value| value.value == "asia-east").unwrap();
    assert_eq!(tree.values[at + 1].parent.as_deref(), Some("asia-east"));
    let filter = Filter { facet: "country".into(), include: vec!["asia-east".into()], ..Filter::default() };
    assert_eq!(
        engine.search(&Request { filters: vec![filter], ..Request::default() }).total,
        tree.values[at].count
    );
    for (facet, bins) in [("size", &response.facets[1].bins), ("date", &response.facets[2].bins)] {
        assert!(!bins.is_empty() && bins.len() <= 8, "{facet}: {bins:?}");
        assert_eq!(bins.iter().map(|bin| bin.count).sum::<u32>(), 60, "{facet}: {bins:?}");
        for bin in bins {
            let (from, to) = (Some(bin.from.clone()), Some(bin.to.clone()));
            let filter = Filter { facet: facet.into(), from, to, ..Filter::default() };
            let found = engine.search(&Request { filters: vec![filter], ..Request::default() }).total;
            assert_eq!(found, bin.count, "{facet}: {bin:?}");
        }
    }
    // Values are found by a word of their name in either language, without marks too.
    let named = |find: &str| {
        let request = Request { facets: Some(vec![ask("country", false, 0, find)]), ..Request::default() };
        let values = engine.search(&request).facets.remove(0).values;
        values.into_iter().map(|value| value.value).collect::<Vec<_>>()
    };
    assert_eq!(named("han quoc"), ["KR"]);
    assert_eq!(named("thai"), ["TH"]);
}

#[test]
fn suggestions_are_counted_under_the_filters() {
    let engine = engine(&[
        "a | en | | t | training police | country=KR",
        "b | en | | t | training trainer | country=LA",
        "c | en | | t | trained | country=KR",
    ]);
    let filter = Filter { facet: "country".into(), include: vec!["KR".into()], ..Filter::default() };
    let counts = |filters: &[Filter]| {
        let found = engine.suggest("train", filters, 8);
        found.into_iter().map(|s| format!("{} {}", s.text, s.count)).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(counts(&[]), "training 2, trained 1, trainer 1");
    assert_eq!(counts(&[filter]), "trained 1, training 1");
}
