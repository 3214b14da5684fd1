//! Filters, and disjunctive counts in one pass over the facets.

use std::cmp::Reverse;

use super::{FacetCounts, FacetRequest, FacetValue, Filter};
use crate::bitmap::Bitmap;
use crate::date::Date;
use crate::index::{Facet, Index};

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
    pub fn of(index: &Index, filters: &'r [Filter]) -> Self {
        Self { sets: filters.iter().map(|filter| (filter, passing(index, filter))).collect() }
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
fn passing(index: &Index, filter: &Filter) -> Bitmap {
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
    match (a.parse::<f64>(), b.parse::<f64>()) {
        (Ok(a), Ok(b)) => a.partial_cmp(&b),
        (Err(_), Err(_)) => Some(a.get(..b.len()).unwrap_or(a).cmp(b)),
        _ => None,
    }
}

/// The counts asked for; of every facet where nothing is said. `matches` are the documents of the query, before the filters; `all` those after.
#[must_use]
pub fn counts(
    index: &Index,
    filters: &Filters<'_>,
    matches: &Bitmap,
    all: &Bitmap,
    wanted: Option<&[FacetRequest]>,
) -> Vec<FacetCounts> {
    let every: Vec<FacetRequest>;
    let wanted = match wanted {
        Some(wanted) => wanted,
        None => {
            let names = index.facets().iter().map(|facet| facet.name.clone());
            every = names.map(|facet| FacetRequest { facet, limit: VALUES }).collect();
            &every
        }
    };
    let size = all.count();
    let count = |request: &FacetRequest| match index.facet(&request.facet) {
        Some(facet) if filters.on(&facet.name) => {
            let own = filters.apply(matches, Some(&facet.name));
            of_facet(facet, filters, &own, own.count(), request.limit)
        }
        Some(facet) => of_facet(facet, filters, all, size, request.limit),
        None => FacetCounts { facet: request.facet.clone(), distinct: 0, values: Vec::new() },
    };
    wanted.iter().map(count).collect()
}

fn of_facet(facet: &Facet, filters: &Filters<'_>, set: &Bitmap, size: u32, limit: u32) -> FacetCounts {
    let (counts, none) = facet.count(set, size);
    let distinct = counts.iter().filter(|count| **count > 0).count() as u32;
    let filtered = filters.on(&facet.name);
    let chosen = |value: &str| {
        let in_list = |list| filtered && filters.chosen(&facet.name, value, list);
        (in_list(|f| &f.include), in_list(|f| &f.exclude))
    };
    // Numbers of values; one past the last stands for documents without any.
    let missing = facet.values.len();
    let name = |at: usize| facet.values.get(at).map_or(MISSING, String::as_str);
    let number = |at: usize| counts.get(at).copied().unwrap_or(none);
    let mut order: Vec<(Reverse<bool>, Reverse<u32>, usize)> = (0..=missing)
        .map(|at| {
            let (selected, excluded) = if filtered { chosen(name(at)) } else { (false, false) };
            (Reverse(selected || excluded), Reverse(number(at)), at)
        })
        .filter(|(first, count, at)| first.0 || count.0 > 0 && *at < missing)
        .collect();
    order.sort_unstable();
    let first = order.iter().take_while(|(first, _, _)| first.0).count();
    if limit > 0 {
        order.truncate(first.max(limit as usize));
    }
    let value = |(_, count, at): &(Reverse<bool>, Reverse<u32>, usize)| {
        let (selected, excluded) = if filtered { chosen(name(*at)) } else { (false, false) };
        FacetValue { value: name(*at).to_owned(), count: count.0, selected, excluded }
    };
    FacetCounts { facet: facet.name.clone(), distinct, values: order.iter().map(value).collect() }
}
