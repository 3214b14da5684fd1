//! Names and the roles beside them: before (`Bộ trưởng X`), after (`X, Minister of …`), or in a clause.

use super::body::Owner;
use super::item::{Item, Kind, Reader};
use super::name;
use super::page::Page;
use super::phrases::Group;
use super::role::Phrase;
use super::token::Shape;
use std::ops::Range;

/// A name with the phrases beside it.
#[derive(Debug)]
pub(super) struct Named {
    /// The name.
    pub tokens: Range<usize>,
    /// The role before it.
    pub before: Option<Phrase>,
    /// The role after it.
    pub after: Option<Phrase>,
    /// Words such as `led by` say that it is an official.
    pub trigger: bool,
    /// The country of the delegation that the name leads.
    pub side: Option<&'static str>,
    /// The items before the name and the name.
    pub items: Vec<Item>,
}

/// The words of a name that are more than an initial.
pub(super) fn words(page: &Page<'_>, tokens: &Range<usize>) -> usize {
    tokens.clone().filter(|&t| page.tokens[t].is_word() && page.word(t).chars().count() > 1).count()
}

/// Reads one sentence: names with a role beside them, and names alone.
pub(super) fn walk(
    reader: &Reader<'_>,
    sentence: &Range<usize>,
    named: &mut Vec<Named>,
    bare: &mut Vec<Range<usize>>,
) {
    if !name::may_begin(reader.page, sentence) {
        return;
    }
    let items = reader.items(sentence.clone());
    if !items.iter().any(|item| item.kind == Kind::Name) {
        return;
    }
    let (mut at, mut side, mut told) = (0, None, named.len());
    while at < items.len() {
        for one in &mut named[told..] {
            one.side = one.side.or(side);
        }
        told = named.len();
        side = on_side(reader.page, &items[at]).or(side);
        if items[at].kind == Kind::Name {
            at = read_name(reader, &items, at, None, named, bare);
            continue;
        }
        let Some(phrase) = reader.phrase(&items, at) else {
            at += 1;
            continue;
        };
        let end = phrase.items.end.max(at + 1);
        let kind = |i: usize| items.get(i).map_or(Kind::Other, |item| item.kind);
        // `Thừa ủy quyền của Bộ trưởng, Thiếu tướng X …`: the post is of the one who is stood for.
        let comma =
            (at..=end).find(|&i| kind(i) == Kind::Comma).filter(|_| stands_in(reader.page, &items[at]));
        if let Some(comma) = comma {
            at = comma + 1;
            continue;
        }
        if kind(end) == Kind::Name {
            at = read_name(reader, &items, end, Some(phrase), named, bare);
        } else if kind(end) == Kind::Comma && closes(reader, &items, end + 1, &phrase) {
            at = read_name(reader, &items, styled(&items, end + 1), Some(phrase), named, bare);
        } else {
            at = end;
        }
    }
    for one in &mut named[told..] {
        one.side = one.side.or(side);
    }
}

/// `về phía Lào có …`, `on the Lao side …`: who is named next is of that country.
fn on_side(page: &Page<'_>, item: &Item) -> Option<&'static str> {
    let Kind::Country(code) = item.kind else { return None };
    let tokens = &item.tokens;
    (tokens.start > 0 && page.is(tokens.start - 1, "phía") || page.is(tokens.end, "side")).then_some(code)
}

/// `thay mặt`, `on behalf of`: who is named next is stood for by another.
fn stands_in(page: &Page<'_>, item: &Item) -> bool {
    let start = item.tokens.start;
    let ends = |words: &str| {
        let first = start.checked_sub(words.split(' ').count());
        first.is_some_and(|first| page.follows(first, words))
    };
    [
        "thay mặt",
        "ủy quyền của",
        "ủy nhiệm của",
        "thừa lệnh",
        "thừa lệnh của",
        "on behalf of",
        "on behalf of the",
    ]
    .iter()
    .any(|words| ends(words))
}

/// `Ministers X and Y`, `Deputy Ministers X, Y and Z`: the other names have the post of the first, not its country.
fn shared(
    items: &[Item],
    at: usize,
    before: Option<&Phrase>,
    after: Option<&Phrase>,
) -> Option<(Vec<usize>, Phrase)> {
    let kind = |i: usize| items.get(i).map_or(Kind::Other, |item| item.kind);
    let post = before.filter(|phrase| phrase.post.is_some() && after.is_none())?;
    let mut places = Vec::new();
    let (mut end, mut closed) = (at + 1, false);
    while !closed && matches!(kind(end), Kind::Comma | Kind::And) {
        let joint = 1 + usize::from(kind(end) == Kind::Comma && kind(end + 1) == Kind::And);
        closed = kind(end + joint - 1) == Kind::And;
        if kind(end + joint) != Kind::Name {
            return None;
        }
        places.push(end + joint);
        end += joint + 1;
    }
    let alone = closed && kind(end) != Kind::Comma;
    alone.then(|| {
        let post = Phrase {
            rank_tokens: None,
            country: None,
            body: None,
            office: None,
            guess: None,
            ..post.clone()
        };
        (places, post)
    })
}

/// The first item that is no `ông`, `Dr`, `Samdech`.
fn styled(items: &[Item], at: usize) -> usize {
    at + items[at.min(items.len())..]
        .iter()
        .take_while(|i| matches!(i.kind, Kind::Honorific | Kind::Style))
        .count()
}

/// Whether `, NAME` after a post is its holder: the name is full, and a comma, the end or a verb follows it.
fn closes(reader: &Reader<'_>, items: &[Item], at: usize, phrase: &Phrase) -> bool {
    let (honorific, at) = (styled(items, at) > at, styled(items, at));
    let Some(item) = items.get(at).filter(|i| i.kind == Kind::Name) else { return false };
    let page = reader.page;
    let ends = items.get(at + 1).is_none_or(|next| page.tokens[next.tokens.start].shape == Shape::Sign);
    let start = items[phrase.items.start].tokens.start;
    // `the home secretary, X`, `its ambassador, X`: the article says that X is the one.
    let the = start > 0
        && (page.is_any(start - 1, &["the", "its", "his", "her", "their", "'s"]) || page.is(start, "the"));
    (phrase.post.is_some() || phrase.counterpart)
        && words(page, &item.tokens) > 1
        && (ends || the || honorific)
        && role_after(reader, items, at).is_none()
}

/// Reads the name at an item and what stands after it; gives the item to go on with.
fn read_name(
    reader: &Reader<'_>,
    items: &[Item],
    at: usize,
    before: Option<Phrase>,
    named: &mut Vec<Named>,
    bare: &mut Vec<Range<usize>>,
) -> usize {
    let tokens = items[at].tokens.clone();
    let mut after = role_after(reader, items, at);
    if let Some(after) = &mut after {
        after.guess = after.guess.or_else(|| served(reader, items, after));
    }
    let first = before.as_ref().map_or(at, |phrase| phrase.items.start);
    let side = delegation(reader, items, first);
    let english = reader.page.is(tokens.start.saturating_sub(1), "by");
    let trigger = side.is_some()
        || (english && led_by(reader.page, tokens.start).is_some())
        || has_role_clause(reader.page, tokens.end);
    let next = after.as_ref().map_or(at + 1, |phrase| phrase.items.end.max(at + 1));
    let home = side
        .or_else(|| origin(reader.page, &items[at + 1..]))
        .or_else(|| origin(reader.page, items.get(next..).unwrap_or_default()));
    if before.is_none() && after.is_none() && !trigger {
        bare.push(tokens);
    } else {
        let others = shared(items, at, before.as_ref(), after.as_ref());
        let near = items[at.saturating_sub(3)..(at + 1).min(items.len())].to_vec();
        named.push(Named { tokens, before, after, trigger, side: home, items: near.clone() });
        if let Some((places, post)) = others {
            for &place in &places {
                named.push(Named {
                    tokens: items[place].tokens.clone(),
                    before: Some(post.clone()),
                    after: None,
                    trigger: false,
                    side: None,
                    items: near.clone(),
                });
            }
            return places.last().map_or(next, |last| last + 1);
        }
    }
    next
}

/// `X of Guyana`, `X, headed the UAE delegation`: the country named right behind a name or its role.
fn origin(page: &Page<'_>, items: &[Item]) -> Option<&'static str> {
    let [first, rest @ ..] = items else { return None };
    let (word, next) = (first.tokens.start, rest.first()?);
    match next.kind {
        Kind::Country(code) if page.is_any(word, &["of", "của", "from"]) => Some(code),
        _ if first.kind == Kind::Comma => origin(page, rest),
        _ if page.group(word, Group::Leads).is_some() => match rest.get(1..3)? {
            [Item { kind: Kind::Country(code), .. }, noun] if page.is(noun.tokens.start, "delegation") => {
                Some(code)
            }
            _ => None,
        },
        _ => None,
    }
}

/// The phrase in apposition after the name at an item, unless it leads to the next name.
fn role_after(reader: &Reader<'_>, items: &[Item], at: usize) -> Option<Phrase> {
    let kind = |i: usize| items.get(i).map_or(Kind::Other, |item| item.kind);
    let opening = matches!(kind(at + 1), Kind::Comma | Kind::Open) || is_copula(reader.page, items, at + 1);
    if !opening {
        return None;
    }
    let start = (at + 2..at + 9).find(|&i| {
        let word = items.get(i).map_or(0, |item| item.tokens.start);
        let modifier =
            matches!(kind(i), Kind::Link | Kind::Country(_) | Kind::Owner | Kind::Body(_) | Kind::Field)
                || matches!(kind(i), Kind::Forum | Kind::Place)
                || (kind(i) == Kind::Other
                    && reader.page.tokens.get(word).is_some_and(|t| t.is_word())
                    && i < at + 5);
        !modifier || matches!(kind(i), Kind::Post | Kind::Rank)
    })?;
    // `X, representatives of …` goes on with others.
    if kind(start) != Kind::Post && !(kind(start) == Kind::Rank && start == at + 2)
        || reader.page.word(items[start].tokens.start).ends_with('s')
    {
        return None;
    }
    let small =
        (at + 2..start).all(|i| kind(i) != Kind::Other || is_modifier(reader.page, items[i].tokens.start));
    let phrase = reader.phrase(items, start).filter(|_| small)?;
    let leads =
        kind(phrase.items.end) == Kind::Name && kind(phrase.items.end.saturating_sub(1)) != Kind::Comma;
    (!leads && phrase.post.is_some()).then_some(phrase)
}

/// `X, liaison officer at the office of the … of Britain`: the country of the body that stands behind the post, before
/// anybody else is named.
fn served(reader: &Reader<'_>, items: &[Item], phrase: &Phrase) -> Option<&'static str> {
    let behind = items.get(phrase.items.end..)?.iter().take(9);
    let other = |item: &Item| match item.kind {
        Kind::Name => item.tokens.len() > 1,
        kind => matches!(kind, Kind::Honorific | Kind::Rank | Kind::Post),
    };
    let own = |item: &&Item| !other(item);
    let near = behind.take_while(own).take_while(|item| !reader.page.is(item.tokens.start, ";"));
    let mut link = false;
    let mut countries = near.filter_map(|item| {
        let of = std::mem::replace(&mut link, item.kind == Kind::Link);
        match item.kind {
            Kind::Body(place) => {
                reader.bodies.get(place).map(|body| body.country.filter(|_| body.owner == Owner::Said))
            }
            Kind::Country(code) if of => Some(Some(code)),
            _ => None,
        }
    });
    countries.next().flatten()
}

fn is_copula(page: &Page<'_>, items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| page.group(item.tokens.start, Group::Copula).is_some())
}

fn is_modifier(page: &Page<'_>, token: usize) -> bool {
    page.group(token, Group::Before).is_some()
}

/// `led by X`, `do X dẫn đầu`: whether such words end just before a token.
fn led_by(page: &Page<'_>, name: usize) -> Option<usize> {
    let at = |back: usize| name.checked_sub(back).filter(|&at| page.group(at, Group::LedBy) == Some(name));
    at(1).or_else(|| at(2))
}

/// The country of the delegation that a leader is named after: `Đoàn … Singapore do ngài X làm Trưởng đoàn`.
fn delegation(reader: &Reader<'_>, items: &[Item], first: usize) -> Option<&'static str> {
    led_by(reader.page, items.get(first)?.tokens.start)?;
    let before = items[..first].iter().rev().take(6).skip_while(|item| matches!(item.kind, Kind::Other));
    for item in before {
        match item.kind {
            Kind::Country(code) => return Some(code),
            Kind::Body(place) if reader.bodies[place].owner == Owner::Said => {
                return reader.bodies[place].country;
            }
            Kind::Comma => return None,
            _ => {}
        }
    }
    None
}

/// `X, who directs …`: the clause after a name says its office.
fn has_role_clause(page: &Page<'_>, end: usize) -> bool {
    page.is(end, ",") && page.is(end + 1, "who") && page.group(end + 2, Group::Leads).is_some()
}
