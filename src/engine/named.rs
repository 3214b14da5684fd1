//! What a reader calls things: concepts, countries, bodies, places, forums and people by their names in both
//! languages, found in a query and as values of facets.

use super::Engine;
use crate::base::sorted::SortedMap;

use crate::base::sieve::Sieve;
use crate::base::{Arrange, Lang, Span};
use crate::extract::lists::{Entry, List, Lists};
use crate::search::{Concept, Labels};
use crate::text::fold::{canon_phrase, folded_phrase, has_marks};
use crate::text::token::tokens;
use crate::thesaurus::{self, Thesaurus, pattern};

/// At most so many labels of a concept are searched along in each language.
const LABELS: usize = 6;
/// At most so many other names of a country, body, place or forum in each language.
const OTHERS: usize = 4;
/// Plain forms of one pattern that are looked up.
const FORMS: usize = 8;
/// Words of the longest name.
const WORDS: usize = 8;
/// Labels are looked for inside labels so deep.
const DEPTH: u32 = 3;

/// Countries, bodies, places and forums by their names in both languages, and people by theirs.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Exact and bare keys of names, with the row, and whether the name counts only with a capital letter.
    keys: SortedMap<String, (usize, bool)>,
    /// Id and names, the preferred ones first.
    rows: Vec<(String, Vec<String>)>,
    /// Exact keys of names of people that marks tell from their bare form.
    people: Vec<String>,
    /// The first words of all these keys.
    firsts: Sieve,
}

impl Named {
    /// `people` are the values of the facet of that name.
    pub(super) fn of(lists: &Lists, people: &[String]) -> Self {
        let mut named = Self::default();
        for list in [List::Country, List::Forum, List::Body, List::Place] {
            lists.entries(list).iter().for_each(|row| named.add(row));
        }
        named.people = people.iter().filter(|name| has_marks(name)).map(|name| canon_phrase(name)).collect();
        named.people.arrange();
        named.people.iter().for_each(|key| named.firsts.insert(key));
        named
    }

    fn add(&mut self, row: &Entry) {
        let mut names: Vec<String> = Vec::new();
        for cell in [row.vi, row.en].into_iter().chain(row.others) {
            let before = names.len();
            let labels = cell.split('|').filter(|label| !label.contains(['~', '<', '{', '*']));
            let forms = labels.flat_map(|label| pattern::forms(without_code(label.trim()), FORMS));
            for form in forms.filter(|form| !form.is_empty()).take(FORMS) {
                let key = canon_phrase(&form);
                if names.iter().any(|name| canon_phrase(name) == key) {
                    continue;
                }
                let preferred = names.len() < 2 && (cell == row.vi || cell == row.en);
                let capital = !preferred && (form.len() < 4 || row.ambiguous.split('|').any(|a| a == form));
                for key in [folded_phrase(&form), key] {
                    self.firsts.insert(&key);
                    self.keys.entry(key).or_insert((self.rows.len(), capital));
                }
                if names.len() < before + OTHERS {
                    names.push(form);
                }
            }
        }
        self.rows.push((row.id.to_owned(), names));
    }

    /// The row that words name. A query with marks means them.
    fn named(&self, words: &str, marked: bool) -> Option<&(String, Vec<String>)> {
        let (row, capital) = self.keys.get(&key(words, marked))?;
        let typed_so = !capital || words.starts_with(char::is_uppercase);
        if typed_so { self.rows.get(*row) } else { None }
    }

    /// The names in a query, leftmost first, the longest at each place.
    fn find(&self, query: &str, spans: &[Span], marked: bool, out: &mut Vec<Concept>) {
        let mut at = 0;
        while at < spans.len() {
            let first = key(spans[at].of(query), marked);
            let most = if self.firsts.may_hold(&first) { WORDS.min(spans.len() - at) } else { 0 };
            let longest = (1..=most).rev().find_map(|count| {
                let span = Span { start: spans[at].start, end: spans[at + count - 1].end };
                Some((count, self.concept(span, query, marked)?))
            });
            let Some((count, concept)) = longest else {
                at += 1;
                continue;
            };
            out.push(concept);
            at += count;
        }
    }

    fn concept(&self, span: Span, query: &str, marked: bool) -> Option<Concept> {
        let words = span.of(query);
        if let Some((id, names)) = self.named(words, marked) {
            // A name that holds another one finds nothing more.
            let padded = |name: &str| format!(" {} ", folded_phrase(name));
            let mut shorter = vec![padded(words)];
            let mut labels: Vec<String> = Vec::new();
            for name in names {
                let name_padded = padded(name);
                if !shorter.iter().any(|other| name_padded.contains(other.as_str())) {
                    labels.push(name.clone());
                    shorter.push(name_padded);
                }
            }
            return Some(Concept { id: id.clone(), span, labels, exact: false });
        }
        let known = marked && self.people.binary_search(&canon_phrase(words)).is_ok();
        known.then(|| Concept { id: words.to_owned(), span, labels: vec![folded_phrase(words)], exact: true })
    }
}

/// How words of a query are compared: with their marks where it has any.
fn key(words: &str, marked: bool) -> String {
    if marked { canon_phrase(words) } else { folded_phrase(words) }
}

/// A name without a short code in brackets behind it.
fn without_code(label: &str) -> &str {
    match label.rsplit_once(" (") {
        Some((head, code)) if code.ends_with(')') && !code.contains(['/', ' ']) => head,
        _ => label,
    }
}

/// A concept with the labels that are not the typed one.
fn labelled(concept: &thesaurus::Concept, span: Span, query: &str) -> Concept {
    let mut labels = concept.phrases(Lang::Vi, LABELS);
    labels.extend(concept.phrases(Lang::En, LABELS));
    let typed = folded_phrase(span.of(query));
    labels.retain(|label| folded_phrase(label) != typed);
    Concept { id: concept.id.to_owned(), span, labels, exact: false }
}

/// Labels of facet values, from the lists.
pub(super) struct Names<'a>(pub(super) &'a Engine);

impl Names<'_> {
    /// The labels among some tokens of a query, then those inside each of them: `extradition` in `extradition treaty`.
    fn within(&self, query: &str, spans: &[Span], marked: bool, depth: u32, out: &mut Vec<Concept>) {
        let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
        let text = Span { start: first.start, end: last.end };
        let mut here: Vec<Concept> = Vec::new();
        for found in Thesaurus::bundled().find(text.of(query)) {
            here.push(labelled(found.concept, found.span.shifted(text.start as usize), query));
        }
        let mut learned = self.0.learned().find(query, spans, marked);
        learned.retain(|new| here.iter().all(|known| !known.span.overlaps(new.span)));
        here.extend(learned);
        let concepts = here.len();
        self.0.named().find(query, spans, marked, &mut here);
        for (at, concept) in here.iter().enumerate() {
            let crossed =
                at >= concepts && here[..concepts].iter().any(|other| other.span.overlaps(concept.span));
            if !crossed && out.iter().all(|other| other.span != concept.span) {
                out.push(concept.clone());
            }
            let inner: Vec<Span> =
                spans.iter().copied().filter(|span| concept.span.contains(*span)).collect();
            if depth > 0 && inner.len() > 1 {
                self.within(query, &inner[1..], marked, depth - 1, out);
                self.within(query, &inner[..inner.len() - 1], marked, depth - 1, out);
            }
        }
    }
}

impl Labels for Names<'_> {
    fn values(&self, facet: &str, text: &str) -> Vec<String> {
        let (list, scheme) = match facet {
            "country" => (List::Country, ""),
            "organization" => (List::Body, ""),
            "forum" => (List::Forum, ""),
            "crime" | "cooperation" | "kind" | "status" | "instrument" => (List::Concept, facet),
            _ => return Vec::new(),
        };
        let wanted = folded_phrase(text);
        let called = |label: &str| label == text || folded_phrase(without_code(label)) == wanted;
        let named = |row: &&Entry| {
            called(row.vi) || called(row.en) || row.others.iter().any(|cell| cell.split('|').any(called))
        };
        let rows = self.0.lists().entries(list).iter().filter(|row| scheme.is_empty() || row.kind == scheme);
        rows.filter(named).map(|row| row.id.to_owned()).collect()
    }

    fn parent(&self, facet: &str, value: &str) -> Option<String> {
        let above = match facet {
            "year" | "when" => value.rsplit_once('-').map_or("", |(above, _)| above),
            "country" => self.0.lists().by_id(List::Country, value).map_or("", |row| row.kind),
            "crime" => {
                let thesaurus = Thesaurus::bundled();
                thesaurus
                    .concept(value)
                    .and_then(|concept| thesaurus.broader(concept))
                    .map_or("", |above| above.id)
            }
            _ => "",
        };
        (!above.is_empty()).then(|| above.to_owned())
    }

    fn names(&self, facet: &str, value: &str) -> [String; 2] {
        let list = match facet {
            "country" => List::Country,
            "organization" => List::Body,
            "forum" => List::Forum,
            "crime" | "cooperation" | "kind" | "status" | "instrument" => List::Concept,
            _ => return [value.to_owned(), value.to_owned()],
        };
        // Ids of concepts are unique within a scheme only.
        let row = |row: &&Entry| row.id == value && (list != List::Concept || row.kind == facet);
        let row = self.0.lists().entries(list).iter().find(row);
        row.map_or([value, value], |row| [row.vi, row.en]).map(str::to_owned)
    }

    fn concepts(&self, query: &str) -> Vec<Concept> {
        let spans: Vec<Span> = tokens(query).map(|token| token.span).collect();
        let mut found = Vec::new();
        self.within(query, &spans, has_marks(query), DEPTH, &mut found);
        // Longer ones are kept before shorter ones that cross them, and used after those inside them.
        found.arrange_by_key(|concept| {
            (u32::MAX - (concept.span.end - concept.span.start), concept.span.start)
        });
        let mut kept: Vec<Concept> = Vec::new();
        for concept in found {
            let fits =
                |other: &Concept| other.span.contains(concept.span) || !other.span.overlaps(concept.span);
            if kept.iter().all(fits) {
                kept.push(concept);
            }
        }
        kept.reverse();
        kept
    }
}
