//! Who met whom.

use serde::Serialize;

use super::{Quote, Scope};
use crate::overview::network::{self, NodeKind};
use crate::overview::people;
use crate::wire::Labels;

/// The answer to `engine.network`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Network {
    pub total: usize,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

/// A party of at least one event.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Node {
    pub id: String,
    pub kind: &'static str,
    pub labels: Labels,
    pub country: Option<String>,
    pub events: usize,
}

/// Two who took part in the same events; `a` and `b` are places in `nodes`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Edge {
    pub a: usize,
    pub b: usize,
    pub events: usize,
    pub dates: Vec<String>,
    pub quotes: Vec<Quote>,
}

/// Sentences given with one edge; its documents tell the rest.
const QUOTES: usize = 3;

/// The heaviest `limit` edges of the network of `kinds`, with the nodes they join; only edges of `who` where it is given.
#[must_use]
pub fn network(
    scope: Scope<'_>,
    kinds: &[NodeKind],
    who: Option<&str>,
    offset: usize,
    limit: usize,
) -> Network {
    let found = network::network(scope.selection, &people::people(scope.selection), kinds);
    let is = |at: usize| who.is_none_or(|w| found.nodes.get(at).is_some_and(|n| n.id == w));
    let edges: Vec<&network::Edge> = found.edges.iter().filter(|e| is(e.a) || is(e.b)).collect();
    let total = edges.len();
    let shown = edges.into_iter().skip(offset).take(limit);
    let mut nodes: Vec<usize> = Vec::new();
    let mut place = |at: usize| {
        nodes.iter().position(|n| *n == at).unwrap_or_else(|| {
            nodes.push(at);
            nodes.len() - 1
        })
    };
    let edges: Vec<Edge> = shown
        .map(|e| Edge {
            a: place(e.a),
            b: place(e.b),
            events: e.events.len(),
            dates: e
                .events
                .iter()
                .filter_map(|at| scope.selection.date_of(*at))
                .map(|d| d.to_string())
                .collect(),
            quotes: scope.quotes(&e.proofs).into_iter().take(QUOTES).collect(),
        })
        .collect();
    let nodes = nodes.iter().filter_map(|at| found.nodes.get(*at)).map(|n| node(scope, n)).collect();
    Network { total, nodes, edges }
}

fn node(scope: Scope<'_>, node: &network::Node) -> Node {
    let (kind, labels) = match node.kind {
        NodeKind::Country => ("country", scope.value("country", &node.id).labels),
        NodeKind::Organization => ("organization", scope.value("organization", &node.id).labels),
        NodeKind::Person => ("person", Labels::same(&node.label)),
    };
    Node { id: node.id.clone(), kind, labels, country: node.country.clone(), events: node.events }
}
