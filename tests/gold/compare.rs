//! When is a found value the gold's value: names, titles, posts, dates. Written apart from the product, so
//! that the product's own idea of equality does not grade itself.

/// The letters and digits of `text`, lower case, without marks, words joined by one blank.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        match base_letter(c) {
            Some(letter) => {
                if gap && !out.is_empty() {
                    out.push(' ');
                }
                gap = false;
                out.push(letter);
            }
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None => gap = true,
        }
    }
    out
}

/// The letter without its marks; `None` for what is no letter or digit.
fn base_letter(c: char) -> Option<char> {
    const TABLE: [(char, &str); 12] = [
        ('a', "àáảãạăằắẳẵặâầấẩẫậäåāą"),
        ('c', "çćč"),
        ('d', "đð"),
        ('e', "èéẻẽẹêềếểễệëēėę"),
        ('i', "ìíỉĩịïīî"),
        ('n', "ñńň"),
        ('o', "òóỏõọôồốổỗộơờớởỡợöøō"),
        ('s', "śšş"),
        ('u', "ùúủũụưừứửữựüūû"),
        ('y', "ỳýỷỹỵÿ"),
        ('z', "źžż"),
        ('g', "ğ"),
    ];
    if c.is_ascii() {
        return c.is_ascii_alphanumeric().then_some(c);
    }
    let found = TABLE.iter().find(|(_, marked)| marked.contains(c)).map(|(base, _)| *base);
    found.or_else(|| c.is_alphanumeric().then_some(c))
}

/// Whether two full names are one: the same words, in any order, whatever the marks.
pub(crate) fn same_name(a: &str, b: &str) -> bool {
    sorted_words(a) == sorted_words(b)
}

fn sorted_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = fold(text).split(' ').map(str::to_owned).collect();
    words.sort_unstable();
    words
}

/// Overlap of the words of two titles, 0 to 1 (Dice); words without content are left out.
pub(crate) fn title_overlap(a: &str, b: &str) -> f32 {
    const EMPTY: [&str; 24] = [
        "ve", "giua", "va", "cua", "nuoc", "cac", "voi", "trong", "the", "of", "on", "and", "between", "in",
        "for", "a", "an", "to", "phong", "chong", "viet", "nam", "vietnam", "two",
    ];
    let words = |text: &str| -> Vec<String> {
        let mut words: Vec<String> = fold(text)
            .split(' ')
            .filter(|w| !w.is_empty() && !EMPTY.contains(w))
            .map(str::to_owned)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let (a, b) = (words(a), words(b));
    let common = a.iter().filter(|w| b.contains(w)).count();
    if a.is_empty() || b.is_empty() { 0.0 } else { 2.0 * common as f32 / (a.len() + b.len()) as f32 }
}

/// Whether two posts are of the same class (`posts.tsv`), or share half of their words.
pub(crate) fn same_post(a: &str, b: &str) -> bool {
    let (left, right) = (post_classes(a), post_classes(b));
    left.iter().any(|class| right.contains(class)) || title_overlap(a, b) >= 0.5
}

/// The classes of the longest heads named in `post`: `Thứ trưởng` is not also `trưởng`.
fn post_classes(post: &str) -> Vec<&'static str> {
    let folded = format!(" {} ", fold(post));
    let mut heads: Vec<(usize, usize, &'static str)> = Vec::new();
    for row in include_str!("posts.tsv").lines().skip(1) {
        let mut cells = row.split('\t');
        let class = cells.next().unwrap_or("");
        for head in cells.flat_map(|cell| cell.split('|')) {
            let needle = format!(" {} ", fold(head));
            if let Some(at) = folded.find(&needle) {
                heads.push((at, at + needle.len() - 1, class));
            }
        }
    }
    let inside =
        |h: &(usize, usize, &str)| heads.iter().any(|o| o.0 <= h.0 && h.1 <= o.1 && o.1 - o.0 > h.1 - h.0);
    heads.iter().filter(|h| !inside(h)).map(|h| h.2).collect()
}

/// Whether a found date says the gold's date: at least as fine, and the same as far as the gold goes.
pub(crate) fn same_date(gold: Option<&str>, found: Option<&str>) -> bool {
    match (gold, found) {
        (None, None) => true,
        (Some(gold), Some(found)) => found.starts_with(gold),
        _ => false,
    }
}
