//! Front matter: `key: value` lines between `---` lines at the head of a file.

use super::{Info, Meta};
use crate::base::{Problem, Span};

/// The keys that every document may have.
pub const KEYS: [&str; 8] = ["id", "title", "date", "lang", "outlet", "url", "author", "event"];

/// A header longer than this, in bytes, is taken for text.
const MAX_BYTES: usize = 64 * 1024;

/// The front matter at the head of a text.
#[derive(Debug, Default)]
pub struct Front {
    /// What it says.
    pub meta: Meta,
    /// Where it stands, with its `---` lines; `None` where there is none.
    pub span: Option<Span>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

/// Reads the front matter of `text`. `info` names the corpus's own facets, which are keys too.
#[must_use]
pub fn read(text: &str, info: &Info) -> Front {
    let mut front = Front::default();
    let Some(open) = line_end(text, 0).filter(|end| is_fence(&text[..*end])) else { return front };
    if !looks_like_key(&text[open..]) {
        return front;
    }
    let mut at = open;
    while let Some(end) = line_end(text, at).filter(|end| *end <= MAX_BYTES) {
        let line = &text[at..end];
        if is_fence(line) {
            front.span = Some(Span::new(0, end));
            return front;
        }
        front.line(line, at, info);
        at = end;
    }
    let what =
        "the front matter is not closed; expected a second line of three hyphens; add it after the last key";
    Front { problems: vec![Problem::at(what, Span::new(0, open))], ..Front::default() }
}

impl Front {
    fn line(&mut self, line: &str, at: usize, info: &Info) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            return;
        }
        let place = at + (line.len() - line.trim_start().len());
        let span = Span::new(place, place + trimmed.len());
        let Some((key, value)) = trimmed.split_once(':') else {
            let what = format!(
                "`{}` is no front-matter line; expected `key: value`; mend or remove it",
                clip(trimmed)
            );
            self.problems.push(Problem::at(what, span));
            return;
        };
        let value = unquote(value.trim());
        let start = place + trimmed.rfind(value).unwrap_or(0);
        let value_span = Span::new(start, start + value.len());
        match self.meta.set(key.trim(), value, info) {
            Ok(()) if key.trim().eq_ignore_ascii_case("title") && !value.is_empty() => {
                self.meta.title_span = Some(value_span);
            }
            Ok(()) => {}
            Err(what) => self.problems.push(Problem::at(what, span)),
        }
    }
}

impl Meta {
    /// Sets a key to a value; an empty value counts as not given.
    ///
    /// # Errors
    /// A sentence: the key is unknown or given twice, what was expected, what to do.
    pub(super) fn set(&mut self, key: &str, value: &str, info: &Info) -> Result<(), String> {
        let name = key.to_ascii_lowercase();
        let slot = match name.as_str() {
            "id" => &mut self.id,
            "title" => &mut self.title,
            "date" => &mut self.date,
            "lang" => &mut self.lang,
            "outlet" => &mut self.outlet,
            "url" => &mut self.url,
            "author" => &mut self.author,
            "event" => &mut self.event,
            _ => return self.set_facet(key, value, info),
        };
        if value.is_empty() {
            return Ok(());
        }
        if slot.is_some() {
            return Err(format!(
                "the key `{key}` is given twice; expected once, the first was kept; remove one"
            ));
        }
        *slot = Some(value.to_owned());
        Ok(())
    }

    fn set_facet(&mut self, key: &str, value: &str, info: &Info) -> Result<(), String> {
        let name = key.strip_prefix("facets.").unwrap_or(key);
        let Some(facet) = info.facets.iter().find(|f| f.key == name) else {
            return Err(unknown(key, info));
        };
        self.add_facet(name, facet.split(value));
        Ok(())
    }

    /// Adds values to an own facet; double ones are left out.
    pub(super) fn add_facet(&mut self, key: &str, values: Vec<String>) {
        let at = self.facets.iter().position(|(k, _)| k == key).unwrap_or_else(|| {
            self.facets.push((key.to_owned(), Vec::new()));
            self.facets.len() - 1
        });
        for value in values {
            if !self.facets[at].1.contains(&value) {
                self.facets[at].1.push(value);
            }
        }
    }
}

/// The message for an unknown key.
pub(super) fn unknown(key: &str, info: &Info) -> String {
    let own = info.facets.iter().map(|f| f.key.as_str());
    let known: Vec<&str> = KEYS.iter().copied().chain(own).collect();
    let near = known.iter().copied().find(|k| distance(k, &key.to_ascii_lowercase()) <= 2);
    let remedy = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "correct it, remove it, or declare it under `facets` in corpus.json".to_owned(),
    };
    format!("unknown key `{}`; expected one of {}; {remedy}", clip(key), known.join(", "))
}

/// Edits between two short words (Levenshtein); words longer than 24 bytes are far from all.
fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len().max(b.len()) > 24 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let next = (diagonal + usize::from(x != y)).min(row[j] + 1).min(row[j + 1] + 1);
            diagonal = std::mem::replace(&mut row[j + 1], next);
        }
    }
    row[b.len()]
}

/// At most 40 characters of a word that goes into a message.
pub(super) fn clip(text: &str) -> String {
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        text.chars().take(40).chain("…".chars()).collect()
    }
}

/// The line, from 1, of a key in the front matter `header`.
pub(super) fn line_of(key: &str, header: &str) -> Option<usize> {
    let is_key = |line: &str| line.split_once(':').is_some_and(|(name, _)| name.trim() == key);
    Some(header.lines().position(is_key)? + 1)
}

fn line_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    Some(at + rest.find('\n').map_or(rest.len(), |end| end + 1))
}

fn is_fence(line: &str) -> bool {
    line.starts_with("---") && line.trim_end().bytes().all(|b| b == b'-') && line.trim_end().len() == 3
}

/// Whether the text goes on with a `key: value` line: a rule of three hyphens alone opens no front matter.
fn looks_like_key(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
    first.is_some_and(|line| {
        is_fence(line)
            || line.split_once(':').is_some_and(|(key, _)| {
                !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
            })
    })
}

/// Without one pair of quotation marks around it.
fn unquote(value: &str) -> &str {
    ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value)
}
