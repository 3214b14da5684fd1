//! `entente check`: the problems of a corpus, one line each.

use entente::corpus::Item;
use entente::corpus::check::Severity;

use crate::args::{Parsed, Spec};
use crate::input::{items, shown};
use crate::output::{Output, Stop, complain};

/// What the command takes.
pub(crate) const SPEC: Spec = Spec {
    name: "check",
    usage: "check PATH…",
    about: "lists the problems of a corpus, 'file:line: what; expected; remedy'; exit 1 if one is an error",
    options: &[],
    switches: &[],
    others: (1, usize::MAX),
};

/// Lists the problems and sums them up in a last line for each PATH.
pub(crate) fn run(args: &Parsed, output: &mut Output) -> Result<bool, Stop> {
    let mut well = true;
    for path in &args.others {
        let (mut documents, mut errors, mut warnings) = (0_usize, 0_usize, 0_usize);
        let mut lines = Vec::new();
        let read = items(path, &mut |item| match item {
            Item::Document(_) => documents += 1,
            Item::Info(_) => {}
            Item::Finding(finding) => {
                let mild = finding.severity == Severity::Warning;
                *(if mild { &mut warnings } else { &mut errors }) += 1;
                let place = shown(path, &finding.path, finding.line);
                lines.push(format!("{place}: {}{}", if mild { "warning: " } else { "" }, finding.what));
            }
        });
        for line in lines {
            output.line(&line)?;
        }
        match &read {
            Ok(()) => output.line(&format!(
                "{}: {documents} documents, {errors} errors, {warnings} warnings",
                path.to_string_lossy()
            ))?,
            Err(what) => complain(path.to_string_lossy(), what),
        }
        well &= read.is_ok() && errors == 0;
    }
    Ok(well)
}
