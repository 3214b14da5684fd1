//! Scores: the logarithm, BM25F, the best of many.

use std::cmp::Ordering;

use super::matching::Matches;
use crate::index::Documents;

/// The natural logarithm with the same bits natively and in wasm (std's differs in the last bit for one value in
/// twelve; models.md section 3 has the measurement).
#[must_use]
pub fn ln(value: f32) -> f32 {
    libm::logf(value)
}

/// Weight of a term that `df` of `n` documents have: Lucene's form, never negative.
#[must_use]
pub fn idf(df: u32, n: u32) -> f32 {
    ln(1.0 + (n as f32 - df as f32 + 0.5) / (df as f32 + 0.5))
}

/// The weights of one leaf in each language: documents that match are counted by language, so that a word common
/// in one language is not held to be common in the other (vietnamese.md section 4, point 5).
#[must_use]
#[cfg_attr(page, optimize(speed))]
pub fn idfs(matches: &Matches, documents: &Documents) -> [f32; 3] {
    let mut df = [0u32; 3];
    for doc in &matches.docs {
        df[documents.langs[*doc as usize] as usize] += 1;
    }
    [0, 1, 2].map(|lang| idf(df[lang], documents.live[lang].max(df[lang])))
}

/// What a document gets for `tf` weighted occurrences.
#[inline]
#[must_use]
pub fn saturate(tf: f32, norm: f32) -> f32 {
    tf / (tf + norm)
}

/// The documents that scores are wanted of, ascending, with a score for each: of all documents, or of some.
#[derive(Debug, Clone, Copy)]
pub enum Wanted<'a> {
    /// Every document; the place of its score is its number.
    All,
    /// These.
    Some(&'a [u32]),
}

impl Wanted<'_> {
    /// About how many steps it takes to go through the matches of a leaf.
    #[must_use]
    pub fn steps(self, matches: &Matches) -> usize {
        let Self::Some(docs) = self else { return matches.docs.len() };
        let (few, many) = (docs.len().min(matches.docs.len()), docs.len().max(matches.docs.len()));
        if few * LOOKED_UP < many { few * LOOKED_UP } else { few + many }
    }

    /// Calls `each` with the place of every document that is wanted and matches, the document, and its occurrences.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn among(self, matches: &Matches, mut each: impl FnMut(usize, usize, f32)) {
        let (found, tfs) = (matches.docs.as_slice(), matches.tfs.as_slice());
        let Self::Some(docs) = self else {
            found.iter().zip(tfs).for_each(|(doc, tf)| each(*doc as usize, *doc as usize, *tf));
            return;
        };
        let (mut at, mut place) = (0, 0);
        if docs.len() * LOOKED_UP < found.len() {
            for (place, doc) in docs.iter().enumerate() {
                at += found[at..].partition_point(|other| other < doc);
                if found.get(at) == Some(doc) {
                    each(place, *doc as usize, tfs[at]);
                }
            }
        } else if found.len() * LOOKED_UP < docs.len() {
            for (doc, tf) in found.iter().zip(tfs) {
                place += docs[place..].partition_point(|other| other < doc);
                if docs.get(place) == Some(doc) {
                    each(place, *doc as usize, *tf);
                }
            }
        } else {
            while place < docs.len() && at < found.len() {
                let (wanted, here) = (docs[place], found[at]);
                if wanted == here {
                    each(place, here as usize, tfs[at]);
                }
                place += usize::from(wanted <= here);
                at += usize::from(here <= wanted);
            }
        }
    }
}

/// A list so many times as long is not gone through: each of the others is looked up in it.
const LOOKED_UP: usize = 16;

/// Adds the scores of a leaf, with what it weighs in each language (rarity included), to those of the documents wanted;
/// or, with `raise`, raises each to that of the leaf, where it is lower: for leaves of which only the best counts.
#[cfg_attr(page, optimize(speed))]
pub fn add(
    matches: &Matches,
    weights: [f32; 3],
    documents: &Documents,
    wanted: Wanted<'_>,
    raise: bool,
    scores: &mut [f32],
) {
    wanted.among(matches, |place, doc, tf| {
        let score = weights[documents.langs[doc] as usize] * saturate(tf, documents.norms[doc]);
        let before = scores[place];
        scores[place] = if raise { before.max(score) } else { before + score };
    });
}

/// The first `count` of `docs` by their scores, highest first; equal ones by `rank`, lowest first. Linear in `docs`.
#[must_use]
#[cfg_attr(page, optimize(speed))]
pub fn best(docs: &[u32], scores: &[f32], rank: &[u32], count: usize) -> Vec<(u32, f32)> {
    let order = |a: &(u32, f32), b: &(u32, f32)| -> Ordering {
        b.1.total_cmp(&a.1).then_with(|| rank[a.0 as usize].cmp(&rank[b.0 as usize]))
    };
    let mut kept: Vec<(u32, f32)> = Vec::new();
    if count == 0 {
        return kept;
    }
    let room = count.saturating_mul(2).saturating_add(64);
    let mut least = f32::NEG_INFINITY;
    for (doc, score) in docs.iter().zip(scores) {
        if *score < least {
            continue;
        }
        kept.push((*doc, *score));
        if kept.len() == room {
            kept.select_nth_unstable_by(count - 1, order);
            kept.truncate(count);
            least = kept.last().map_or(least, |(_, score)| *score);
        }
    }
    kept.sort_unstable_by(order);
    kept.truncate(count);
    kept
}
