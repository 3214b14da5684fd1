//! Phrases of rank, post, body and country: `Phó Cục trưởng Cục Đối ngoại, Bộ Công an`.

use super::body::{BodyMention, Owner};
use super::item::{Item, Kind, Reader, starting_in};
use super::lists::List;
use super::phrases::Group;
use super::token::Shape;
use std::ops::Range;

/// A phrase of rank, post, body and country.
#[derive(Debug, Clone, Default)]
pub(super) struct Phrase {
    /// The items.
    pub items: Range<usize>,
    /// The item of the rank.
    pub rank: Option<usize>,
    /// The tokens of the rank.
    pub rank_tokens: Option<Range<usize>>,
    /// First and last token of the post with its body.
    pub post: Option<Range<usize>>,
    /// The first body, by its place among the mentions; one of the Party only where there is no other.
    pub body: Option<usize>,
    /// The ministry that the post's own words name, by its place among the offices.
    pub office: Option<usize>,
    /// The country that the office is likely of, from the company it keeps.
    pub guess: Option<&'static str>,
    /// A body named as those at home are, without a country.
    pub home: bool,
    /// The country that is not just where.
    pub country: Option<&'static str>,
    /// A post, a rank or a body says that the role is official; an honorific alone does not.
    pub official: bool,
    /// Has `ông`, `Mr`.
    pub honorific: bool,
    /// Stands for a counterpart.
    pub counterpart: bool,
    /// The role is in an international body.
    pub international: bool,
}

impl Phrase {
    fn belongs(&mut self, body: &BodyMention) {
        match body.owner {
            Owner::Said => self.country = self.country.or(body.country),
            Owner::Home => self.home = true,
            Owner::Guessed => self.guess = self.guess.or(body.country),
        }
    }
}

impl Reader<'_> {
    /// The phrase that begins with an item; `None` where no phrase can begin there.
    pub(super) fn phrase(&self, items: &[Item], start: usize) -> Option<Phrase> {
        if !matches!(
            items[start].kind,
            Kind::Rank | Kind::Post | Kind::Style | Kind::Honorific | Kind::Counterpart
        ) {
            return None;
        }
        let mut end = start;
        while end < items.len() {
            match self.next(items, start, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        let from = self.back(items, start);
        Some(self.describe(items, from..end, start))
    }

    /// Where the phrase goes on after taking the item at `at`; `None` when it ends before it.
    fn next(&self, items: &[Item], start: usize, at: usize) -> Option<usize> {
        let kind = |i: usize| items.get(i).map_or(Kind::Other, |item| item.kind);
        let before = if at > start { kind(at - 1) } else { Kind::Comma };
        let part =
            |k: Kind| matches!(k, Kind::Body(_) | Kind::Forum | Kind::Field | Kind::Country(_) | Kind::Place);
        match kind(at) {
            Kind::Rank | Kind::Post | Kind::Style | Kind::Honorific | Kind::Counterpart => Some(at + 1),
            k if part(k) => {
                Some(at + 1).filter(|_| !matches!(before, Kind::Comma) || matches!(k, Kind::Body(_)))
            }
            Kind::Owner => (part(before) && !matches!(kind(at + 1), Kind::Name)).then_some(at + 1),
            Kind::Comma => match kind(at + 1) {
                Kind::Rank | Kind::Post | Kind::Style => Some(at + 2),
                Kind::Honorific if matches!(kind(at + 2), Kind::Name) => Some(at + 2),
                Kind::Body(_) if !matches!(before, Kind::Country(_)) => Some(at + 2),
                _ => None,
            },
            Kind::Open => {
                let close = (at + 1..at + 8).find(|&i| kind(i) == Kind::Close)?;
                let plain = !(at + 1..close).any(|i| matches!(kind(i), Kind::Comma | Kind::Honorific));
                plain.then_some(close + 1)
            }
            Kind::Link | Kind::Locative => {
                let next = (at + 1..at + 3).find(|&i| !matches!(kind(i), Kind::Link | Kind::Locative))?;
                let also =
                    kind(next) == Kind::Post && self.page.is_any(items[at].tokens.start, &["kiêm", "đồng"]);
                (also || part(kind(next)) || self.is_duty(items, at)).then_some(next)
            }
            Kind::And if matches!(kind(at + 1), Kind::Link) && part(kind(at + 2)) && part(before) => {
                Some(at + 3)
            }
            Kind::And => match kind(at + 1) {
                Kind::Field => Some(at + 2),
                Kind::Post => (self.is_rank_of_state(&items[at - 1]) || !self.names_somebody(items, at + 1))
                    .then_some(at + 2),
                _ => None,
            },
            Kind::Other => {
                let grade = matches!(before, Kind::Post) && self.grade(items[at].tokens.start).is_some();
                let length = self.grade(items[at].tokens.start).unwrap_or(1);
                (grade || self.is_duty(items, at)).then_some(at + if grade { length } else { 1 })
            }
            _ => None,
        }
    }

    /// The length of a small adjective of a post: `Thư ký nhà nước`, `Thứ trưởng thường trực`.
    fn grade(&self, token: usize) -> Option<usize> {
        Some(self.page.group(token, Group::Grade)? - token)
    }

    /// `Deputy Prime Minister and …`, `State Councilor and …`: held besides the post that follows.
    fn is_rank_of_state(&self, post: &Item) -> bool {
        let last = post.tokens.end - 1;
        self.page.is_any(last, &["councilor", "councillor", "premier"])
            || self.page.follows(last.saturating_sub(2), "deputy prime minister")
    }

    /// Whether the post at an item leads to a name of its own.
    fn names_somebody(&self, items: &[Item], post: usize) -> bool {
        let mut rest = items[post + 1..].iter().take(8);
        let end = rest.find(|i| matches!(i.kind, Kind::Name | Kind::Comma | Kind::Close | Kind::Post));
        end.is_some_and(|item| item.kind == Kind::Name)
    }

    /// Small words after `phụ trách`, `in charge of`: what the post is for.
    fn is_duty(&self, items: &[Item], at: usize) -> bool {
        let from = at.saturating_sub(7);
        let duty = (from..=at).rev().find(|&i| self.page.group(items[i].tokens.start, Group::Duty).is_some());
        let word = |i: usize| self.page.tokens[items[i].tokens.start].shape == Shape::Lower;
        duty.is_some_and(|duty| (duty..=at).all(word))
    }

    /// Modifiers before a post in English: `FBI Director`, `the Cambodian Interior Minister`, `deputy chief`.
    fn back(&self, items: &[Item], start: usize) -> usize {
        if !matches!(items[start].kind, Kind::Post | Kind::Counterpart)
            || !self.page.words(items[start].tokens.clone()).is_ascii()
        {
            return start;
        }
        let mut from = start;
        while let Some(before) = from.checked_sub(1) {
            let item = &items[before];
            // `the International Criminal Police Organization (Interpol) President`
            if let [
                ..,
                Item { kind: Kind::Body(_) | Kind::Forum, .. },
                Item { kind: Kind::Open, .. },
                _,
                Item { kind: Kind::Close, .. },
            ] = items[..from]
            {
                from -= 4;
                continue;
            }
            let own = match item.kind {
                Kind::Field | Kind::Body(_) | Kind::Forum | Kind::Country(_) => true,
                Kind::Owner => {
                    before > 0 && matches!(items[before - 1].kind, Kind::Country(_) | Kind::Body(_))
                }
                Kind::Other => self.page.group(item.tokens.start, Group::Modifier).is_some(),
                _ => false,
            };
            if !own || start - before > 6 {
                break;
            }
            from = before;
        }
        from
    }

    fn describe(&self, items: &[Item], range: Range<usize>, start: usize) -> Phrase {
        let mut phrase = Phrase { items: range.clone(), ..Phrase::default() };
        let mut locative = false;
        let mut post: Option<(usize, usize)> = None;
        for i in range.clone() {
            let kind = items[i].kind;
            match kind {
                Kind::Rank => {
                    phrase.rank = phrase.rank.or(Some(i));
                    phrase.rank_tokens.get_or_insert_with(|| items[i].tokens.clone());
                }
                Kind::Post => {
                    post = Some(post.map_or((i, i), |(first, _)| (first, i)));
                    self.inside_post(&items[i].tokens, &mut phrase);
                }
                Kind::Counterpart => phrase.counterpart = true,
                Kind::Honorific => phrase.honorific = true,
                Kind::Body(place) => {
                    self.take_body(&mut phrase, place);
                    phrase.international |= self.bodies[place].kind == "international";
                    if !locative {
                        phrase.belongs(&self.bodies[place]);
                    }
                }
                Kind::Forum => phrase.international |= phrase.country.is_none(),
                Kind::Country(code) if !locative && !phrase.international => {
                    phrase.country = phrase.country.or(Some(code));
                }
                _ => {}
            }
            locative = kind == Kind::Locative;
        }
        phrase.official = post.is_some() || phrase.rank.is_some();
        phrase.post = post.map(|(first, _)| {
            let first = if first == start { range.start } else { first };
            let last = (first..range.end)
                .rev()
                .find(|&i| !matches!(items[i].kind, Kind::Rank | Kind::Style | Kind::Honorific | Kind::Comma))
                .unwrap_or(first);
            items[first].tokens.start..items[last].tokens.end
        });
        phrase
    }

    fn take_body(&self, phrase: &mut Phrase, place: usize) {
        let party = |place: usize| is_membership(&self.bodies[place].id);
        if phrase.body.is_none_or(|old| party(old) && !party(place)) {
            phrase.body = Some(place);
        }
    }

    /// Body and country of a post whose label names them.
    fn inside_post(&self, post: &Range<usize>, phrase: &mut Phrase) {
        for (place, body) in starting_in(self.bodies, post) {
            self.take_body(phrase, place);
            phrase.belongs(body);
            phrase.international |= body.kind == "international";
        }
        for (place, office) in starting_in(self.offices, post) {
            phrase.office = phrase.office.or(Some(place));
            phrase.belongs(office);
        }
        for token in post.clone() {
            if let Some(naming) = self.namings.at(token) {
                phrase.country = phrase.country.or(Some(naming.code));
            }
            phrase.international |= self.page.label(token, List::Forum).is_some() && phrase.country.is_none();
        }
    }
}

/// Bodies that one is a member of besides one's office.
pub(super) fn is_membership(id: &str) -> bool {
    matches!(id, "vn-politburo" | "vn-party-cc" | "vn-mps-party" | "vn-national-assembly")
}
