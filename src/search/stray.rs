//! Words of a name that a document has in another language and by chance.
//!
//! Who types `việt nam` finds English reports by the label `Vietnam`. That one of them has a Mr Nam says nothing of the
//! country: where a document is found by a label, the typed words count only if all of them are there, or if it is in
//! the language that they are typed in.

use super::matching::Matches;
use super::plan::{Plan, Role};
use crate::bitmap::Bitmap;
use crate::index::Documents;

/// Typed words of a concept, as a range of leaves, and the documents in which they do not count.
pub(super) struct Stray {
    /// The first leaf of the typed words.
    first: usize,
    /// The last one.
    last: usize,
    docs: Bitmap,
}

/// The documents in which typed words do not count, for each concept of several words. Linear in the matches.
pub(super) fn strays(plan: &Plan, matches: &[Matches], documents: &Documents) -> Vec<Stray> {
    let mut strays: Vec<Stray> = Vec::new();
    let set = |at: usize| matches[at].set(documents.len());
    for (at, leaf) in plan.leaves.iter().enumerate() {
        let Some((first, last)) = leaf.beside.filter(|(first, last)| first < last) else { continue };
        if let Some(known) = strays.iter_mut().find(|stray| (stray.first, stray.last) == (first, last)) {
            known.docs.or(&set(at));
        } else {
            strays.push(Stray { first, last, docs: set(at) });
        }
    }
    for stray in &mut strays {
        let typed = (stray.first..=stray.last).filter(|at| plan.leaves[*at].role == Role::Condition);
        let whole = typed.map(set).reduce(|mut all, next| {
            all.and(&next);
            all
        });
        let whole = whole.unwrap_or_default();
        let mut langs = [0_u32; 3];
        whole.iter().for_each(|doc| langs[documents.langs[doc as usize] as usize] += 1);
        let most = (0..3).max_by_key(|lang| langs[*lang]).filter(|lang| langs[*lang] > 0);
        let by_chance = |doc: &u32| {
            most.is_some_and(|lang| documents.langs[*doc as usize] as usize != lang) && !whole.contains(*doc)
        };
        stray.docs = Bitmap::of(documents.len() as usize, stray.docs.iter().filter(by_chance));
    }
    strays.retain(|stray| !stray.docs.is_empty());
    strays
}

/// Whether a leaf does not count in a document.
pub(super) fn is_stray(strays: &[Stray], leaf: usize, doc: u32) -> bool {
    strays.iter().any(|stray| (stray.first..=stray.last).contains(&leaf) && stray.docs.contains(doc))
}

/// The matches of a leaf where they count; nothing where all do.
pub(super) fn without(strays: &[Stray], leaf: usize, matches: &Matches) -> Option<Matches> {
    if !strays.iter().any(|stray| (stray.first..=stray.last).contains(&leaf)) {
        return None;
    }
    let mut kept = matches.clone();
    kept.retain(|doc| !is_stray(strays, leaf, doc));
    Some(kept)
}
