//! The event that a document reports: kind, level, date, place.

use super::Event;
use super::cast::Cast;
use super::page::Page;

/// The event, where the text says one.
pub(super) fn event(page: &Page<'_>, cast: &Cast) -> Option<Event> {
    let _ = (page, cast);
    None
}
