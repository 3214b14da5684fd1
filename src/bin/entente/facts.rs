//! `entente facts`: one JSON record a document.

use entente::extract::{Lists, extract};
use entente::text::prepare;
use entente::wire::json_line;

use crate::args::{Parsed, Spec};
use crate::input::documents;
use crate::output::{Output, Stop};

/// What the command takes.
pub(crate) const SPEC: Spec = Spec {
    name: "facts",
    usage: "facts PATH…",
    about: "one JSON record a document, in the order of the input; PATH is a file, a folder or -",
    options: &[],
    switches: &[],
    others: (1, usize::MAX),
};

/// Reads, cleans and extracts document by document; memory holds one at a time.
pub(crate) fn run(args: &Parsed, output: &mut Output) -> Result<bool, Stop> {
    let lists = Lists::bundled();
    let mut well = true;
    for path in &args.others {
        well &= documents(path, &mut |raw| {
            let document = prepare(raw);
            let facts = extract(&document, &lists);
            output.line(&json_line(&document, &facts))
        })?;
    }
    Ok(well)
}
