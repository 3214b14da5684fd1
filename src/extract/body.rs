//! Mentions of bodies: labels of the list, bound to a country where the label leaves the country open.

use super::country::{HOME, Namings};
use super::lists::{Entry, List, Match, Role};
use super::page::Page;
use super::phrases::Group;
use super::token::Shape;
use super::words::Words;
use crate::base::case::Lower;
use crate::base::{Arrange, holds};
use std::borrow::Cow;
use std::ops::Range;

/// A place that names a body.
#[derive(Debug, Clone)]
pub(super) struct BodyMention {
    /// The tokens, the country bound to it included.
    pub tokens: Range<usize>,
    /// The id, made where the list has none.
    pub id: Cow<'static, str>,
    /// The preferred English name, or the words themselves.
    pub name: Cow<'static, str>,
    /// ISO 3166-1 alpha-2; none for international bodies.
    pub country: Option<&'static str>,
    /// The kind of the list.
    pub kind: &'static str,
    /// How its country is known.
    pub owner: Owner,
}

/// How the country of a body is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Its own words or a country beside them say it.
    Said,
    /// It is the name of a body at home, used without a country: the ministry of a foreign minister may be meant.
    Home,
    /// The company it keeps: the foreign country most named.
    Guessed,
}

/// All mentions of a list ([`List::Body`] or [`List::Office`]), in order of place, without overlap.
pub(super) fn mentions(page: &Page<'_>, namings: &Namings, list: List) -> Vec<BodyMention> {
    let foreign = namings.foreign(page);
    let finder = Finder { page, namings, partner: foreign.first().map(|&(code, _)| code), foreign };
    let mut forum = 0..0;
    let mut bodies: Vec<&Match> = Vec::new();
    for found in &page.matches {
        if found.list == List::Forum && found.end > forum.end {
            forum = found.start..found.end;
        } else if found.list == list && !(forum.contains(&found.start) && found.end < forum.end) {
            bodies.push(found);
        }
    }
    let mut found: Vec<BodyMention> = Vec::new();
    let mut at = 0;
    while at < bodies.len() {
        let same = bodies[at..].iter().take_while(|m| m.start == bodies[at].start).count();
        let free = found.last().is_none_or(|last: &BodyMention| last.tokens.end <= bodies[at].start as usize);
        if let Some(mention) = free.then(|| finder.resolve(&bodies[at..at + same])).flatten() {
            found.extend(finder.parent(&mention));
            found.push(mention);
        }
        at += same;
    }
    found.arrange_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    found
}

struct Finder<'a> {
    page: &'a Page<'a>,
    namings: &'a Namings,
    foreign: Vec<(&'static str, usize)>,
    partner: Option<&'static str>,
}

/// A country bound to a label, and the tokens of both.
struct Bound {
    code: &'static str,
    tokens: Range<usize>,
}

impl Finder<'_> {
    /// The body above that a mention names too: `Cục Đối ngoại, Bộ Công an`.
    fn parent(&self, mention: &BodyMention) -> Option<BodyMention> {
        let lists = self.page.lists;
        let own = lists.by_id(List::Body, &mention.id)?;
        let parent = lists.by_id(List::Body, own.parent)?;
        let comma = mention.tokens.clone().find(|&t| self.page.is(t, ","))?;
        Some(listed(parent, comma + 1..mention.tokens.end, Owner::Said)).filter(|p| !p.tokens.is_empty())
    }

    /// A code (`C02`, `NCA`) counts beside words of police, or where the body's country is named.
    fn coded(&self, labels: &[&Match], tokens: &Range<usize>) -> Option<BodyMention> {
        let page = self.page;
        let written = page.word(tokens.start);
        if written.len() < 3 {
            return None;
        }
        let sentence = page.sentences.get(page.sentence_of(tokens.start)).cloned().unwrap_or_default();
        let near = sentence.start.max(tokens.start.saturating_sub(12))..sentence.end.min(tokens.end + 12);
        let police = || page.says(near.clone(), Group::Police);
        let digits = written.bytes().any(|b| b.is_ascii_digit());
        let entry = labels.iter().map(|m| page.entry(m)).find(|entry| {
            let named = entry.country == HOME || self.foreign.iter().any(|(code, _)| *code == entry.country);
            // An acronym that only one body has: `FBI`.
            let alone = labels.len() == 1 && written.len() == 3 && entry.kind == "police" && !digits;
            entry.country.is_empty() || (named && (!digits || police())) || alone && police()
        })?;
        Some(listed(entry, tokens.clone(), Owner::Said))
    }

    /// A province's body: `Công an tỉnh Nghệ An`, `Nghe An Provincial Police`.
    fn of_place(&self, entries: &[(&Entry, Role)], tokens: &Range<usize>) -> Option<BodyMention> {
        let page = self.page;
        let (row, _) = entries.iter().find(|(e, _)| e.id.starts_with("vn-*"))?;
        let skip = usize::from(page.is_any(tokens.end, &["tỉnh", "in", "of"]));
        let after = page.label(tokens.end + skip, List::Place);
        let before = || {
            (tokens.start.saturating_sub(4)..tokens.start).rev().find_map(|t| {
                let found = page.label(t, List::Place)?;
                let gap = tokens.start.checked_sub(found.end as usize)?;
                (gap == 0
                    || (gap == 1 && page.is_any(tokens.start - 1, &["'s", "city", "province", "provincial"])))
                .then_some(found)
            })
        };
        let place = after.or_else(before)?;
        let entry = page.entry(place);
        if entry.country != HOME {
            return None;
        }
        let id = row.id.replace('*', &slug(entry.en));
        let tokens = tokens.start.min(place.start as usize)..tokens.end.max(place.end as usize);
        if let Some(own) = page.lists.by_id(List::Body, &id) {
            return Some(listed(own, tokens, Owner::Said));
        }
        let name = format!("{} {}", entry.en, row.en);
        let (id, name) = (Cow::Owned(id), Cow::Owned(name));
        Some(BodyMention { tokens, id, name, country: Some(HOME), kind: row.kind, owner: Owner::Said })
    }

    /// The body that labels of one place name; `None` where it is nobody's in particular.
    fn resolve(&self, labels: &[&Match]) -> Option<BodyMention> {
        let first = labels.first()?;
        let tokens = first.start as usize..first.end as usize;
        if first.list == List::Body && !self.is_written_as_name(&tokens) {
            return None;
        }
        if labels.iter().all(|m| m.role == Role::Code) {
            return self.coded(labels, &tokens);
        }
        let bound = self.bound(&tokens, 0);
        let entries: Vec<(&Entry, Role)> = labels.iter().map(|m| (self.page.entry(m), m.role)).collect();
        if let Some(local) = self.of_place(&entries, &tokens) {
            return Some(local);
        }
        match bound {
            Some(bound) => self.of_country(&entries, &bound),
            None => self.unbound(&entries, tokens),
        }
    }

    /// A single small word (`police`, `cảnh sát`) is a name only with a capital or a country beside it.
    fn is_written_as_name(&self, tokens: &Range<usize>) -> bool {
        let page = self.page;
        let capital = page.tokens[tokens.clone()].iter().any(|t| t.is_capital() || t.shape == Shape::Code);
        capital || self.bound(tokens, 0).is_some() || self.page.is_any(tokens.start, &["công"])
    }

    /// The country bound to the words: `X's …`, `Lao …`, `… of X`, `… X`, `… (CODE) X`, or through the body above.
    fn bound(&self, tokens: &Range<usize>, depth: usize) -> Option<Bound> {
        let page = self.page;
        let english = page.words(tokens.clone()).is_ascii();
        if english && tokens.start > 0 {
            let owner = if page.is(tokens.start - 1, "'s") { tokens.start - 1 } else { tokens.start };
            let naming = self.namings.before(owner).or_else(|| {
                let adjective = page.is_any(owner - 1, &["royal", "federal", "national", "new"]);
                adjective.then(|| self.namings.before(owner - 1)).flatten()
            });
            if let Some(naming) =
                naming.filter(|_| page.sentence_of(owner - 1) == page.sentence_of(tokens.start))
            {
                return Some(Bound { code: naming.code, tokens: naming.tokens.start..tokens.end });
            }
        }
        let mut end = tokens.end;
        if page.is(end, "(") && page.is(end + 2, ")") {
            end += 3;
        }
        for lead in ["of the", "of", "của", "nước"] {
            if page.follows(end, lead) {
                end += lead.split(' ').count();
                break;
            }
        }
        let host = ["nước chủ nhà", "chủ nhà", "nước bạn", "nước sở tại", "sở tại"];
        if let (Some(code), true) = (
            self.partner,
            host.iter().any(|words| page.follows(end, words) || page.follows(tokens.end, words)),
        ) {
            return Some(Bound { code, tokens: tokens.clone() });
        }
        if let Some(naming) = self.namings.at(end) {
            return Some(Bound { code: naming.code, tokens: tokens.start..naming.tokens.end });
        }
        if depth > 2 {
            return None;
        }
        self.above(tokens, end, depth)
    }

    /// The country of the body named next: `Cục …, Tổng cục …, Bộ Công an Lào`.
    fn above(&self, tokens: &Range<usize>, end: usize, depth: usize) -> Option<Bound> {
        let page = self.page;
        let next = if page.is_any(end, &[",", "thuộc", "trực"]) { end + 1 } else { end };
        let next = if page.is(next, "the") { next + 1 } else { next };
        let label = page.label(next, List::Body)?;
        let entry = page.entry(label);
        // `Ministry of Public Security, Australian Federal Police`: two sides in a headline.
        let ministry = page.label(tokens.start, List::Body).is_some_and(|m| page.entry(m).kind == "ministry");
        if ministry && page.is(end, ",") && entry.kind != "ministry" {
            return None;
        }
        let inner = label.start as usize..label.end as usize;
        let code = match self.bound(&inner, depth + 1) {
            Some(bound) => bound.code,
            None if entry.country.len() == 2 && label.role == Role::Name => entry.country,
            None => return None,
        };
        Some(Bound { code, tokens: tokens.clone() })
    }

    fn of_country(&self, entries: &[(&Entry, Role)], bound: &Bound) -> Option<BodyMention> {
        let own = entries.iter().find(|(e, _)| e.country == bound.code && !e.id.contains('*'));
        if let Some((entry, _)) = own {
            return Some(listed(entry, bound.tokens.clone(), Owner::Said));
        }
        if let Some((entry, _)) = entries.iter().find(|(e, _)| e.id == "vn-embassy-*") {
            return (bound.code != HOME).then(|| self.made(entry, bound, Some(HOME)));
        }
        let open = entries.iter().find(|(e, _)| e.country == "*");
        match open {
            Some((entry, _)) if bound.code == HOME && matches!(entry.kind, "embassy") => {
                let host = Bound { code: self.partner?, tokens: bound.tokens.clone() };
                let row = self.page.lists.by_id(List::Body, "vn-embassy-*")?;
                Some(self.made(row, &host, Some(HOME)))
            }
            Some((entry, _)) if bound.code == HOME && entry.kind == "police" => None,
            Some((entry, _)) => Some(self.made(entry, bound, None)),
            // An international body beside a country's name: `INTERPOL Viet Nam`.
            None => {
                let (entry, _) =
                    entries.iter().find(|(e, role)| *role != Role::Head && e.country.len() != 2)?;
                Some(listed(entry, bound.tokens.clone(), Owner::Said))
            }
        }
    }

    /// A body of a row with `*` in its id, which takes the country bound to it.
    fn made(&self, row: &Entry, bound: &Bound, owner: Option<&'static str>) -> BodyMention {
        let id = row.id.replace('*', &bound.code.lower());
        let owner = owner.unwrap_or(bound.code);
        if let Some(entry) = self.page.lists.by_id(List::Body, &id).or_else(|| self.own_kind(row, bound.code))
        {
            return listed(entry, bound.tokens.clone(), Owner::Said);
        }
        let country = self.page.lists.by_id(List::Country, bound.code).map_or(bound.code, |c| c.en);
        let link = if owner == bound.code { "of" } else { "in" };
        let name = if row.kind == "embassy" && owner == bound.code {
            row.en.replacen(" in ", &format!(" of {country} in "), 1)
        } else {
            format!("{} {link} {country}", row.en)
        };
        BodyMention {
            tokens: bound.tokens.clone(),
            id: Cow::Owned(id),
            name: Cow::Owned(name),
            country: Some(owner),
            kind: row.kind,
            owner: Owner::Said,
        }
    }

    /// The listed body of a country that does what a template names: its interior ministry, its only police force.
    fn own_kind(&self, row: &Entry, code: &str) -> Option<&Entry> {
        let fits = |entry: &&Entry| match row.id {
            "*-moi" => entry.kind == "ministry" && is_interior(entry.en),
            "*-moj" => entry.kind == "justice",
            "*-police" => entry.kind == "police",
            _ => false,
        };
        let own = self.page.lists.bodies_of(code).filter(|e| !e.id.contains('*'));
        let mut found = own.filter(fits);
        let first = found.next()?;
        (row.id != "*-police" || found.next().is_none()).then_some(first)
    }

    /// No country beside it: the home body of that name, or the partner's whose function it is.
    fn unbound(&self, entries: &[(&Entry, Role)], tokens: Range<usize>) -> Option<BodyMention> {
        let named =
            entries.iter().filter(|(e, role)| *role != Role::Head && e.country != "*").map(|(e, _)| e);
        let abroad = self.partner.is_some() && is_interior(self.page.words(tokens.clone()));
        let present = |code: &str| code.len() != 2 || self.foreign.iter().any(|(c, _)| *c == code);
        let own = named.clone().find(|e| (e.country == HOME && !abroad) || present(e.country));
        match own {
            // No other country has police of a Vietnamese province.
            Some(entry) if entry.country == HOME && entry.kind != "local-police" => {
                Some(listed(entry, tokens, Owner::Home))
            }
            Some(entry) => Some(listed(entry, tokens, Owner::Said)),
            None if tokens.len() < 2 => self.known_alone(entries, tokens),
            None => {
                let absent = named
                    .clone()
                    .find(|e| e.country != HOME)
                    .map(|entry| listed(entry, tokens.clone(), Owner::Said));
                self.by_company(entries, tokens).or(absent)
            }
        }
    }

    /// An acronym that only one police force or agency has: `FBI`. A news agency may have it too: `theo AFP`, `AFP reported`.
    fn known_alone(&self, entries: &[(&Entry, Role)], tokens: Range<usize>) -> Option<BodyMention> {
        static SOURCES: Words = Words::new(
            "theo, nguồn, ảnh, hãng, photo, source, via, đưa, dẫn, tin, reported, reports, news, trích",
        );
        let page = self.page;
        let [(entry, _)] = entries else { return None };
        let upper = page.tokens.get(tokens.start).is_some_and(|t| t.shape == Shape::Upper);
        let source = (tokens.start.saturating_sub(2)..tokens.start)
            .chain(tokens.end..tokens.end + 2)
            .any(|i| page.is_one(i, &SOURCES));
        let known = upper && !source && entry.country.len() == 2 && matches!(entry.kind, "police" | "agency");
        known.then(|| listed(entry, tokens, Owner::Said))
    }

    /// The foreign country most named in the text that has such a body; at home where only home has.
    fn by_company(&self, entries: &[(&Entry, Role)], tokens: Range<usize>) -> Option<BodyMention> {
        let of = |code: &str| entries.iter().find(|(e, _)| e.country == code && !e.id.contains('*'));
        if let Some((entry, _)) = self.foreign.iter().find_map(|(code, _)| of(code)) {
            return Some(listed(entry, tokens, Owner::Guessed));
        }
        let open = entries.iter().find(|(e, _)| e.country == "*" && matches!(e.kind, "ministry" | "council"));
        let home =
            of(HOME).filter(|_| !is_interior(self.page.words(tokens.clone())) || self.partner.is_none());
        match (home, open, self.partner) {
            (Some((entry, _)), ..) => Some(listed(entry, tokens, Owner::Guessed)),
            (None, Some((open, _)), Some(partner)) => {
                let mut made = self.made(open, &Bound { code: partner, tokens }, None);
                made.owner = Owner::Guessed;
                Some(made)
            }
            _ => None,
        }
    }
}

fn listed(entry: &Entry, tokens: Range<usize>, owner: Owner) -> BodyMention {
    let country = Some(entry.country).filter(|code| code.len() == 2 && *code != "EU");
    BodyMention {
        tokens,
        id: Cow::Borrowed(entry.id),
        name: Cow::Borrowed(entry.en),
        country,
        kind: entry.kind,
        owner,
    }
}

/// `Bộ Nội vụ` is Home Affairs at home and the police's ministry abroad.
pub(super) fn is_interior(words: &str) -> bool {
    ["Nội vụ", "Interior", "Internal Affairs", "Home Affairs"].iter().any(|name| holds(words, name))
}

/// `Nghe An` as part of an id: `nghe-an`.
fn slug(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(Lower::lower).collect::<Vec<_>>().join("-")
}
