//! Names of facet values in both languages, from the lists.

use serde::Serialize;

use crate::extract::Lists;
use crate::extract::lists::List;

/// A name in both languages; the id where the lists have none.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Labels {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Labels {
    /// The same words in both languages: a name, a title, an id that no list knows.
    #[must_use]
    pub fn same(words: &str) -> Self {
        Self { vi: words.into(), en: words.into() }
    }

    /// The label in one language; English for any but Vietnamese.
    #[must_use]
    pub fn get(&self, lang: &str) -> &str {
        if lang == "vi" { &self.vi } else { &self.en }
    }
}

/// The names of a facet's value. Values of a corpus's own facets, names and dates are their own label.
#[must_use]
pub fn labels(lists: &Lists, facet: &str, value: &str) -> Labels {
    known(lists, facet, value).unwrap_or_else(|| Labels::same(value))
}

/// The same, where a list has it.
pub(super) fn known(lists: &Lists, facet: &str, value: &str) -> Option<Labels> {
    if matches!(facet, "lang" | "level" | "country")
        && let Some((_, _, vi, en)) = FIXED.iter().find(|(f, v, _, _)| *v == value && *f == facet)
    {
        return Some(Labels { vi: (*vi).into(), en: (*en).into() });
    }
    let list = match facet {
        "country" => List::Country,
        "organization" => List::Body,
        "forum" => List::Forum,
        "crime" | "cooperation" | "kind" | "status" | "instrument" => List::Concept,
        _ => return None,
    };
    let mut row = lists.by_id(list, value);
    // Ids of concepts are unique within a scheme only.
    if list == List::Concept && row.is_some_and(|e| e.kind != facet) {
        row = lists.entries(list).iter().find(|e| e.id == value && e.kind == facet);
    }
    row.map(|e| Labels { vi: shown(e.vi, value), en: shown(e.en, value) })
}

/// Values that stand in no list, `(facet, value, vi, en)`.
const FIXED: [(&str, &str, &str, &str); 19] = [
    ("lang", "vi", "tiếng Việt", "Vietnamese"),
    ("lang", "en", "tiếng Anh", "English"),
    ("lang", "und", "ngôn ngữ khác", "other language"),
    ("level", "minister", "cấp bộ trưởng", "minister"),
    ("level", "deputy-minister", "cấp thứ trưởng", "deputy minister"),
    ("level", "department", "cấp cục, vụ", "department"),
    ("level", "local", "cấp địa phương", "local"),
    ("level", "other", "cấp khác", "other"),
    ("country", "africa", "Châu Phi", "Africa"),
    ("country", "america-latin", "Mỹ Latinh và Caribe", "Latin America and the Caribbean"),
    ("country", "america-north", "Bắc Mỹ", "North America"),
    ("country", "antarctica", "Nam Cực", "Antarctica"),
    ("country", "asia-central", "Trung Á", "Central Asia"),
    ("country", "asia-east", "Đông Á", "East Asia"),
    ("country", "asia-south", "Nam Á", "South Asia"),
    ("country", "asia-southeast", "Đông Nam Á", "Southeast Asia"),
    ("country", "asia-west", "Tây Á", "West Asia"),
    ("country", "europe", "Châu Âu", "Europe"),
    ("country", "oceania", "Châu Đại Dương", "Oceania"),
];

/// A label as a reader sees it: of a pattern, optional `[words]` are left out and the first of `(a/b)` is taken.
fn shown(pattern: &str, otherwise: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let (mut optional, mut choosing, mut skipping) = (0, false, false);
    for c in pattern.chars() {
        match c {
            '[' => optional += 1,
            ']' => optional -= 1,
            '(' if pattern.contains('/') => choosing = true,
            ')' if choosing => (choosing, skipping) = (false, false),
            '/' if choosing => skipping = true,
            _ if optional > 0 || skipping => {}
            _ => out.push(c),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    if words.is_empty() { otherwise.into() } else { words.join(" ") }
}
