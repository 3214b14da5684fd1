//! Who agrees, proposes, pledges, asks or supports what.

use super::Pledge;
use super::cast::Cast;
use super::page::Page;

/// The pledges, in order of place.
pub(super) fn pledges(page: &Page<'_>, cast: &Cast) -> Vec<Pledge> {
    let _ = (page, cast);
    Vec::new()
}
