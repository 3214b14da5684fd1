//! Union-find: sets that are joined step by step.

/// A partition of `0..n`. Each set is known by its smallest member, so the outcome does not depend on the order
/// of joining.
#[derive(Debug, Clone)]
pub(super) struct Union {
    parent: Vec<usize>,
}

impl Union {
    /// `n` sets of one.
    pub(super) fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
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
        self.parent[a.max(b)] = a.min(b);
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
