//! Every export format on one small invented selection, against files in `tests/golden/export/` (`UPDATE=1` writes
//! them anew). The files are also read by independent programs: `tests/readers/`.

use std::path::Path;

use entente::date::Date;
use entente::export::{Context, Format, export};
use entente::extract::Lists;
use entente::overview::Selection;
use entente::search::Filter;

use crate::overview::cases::Case;

/// Two reports of one event, a signing later, and a document with hostile words.
const INPUT: &str = r#"
a: published=2019-05-02; lang=vi; outlet=Báo Ví dụ; url=https://example.org/a; kind=talks; date=2019-05-01; place=Hà Nội/VN; countries=VN,NO; people=Lê Văn Bách/VN/Bộ trưởng/vn-mps,Kari Nordmann/NO/Bộ trưởng Tư pháp; bodies=vn-mps/Bộ Công an,no-justice/Bộ Tư pháp Na Uy; crimes=drugs,cybercrime; cooperation=extradition; forums=INTERPOL
title: Bộ trưởng Lê Văn Bách hội đàm với bà Kari Nordmann
instrument: Hiệp định dẫn độ/agreement/proposed
pledge: both/agree/extradition/drugs
text: VN và NO sẽ ký Hiệp định dẫn độ (extradition). Bộ trưởng Lê Văn Bách, Bộ Công an, đã có talks với bà Kari Nordmann, Bộ Tư pháp Na Uy, về drugs tại INTERPOL.
b: published=2019-05-01; lang=en; outlet=The Example; url=https://example.org/b?x=1&y=2; kind=talks; date=2019-05-01; place=Hà Nội/VN; countries=VN,NO; people=Le Van Bach/VN/Minister/vn-mps,Kari Nordmann/NO/Minister of Justice; bodies=vn-mps/Ministry of Public Security; crimes=drugs; cooperation=extradition
title: "Talks" on extradition & drugs: 100% agreed
instrument: extradition agreement/agreement/proposed
text: NO and VN held talks. Le Van Bach of the Ministry of Public Security told Kari Nordmann that drugs mattered; an extradition agreement is to come.
c: published=2023-05; lang=en; kind=signing; date=2023-05; countries=VN,NO,PE; cooperation=extradition
title: =cmd|' /C calc'!A0, {braces} and <tags>
instrument: extradition agreement/agreement/signed/2023
pledge: NO/request/training/
text: The extradition agreement saw its signing; VN, NO and PE were there.
d: lang=en
text: Nothing is known of this one: no date, no title, no outlet.
"#;

fn context(filters: &[Filter]) -> Context<'_> {
    Context {
        title: "Example set",
        version: "1.2.0",
        license: "CC-BY-4.0",
        query: "dẫn độ",
        filters,
        lang: "en",
        today: Date::ymd(2026, 1, 5),
    }
}

#[test]
fn every_format_is_as_it_was() {
    let case = Case::read(INPUT);
    let selection = Selection::new(case.sources());
    let filters = [Filter { facet: "country".into(), include: vec!["NO".into()], ..Filter::default() }];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/export");
    let mut differences = Vec::new();
    // The record has golden files of its own, the thesaurus changes with every concept.
    for name in Format::names().filter(|name| !["jsonl", "skos"].contains(name)) {
        let file =
            export(Format::from_name(name).unwrap(), &selection, &Lists::default(), &context(&filters));
        let ending = file.name.split_once('.').unwrap().1;
        let path = folder.join(format!("example.{ending}"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &file.text).unwrap();
        } else if std::fs::read_to_string(&path).ok().as_deref() != Some(&file.text) {
            differences.push(path);
        }
    }
    assert!(differences.is_empty(), "differ from their golden files (UPDATE=1 accepts): {differences:?}");
}

/// `tests/readers/README.md` says how to install the readers; without them this test skips itself.
#[test]
#[allow(clippy::print_stderr, reason = "says which test was skipped and why")]
fn independent_readers_open_every_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/readers/bin/python");
    if !python.exists() {
        eprintln!("skipped independent_readers_open_every_file: no {}", python.display());
        return;
    }
    let folder = root.join("target/readers/files");
    std::fs::create_dir_all(&folder).unwrap();
    let (reports, case) = (crate::overview::gold::reports(), Case::read(INPUT));
    for (set, sources) in [("corpus", crate::overview::gold::sources(&reports)), ("hostile", case.sources())]
    {
        let selection = Selection::new(sources);
        for name in Format::names() {
            let file = export(Format::from_name(name).unwrap(), &selection, &Lists::bundled(), &context(&[]));
            let ending = file.name.split_once('.').unwrap().1;
            std::fs::write(folder.join(format!("{set}.{ending}")), file.text).unwrap();
        }
    }
    let script = root.join("tests/readers/check.py");
    let run = std::process::Command::new(python).arg(script).arg(folder).output().unwrap();
    assert!(
        run.status.success(),
        "{}{}",
        String::from_utf8_lossy(&run.stdout),
        String::from_utf8_lossy(&run.stderr)
    );
}

#[test]
fn the_name_says_version_query_count_and_day() {
    let case = Case::read(INPUT);
    let selection = Selection::new(case.sources());
    let filters = [Filter { facet: "country".into(), include: vec!["NO".into()], ..Filter::default() }];
    let file = export(Format::Csv, &selection, &Lists::default(), &context(&filters));
    assert_eq!(file.name, "entente-1-2-0-dan-do-no-4-2026-01-05.csv");
    assert_eq!(
        context(&filters).sentence(&selection),
        "Example set 1.2.0; query: dẫn độ; country: NO; 4 documents, 3 events; licence: CC-BY-4.0"
    );
}

#[test]
fn formulas_are_defused() {
    let case = Case::read(INPUT);
    let selection = Selection::new(case.sources());
    let csv = export(Format::Csv, &selection, &Lists::default(), &context(&[])).text;
    assert!(csv.starts_with('\u{feff}'));
    assert!(csv.contains("\"'=cmd|' /C calc'!A0, {braces} and <tags>\""), "{csv}");
    assert!(csv.lines().all(|line| !line.contains(",=")));
}

#[test]
fn an_empty_selection_is_a_valid_file() {
    for name in Format::names() {
        let format = Format::from_name(name).unwrap();
        let text = export(format, &Selection::new(Vec::new()), &Lists::default(), &Context::default()).text;
        if matches!(name, "csl" | "geojson" | "annotations") {
            serde_json::from_str::<serde_json::Value>(&text).unwrap();
        }
    }
}

#[test]
fn an_unknown_format_is_told_with_the_known_ones() {
    let message = Format::from_name("xlsx").unwrap_err().to_string();
    assert!(
        message.starts_with("there is no export format `xlsx`; expected one of csv jsonl ftm"),
        "{message}"
    );
}

#[test]
fn json_lines_are_json_and_positions_are_of_the_nfc_text() {
    let case =
        Case::read("a: kind=talks; countries=VN; crimes=drugs\ntext: Họp ở Hà Nội (e\u{301}): drugs, drugs.");
    let selection = Selection::new(case.sources());
    for format in [Format::JsonLines, Format::Ftm, Format::Plover] {
        for line in export(format, &selection, &Lists::default(), &context(&[])).text.lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
    }
    let text = export(Format::Annotations, &selection, &Lists::default(), &context(&[])).text;
    let page: serde_json::Value = serde_json::from_str(&text).unwrap();
    let whole: Vec<char> = "Họp ở Hà Nội (é): drugs, drugs.".chars().collect();
    for item in page["first"]["items"].as_array().unwrap() {
        let [quote, position] = [0, 1].map(|at| &item["target"]["selector"][at]);
        let end = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        let words: String = whole[end("start")..end("end")].iter().collect();
        assert_eq!(quote["exact"], words);
        let before: String = whole[..end("start")].iter().collect();
        assert!(before.ends_with(quote["prefix"].as_str().unwrap_or("")));
    }
}
