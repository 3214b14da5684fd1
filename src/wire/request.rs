//! What comes in: requests as JavaScript objects. Unknown keys are refused, so that a typing error is not a silence.

use super::read::{Incoming, keys, take_name};
use crate::base::json::Json;
use crate::search;

/// `engine.search(request)`.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// The query as typed.
    pub query: String,
    filters: Vec<Filter>,
    facets: Option<Vec<FacetRequest>>,
    sort: Sort,
    offset: u32,
    limit: Option<u32>,
    passages: u32,
    explain: bool,
    not_also: Vec<String>,
    /// The language of labels: `vi` or `en`.
    pub lang: String,
}

keys!(SearchRequest { "passages" => passages, "query" => query, "filters" => filters, "facets" => facets, "sort" => sort, "offset" => offset, "limit" => limit, "explain" => explain, "notAlso" => not_also, "lang" => lang });

/// Hits returned where the request does not say.
const LIMIT: u32 = 20;
/// Values counted of a facet where the request does not say.
const VALUES: u32 = 50;
/// No histogram has more bins.
const MOST_BINS: u32 = 500;

#[derive(Debug, Clone, Default)]
struct Filter {
    facet: String,
    include: Vec<String>,
    exclude: Vec<String>,
    from: Option<String>,
    to: Option<String>,
}

keys!(Filter { "facet" => facet, "include" => include, "exclude" => exclude, "from" => from, "to" => to });

#[derive(Debug, Clone, Default)]
struct FacetRequest {
    facet: String,
    limit: Option<u32>,
    find: String,
    order: FacetOrder,
    tree: bool,
    bins: u32,
}

#[derive(Debug, Clone, Copy, Default)]
enum FacetOrder {
    #[default]
    Count,
    NameVi,
    NameEn,
}

impl Incoming for FacetOrder {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let orders = [Self::Count, Self::NameVi, Self::NameEn];
        *self = orders[take_name(value, &["count", "name-vi", "name-en"])?];
        Ok(())
    }
}

keys!(FacetRequest {
    "facet" => facet, "limit" => limit, "find" => find, "order" => order, "tree" => tree, "bins" => bins
});

#[derive(Debug, Clone, Copy, Default)]
enum Sort {
    #[default]
    Relevance,
    Newest,
    Oldest,
    Title,
}

impl Incoming for Sort {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let sorts = [Self::Relevance, Self::Newest, Self::Oldest, Self::Title];
        *self = sorts[take_name(value, &["relevance", "newest", "oldest", "title"])?];
        Ok(())
    }
}

impl SearchRequest {
    /// The core's form of the request.
    #[must_use]
    pub fn to_core(&self) -> search::Request {
        search::Request {
            query: self.query.clone(),
            filters: self.filters.iter().map(Filter::to_core).collect(),
            facets: self.facets.as_ref().map(|list| list.iter().map(FacetRequest::to_core).collect()),
            sort: match self.sort {
                Sort::Relevance => search::Sort::Relevance,
                Sort::Newest => search::Sort::Newest,
                Sort::Oldest => search::Sort::Oldest,
                Sort::Title => search::Sort::Title,
            },
            offset: self.offset,
            limit: self.limit.unwrap_or(LIMIT),
            passages: self.passages,
            explain: self.explain,
            not_also: self.not_also.clone(),
        }
    }
}

impl Filter {
    fn to_core(&self) -> search::Filter {
        search::Filter {
            facet: self.facet.clone(),
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
        }
    }
}

impl FacetRequest {
    fn to_core(&self) -> search::FacetRequest {
        search::FacetRequest {
            facet: self.facet.clone(),
            limit: self.limit.unwrap_or(VALUES),
            find: self.find.clone(),
            order: match self.order {
                FacetOrder::Count => search::FacetOrder::Count,
                FacetOrder::NameVi => search::FacetOrder::NameVi,
                FacetOrder::NameEn => search::FacetOrder::NameEn,
            },
            tree: self.tree,
            bins: self.bins.min(MOST_BINS),
        }
    }
}

/// `engine.document(id, options)`.
#[derive(Debug, Clone, Default)]
pub struct DocumentOptions {
    /// Marks where this matches.
    pub query: String,
    /// Concepts not to search along.
    pub not_also: Vec<String>,
    /// The unit of offsets.
    pub offsets: Unit,
}

keys!(DocumentOptions { "query" => query, "notAlso" => not_also, "offsets" => offsets });

/// The unit of offsets of a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of the UTF-8 text.
    #[default]
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

impl Incoming for Unit {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        *self = [Self::Bytes, Self::Utf16][take_name(value, &["bytes", "utf16"])?];
        Ok(())
    }
}

/// `engine.suggest(request)`.
#[derive(Debug, Clone, Default)]
pub struct SuggestRequest {
    /// What was typed so far.
    pub query: String,
    limit: Option<u32>,
    filters: Vec<Filter>,
    /// The language of labels: `vi` or `en`.
    pub lang: String,
}

keys!(SuggestRequest { "filters" => filters, "query" => query, "limit" => limit, "lang" => lang });

impl SuggestRequest {
    /// The filters that the counts are under.
    #[must_use]
    pub fn filters(&self) -> Vec<search::Filter> {
        self.filters.iter().map(Filter::to_core).collect()
    }

    /// How many are wanted; 8 where the request does not say.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(8) as usize
    }
}

/// A view of a selection: `engine.facts`, `ledger`, `pledges`, `timeline`, `partners`, `network`. Each method reads the
/// keys that concern it.
#[derive(Debug, Clone, Default)]
pub struct ViewRequest {
    query: String,
    filters: Vec<Filter>,
    not_also: Vec<String>,
    /// Rows to skip.
    pub offset: usize,
    limit: Option<usize>,
    /// `facts`: the facet whose values are to be proved; `timeline`: the facet to stack by.
    pub facet: Option<String>,
    /// `facts`: the values to be proved; all of the facet where empty.
    pub values: Vec<String>,
    /// `timeline`: `day`, `month` or `year` (where left out); `concordance`: `left` or `right`, else by document.
    pub by: Option<String>,
    /// A country, or in a network any node; in `partners` all that are wanted.
    pub who: Vec<String>,
    /// `ledger`: the last status; `pledges`: the verb.
    pub status: Option<String>,
    /// `pledges`: the side, a country or `both`.
    pub side: Option<String>,
    /// `network`: `country`, `organization`, `person`.
    pub kinds: Vec<String>,
    /// `export`: the format.
    pub format: Option<String>,
    /// `export`: the language of labels.
    pub lang: String,
    /// `export`: today, `2026-11-22`: in the file's name and as the day of access.
    pub today: Option<String>,
}

keys!(ViewRequest { "query" => query, "filters" => filters, "notAlso" => not_also, "offset" => offset, "limit" => limit, "facet" => facet, "values" => values, "by" => by, "who" => who, "status" => status, "side" => side, "kinds" => kinds, "format" => format, "lang" => lang, "today" => today });

impl ViewRequest {
    /// The search that selects the documents.
    #[must_use]
    pub fn selection(&self) -> search::Request {
        search::Request {
            query: self.query.clone(),
            filters: self.filters.iter().map(Filter::to_core).collect(),
            not_also: self.not_also.clone(),
            sort: search::Sort::Newest,
            ..search::Request::default()
        }
    }

    /// Rows wanted; 50 where the request does not say.
    #[must_use]
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(50)
    }

    /// The first of `who`.
    #[must_use]
    pub fn one(&self) -> Option<&str> {
        self.who.first().map(String::as_str)
    }
}
