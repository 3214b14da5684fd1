//! Round trips, old versions, cut and flipped bytes.

use entente::engine::Engine;
use entente::extract::Lists;
use entente::index::SnapshotError;
use entente::index::format::VERSION;
use entente::search::Request;
use proptest::prelude::*;

use crate::search::{document, engine};

const DOCS: [&str; 4] = [
    "a | en | 2024-01-05 | Police talks | The police met. // They spoke of drugs. | country=KR",
    "b | vi | 2023-05-01 | Hội đàm | Hai bên hội đàm về ma túy. | country=LA country=VN",
    "c | en | | Course | A course for officers, 29/9/2024. |",
    "d | vi | 2022 | Dẫn độ | Ký hiệp định dẫn độ. | country=KR",
];

fn snapshot() -> Vec<u8> {
    let mut engine = engine(&DOCS);
    engine.remove(&["c"]);
    engine.commit();
    engine.snapshot()
}

fn open(bytes: &[u8]) -> Result<Engine, SnapshotError> {
    Engine::open(bytes, Lists::default())
}

#[test]
fn the_same_answers_and_the_same_bytes() {
    let mut before = engine(&DOCS);
    before.remove(&["c"]);
    before.commit();
    let bytes = before.snapshot();
    let after = open(&bytes).unwrap();
    for query in ["", "police", "ma tuy", "\"hiệp định\"", "course", "country:KR", "drgs"] {
        let request = Request { query: query.into(), limit: 10, explain: true, ..Request::default() };
        assert_eq!(before.search(&request), after.search(&request), "{query}");
    }
    assert_eq!(before.entry("b"), after.entry("b"));
    assert_eq!(after.entry("c"), None);
    assert_eq!(before.info(), after.info());
    assert_eq!(after.snapshot(), bytes, "an opened snapshot writes itself");
    assert_eq!(snapshot(), bytes, "the same documents give the same bytes");
}

#[test]
fn more_can_be_added_to_an_opened_snapshot() {
    let mut opened = open(&snapshot()).unwrap();
    opened.add(document("e | en | 2025-01-01 | More police | Police again. |"));
    opened.commit();
    let response = opened.search(&Request { query: "police ".into(), limit: 10, ..Request::default() });
    let mut ids: Vec<&str> = response.hits.iter().map(|hit| opened.id(hit.doc)).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["a", "e"]);
}

#[test]
fn facts_come_with_a_snapshot() {
    let mut before = Engine::new(Lists::bundled());
    let text = "Hà Nội, 29/9/2024 - Bộ trưởng Công an Lương Tam Quang hội đàm với Tư lệnh Cơ quan Cảnh sát quốc gia Hàn Quốc Cho Ji Ho. Hai bên nhất trí ký hiệp định dẫn độ và phòng, chống tội phạm ma túy.";
    before.add(document(&format!("k | vi | 2024-09-30 | Hội đàm | {text} | unit=C04")));
    before.commit();
    // Without the lists nothing could be read anew.
    let after = open(&before.snapshot()).unwrap();
    assert!(!before.entry("k").unwrap().facts.people.is_empty());
    assert_eq!(before.entry("k"), after.entry("k"));
}

/// Documents put together from two engines are found, counted and shown as those of one.
#[test]
fn an_engine_takes_the_documents_of_another() {
    let (first, second) = DOCS.split_at(2);
    let mut parts = engine(first);
    let mut other = engine(second);
    other.add(document("a | en | 2026-01-05 | Police again | The police met twice. | country=JP"));
    other.remove(&["c"]);
    parts
        .append(
            open(&{
                other.commit();
                other.snapshot()
            })
            .unwrap(),
        )
        .unwrap();
    let mut whole = engine(&DOCS);
    whole.add(document("a | en | 2026-01-05 | Police again | The police met twice. | country=JP"));
    whole.remove(&["c"]);
    whole.commit();
    for query in ["", "police", "ma tuy", "country:KR", "course"] {
        let request = Request { query: query.into(), limit: 10, ..Request::default() };
        let of = |engine: &Engine| {
            let response = engine.search(&request);
            let hits: Vec<_> =
                response.hits.iter().map(|h| (engine.id(h.doc).to_owned(), h.score.to_bits())).collect();
            (hits, response.total, response.facets)
        };
        assert_eq!(of(&parts), of(&whole), "{query}");
    }
    assert_eq!(parts.entry("a"), whole.entry("a"));
    assert_eq!(parts.stats().documents, 3);
}

#[test]
fn refused_by_name() {
    let bytes = snapshot();
    let foreign = open(b"PK\x03\x04 something else entirely").unwrap_err();
    assert_eq!(foreign, SnapshotError::Foreign);
    let mut newer = bytes.clone();
    newer[8] = VERSION as u8 + 1;
    let newer = open(&newer).unwrap_err();
    assert_eq!(newer, SnapshotError::Version { expected: VERSION, got: VERSION + 1 });
    let expected = format!(
        "the snapshot has format version {}, expected {VERSION}; build it again from the corpus",
        VERSION + 1
    );
    assert_eq!(newer.to_string(), expected);
    assert!(matches!(open(&bytes[..bytes.len() - 1]), Err(SnapshotError::Truncated { .. })));
    assert!(matches!(open(&[]), Err(SnapshotError::Truncated { expected: 24, got: 0 })));
    let middle = bytes.len() / 2;
    let mut damaged = bytes;
    damaged[middle] ^= 1;
    assert!(matches!(open(&damaged), Err(SnapshotError::Damaged { .. })));
}

proptest! {
    #[test]
    fn no_flipped_byte_passes(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let mut bytes = snapshot();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        prop_assert!(open(&bytes).is_err(), "byte {at}");
    }

    #[test]
    fn no_cut_passes(at in any::<prop::sample::Index>()) {
        let bytes = snapshot();
        prop_assert!(open(&bytes[..at.index(bytes.len())]).is_err());
    }

    /// A segment opened without reading its checksums may answer wrongly where it is damaged, but it answers.
    #[test]
    fn damage_inside_a_segment_never_panics(flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        use entente::index::{Index, Segment, SegmentBuilder, Source};
        let mut builder = SegmentBuilder::default();
        for text in ["police met police", "hội đàm về ma túy", "train trains training", "29/9/2024 police"] {
            builder.add(&Source { id: text, body: vec![text], ..Source::default() });
        }
        let mut bytes = builder.finish().unwrap().bytes().to_vec();
        // The table at the end has its own checksum, which is always read.
        let end = bytes.len() - 12 - 6 * 16;
        for (at, byte) in flips {
            bytes[12 + at.index(end - 12)] = byte;
        }
        let Ok(segment) = Segment::open(bytes) else { return Ok(()) };
        let mut index = Index::default();
        if index.push(segment).is_err() { return Ok(()) }
        use entente::search::{Bare, search};
        for query in ["police", "\"police met\"", "trai*", "polcie~2", "hoi dam", "a* OR p*", "met NEAR/3 police"] {
            let request = Request { query: query.into(), limit: 5, ..Request::default() };
            let _ = search(&index, &Bare, &Bare, &request);
        }
    }
}
