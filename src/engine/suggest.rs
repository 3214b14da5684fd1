//! Completions of what is typed: words, and values of facets by the names readers give them.

use crate::base::Arrange;
use crate::bitmap::Bitmap;
use crate::extract::lists::{List, Lists};
use crate::index::Index;
use crate::search::matching::{Budget, term};
use crate::search::resolve::{Group, Resolver};
use crate::search::spell::written;
use crate::text::fold::folded_phrase;

/// Steps of counting one word.
const BUDGET: u64 = 1_000_000;

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

/// Completions of the last word of `query`, the most frequent in `set` first, values of facets before words.
pub(super) fn suggest(
    index: &Index,
    lists: &Lists,
    set: &Bitmap,
    query: &str,
    limit: usize,
) -> Vec<Suggestion> {
    let start = folded_phrase(query);
    if start.is_empty() {
        return Vec::new();
    }
    let mut found = values(index, lists, set, &start);
    found.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found.truncate(limit);
    let mut words = words(index, set, query, limit);
    words.arrange_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    found.extend(words);
    found.truncate(limit);
    found
}

fn values(index: &Index, lists: &Lists, set: &Bitmap, start: &str) -> Vec<Suggestion> {
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
        let (counts, _) = facet.count(set, set.count());
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

/// The words that begin as typed, with their documents in `set`. Where filters leave documents out, only the most
/// frequent words of the index are counted anew.
fn words(index: &Index, set: &Bitmap, query: &str, limit: usize) -> Vec<Suggestion> {
    let Some(last) = query.split_whitespace().next_back() else { return Vec::new() };
    let mut counts: Vec<(String, u32, Group)> = Vec::new();
    for (key, part) in Resolver::new(index, query).completions(last) {
        match counts.last_mut().filter(|(before, ..)| *before == key) {
            Some((_, count, word)) => {
                *count += part.term.df;
                word.parts.push(part);
            }
            None => counts.push((key, part.term.df, Group { parts: vec![part], ..Group::default() })),
        }
    }
    counts.arrange_by(|a, b| b.1.cmp(&a.1));
    if set.count() < index.len() {
        counts.truncate(limit.saturating_mul(8).max(64));
        for (_, count, word) in &mut counts {
            let docs = term(index, word, &[1.0; 4], &mut Budget::new(BUDGET)).docs;
            *count = docs.into_iter().filter(|doc| set.contains(*doc)).count() as u32;
        }
    }
    let word = |(key, count, _): (String, u32, Group)| Suggestion {
        text: written(&key),
        kind: SuggestionKind::Word,
        count,
    };
    counts.into_iter().filter(|(_, count, _)| *count > 0).map(word).collect()
}
