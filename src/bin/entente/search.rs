//! `entente search`: the same answer as the page.

use entente::engine::{Engine, Entry};
use entente::search::{Hit, Request, Response, Segment, SegmentKind};
use entente::wire::answer::Context;
use entente::wire::{SearchResponse, to_json};

use crate::args::{Parsed, Spec};
use crate::ask::{engine_of, filters, known_facets};
use crate::output::{Output, Stop};

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
    request.filters = filters(args).map_err(usage)?;
    let Some((engine, well)) = engine_of(corpus) else { return Ok(false) };
    known_facets(&request.filters, &engine).map_err(usage)?;
    let response = engine.search(&request);
    if args.has("--json") {
        json(&engine, &request, &response, output)
    } else {
        text(&engine, &response, output)
    }
    .map(|()| well)
}

fn json(engine: &Engine, request: &Request, response: &Response, output: &mut Output) -> Result<(), Stop> {
    let entry = |doc| engine.get(doc).map(|entry: &Entry| (&entry.document, &entry.facts));
    let bodies = engine.entries().flat_map(|(_, e)| &e.facts.organizations);
    let bodies = bodies.map(|o| (o.id.clone(), o.name.clone())).collect();
    let context =
        Context { lists: engine.lists(), bodies: &bodies, entry: &entry, lang: "en", query: &request.query };
    output.line(&to_json(&SearchResponse::new(response, context)))
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
