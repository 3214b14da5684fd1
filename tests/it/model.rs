//! Dictionary, bitmap, postings, fuzzy walk and phrases against brute force.

use std::collections::{BTreeMap, BTreeSet};

use entente::base::Lang;
use entente::bitmap::Bitmap;
use entente::index::bits::{BitReader, BitWriter, pack, rice_parameter, unpack_one, width_of};
use entente::index::fuzzy::Rows;
use entente::index::stream::{Layout, Stream, is_wide};
use entente::index::{Documents, Index, Segment, SegmentBuilder, Source};
use entente::search::matching::{Budget, Matches, phrase};
use entente::search::resolve::{How, Resolver};
use entente::search::score::{Wanted, add};
use entente::text::fold::{canon, folded};
use entente::text::stem::stem;
use proptest::prelude::*;

/// Words with marks, doubles, near misses and shared beginnings.
const WORDS: [&str; 24] = [
    "an",
    "án",
    "ăn",
    "công",
    "cong",
    "cống",
    "police",
    "policy",
    "polices",
    "hoà",
    "hòa",
    "hoa",
    "thúy",
    "thuý",
    "đường",
    "duong",
    "đương",
    "dường",
    "train",
    "trained",
    "training",
    "29/9/2024",
    "INTERPOL",
    "interpol",
];

fn words() -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..WORDS.len(), 0..40), 1..30)
}

fn text(words: &[usize]) -> String {
    words.iter().map(|w| WORDS[*w]).collect::<Vec<_>>().join(" ")
}

fn segment(docs: &[Vec<usize>]) -> Segment {
    let mut builder = SegmentBuilder::default();
    for (at, words) in docs.iter().enumerate() {
        let (id, text) = (at.to_string(), text(words));
        builder.add(&Source { id: &id, body: vec![&text], ..Source::default() });
    }
    builder.finish().unwrap()
}

/// Key of a word to the documents that have it, with the places of the word in each.
fn brute(docs: &[Vec<usize>]) -> BTreeMap<String, BTreeMap<u32, Vec<u32>>> {
    let mut map: BTreeMap<String, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
    for (doc, words) in docs.iter().enumerate() {
        for (at, word) in words.iter().enumerate() {
            let mut add = |key: String| {
                map.entry(key).or_default().entry(doc as u32).or_default().push(at as u32);
            };
            add(canon(WORDS[*word]));
            if WORDS[*word] == "29/9/2024" {
                add("2024".to_owned());
            }
        }
    }
    map
}

/// More terms than a unit of the stream tells apart, and more occurrences than are sorted at once.
#[test]
fn every_place_of_many_terms_is_kept() {
    let mut state = 1u32;
    let mut draw = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let docs: Vec<Vec<u32>> = (0..400)
        .map(|_| (0..1000).map(|_| if draw(4) == 0 { draw(9) } else { draw(90_000) }).collect())
        .collect();
    let name = |word: u32| {
        format!("w{}", (0..5).map(|at| char::from(b'a' + (word >> (at * 4)) as u8 % 16)).collect::<String>())
    };
    let (mut builder, mut brute) =
        (SegmentBuilder::default(), BTreeMap::<String, BTreeMap<u32, Vec<u32>>>::new());
    for (doc, words) in docs.iter().enumerate() {
        let names: Vec<String> = words.iter().map(|word| name(*word)).collect();
        builder.add(&Source { id: &doc.to_string(), body: vec![&names.join(" ")], ..Source::default() });
        for (at, name) in names.into_iter().enumerate() {
            brute.entry(name).or_default().entry(doc as u32).or_default().push(at as u32);
        }
    }
    assert!(brute.len() > usize::from(u16::MAX));
    let segment = builder.finish().unwrap();
    let (dictionary, all) = (segment.dictionary().unwrap(), (0..400).collect::<Vec<u32>>());
    for (name, docs) in &brute {
        let (mut found, postings) = (BTreeMap::new(), segment.postings(dictionary.get(name).unwrap()));
        // Field gaps stand before the body.
        postings.positions_in(&all, |doc, places| {
            found.insert(doc as u32, places.map(|at| at - 17).collect::<Vec<u32>>());
        });
        assert_eq!(&found, docs, "{name}");
    }
}

/// Terms of all widths, gaps of all lengths, and terms that share a place.
fn streamed() -> impl Strategy<Value = Vec<(u32, u32, bool)>> {
    let term = prop_oneof![0u32..9, 65_530..65_540u32, 70_000..70_003u32];
    prop::collection::vec(
        (term, prop_oneof![Just(0u32), 0..300u32, 65_000..140_000u32], any::<bool>()),
        0..200,
    )
}

proptest! {
    #[test]
    fn a_stream_gives_the_places_of_wanted_terms(rows in streamed(), (from, to) in (0usize..70_004, 0usize..70_004), falling in any::<bool>()) {
        let (mut stream, mut place, mut brute) = (Stream::default(), 0u32, BTreeMap::<u32, Vec<u32>>::new());
        for (at, (term, gap, again)) in rows.iter().enumerate() {
            if *again && at > 0 {
                stream.again(*term);
            } else {
                stream.skip(*gap);
                stream.extend(&[*term]);
                place += gap + 1;
            }
            brute.entry(*term).or_default().push(place - 1);
        }
        let mut order: Vec<u32> = (0..70_003).collect();
        if falling {
            order.reverse();
        }
        let numbers = stream.number(&order);
        prop_assert_eq!(numbers.iter().map(|[_, count]| *count).sum::<u32>() as usize, rows.len());
        let range = from.min(to)..from.max(to);
        let (mut next, mut end, mut ranges) = (vec![0; 70_003], 0, [0..0, 0..0]);
        for [number, count] in &numbers[range.clone()] {
            let range = &mut ranges[is_wide(*number)];
            *range = if *range == (0..0) { *number } else { range.start }..number + 1;
            next[*number as usize] = end;
            end += count;
        }
        let mut sorted = vec![0; end as usize];
        stream.sort(&ranges, &mut next, &mut sorted);
        let want: Vec<u32> = order[range].iter().filter_map(|term| brute.get(term)).flatten().copied().collect();
        prop_assert_eq!(sorted, want);
    }

    #[test]
    fn a_place_has_its_document(extents in prop::collection::vec(prop_oneof![Just(0u32), 0..9u32, 200..900u32], 0..40)) {
        let (layout, mut begin) = (Layout::of(&extents), 0);
        for (doc, extent) in extents.iter().enumerate() {
            for place in begin..begin + extent {
                prop_assert_eq!(layout.doc(place), (doc as u32, begin, begin + extent));
            }
            begin += extent;
        }
    }

    #[test]
    fn bitmaps_are_sets(a in prop::collection::btree_set(0u32..300, 0..80), b in prop::collection::btree_set(0u32..300, 0..80)) {
        let (x, y) = (Bitmap::of(300, a.iter().copied()), Bitmap::of(300, b.iter().copied()));
        let check = |set: &Bitmap, want: BTreeSet<u32>| {
            prop_assert_eq!(set.count() as usize, want.len());
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), want.into_iter().collect::<Vec<_>>());
            Ok(())
        };
        let with = |op: fn(&mut Bitmap, &Bitmap)| { let mut set = x.clone(); op(&mut set, &y); set };
        check(&with(Bitmap::and), a.intersection(&b).copied().collect())?;
        check(&with(Bitmap::or), a.union(&b).copied().collect())?;
        check(&with(Bitmap::and_not), a.difference(&b).copied().collect())?;
        check(&x.clone().complement(), (0..300).filter(|n| !a.contains(n)).collect())?;
        prop_assert_eq!(x.and_count(&y) as usize, a.intersection(&b).count());
    }

    #[test]
    fn packed_numbers_come_back(values in prop::collection::vec(any::<u32>(), 0..300), shift in 0u32..33) {
        let values: Vec<u32> = values.iter().map(|v| v.checked_shr(shift).unwrap_or(0)).collect();
        let (width, mut bytes) = (width_of(&values), Vec::new());
        pack(&values, width, &mut bytes);
        prop_assert_eq!(bytes.len(), (values.len() * width as usize).div_ceil(8));
        for (at, value) in values.iter().enumerate() {
            prop_assert_eq!(unpack_one(&bytes, at * width as usize, width), *value);
        }
    }

    #[test]
    fn numbers_of_any_length_come_back(
        values in prop::collection::vec((any::<u32>(), 0u32..32, 0u32..32), 0..300),
    ) {
        // A number and a range above it, both mostly small; a parameter that may fit badly.
        let rows: Vec<(u32, u32, u32)> = values.iter().map(|(v, shift, k)| (v >> shift, (v >> shift).saturating_add(k + 1), *k)).collect();
        let (mut bits, mut bytes) = (BitWriter::default(), Vec::new());
        for (value, range, k) in &rows {
            bits.rice(*value, *k, &mut bytes);
            if value < range {
                bits.below(*value, *range, &mut bytes);
            }
            bits.put(*value, 32, &mut bytes);
        }
        bits.finish(&mut bytes);
        let mut bits = BitReader::new(&bytes, 0);
        for (value, range, k) in &rows {
            prop_assert_eq!(bits.rice(*k), *value);
            if value < range {
                prop_assert_eq!(bits.below(*range), *value);
            }
            prop_assert_eq!(bits.get(32), *value);
        }
        prop_assert!(!bits.is_past());
        prop_assert!(bytes.len() * 8 - bits.bit < 8);
        let sum = rows.iter().fold(0u32, |sum, row| sum.saturating_add(row.0));
        let (count, mean) = (rows.len() as u32, u64::from(sum) * 4 / (rows.len().max(1) as u64 * 5));
        prop_assert_eq!(rice_parameter(sum, count), mean.max(1).ilog2());
    }

    #[test]
    fn postings_are_what_was_added(docs in words()) {
        let (segment, want) = (segment(&docs), brute(&docs));
        segment.verify().unwrap();
        let dictionary = segment.dictionary().unwrap();
        let mut got: BTreeMap<String, BTreeMap<u32, Vec<u32>>> = BTreeMap::new();
        let all: Vec<u32> = (0..docs.len() as u32).collect();
        dictionary.prefix("", |term, key| {
            let list = got.entry(key.to_owned()).or_default();
            let mut counts = BTreeMap::new();
            segment.postings(term).each(|doc, count| { counts.insert(doc, u32::from(count[2])); });
            segment.postings(term).positions_in(&all, |at, positions| {
                // One body paragraph: its positions begin after the gaps of title and lead.
                list.insert(at as u32, positions.map(|p| p - 17).collect());
            });
            assert_eq!(counts, list.iter().map(|(doc, p)| (*doc, p.len() as u32)).collect());
            assert_eq!(term.df as usize, list.len());
            true
        });
        prop_assert_eq!(got, want);
    }

    #[test]
    fn the_dictionary_finds_what_a_scan_finds(docs in words(), probe in 0..WORDS.len(), cut in 1usize..4) {
        let segment = segment(&docs);
        let dictionary = segment.dictionary().unwrap();
        let keys: BTreeSet<String> = brute(&docs).into_keys().collect();
        let word = WORDS[probe];
        prop_assert_eq!(dictionary.get(&canon(word)).is_some(), keys.contains(&canon(word)));
        let bare = folded(word);
        // Bare forms of keys: tones stand at the end of a key.
        let bare_of = |key: &str| folded(key.trim_end_matches(['\'', '`', '?', '~', '.']));
        let start: String = bare.chars().take(cut).collect();
        for (low, prefix) in [(bare.clone(), false), (start.clone(), true)] {
            let mut got = BTreeSet::new();
            dictionary.folded(&low, prefix, |_, key| { got.insert(key.to_owned()); true });
            let fits = |key: &&String| {
                let bare = bare_of(key);
                bare != **key && if prefix { bare.starts_with(&low) } else { bare == low }
            };
            prop_assert_eq!(got, keys.iter().filter(fits).cloned().collect::<BTreeSet<_>>());
        }
        let mut got = BTreeSet::new();
        dictionary.prefix(&start, |_, key| { got.insert(key.to_owned()); true });
        prop_assert_eq!(got, keys.iter().filter(|key| key.starts_with(&start)).cloned().collect::<BTreeSet<_>>());
        let (mut a, mut b, mut got) = (String::new(), String::new(), BTreeSet::new());
        let root = stem(&bare, &mut a).to_owned();
        dictionary.stemmed(&root, |_, key| { got.insert(key.to_owned()); });
        let english = |key: &&String| key.len() > 2 && key.bytes().all(|c| c.is_ascii_lowercase());
        let want: BTreeSet<String> =
            keys.iter().filter(english).filter(|key| stem(key, &mut b) == root).cloned().collect();
        prop_assert_eq!(got, want);
    }

    #[test]
    fn scores_of_some_documents_are_those_of_all(
        docs in prop::collection::btree_set(0u32..2000, 0..300),
        found in prop::collection::btree_set(0u32..2000, 0..300),
        sparse in 0usize..3,
    ) {
        let thin = |set: BTreeSet<u32>, thin: bool| set.into_iter().step_by(if thin { 40 } else { 1 }).collect::<Vec<u32>>();
        let (docs, found) = (thin(docs, sparse == 1), thin(found, sparse == 2));
        let mut documents = Documents::default();
        (documents.langs, documents.norms) = (vec![Lang::Vi; 2000], vec![1.0; 2000]);
        let tfs = found.iter().map(|doc| *doc as f32 + 1.0).collect();
        let matches = Matches { docs: found, tfs };
        let (mut all, mut some) = (vec![0.0; 2000], vec![0.0; docs.len()]);
        add(&matches, [1.0; 3], &documents, Wanted::All, false, &mut all);
        add(&matches, [1.0; 3], &documents, Wanted::Some(&docs), false, &mut some);
        let want: Vec<f32> = docs.iter().map(|doc| all[*doc as usize]).collect();
        prop_assert_eq!(some, want);
    }

    #[test]
    fn near_forms_are_those_within_the_distance(docs in words(), word in "[a-d]{0,3}(police|cong|train|duong)?[a-d]{0,2}", distance in 1u32..3) {
        let segment = segment(&docs);
        let mut got = BTreeMap::new();
        segment.forms().near(&word, distance, false, |form, errors| { got.insert(form.to_owned(), errors); });
        let bare_of = |key: &String| folded(key.trim_end_matches(['\'', '`', '?', '~', '.']));
        let forms: BTreeSet<String> = brute(&docs).keys().map(bare_of).collect();
        let want: BTreeMap<String, u32> = forms
            .into_iter()
            .map(|form| (form.clone(), slow(word.as_bytes(), form.as_bytes())))
            .filter(|(_, errors)| *errors <= distance)
            .collect();
        prop_assert_eq!(got, want);
    }

    #[test]
    fn distances_are_those_of_the_full_matrix(a in "[abc]{0,7}", b in "[abc]{0,7}", limit in 0u32..4) {
        let want = Some(slow(a.as_bytes(), b.as_bytes())).filter(|distance| *distance <= limit);
        prop_assert_eq!(Rows::default().distance(a.as_bytes(), b.as_bytes(), limit), want);
    }
}

/// Documents of few words, so many that blocks are full and pairs frequent: of each the words of title, lead and body.
fn many(seed: u32) -> Vec<[Vec<&'static str>; 3]> {
    const FEW: [&str; 8] = ["an", "an", "an", "công", "công", "police", "hoà", "2024"];
    let mut state = seed | 1;
    let mut draw = |below: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % below
    };
    let mut docs = Vec::new();
    for _ in 0..520 {
        let lengths = [draw(4), draw(8), 80 + draw(140)];
        docs.push(lengths.map(|length| (0..length).map(|_| FEW[draw(8) as usize]).collect()));
    }
    docs
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]
    #[test]
    fn full_blocks_and_frequent_pairs_are_what_was_added(seed in any::<u32>(), apart in 1usize..40) {
        let docs = many(seed);
        let mut builder = SegmentBuilder::default();
        for (at, doc) in docs.iter().enumerate() {
            let (id, [title, lead, body]) = (at.to_string(), doc.each_ref().map(|words| words.join(" ")));
            builder.add(&Source { id: &id, title: &title, lead: &lead, body: vec![&body], ..Source::default() });
        }
        let segment = builder.finish().unwrap();
        let dictionary = segment.dictionary().unwrap();
        let term = |word: &str| dictionary.get(&canon(word)).unwrap();
        // The words of a document at their positions: 16 are free behind the title, one behind the lead.
        let laid: Vec<BTreeMap<u32, &str>> = docs
            .iter()
            .map(|[title, lead, body]| {
                let (first, second) = (title.len() + 16, title.len() + 17 + lead.len());
                let fields = [(0, title), (first, lead), (second, body)];
                let words = fields.iter().flat_map(|(from, words)| (*from as u32..).zip(words.iter().copied()));
                words.collect()
            })
            .collect();
        let some: Vec<u32> = (0..docs.len() as u32).step_by(apart).collect();
        for left in ["an", "công", "police", "hoà", "2024"] {
            let places = |doc: u32| laid[doc as usize].iter().filter(|(_, word)| **word == left).map(|(at, _)| *at);
            let (mut got, mut counts) = (BTreeMap::new(), BTreeMap::new());
            segment.postings(term(left)).positions_in(&some, |at, found| { got.insert(some[at], found.collect::<Vec<_>>()); });
            let all = some.iter().map(|doc| (*doc, places(*doc).collect::<Vec<_>>()));
            prop_assert_eq!(got, all.filter(|(_, places)| !places.is_empty()).collect::<BTreeMap<_, _>>());
            let (mut found, mut ends, mut positions) = (Vec::new(), Vec::new(), Vec::new());
            segment.postings(term(left)).everything(&mut found, &mut ends, &mut positions);
            let mut before = 0;
            let got: BTreeMap<_, _> = found.iter().zip(&ends).map(|(doc, end)| (*doc, positions[std::mem::replace(&mut before, *end as usize)..*end as usize].to_vec())).collect();
            let all = (0..docs.len() as u32).map(|doc| (doc, places(doc).collect::<Vec<_>>()));
            prop_assert_eq!(got, all.filter(|(_, places)| !places.is_empty()).collect::<BTreeMap<_, _>>());
            segment.postings(term(left)).each(|doc, count| { counts.insert(doc, count); });
            let count = |words: &Vec<&str>| words.iter().filter(|word| **word == left).count() as u16;
            let all = (0u32..).zip(&docs).map(|(at, [title, lead, body])| (at, [count(title), count(lead), count(body), 0]));
            prop_assert_eq!(counts, all.filter(|(_, counts)| *counts != [0; 4]).collect::<BTreeMap<_, _>>());
            for right in ["an", "công", "police", "hoà", "2024"] {
                let pair = segment.pair(term(left), term(right));
                prop_assert_eq!(pair.is_some() && [left, right].contains(&"2024"), false, "numbers share positions");
                prop_assert!(pair.is_some() || [left, right] != ["an", "công"], "a frequent pair");
                let (Some(pair), mut got) = (pair, BTreeMap::new()) else { continue };
                pair.read().into_iter().for_each(|(doc, times)| { got.insert(doc, times as usize); });
                let follows = |doc: u32| places(doc).filter(|at| laid[doc as usize].get(&(at + 1)) == Some(&right)).count();
                let want = (0..docs.len() as u32).map(|doc| (doc, follows(doc))).filter(|(_, times)| *times > 0);
                prop_assert_eq!(got, want.collect::<BTreeMap<_, _>>());
            }
        }
    }
}

#[test]
fn a_phrase_of_a_frequent_pair_and_of_other_spellings_is_all_of_them() {
    let mut builder = SegmentBuilder::default();
    let mut want = BTreeMap::new();
    for (at, [_, _, mut body]) in many(7).into_iter().enumerate() {
        // One spelling makes frequent pairs, the others stand in some documents, beside them or alone.
        let rare = body.iter().position(|word| *word == "an").filter(|_| at % 7 == 0);
        body[rare.unwrap_or(0)] = if at % 2 == 0 { "ấn" } else { "án" };
        let follows = |pair: &&[&str]| folded(pair[0]) == "an" && folded(pair[1]) == "cong";
        want.insert(at as u32, body.windows(2).filter(follows).count() as f32);
        builder.add(&Source { id: &at.to_string(), body: vec![&body.join(" ")], ..Source::default() });
    }
    want.retain(|_, times| *times > 0.0);
    let mut index = Index::default();
    index.push(builder.finish().unwrap()).unwrap();
    let mut resolver = Resolver::new(&index, "an cong");
    let groups = ["an", "cong"].map(|word| resolver.word(word, How::QUOTED));
    assert!(
        groups[0].parts.len() == 3
            && index.pair(0, groups[0].parts[0].term, groups[1].parts[0].term).is_some()
    );
    let found = phrase(&index, &groups, 0, &mut Budget::new(u64::MAX));
    assert_eq!(found.docs.into_iter().zip(found.tfs).collect::<BTreeMap<_, _>>(), want);
}

/// Optimal string alignment by the whole matrix.
fn slow(a: &[u8], b: &[u8]) -> u32 {
    let mut d = vec![vec![0u32; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            d[i][j] = match (i, j) {
                (i, 0) => i as u32,
                (0, j) => j as u32,
                _ => {
                    let change = d[i - 1][j - 1] + u32::from(a[i - 1] != b[j - 1]);
                    let mut best = change.min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        best = best.min(d[i - 2][j - 2] + 1);
                    }
                    best
                }
            };
        }
    }
    d[a.len()][b.len()]
}

#[test]
fn porter_stems() {
    let cases = "caresses=caress ponies=poni cats=cat agreed=agre plastered=plaster motoring=motor sing=sing \
                 conflated=conflat hopping=hop falling=fall filing=file happy=happi sky=sky relational=relat \
                 conditional=condit digitizer=digit operator=oper feudalism=feudal sensibiliti=sensibl \
                 triplicate=triplic hopeful=hope goodness=good revival=reviv allowance=allow adjustment=adjust \
                 adoption=adopt effective=effect probate=probat rate=rate cease=ceas controlling=control \
                 cooperation=cooper cooperate=cooper police=polic";
    let mut out = String::new();
    for case in cases.split_whitespace() {
        let (word, want) = case.split_once('=').unwrap();
        assert_eq!(stem(word, &mut out), want, "{word}");
    }
}
