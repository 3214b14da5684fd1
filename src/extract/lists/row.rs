//! Rows of a table, and whose labels a row's labels are.

use super::List;
use std::collections::BTreeMap;

/// The cells of one row by the name of their column.
pub(super) struct Row<'a> {
    /// Names of the columns.
    pub(super) header: &'a [&'static str],
    /// One text a column.
    pub(super) cells: Vec<&'static str>,
}

impl Row<'_> {
    /// The cell of a column; empty where there is none.
    pub(super) fn get(&self, column: &str) -> &'static str {
        let place = self.header.iter().position(|&name| name == column);
        place.and_then(|i| self.cells.get(i)).map_or("", |cell| cell.trim())
    }

    /// The first cell that is not empty.
    pub(super) fn first_of(&self, columns: [&str; 2]) -> &'static str {
        let cell = self.get(columns[0]);
        if cell.is_empty() { self.get(columns[1]) } else { cell }
    }
}

/// The row that each row's labels count for: of a concept the nearest one of the vocabulary (note `schema`) at or
/// above it, so that `heroin` proves `drugs`, and none where there is no such concept: it is for search only. Of
/// anything else the row itself.
pub(super) fn counted(rows: &[Row<'_>], list: List) -> Vec<Option<u16>> {
    let number = |i: usize| u16::try_from(i).ok();
    let own = (0..rows.len()).map_while(number);
    if list != List::Concept {
        return own.map(Some).collect();
    }
    let places: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(i, row)| (row.get("id"), i)).collect();
    let broader = |i: &usize| places.get(rows[*i].get("broader")).copied();
    let chain = |i: usize| std::iter::successors(Some(i), broader).take(MOST_LEVELS);
    own.map(|i| chain(usize::from(i)).find(|&at| rows[at].get("note") == "schema").and_then(number)).collect()
}

/// Deeper chains of broader concepts are not followed; also the end of a chain that runs in a circle.
const MOST_LEVELS: usize = 8;
