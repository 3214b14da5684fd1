//! A better spelling of a query whose words the index does not have.

use super::SegmentKind;
use super::resolve::{How, Resolver};
use super::spell::{typed, written};
use crate::base::Span;
use crate::index::Index;
use crate::query::{Ast, Mode};
use crate::text::token::{Kind, tokens};

/// Words that are corrected at most; more would be guessing.
const MOST: usize = 8;

/// The query with every word that the index does not have replaced by what was probably meant: Telex or VNI keys,
/// two words run together, or the nearest word. Nothing where there is no such word, or no idea.
#[must_use]
pub fn better(index: &Index, query: &str, ast: &Ast) -> Option<String> {
    let mut words = Vec::new();
    collect(ast, &mut words);
    let mut resolver = Resolver::new(index, query);
    let mut out = String::new();
    let mut from = 0;
    for (text, span) in words.into_iter().take(MOST) {
        let Some(token) = tokens(&text).next().filter(|token| token.span.len() == text.len()) else {
            continue;
        };
        if !matches!(token.kind, Kind::Word | Kind::Code) || known(&mut resolver, &text) {
            continue;
        }
        let Some(meant) = meant(&mut resolver, &text, token.kind) else { continue };
        out.push_str(query.get(from..span.start as usize)?);
        out.push_str(&meant);
        from = span.end as usize;
    }
    (from > 0).then(|| out + query.get(from..).unwrap_or(""))
}

/// The plain words of a query that must be there, with their places.
fn collect(ast: &Ast, out: &mut Vec<(String, Span)>) {
    match ast {
        Ast::Word(word) if word.mode == Mode::Plain => out.push((word.text.clone(), word.span)),
        Ast::And(parts) | Ast::Or(parts) => parts.iter().for_each(|part| collect(part, out)),
        Ast::Boost(inner, _) => collect(inner, out),
        _ => {}
    }
}

/// Whether a word is in the index as written, without marks, or in another form.
fn known(resolver: &mut Resolver<'_>, word: &str) -> bool {
    let group = resolver.word(word, How { errors: false, ..How::word(Mode::Plain, false) });
    group.parts.iter().any(|part| part.kind != SegmentKind::Typo)
}

/// Numbers and codes are never corrected, but VNI keys look like a code.
fn meant(resolver: &mut Resolver<'_>, word: &str, kind: Kind) -> Option<String> {
    if let Some(key) = typed(word).filter(|key| resolver.df(key) > 0) {
        return Some(written(&key));
    }
    if kind != Kind::Word {
        return None;
    }
    let one = resolver.nearest(word, 1).map(|key| written(&key));
    let two = one.or_else(|| split(resolver, word));
    two.or_else(|| resolver.nearest(word, 2).map(|key| written(&key)))
}

/// Two words run together: the cut whose rarer half is the most frequent.
fn split(resolver: &mut Resolver<'_>, word: &str) -> Option<String> {
    let mut best: Option<(u32, String)> = None;
    for (at, _) in word.char_indices().skip(2) {
        let (left, right) = word.split_at(at);
        if right.chars().nth(1).is_none() {
            break;
        }
        let mut df = |half: &str| {
            let group =
                resolver.word(half, How { stems: false, errors: false, ..How::word(Mode::Plain, false) });
            group.parts.iter().map(|part| part.term.df).max().unwrap_or(0)
        };
        let rarer = df(left).min(df(right));
        if rarer > best.as_ref().map_or(0, |(rarer, _)| *rarer) {
            best = Some((rarer, format!("{left} {right}")));
        }
    }
    best.map(|(_, halves)| halves)
}
