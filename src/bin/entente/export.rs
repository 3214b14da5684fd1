//! `entente export`: facts and documents in other programs' formats.

use entente::export::{Context, Format, export};
use entente::overview::{Selection, Source};
use entente::search::Request;

use crate::args::{Parsed, Spec};
use crate::ask::{engine_of, filters, known_facets};
use crate::output::{Output, Stop};

/// What the command takes.
pub(crate) const SPEC: Spec = Spec {
    name: "export",
    usage: "export PATH --as FORMAT [--query QUERY] [--filter FACET=VALUE]… [--lang vi|en]",
    about: "a selection as csv jsonl ftm skos plover csl ris bibtex geojson gexf or annotations, to standard output",
    options: &["--as", "--query", "--filter", "--lang"],
    switches: &[],
    others: (1, 1),
};

/// Reads the corpus, selects, writes one file to standard output.
pub(crate) fn run(args: &Parsed, output: &mut Output) -> Result<bool, Stop> {
    let usage = |what: String| Stop::Usage(format!("export: {what}; usage: entente {}", SPEC.usage));
    let format = text_of(args, "--as").ok_or_else(|| usage("--as is missing".to_owned()))?;
    let format = Format::from_name(&format).map_err(|unknown| usage(unknown.to_string()))?;
    let lang = text_of(args, "--lang").unwrap_or_else(|| "en".to_owned());
    if !["vi", "en"].contains(&lang.as_str()) {
        return Err(usage(format!("--lang is '{lang}'; expected vi or en")));
    }
    let query = text_of(args, "--query").unwrap_or_default();
    let request = Request { query, filters: filters(args).map_err(usage)?, ..Request::default() };
    let Some((engine, well)) = engine_of(&args.others[0]) else { return Ok(false) };
    known_facets(&request.filters, &engine).map_err(usage)?;
    let sources = engine.matching(&request).into_iter().filter_map(|id| {
        let entry = engine.get(id)?;
        Some(Source { id, document: &entry.document, facts: &entry.facts })
    });
    let selection = Selection::new(sources.collect());
    let info = engine.info();
    let context = Context {
        title: &info.title,
        version: &info.version,
        license: &info.license,
        query: &request.query,
        filters: &request.filters,
        lang: &lang,
        today: None,
    };
    let file = export(format, &selection, engine.lists(), &context);
    output.line(file.text.trim_end_matches('\n')).map(|()| well)
}

fn text_of(args: &Parsed, option: &str) -> Option<String> {
    args.value(option).map(|value| value.to_string_lossy().into_owned())
}
