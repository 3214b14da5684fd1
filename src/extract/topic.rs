//! Crime types and forms of cooperation.

use super::Tagged;
use super::page::Page;

/// The crime types named, in order of first evidence.
pub(super) fn crimes(page: &Page<'_>) -> Vec<Tagged> {
    let _ = page;
    Vec::new()
}

/// The forms of cooperation named, in order of first evidence.
pub(super) fn cooperation(page: &Page<'_>) -> Vec<Tagged> {
    let _ = page;
    Vec::new()
}
