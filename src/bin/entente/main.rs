//! The native command line: files in, standard output out. The same core as the page, without a browser.
//!
//! Reading never writes. Bad input is one line on standard error and exit status 1, and the other inputs are still
//! processed; a command line that cannot be understood is exit status 2.
#![allow(clippy::print_stderr, reason = "standard error is where a command line complains")]

mod args;
mod ask;
mod check;
mod export;
mod facts;
mod input;
mod output;
mod run;
mod search;

use std::ffi::OsString;
use std::process::ExitCode;

use args::Spec;
use output::{Output, Stop};

/// What a command does with its arguments: `Ok(true)` where all went well.
type Run = fn(&args::Parsed, &mut Output) -> Result<bool, Stop>;

/// Every command, in the order of the help.
const COMMANDS: &[(&Spec, Run)] = &[
    (&facts::SPEC, facts::run),
    (&check::SPEC, check::run),
    (&search::SPEC, search::run),
    (&run::SPEC, run::run),
    (&export::SPEC, export::run),
];

fn main() -> ExitCode {
    let mut words = std::env::args_os().skip(1);
    let Some(name) = words.next() else {
        eprintln!("entente: no command; expected one of: {}; try 'entente help'", names());
        return ExitCode::from(2);
    };
    let rest: Vec<OsString> = words.collect();
    let mut output = Output::standard();
    let Some((spec, run)) = COMMANDS.iter().find(|(spec, _)| name == spec.name) else {
        return no_such_command(&name, &mut output);
    };
    let done = match args::parse(spec, rest) {
        Ok(parsed) if parsed.help => output.line(&help_of(spec)).map(|()| true),
        Ok(parsed) => run(&parsed, &mut output),
        Err(what) => {
            eprintln!("entente: {}: {what}; usage: entente {}", spec.name, spec.usage);
            return ExitCode::from(2);
        }
    };
    exit(done.and_then(|well| output.flush().map(|()| well)))
}

fn exit(done: Result<bool, Stop>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read our output has had enough: not an error.
        Err(Stop::Closed) => ExitCode::SUCCESS,
        Err(Stop::Usage(what)) => {
            eprintln!("entente: {what}");
            ExitCode::from(2)
        }
        Err(Stop::Write(error)) => {
            eprintln!(
                "entente: standard output: {error}; expected to write the answer; free some space or choose another place"
            );
            ExitCode::FAILURE
        }
    }
}

fn no_such_command(name: &std::ffi::OsStr, output: &mut Output) -> ExitCode {
    if ["help", "--help", "-h"].iter().any(|help| name == *help) {
        let help: Vec<String> = COMMANDS.iter().map(|(spec, _)| help_of(spec)).collect();
        return exit(output.line(&help.join("\n")).and_then(|()| output.flush()).map(|()| true));
    }
    if ["--version", "-V"].iter().any(|version| name == *version) {
        let version = concat!("entente ", env!("CARGO_PKG_VERSION"));
        return exit(output.line(version).and_then(|()| output.flush()).map(|()| true));
    }
    eprintln!(
        "entente: {}: no such command; expected one of: {}; try 'entente help'",
        name.to_string_lossy(),
        names()
    );
    ExitCode::from(2)
}

fn names() -> String {
    let names: Vec<&str> = COMMANDS.iter().map(|(spec, _)| spec.name).collect();
    names.join(" ")
}

fn help_of(spec: &Spec) -> String {
    format!("entente {}\n    {}", spec.usage, spec.about)
}
