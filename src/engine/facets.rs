//! From facts to facet values, and from what a reader calls a value to its id.

use crate::base::Arrange;
use std::collections::BTreeMap;

use crate::base::{Lang, Span};
use crate::date::Date;
use crate::engine::Entry;
use crate::extract::lists::{List, Lists};
use crate::extract::{Facts, Tagged};
use crate::search::{Concept, Labels};
use crate::text::Document;
use crate::text::fold::{canon_phrase, folded_phrase, has_marks};
use crate::text::token::tokens;
use crate::thesaurus::{self, Thesaurus};

/// The date a document is sorted and filtered by: its publication, else the event it reports.
pub(super) fn date(entry: &Entry) -> Option<Date> {
    let reported =
        || entry.facts.event.as_ref().and_then(|event| event.date).filter(|date| date.year.is_some());
    entry.document.published.filter(|date| date.year.is_some()).or_else(reported)
}

/// The values of a document in each facet; without facts only those that the document itself gives.
pub(super) fn values<'d>(
    document: &'d Document,
    facts: Option<&Facts>,
    date: Option<Date>,
) -> Vec<(&'d str, Vec<String>)> {
    let mut out: Vec<(&str, Vec<String>)> = Vec::new();
    if let Some(facts) = facts {
        let ids = |tagged: &[Tagged]| tagged.iter().map(|tag| tag.id.clone()).collect();
        let event = facts.event.as_ref();
        out.push(("lang", vec![document.lang.code().to_owned()]));
        out.push(("year", date.map(years).unwrap_or_default()));
        let held = event.and_then(|event| event.date).filter(|held| held.year.is_some()).or(date);
        out.push(("when", held.map(years).unwrap_or_default()));
        out.push(("country", ids(&facts.countries)));
        out.push(("kind", event.map(|event| event.kind.clone()).into_iter().collect()));
        out.push(("level", event.and_then(|event| event.level.clone()).into_iter().collect()));
        out.push(("organization", facts.organizations.iter().map(|body| body.id.clone()).collect()));
        out.push(("person", facts.people.iter().map(|person| person.name.clone()).collect()));
        out.push(("crime", ids(&facts.crimes)));
        out.push(("cooperation", ids(&facts.cooperation)));
        out.push(("instrument", facts.instruments.iter().map(|i| i.kind.clone()).collect()));
        out.push(("status", facts.instruments.iter().map(|i| i.status.clone()).collect()));
        out.push(("forum", ids(&facts.forums)));
        out.push(("outlet", document.meta.outlet.clone().into_iter().collect()));
    } else {
        // What the document says of itself; a facet that no document has is not there.
        let lang = document.meta.lang.as_ref().map(|_| document.lang.code().to_owned());
        let outlet = document.meta.outlet.clone();
        let given = [
            ("lang", lang.into_iter().collect()),
            ("year", date.map(years).unwrap_or_default()),
            ("outlet", outlet.into_iter().collect()),
        ];
        out.extend(given.into_iter().filter(|(_, values): &(_, Vec<String>)| !values.is_empty()));
    }
    out.extend(document.meta.facets.iter().map(|(key, values)| (key.as_str(), values.clone())));
    out
}

/// The year, and the month where it is known: `2024`, `2024-09`.
fn years(date: Date) -> Vec<String> {
    let year = Date { month: None, day: None, ..date };
    let month = date.month.map(|_| Date { day: None, ..date });
    std::iter::once(year).chain(month).map(|date| date.to_string()).collect()
}

/// At most so many labels of a concept are searched along in each language.
const LABELS: usize = 3;

/// A concept with the labels that are not the typed one.
fn labelled(concept: &thesaurus::Concept, span: Span, query: &str) -> Concept {
    let mut labels = concept.phrases(Lang::Vi, LABELS);
    labels.extend(concept.phrases(Lang::En, LABELS));
    let typed = folded_phrase(span.of(query));
    labels.retain(|label| folded_phrase(label) != typed);
    Concept { id: concept.id.to_owned(), span, labels }
}

/// Countries, bodies, places and forums by their names in both languages.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Exact and bare keys of names, with list and row.
    keys: BTreeMap<String, (List, usize)>,
    rows: BTreeMap<(List, usize), (String, Vec<String>)>,
}

/// Words of the longest name.
const WORDS: usize = 8;

impl Named {
    pub(super) fn of(lists: &Lists) -> Self {
        let mut named = Self::default();
        for list in [List::Country, List::Forum, List::Body, List::Place] {
            for (at, row) in lists.entries(list).iter().enumerate() {
                let plain = |label: &&str| !label.is_empty() && !label.contains(['[', '(', '/', '{', '<']);
                let labels: Vec<&str> = [row.vi, row.en].into_iter().filter(plain).collect();
                for label in &labels {
                    for key in [canon_phrase(label), folded_phrase(label)] {
                        named.keys.entry(key).or_insert((list, at));
                    }
                }
                let names = labels.into_iter().map(str::to_owned).collect();
                named.rows.insert((list, at), (row.id.to_owned(), names));
            }
        }
        named
    }

    /// The names in a query, leftmost first, the longest at each place. A query with marks means them.
    fn find(&self, query: &str) -> Vec<Concept> {
        let spans: Vec<Span> = tokens(query).map(|token| token.span).collect();
        let (mut out, mut at) = (Vec::new(), 0);
        while at < spans.len() {
            let longest = (1..=WORDS.min(spans.len() - at)).rev().find_map(|count| {
                let span = Span { start: spans[at].start, end: spans[at + count - 1].end };
                self.named(span.of(query), has_marks(query)).map(|row| (count, span, row))
            });
            let Some((count, span, (id, labels))) = longest else {
                at += 1;
                continue;
            };
            let typed = folded_phrase(span.of(query));
            let others = labels.iter().filter(|label| folded_phrase(label) != typed).cloned();
            out.push(Concept { id: id.clone(), span, labels: others.collect() });
            at += count;
        }
        out
    }

    fn named(&self, words: &str, marked: bool) -> Option<&(String, Vec<String>)> {
        let key = if marked { canon_phrase(words) } else { folded_phrase(words) };
        self.rows.get(self.keys.get(&key)?)
    }
}

/// Labels of facet values, from the lists.
pub(super) struct Names<'a>(pub(super) &'a Lists, pub(super) &'a Named);

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
        let called = |label: &str| label == text || folded_phrase(label) == wanted;
        let rows = self.0.entries(list).iter().filter(|row| scheme.is_empty() || row.kind == scheme);
        rows.filter(|row| called(row.vi) || called(row.en)).map(|row| row.id.to_owned()).collect()
    }

    fn concepts(&self, query: &str) -> Vec<Concept> {
        let thesaurus = Thesaurus::bundled().find(query).into_iter();
        let mut found: Vec<Concept> =
            thesaurus.map(|found| labelled(found.concept, found.span, query)).collect();
        for named in self.1.find(query) {
            if !found.iter().any(|concept| concept.span.overlaps(named.span)) {
                found.push(named);
            }
        }
        found.arrange_by_key(|concept| concept.span);
        found
    }
}
