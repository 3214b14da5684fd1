//! A text as it should be read: composed (NFC) and repaired, with the way back to the bytes it came from.
//!
//! Matching runs on [`View::text`]; evidence is cut from the original with [`View::to_source`]. Where nothing
//! needs a change, as nearly always, the view is the text itself and both maps are the identity.

use std::borrow::Cow;

use super::repair::{self, Cell, Damage};
use crate::base::Span;

/// A text and its readable form.
#[derive(Debug, Clone)]
pub struct View<'a> {
    text: Cow<'a, str>,
    map: OffsetMap,
    damage: Vec<(Damage, Span)>,
}

impl<'a> View<'a> {
    /// The view of `source`. One scan where nothing changes; linear otherwise. Holds only the places that differ.
    #[must_use]
    pub fn of(source: &'a str) -> Self {
        let mut view = Self { text: Cow::Borrowed(source), map: OffsetMap::default(), damage: Vec::new() };
        if !repair::suspect(source) {
            return view;
        }
        let mut text = String::with_capacity(source.len());
        for piece in repair::pieces(source) {
            match repair::cells(piece.of(source)) {
                None => text.push_str(piece.of(source)),
                Some((cells, damage)) => {
                    view.map.push_cells(&cells, piece, source, &mut text);
                    view.damage.extend(damage.map(|kind| (kind, piece)));
                }
            }
        }
        if !view.map.edits.is_empty() {
            view.text = Cow::Owned(text);
        }
        view
    }

    /// The readable text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the view is the source itself.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        self.map.edits.is_empty()
    }

    /// The bytes of the source that the bytes `span` of the view came from; widened to whole changed places.
    #[must_use]
    pub fn to_source(&self, span: Span) -> Span {
        self.map.convert(span, |edit| (edit.view, edit.source))
    }

    /// The bytes of the view that the bytes `span` of the source became; widened to whole changed places.
    #[must_use]
    pub fn to_view(&self, span: Span) -> Span {
        self.map.convert(span, |edit| (edit.source, edit.view))
    }

    /// The encodings that were mended, each with the stretch of the **source** where it was.
    #[must_use]
    pub fn damage(&self) -> &[(Damage, Span)] {
        &self.damage
    }
}

/// A place that differs: these bytes of the source became those of the view.
#[derive(Debug, Clone, Copy)]
struct Edit {
    source: Span,
    view: Span,
}

/// The places that differ, in order; between them the two texts run in step.
#[derive(Debug, Clone, Default)]
struct OffsetMap {
    edits: Vec<Edit>,
}

impl OffsetMap {
    /// Writes the cells of a piece and notes those that differ from their source.
    fn push_cells(&mut self, cells: &[Cell], piece: Span, source: &str, out: &mut String) {
        let mut at = 0;
        while let Some(cell) = cells.get(at) {
            // Cells of one place (a letter and a mark that did not compose) change together.
            let place = cell.source;
            let view_start = out.len();
            while let Some(cell) = cells.get(at).filter(|c| c.source == place) {
                out.push(cell.c);
                at += 1;
            }
            let place = place.shifted(piece.start as usize);
            if out[view_start..] != *place.of(source) {
                self.edits.push(Edit { source: place, view: Span::new(view_start, out.len()) });
            }
        }
    }

    fn convert(&self, span: Span, sides: impl Fn(&Edit) -> (Span, Span)) -> Span {
        let start = self.point(span.start, &sides, |to| to.start);
        let end = if span.is_empty() { start } else { self.point(span.end, &sides, |to| to.end) };
        Span { start, end: end.max(start) }
    }

    /// One offset: inside a changed place it is that place's edge, elsewhere it keeps its distance to the last one.
    fn point(&self, at: u32, sides: impl Fn(&Edit) -> (Span, Span), edge: impl Fn(Span) -> u32) -> u32 {
        let next = self.edits.partition_point(|edit| sides(edit).0.start < at);
        let Some((from, to)) = next.checked_sub(1).map(|last| sides(&self.edits[last])) else { return at };
        if at < from.end { edge(to) } else { to.end + (at - from.end) }
    }
}
