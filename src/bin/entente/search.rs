//! `entente search`: the same answer as the page.

use std::ffi::OsStr;

use entente::corpus::Item;
use entente::corpus::check::Severity;
use entente::engine::{Engine, Entry};
use entente::extract::Lists;
use entente::search::{Filter, Hit, Request, Response, Segment, SegmentKind};
use entente::wire::SearchResponse;
use entente::wire::answer::Context;

use crate::args::{Parsed, Spec};
use crate::input::{items, shown};
use crate::output::{Output, Stop, complain};

/// What the command takes.
pub(crate) const SPEC: Spec = Spec {
    name: "search",
    usage: "search --corpus PATH QUERY [--filter FACET=VALUE]… [--limit N] [--json]",
    about: "the same answer as the page; FACET!=VALUE excludes, FACET=FROM..TO is a range; values of one facet are joined by OR",
    options: &["--corpus", "--filter", "--limit"],
    switches: &["--json"],
    others: (1, 1),
};

/// Hits shown where nothing else is said.
const LIMIT: u32 = 20;

/// Reads the corpus, asks, prints.
pub(crate) fn run(args: &Parsed, output: &mut Output) -> Result<bool, Stop> {
    let usage = |what: String| Stop::Usage(format!("search: {what}; usage: entente {}", SPEC.usage));
    let corpus = args.value("--corpus").ok_or_else(|| usage("--corpus is missing".to_owned()))?;
    let mut request = Request {
        query: args.others[0].to_string_lossy().into_owned(),
        limit: args.number("--limit", LIMIT).map_err(usage)?,
        ..Request::default()
    };
    for filter in args.values("--filter") {
        add_filter(&mut request.filters, &filter.to_string_lossy()).map_err(usage)?;
    }
    let Some((engine, well)) = engine_of(corpus) else { return Ok(false) };
    let response = engine.search(&request);
    if let Some(what) = unknown_facet(&request, &engine) {
        return Err(usage(what));
    }
    if args.has("--json") {
        json(&engine, &request, &response, output)
    } else {
        text(&engine, &response, output)
    }
    .map(|()| well)
}

/// An engine that holds a corpus, and whether nothing of it was lost; `None` where it cannot be read at all.
fn engine_of(corpus: &OsStr) -> Option<(Engine, bool)> {
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

/// The complaint about a filter on a facet that this corpus does not have.
fn unknown_facet(request: &Request, engine: &Engine) -> Option<String> {
    let everything = engine.search(&Request::default());
    let known: Vec<&str> = everything.facets.iter().map(|counts| counts.facet.as_str()).collect();
    let unknown = request.filters.iter().find(|filter| !known.contains(&filter.facet.as_str()))?;
    Some(format!("no facet '{}'; expected one of {}", unknown.facet, known.join(" ")))
}

fn json(engine: &Engine, request: &Request, response: &Response, output: &mut Output) -> Result<(), Stop> {
    let entry = |doc| engine.get(doc).map(|entry: &Entry| (&entry.document, &entry.facts));
    let bodies = engine.entries().flat_map(|(_, e)| &e.facts.organizations);
    let bodies = bodies.map(|o| (o.id.clone(), o.name.clone())).collect();
    let context =
        Context { lists: engine.lists(), bodies: &bodies, entry: &entry, lang: "en", query: &request.query };
    match serde_json::to_string(&SearchResponse::new(response, context)) {
        Ok(line) => output.line(&line),
        // Numbers, texts and lists always have a JSON form.
        Err(error) => Err(Stop::Usage(format!("search: {error}"))),
    }
}

fn text(engine: &Engine, response: &Response, output: &mut Output) -> Result<(), Stop> {
    let documents = if response.total == 1 { "document" } else { "documents" };
    output.line(&format!("{} {documents}", response.total))?;
    for problem in &response.problems {
        output.line(&format!("  {}", problem.what))?;
    }
    if let Some(better) = &response.corrected_query {
        output.line(&format!("  did you mean: {better}"))?;
    }
    for also in &response.also_searched {
        output.line(&format!("  searched along with '{}': {}", also.typed, also.label))?;
    }
    for (rank, hit) in response.hits.iter().enumerate() {
        if let Some(entry) = engine.get(hit.doc) {
            show(rank + 1, hit, entry, output)?;
        }
    }
    Ok(())
}

fn show(rank: usize, hit: &Hit, entry: &Entry, output: &mut Output) -> Result<(), Stop> {
    let document = &entry.document;
    let date = document.published.map(|date| date.to_string());
    let about: Vec<&str> =
        [date.as_deref(), Some(document.lang.code()), document.meta.outlet.as_deref(), Some(&document.id)]
            .into_iter()
            .flatten()
            .collect();
    output.line(&format!("\n{rank}. {}", marked(&hit.title)))?;
    output.line(&format!("   {}   {:.3}", about.join(" · "), hit.score))?;
    output.line(&format!("   {}", marked(&hit.snippet)))
}

/// Segments as one line, what matched in square brackets.
fn marked(segments: &[Segment]) -> String {
    let piece = |segment: &Segment| match segment.kind {
        SegmentKind::Text | SegmentKind::Gap => segment.text.clone(),
        _ => format!("[{}]", segment.text),
    };
    segments.iter().map(piece).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
