//! Words learned from the reports of the same events: how many are right, and what searching does with them.

use entente::base::DocId;
use entente::corpus::{Meta, RawDocument};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::overview::Selection;
use entente::overview::pairs::{Pair, pairs};
use entente::search::Request;

use super::gold;

/// Of the pairs that the bundled corpus teaches at least this share is right; one that nobody has judged counts as wrong.
const PRECISION: f64 = 0.9;

#[test]
fn what_the_corpus_teaches_is_right() {
    let judged: Vec<Vec<&str>> =
        include_str!("../../gold/pairs.tsv").lines().skip(1).map(|row| row.split('\t').collect()).collect();
    let reports = gold::extracted();
    let learned = pairs(&Selection::new(gold::sources(&reports)));
    assert!(learned.len() >= 8, "{learned:?}");
    let right = |pair: &&Pair| judged.iter().any(|row| row[..] == [&pair.vi, &pair.en, "right"]);
    let wrong: Vec<&Pair> = learned.iter().filter(|pair| !right(pair)).collect();
    let precision = 1.0 - wrong.len() as f64 / learned.len() as f64;
    assert!(precision >= PRECISION, "{precision:.2}, wrong or not judged: {wrong:?}");
}

/// Twenty events in two languages; of a thing that no list knows the first six tell, in words of their own.
const STONES: [(&str, &str); 6] = [
    ("Kẻ gian lấy kim cương của tiệm", "A thief took diamonds from a shop"),
    ("Hai bên tìm lại số kim cương đã mất", "Both sides looked for the lost diamonds"),
    ("Đường đi của kim cương thô được vẽ lại", "The way of rough diamonds was drawn again"),
    ("Hải quan giữ nhiều kim cương ở cảng", "Customs held many diamonds in the port"),
    ("Một chuyến hàng kim cương giả bị phát hiện", "One load of false diamonds was discovered"),
    ("Cảnh sát trả kim cương cho chủ", "Police gave the owner her diamonds back"),
];

fn bilingual() -> Engine {
    let mut engine = Engine::new(Lists::bundled());
    let mut add = |id: String, event: usize, lang: &str, text: &str| {
        let meta = Meta { event: Some(format!("e{event}")), lang: Some(lang.to_owned()), ..Meta::default() };
        let path = format!("{id}.txt");
        engine.add(RawDocument { id, path, meta, text: text.to_owned(), header: None, problems: Vec::new() });
    };
    for event in 0..20 {
        let (vi, en) =
            STONES.get(event).copied().unwrap_or(("Chuyến bay đêm hạ cánh", "The night flight landed"));
        add(format!("v{event}"), event, "vi", &format!("{vi}, bản tin số {event}."));
        add(format!("n{event}"), event, "en", &format!("{en}, bulletin number {event}."));
    }
    add("alone".to_owned(), 99, "en", "One diamond fell from a crown.");
    engine.commit();
    engine
}

#[test]
fn a_word_finds_what_stands_for_it_in_the_other_language() {
    let engine = bilingual();
    let ask = |query: &str, not_also: &[&str]| {
        let not_also = not_also.iter().map(|label| (*label).to_owned()).collect();
        engine.search(&Request { query: query.to_owned(), not_also, limit: 50, ..Request::default() })
    };
    let found = ask("diamond", &[]);
    let also: Vec<(&str, &str)> =
        found.also_searched.iter().map(|also| (also.label.as_str(), also.concept.as_str())).collect();
    assert_eq!(also, [("kim cương", "learned")]);
    assert_eq!(found.total, 13, "six reports in each language and one more");
    assert_eq!(ask("diamond", &["kim cương"]).total, 7, "switched off");
    for query in ["kim cương", "kim cuong", "KIM CƯƠNG"] {
        assert_eq!(ask(query, &[]).total, 13, "{query}");
    }
}

#[test]
fn one_language_teaches_nothing() {
    let mut engine = bilingual();
    let english: Vec<String> = (0..20).map(|event| format!("n{event}")).chain(["alone".to_owned()]).collect();
    engine.remove(&english.iter().map(String::as_str).collect::<Vec<_>>());
    engine.commit();
    assert_eq!(engine.number("v0"), Some(DocId(0)));
    let found = engine.search(&Request { query: "kim cương".to_owned(), ..Request::default() });
    assert!(found.also_searched.is_empty(), "{:?}", found.also_searched);
}
