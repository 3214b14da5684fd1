//! `corpus.json`: what a corpus says of itself.

use super::check::Finding;
use super::front::{KEYS, clip};
use crate::base::json::Json;

/// What a corpus says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Its name; in English where it has names in both languages.
    pub title: String,
    /// Its name in Vietnamese; empty where it has one name.
    pub title_vi: String,
    /// What it is; in English where it is said in both languages.
    pub description: String,
    /// What it is, in Vietnamese; empty where it is said in one language.
    pub description_vi: String,
    /// Its languages, BCP 47.
    pub languages: Vec<String>,
    /// Its licence, SPDX where there is an id.
    pub license: String,
    /// Its version.
    pub version: String,
    /// Whether facts are read from the texts; without, only the given facets are indexed.
    pub extract: bool,
    /// Its own facets.
    pub facets: Vec<OwnFacet>,
}

impl Default for Info {
    fn default() -> Self {
        Self {
            title: String::new(),
            title_vi: String::new(),
            description: String::new(),
            description_vi: String::new(),
            languages: Vec::new(),
            license: String::new(),
            version: String::new(),
            extract: true,
            facets: Vec::new(),
        }
    }
}

/// A facet that a corpus declares for itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnFacet {
    /// Its key in front matter and JSON objects.
    pub key: String,
    /// What it is called in Vietnamese; the key where nothing is given.
    pub vi: String,
    /// What it is called in English; the key where nothing is given.
    pub en: String,
    /// What its values are.
    pub kind: FacetKind,
    /// What separates several values in one front-matter line.
    pub separator: Option<String>,
}

/// What the values of an own facet are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FacetKind {
    /// Words.
    #[default]
    Text,
    /// Numbers, sorted as such.
    Number,
    /// Dates, sorted as such.
    Date,
}

impl OwnFacet {
    /// The values of one front-matter line.
    #[must_use]
    pub fn split(&self, line: &str) -> Vec<String> {
        let values: Vec<&str> = match self.separator.as_deref() {
            Some(separator) if !separator.is_empty() => line.split(separator).collect(),
            _ => vec![line],
        };
        values.into_iter().map(str::trim).filter(|v| !v.is_empty()).map(str::to_owned).collect()
    }
}

impl Info {
    /// Reads `corpus.json`. Always gives an info; what could not be read is a finding.
    #[must_use]
    pub fn parse(path: &str, text: &str) -> (Self, Vec<Finding>) {
        let mut reader = Reader { path, info: Self::default(), findings: Vec::new() };
        match Json::parse(text) {
            Ok(Json::Object(members)) => reader.object(&members),
            Ok(_) => reader.error("holds no JSON object; expected `{\"title\": …}`; see the README"),
            Err(e) => reader.findings.push(Finding::error(
                path,
                Some(e.line),
                format!("is not JSON ({e}); expected one object with a title; mend it, the documents are read meanwhile"),
            )),
        }
        (reader.info, reader.findings)
    }
}

struct Reader<'a> {
    path: &'a str,
    info: Info,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn error(&mut self, what: impl Into<String>) {
        self.findings.push(Finding::error(self.path, None, what));
    }

    fn object(&mut self, members: &[(String, Json)]) {
        for (key, value) in members {
            match key.as_str() {
                "title" => (self.info.title, self.info.title_vi) = self.words(key, value),
                "description" => {
                    (self.info.description, self.info.description_vi) = self.words(key, value);
                }
                "license" => self.info.license = self.string(key, value),
                "version" => self.info.version = self.string(key, value),
                "languages" => {
                    let list = value.list().unwrap_or_default();
                    self.info.languages = list.iter().filter_map(Json::text).map(str::to_owned).collect();
                    if self.info.languages.len() != list.len() || value.list().is_none() {
                        self.error(
                            "`languages` is no list of words; expected e.g. [\"vi\", \"en\"]; mend it",
                        );
                    }
                }
                "extract" => match value {
                    Json::Bool(extract) => self.info.extract = *extract,
                    _ => self.error("`extract` is neither true nor false; expected one of them; mend it"),
                },
                "facets" => self.facets(value),
                _ => {
                    let what = format!(
                        "unknown key `{}`; expected one of title, description, languages, license, version, extract, facets; remove it",
                        clip(key)
                    );
                    self.error(what);
                }
            }
        }
        if self.info.title.is_empty() {
            self.error("has no title; expected `\"title\": \"…\"`; add one");
        }
    }

    fn string(&mut self, key: &str, value: &Json) -> String {
        if let Some(text) = value.text() {
            return text.to_owned();
        }
        self.error(format!("`{key}` is no text; expected a text in quotation marks (a title or description may be given in both languages, {{\"vi\": …, \"en\": …}}); mend it"));
        String::new()
    }

    /// A text, or one in each language: `{"vi": …, "en": …}`.
    fn words(&mut self, key: &str, value: &Json) -> (String, String) {
        let of = |lang: &str| value.get(lang).and_then(Json::text).unwrap_or("").to_owned();
        match (of("en"), of("vi")) {
            (en, vi) if en.is_empty() && vi.is_empty() => (self.string(key, value), String::new()),
            (en, vi) if en.is_empty() => (vi, String::new()),
            both => both,
        }
    }

    fn facets(&mut self, value: &Json) {
        for value in value.list().unwrap_or_default() {
            match facet(value) {
                Ok(facet) if self.info.facets.iter().any(|f| f.key == facet.key) => {
                    self.error(format!(
                        "the facet `{}` is declared twice; expected once; remove one",
                        facet.key
                    ));
                }
                Ok(facet) => self.info.facets.push(facet),
                Err(what) => self.error(what),
            }
        }
        if value.list().is_none() {
            self.error(
                "`facets` is no list; expected `[{\"key\": …, \"label\": {\"vi\": …, \"en\": …}}]`; mend it",
            );
        }
    }
}

fn facet(value: &Json) -> Result<OwnFacet, String> {
    let text = |key: &str| value.get(key).and_then(Json::text).map(str::to_owned);
    let key = text("key")
        .filter(|k| !k.is_empty() && k.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)));
    let key = key.ok_or("a facet has no key; expected letters, digits, - and _; give it one")?;
    if KEYS.contains(&key.as_str()) || matches!(key.as_str(), "text" | "facets") {
        return Err(format!("the facet key `{key}` is a document's own key; expected another; rename it"));
    }
    let kind = match text("type").as_deref() {
        None | Some("text") => FacetKind::Text,
        Some("number") => FacetKind::Number,
        Some("date") => FacetKind::Date,
        Some(other) => {
            return Err(format!(
                "the facet `{key}` has the type `{}`; expected text, number or date; mend it",
                clip(other)
            ));
        }
    };
    let label = |lang: &str| {
        value.get("label").and_then(|labels| labels.get(lang)).and_then(Json::text).unwrap_or(&key).to_owned()
    };
    Ok(OwnFacet { vi: label("vi"), en: label("en"), kind, separator: text("separator"), key })
}
