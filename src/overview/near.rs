//! Near-duplicate texts: how much of the shorter text stands in the longer, word for word.
//!
//! Every run of five words is hashed; the 96 smallest hashes are the text's sketch, and the share of a sketch
//! that two texts have in common estimates the share of their runs (bottom-k sketches: Broder, "On the resemblance
//! and containment of documents", 1997). Refused: simhash, which says nothing of short texts.

use crate::base::Arrange;
use crate::base::case::lower;
use crate::base::sorted::SortedMap;

use crate::text::Document;

/// Hashes kept of each text.
const KEPT: usize = 96;
/// Words in a run.
const RUN: usize = 5;
/// A run in more texts than this is a formula, not a copy.
const COMMON: usize = 20;
/// Shares below this are chance, in per cent.
const LEAST: u32 = 40;

/// The smallest hashes of a text's runs of words, ascending.
pub(super) fn sketch(document: &Document) -> Vec<u64> {
    let mut hashes = Vec::new();
    let mut last = [0_u64; RUN];
    for paragraph in &document.body {
        for (at, word) in words(paragraph.span.of(&document.text)).enumerate() {
            last.rotate_left(1);
            last[RUN - 1] = word;
            if at + 1 >= RUN {
                hashes.push(last.iter().fold(0, |sum, w| mix(sum ^ w)));
            }
        }
    }
    hashes.arrange();
    hashes.dedup();
    hashes.truncate(KEPT);
    hashes
}

/// Pairs of texts (places in `sketches`, the smaller first) with the share of runs in common, in per cent.
pub(super) fn pairs(sketches: &[Vec<u64>]) -> SortedMap<(usize, usize), u32> {
    let mut places: Vec<(u64, usize)> =
        sketches.iter().enumerate().flat_map(|(at, s)| s.iter().map(move |hash| (*hash, at))).collect();
    places.arrange();
    let mut shared = SortedMap::<(usize, usize), u32>::new();
    for run in places.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() <= COMMON) {
        for (i, (_, a)) in run.iter().enumerate() {
            for (_, b) in &run[i + 1..] {
                *shared.entry((*a, *b)).or_default() += 1;
            }
        }
    }
    shared.retain(|(a, b), _| !sketches[*a].is_empty() && !sketches[*b].is_empty());
    for ((a, b), count) in &mut shared {
        *count = resemblance(&sketches[*a], &sketches[*b]);
    }
    shared.retain(|_, share| *share >= LEAST);
    shared
}

/// The share, in per cent, of the smallest hashes of both texts together that stand in both.
fn resemblance(a: &[u64], b: &[u64]) -> u32 {
    let (mut i, mut j, mut both, mut all) = (0, 0, 0, 0);
    while all < KEPT as u32 && (i < a.len() || j < b.len()) {
        let (x, y) = (a.get(i).copied().unwrap_or(u64::MAX), b.get(j).copied().unwrap_or(u64::MAX));
        both += u32::from(x == y);
        all += 1;
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    both * 100 / all.max(1)
}

/// The hashes of the words of a text, letter case aside. FNV-1a.
fn words(text: &str) -> impl Iterator<Item = u64> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(|word| {
        word.chars().map(lower).fold(0xcbf2_9ce4_8422_2325, |hash: u64, c| {
            (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
        })
    })
}

/// Spreads the bits of a number (the finaliser of SplitMix64).
fn mix(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
