//! People in official roles: names with rank, post, body and country, later mentions joined to them.

use super::Person;
use super::apposition::{Named, walk, words};
use super::body::{BodyMention, Owner};
use super::country::HOME;
use super::item::Reader;
use super::lists::List;
use super::name;
use super::page::Page;
use super::phrases::Group;
use super::role::{Phrase, is_membership};
use crate::base::Arrange;
use crate::base::Lang;
use crate::base::case::Lower;
use crate::base::sorted::SortedMap;
use std::borrow::Cow;
use std::ops::Range;

/// A person as the rules know them; [`PersonEntry::record`] gives the fact.
#[derive(Debug, Clone, Default)]
pub(super) struct PersonEntry {
    /// The name as the record gives it.
    pub name: String,
    parts: Vec<String>,
    given: String,
    vietnamese: bool,
    /// ISO 3166-1 alpha-2 of the side.
    pub country: Option<&'static str>,
    guess: Option<&'static str>,
    home: bool,
    /// Of an international body.
    pub international: bool,
    rank: Option<Range<usize>>,
    /// The tokens of the post.
    pub post: Option<Range<usize>>,
    post_body: bool,
    body: Option<String>,
    official: bool,
    /// The tokens of every mention of the name, in order.
    pub mentions: Vec<Range<usize>>,
}

/// Finds the people of a page; `partner` is the foreign country most named, for those whose side is not said.
pub(super) fn people(reader: &Reader<'_>, partner: Option<&'static str>) -> Vec<PersonEntry> {
    let page = reader.page;
    let mut named = Vec::new();
    let mut bare = Vec::new();
    for sentence in &page.sentences {
        walk(reader, sentence, &mut named, &mut bare);
    }
    let mut cast = Collector { reader, people: Vec::new(), index: SortedMap::new() };
    let (full, short): (Vec<Named>, Vec<Named>) =
        named.into_iter().partition(|n| n.tokens.clone().filter(|&t| page.tokens[t].is_word()).count() > 1);
    for one in &full {
        cast.add(one);
    }
    for one in &short {
        cast.resolve(one);
    }
    for tokens in bare {
        cast.later(tokens);
    }
    cast.finish(partner)
}

struct Collector<'a> {
    reader: &'a Reader<'a>,
    people: Vec<PersonEntry>,
    /// Part of a name → the people that have it.
    index: SortedMap<String, Vec<usize>>,
}

impl Collector<'_> {
    /// A full name with a role beside it: a person, old or new.
    fn add(&mut self, named: &Named) {
        if self.is_private(named) {
            return;
        }
        let parts = self.parts(&named.tokens);
        let place = match self.same(&parts) {
            Some(place) => place,
            None => self.insert(parts, &named.tokens),
        };
        self.enrich(place, named);
    }

    fn insert(&mut self, parts: Vec<String>, tokens: &Range<usize>) -> usize {
        let page = self.reader.page;
        let place = self.people.len();
        let written = self.written(tokens);
        let name = name::canonical(&written);
        let known = if name == written { parts.clone() } else { name::parts(&name) };
        for part in known {
            self.index.entry(part).or_default().push(place);
        }
        self.people.push(PersonEntry {
            name,
            given: name::parts(page.word(tokens.end - 1)).pop().unwrap_or_default(),
            vietnamese: name::is_vietnamese(page, tokens),
            parts,
            ..PersonEntry::default()
        });
        place
    }

    /// The people who have the part of a name that the fewest have.
    fn rarest(&self, parts: &[String]) -> Option<&[usize]> {
        let people = parts.iter().filter_map(|part| self.index.get(part)).min_by_key(|people| people.len());
        people.map(Vec::as_slice)
    }

    /// The person with this name: the same words in any order, or a longer or shorter form of it.
    fn same(&self, parts: &[String]) -> Option<usize> {
        let rare = self.rarest(parts)?;
        rare.iter().copied().find(|&place| {
            let other = &self.people[place].parts;
            let (short, long) =
                if parts.len() < other.len() { (parts, other.as_slice()) } else { (other.as_slice(), parts) };
            let vietnamese = self.people[place].vietnamese;
            short.iter().all(|part| long.contains(part)) && (short.len() == long.len() || !vietnamese)
        })
    }

    fn enrich(&mut self, place: usize, named: &Named) {
        let page = self.reader.page;
        // Another form of the name can be longer only where the words in the text are.
        let (old, new) = (&self.people[place].name, page.words(named.tokens.clone()));
        let longer = new != old.as_str() && new.len() > old.chars().count();
        let written = longer.then(|| name::canonical(&self.written(&named.tokens)));
        let person = &mut self.people[place];
        person.mentions.push(named.tokens.clone());
        if let Some(written) = written
            && written.chars().count() > person.name.chars().count()
            && name::parts(&written) == name::parts(&person.name)
        {
            person.name = written;
        }
        for phrase in named.before.iter().chain(&named.after) {
            person.official |= phrase.official || phrase.honorific || phrase.counterpart;
            person.international |= phrase.international;
            person.country = person.country.or(phrase.country.filter(|_| !person.international));
            person.guess = person.guess.or(phrase.guess);
            person.home |= phrase.home;
            let body = phrase.body.map(|place| &self.reader.bodies[place].id);
            let office = phrase.office.map(|place| &self.reader.offices[place].id);
            if let Some(id) = body.filter(|id| !is_membership(id)).or(office).or(body)
                && person.body.as_ref().is_none_or(|old| is_membership(old))
            {
                person.body = Some(id.clone().into_owned());
            }
            if let Some(post) = &phrase.post
                && person.post.as_ref().is_none_or(|old| {
                    weight(page, post, phrase.body.is_some()) > weight(page, old, person.post_body)
                })
            {
                person.post = Some(post.clone());
                person.post_body = phrase.body.is_some();
            }
        }
        person.official |= named.trigger;
        person.country = person.country.or(named.side);
        let rank = named.before.iter().chain(&named.after).find_map(|p| p.rank.map(|_| p));
        if let (None, Some(phrase)) = (&person.rank, rank) {
            person.rank = phrase.rank_tokens.clone();
        }
    }

    /// A single word with a title: a later mention, else a person known by one name.
    fn resolve(&mut self, named: &Named) {
        if let Some(place) = self.candidate(&named.tokens, named.before.as_ref().or(named.after.as_ref())) {
            self.enrich(place, named);
            return;
        }
        let post = named.before.as_ref().is_some_and(|p| p.official);
        let page = self.reader.page;
        let vietnamese = page.part_of(named.tokens.start).is_some_and(|part| part.lang != Lang::En);
        let any_word = vietnamese && name::is_syllable(page.words(named.tokens.clone()));
        // `head of the North American Unit`: a word of the body.
        let role = named.before.as_ref().and_then(|p| p.post.as_ref());
        let of = role.is_some_and(|role| role.clone().any(|t| page.is(t, "of")));
        if post && !any_word && !of && words(page, &named.tokens) == 1 && !self.is_private(named) {
            let parts = self.parts(&named.tokens);
            let known = self.index.get(&parts[0]).is_some_and(|people| !people.is_empty());
            if !known {
                let place = self.insert(parts, &named.tokens);
                self.enrich(place, named);
            }
        }
    }

    /// A name without a role: evidence for somebody known.
    fn later(&mut self, tokens: Range<usize>) {
        if let Some(place) = self.candidate(&tokens, None) {
            let page = self.reader.page;
            // A Vietnamese given name alone is a person in English; in Vietnamese it may be any word.
            let short = self.people[place].vietnamese && words(page, &tokens) < 2;
            if !short || page.part_of(tokens.start).is_some_and(|part| part.lang == Lang::En) {
                self.people[place].mentions.push(tokens);
            }
        }
    }

    /// The one person whose name has these words; with a post, the one who holds such a post.
    fn candidate(&self, tokens: &Range<usize>, phrase: Option<&Phrase>) -> Option<usize> {
        let parts = self.parts(tokens);
        let people = self.rarest(&parts)?;
        let fits = |&&place: &&usize| {
            let person = &self.people[place];
            let all = parts.iter().all(|part| person.parts.contains(part));
            let given =
                !person.vietnamese || parts.len() == person.parts.len() || parts.contains(&person.given);
            all && given
        };
        let mut found = people.iter().filter(fits);
        let first = *found.next()?;
        let Some(second) = found.next() else { return Some(first) };
        let country = phrase.and_then(|p| p.country)?;
        let own = |place: usize| self.people[place].country == Some(country);
        match (own(first), own(*second)) {
            (true, false) => Some(first),
            (false, true) => Some(*second),
            _ => None,
        }
    }

    fn parts(&self, tokens: &Range<usize>) -> Vec<String> {
        name::parts(self.reader.page.words(tokens.clone()))
    }

    fn written(&self, tokens: &Range<usize>) -> String {
        spaced(self.reader.page.words(tokens.clone()))
    }

    /// Suspects, victims, reporters, business people; and the statesman whose name is a place's and an order's.
    fn is_private(&self, named: &Named) -> bool {
        let page = self.reader.page;
        let start = named.items.first().map_or(named.tokens.start, |item| item.tokens.start);
        let sentence = page.sentences.get(page.sentence_of(named.tokens.start)).cloned().unwrap_or_default();
        let near = start.saturating_sub(2).max(sentence.start)..named.tokens.start;
        let initials =
            || page.tokens[named.tokens.clone()].iter().all(|t| matches!(t.head, b'h' | b'c' | b'm'));
        let statesman =
            named.tokens.len() == 3 && initials() && self.parts(&named.tokens) == ["chi", "ho", "minh"];
        let official = named.before.iter().chain(&named.after).any(|p| p.official);
        let after = named.tokens.end..(named.tokens.end + 12).min(sentence.end);
        let accused = |range: Range<usize>| page.says(range, Group::Accused);
        let private = |range: Range<usize>| page.says(range, Group::Private);
        statesman
            || accused(near.clone())
            || (!official && (accused(after.clone()) || private(after) || private(near)))
            || (official && named.before.iter().chain(&named.after).any(|p| self.is_business(p)))
    }

    fn is_business(&self, phrase: &Phrase) -> bool {
        let page = self.reader.page;
        let Some(post) = &phrase.post else { return false };
        let end = (post.end + 6).min(page.tokens.len());
        let stop =
            (post.start..end).find(|&t| t >= post.end && page.is_any(t, &[".", ";", ":"])).unwrap_or(end);
        page.says(post.start..stop, Group::Business)
    }

    /// Where Viet Nam is no side, the second of two countries if only the first has somebody already.
    fn other_side(&self, people: &[PersonEntry]) -> Option<&'static str> {
        let namings = self.reader.namings;
        let home = namings.all().iter().any(|n| n.code == HOME);
        let of = |code: &str| people.iter().any(|p| p.country == Some(code));
        match *namings.foreign(self.reader.page) {
            [(first, _), (second, _), ..] if !home && of(first) && !of(second) => Some(second),
            _ => None,
        }
    }

    fn finish(mut self, partner: Option<&'static str>) -> Vec<PersonEntry> {
        let page = self.reader.page;
        let found = std::mem::take(&mut self.people);
        let mut people: Vec<PersonEntry> = found
            .into_iter()
            .filter(|p| p.official && p.mentions.iter().any(|m| page.proves(m.start)))
            .collect();
        let other = self.other_side(&people);
        let partner = other.or(partner);
        for person in &mut people {
            person.mentions.arrange_by_key(|m| m.start);
            person.mentions.dedup();
            person.guess = person.guess.filter(|_| other.is_none());
            person.settle(partner, page);
        }
        people.arrange_by_key(|p| p.mentions.iter().map(|m| m.start).find(|&t| page.proves(t)));
        people
    }
}

/// The words with single spaces between them.
fn spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A post with its body says more than one without; then the longer one.
fn weight(page: &Page<'_>, post: &Range<usize>, body: bool) -> (bool, bool, usize) {
    let capitals = page.tokens[post.clone()].iter().filter(|t| t.is_capital()).count();
    (body || capitals > 2, body, post.len())
}

impl PersonEntry {
    /// Decides the side: what the role says; a Vietnamese name is of home, another one of the partner, whatever
    /// ministry the two have by the same name.
    fn settle(&mut self, partner: Option<&'static str>, page: &Page<'_>) {
        if self.country.is_none() && !self.international {
            let home = self.vietnamese || (self.home && partner.is_none());
            self.country = if home { Some(HOME) } else { self.guess.or(partner) };
        }
        let abroad = self.country.filter(|&code| code != HOME);
        if let (Some(code), Some(own)) = (abroad, self.body.as_ref().and_then(|id| id.strip_prefix("vn-"))) {
            let id = format!("{}-{own}", code.lower());
            self.body = page.lists.by_id(List::Body, &id).map(|entry| entry.id.to_owned());
        }
    }

    /// The fact.
    pub(super) fn record(&self, page: &Page<'_>) -> Person {
        let words = |tokens: &Range<usize>| spaced(page.words(tokens.clone()));
        let proven = self.mentions.iter().filter(|m| page.proves(m.start));
        Person {
            name: self.name.clone(),
            country: self.country.map(str::to_owned),
            rank: self.rank.as_ref().map(words),
            post: self.post.as_ref().map(words),
            organization: self.body.clone(),
            evidence: proven.map(|m| page.span(m.clone())).collect(),
        }
    }

    /// The listed body that the post names by its holder: `Lao … Minister of Public Security`.
    pub(super) fn own_body(&self, page: &Page<'_>) -> Option<BodyMention> {
        let entry = page.lists.by_id(List::Body, self.body.as_deref()?)?;
        let country = Some(entry.country).filter(|code| code.len() == 2 && *code != "EU");
        Some(BodyMention {
            tokens: self.post.clone()?,
            id: Cow::Borrowed(entry.id),
            name: Cow::Borrowed(entry.en),
            country,
            kind: entry.kind,
            owner: Owner::Said,
        })
    }

    /// An ambassador stands for an embassy: the tokens of the post and the embassy's id, name and country.
    pub(super) fn embassy(&self, page: &Page<'_>, partner: Option<&'static str>) -> Option<BodyMention> {
        let post = self.post.clone()?;
        let ambassador =
            page.is_any(post.start, &["ambassador", "đại"]) || page.words(post.clone()).contains("mbassador");
        let words = page.words(post.clone());
        if !ambassador || !(words.contains("Đại sứ") || words.lower().contains("ambassador")) {
            return None;
        }
        let country = self.country?;
        let home = country == HOME;
        let host = if home { partner? } else { HOME };
        let id = format!("{}-embassy-{}", country.lower(), host.lower());
        let lists = page.lists;
        let label =
            |code: &str| lists.by_id(List::Country, code).map_or(code.to_owned(), |c| c.en.to_owned());
        let name = lists.by_id(List::Body, &id).map_or_else(
            || Cow::Owned(format!("Embassy of {} in {}", label(country), label(host))),
            |entry| Cow::Borrowed(entry.en),
        );
        Some(BodyMention {
            tokens: post,
            id: Cow::Owned(id),
            name,
            country: Some(country),
            kind: "embassy",
            owner: Owner::Said,
        })
    }
}
