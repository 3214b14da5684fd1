//! The query language: cases in `tests/cases/query/`.

use std::fmt::Write as _;

use entente::base::Lang;
use entente::query::{Ast, Mode, Value, in_words, parse};
use proptest::prelude::*;

use crate::support::check;

#[test]
fn cases() {
    check("query/queries.txt", |query| {
        let (ast, troubles) = parse(query);
        let mut out = format!("{}\n{}\n", shown(&ast), in_words(&ast, Lang::En));
        for trouble in troubles {
            let _ = writeln!(out, "{}–{} {}", trouble.span.start, trouble.span.end, trouble.what);
        }
        out
    });
}

/// A tree as one line.
fn shown(ast: &Ast) -> String {
    let list = |parts: &[Ast]| parts.iter().map(shown).collect::<Vec<_>>().join(" ");
    match ast {
        Ast::All => "all".into(),
        Ast::Word(word) => {
            let mode = match word.mode {
                Mode::Plain => String::new(),
                Mode::Exact => "=".into(),
                Mode::Prefix => "*".into(),
                Mode::Fuzzy(errors) => format!("~{errors}"),
            };
            format!("{mode}{}{}", word.text, if word.open { "…" } else { "" })
        }
        Ast::Phrase(phrase) => format!(
            "'{}'{}",
            phrase.text,
            if phrase.slop > 0 { format!("~{}", phrase.slop) } else { String::new() }
        ),
        Ast::Near(a, b, distance) => format!("(near/{distance} {} {})", shown(a), shown(b)),
        Ast::Field(field) => match &field.value {
            Value::Text { text, quoted } => {
                format!("[{} {}{text}]", field.name, if *quoted { "'" } else { "" })
            }
            Value::Range { from, to } => {
                format!("[{} {from:?}..{to:?}]", field.name).replace("None", "").replace("Some", "")
            }
        },
        Ast::And(parts) => format!("(and {})", list(parts)),
        Ast::Or(parts) => format!("(or {})", list(parts)),
        Ast::Not(inner) => format!("(not {})", shown(inner)),
        Ast::Boost(inner, factor) => format!("(^{factor} {})", shown(inner)),
    }
}

proptest! {
    #[test]
    fn anything_is_a_query(query in "([a-zđạ\"()^~*=:. <>-]|OR |NOT |NEAR/3 |\\.\\.){0,40}") {
        let (ast, troubles) = parse(&query);
        let _ = (shown(&ast), in_words(&ast, Lang::Vi));
        for trouble in troubles {
            prop_assert!(query.get(trouble.span.range()).is_some(), "{:?}", trouble);
        }
    }
}

#[test]
fn long_and_deep_queries_end() {
    for query in
        ["(".repeat(10_000), "-".repeat(10_000), "a* OR ".repeat(2000), "\"".repeat(9_999), "^2".repeat(5000)]
    {
        let (_, troubles) = parse(&query);
        assert!(!troubles.is_empty() || query.starts_with('-'), "{}", &query[..10]);
    }
}
