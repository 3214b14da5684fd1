//! What `search` and `export` share: an engine over a corpus, and the conditions of `--filter`.

use std::ffi::OsStr;

use entente::corpus::Item;
use entente::corpus::check::Severity;
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::{Filter, Request};

use crate::args::Parsed;
use crate::input::{items, shown};
use crate::output::complain;

/// An engine that holds a corpus, and whether nothing of it was lost; `None` where it cannot be read at all.
pub(crate) fn engine_of(corpus: &OsStr) -> Option<(Engine, bool)> {
    let mut engine = Engine::new(Lists::bundled());
    let mut well = true;
    let read = items(corpus, &mut |item| match item {
        Item::Info(info) => engine.configure(info),
        Item::Document(raw) => {
            engine.add(raw);
        }
        Item::Finding(finding) => {
            well &= finding.severity == Severity::Warning;
            complain(shown(corpus, &finding.path, finding.line), &finding.what);
        }
    });
    if let Err(what) = read {
        complain(corpus.to_string_lossy(), what);
        return None;
    }
    engine.commit();
    Some((engine, well))
}

/// The conditions of all `--filter` options; those on one facet are joined.
pub(crate) fn filters(args: &Parsed) -> Result<Vec<Filter>, String> {
    let mut filters = Vec::new();
    for text in args.values("--filter") {
        add_filter(&mut filters, &text.to_string_lossy())?;
    }
    Ok(filters)
}

/// Adds `facet=value`, `facet!=value` or `facet=from..to`, where either end may be left open.
fn add_filter(filters: &mut Vec<Filter>, text: &str) -> Result<(), String> {
    let unclear = || format!("--filter is '{text}'; expected FACET=VALUE, FACET!=VALUE or FACET=FROM..TO");
    let (facet, value) = text.split_once('=').ok_or_else(unclear)?;
    let (facet, excluded) = match facet.strip_suffix('!') {
        Some(facet) => (facet, true),
        None => (facet, false),
    };
    if facet.is_empty() || value.is_empty() {
        return Err(unclear());
    }
    let at = filters.iter().position(|filter| filter.facet == facet).unwrap_or_else(|| {
        filters.push(Filter { facet: facet.to_owned(), ..Filter::default() });
        filters.len() - 1
    });
    let filter = &mut filters[at];
    let end = |end: &str| (!end.is_empty()).then(|| end.to_owned());
    match value.split_once("..") {
        _ if excluded => filter.exclude.push(value.to_owned()),
        Some((from, to)) => (filter.from, filter.to) = (end(from), end(to)),
        None => filter.include.push(value.to_owned()),
    }
    Ok(())
}

/// Refuses filters on a facet that this corpus does not have.
pub(crate) fn known_facets(filters: &[Filter], engine: &Engine) -> Result<(), String> {
    let everything = engine.search(&Request::default());
    let known: Vec<&str> = everything.facets.iter().map(|counts| counts.facet.as_str()).collect();
    match filters.iter().find(|filter| !known.contains(&filter.facet.as_str())) {
        Some(filter) => Err(format!("no facet '{}'; expected one of {}", filter.facet, known.join(" "))),
        None => Ok(()),
    }
}
