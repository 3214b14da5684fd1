//! Documents in, one segment out: mutable once, then frozen.
//!
//! A token's bytes are looked up first, so that a written form is folded once in its life; its occurrences go to a
//! chain of bytes (`chains`), a few bytes each. Freezing reads the chains in the order of terms and writes the
//! segment straight into its final bytes. For 20 MB of text the builder holds about 12 MB.

use super::chains::{Chain, ChainReader, Chains};
use super::dictionary::{Row, bare_form, write, write_order};
use super::documents::{self, Record};
use super::facets;
use super::format::{SnapshotError, Writer};
use super::intern::Interner;
use super::postings::{Encoder, Field};
use super::segment::{KIND, Segment, tags};
use crate::base::Lang;
use crate::text::fold::Keys;
use crate::text::stem::{stem, stems};
use crate::text::token::{Kind, tokens};

/// Positions left free between two fields, so that no phrase and no near search reaches across.
const FIELD_GAP: u32 = 16;

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
    surfaces: Interner,
    /// The term of each written form.
    term_of: Vec<u32>,
    terms: Interner,
    lists: Vec<List>,
    chains: Chains,
    keys: Keys,
    /// First positions of lead, body and captions of each document.
    starts: Vec<[u32; 3]>,
    records: Vec<u8>,
    facets: facets::Builder,
}

/// The growing postings of a term. An occurrence is a varint: `gap to the document << 1 | 1` and the position, or
/// `gap to the position << 1` in the same document.
#[derive(Debug, Clone, Copy)]
struct List {
    chain: Chain,
    doc: u32,
    position: u32,
    df: u32,
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

    /// Bytes held for postings: what decides when a segment is large enough.
    #[must_use]
    pub fn held(&self) -> usize {
        self.chains.used()
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
        let record = Record { id: source.id, lang: source.lang, date: source.date, lengths };
        documents::write(&record, &mut self.records);
        self.facets.add(&source.facets);
    }

    /// Adds the tokens of a text from position `at` on; gives their number.
    fn text(&mut self, text: &str, at: &mut u32) -> u32 {
        let (bytes, from) = (text.as_bytes(), *at);
        for token in tokens(text) {
            let word = &bytes[token.span.range()];
            let (surface, new) = self.surfaces.put(word);
            if new {
                let term = self.term(token.span.of(text));
                self.term_of.push(term);
            }
            self.occurs(self.term_of[surface as usize], *at);
            if word.len() > 5 && matches!(token.kind, Kind::Number | Kind::Code) {
                for year in years(token.span.of(text)) {
                    let term = self.term(year);
                    self.occurs(term, *at);
                }
            }
            *at += 1;
        }
        *at - from
    }

    /// The term of a written form.
    fn term(&mut self, word: &str) -> u32 {
        self.keys.set(word);
        let (term, new) = self.terms.put(self.keys.canon.as_bytes());
        if new {
            let chain = self.chains.begin();
            self.lists.push(List { chain, doc: 0, position: 0, df: 0 });
        }
        term
    }

    #[inline]
    fn occurs(&mut self, term: u32, position: u32) {
        let doc = self.starts.len() as u32;
        let list = &mut self.lists[term as usize];
        if list.df > 0 && list.doc == doc {
            self.chains.push_varint(&mut list.chain, (position - list.position) << 1);
        } else {
            self.chains.push_varint(&mut list.chain, (doc - list.doc) << 1 | 1);
            self.chains.push_varint(&mut list.chain, position);
            list.doc = doc;
            list.df += 1;
        }
        list.position = position;
    }

    /// Freezes what was collected. The same documents in the same order give the same bytes.
    ///
    /// # Errors
    /// The segment outgrows 4 GiB.
    pub fn finish(self) -> Result<Segment, SnapshotError> {
        let Self { surfaces, term_of, terms, lists, chains, starts, records, facets, .. } = self;
        drop((surfaces, term_of));
        let mut order: Vec<u32> = (0..lists.len() as u32).collect();
        order.sort_unstable_by(|a, b| terms.get(*a).cmp(terms.get(*b)));
        let mut writer =
            Writer::new(KIND, chains.used() - chains.used() / 8 + records.len() + terms.count() * 8);
        let lengths =
            writer.section(tags::POSTINGS, |out, _| postings(&order, &lists, &chains, &starts, out));
        let count = starts.len() as u32;
        drop((chains, starts));
        let key = |at: usize| std::str::from_utf8(terms.get(order[at])).unwrap_or("");
        writer.section(tags::TERMS, |out, _| {
            let rows = lengths.iter().enumerate().map(|(at, [docs_len, positions_len])| Row {
                key: key(at),
                df: lists[order[at] as usize].df,
                docs_len: *docs_len,
                positions_len: *positions_len,
            });
            write(rows, out);
        });
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

/// Writes the postings of all terms; gives the lengths of documents and positions of each.
fn postings(
    order: &[u32],
    lists: &[List],
    chains: &Chains,
    starts: &[[u32; 3]],
    out: &mut Vec<u8>,
) -> Vec<[u32; 2]> {
    let mut encoder = Encoder::default();
    let mut lengths = Vec::with_capacity(order.len());
    for id in order {
        let start = out.len();
        postings_of(&mut chains.read(lists[*id as usize].chain), starts, &mut encoder, out);
        let positions = encoder.finish(out);
        lengths.push([(positions - start) as u32, (out.len() - positions) as u32]);
    }
    lengths
}

fn postings_of(chain: &mut ChainReader<'_>, starts: &[[u32; 3]], encoder: &mut Encoder, out: &mut Vec<u8>) {
    let (mut doc, mut position) = (0, 0);
    while let Some(head) = chain.varint() {
        if head & 1 == 1 {
            doc += head >> 1;
            position = chain.varint().unwrap_or(0);
            encoder.doc(doc, [0; 4], out);
            encoder.position(position);
        } else {
            position += head >> 1;
            encoder.position(head >> 1);
        }
        let [lead, body, captions] = starts[doc as usize];
        encoder.count(match position {
            p if p < lead => Field::Title,
            p if p < body => Field::Lead,
            p if p < captions => Field::Body,
            _ => Field::Caption,
        });
    }
}

/// The terms that have marks, by their bare form.
fn folded_order<'a>(count: usize, key: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut keys = Keys::default();
    sorted(count, |at, out| {
        let bare = bare_form(key(at), &mut keys);
        if bare != key(at) {
            out.push_str(bare);
        }
        bare != key(at)
    })
}

/// The English-looking terms by their stem.
fn stem_order<'a>(count: usize, key: impl Fn(usize) -> &'a str) -> Vec<u32> {
    let mut buffer = String::new();
    sorted(count, |at, out| {
        if stems(key(at)) {
            out.push_str(stem(key(at), &mut buffer));
        }
        stems(key(at))
    })
}

/// Numbers below `count` that `key` accepts, sorted by the text it appends, then by number.
fn sorted(count: usize, mut key: impl FnMut(usize, &mut String) -> bool) -> Vec<u32> {
    let (mut text, mut rows) = (String::new(), Vec::new());
    for at in 0..count {
        let from = text.len();
        if key(at, &mut text) {
            rows.push((from as u32, text.len() as u32, at as u32));
        }
    }
    let of = |row: &(u32, u32, u32)| &text.as_bytes()[row.0 as usize..row.1 as usize];
    rows.sort_unstable_by(|a, b| of(a).cmp(of(b)).then(a.2.cmp(&b.2)));
    rows.into_iter().map(|row| row.2).collect()
}

/// The years inside a date, a range or the number of a document, which are searched by themselves too.
fn years(token: &str) -> impl Iterator<Item = &str> {
    let parts = token.split(|c: char| !c.is_ascii_digit());
    parts.filter(move |part| part.len() == 4 && part.len() < token.len() && matches!(&part[..2], "19" | "20"))
}
