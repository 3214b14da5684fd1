//! The `match` column of the thesaurus: what a concept is called in other systems.

use crate::extract::lists::Tables;

/// Mappings of all concepts: scheme, id, the cell.
pub(super) struct Mappings {
    rows: Vec<(&'static str, &'static str, &'static str)>,
}

impl Mappings {
    /// Reads the bundled file.
    pub(super) fn bundled() -> Self {
        let mut lines =
            Tables::BUNDLED.concepts.lines().map(|l| l.split('\t').map(str::trim).collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        let at = |name: &str| header.iter().position(|h| *h == name).unwrap_or(usize::MAX);
        let (scheme, id, other) = (at("scheme"), at("id"), at("match"));
        let cell = |row: &[&'static str], at: usize| row.get(at).copied().unwrap_or("");
        Self { rows: lines.map(|row| (cell(&row, scheme), cell(&row, id), cell(&row, other))).collect() }
    }

    /// The codes of a concept in a system such as `plover`, in the order of the file.
    pub(super) fn of<'s>(
        &self,
        scheme: &str,
        id: &str,
        system: &'s str,
    ) -> impl Iterator<Item = &'static str> + use<'s> {
        let row = self.rows.iter().find(|(s, i, _)| *s == scheme && *i == id);
        let cell = row.map_or("", |(_, _, cell)| cell);
        cell.split([';', '|']).filter_map(move |m| m.trim().strip_prefix(system)?.strip_prefix(':'))
    }
}
