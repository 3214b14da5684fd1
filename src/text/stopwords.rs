//! Words that say little. They are indexed and scored, but a document need not have them.

use std::sync::OnceLock;

use super::fold::{canon, folded, has_marks};
use crate::knowledge::Tables;

/// Whether `word` says little: as written, or as a Vietnamese word of the table typed without its marks.
#[must_use]
pub fn is(word: &str) -> bool {
    let list = |keys: &Vec<String>, key: String| keys.binary_search(&key).is_ok();
    let (written, bare) = tables();
    list(written, canon(word)) || !has_marks(word) && list(bare, folded(word))
}

/// What the score of a word that says little is multiplied with in documents of each language, in the order of
/// `Lang`: English function words only blur a ranking (cranfield nDCG@10 +0.01 without them), while the same letters
/// may be a word in Vietnamese.
#[must_use]
pub fn weights(word: &str) -> [f32; 3] {
    if word.is_ascii() && english().binary_search(&canon(word)).is_ok() { [1.0, 0.1, 0.3] } else { [1.0; 3] }
}

fn english() -> &'static Vec<String> {
    static WORDS: OnceLock<Vec<String>> = OnceLock::new();
    WORDS.get_or_init(|| {
        let rows = Tables::bundled().stopwords.lines().filter_map(|row| row.strip_prefix("en\t"));
        let mut words: Vec<String> = rows.filter_map(|row| row.split('\t').next()).map(canon).collect();
        words.sort_unstable();
        words
    })
}

fn tables() -> &'static (Vec<String>, Vec<String>) {
    static TABLES: OnceLock<(Vec<String>, Vec<String>)> = OnceLock::new();
    TABLES.get_or_init(|| {
        let words = || Tables::bundled().stopwords.lines().skip(1).filter_map(|row| row.split('\t').nth(1));
        let sorted = |mut keys: Vec<String>| {
            keys.sort_unstable();
            keys
        };
        (sorted(words().map(canon).collect()), sorted(words().map(folded).collect()))
    })
}
