//! Through the door to JavaScript, under Node: values in, promises and values out, errors by their names.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail loudly")]

use entente::web::{Engine, supply_knowledge};
use js_sys::{Array, Function, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// A JavaScript value written as JSON.
fn value(json: &str) -> JsValue {
    JSON::parse(json).expect("the test's JSON")
}

fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |at, key| Reflect::get(&at, &key.into()).expect("an object"))
}

fn number(object: &JsValue, path: &str) -> f64 {
    get(object, path).as_f64().unwrap_or_else(|| panic!("{path} is a number"))
}

fn name_of(thrown: &JsValue) -> String {
    get(thrown, "name").as_string().expect("an error's name")
}

/// Three invented reports: one of them with characters of one to four bytes.
const DOCUMENTS: &str = r#"[
  {"id": "a", "title": "Hội đàm về dẫn độ 🙂", "lang": "vi", "date": "2021-04-03", "outlet": "Báo Mẫu",
   "text": "Ngày 2/4/2021, Bộ Công an Việt Nam và Cảnh sát Hàn Quốc hội đàm tại Hà Nội.\n\n🙂 Hai bên trao đổi về dẫn độ và phòng, chống ma túy."},
  {"id": "b", "title": "Talks on training", "lang": "en", "date": "2022-05",
   "text": "The Ministry of Public Security of Viet Nam and the police of Japan held talks in Hanoi. They spoke of training."},
  {"id": "c", "text": "dan do khong dau"}
]"#;

/// The knowledge files as the package ships them.
fn knowledge() -> String {
    [
        ("countries", include_str!("../src/extract/lists/countries.tsv")),
        ("places", include_str!("../src/extract/lists/places.tsv")),
        ("bodies", include_str!("../src/extract/lists/bodies.tsv")),
        ("forums", include_str!("../src/extract/lists/forums.tsv")),
        ("ranks", include_str!("../src/extract/lists/ranks.tsv")),
        ("posts", include_str!("../src/extract/lists/posts.tsv")),
        ("names", include_str!("../src/extract/lists/names.tsv")),
        ("concepts", include_str!("../src/thesaurus/concepts.tsv")),
        ("cues", include_str!("../src/extract/lists/cues.tsv")),
        ("pairs", include_str!("../src/extract/lists/pairs.tsv")),
        ("words", include_str!("../src/extract/lists/words.tsv")),
        ("cleaning", include_str!("../src/text/cues.tsv")),
        ("stopwords", include_str!("../src/text/stopwords.tsv")),
        ("capitals", include_str!("../src/export/capitals.tsv")),
    ]
    .map(|(name, table)| format!("=== {name}\n{table}"))
    .concat()
}

async fn engine() -> Engine {
    supply_knowledge(knowledge()).expect("the knowledge files");
    let options = Object::new();
    Reflect::set(&options, &"documents".into(), &value(DOCUMENTS)).expect("sets");
    Engine::open(&options).await.expect("opens")
}

fn options(key: &str, of: &JsValue) -> JsValue {
    let options = Object::new();
    Reflect::set(&options, &key.into(), of).expect("sets");
    options.into()
}

#[wasm_bindgen_test]
async fn finds_and_counts() {
    let engine = engine().await;
    let answer = engine.search(&value(r#"{"query": "dan do", "lang": "vi"}"#)).expect("searches");
    assert_eq!(number(&answer, "total"), 2.0);
    let ids: Vec<_> =
        Array::from(&get(&answer, "hits")).iter().filter_map(|h| get(&h, "id").as_string()).collect();
    assert!(ids.contains(&"a".to_owned()) && ids.contains(&"c".to_owned()), "{ids:?}");
    assert!(get(&answer, "correctedQuery").is_null(), "null, never undefined");
    let everything = engine.search(&JsValue::UNDEFINED).expect("an empty request");
    assert_eq!(number(&everything, "total"), 3.0);
    let facets = Array::from(&get(&everything, "facets"));
    let lang = facets.iter().find(|f| get(f, "id") == "lang").expect("the facet lang");
    assert!(number(&lang, "distinct") >= 2.0);
    let filtered =
        engine.search(&value(r#"{"filters": [{"facet": "country", "include": ["KR"]}]}"#)).expect("filters");
    assert_eq!(number(&filtered, "total"), 1.0);
}

/// What a search in steps answers in the end.
fn go_on(engine: &mut Engine, ticket: u32) -> JsValue {
    loop {
        let answer = engine.continue_search(ticket).expect("goes on");
        if !answer.is_undefined() {
            return answer;
        }
    }
}

#[wasm_bindgen_test]
async fn a_search_in_steps_is_let_go_for_a_newer_one_and_sees_what_came_meanwhile() {
    let mut engine = engine().await;
    let none_has_all = value(r#"{"query": "dan do qqqzzzq "}"#);
    let whole = engine.search(&none_has_all).expect("searches");
    let older = engine.begin_search(&none_has_all).expect("begins");
    assert!(engine.continue_search(older).expect("goes on").is_undefined(), "the words left out are to come");
    let newer = engine.begin_search(&none_has_all).expect("begins");
    assert_eq!(name_of(&engine.continue_search(older).expect_err("it was let go")), "AbortError");
    let stepped = go_on(&mut engine, newer);
    assert_eq!(JSON::stringify(&stepped).expect("an object"), JSON::stringify(&whole).expect("an object"));
    assert_eq!(name_of(&engine.continue_search(newer).expect_err("it is over")), "AbortError");
    let again = engine.begin_search(&none_has_all).expect("begins");
    assert!(engine.continue_search(again).expect("goes on").is_undefined());
    let more = value(r#"[{"id": "d", "text": "dan do qqqzzzq"}]"#).dyn_into().expect("a list");
    engine.add(&more, None).expect("adds");
    assert_eq!(number(&go_on(&mut engine, again), "total"), 1.0);
    let misspelt = engine.begin_search(&value(r#"{"qeury": "a"}"#)).expect_err("a misspelt key");
    assert_eq!(name_of(&misspelt), "RequestError");
}

#[wasm_bindgen_test]
async fn offsets_fit_javascript_strings() {
    let engine = engine().await;
    let utf16 = value(r#"{"query": "ma tuy", "offsets": "utf16"}"#);
    let record = engine.document("a", &utf16).expect("reads");
    let text: js_sys::JsString = get(&record, "text").dyn_into().expect("a text");
    let mut seen = 0;
    for list in ["countries", "crimes", "cooperation", "organizations"] {
        for fact in Array::from(&get(&record, list)).iter() {
            for e in Array::from(&get(&fact, "evidence")).iter() {
                let slice = text.slice(number(&e, "start") as u32, number(&e, "end") as u32);
                assert_eq!(JsValue::from(slice), get(&e, "quote"));
                seen += 1;
            }
        }
    }
    assert!(seen >= 4, "{seen} proofs");
    let hit = Array::from(&get(&record, "reading.hits")).get(0);
    let words = String::from(text.slice(number(&hit, "start") as u32, number(&hit, "end") as u32));
    assert!("ma túy".starts_with(&words), "{words}");
    let bytes = engine.document("a", &JsValue::UNDEFINED).expect("reads");
    let (long, short) = (number(&get(&bytes, "body.1"), "0"), number(&get(&record, "body.1"), "0"));
    assert!(long > short, "bytes are more than UTF-16 units: {long} {short}");
}

#[wasm_bindgen_test]
async fn a_snapshot_opens_again_and_a_damaged_one_is_refused_by_name() {
    let bytes = engine().await.snapshot();
    let again = Engine::open(&options("bytes", &bytes)).await.expect("opens the snapshot");
    assert_eq!(number(&again.info().expect("tells"), "documents"), 3.0);
    assert_eq!(again.snapshot().to_vec(), bytes.to_vec());
    let at = bytes.length() / 2;
    bytes.set_index(at, bytes.get_index(at) ^ 0x40);
    let thrown = Engine::open(&options("bytes", &bytes)).await.expect_err("flipped bits");
    assert_eq!(name_of(&thrown), "SnapshotError");
}

#[wasm_bindgen_test]
async fn documents_come_and_go() {
    let mut engine = engine().await;
    let file = Object::new();
    Reflect::set(&file, &"name".into(), &"ghi-chu.txt".into()).expect("sets");
    Reflect::set(&file, &"bytes".into(), &Uint8Array::from("Hội nghị về tội phạm mạng.".as_bytes()))
        .expect("sets");
    let added =
        engine.add(&Array::of2(&file, &value(r#"{"id": "d", "text": "plain words"}"#)), None).expect("adds");
    assert_eq!(number(&added, "documents"), 2.0);
    let found = engine.search(&value(r#"{"query": "toi pham mang"}"#)).expect("searches");
    assert_eq!(number(&found, "total"), 1.0);
    assert_eq!(engine.remove(vec!["d".into(), "nobody".into()]), 1);
    assert_eq!(number(&engine.info().expect("tells"), "documents"), 4.0);
}

#[wasm_bindgen_test]
async fn documents_without_an_id_do_not_replace_one_another() {
    let mut engine = engine().await;
    for round in ["one", "two"] {
        let texts = format!(r#"[{{"text": "first {round}"}}, {{"text": "second {round} \ud83d\ude00"}}]"#);
        engine.add(&value(&texts).dyn_into().expect("a list"), None).expect("adds");
    }
    assert_eq!(number(&engine.info().expect("tells"), "documents"), 7.0);
    let found = engine.search(&value(r#"{"query": "second", "facets": []}"#)).expect("searches");
    assert_eq!((number(&found, "total"), number(&found, "facets.length")), (2.0, 0.0));
}

#[wasm_bindgen_test]
async fn failures_have_their_documented_names() {
    let engine = engine().await;
    let misspelt = engine.search(&value(r#"{"qeury": "a"}"#)).expect_err("a misspelt key");
    assert_eq!(name_of(&misspelt), "RequestError");
    assert!(get(&misspelt, "message").as_string().expect("words").contains("qeury"));
    assert_eq!(
        name_of(&engine.document("nobody", &JsValue::UNDEFINED).expect_err("no such id")),
        "RequestError"
    );
    let heading = Engine::open(&options("documents", &value(r#"[{"text": "a", "heading": "b"}]"#))).await;
    let heading = heading.expect_err("a misspelt key of a document");
    assert!(get(&heading, "message").as_string().expect("words").contains("unknown key `heading`"));
    let nothing = Engine::open(&value("{}")).await.expect_err("no source");
    assert_eq!(name_of(&nothing), "RequestError");
    let empty = Engine::open(&options("bytes", &Uint8Array::new_with_length(0))).await.expect_err("no bytes");
    assert_eq!(name_of(&empty), "CorpusError");
    let cut = Uint8Array::from([0x1f, 0x8b, 8, 0, 0].as_slice());
    let broken = Engine::open(&options("bytes", &cut)).await.expect_err("cut gzip");
    assert!(["CorpusError", "NetworkError"].contains(&name_of(&broken).as_str()));
    let unreachable =
        Engine::open(&options("url", &"http://127.0.0.1:9/corpus.tar.gz".into())).await.expect_err("nobody");
    assert_eq!(name_of(&unreachable), "NetworkError");
}

#[wasm_bindgen_test]
async fn opening_tells_how_far_it_is_and_stops_when_asked() {
    let told = Function::new_with_args("p", "(globalThis.told ??= []).push(p)");
    let given = options("documents", &value(DOCUMENTS));
    Reflect::set(&given, &"onProgress".into(), &told).expect("sets");
    Engine::open(&given).await.expect("opens");
    let told = Array::from(&get(&js_sys::global(), "told"));
    assert_eq!(number(&told.get(told.length() - 1), "documents"), 3.0);
    let stop = web_sys_abort();
    let given = options("documents", &value(DOCUMENTS));
    Reflect::set(&given, &"signal".into(), &stop).expect("sets");
    assert_eq!(name_of(&Engine::open(&given).await.expect_err("given up")), "AbortError");
}

/// A signal that has already been given.
fn web_sys_abort() -> JsValue {
    Function::new_no_args("return AbortSignal.abort()").call0(&JsValue::NULL).expect("Node has AbortSignal")
}

#[wasm_bindgen_test]
async fn views_answer() {
    let engine = engine().await;
    let facts = engine.facts(&value(r#"{"facet": "crime", "values": ["drugs"]}"#)).expect("sentences");
    assert_eq!(number(&facts, "total"), 1.0);
    assert!(number(&engine.timeline(&value(r#"{"by": "month"}"#)).expect("a timeline"), "total") >= 2.0);
    for view in [Engine::ledger, Engine::pledges, Engine::partners, Engine::network] {
        assert!(number(&view(&engine, &value("{}")).expect("a view"), "total") >= 0.0);
    }
    let wrong = engine.timeline(&value(r#"{"by": "decade"}"#)).expect_err("no such period");
    assert_eq!(name_of(&wrong), "RequestError");
}
