//! Filters, and disjunctive counts in one pass over the facets.

use super::{FacetCounts, FacetOrder, FacetRequest, FacetValue, Filter, Labels, bins, tree};
use crate::base::Arrange;
use crate::base::number::number;
use crate::bitmap::Bitmap;
use crate::date::Date;
use crate::index::Index;
use crate::text::fold::{canon_phrase, folded_phrase};

/// How many values of a facet are counted where the request names none.
const VALUES: u32 = 50;
/// The name by which a filter speaks of documents without a value.
pub const MISSING: &str = "";

/// The documents that each filter of a request lets through.
#[derive(Debug)]
pub struct Filters<'r> {
    sets: Vec<(&'r Filter, Bitmap)>,
}

impl<'r> Filters<'r> {
    /// Works out the sets.
    #[must_use]
    pub fn of(index: &Index, labels: &dyn Labels, filters: &'r [Filter]) -> Self {
        Self { sets: filters.iter().map(|filter| (filter, passing(index, labels, filter))).collect() }
    }

    /// What all filters let through of `matches`, those on `facet` left out of account.
    #[must_use]
    pub fn apply(&self, matches: &Bitmap, facet: Option<&str>) -> Bitmap {
        let mut set = matches.clone();
        for (filter, passing) in &self.sets {
            if facet != Some(filter.facet.as_str()) {
                set.and(passing);
            }
        }
        set
    }

    /// Whether there is a filter on `facet`.
    fn on(&self, facet: &str) -> bool {
        self.sets.iter().any(|(filter, _)| filter.facet == facet)
    }

    fn chosen(&self, facet: &str, value: &str, list: fn(&Filter) -> &Vec<String>) -> bool {
        self.sets.iter().any(|(filter, _)| filter.facet == facet && list(filter).iter().any(|v| v == value))
    }
}

/// The documents that a filter lets through.
fn passing(index: &Index, labels: &dyn Labels, filter: &Filter) -> Bitmap {
    let len = index.len() as usize;
    let facet = index.facet(&filter.facet);
    let of = |values: &[String]| {
        let mut set = Bitmap::new(len);
        for value in values {
            match facet {
                Some(facet) if value == MISSING => facet.add_without(&mut set),
                Some(facet) => {
                    if let Some(number) = facet.number(value) {
                        facet.add_docs(number, &mut set);
                    }
                    for number in tree::below(facet, labels, value) {
                        facet.add_docs(number, &mut set);
                    }
                }
                None if value == MISSING => set = Bitmap::full(len),
                None => {}
            }
        }
        set
    };
    let mut set = if filter.include.is_empty() { Bitmap::full(len) } else { of(&filter.include) };
    set.and_not(&of(&filter.exclude));
    if filter.from.is_some() || filter.to.is_some() {
        let (from, to) = (filter.from.as_deref().map(|v| (v, true)), filter.to.as_deref().map(|v| (v, true)));
        set.and(&range(index, &filter.facet, from, to));
    }
    set
}

/// The documents whose date (facet `date` or `year`), whose event (`when`), or whose value of a number or date facet, lies in a range.
#[must_use]
pub fn range(index: &Index, facet: &str, from: Option<(&str, bool)>, to: Option<(&str, bool)>) -> Bitmap {
    let len = index.len() as usize;
    let mut set = Bitmap::new(len);
    if matches!(facet, "date" | "year" | "when") {
        let (low, high) = (from.map(|f| bound(f, true)), to.map(|t| bound(t, false)));
        if low == Some(None) || high == Some(None) {
            return set;
        }
        let (low, high) = (low.flatten().unwrap_or(i32::MIN + 1), high.flatten().unwrap_or(i32::MAX));
        if let Some(facet) = index.facet(facet).filter(|_| facet == "when") {
            let inside = |v: &str| {
                let ends = bound((v, true), true).zip(bound((v, true), false));
                ends.is_some_and(|(first, last)| low <= first && last <= high)
            };
            for (number, _) in facet.values.iter().enumerate().filter(|(_, value)| inside(value)) {
                facet.add_docs(number as u32, &mut set);
            }
            return set;
        }
        let dates = index.documents().dates.iter().enumerate();
        dates.filter(|(_, date)| (low..=high).contains(*date)).for_each(|(doc, _)| set.insert(doc as u32));
        return set;
    }
    let Some(facet) = index.facet(facet) else { return set };
    let above = |value: &str| {
        from.is_none_or(|(limit, belongs)| {
            compare(value, limit).is_some_and(|o| if belongs { o.is_ge() } else { o.is_gt() })
        })
    };
    let below = |value: &str| {
        to.is_none_or(|(limit, belongs)| {
            compare(value, limit).is_some_and(|o| if belongs { o.is_le() } else { o.is_lt() })
        })
    };
    for (number, value) in facet.values.iter().enumerate() {
        if above(value) && below(value) {
            facet.add_docs(number as u32, &mut set);
        }
    }
    set
}

/// The first (of a lower limit) or last day meant by `2023`, `2023-06` or a full date, in days since 1970-01-01.
fn bound((text, belongs): (&str, bool), lower: bool) -> Option<i32> {
    let date = Date::parse(text)?;
    let first = date.days()?;
    let last = match (date.year?, date.month, date.day) {
        (_, _, Some(_)) => first,
        (year, Some(12), None) | (year, None, None) => Date::ymd(year, 12, 31)?.days()?,
        (year, Some(month), None) => Date::ymd(year, month + 1, 1)?.days()? - 1,
    };
    Some(match (lower, belongs) {
        (true, true) => first,
        (true, false) => last + 1,
        (false, true) => last,
        (false, false) => first - 1,
    })
}

/// Numbers by size, dates and other values as text.
fn compare(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a.partial_cmp(&b),
        (None, None) => Some(a.get(..b.len()).unwrap_or(a).cmp(b)),
        _ => None,
    }
}

/// The counts asked for; of every facet where nothing is said. `matches` are the documents of the query, before the
/// filters; `all` those after.
#[must_use]
pub fn counts(
    index: &Index,
    filters: &Filters<'_>,
    matches: &Bitmap,
    all: &Bitmap,
    labels: &dyn Labels,
    wanted: Option<&[FacetRequest]>,
) -> Vec<FacetCounts> {
    let every: Vec<FacetRequest>;
    let wanted = match wanted {
        Some(wanted) => wanted,
        None => {
            let names = index.facets().iter().map(|facet| facet.name.clone());
            every =
                names.map(|facet| FacetRequest { facet, limit: VALUES, ..FacetRequest::default() }).collect();
            &every
        }
    };
    let count = |request: &FacetRequest| {
        let own = filters.on(&request.facet).then(|| filters.apply(matches, Some(&request.facet)));
        of_facet(index, filters, labels, own.as_ref().unwrap_or(all), request)
    };
    wanted.iter().map(count).collect()
}

fn of_facet(
    index: &Index,
    filters: &Filters<'_>,
    labels: &dyn Labels,
    set: &Bitmap,
    request: &FacetRequest,
) -> FacetCounts {
    let name = &request.facet;
    let mut out =
        FacetCounts { facet: name.clone(), distinct: 0, values: Vec::new(), missing: 0, bins: Vec::new() };
    if request.bins > 0 {
        out.bins = bins::bins(index, name, set, request.bins);
    }
    let Some(facet) = index.facet(name) else { return out };
    let (counts, missing) = facet.count(set, set.count());
    out.missing = missing;
    out.distinct = counts.iter().filter(|count| **count > 0).count() as u32;
    let filtered = filters.on(name);
    let value = |value: &str, count: u32, parent: Option<String>| {
        let chosen = |list| filtered && filters.chosen(name, value, list);
        let (selected, excluded) = (chosen(|f| &f.include), chosen(|f| &f.exclude));
        FacetValue { value: value.to_owned(), parent, count, selected, excluded }
    };
    let touched = |known: &str| {
        filtered
            && (filters.chosen(name, known, |f| &f.include) || filters.chosen(name, known, |f| &f.exclude))
    };
    let mut all: Vec<FacetValue> = Vec::new();
    for (known, count) in facet.values.iter().zip(counts) {
        if count > 0 || touched(known) {
            all.push(value(known, count, None));
        }
    }
    if touched(MISSING) {
        all.push(value(MISSING, missing, None));
    }
    if request.tree {
        for (parent, count) in tree::parents(facet, labels, set, &mut all) {
            let above = labels.parent(name, &parent);
            all.push(value(&parent, count, above));
        }
    }
    if !request.find.is_empty() {
        let start = folded_phrase(&request.find);
        all.retain(|value| {
            labels.names(name, &value.value).iter().any(|name| has_word(&folded_phrase(name), &start))
        });
    }
    arrange(&mut all, name, labels, request.order);
    let first = all.iter().filter(|value| value.selected || value.excluded).count();
    if request.limit > 0 {
        all.truncate(first.max(request.limit as usize));
    }
    if request.tree {
        tree::nest(&mut all);
    }
    out.values = all;
    out
}

/// Whether a word of a bare phrase begins with another.
fn has_word(phrase: &str, start: &str) -> bool {
    phrase.match_indices(start).any(|(at, _)| at == 0 || phrase.as_bytes().get(at - 1) == Some(&b' '))
}

fn arrange(values: &mut [FacetValue], facet: &str, labels: &dyn Labels, order: FacetOrder) {
    let free = |value: &FacetValue| !(value.selected || value.excluded);
    if order == FacetOrder::Count {
        values.arrange_by(|a, b| {
            free(a).cmp(&free(b)).then(b.count.cmp(&a.count)).then_with(|| a.value.cmp(&b.value))
        });
        return;
    }
    let side = usize::from(order == FacetOrder::NameEn);
    let keys = values.iter().enumerate();
    let keys = keys.map(|(at, value)| (free(value), collated(&labels.names(facet, &value.value)[side]), at));
    let mut keys: Vec<(bool, String, usize)> = keys.collect();
    keys.arrange();
    let sorted: Vec<FacetValue> = keys.iter().map(|key| values[key.2].clone()).collect();
    values.clone_from_slice(&sorted);
}

/// A name to be sorted by: bare letters first, then marks.
fn collated(name: &str) -> String {
    format!("{}\u{0}{}", folded_phrase(name), canon_phrase(name))
}
