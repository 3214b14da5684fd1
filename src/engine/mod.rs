//! The façade: documents in, answers out. The page and the command line both talk to this.

mod facets;
mod learned;
mod named;
mod pack;
mod store;
mod suggest;

use crate::base::sorted::SortedMap;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::ControlFlow;

use crate::base::{Arrange, DocId, Span};
use crate::corpus::{Info, RawDocument};
use crate::extract::{Facts, Lists, extract};
use crate::index::format::{MAGIC, Sections, Writer, damaged};
use crate::index::{Index, Segment, SegmentBuilder, SnapshotError, Source};
use crate::overview::{Group, Source as Report, same_event};
use crate::search::count::Filters;
use crate::search::{self, Filter, Request, Response, SegmentKind, Task, Texts, kwic};
use crate::text::{Document, Reason};
use pack::{Pack, unpacked};
use store::{Slot, plain};
pub use suggest::{Suggestion, SuggestionKind};

/// A document as read and what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The clean document.
    pub document: Document,
    /// Its facts; empty in a corpus that wants none.
    pub facts: Facts,
}

/// What an engine holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Live documents.
    pub documents: u32,
    /// Segments of the index.
    pub segments: u32,
    /// Distinct terms, a term in two segments counted twice.
    pub terms: u32,
    /// Bytes of the index.
    pub index_bytes: usize,
}

/// The kind byte of a snapshot's file.
const SNAPSHOT: u8 = b'E';
/// What is held of texts before a segment is closed by itself, in bytes: about 100 MB of text.
const SEGMENT_BYTES: usize = 40 << 20;

/// Documents, their facts, and the index over them.
#[derive(Debug, Default)]
pub struct Engine {
    /// The bundled ones, read when first needed, where no others were given.
    lists: OnceCell<Lists>,
    /// Names of the lists and of people by their words; made at the first search.
    named: OnceCell<named::Named>,
    /// Words that stand for each other; made when a query has words.
    learned: OnceCell<learned::Learned>,
    /// The documents joined into events; made when first asked for.
    groups: OnceCell<Vec<Group>>,
    info: Info,
    /// Whether texts are not kept: hits then have neither title nor snippet.
    index_only: bool,
    slots: Vec<Slot>,
    numbers: SortedMap<String, DocId>,
    builder: SegmentBuilder,
    /// Documents removed or replaced since the last commit.
    removed: Vec<u32>,
    index: Index,
}

impl Engine {
    /// An engine without documents. One by [`Engine::default`] reads the bundled lists when it first needs them: a corpus
    /// that wants no facts does so at its first search.
    #[must_use]
    pub fn new(lists: Lists) -> Self {
        Self { lists: lists.into(), ..Self::default() }
    }

    /// Takes what the corpus says of itself; to be called before the first document.
    pub fn configure(&mut self, info: Info) {
        self.info = info;
    }

    /// Keeps no texts: only the index, ids and facets. Hits then have neither title nor snippet, `entry` gives
    /// nothing, and memory is about a third of the text instead of one and a third. To be called before the first
    /// document.
    pub fn keep_index_only(&mut self) {
        self.index_only = true;
    }

    /// What the corpus says of itself.
    #[must_use]
    pub fn info(&self) -> &Info {
        &self.info
    }

    /// The knowledge files.
    #[must_use]
    pub fn lists(&self) -> &Lists {
        self.lists.get_or_init(Lists::bundled)
    }

    /// Whether no document was ever added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// Adds a document: cleans it, reads its facts, indexes it. A document of the same id is replaced. It can be
    /// found after the next [`Engine::commit`].
    pub fn add(&mut self, raw: RawDocument) -> DocId {
        let entry = if self.info.extract { prepared(raw, self.lists()) } else { plain(raw) };
        let number = DocId(self.slots.len() as u32);
        self.builder.add(&source(&entry, self.info.extract));
        if let Some(before) = self.numbers.insert(entry.document.id.clone(), number) {
            self.removed.push(before.0);
            self.slots[before.at()] = Slot::default();
        }
        self.slots.push(if self.index_only { Slot::default() } else { Slot::of(entry) });
        if self.builder.held() > SEGMENT_BYTES {
            self.close();
        }
        number
    }

    /// How many documents were ever added: no number up to this one is given again.
    #[must_use]
    pub fn added(&self) -> usize {
        self.slots.len()
    }

    /// Makes what was added and removed count. Linear in the number of all documents.
    pub fn commit(&mut self) {
        self.named.take();
        self.learned.take();
        self.groups.take();
        self.close();
        if !self.removed.is_empty() {
            self.index.remove(&self.removed);
            self.removed.clear();
        }
    }

    /// Freezes the collected documents into a segment.
    fn close(&mut self) {
        if self.builder.is_empty() {
            return;
        }
        // Both steps fail only where a segment outgrows 4 GiB, and it is closed at a hundredth of that.
        let segment = std::mem::take(&mut self.builder).finish();
        let pushed = segment.and_then(|segment| self.index.push(segment));
        debug_assert!(pushed.is_ok(), "a segment just built can be read");
    }

    /// Removes documents by id; gives how many there were. Counts after the next [`Engine::commit`].
    pub fn remove(&mut self, ids: &[&str]) -> usize {
        let gone: Vec<DocId> = ids.iter().filter_map(|id| self.numbers.remove(*id)).collect();
        for number in &gone {
            self.slots[number.at()] = Slot::default();
            self.removed.push(number.0);
        }
        gone.len()
    }

    fn names(&self) -> named::Names<'_> {
        named::Names(self)
    }

    fn named(&self) -> &named::Named {
        let people = || self.index.facet("person").map_or(&[][..], |facet| &facet.values);
        self.named.get_or_init(|| named::Named::of(self.lists(), people()))
    }

    /// Answers a request. Never fails.
    #[must_use]
    pub fn search(&self, request: &Request) -> Response {
        search::search(&self.index, self, &self.names(), request)
    }

    /// Begins a search that is worked off in steps; see [`Engine::step`].
    #[must_use]
    pub fn begin<'a>(&self, request: Cow<'a, Request>) -> Task<'a> {
        Task::new(&self.index, &self.names(), request)
    }

    /// Goes on with a search for about so many postings and positions: gives the response, the same as
    /// [`Engine::search`], or what is left to do. What was begun before a commit must be begun anew.
    pub fn step<'a>(&self, task: Task<'a>, steps: u64) -> ControlFlow<Response, Task<'a>> {
        task.step(&self.index, self, &self.names(), steps)
    }

    /// The best documents for a query, as a ranking test wants them: words need not all be there. Ids and scores,
    /// the best first.
    #[must_use]
    pub fn rank(&self, query: &str, limit: usize) -> Vec<(&str, f32)> {
        let ranked = search::rank(&self.index, self, &self.names(), query, limit);
        ranked.into_iter().map(|(doc, score)| (self.index.documents().id(doc.0), score)).collect()
    }

    /// Completions of what is typed, the most frequent under the filters first.
    #[must_use]
    pub fn suggest(&self, query: &str, filters: &[Filter], limit: usize) -> Vec<Suggestion> {
        let set = Filters::of(&self.index, &self.names(), filters).apply(self.index.live(), None);
        suggest::suggest(&self.index, self.lists(), &set, query, limit)
    }

    /// Every place where a request's query matches, with what stands around it; and whether some were left out.
    #[must_use]
    pub fn concordance(&self, request: &Request, order: kwic::Order) -> (Vec<kwic::Line>, bool) {
        search::concordance(&self.index, self, &self.names(), request, order)
    }

    /// The number of a document.
    #[must_use]
    pub fn number(&self, id: &str) -> Option<DocId> {
        self.numbers.get(id).copied()
    }

    /// The id of a document, as long as it is indexed.
    #[must_use]
    pub fn id(&self, doc: DocId) -> &str {
        self.index.documents().id(doc.0)
    }

    /// A document and its facts, by number.
    #[must_use]
    pub fn get(&self, doc: DocId) -> Option<&Entry> {
        if self.index_only {
            return None;
        }
        self.slots.get(doc.at())?.entry()
    }

    /// A document and its facts, by id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.get(self.number(id)?)
    }

    /// The live documents in the order of reading, with their entries.
    pub fn entries(&self) -> impl Iterator<Item = (DocId, &Entry)> {
        self.index.live().iter().filter_map(|doc| Some((DocId(doc), self.get(DocId(doc))?)))
    }

    /// The live documents with their facts, in the order of reading.
    #[must_use]
    pub fn reports(&self) -> Vec<Report<'_>> {
        self.entries().map(|(id, Entry { document, facts })| Report { id, document, facts }).collect()
    }

    /// The live documents joined into events; worked out when first asked for after a commit. For the cost see
    /// [`same_event::group`].
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        self.groups.get_or_init(|| same_event::group(&self.reports()))
    }

    /// The documents that fulfil a request's query and filters, in ascending order.
    #[must_use]
    pub fn matching(&self, request: &Request) -> Vec<DocId> {
        search::matching_docs(&self.index, self, &self.names(), request)
    }

    /// The places of a document's title and body that a query matches, in order. Labels in `not_also` are not marked.
    #[must_use]
    pub fn highlights(&self, id: &str, query: &str, not_also: &[String]) -> Vec<(Span, SegmentKind)> {
        let Some(Entry { document, .. }) = self.entry(id) else { return Vec::new() };
        let title = document.title.as_ref().and_then(|title| title.span);
        let mut parts: Vec<Span> = title.into_iter().chain(document.body.iter().map(|p| p.span)).collect();
        parts.arrange();
        parts.dedup();
        search::marks(&self.index, &self.names(), (query, not_also), &document.text, &parts)
    }

    /// The index, for those who count and draw.
    #[must_use]
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What the engine holds.
    #[must_use]
    pub fn stats(&self) -> Stats {
        let mut stats = Stats { documents: self.index.live().count(), ..Stats::default() };
        for (_, segment) in self.index.segments() {
            stats.segments += 1;
            stats.terms += segment.dictionary().map_or(0, |dictionary| dictionary.len());
            stats.index_bytes += segment.bytes().len();
        }
        stats
    }

    /// Everything committed, as bytes that [`Engine::open`] takes. The same documents give the same bytes.
    #[must_use]
    pub fn snapshot(&self) -> Vec<u8> {
        let mut writer = Writer::new(SNAPSHOT, self.stats().index_bytes);
        writer.section(*b"info", |out, _| {
            self.index_only.write(out);
            self.info.write(out);
        });
        for (_, segment) in self.index.segments() {
            writer.section(*b"segm", |out, _| out.extend_from_slice(segment.bytes()));
        }
        let gone = self.index.live().clone().complement();
        writer.section(*b"gone", |out, _| {
            gone.iter().for_each(|doc| out.extend_from_slice(&doc.to_le_bytes()));
        });
        writer.section(*b"text", |out, _| {
            let committed = self.slots.iter().take(self.index.len() as usize);
            committed.for_each(|slot| slot.write(out));
        });
        writer.finish()
    }

    /// Whether bytes begin as a snapshot does, of whatever version.
    #[must_use]
    pub fn is_snapshot(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Opens a snapshot. Reads every byte once; a document and its facts are unpacked when first asked for.
    ///
    /// # Errors
    /// The bytes are no snapshot of this version, cut off, or damaged.
    pub fn open(bytes: &[u8], lists: Lists) -> Result<Self, SnapshotError> {
        let sections = Sections::open(bytes, SNAPSHOT)?;
        sections.verify(bytes)?;
        let (index_only, info) = unpacked(&bytes[sections.get(*b"info")?]).ok_or_else(|| damaged("info"))?;
        let mut engine = Self { info, index_only, ..Self::new(lists) };
        for range in sections.all(*b"segm") {
            let segment = Segment::open(bytes[range].to_vec())?;
            segment.verify()?;
            engine.index.push(segment)?;
        }
        let gone = bytes[sections.get(*b"gone")?].chunks_exact(4);
        let gone: Vec<u32> = gone.map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        engine.index.remove(&gone);
        engine.slots = store::read(&bytes[sections.get(*b"text")?], engine.index.len())
            .ok_or_else(|| damaged("text"))?;
        for doc in engine.index.live().iter() {
            engine.numbers.insert(engine.index.documents().id(doc).to_owned(), DocId(doc));
        }
        Ok(engine)
    }

    /// Takes the documents of another engine, with their facts and their index as they are; one of the same id
    /// replaces ours. Counts at once. Linear in the number of all documents.
    ///
    /// # Errors
    /// A table of its index cannot be read; the documents before it were taken.
    pub fn append(&mut self, mut other: Self) -> Result<(), SnapshotError> {
        self.commit();
        other.commit();
        if self.is_empty() {
            self.info = other.info.clone();
        }
        for facet in other.info.facets {
            if !self.info.facets.iter().any(|f| f.key == facet.key) {
                self.info.facets.push(facet);
            }
        }
        let base = self.index.len();
        self.removed.extend(other.index.live().clone().complement().iter().map(|doc| base + doc));
        for segment in other.index.into_segments() {
            self.index.push(segment)?;
        }
        self.slots.append(&mut other.slots);
        for (id, number) in other.numbers {
            let number = DocId(base + number.0);
            if let Some(before) = self.numbers.insert(id, number) {
                self.removed.push(before.0);
                self.slots[before.at()] = Slot::default();
            }
        }
        self.commit();
        Ok(())
    }
}

impl Texts for Engine {
    fn document(&self, doc: DocId) -> Option<&Document> {
        self.get(doc).map(|entry| &entry.document)
    }
}

fn prepared(raw: RawDocument, lists: &Lists) -> Entry {
    let document = crate::text::prepare(raw);
    let facts = extract(&document, lists);
    Entry { document, facts }
}

/// What is indexed of a document.
fn source(entry: &Entry, extracted: bool) -> Source<'_> {
    let Entry { document, facts } = entry;
    let mut body: Vec<&str> = document.body.iter().map(|p| p.span.of(&document.text)).collect();
    let lead = if body.len() > 1 { body.remove(0) } else { "" };
    let captions = document.removed.iter().filter(|removed| removed.reason == Reason::Caption);
    let date = facets::date(entry);
    Source {
        id: &document.id,
        lang: document.lang,
        date: date.and_then(|date| date.days()),
        title: document.title.as_ref().map_or("", |title| &title.text),
        lead,
        body,
        captions: captions.map(|removed| removed.span.of(&document.text)).collect(),
        facets: facets::values(document, extracted.then_some(facts), date),
    }
}
