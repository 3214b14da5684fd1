//! Completions of what is typed: words, and values of facets by the names readers give them.

use crate::base::Arrange;
use crate::extract::lists::{List, Lists};
use crate::index::Index;
use crate::query::Mode;
use crate::search::resolve::{How, Resolver};
use crate::search::spell::written;
use crate::text::fold::folded_phrase;

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is shown and, of a word, typed.
    pub text: String,
    /// What it is.
    pub kind: SuggestionKind,
    /// Documents that have it.
    pub count: u32,
}

/// What a completion is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A word of the texts.
    Word,
    /// A value of a facet, by facet id and value id.
    Value(String, String),
}

/// Completions of the last word of `query`, the most frequent first, values of facets before words.
pub(super) fn suggest(index: &Index, lists: &Lists, query: &str, limit: usize) -> Vec<Suggestion> {
    let start = folded_phrase(query);
    if start.is_empty() {
        return Vec::new();
    }
    let mut found = values(index, lists, &start);
    found.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found.truncate(limit);
    let mut words = words(index, query);
    words.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found.extend(words);
    found.truncate(limit);
    found
}

fn values(index: &Index, lists: &Lists, start: &str) -> Vec<Suggestion> {
    let mut out = Vec::new();
    for facet in index.facets() {
        let list = match facet.name.as_str() {
            "country" => Some(List::Country),
            "organization" => Some(List::Body),
            "forum" => Some(List::Forum),
            "crime" | "cooperation" | "instrument" => Some(List::Concept),
            "person" => None,
            _ => continue,
        };
        let (counts, _) = facet.count(index.live(), index.live().count());
        for (value, count) in facet.values.iter().zip(counts).filter(|(_, count)| *count > 0) {
            let row = list.and_then(|list| lists.by_id(list, value));
            let names = [row.map_or("", |row| row.vi), row.map_or("", |row| row.en), value.as_str()];
            let hit = names.into_iter().find(|name| {
                let name = folded_phrase(name);
                !name.is_empty() && (name.starts_with(start) || name.contains(&format!(" {start}")))
            });
            if let Some(text) = hit {
                let kind = SuggestionKind::Value(facet.name.clone(), value.clone());
                out.push(Suggestion { text: text.to_owned(), kind, count });
            }
        }
    }
    out
}

fn words(index: &Index, query: &str) -> Vec<Suggestion> {
    let Some(last) = query.split_whitespace().next_back() else { return Vec::new() };
    let group = Resolver::new(index, query).word(last, How::word(Mode::Prefix, true));
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let mut parts = group.parts.iter();
    for (key, _) in &group.keys {
        // Parts stand in the order of keys, one for each segment that has the term.
        let Some(part) = parts.next() else { break };
        counts.push((key, part.term.df));
    }
    let word =
        |(key, count): (&str, u32)| Suggestion { text: written(key), kind: SuggestionKind::Word, count };
    counts.into_iter().map(word).collect()
}
