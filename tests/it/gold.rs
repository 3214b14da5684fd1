//! Scores on the gold of the bundled corpus against committed floors.

#[path = "../gold/compare.rs"]
mod compare;
#[allow(dead_code, reason = "the list of findings is for `bench facts`")]
#[path = "../gold/pledges.rs"]
mod pledges;
#[path = "../gold/reader.rs"]
mod reader;
#[allow(dead_code, reason = "the list of findings is for `bench facts`")]
#[path = "../gold/score.rs"]
mod score;

/// The floors of `floors.tsv` hold: recall for organizations (the gold does not list every body named), F1
/// for all else. Raise a floor when the extractor gets better; lower one only with a reason in the commit.
#[test]
#[allow(clippy::print_stderr, reason = "says which test was skipped and why")]
fn scores_stay_above_the_floors() {
    let Some(folder) = score::documents_folder() else {
        eprintln!("skipped scores_stay_above_the_floors: www/corpus/documents is missing");
        return;
    };
    let scores = score::score(&folder);
    assert!(scores.absent.is_empty(), "documents of the gold that the corpus lacks: {:?}", scores.absent);
    assert!(scores.bad_evidence.is_empty(), "evidence that is not exact: {:?}", scores.bad_evidence);
    let mut low = Vec::new();
    for row in include_str!("../gold/floors.tsv").lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [part, kind, floor] = cells[..] else { panic!("floors.tsv: expected part, kind, floor: {row}") };
        let kind = score::KINDS.into_iter().find(|k| *k == kind).expect("a fact kind that is scored");
        let tally = scores.get(part, "all", kind);
        let value = if kind == "organizations" { tally.recall() } else { tally.f1() };
        if value < floor.parse::<f64>().expect("a floor is a number") {
            low.push(format!("{part} {kind}: {value:.3}, floor {floor}"));
        }
    }
    assert!(
        low.is_empty(),
        "scores below their floors (see `cargo bench --bench facts`):\n{}",
        low.join("\n")
    );
}

/// Pledges of sentences of our own, against a floor for each language.
#[test]
fn pledges_stay_above_their_floors() {
    let (tallies, findings) = pledges::score();
    for ((lang, tally), floor) in tallies.into_iter().zip([0.95, 0.95]) {
        assert!(tally.f1() >= floor, "{lang}: {:.3}, floor {floor}:\n{}", tally.f1(), findings.join("\n"));
    }
}

#[test]
fn names_titles_and_posts_are_compared_as_a_reader_would() {
    assert!(compare::same_name("Tô Lâm", "To Lam"));
    assert!(compare::same_name("Kanetaka Masahito", "Masahito Kanetaka"));
    assert!(!compare::same_name("Tô Lâm", "Tô Lâm Anh"));
    assert!(compare::same_post("Thứ trưởng Bộ Công an", "Deputy Minister of Public Security"));
    assert!(!compare::same_post("Thứ trưởng Bộ Công an", "Minister of Public Security"));
    assert!(!compare::same_post("Phó Cục trưởng Cục Đối ngoại", "Director"));
    assert!(compare::same_date(Some("2019-09"), Some("2019-09-17")));
    assert!(!compare::same_date(Some("2019-09-17"), Some("2019-09")));
}
