//! A sentence cut into the pieces that roles are made of: ranks, posts, bodies, countries, names, small words.

use super::body::BodyMention;
use super::country::{Naming, Namings};
use super::lists::{List, Match};
use super::name;
use super::page::Page;
use super::phrases::Group;
use super::token::{Shape, Token};
use super::words::Words;
use crate::base::{Lang, is_listed};
use std::ops::Range;

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A rank.
    Rank,
    /// A post.
    Post,
    /// `counterpart`, `người đồng cấp`: a post that is not named.
    Counterpart,
    /// A body, by its place among the mentions.
    Body(usize),
    /// A country.
    Country(&'static str),
    /// A city, a province.
    Place,
    /// A forum.
    Forum,
    /// An academic degree or a title of nobility, which is no part of the name.
    Style,
    /// `ông`, `Mr`.
    Honorific,
    /// A run of capitals that may be a name.
    Name,
    /// A word of bodies' names: `Public`, `Nội vụ`.
    Field,
    /// A small word that links a post with its body.
    Link,
    /// A small word that says where: `in`, `tại`.
    Locative,
    /// `and`, `và`.
    And,
    /// `'s`.
    Owner,
    /// A comma.
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
    /// Anything else.
    Other,
}

/// A piece of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// What the pieces are cut with.
pub(super) struct Reader<'a> {
    /// The page.
    pub page: &'a Page<'a>,
    /// Countries named.
    pub namings: &'a Namings,
    /// Bodies named, in order.
    pub bodies: &'a [BodyMention],
    /// Ministers named by their ministry's field, in order.
    pub offices: &'a [BodyMention],
}

impl Reader<'_> {
    /// Cuts a sentence into pieces. Linear.
    pub(super) fn items(&self, sentence: Range<usize>) -> Vec<Item> {
        let mut items = Vec::with_capacity(sentence.len());
        let mut at = sentence.start;
        let mut body = self.bodies.partition_point(|b| b.tokens.start < at);
        let namings = self.namings.all();
        let mut naming = namings.partition_point(|n| n.tokens.start < at);
        while at < sentence.end {
            while namings.get(naming).is_some_and(|n| n.tokens.start < at) {
                naming += 1;
            }
            let country = namings.get(naming).filter(|n| n.tokens.start == at);
            while self.bodies.get(body).is_some_and(|b| b.tokens.start < at) {
                body += 1;
            }
            let mention =
                self.bodies.get(body).filter(|b| b.tokens.start == at).map(|b| (body, b.tokens.end));
            let titled = items.last().is_some_and(|last: &Item| {
                matches!(
                    last.kind,
                    Kind::Rank
                        | Kind::Post
                        | Kind::Honorific
                        | Kind::Style
                        | Kind::Body(_)
                        | Kind::Country(_)
                )
            });
            let item = self.item(at, &sentence, (mention, country), titled);
            at = item.tokens.end.max(at + 1);
            items.push(item);
        }
        items
    }

    /// The piece at a token, where a body (its place and end) or a country may be named.
    fn item(
        &self,
        at: usize,
        sentence: &Range<usize>,
        (body, country): (Option<(usize, usize)>, Option<&Naming>),
        titled: bool,
    ) -> Item {
        let page = self.page;
        let make = |end: usize, kind: Kind| Item { tokens: at..end.min(sentence.end), kind };
        if body.is_none() && page.starting(at).is_empty() && !page.tokens[at].is_capital() {
            // Most words: no label, no capital.
            let field = || self.field(at, sentence.end);
            let field = page.lists.is_functional(page.tokens[at].word).then(field).flatten();
            return field.map_or_else(|| make(at + 1, Kind::Other), |end| make(end, Kind::Field));
        }
        let label = self.best_label(at, sentence, country);
        // Of a post and a body of the same words (`Home Secretary`) the post is read; the body is inside it.
        let body = body.filter(|&(_, end)| label != Some((end, Kind::Post)));
        let labelled = label.map_or(0, |(end, _)| end - at);
        if let Some((place, end)) = body.filter(|&(_, end)| end - at >= labelled) {
            return make(end, Kind::Body(place));
        }
        if labelled < 2
            && let Some(run) = name::vietnamese(page, at, sentence.end)
        {
            return make(run.end, Kind::Name);
        }
        if titled && labelled == 1 && label.is_some_and(|(_, kind)| kind == Kind::Place) {
            // `Minister Milan Chovanec`: a first name that is a city's too.
            if let Some(run) = name::after_place(page, at, sentence.end) {
                return make(run.end, Kind::Name);
            }
        }
        if titled
            && label.is_none()
            && let Some(end) = self.unlisted(at)
        {
            return make(end.min(sentence.end), Kind::Field);
        }
        if let Some((end, kind)) = label {
            let inner = if kind == Kind::Post { self.inner_end(at..end) } else { end };
            return make(inner, kind);
        }
        if let Some((end, kind)) = self.small(at) {
            return make(end, kind);
        }
        let token = &page.tokens[at];
        if let Some(end) = self.field(at, sentence.end) {
            return make(end, Kind::Field);
        }
        match name::other(page, at, sentence.end, titled) {
            Some(run) => make(run.end, Kind::Name),
            None if token.is_capital() && token.is_word() && at > sentence.start => make(at + 1, Kind::Field),
            None => make(at + 1, Kind::Other),
        }
    }

    /// The end of a Vietnamese body that no list has, where its country or a body follows: `Cơ quan An ninh nội địa Ba Lan`.
    fn unlisted(&self, at: usize) -> Option<usize> {
        static STOPS: Words = Words::new("đã, sẽ, với, có, tại, cho, tiếp, đến, thăm, sang, cùng");
        let page = self.page;
        let begins = name::heads_body(page, at) || at > 0 && page.is(at - 1, "đảng");
        if !begins {
            return None;
        }
        let mut words = (at + 1..at + 12)
            .take_while(|&t| page.tokens.get(t).is_some_and(Token::is_word) && !page.is_one(t, &STOPS));
        let known =
            |t| self.namings.at(t).is_some() || starting_in(self.bodies, &(t..t + 1)).next().is_some();
        words.find(|&t| known(t))
    }

    /// A post's label may hold the beginning of its body: `Bộ trưởng Bộ Nội vụ` in `… Bộ Nội vụ Liên bang Nga`.
    fn inner_end(&self, post: Range<usize>) -> usize {
        // The office may begin with the country: `Australian Minister of …`.
        let office = post.start.saturating_sub(2)..post.end;
        let inner = starting_in(self.bodies, &post).chain(starting_in(self.offices, &office));
        inner.map(|(_, body)| body.tokens.end).fold(post.end, usize::max)
    }

    /// The longest label of post, rank, forum, country or place.
    fn best_label(
        &self,
        at: usize,
        sentence: &Range<usize>,
        country: Option<&Naming>,
    ) -> Option<(usize, Kind)> {
        let page = self.page;
        let mut best: Option<(usize, Kind)> = None;
        for found in page.starting(at).iter().filter(|m| m.end as usize <= sentence.end) {
            let kind = match found.list {
                List::Post if self.is_half(at) => continue,
                List::Post => Kind::Post,
                List::Rank if self.is_rank(found) => Kind::Rank,
                List::Forum => Kind::Forum,
                List::Place => Kind::Place,
                List::Name => match name_kind(page, found) {
                    Some(kind) => kind,
                    None => continue,
                },
                _ => continue,
            };
            let longer = best.is_none_or(|(end, old)| {
                let end_now = found.end as usize;
                end_now > end || (end_now == end && (old == Kind::Place || kind == Kind::Post))
            });
            if longer {
                best = Some((found.end as usize, kind));
            }
        }
        if let Some(naming) = country
            && best.is_none_or(|(end, kind)| {
                naming.tokens.end > end || (naming.tokens.end == end && kind == Kind::Place)
            })
        {
            best = Some((naming.tokens.end, Kind::Country(naming.code)));
        }
        best.or_else(|| self.head_noun(at))
    }

    /// The second half of `co-chair`, `co-director`.
    fn is_half(&self, at: usize) -> bool {
        self.page.tokens[at].joined && at > 0 && self.page.is(at - 1, "co")
    }

    /// `General` is a rank only where no name of a body goes on after it.
    fn is_rank(&self, found: &Match) -> bool {
        let page = self.page;
        let end = found.end as usize;
        let capital = page.tokens[found.start as usize].is_capital()
            || !page.words(found.start as usize..end).is_ascii();
        let goes_on = page.tokens.get(end).is_some_and(|next| {
            next.is_capital() && page.lists.is_functional(next.word) && page.label(end, List::Post).is_none()
        });
        let after_post = found.start.checked_sub(1).is_some_and(|before| {
            page.is_any(
                before as usize,
                &["secretary", "director", "commissioner", "attorney", "inspector", "consul"],
            )
        });
        capital && !goes_on && !after_post
    }

    /// English nouns of posts that the list lacks: a capital or a body's word before, or a name after.
    fn head_noun(&self, at: usize) -> Option<(usize, Kind)> {
        let page = self.page;
        if let Some(end) = page.group(at, Group::VietnameseHead) {
            return Some((end, Kind::Post));
        }
        let end = page.group(at, Group::Head)?;
        let named = page.tokens.get(end).is_some_and(|t| t.is_capital())
            || page.is_any(end, &["of", "for", "at", ","]);
        let before = at.checked_sub(1).is_some_and(|b| {
            page.lists.is_functional(page.tokens[b].word)
                || self.namings.before(at).is_some()
                || page.is(b, "'s")
        });
        (named || before || page.tokens[at].is_capital()).then_some((end, Kind::Post))
    }

    /// Small words and signs, and styles (`Dr`, with its point).
    fn small(&self, at: usize) -> Option<(usize, Kind)> {
        let page = self.page;
        let words = page.starting(at).iter().filter(|m| m.list == List::Word);
        let kinds = words.filter_map(|m| Some((m.end as usize, small_kind(Group::from_number(m.entry)?)?)));
        let (end, kind) = kinds.max_by_key(|&(end, _)| end)?;
        match kind {
            Kind::Style | Kind::Field if !page.tokens[at].is_capital() => None,
            Kind::Style => Some((end + usize::from(page.is(end, ".") && page.tokens[end].joined), kind)),
            _ => Some((end, kind)),
        }
    }

    /// A word of bodies' names, or a field of government in Vietnamese (`Tư pháp`, `Nội vụ`).
    fn field(&self, at: usize, limit: usize) -> Option<usize> {
        let page = self.page;
        let token = &page.tokens[at];
        if token.is_capital()
            && page.tokens.get(at + 1).is_some_and(|n| n.shape == Shape::Lower && at + 1 < limit)
        {
            let pair = page.words(at..at + 2);
            if is_field(pair) {
                return Some(at + 2);
            }
        }
        let english = || token.is_capital() || page.part_of(at).is_some_and(|part| part.lang != Lang::Vi);
        (page.lists.is_functional(token.word) && page.word(at).is_ascii() && english()).then_some(at + 1)
    }
}

/// The mentions that begin inside a range, with their places.
pub(super) fn starting_in<'a>(
    mentions: &'a [BodyMention],
    range: &Range<usize>,
) -> impl Iterator<Item = (usize, &'a BodyMention)> + use<'a> {
    let from = mentions.partition_point(|b| b.tokens.start < range.start);
    let to = mentions.partition_point(|b| b.tokens.start < range.end);
    (from..to).map(|place| (place, &mentions[place]))
}

/// The kind of item that a group of small words is, where it is one.
fn small_kind(group: Group) -> Option<Kind> {
    Some(match group {
        Group::Link => Kind::Link,
        Group::Locative => Kind::Locative,
        Group::And => Kind::And,
        Group::Owner => Kind::Owner,
        Group::Comma => Kind::Comma,
        Group::Open => Kind::Open,
        Group::Close => Kind::Close,
        Group::Honorific => Kind::Honorific,
        Group::Counterpart => Kind::Counterpart,
        Group::Style => Kind::Style,
        Group::Field => Kind::Field,
        _ => return None,
    })
}

/// Family names and particles are read by [`name`]; of the rest of the list, honorifics and styles count here.
fn name_kind(page: &Page<'_>, found: &Match) -> Option<Kind> {
    match page.entry(found).kind {
        "honorific" if is_listed(NO_RESPECT, page.entry(found).id) => None,
        "honorific" => Some(Kind::Honorific),
        "style" | "title" | "academic" | "nobility" => Some(Kind::Style),
        _ => None,
    }
}

/// Whether two syllables are a field of government: `Nội vụ`.
pub(super) fn is_field(pair: &str) -> bool {
    FIELDS.split('|').any(|field| field == pair)
}

/// Words of the list of honorifics that private people have, or that are names as often.
const NO_RESPECT: &str = "Anh Aung Chú Chị Cô Cụ Don Lok Nang Thao Tun U";

/// Fields of government as Vietnamese posts name them.
const FIELDS: &str = "An ninh|An toàn|Biên phòng|Chính trị|Công an|Công nghiệp|Công thương|Cảnh sát|Di trú|Di cư|Giao \
    thông|Giáo dục|Hải quan|Khoa học|Kinh tế|Kế hoạch|Lao động|Luật pháp|Ngoại giao|Ngoại \
    thương|Nhập cư|Nội vụ|Phòng vệ|Quốc phòng|Thông tin|Thương mại|Thường trực|Tài chính|Tình báo|Tư \
    pháp|Xây dựng";
