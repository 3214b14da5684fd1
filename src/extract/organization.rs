//! Bodies: those of the list, and those that a pattern names.

use super::Organization;
use super::page::Page;

/// The bodies of a page.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// As listed, in order of first evidence.
    pub listed: Vec<Organization>,
}

/// Finds the bodies.
pub(super) fn bodies(page: &Page<'_>) -> Bodies {
    let _ = page;
    Bodies::default()
}
