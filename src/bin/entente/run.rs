//! `entente run`: a TREC run, for measuring the ranking on test sets with judgments.

use std::ffi::OsStr;

use entente::base::json::Json;
use entente::corpus::Info;
use entente::engine::Engine;
use entente::extract::Lists;

use crate::args::{Parsed, Spec};
use crate::input::{documents, unreadable};
use crate::output::{Output, Stop, complain};

/// What the command takes.
pub(crate) const SPEC: Spec = Spec {
    name: "run",
    usage: "run --docs DOCS.jsonl --queries QUERIES.jsonl [--limit N]",
    about: "a TREC run: 'qid Q0 docid rank score entente'; documents are {id,title,text,lang?}, queries {id,text}",
    options: &["--docs", "--queries", "--limit"],
    switches: &[],
    others: (0, 0),
};

/// Hits of a query where nothing else is said, as is usual for TREC runs.
const LIMIT: u32 = 1000;

/// Indexes the documents without reading facts, then answers query by query.
pub(crate) fn run(args: &Parsed, output: &mut Output) -> Result<bool, Stop> {
    let usage = |what: String| Stop::Usage(format!("run: {what}; usage: entente {}", SPEC.usage));
    let option = |name: &str| args.value(name).ok_or_else(|| usage(format!("{name} is missing")));
    let (docs, queries) = (option("--docs")?, option("--queries")?);
    let limit = args.number("--limit", LIMIT).map_err(usage)? as usize;
    let mut engine = Engine::new(Lists::bundled());
    engine.configure(Info { extract: false, ..Info::default() });
    engine.keep_index_only();
    let mut well = documents(docs, &mut |raw| {
        engine.add(raw);
        Ok(())
    })?;
    engine.commit();
    well &= each_query(queries, &mut |id, text| {
        for (rank, (document, score)) in engine.rank(text, limit).into_iter().enumerate() {
            output.line(&format!("{id} Q0 {document} {} {score:.6} entente", rank + 1))?;
        }
        Ok(())
    })?;
    Ok(well)
}

/// Gives id and text of every query; complains about lines that are none. Returns whether all were read.
fn each_query(path: &OsStr, found: &mut dyn FnMut(&str, &str) -> Result<(), Stop>) -> Result<bool, Stop> {
    let name = path.to_string_lossy();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            complain(name, unreadable(&error));
            return Ok(false);
        }
    };
    let mut well = true;
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match query(line) {
            Some((id, text)) => found(&id, &text)?,
            None => {
                well = false;
                complain(
                    format!("{name}:{}", at + 1),
                    "no query; expected {\"id\": \"…\", \"text\": \"…\"}; mend or remove the line",
                );
            }
        }
    }
    Ok(well)
}

/// Id and text of a line; a number is taken for an id too.
fn query(line: &str) -> Option<(String, String)> {
    let value = Json::parse(line).ok()?;
    let (Json::Text(id) | Json::Number(id)) = value.get("id")? else { return None };
    Some((id.clone(), value.get("text")?.text()?.to_owned()))
}
