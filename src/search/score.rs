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

/// Adds the scores of a leaf, with what it weighs in each language (rarity included), to those of all documents.
#[cfg_attr(page, optimize(speed))]
pub fn add(matches: &Matches, weights: [f32; 3], documents: &Documents, scores: &mut [f32]) {
    for (doc, tf) in matches.docs.iter().zip(&matches.tfs) {
        let at = *doc as usize;
        scores[at] += weights[documents.langs[at] as usize] * saturate(*tf, documents.norms[at]);
    }
}

/// Raises each score to that of a leaf, where it is lower: for leaves of which only the best counts.
pub fn raise(matches: &Matches, weights: [f32; 3], documents: &Documents, scores: &mut [f32]) {
    for (doc, tf) in matches.docs.iter().zip(&matches.tfs) {
        let at = *doc as usize;
        scores[at] =
            scores[at].max(weights[documents.langs[at] as usize] * saturate(*tf, documents.norms[at]));
    }
}

/// The first `count` of `docs` by score, highest first; equal ones by `rank`, lowest first. Linear in `docs`.
#[must_use]
#[cfg_attr(page, optimize(speed))]
pub fn best(docs: impl Iterator<Item = u32>, scores: &[f32], rank: &[u32], count: usize) -> Vec<u32> {
    let order = |a: &u32, b: &u32| -> Ordering {
        let (a, b) = (*a as usize, *b as usize);
        scores[b].total_cmp(&scores[a]).then(rank[a].cmp(&rank[b]))
    };
    let mut kept: Vec<u32> = Vec::new();
    if count == 0 {
        return kept;
    }
    let room = count * 2 + 64;
    let mut least = f32::NEG_INFINITY;
    for doc in docs {
        if scores[doc as usize] < least {
            continue;
        }
        kept.push(doc);
        if kept.len() == room {
            kept.select_nth_unstable_by(count - 1, order);
            kept.truncate(count);
            least = kept.last().map_or(least, |doc| scores[*doc as usize]);
        }
    }
    kept.sort_unstable_by(order);
    kept.truncate(count);
    kept
}
