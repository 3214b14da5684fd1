//! What crosses the boundary, pinned as golden JSON. `UPDATE=1` rewrites the files.

use entente::base::sorted::SortedMap;
use std::path::Path;

use entente::base::{DocId, Lang, Problem, Span};
use entente::corpus::Meta;
use entente::date::Date;
use entente::extract::lists::Tables;
use entente::extract::{Event, Facts, Instrument, Lists, Organization, Person, Place, Pledge, Tagged};
use entente::search::{self, SegmentKind};
use entente::text::{Document, Paragraph, Reason, Removed, Title};
use entente::wire::answer::Context;
use entente::wire::{Offsets, ReadingRecord, Record, SearchRequest, SearchResponse, json_line};
use proptest::prelude::*;

/// An invented document whose text needs one, two, three and four bytes a character.
const TEXT: &str = "Ảnh: minh họa 🙂\nHội đàm tại Hà Nội\nNgày 3/4, Thượng tướng Trần Văn Giả gặp đoàn Xứ Mơ; \
                    hai bên ký Thỏa thuận về phòng, chống ma túy và hứa đào tạo cán bộ.";

fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the fixture holds these words");
    Span::new(start, start + words.len())
}

fn document() -> Document {
    Document {
        id: "mau-1".into(),
        path: "documents/mau-1.txt".into(),
        meta: Meta {
            outlet: Some("Báo Mẫu".into()),
            url: Some("https://example.org/1".into()),
            ..Meta::default()
        },
        text: TEXT.into(),
        title: Some(Title {
            text: "Hội đàm tại Hà Nội".into(), span: Some(span("Hội đàm tại Hà Nội"))
        }),
        published: Date::ymd(2021, 4, 4),
        lang: Lang::Vi,
        body: vec![Paragraph {
            span: Span::new(span("Ngày 3/4").start as usize, TEXT.len()),
            lang: Lang::Vi,
        }],
        removed: vec![Removed { reason: Reason::Caption, span: span("Ảnh: minh họa 🙂") }],
        problems: vec![Problem::whole("the header has no id; the file's name was taken; write `id: …`")],
    }
}

fn facts() -> Facts {
    Facts {
        event: Some(Event {
            kind: "talks".into(),
            level: Some("deputy-minister".into()),
            date: Date::ymd(2021, 4, 3),
            date_end: None,
            place: Some(Place { city: Some("Hà Nội".into()), country: Some("VN".into()) }),
            evidence: vec![span("Hội đàm"), span("Ngày 3/4")],
        }),
        countries: vec![Tagged { id: "VN".into(), evidence: vec![span("Hà Nội")] }],
        organizations: vec![Organization {
            id: "xx-mo".into(),
            name: "Đoàn Xứ Mơ".into(),
            country: None,
            evidence: vec![span("đoàn Xứ Mơ")],
        }],
        people: vec![Person {
            name: "Trần Văn Giả".into(),
            country: Some("VN".into()),
            rank: Some("Thượng tướng".into()),
            post: None,
            organization: None,
            evidence: vec![span("Thượng tướng Trần Văn Giả")],
        }],
        instruments: vec![Instrument {
            title: "Thỏa thuận về phòng, chống ma túy".into(),
            kind: "agreement".into(),
            status: "signed".into(),
            year: Some(2021),
            period: Some((2021, 2025)),
            parties: vec!["VN".into()],
            evidence: vec![span("ký Thỏa thuận về phòng, chống ma túy")],
        }],
        crimes: vec![Tagged { id: "drugs".into(), evidence: vec![span("ma túy")] }],
        cooperation: vec![Tagged { id: "training".into(), evidence: vec![span("đào tạo cán bộ")] }],
        forums: Vec::new(),
        pledges: vec![Pledge {
            by: "both".into(),
            verb: "pledge".into(),
            cooperation: vec!["training".into()],
            crimes: Vec::new(),
            evidence: vec![span("hứa đào tạo cán bộ")],
        }],
        problems: vec![Problem::at("a body without a country", span("đoàn Xứ Mơ"))],
    }
}

/// Compares a message, printed with line breaks and in its own key order, with `tests/golden/wire/NAME.json`.
fn golden(name: &str, message: &impl serde::Serialize) {
    let got = serde_json::to_string_pretty(message).expect("prints") + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/wire").join(format!("{name}.json"));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &got).expect("writes the golden file");
    }
    let want = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(got, want, "{} differs; run with UPDATE=1 if the change is wanted", path.display());
}

#[test]
fn the_record_is_the_contracts() {
    let (document, facts) = (document(), facts());
    golden("record", &Record::new(&document, &facts, &Offsets::Bytes));
    golden("record-utf16", &Record::new(&document, &facts, &Offsets::utf16(TEXT)));
}

#[test]
fn an_empty_document_has_every_key() {
    let mut empty = document();
    empty.meta = Meta::default();
    empty.text.clear();
    (empty.title, empty.published, empty.lang) = (None, None, Lang::Und);
    (empty.body, empty.removed, empty.problems) = (Vec::new(), Vec::new(), Vec::new());
    golden("record-empty", &Record::new(&empty, &Facts::default(), &Offsets::Bytes));
}

#[test]
fn every_quote_is_its_slice() {
    let line = json_line(&document(), &facts());
    let record: serde_json::Value = serde_json::from_str(&line).expect("valid JSON");
    let text = record["text"].as_str().expect("a text");
    let mut seen = 0;
    each_quote(&record, &mut |start, end, quote| {
        assert_eq!(text.get(start..end), Some(quote));
        seen += 1;
    });
    assert_eq!(seen, 10);
}

/// Calls `found` for every object that has `start`, `end` and `quote`.
fn each_quote(value: &serde_json::Value, found: &mut impl FnMut(usize, usize, &str)) {
    match value {
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_quote(item, found)),
        serde_json::Value::Object(keys) => {
            if let (Some(start), Some(end), Some(quote)) =
                (keys.get("start"), keys.get("end"), keys.get("quote").and_then(|q| q.as_str()))
            {
                let number =
                    |v: &serde_json::Value| usize::try_from(v.as_u64().expect("an offset")).expect("fits");
                found(number(start), number(end), quote);
            }
            keys.values().for_each(|item| each_quote(item, found));
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn utf16_offsets_equal_a_full_count(text in "(\\PC|[\u{1F600}-\u{1F64F}]|ế){0,900}") {
        let offsets = Offsets::utf16(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let slow = text[..byte].encode_utf16().count();
            prop_assert_eq!(offsets.of(&text, u32::try_from(byte).expect("small")) as usize, slow);
        }
    }
}

/// Lists of the tests' own, so that the golden files do not follow every new label.
const TABLES: Tables = Tables {
    countries: "code\talpha3\tregion\tvi\ten\tvi_alt\ten_alt\tvi_demonym\ten_demonym\tambiguous\tsource\n\
                VN\tVNM\tasia\tViệt Nam\tViet Nam\t\t\t\t\t\ttest\n",
    concepts: "id\tscheme\tvi\ten\tvi_alt\ten_alt\thidden\tbroader\trelated\tnotation\tmatch\tnote\n\
               drugs\tcrime\t[tội phạm] ma túy\t(drugs/narcotics) [crime]\t\t\t\t\t\t\t\t\n\
               talks\tkind\thội đàm\ttalks\t\t\t\t\t\t\t\t\n",
    ..Tables::bundled()
};

/// An invented answer that has every key.
fn response() -> search::Response {
    let segment = |text: &str, kind| search::Segment { text: text.into(), kind };
    search::Response {
        total: 2,
        hits: vec![search::Hit {
            doc: DocId(0),
            id: "mau-1".into(),
            score: 1.5,
            title: vec![segment("Hội đàm", SegmentKind::Match), segment(" tại Hà Nội", SegmentKind::Text)],
            snippet: vec![segment("…", SegmentKind::Gap), segment("ma tuý", SegmentKind::Folded)],
            why: Some(search::Explanation {
                name: "sum".into(),
                value: 1.5,
                parts: vec![search::Explanation { name: "hội".into(), value: 1.5, parts: Vec::new() }],
            }),
        }],
        facets: vec![search::FacetCounts {
            facet: "lang".into(),
            distinct: 2,
            values: vec![search::FacetValue {
                value: "vi".into(),
                parent: None,
                count: 2,
                selected: true,
                excluded: false,
            }],
            missing: 1,
            bins: vec![search::Bin { from: "2024".into(), to: "2025".into(), count: 2 }],
        }],
        problems: vec![search::QueryProblem {
            what: "a quotation mark is open".into(),
            span: Span::new(4, 8),
        }],
        corrected_query: Some("hội đàm".into()),
        also_searched: vec![search::Also {
            typed: "dẫn độ".into(),
            label: "extradition".into(),
            concept: "extradition".into(),
        }],
    }
}

#[test]
fn the_answer_has_every_key_of_the_types() {
    let (document, facts, lists) = (document(), facts(), Lists::read(&TABLES));
    let entry = |_: DocId| Some((&document, &facts));
    let bodies = SortedMap::new();
    let context =
        Context { lists: &lists, bodies: &bodies, entry: &entry, lang: "vi", query: "hội\u{1F642}" };
    golden("answer", &SearchResponse::new(&response(), context));
    let marks = [(span("Hội đàm"), SegmentKind::Match)];
    let reading = ReadingRecord::new(&document, &facts, &lists, &marks, Vec::new(), &Offsets::utf16(TEXT));
    golden("reading", &reading.reading);
}

#[test]
fn requests_are_read_and_typing_errors_refused() {
    let read = |json: &str| entente::wire::read_request::<SearchRequest>(json);
    let empty = read("{}").expect("an empty request").to_core();
    assert_eq!((empty.limit, empty.query.as_str(), empty.sort), (20, "", search::Sort::Relevance));
    let full = read(
        r#"{"query":"a","filters":[{"facet":"year","from":"2019","exclude":["2020"]}],"facets":[{"facet":"year"},
            {"facet":"lang","limit":0}],"sort":"oldest","offset":5,"limit":0,"explain":true,"notAlso":["x"],"lang":"vi"}"#,
    )
    .expect("a full request")
    .to_core();
    assert_eq!(full.filters[0].from.as_deref(), Some("2019"));
    assert_eq!(full.filters[0].exclude, ["2020"]);
    assert_eq!(full.facets.iter().flatten().map(|f| f.limit).collect::<Vec<_>>(), [50, 0]);
    assert_eq!((full.limit, full.offset, full.sort), (0, 5, search::Sort::Oldest));
    let wrong = read(r#"{"qeury":"a"}"#).expect_err("a misspelt key");
    assert!(wrong.contains("qeury") && wrong.contains("query"), "{wrong}");
}
