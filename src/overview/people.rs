//! One person over many documents: all spellings, and the posts held over time.
//!
//! Spellings are one person's when they are the same parts in any order, marks aside, on the side of the same
//! country: `To Lam`, `Tô Lâm`. What stays open is kept apart and said so: two countries, two ways of marking
//! (`Tô Lâm`, `Tố Lam`) with a spelling that has no marks, a short name that fits two long ones.

use crate::base::sorted::{SortedMap, SortedSet};

use super::coverage::most_first;
use super::name::{NameKey, marked};
use super::post::{Class, Posts};
use super::union::Union;
use super::{HOME, Proof, Selection, Source};
use crate::base::{Arrange, DocId, set_of};
use crate::date::Date;
use crate::extract::Person;
use crate::text::fold::folded_phrase;

/// A person over the whole selection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Someone {
    /// The best spelling: with Vietnamese marks where some text has them, then the most frequent.
    pub name: String,
    /// All spellings with the number of documents, most first.
    pub names: Vec<(String, usize)>,
    /// ISO 3166-1 alpha-2 of the side the person acts for.
    pub country: Option<String>,
    /// Posts, by the first date told.
    pub posts: Vec<Post>,
    /// Where the person is named, by document.
    pub proofs: Vec<Proof>,
    /// Whether a spelling may belong to somebody else of the same name.
    pub ambiguous: bool,
}

/// A post that a person held when documents told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post in the words of the first document that names the body, or of the first.
    pub post: String,
    /// Id of the body.
    pub organization: Option<String>,
    /// Ranks told with it, in order of time.
    pub ranks: Vec<String>,
    /// The first date told: the post was held then, not since then.
    pub first: Option<Date>,
    /// The last date told.
    pub last: Option<Date>,
    /// The documents, by date.
    pub docs: Vec<DocId>,
}

/// The people of the selection, those in most documents first, then by name, and for each document the places in
/// that list of the people it names. `n log n` in the number of distinct spellings.
#[must_use]
pub fn people(selection: &Selection<'_>) -> Vec<Someone> {
    let spellings = spellings(selection);
    let mut union = Union::new(spellings.len());
    let mut open = vec![false; spellings.len()];
    join_equal(&spellings, &mut union, &mut open);
    join_similar(&spellings, selection, &mut union, &mut open);
    let classes = Posts::bundled();
    let mut people: Vec<Someone> =
        union.sets().into_iter().map(|set| someone(&spellings, &set, &open, &classes)).collect();
    people.arrange_by(|a, b| b.proofs.len().cmp(&a.proofs.len()).then_with(|| a.name.cmp(&b.name)));
    people
}

/// One way of writing a name, on one side.
struct Spelling<'a> {
    name: &'a str,
    country: Option<&'a str>,
    key: NameKey,
    mentions: Vec<(Source<'a>, &'a Person)>,
}

/// The spellings of the selection by name and country; a name of one part counts per body, as it says too little.
fn spellings<'a>(selection: &Selection<'a>) -> Vec<Spelling<'a>> {
    let mut found = SortedMap::<(&str, Option<&str>, Option<&str>), Spelling<'a>>::new();
    for source in selection.sources() {
        let facts: &'a _ = source.facts;
        for person in &facts.people {
            let (name, country) = (person.name.as_str(), person.country.as_deref());
            let key = NameKey::of(name);
            let body = if key.parts.len() == 1 { person.organization.as_deref() } else { None };
            let new = || Spelling { name, country, key, mentions: Vec::new() };
            found.entry((name, country, body)).or_insert_with(new).mentions.push((*source, person));
        }
    }
    found.into_values().collect()
}

/// Joins spellings of the same parts, or the same letters, on the side of one country.
fn join_equal(spellings: &[Spelling<'_>], union: &mut Union, open: &mut [bool]) {
    let mut blocks = SortedMap::<String, Vec<usize>>::new();
    for (at, spelling) in spellings.iter().enumerate().filter(|(_, s)| s.key.parts.len() > 1) {
        for key in spelling.key.forms() {
            blocks.entry(key).or_default().push(at);
        }
    }
    for block in blocks.values() {
        let countries = set_of(block.iter().filter_map(|at| spellings[*at].country));
        for country in &countries {
            let sure = |at: &&usize| spellings[**at].country.map_or(countries.len() == 1, |c| c == *country);
            join_marked(spellings, &block.iter().filter(sure).copied().collect::<Vec<_>>(), union, open);
        }
        let nowhere: Vec<usize> =
            block.iter().copied().filter(|at| spellings[*at].country.is_none()).collect();
        match countries.len() {
            0 => join_marked(spellings, &nowhere, union, open),
            1 => {}
            _ => nowhere.iter().for_each(|at| open[*at] = true),
        }
    }
}

/// Joins spellings that agree in their marks; those without marks, where the others do not disagree.
fn join_marked(spellings: &[Spelling<'_>], block: &[usize], union: &mut Union, open: &mut [bool]) {
    let mut by_marks = SortedMap::<Option<String>, Vec<usize>>::new();
    for at in block {
        by_marks.entry(marked(spellings[*at].name)).or_default().push(*at);
    }
    let bare = by_marks.remove(&None).unwrap_or_default();
    let agreed = by_marks.len() <= 1;
    for same in by_marks.values().chain([&bare]) {
        same.iter().for_each(|at| union.join(same[0], *at));
    }
    if let (Some(one), Some(other), true) = (by_marks.values().next(), bare.first(), agreed) {
        union.join(one[0], *other);
    } else if !agreed {
        bare.iter().for_each(|at| open[*at] = true);
    }
}

/// Joins foreign names that are part of exactly one longer name of the same country, and those one letter apart
/// that stand in reports of one event or for one body.
fn join_similar(spellings: &[Spelling<'_>], selection: &Selection<'_>, union: &mut Union, open: &mut [bool]) {
    let mut blocks = SortedMap::<(&str, &str), Vec<usize>>::new();
    for (at, spelling) in spellings.iter().enumerate() {
        let Some(country) = spelling.country.filter(|c| *c != HOME) else { continue };
        for part in &spelling.key.parts {
            blocks.entry((country, part)).or_default().push(at);
        }
    }
    let (mut longer, mut near) = (SortedMap::<usize, SortedSet<usize>>::new(), SortedSet::new());
    for block in blocks.values() {
        for a in block {
            for b in block.iter().filter(|b| *b != a) {
                let (x, y) = (&spellings[*a], &spellings[*b]);
                if x.key.within(&y.key) {
                    longer.entry(*a).or_default().insert(*b);
                } else if a < b && x.key.parts.len() > 1 && x.key.nearly(&y.key) && together(x, y, selection)
                {
                    near.insert((*a, *b));
                }
            }
        }
    }
    near.into_iter().for_each(|(a, b)| union.join(a, b));
    for (short, long) in longer {
        let people = set_of(long.iter().map(|at| union.find(*at)));
        match people.first() {
            Some(one) if people.len() == 1 => union.join(short, *one),
            _ => open[short] = true,
        }
    }
}

/// Whether two spellings stand for one body or in reports of one event.
fn together(a: &Spelling<'_>, b: &Spelling<'_>, selection: &Selection<'_>) -> bool {
    a.mentions.iter().any(|(x, p)| {
        b.mentions.iter().any(|(y, q)| {
            p.organization.is_some() && p.organization == q.organization
                || selection.event_of(x.id) == selection.event_of(y.id)
        })
    })
}

fn someone(spellings: &[Spelling<'_>], set: &[usize], open: &[bool], classes: &Posts) -> Someone {
    let mut counts = SortedMap::<String, usize>::new();
    let mut proofs = SortedMap::<DocId, Vec<_>>::new();
    let mut mentions = Vec::new();
    for at in set {
        let spelling = &spellings[*at];
        *counts.entry(spelling.name.to_owned()).or_default() += spelling.mentions.len();
        for (source, person) in &spelling.mentions {
            proofs.entry(source.id).or_default().extend(person.evidence.iter().copied());
            mentions.push((source.date(), source.id, *person));
        }
    }
    let names = most_first(counts);
    let best = names.iter().rev().max_by_key(|(name, count)| (marked(name).is_some(), *count));
    Someone {
        name: best.map(|(name, _)| name.clone()).unwrap_or_default(),
        country: set.iter().find_map(|at| spellings[*at].country).map(str::to_owned),
        posts: posts(mentions, classes),
        proofs: proofs.into_iter().map(|(doc, spans)| Proof { doc, spans }).collect(),
        ambiguous: set.iter().any(|at| open[*at]),
        names,
    }
}

/// The posts of the mentions of one person, by the first date, whatever the language; words that name no body belong
/// to the last post that they can mean.
fn posts(mut mentions: Vec<(Option<Date>, DocId, &Person)>, classes: &Posts) -> Vec<Post> {
    mentions.arrange_by_key(|(date, doc, _)| (*date, *doc));
    let mut posts: Vec<(String, Option<Class>, Post)> = Vec::new();
    for (date, doc, person) in mentions {
        let Some(words) = &person.post else { continue };
        let (key, class, body) =
            (folded_phrase(words), classes.class(&folded_phrase(words)), &person.organization);
        let same = |(known, of, post): &(String, Option<Class>, Post)| {
            let one_body = post.organization == *body && body.is_some();
            let open = post.organization.is_none() || body.is_none();
            (one_body || open)
                && (*known == key || class.zip(*of).is_some_and(|(a, b)| a.agrees(b, one_body)))
        };
        let at = posts.iter().rposition(same).unwrap_or(posts.len());
        if at == posts.len() {
            let (post, organization) = (words.clone(), body.clone());
            let new = Post { post, organization, ranks: vec![], first: date, last: date, docs: vec![] };
            posts.push((key, class, new));
        }
        let post = &mut posts[at].2;
        if post.organization.is_none() && body.is_some() {
            (post.post, post.organization) = (words.clone(), body.clone());
        }
        post.first = post.first.or(date);
        post.last = date.or(post.last);
        post.docs.push(doc);
        if let Some(rank) = person.rank.as_ref().filter(|r| !post.ranks.contains(r)) {
            post.ranks.push(rank.clone());
        }
    }
    posts.into_iter().map(|(_, _, post)| post).collect()
}
