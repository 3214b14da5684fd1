//! Ordered maps and sets that cost little code. The library's B-trees are compiled anew for every type, two to four
//! kilobytes each; these are pieces of sorted lists. A look-up is two binary searches; putting in moves at most
//! [`MOST`] entries, and once in a while the list of pieces; going through is as fast as through lists.

use std::borrow::Borrow;
use std::iter::Flatten;
use std::{slice, vec};

/// Entries of a piece; a fuller one is cut in half.
const MOST: usize = 128;

/// Values by key, in the order of the keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedMap<K, V> {
    /// None is empty.
    pieces: Vec<Vec<(K, V)>>,
}

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self { pieces: Vec::new() }
    }
}

/// The place of a key: piece and entry.
type Place = (usize, usize);

impl<K, V> SortedMap<K, V> {
    /// An empty map.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many keys there are. As many steps as there are pieces.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Vec::len).sum()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Pairs by rising key.
    pub fn iter(&self) -> Flatten<slice::Iter<'_, Vec<(K, V)>>> {
        self.pieces.iter().flatten()
    }

    /// Keys, rising.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// Values by rising key.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// Values by rising key, to change them.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.pieces.iter_mut().flatten().map(|(_, value)| value)
    }

    /// Values by rising key.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }

    /// Keys, rising.
    pub fn into_keys(self) -> impl DoubleEndedIterator<Item = K> {
        self.into_iter().map(|(key, _)| key)
    }

    /// Keeps the pairs that hold a condition.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for piece in &mut self.pieces {
            piece.retain_mut(|(key, value)| keep(key, value));
        }
        self.pieces.retain(|piece| !piece.is_empty());
    }

    fn value(&mut self, (piece, entry): Place) -> &mut V {
        &mut self.pieces[piece][entry].1
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// Where a key is, or where it belongs.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
    where
        K: Borrow<Q>,
    {
        let piece = self.pieces.partition_point(|piece| piece[0].0.borrow() <= key).saturating_sub(1);
        let Some(entries) = self.pieces.get(piece) else { return Err((0, 0)) };
        let found = entries.binary_search_by(|(known, _)| known.borrow().cmp(key));
        found.map(|entry| (piece, entry)).map_err(|entry| (piece, entry))
    }

    /// Puts a new key at its place; gives where it then is.
    fn put(&mut self, (piece, entry): Place, key: K, value: V) -> Place {
        let Some(entries) = self.pieces.get_mut(piece) else {
            self.pieces.push(vec![(key, value)]);
            return (0, 0);
        };
        entries.insert(entry, (key, value));
        if entries.len() <= MOST {
            return (piece, entry);
        }
        // Keys that come in order leave full pieces behind them.
        let at = if entry == MOST { MOST } else { MOST / 2 };
        let rest = entries.split_off(at);
        self.pieces.insert(piece + 1, rest);
        if entry < at { (piece, entry) } else { (piece + 1, entry - at) }
    }

    /// Sets the value of a key; gives the one before.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(place) => Some(std::mem::replace(self.value(place), value)),
            Err(place) => {
                self.put(place, key, value);
                None
            }
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(piece, entry)| &self.pieces[piece][entry].1)
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|place| self.value(place))
    }

    /// A key as it is held, and its value.
    #[must_use]
    pub fn get_key_value<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.find(key).ok().map(|(piece, entry)| &self.pieces[piece][entry]).map(|(key, value)| (key, value))
    }

    /// Whether there is a key.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Takes a key out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (piece, entry) = self.find(key).ok()?;
        let (_, value) = self.pieces[piece].remove(entry);
        if self.pieces[piece].is_empty() {
            self.pieces.remove(piece);
        }
        Some(value)
    }

    /// The place of a key, to be filled where it is not there yet.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        Entry { place: self.find(&key), key, map: self }
    }
}

/// The place of a key, there or not.
#[derive(Debug)]
pub struct Entry<'a, K, V> {
    map: &'a mut SortedMap<K, V>,
    key: K,
    place: Result<Place, Place>,
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    /// Its value; a new one where there is none.
    pub fn or_insert_with(self, value: impl FnOnce() -> V) -> &'a mut V {
        let place = match self.place {
            Ok(place) => place,
            Err(place) => self.map.put(place, self.key, value()),
        };
        self.map.value(place)
    }

    /// Its value; this one where there is none.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// Its value; the default where there is none.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        pairs.into_iter().for_each(|(key, value)| {
            self.insert(key, value);
        });
    }
}

/// Of equal keys the last counts.
impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        map.extend(pairs);
        map
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = Flatten<vec::IntoIter<Vec<(K, V)>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.into_iter().flatten()
    }
}

impl<'a, K, V> IntoIterator for &'a SortedMap<K, V> {
    type Item = &'a (K, V);
    type IntoIter = Flatten<slice::Iter<'a, Vec<(K, V)>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, K, V> IntoIterator for &'a mut SortedMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = std::iter::Map<Flatten<slice::IterMut<'a, Vec<(K, V)>>>, fn(&mut (K, V)) -> (&K, &mut V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.iter_mut().flatten().map(|(key, value)| (&*key, value))
    }
}

/// Different values in their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedSet<T>(SortedMap<T, ()>);

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self(SortedMap::default())
    }
}

impl<T> SortedSet<T> {
    /// An empty set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Values, rising.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.0.iter().map(|(value, ())| value)
    }

    /// The least value.
    #[must_use]
    pub fn first(&self) -> Option<&T> {
        self.iter().next()
    }

    /// The greatest value.
    #[must_use]
    pub fn last(&self) -> Option<&T> {
        self.iter().next_back()
    }
}

impl<T: Ord> SortedSet<T> {
    /// Takes a value out; whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.remove(value).is_some()
    }

    /// Puts a value in; whether it was not there.
    pub fn insert(&mut self, value: T) -> bool {
        self.0.insert(value, ()).is_none()
    }

    /// Whether a value is there.
    #[must_use]
    pub fn contains<Q: Ord + ?Sized>(&self, value: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(value)
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        values.into_iter().for_each(|value| {
            self.insert(value);
        });
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut set = Self::new();
        set.extend(values);
        set
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::iter::Map<Flatten<vec::IntoIter<Vec<(T, ())>>>, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(value, ())| value)
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Map<Flatten<slice::Iter<'a, Vec<(T, ())>>>, fn(&(T, ())) -> &T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(value, ())| value)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{SortedMap, SortedSet};

    proptest! {
        #[test]
        fn as_the_librarys_map(steps in prop::collection::vec((0_u8..5, 0_u16..600), 0..2000)) {
            let (mut ours, mut theirs) = (SortedMap::new(), BTreeMap::new());
            for (step, key) in steps {
                match step {
                    0 | 1 => prop_assert_eq!(ours.insert(key, step), theirs.insert(key, step)),
                    2 => *ours.entry(key).or_default() = *theirs.entry(key).and_modify(|v| *v += 1).or_insert(7),
                    3 => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                    _ => prop_assert_eq!(ours.get(&key), theirs.get(&key)),
                }
                prop_assert!(ours.pieces.iter().all(|piece| !piece.is_empty() && piece.len() <= super::MOST));
            }
            ours.retain(|key, _| key % 3 > 0);
            theirs.retain(|key, _| key % 3 > 0);
            prop_assert_eq!(ours.len(), theirs.len());
            prop_assert!(ours.keys().eq(theirs.keys()) && ours.values().rev().eq(theirs.values().rev()));
            prop_assert!(ours.into_iter().eq(theirs));
        }
    }

    #[test]
    fn sets() {
        let mut set: SortedSet<u32> = (0..1000).rev().chain(0..1000).collect();
        assert!(!set.insert(5) && set.insert(1000) && set.contains(&999) && !set.contains(&1001));
        assert_eq!((set.len(), set.iter().next(), set.iter().next_back()), (1001, Some(&0), Some(&1000)));
        assert!(set.into_iter().eq(0..=1000));
    }
}
