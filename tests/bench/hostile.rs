//! Texts of invented words, and queries that ask for as much as they can; for the tests and for the benchmark.

/// `count` texts of `words` words each, drawn by rank so that few words are in most texts.
pub(crate) fn texts(count: usize, words: usize) -> impl Iterator<Item = String> {
    let mut state = 20_261_122_u64;
    let mut draw = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    // The square of an even number between 0 and 1 is small more often than not.
    let mut word = move || {
        let (a, b) = (draw() % 1000, draw() % 1000);
        name(a * a / 1000 * 40 + b * a / 1000 % 40)
    };
    (0..count).map(move |_| (0..words).map(|_| word()).collect::<Vec<_>>().join(" "))
}

/// The word of a number: syllables, the lowest numbers stop words.
fn name(number: usize) -> String {
    const STOP: [&str; 8] = ["the", "of", "and", "to", "in", "on", "for", "với"];
    const HEADS: [&str; 16] =
        ["b", "c", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "tr", "ph"];
    const TAILS: [&str; 16] =
        ["a", "an", "e", "er", "i", "in", "o", "ong", "u", "ua", "á", "ận", "ế", "ời", "ư", "ương"];
    if number < STOP.len() {
        return STOP[number].to_owned();
    }
    let (mut rest, mut word) = (number, String::new());
    while rest > 0 {
        word.push_str(HEADS[rest % 16]);
        word.push_str(TAILS[rest / 16 % 16]);
        rest /= 256;
    }
    word
}

/// Queries by name.
pub(crate) fn queries() -> Vec<(&'static str, String)> {
    let some = |count: usize, form: &dyn Fn(usize) -> String, joint: &str| {
        (0..count).map(form).collect::<Vec<_>>().join(joint)
    };
    let letter = |at: usize| char::from(b'a' + (at % 26) as u8);
    vec![
        ("10 kB of words", some(1500, &|at| name(at * 7 + 9), " ")),
        ("10 kB of one word", some(2000, &|_| "cong".to_owned(), " ")),
        ("a* OR b* OR …", some(26, &|at| format!("{}*", letter(at)), " OR ")),
        ("2,000 prefixes", some(2000, &|at| format!("{}{}*", letter(at), letter(at / 26)), " OR ")),
        ("~2 on 1,000 words", some(1000, &|at| format!("{}~2", name(at * 31 + 300)), " ")),
        ("a phrase of 500 stop words", format!("\"{}\"", some(500, &|at| name(at % 8), " "))),
        ("a loose phrase of stop words", format!("\"{}\"~50", some(40, &|at| name(at % 8), " "))),
        ("100 phrases", some(100, &|at| format!("\"{} {}\"", name(at % 8), name(at % 7)), " OR ")),
        ("200 NEAR", some(200, &|at| format!("{} NEAR/9 {}", name(at % 8), name(at % 40 + 8)), " OR ")),
        ("deep parentheses", format!("{}cong{}", "(".repeat(5000), ")".repeat(5000))),
        ("deep NOT", format!("{}cong", "NOT ".repeat(2500))),
        ("1,000 NOT", some(1000, &|at| format!("-{}", name(at + 8)), " ")),
        ("1,000 fields", some(1000, &|at| format!("lang:{}", name(at)), " ")),
        ("one word of 10 kB", "đ".repeat(5000)),
    ]
}
