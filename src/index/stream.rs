//! The text of a segment as numbers of terms, one after the other, and the places of each term found in it.
//!
//! Documents come in the order of the text, postings go out in the order of terms. What comes is written down as it is, two
//! bytes a token; in the end a pass over it sorts the places of a part of the terms by counting, a few passes those of
//! all. So a token costs no visit to its term before the end, and the room for sorting is that of a part.
//!
//! A browser compiles well what is called often, not what runs once, however long. So each page is a call.
//!
//! A place is counted through all documents: one begins where the last token of the one before ended.

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

/// A term whose places are not wanted.
pub const UNWANTED: u32 = u32::MAX;

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

    /// How often each of `terms` terms occurs.
    #[must_use]
    pub fn counts(&self, terms: usize) -> Vec<u32> {
        let mut counts = vec![0; terms];
        self.pages.iter().for_each(|page| count(page, &mut counts));
        counts
    }

    /// Writes the places of the terms that are wanted to `sorted`, ascending for each: `next` says of each term where the
    /// first one goes, and then where they end, or [`UNWANTED`].
    pub fn sort(&self, next: &mut [u32], sorted: &mut [u32]) {
        self.pages.iter().fold(0, |place, page| sort(page, place, next, sorted));
    }
}

#[inline(never)]
fn count(page: &[u16], counts: &mut [u32]) {
    each(page, 0, |term, _| counts[term as usize] += 1);
}

#[inline(never)]
fn sort(page: &[u16], place: u32, next: &mut [u32], sorted: &mut [u32]) -> u32 {
    each(page, place, |term, place| {
        let slot = &mut next[term as usize];
        if *slot != UNWANTED {
            sorted[*slot as usize] = place;
            *slot += 1;
        }
    })
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
