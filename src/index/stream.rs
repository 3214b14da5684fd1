//! The text of a segment as numbers of terms, one after the other, and the places of each term found in it.
//!
//! Documents come in the order of the text, postings go out in the order of terms. What comes is written down as it is, two
//! bytes a token. In the end each term gets a number that rises with the order it is to have, and a pass sorts the places
//! of a range of numbers by counting, a few passes those of all. So a token costs no visit to its term before the end,
//! the room for sorting is that of a part, and a pass knows by the number alone what it can leave.
//!
//! A browser compiles well what is called often, not what runs once, however long. So each page is a call.
//!
//! A place is counted through all documents: one begins where the last token of the one before ended.

use std::ops::Range;

/// Units of a page.
const PAGE: usize = 1 << 15;
/// Units of a term at most.
const UNITS: usize = 3;
/// A term that needs more than a unit: its two halves follow, the lower one first.
const WIDE: u16 = u16::MAX;
/// So many places are passed over as the next unit says.
const GAP: u16 = WIDE - 1;
/// The next term stands where the last one does.
const AGAIN: u16 = WIDE - 2;

/// Units that are looked through before what was found among them is sorted in. A power of two.
const CHUNK: usize = 256;

/// Terms in the order of the text.
#[derive(Debug, Default)]
pub struct Stream {
    pages: Vec<Vec<u16>>,
}

impl Stream {
    /// Bytes in use.
    #[must_use]
    pub fn used(&self) -> usize {
        self.pages.len() * PAGE * 2
    }

    /// Adds terms at places in a row.
    pub fn extend(&mut self, terms: &[u32]) {
        for terms in terms.chunks(PAGE / UNITS) {
            let page = self.page(terms.len() * UNITS);
            if terms.iter().all(|term| *term < u32::from(AGAIN)) {
                page.extend(terms.iter().map(|term| *term as u16));
                continue;
            }
            for term in terms {
                match *term {
                    term if term < u32::from(AGAIN) => page.push(term as u16),
                    term => page.extend([WIDE, term as u16, (term >> 16) as u16]),
                }
            }
        }
    }

    /// Passes over places.
    pub fn skip(&mut self, mut places: u32) {
        while places > 0 {
            let step = places.min(u32::from(u16::MAX));
            self.page(2).extend([GAP, step as u16]);
            places -= step;
        }
    }

    /// Adds a term at the place of the last one.
    pub fn again(&mut self, term: u32) {
        self.page(1).push(AGAIN);
        self.extend(&[term]);
    }

    /// A page with room for so many units.
    #[inline]
    fn page(&mut self, units: usize) -> &mut Vec<u16> {
        if self.pages.last().is_none_or(|page| page.len() + units > PAGE) {
            self.pages.push(Vec::with_capacity(PAGE));
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// The pages, to be read by [`each`].
    pub fn pages(&self) -> impl Iterator<Item = &[u16]> {
        self.pages.iter().map(Vec::as_slice)
    }

    /// Gives every term its number by `order`, which names all terms: rising with the order among those of one unit,
    /// and among those of more. Gives of each place in the order the number, and how often it occurs.
    pub fn number(&mut self, order: &[u32]) -> Vec<[u32; 2]> {
        let (mut terms, mut next) = (vec![[0; 2]; order.len()], [0, u32::from(AGAIN)]);
        for term in order {
            let next = &mut next[is_wide(*term)];
            terms[*term as usize][0] = *next;
            *next += 1;
        }
        self.pages.iter_mut().for_each(|page| number(page, &mut terms));
        order.iter().map(|term| terms[*term as usize]).collect()
    }

    /// Writes the places of the numbers within a range of either kind to `sorted`, ascending for each: `next` says of each
    /// where the first one goes, and then where they end.
    pub fn sort(&self, wanted: &[Range<u32>; 2], next: &mut [u32], sorted: &mut [u32]) {
        self.pages.iter().fold(0, |place, page| sort(page, place, wanted, next, sorted));
    }
}

/// Which kind a term or number is of: of one unit, or of more.
#[inline]
pub fn is_wide(term: u32) -> usize {
    usize::from(term >= u32::from(AGAIN))
}

#[inline(never)]
fn number(page: &mut [u16], terms: &mut [[u32; 2]]) {
    let mut count = |term: u32| {
        let [number, count] = &mut terms[term as usize];
        *count += 1;
        *number
    };
    let mut units = page.iter_mut();
    while let Some(unit) = units.next() {
        match *unit {
            term if term < AGAIN => *unit = count(u32::from(term)) as u16,
            AGAIN => {}
            GAP => drop(units.next()),
            _ => {
                let (Some(low), Some(high)) = (units.next(), units.next()) else { return };
                let number = count(u32::from(*low) | u32::from(*high) << 16);
                (*low, *high) = (number as u16, (number >> 16) as u16);
            }
        }
    }
}

/// What is wanted is one in six and not to be foreseen: so the units of a chunk that are wanted or not plain terms are
/// picked out without a branch, and only those are read.
#[inline(never)]
fn sort(
    page: &[u16],
    place: u32,
    [narrow, wide]: &[Range<u32>; 2],
    next: &mut [u32],
    sorted: &mut [u32],
) -> u32 {
    let (from, len) = (narrow.start, narrow.end - narrow.start);
    // What the place of a unit is more than its index, and the first unit that is not part of one before.
    let (mut shift, mut free) = (place, 0);
    let mut found = [0; CHUNK];
    for (start, chunk) in (0..).step_by(CHUNK).zip(page.chunks(CHUNK)) {
        let mut count = 0;
        for (at, unit) in (start..).zip(chunk) {
            found[count % CHUNK] = at;
            let unit = u32::from(*unit);
            count += usize::from(unit.wrapping_sub(from) < len) | usize::from(unit >= u32::from(AGAIN));
        }
        for at in &found[..count] {
            if *at < free {
                continue;
            }
            let unit = |step: u32| u32::from(page.get((*at + step) as usize).copied().unwrap_or(0));
            let (mut number, mut units, mut places) = (unit(0), 1, 1);
            match number as u16 {
                WIDE => (number, units) = (unit(1) | unit(2) << 16, 3),
                GAP => (number, units, places) = (u32::MAX, 2, unit(1)),
                // The term that follows takes back one.
                AGAIN => (number, places) = (u32::MAX, u32::MAX),
                _ => {}
            }
            if number.wrapping_sub(from) < len || wide.contains(&number) {
                let slot = &mut next[number as usize];
                sorted[*slot as usize] = shift.wrapping_add(*at);
                *slot += 1;
            }
            free = *at + units;
            shift = shift.wrapping_add(places).wrapping_sub(units);
        }
    }
    shift.wrapping_add(page.len() as u32)
}

/// Calls `each` with every term of a page that begins at a place, and with its own place; gives the place behind.
#[inline(always)]
pub fn each(page: &[u16], mut place: u32, mut each: impl FnMut(u32, u32)) -> u32 {
    let mut units = page.iter().copied();
    while let Some(unit) = units.next() {
        let mut term = u32::from(unit);
        if unit >= AGAIN {
            let mut more = || u32::from(units.next().unwrap_or(0));
            match unit {
                WIDE => term = more() | more() << 16,
                GAP => {
                    place += more();
                    continue;
                }
                _ => {
                    place -= 1;
                    continue;
                }
            }
        }
        each(term, place);
        place += 1;
    }
    place
}

/// Places in a stretch: about one document's.
const STRETCH: u32 = 256;

/// Where the documents stand among the places.
#[derive(Debug)]
pub struct Layout {
    /// Where each begins, and where the last one ends.
    bases: Vec<u32>,
    /// The document at the beginning of each stretch.
    stretches: Vec<u32>,
}

impl Layout {
    /// The layout of documents by their extents.
    #[must_use]
    pub fn of(extents: &[u32]) -> Self {
        let (mut bases, mut stretches, mut end) = (vec![0], Vec::new(), 0);
        for (doc, extent) in extents.iter().enumerate() {
            end += extent;
            bases.push(end);
            stretches.resize(end.div_ceil(STRETCH) as usize, doc as u32);
        }
        Self { bases, stretches }
    }

    /// Number of documents.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.bases.len() as u32 - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The document of a place, where it begins and where it ends.
    #[inline]
    #[must_use]
    pub fn doc(&self, place: u32) -> (u32, u32, u32) {
        let mut doc = self.stretches[(place / STRETCH) as usize] as usize;
        while place >= self.bases[doc + 1] {
            doc += 1;
        }
        (doc as u32, self.bases[doc], self.bases[doc + 1])
    }
}
