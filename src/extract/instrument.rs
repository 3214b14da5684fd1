//! Agreements and the like: title, type, status, year, period, parties.

use super::Instrument;
use super::cast::Cast;
use super::page::Page;

/// The instruments that the text speaks of, in order of first evidence.
pub(super) fn instruments(page: &Page<'_>, cast: &Cast) -> Vec<Instrument> {
    let _ = (page, cast);
    Vec::new()
}
