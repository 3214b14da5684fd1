//! Findings about a corpus: which file, which line, what, what was expected, what to do.

use std::fmt;

use crate::base::{Problem, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Everything was read, but somebody should look.
    Warning,
    /// Something was not read, or not as meant.
    Error,
}

impl Severity {
    /// `warning` or `error`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One finding. Shown as `file:line: what`, where `what` says what happened, what was expected, what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, as a path inside the corpus.
    pub path: String,
    /// The line, from 1, when it has one.
    pub line: Option<usize>,
    /// How much it matters.
    pub severity: Severity,
    /// What happened, what was expected, what to do.
    pub what: String,
}

impl Finding {
    /// A finding that loses something.
    #[must_use]
    pub fn error(path: &str, line: Option<usize>, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, severity: Severity::Error, what: what.into() }
    }

    /// A finding that loses nothing.
    #[must_use]
    pub fn warning(path: &str, line: Option<usize>, what: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, severity: Severity::Warning, what: what.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// Problems of one document's text as findings with line numbers. `line` is given where the whole text is one line
/// of the file, as in JSON Lines. Linear in the text for each problem; a document has few.
#[must_use]
pub fn findings(
    path: &str,
    text: &str,
    problems: &[Problem],
    line: Option<usize>,
    severity: Severity,
) -> Vec<Finding> {
    let line_at = |span: Span| 1 + text.bytes().take(span.start as usize).filter(|b| *b == b'\n').count();
    problems
        .iter()
        .map(|problem| Finding {
            path: path.to_owned(),
            line: line.or_else(|| problem.span.map(line_at)),
            severity,
            what: problem.what.clone(),
        })
        .collect()
}
