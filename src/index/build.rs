//! Documents in, one segment out: mutable once, then frozen.
//!
//! A token's bytes are looked up first, so that a written form is folded once in its life; what is kept of the text is the
//! number of each token's term (`stream`). Freezing sorts that by terms and writes the segment straight into its final
//! bytes. For 20 MB of text the builder holds about 15 MB.

use super::dictionary::{Row, bare_form, write, write_order};
use super::documents::{self, Record};
use super::facets;
use super::format::{SnapshotError, Writer};
use super::intern::Interner;
use super::pairs::{self, Frequent};
use super::postings::{Counts, Encoder, Field};
use super::segment::{KIND, Segment, tags};
use super::stream::{Layout, Stream, is_wide};
use super::surfaces::{Surfaces, UNSEEN};
use crate::base::Lang;
use crate::text::fold::Keys;
use crate::text::stem::{stem, stems};
use crate::text::token::{Kind, Token, tokens};

/// Positions left free between two fields, so that no phrase and no near search reaches across.
const FIELD_GAP: u32 = 16;
/// Tokens that are read at once.
const RUN: usize = 512;
/// Occurrences that are sorted at once at least; where there are many more, a sixth of all.
const AT_ONCE: u32 = 1 << 18;

/// What is indexed of one document.
#[derive(Debug, Clone, Default)]
pub struct Source<'a> {
    /// The document's id.
    pub id: &'a str,
    /// Its language.
    pub lang: Lang,
    /// Days since 1970-01-01 of its date.
    pub date: Option<i32>,
    /// The title.
    pub title: &'a str,
    /// The first paragraph, where more follow.
    pub lead: &'a str,
    /// The other paragraphs.
    pub body: Vec<&'a str>,
    /// Captions.
    pub captions: Vec<&'a str>,
    /// Values of each facet; a value twice counts once.
    pub facets: Vec<(&'a str, Vec<String>)>,
}

/// Collects documents.
#[derive(Debug, Default)]
pub struct SegmentBuilder {
    surfaces: Surfaces,
    terms: Terms,
    stream: Stream,
    /// Tokens and their terms, while a text is read.
    run: Vec<Token>,
    ids: Vec<u32>,
    /// First positions of lead, body and captions of each document.
    starts: Vec<[u32; 3]>,
    /// One more than the position of the last token of each.
    extents: Vec<u32>,
    /// The same of the document that is read.
    last: u32,
    records: Vec<u8>,
    facets: facets::Builder,
}

/// The terms.
#[derive(Debug, Default)]
struct Terms {
    names: Interner,
    keys: Keys,
}

impl Terms {
    /// The term of a written form.
    fn term(&mut self, word: &str) -> u32 {
        self.keys.set(word);
        self.names.put(self.keys.canon.as_bytes()).0
    }
}

impl SegmentBuilder {
    /// Number of documents so far.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Whether there is no document yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Bytes held of the text: what decides when a segment is large enough.
    #[must_use]
    pub fn held(&self) -> usize {
        self.stream.used()
    }

    /// Adds a document. Linear in its text.
    pub fn add(&mut self, source: &Source<'_>) {
        let mut at = 0;
        let mut lengths = [0; 4];
        let mut starts = [0; 3];
        lengths[Field::Title as usize] = self.text(source.title, &mut at);
        at += FIELD_GAP;
        starts[0] = at;
        lengths[Field::Lead as usize] = self.text(source.lead, &mut at);
        at += 1;
        starts[1] = at;
        for paragraph in &source.body {
            lengths[Field::Body as usize] += self.text(paragraph, &mut at);
            at += 1;
        }
        at += FIELD_GAP;
        starts[2] = at;
        for caption in &source.captions {
            lengths[Field::Caption as usize] += self.text(caption, &mut at);
            at += FIELD_GAP;
        }
        self.starts.push(starts);
        let record =
            Record { id: source.id, lang: source.lang, date: source.date, lengths, extent: self.last };
        self.extents.push(std::mem::take(&mut self.last));
        documents::write(&record, &mut self.records);
        self.facets.add(&source.facets);
    }

    /// Adds the tokens of a text from position `at` on; gives their number.
    ///
    /// In passes over a run of tokens (cut, look up, hand on): each look-up waits for memory, and the processor lets those
    /// of one pass wait together.
    fn text(&mut self, text: &str, at: &mut u32) -> u32 {
        let (from, mut words) = (*at, tokens(text));
        let (mut run, mut ids) = (std::mem::take(&mut self.run), std::mem::take(&mut self.ids));
        loop {
            run.clear();
            let mut dated = false;
            let cut = words.by_ref().take(RUN).map(|token| {
                run.push(token);
                dated |= holds_years(&token);
                token.span.range()
            });
            self.surfaces.at_once(text.as_bytes(), cut, &mut ids);
            if run.is_empty() {
                break;
            }
            for (token, id) in run.iter().zip(&mut ids).filter(|(_, id)| **id == UNSEEN) {
                let (range, terms) = (token.span.range(), &mut self.terms);
                *id = self.surfaces.term(text.as_bytes(), range, || terms.term(token.span.of(text)));
            }
            self.stream.skip(*at - self.last);
            let mut from = 0;
            for (step, token) in run.iter().enumerate().filter(|(_, token)| dated && holds_years(token)) {
                self.stream.extend(&ids[from..=step]);
                from = step + 1;
                years(token.span.of(text)).for_each(|year| self.stream.again(self.terms.term(year)));
            }
            self.stream.extend(&ids[from..]);
            *at += run.len() as u32;
            self.last = *at;
        }
        (self.run, self.ids) = (run, ids);
        *at - from
    }

    /// Freezes what was collected. The same documents in the same order give the same bytes.
    ///
    /// # Errors
    /// The segment outgrows 4 GiB.
    pub fn finish(self) -> Result<Segment, SnapshotError> {
        let Self { surfaces, terms, mut stream, starts, extents, records, facets, .. } = self;
        drop(surfaces);
        let names = terms.names.into_texts();
        let all = (0..names.count() as u32).map(|term| (prefix(names.get(term)), term)).collect();
        let order = arranged(all, &|term| names.get(term));
        let mut writer = Writer::new(KIND, stream.used() + records.len());
        let layout = Layout::of(&extents);
        let numbers = stream.number(&order);
        let sizes = writer
            .section(tags::POSTINGS, |out, _| postings(&numbers, (&stream, &layout), &starts, &extents, out));
        let count = starts.len() as u32;
        drop(starts);
        let text = |term: &u32| std::str::from_utf8(names.get(*term)).unwrap_or("");
        let keys: Vec<&str> = order.iter().map(text).collect();
        let key = |at: usize| keys[at];
        writer.section(tags::TERMS, |out, _| {
            let rows = sizes.iter().enumerate();
            let row = |(at, [df, _, len]): (usize, &[u32; 3])| Row { key: key(at), df: *df, len: *len };
            write(rows.map(row), out);
        });
        writer.section(tags::PAIRS, |out, _| {
            out.extend_from_slice(&pairs::write(
                &frequent(&numbers, &sizes, key, layout.len()),
                &stream,
                &layout,
            ));
        });
        drop((stream, layout, sizes, numbers));
        writer.section(tags::FOLDED, |out, _| write_order(&folded_order(order.len(), key), out));
        writer.section(tags::STEMS, |out, _| write_order(&stem_order(order.len(), key), out));
        writer.section(tags::DOCUMENTS, |out, _| {
            out.extend_from_slice(&count.to_le_bytes());
            out.extend_from_slice(&records);
        });
        writer.section(tags::FACETS, |out, _| facets.write(out));
        Segment::open(writer.finish())
    }
}

/// Writes the postings of all terms, given the number and the occurrences of each in their order; gives of each the
/// number of documents, of occurrences and of bytes.
fn postings(
    mut terms: &[[u32; 2]],
    (stream, layout): (&Stream, &Layout),
    starts: &[[u32; 3]],
    extents: &[u32],
    out: &mut Vec<u8>,
) -> Vec<[u32; 3]> {
    let all = terms.iter().map(|[_, count]| count).sum::<u32>();
    let room = terms.iter().fold((all / 6).max(AT_ONCE), |room, [_, count]| room.max(*count)).min(all);
    let mut encoder = Encoder::new(extents.len() as u32, extents);
    let (mut next, mut sorted) = (vec![0; terms.len()], vec![0; room as usize]);
    let mut sizes = Vec::with_capacity(terms.len());
    while !terms.is_empty() {
        // As many terms as there is room for.
        let (mut taken, mut end, mut wanted) = (0, 0, [0..0, 0..0]);
        while let Some([number, count]) = terms.get(taken).filter(|[_, count]| end + count <= room) {
            let wanted = &mut wanted[is_wide(*number)];
            if wanted.end == 0 {
                wanted.start = *number;
            }
            wanted.end = number + 1;
            next[*number as usize] = end;
            end += count;
            taken += 1;
        }
        stream.sort(&wanted, &mut next, &mut sorted);
        let (these, others) = terms.split_at(taken);
        let mut from = 0;
        for [number, count] in these {
            let (to, start) = (next[*number as usize] as usize, out.len());
            let df = postings_of(&sorted[from..to], layout, starts, &mut encoder, out);
            sizes.push([df, *count, (out.len() - start) as u32]);
            from = to;
        }
        terms = others;
    }
    sizes
}

/// Writes the postings of one term, given its places; gives the number of documents. A call of its own: see `stream`.
#[inline(never)]
fn postings_of(
    places: &[u32],
    layout: &Layout,
    starts: &[[u32; 3]],
    encoder: &mut Encoder<'_>,
    out: &mut Vec<u8>,
) -> u32 {
    let (mut places, mut df) = (places, 0);
    while let Some(place) = places.first() {
        let (doc, base, end) = layout.doc(*place);
        let (these, others) = places.split_at(before(places, end));
        let starts = starts[doc as usize].map(|start| base + start);
        if these.len() <= usize::from(u16::MAX) {
            let counts = lengths(these, starts).map(|length| length as u16);
            encoder.places(doc, counts, these.iter().map(|place| place - base), out);
        } else {
            let (kept, counts) = fewer(these, starts);
            encoder.places(doc, counts, kept.iter().map(|place| place - base), out);
        }
        (places, df) = (others, df + 1);
    }
    encoder.finish(out);
    df
}

/// How many places, which ascend, come before an end.
#[inline]
fn before(places: &[u32], end: u32) -> usize {
    places.iter().position(|place| *place >= end).unwrap_or(places.len())
}

/// How many of a document's places are in each field, in the order of [`Field`], given where all but the first begin.
#[inline]
fn lengths(places: &[u32], [lead, body, captions]: [u32; 3]) -> [usize; 4] {
    if let ([first, ..], [.., last]) = (places, places)
        && body <= *first
        && *last < captions
    {
        return [0, 0, places.len(), 0];
    }
    let [title, lead, body] = [lead, body, captions].map(|end| before(places, end));
    [title, lead - title, body - lead, places.len() - body]
}

/// As many places of each field as a count can hold, and how many.
#[cold]
fn fewer(mut places: &[u32], starts: [u32; 3]) -> (Vec<u32>, Counts) {
    let mut kept = Vec::new();
    let counts = lengths(places, starts).map(|length| {
        let (field, others) = places.split_at(length);
        let count = u16::try_from(length).unwrap_or(u16::MAX);
        kept.extend_from_slice(&field[..usize::from(count)]);
        places = others;
        count
    });
    (kept, counts)
}

/// The terms whose pairs may be written. Numbers are left out: the years in a date share its place.
fn frequent<'a>(
    numbers: &[[u32; 2]],
    sizes: &[[u32; 3]],
    key: impl Fn(usize) -> &'a str,
    docs: u32,
) -> Vec<Frequent> {
    let words = (0..sizes.len()).filter(|at| !key(*at).bytes().any(|byte| byte.is_ascii_digit()));
    let row = |at: usize| {
        let [df, occurrences, _] = sizes[at];
        Frequent { id: numbers[at][0], term: at as u32, df, occurrences }
    };
    pairs::candidates(words.map(row), docs)
}

/// The terms that have marks, by their bare form.
fn folded_order<'a>(count: usize, key: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut keys = Keys::default();
    sorted(count, &mut |at, out| {
        let key = key(at);
        // A key of bare letters is its own bare form.
        if key.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return false;
        }
        let bare = bare_form(key, &mut keys);
        if bare != key {
            out.push_str(bare);
        }
        bare != key
    })
}

/// The English-looking terms by their stem.
fn stem_order<'a>(count: usize, key: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut buffer = String::new();
    sorted(count, &mut |at, out| {
        let key = key(at);
        if stems(key) {
            out.push_str(stem(key, &mut buffer));
        }
        stems(key)
    })
}

/// Numbers below `count` that `key` accepts, sorted by the text it appends, then by number.
fn sorted(count: usize, key: &mut dyn FnMut(usize, &mut String) -> bool) -> Vec<u32> {
    let (mut text, mut spans, mut rows) = (String::new(), Vec::new(), Vec::new());
    for at in 0..count {
        let from = text.len();
        if key(at, &mut text) {
            rows.push((prefix(&text.as_bytes()[from..]), spans.len() as u32));
            spans.push((from, text.len(), at as u32));
        }
    }
    let span = |row: u32| spans[row as usize];
    let rows = arranged(rows, &|row| &text.as_bytes()[span(row).0..span(row).1]);
    rows.into_iter().map(|row| span(row).2).collect()
}

/// The first eight bytes of a text as a number that sorts alike.
#[inline]
fn prefix(text: &[u8]) -> u64 {
    (0..8).fold(0, |word, at| word << 8 | u64::from(text.get(at).copied().unwrap_or(0)))
}

/// Numbers sorted by their texts, then by themselves. Each comes with the prefix of its text, so that few texts need to
/// be looked at, which lie all over memory.
fn arranged<'a>(mut rows: Vec<(u64, u32)>, text: &dyn Fn(u32) -> &'a [u8]) -> Vec<u32> {
    rows.sort_by(|(p, a), (q, b)| p.cmp(q).then_with(|| text(*a).cmp(text(*b))).then(a.cmp(b)));
    rows.into_iter().map(|(_, number)| number).collect()
}

/// Whether a token can hold years and more.
#[inline]
fn holds_years(token: &Token) -> bool {
    token.span.len() > 5 && matches!(token.kind, Kind::Number | Kind::Code)
}

/// The years inside a date, a range or the number of a document, which are searched by themselves too.
fn years(token: &str) -> impl Iterator<Item = &str> {
    let parts = token.split(|c: char| !c.is_ascii_digit());
    parts.filter(move |part| part.len() == 4 && part.len() < token.len() && matches!(&part[..2], "19" | "20"))
}
