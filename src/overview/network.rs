//! Who met whom: countries, bodies and people that take part in the same events.

use crate::base::sorted::{SortedMap, SortedSet};

use super::people::Someone;
use super::{Proof, Selection, Source, facet};
use crate::base::{Arrange, DocId, Span};

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeKind {
    /// A country; ids are ISO 3166-1 alpha-2.
    Country,
    /// A body; ids are those of the list of bodies.
    Organization,
    /// A person; ids are best spellings, with `#2` … where several people are written alike.
    Person,
}

/// A party of at least one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Unique together with the kind.
    pub id: String,
    /// What it is.
    pub kind: NodeKind,
    /// The name to show; for a country its code.
    pub label: String,
    /// The side it belongs to.
    pub country: Option<String>,
    /// Events it takes part in.
    pub events: usize,
}

/// Two nodes of one kind that took part in the same events, on different sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Place in [`Network::nodes`], the smaller.
    pub a: usize,
    /// Place in [`Network::nodes`].
    pub b: usize,
    /// Places in [`Selection::groups`], ascending; their number is the weight.
    pub events: Vec<usize>,
    /// The words that name the two, in documents that name both.
    pub proofs: Vec<Proof>,
}

/// Who met whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Network {
    /// By kind, then by number of events, most first, then by id.
    pub nodes: Vec<Node>,
    /// By weight, heaviest first, then by nodes.
    pub edges: Vec<Edge>,
}

/// One node's part in one event: for each document the words that name it.
type Part = SortedMap<DocId, Vec<Span>>;

/// The network of the selection for the `kinds` asked for. `people` are those of the selection
/// ([`super::people::people`]). Bodies and people of one side do not count as having met. Quadratic in the parties
/// of one event, linear in the events.
#[must_use]
pub fn network(selection: &Selection<'_>, people: &[Someone], kinds: &[NodeKind]) -> Network {
    let mut parts = SortedMap::<(NodeKind, String), (Node, SortedMap<usize, Part>)>::new();
    let persons = PersonIds::new(people);
    for source in selection.sources() {
        let Some(event) = selection.event_of(source.id) else { continue };
        for kind in kinds {
            named(source, *kind, &persons, &mut |node, spans| {
                let key = (node.kind, node.id.clone());
                let (_, events) = parts.entry(key).or_insert_with(|| (node, SortedMap::new()));
                events.entry(event).or_default().entry(source.id).or_default().extend_from_slice(spans);
            });
        }
    }
    let mut parts: Vec<(Node, SortedMap<usize, Part>)> = parts.into_values().collect();
    parts.iter_mut().for_each(|(node, events)| node.events = events.len());
    parts.arrange_by(|(a, _), (b, _)| (a.kind, b.events, &a.id).cmp(&(b.kind, a.events, &b.id)));
    let edges = edges(&parts);
    Network { nodes: parts.into_iter().map(|(node, _)| node).collect(), edges }
}

/// Pairs of one kind and of different sides in the same event.
fn edges(parts: &[(Node, SortedMap<usize, Part>)]) -> Vec<Edge> {
    let mut by_event = SortedMap::<usize, Vec<usize>>::new();
    for (at, (_, events)) in parts.iter().enumerate() {
        events.keys().for_each(|event| by_event.entry(*event).or_default().push(at));
    }
    let mut pairs = SortedMap::<(usize, usize), Vec<usize>>::new();
    for (event, present) in &by_event {
        for (i, a) in present.iter().enumerate() {
            for b in &present[i + 1..] {
                let (x, y) = (&parts[*a].0, &parts[*b].0);
                if x.kind == y.kind && (x.country.is_none() || x.country != y.country) {
                    pairs.entry((*a, *b)).or_default().push(*event);
                }
            }
        }
    }
    let edge = |((a, b), events): ((usize, usize), Vec<usize>)| {
        let proofs = events.iter().flat_map(|e| proofs(&parts[a].1, &parts[b].1, *e)).collect();
        Edge { a, b, events, proofs }
    };
    let mut edges: Vec<Edge> = pairs.into_iter().map(edge).collect();
    edges.arrange_by(|x, y| y.events.len().cmp(&x.events.len()).then_with(|| (x.a, x.b).cmp(&(y.a, y.b))));
    edges
}

/// The first words that name each of two parties, in every document of an event that names both.
fn proofs(a: &SortedMap<usize, Part>, b: &SortedMap<usize, Part>, event: usize) -> Vec<Proof> {
    let (Some(a), Some(b)) = (a.get(&event), b.get(&event)) else { return Vec::new() };
    let both = a.iter().filter_map(|(doc, spans)| {
        let mut spans: Vec<Span> = spans.first().into_iter().chain(b.get(doc)?.first()).copied().collect();
        spans.arrange();
        (!spans.is_empty()).then_some(Proof { doc: *doc, spans })
    });
    both.collect()
}

/// Calls `each` with every node of one kind that a document names.
fn named(source: &Source<'_>, kind: NodeKind, persons: &PersonIds<'_>, each: &mut dyn FnMut(Node, &[Span])) {
    let node = |id: &str, label: &str, country: Option<&String>| Node {
        id: id.to_owned(),
        kind,
        label: label.to_owned(),
        country: country.cloned(),
        events: 0,
    };
    match kind {
        NodeKind::Country => {
            source.facts.countries.iter().for_each(|c| each(node(&c.id, &c.id, Some(&c.id)), &c.evidence));
        }
        NodeKind::Organization => {
            let bodies = source.facts.organizations.iter();
            bodies.for_each(|o| each(node(&o.id, &o.name, o.country.as_ref()), &o.evidence));
        }
        NodeKind::Person => {
            for (id, someone) in persons.in_document(source.id) {
                let proof = someone.proofs.iter().find(|p| p.doc == source.id);
                let spans = proof.map_or(&[][..], |p| &p.spans);
                each(node(id, &someone.name, someone.country.as_ref()), spans);
            }
        }
    }
}

/// Ids of people and the documents that name them.
struct PersonIds<'p> {
    people: &'p [Someone],
    ids: Vec<String>,
    by_document: SortedMap<DocId, Vec<usize>>,
}

impl<'p> PersonIds<'p> {
    fn new(people: &'p [Someone]) -> Self {
        let mut seen = SortedMap::<&str, usize>::new();
        let mut by_document = SortedMap::<DocId, Vec<usize>>::new();
        let mut ids = Vec::with_capacity(people.len());
        for (at, someone) in people.iter().enumerate() {
            someone.proofs.iter().for_each(|p| by_document.entry(p.doc).or_default().push(at));
            let count = seen.entry(&someone.name).or_default();
            *count += 1;
            ids.push(if *count == 1 { someone.name.clone() } else { format!("{}#{count}", someone.name) });
        }
        Self { people, ids, by_document }
    }

    fn in_document(&self, doc: DocId) -> impl Iterator<Item = (&str, &'p Someone)> {
        let here = self.by_document.get(&doc).into_iter().flatten();
        here.map(|at| (self.ids[*at].as_str(), &self.people[*at]))
    }
}

/// Events by two facets at once, e.g. country by crime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// Values of the first facet with the number of events, most first.
    pub rows: Vec<(String, usize)>,
    /// Values of the second facet with the number of events, most first.
    pub columns: Vec<(String, usize)>,
    /// Row, column, events with both, by row and column; pairs without events are left out.
    pub cells: Vec<(usize, usize, usize)>,
}

/// Counts events by the values of two facets. Values count where some report of the event has both.
#[must_use]
pub fn matrix(selection: &Selection<'_>, rows: &str, columns: &str) -> Matrix {
    let mut events = SortedMap::<(String, String), SortedSet<usize>>::new();
    let (mut by_row, mut by_column) = (SortedMap::new(), SortedMap::new());
    for source in selection.sources() {
        let Some(event) = selection.event_of(source.id) else { continue };
        let (xs, ys) = (facet::distinct(source, rows), facet::distinct(source, columns));
        for x in &xs {
            by_row.entry(x.clone()).or_insert_with(SortedSet::new).insert(event);
            for y in &ys {
                events.entry((x.clone(), y.clone())).or_default().insert(event);
            }
        }
        ys.into_iter().for_each(|y| {
            by_column.entry(y).or_insert_with(SortedSet::new).insert(event);
        });
    }
    let counted = |sets: SortedMap<String, SortedSet<usize>>| {
        super::coverage::most_first(sets.into_iter().map(|(value, set)| (value, set.len())).collect())
    };
    let (rows, columns) = (counted(by_row), counted(by_column));
    let place = |list: &[(String, usize)], value: &str| list.iter().position(|(v, _)| v == value);
    let cell = |((x, y), set): &((String, String), SortedSet<usize>)| {
        Some((place(&rows, x)?, place(&columns, y)?, set.len()))
    };
    let mut cells: Vec<_> = events.iter().filter_map(cell).collect();
    cells.arrange();
    Matrix { rows, columns, cells }
}
