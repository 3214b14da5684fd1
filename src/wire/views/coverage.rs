//! What a selection covers, beyond what its facets count.

use serde::Serialize;

use crate::overview::Selection;
use crate::overview::coverage;

/// The answer to `engine.coverage`.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Coverage {
    pub documents: usize,
    pub events: usize,
    pub undated: usize,
    pub without_event: usize,
    pub removed: Vec<Removed>,
}

/// Passages removed for one reason.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Removed {
    pub reason: &'static str,
    pub passages: usize,
    pub bytes: usize,
    pub documents: usize,
}

/// What the selection covers.
#[must_use]
pub fn coverage(selection: &Selection<'_>) -> Coverage {
    let found = coverage::coverage(selection);
    Coverage {
        documents: found.documents,
        events: found.events,
        undated: found.undated,
        without_event: found.without_event,
        removed: found
            .removed
            .iter()
            .map(|r| Removed {
                reason: r.reason.name(),
                passages: r.passages,
                bytes: r.bytes,
                documents: r.documents,
            })
            .collect(),
    }
}
