//! One entry: a request against an index gives a response.

pub mod better;
pub mod bins;
pub mod count;
pub mod fields;
mod found;
pub mod highlight;
pub mod kwic;
pub mod matching;
mod phrase;
mod places;
pub mod plan;
pub mod resolve;
mod run;
pub mod score;
pub mod spell;
mod stray;
mod task;
mod tree;

use crate::base::{DocId, Span};
use crate::text::Document;
pub use run::{concordance, marks, matching_docs, rank, search};
pub use task::Task;

/// What a search asks of those who know the texts.
pub trait Texts {
    /// The document of a number, where its text is kept.
    fn document(&self, doc: DocId) -> Option<&Document>;
}

/// What a search asks of those who know the labels of facet values.
pub trait Labels {
    /// The ids of the values of a facet that a reader calls `text`, in any language, with or without marks.
    fn values(&self, facet: &str, text: &str) -> Vec<String>;

    /// The value of the same facet that a value belongs to: a country's region, a month's year, a broader crime.
    fn parent(&self, facet: &str, value: &str) -> Option<String>;

    /// What readers call a value of a facet, in both languages.
    fn names(&self, facet: &str, value: &str) -> [String; 2];

    /// The concepts that words of a query are labels of, with their other labels; those inside another come before it.
    fn concepts(&self, query: &str) -> Vec<Concept>;
}

/// A concept found in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Its id.
    pub id: String,
    /// The words that are its label, in bytes of the query.
    pub span: Span,
    /// What else it is called, in both languages.
    pub labels: Vec<String>,
    /// Whether the labels count only as they are written: a name without its marks is no other word.
    pub exact: bool,
}

/// No texts and no labels: for an index that keeps neither.
#[derive(Debug, Default, Clone, Copy)]
pub struct Bare;

impl Texts for Bare {
    fn document(&self, _doc: DocId) -> Option<&Document> {
        None
    }
}

impl Labels for Bare {
    fn values(&self, _facet: &str, _text: &str) -> Vec<String> {
        Vec::new()
    }

    fn concepts(&self, _query: &str) -> Vec<Concept> {
        Vec::new()
    }

    fn parent(&self, _facet: &str, _value: &str) -> Option<String> {
        None
    }

    fn names(&self, _facet: &str, value: &str) -> [String; 2] {
        [value.to_owned(), value.to_owned()]
    }
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Request {
    /// The query as typed; empty finds everything.
    pub query: String,
    /// Conditions by facet; across facets all must hold.
    pub filters: Vec<Filter>,
    /// Which facets to count, and how many values of each; `None` counts every facet with 50 values.
    pub facets: Option<Vec<FacetRequest>>,
    /// The order of the hits.
    pub sort: Sort,
    /// Hits to skip.
    pub offset: u32,
    /// Hits to return; 0 asks for counts only.
    pub limit: u32,
    /// Passages that a hit shows at most; 0 is read as 1.
    pub passages: u32,
    /// Whether each hit explains its score.
    pub explain: bool,
    /// Labels of concepts that must not be searched along (chips switched off).
    pub not_also: Vec<String>,
}

/// A condition on one facet: any of `include`, none of `exclude`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// The facet's id, e.g. `country`, `year`, `crime`.
    pub facet: String,
    /// Values, joined by OR; empty means no restriction.
    pub include: Vec<String>,
    /// Values that a document must not have.
    pub exclude: Vec<String>,
    /// For dates and numbers: lowest value wanted, inclusive (`2019`, `2019-06`).
    pub from: Option<String>,
    /// For dates and numbers: highest value wanted, inclusive.
    pub to: Option<String>,
}

/// Which facet to count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetRequest {
    /// The facet's id; `date` has bins alone.
    pub facet: String,
    /// At most this many values (selected ones always come along); 0 means all.
    pub limit: u32,
    /// Only values with a word that begins so, in either language; empty means all.
    pub find: String,
    /// The order of the values.
    pub order: FacetOrder,
    /// Whether values that others belong to are counted too, each before those that belong to it: regions, years.
    pub tree: bool,
    /// At most this many bins over dates or numbers; 0 means none.
    pub bins: u32,
}

/// The order of a facet's values; selected ones come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FacetOrder {
    /// By count, then by id.
    #[default]
    Count,
    /// By Vietnamese name.
    NameVi,
    /// By English name.
    NameEn,
}

/// The order of hits; ties are broken by date (newest first), then by document id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// By score; by date where the query is empty.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
    /// By title.
    Title,
}

/// The answer.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Response {
    /// Documents that match query and filters.
    pub total: u32,
    /// The page of hits asked for.
    pub hits: Vec<Hit>,
    /// Counts, disjunctive and exact over all matches.
    pub facets: Vec<FacetCounts>,
    /// What of the query could not be read, with byte ranges of the query.
    pub problems: Vec<QueryProblem>,
    /// A better spelling, where nothing was found.
    pub corrected_query: Option<String>,
    /// Labels searched along.
    pub also_searched: Vec<Also>,
}

/// One document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Which.
    pub doc: DocId,
    /// Its id.
    pub id: String,
    /// Its score; higher is better; 0 where the query is empty.
    pub score: f32,
    /// The title in segments.
    pub title: Vec<Segment>,
    /// The best passages in segments, with gaps between.
    pub snippet: Vec<Segment>,
    /// The score as a tree of named terms.
    pub why: Option<Explanation>,
}

/// A piece of text and why it is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The words, as they stand in the document.
    pub text: String,
    /// What they are.
    pub kind: SegmentKind,
}

/// Why a segment is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SegmentKind {
    /// Not marked.
    Text,
    /// Words as typed.
    Match,
    /// Words that differ by marks or spelling only.
    Folded,
    /// Words that the typed letters begin.
    Prefix,
    /// Words within the allowed typing errors.
    Typo,
    /// Another label of a concept typed.
    Label,
    /// Text left out between two passages; the text is `…`.
    Gap,
}

/// The counts of one facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCounts {
    /// The facet's id.
    pub facet: String,
    /// Number of distinct values with at least one match.
    pub distinct: u32,
    /// Values in the order asked for; selected ones first.
    pub values: Vec<FacetValue>,
    /// Documents without a value, with this facet's own selection left out of account.
    pub missing: u32,
    /// A histogram, where one was asked for.
    pub bins: Vec<Bin>,
}

/// The documents whose date or number lies in a range; a filter from `from` to `to` finds the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// The lowest value: a date of the bin's unit (`2024`, `2024-09`, `2024-09-29`), or a number.
    pub from: String,
    /// The highest value, inclusive.
    pub to: String,
    /// How many.
    pub count: u32,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value's id.
    pub value: String,
    /// The value it belongs to, in a tree.
    pub parent: Option<String>,
    /// Documents, with this facet's own selection left out of account; those of what belongs to it too, in a tree.
    pub count: u32,
    /// Whether the request includes it.
    pub selected: bool,
    /// Whether the request excludes it.
    pub excluded: bool,
}

/// What of a query could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryProblem {
    /// What was expected, what came, what was done instead.
    pub what: String,
    /// Where, in bytes of the query.
    pub span: Span,
}

/// A label searched along with a typed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Also {
    /// What was typed.
    pub typed: String,
    /// What was searched along.
    pub label: String,
    /// The concept's id.
    pub concept: String,
}

/// A score as a tree of named terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// What the number is.
    pub name: String,
    /// The number.
    pub value: f32,
    /// What it was made of.
    pub parts: Vec<Explanation>,
}
