//! Values of a facet that belong to others: countries to regions, months to years, crimes to broader ones.

use crate::base::sorted::SortedMap;

use super::{FacetValue, Labels};
use crate::bitmap::Bitmap;
use crate::index::Facet;

/// Deeper trees are not followed; also the end of one that runs in a circle.
const LEVELS: usize = 8;

/// What stands above a value, the nearest first.
fn above(facet: &Facet, labels: &dyn Labels, value: &str) -> impl Iterator<Item = String> {
    let up = |value: &String| labels.parent(&facet.name, value);
    std::iter::successors(labels.parent(&facet.name, value), up).take(LEVELS)
}

/// The numbers of the values below one, at any depth.
pub(super) fn below(facet: &Facet, labels: &dyn Labels, parent: &str) -> Vec<u32> {
    let inside = |value: &str| above(facet, labels, value).any(|other| other == parent);
    let numbers = facet.values.iter().enumerate().filter(|(_, value)| inside(value));
    numbers.map(|(number, _)| number as u32).collect()
}

/// The documents of `set` with anything below each value that has something below it. Such a value that is in `values`
/// gets its whole count there; the others are given, with their counts. Every value learns what it belongs to.
pub(super) fn parents(
    facet: &Facet,
    labels: &dyn Labels,
    set: &Bitmap,
    values: &mut [FacetValue],
) -> Vec<(String, u32)> {
    let mut sets: SortedMap<String, Bitmap> = SortedMap::new();
    for (number, value) in facet.values.iter().enumerate() {
        for parent in above(facet, labels, value) {
            let docs = sets.entry(parent).or_insert_with(|| Bitmap::new(set.len()));
            facet.add_docs(number as u32, docs);
        }
    }
    for value in values.iter_mut() {
        value.parent = labels.parent(&facet.name, &value.value);
    }
    let mut out = Vec::new();
    for (parent, mut docs) in sets {
        if let Some(number) = facet.number(&parent) {
            facet.add_docs(number, &mut docs);
        }
        let count = docs.and_count(set);
        match values.iter_mut().find(|value| value.value == parent) {
            Some(value) => value.count = count,
            None if count > 0 => out.push((parent, count)),
            None => {}
        }
    }
    out
}

/// Puts each value right behind what it belongs to, as far as that is listed; the order is otherwise kept.
pub(super) fn nest(values: &mut Vec<FacetValue>) {
    let listed = |values: &[FacetValue], id: &str| values.iter().any(|value| value.value == id);
    let tops: Vec<FacetValue> = values
        .iter()
        .filter(|value| value.parent.as_ref().is_none_or(|parent| !listed(values, parent)))
        .cloned()
        .collect();
    let mut out = Vec::with_capacity(values.len());
    let mut stack: Vec<FacetValue> = tops.into_iter().rev().collect();
    while let Some(value) = stack.pop() {
        let inside = values.iter().filter(|other| other.parent.as_ref() == Some(&value.value)).rev().cloned();
        if out.len() < values.len() {
            stack.extend(inside);
            out.push(value);
        }
    }
    *values = out;
}
