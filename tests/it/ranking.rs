//! The judged queries, typing errors and pairs of words against committed floors.

#[allow(dead_code, reason = "the lists are for `bench search`")]
#[path = "../gold/search/score.rs"]
mod score;

/// Every class stays above the floor of `floors.tsv`. Raise a floor when the search gets better; lower one only with a
/// reason in the commit.
#[test]
#[allow(clippy::print_stderr, reason = "says which test was skipped and why")]
fn judged_queries_stay_above_the_floors() {
    let Some(engine) = score::engine() else {
        eprintln!("skipped judged_queries_stay_above_the_floors: www/corpus/documents is missing");
        return;
    };
    let queries = score::judged();
    let known: Vec<&str> = engine.entries().map(|(_, entry)| entry.document.id.as_str()).collect();
    let unknown: Vec<&String> =
        queries.iter().flat_map(|q| q.grades.keys()).filter(|id| !known.contains(&id.as_str())).collect();
    assert!(unknown.is_empty(), "judged documents that the corpus lacks: {unknown:?}");
    assert!(
        queries.iter().all(|judged| judged.grades.values().any(|grade| *grade > 1)),
        "a query without an answer"
    );
    let classes = score::by_class(&engine, &queries);
    let words = score::Words::of(&engine);
    let typos = score::typos(&engine, &words, 1000, false);
    let (asked, found) = typos.values().fold((0, 0), |sum, t| (sum.0 + t.asked, sum.1 + t.found));
    let (pairs, both, _) = score::two_words(&engine, &words, 200);
    let mut low = Vec::new();
    for row in include_str!("../gold/search/floors.tsv").lines().skip(1) {
        let (class, floor) = row.split_once('\t').unwrap();
        let value = match class {
            "typos found@5" => f64::from(found) / f64::from(asked),
            "two words found@5" => f64::from(both) / f64::from(pairs),
            class => classes[class].0,
        };
        if value < floor.parse::<f64>().unwrap() {
            low.push(format!("{class}: {value:.3}, floor {floor}"));
        }
    }
    assert!(
        low.is_empty(),
        "below their floors (see `cargo bench --bench search -- --list`):\n{}",
        low.join("\n")
    );
}
