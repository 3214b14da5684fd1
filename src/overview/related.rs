//! Documents that share rare things with one document: people, bodies, instruments, partners, subjects.

use crate::base::sorted::SortedMap;

use super::name::NameKey;
use super::{HOME, Selection, Source, Why, facet};
use crate::base::{Arrange, DocId};

/// A document that has something in common with another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Which.
    pub doc: DocId,
    /// How much, in bits of surprise: a value that half of the documents have says one bit.
    pub score: u32,
    /// Whether both report the same event.
    pub same_event: bool,
    /// What they share, in a fixed order.
    pub why: Vec<Why>,
}

/// What is compared, in the order of the reasons.
const FACETS: [&str; 6] = ["person", "organization", "country", "forum", "crime", "cooperation"];

/// The documents most related to `doc`, at most `limit`, reports of the same event first; the likest first, then by
/// id. Empty for a document outside the selection. Linear in the selection.
#[must_use]
pub fn related(selection: &Selection<'_>, doc: DocId, limit: usize) -> Vec<Related> {
    let Some(source) = selection.source(doc) else { return Vec::new() };
    let own: Vec<SortedMap<String, String>> = FACETS.iter().map(|f| keys(source, f)).collect();
    let mut holders = SortedMap::<(usize, &str), Vec<DocId>>::new();
    for other in selection.sources() {
        for (at, facet) in FACETS.iter().enumerate() {
            for key in keys(other, facet).into_keys() {
                if let Some((key, _)) = own[at].get_key_value(&key) {
                    holders.entry((at, key)).or_default().push(other.id);
                }
            }
        }
    }
    let all = selection.sources().len();
    let mut found = SortedMap::<DocId, (u32, Vec<Vec<String>>)>::new();
    for ((at, key), docs) in &holders {
        let bits = (all / docs.len().max(1)).checked_ilog2().unwrap_or(0);
        for other in docs.iter().filter(|d| **d != doc && bits > 0) {
            let (score, shared) = found.entry(*other).or_insert_with(|| (0, vec![Vec::new(); FACETS.len()]));
            *score += bits;
            shared[*at].extend(own[*at].get(*key).cloned());
        }
    }
    let event = selection.event_of(doc);
    let one = |(other, (score, shared)): (DocId, (u32, Vec<Vec<String>>))| Related {
        doc: other,
        score,
        same_event: selection.event_of(other) == event,
        why: reasons(shared),
    };
    let mut related: Vec<Related> = found.into_iter().map(one).collect();
    related.arrange_by_key(|r| (!r.same_event, std::cmp::Reverse(r.score), r.doc));
    related.truncate(limit);
    related
}

/// The values of a document in a facet, by what they are compared by.
fn keys(source: &Source<'_>, facet: &str) -> SortedMap<String, String> {
    let mut keys = SortedMap::new();
    facet::values(source, facet, &mut |value, _| {
        let key = if facet == "person" { NameKey::of(value).parts.join(" ") } else { value.to_owned() };
        if value != HOME {
            keys.insert(key, value.to_owned());
        }
    });
    keys
}

fn reasons(mut shared: Vec<Vec<String>>) -> Vec<Why> {
    let forms = shared.pop().unwrap_or_default();
    if let Some(crimes) = shared.last_mut() {
        crimes.extend(forms);
    }
    let name = |(at, values): (usize, Vec<String>)| match FACETS[at] {
        "person" => Why::People(values),
        "organization" => Why::Organizations(values),
        "country" => Why::Countries(values),
        "forum" => Why::Forums(values),
        _ => Why::Subjects(values),
    };
    shared.into_iter().enumerate().filter(|(_, values)| !values.is_empty()).map(name).collect()
}
