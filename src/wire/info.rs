//! What an engine holds, in words and numbers.

use serde::Serialize;

use super::labels::Labels;
use crate::corpus::check::Finding;
use crate::corpus::{FacetKind, Info};

/// The answer to `engine.info`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct InfoMessage<'a> {
    pub title: &'a str,
    pub titles: Labels,
    pub description: &'a str,
    pub descriptions: Labels,
    pub languages: &'a [String],
    pub license: &'a str,
    pub version: &'a str,
    pub extract: bool,
    pub documents: usize,
    pub facets: Vec<FacetInfo>,
    pub problems: Vec<FileProblem<'a>>,
}

/// A facet that documents can be asked for.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FacetInfo {
    pub id: String,
    pub labels: Option<Labels>,
    #[serde(rename = "type")]
    pub kind: &'static str,
}

/// A file that could not be read, or only in part.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct FileProblem<'a> {
    pub path: &'a str,
    pub line: Option<usize>,
    pub severity: &'static str,
    pub what: &'a str,
}

impl<'a> InfoMessage<'a> {
    /// What is told of a corpus with `documents` documents and these facets, the built-in ones first.
    #[must_use]
    pub fn new(info: &'a Info, documents: usize, facets: &[&str], findings: &'a [Finding]) -> Self {
        let own = |id: &str| info.facets.iter().find(|f| f.key == id);
        Self {
            title: &info.title,
            titles: both(&info.title, &info.title_vi),
            description: &info.description,
            descriptions: both(&info.description, &info.description_vi),
            languages: &info.languages,
            license: &info.license,
            version: &info.version,
            extract: info.extract,
            documents,
            facets: facets
                .iter()
                .map(|id| FacetInfo {
                    id: (*id).into(),
                    labels: own(id).map(|f| Labels { vi: f.vi.clone(), en: f.en.clone() }),
                    kind: own(id).map_or("text", |f| name(f.kind)),
                })
                .collect(),
            problems: findings.iter().map(FileProblem::new).collect(),
        }
    }
}

impl<'a> FileProblem<'a> {
    fn new(finding: &'a Finding) -> Self {
        Self {
            path: &finding.path,
            line: finding.line,
            severity: finding.severity.name(),
            what: &finding.what,
        }
    }
}

/// Words in both languages; the same where there is no Vietnamese.
fn both(words: &str, vi: &str) -> Labels {
    Labels { vi: if vi.is_empty() { words } else { vi }.to_owned(), en: words.to_owned() }
}

fn name(kind: FacetKind) -> &'static str {
    match kind {
        FacetKind::Text => "text",
        FacetKind::Number => "number",
        FacetKind::Date => "date",
    }
}

/// How far opening has come. Bytes are numbers of JavaScript, whole as far as 2^53.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct ProgressMessage {
    pub phase: &'static str,
    pub bytes: f64,
    pub total_bytes: Option<f64>,
    pub documents: usize,
}

/// What `engine.add` did.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Added<'a> {
    pub documents: u32,
    pub problems: Vec<FileProblem<'a>>,
}

impl<'a> Added<'a> {
    /// So many documents more, and what could not be read of them.
    #[must_use]
    pub fn new(documents: u32, findings: &'a [Finding]) -> Self {
        Self { documents, problems: findings.iter().map(FileProblem::new).collect() }
    }
}
