//! Union-find: sets that are joined step by step.

use crate::base::sorted::SortedMap;

/// A partition of `0..n`. Each set is known by its smallest member, so the outcome does not depend on the order
/// of joining.
#[derive(Debug, Clone)]
pub(super) struct Union {
    parent: Vec<usize>,
    /// The sets of more than one, by smallest member.
    members: SortedMap<usize, Vec<usize>>,
}

impl Union {
    /// `n` sets of one.
    pub(super) fn new(n: usize) -> Self {
        Self { parent: (0..n).collect(), members: SortedMap::new() }
    }

    /// The smallest member of the set of `at`. Almost constant (paths are halved on the way).
    pub(super) fn find(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    /// Joins the sets of `a` and `b`.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        if a != b {
            let set = [self.members(a), self.members(b)].concat();
            self.members.remove(&a.max(b));
            self.members.insert(a.min(b), set);
            self.parent[a.max(b)] = a.min(b);
        }
    }

    /// Joins the sets of `a` and `b` unless a member of one excludes one of the other.
    pub(super) fn join_unless(&mut self, a: usize, b: usize, excludes: impl Fn(usize, usize) -> bool) {
        let (left, right) = (self.find(a), self.find(b));
        if left == right {
            return;
        }
        let (left, right) = (self.members(left), self.members(right));
        if !left.iter().any(|x| right.iter().any(|y| excludes(*x, *y))) {
            self.join(a, b);
        }
    }

    /// The members of the set whose smallest is `root`.
    fn members(&self, root: usize) -> Vec<usize> {
        self.members.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    /// The sets, by smallest member; members ascending.
    pub(super) fn sets(mut self) -> Vec<Vec<usize>> {
        let mut sets = vec![Vec::new(); self.parent.len()];
        for at in 0..self.parent.len() {
            sets[self.find(at)].push(at);
        }
        sets.retain(|set| !set.is_empty());
        sets
    }
}
