//! Words that say little. They are indexed and scored, but a document need not have them.

use std::sync::OnceLock;

use crate::text::fold::{canon, folded, has_marks};

const TABLE: &str = include_str!("stopwords.tsv");

/// Whether `word` says little: as written, or as a Vietnamese word of the table typed without its marks.
#[must_use]
pub fn is(word: &str) -> bool {
    let list = |keys: &Vec<String>, key: String| keys.binary_search(&key).is_ok();
    let (written, bare) = tables();
    list(written, canon(word)) || !has_marks(word) && list(bare, folded(word))
}

fn tables() -> &'static (Vec<String>, Vec<String>) {
    static TABLES: OnceLock<(Vec<String>, Vec<String>)> = OnceLock::new();
    TABLES.get_or_init(|| {
        let words = || TABLE.lines().skip(1).filter_map(|row| row.split('\t').nth(1));
        let sorted = |mut keys: Vec<String>| {
            keys.sort_unstable();
            keys
        };
        (sorted(words().map(canon).collect()), sorted(words().map(folded).collect()))
    })
}
