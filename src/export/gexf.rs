//! GEXF 1.3: who met whom, for Gephi and networkx.

use std::fmt::Write as _;

use super::Context;
use crate::overview::Selection;
use crate::overview::network::{NodeKind, network};
use crate::overview::people::people;

/// Countries, bodies and people, and the events they shared.
pub(super) fn write(selection: &Selection<'_>, context: &Context<'_>, told: &str) -> String {
    let persons = people(selection);
    let net = network(selection, &persons, &[NodeKind::Country, NodeKind::Organization, NodeKind::Person]);
    let modified = context.today.map(|d| format!(" lastmodifieddate=\"{d}\"")).unwrap_or_default();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n\
         <meta{modified}><creator>Entente</creator><description>{}</description></meta>\n\
         <graph mode=\"static\" defaultedgetype=\"undirected\">\n\
         <attributes class=\"node\"><attribute id=\"kind\" title=\"kind\" type=\"string\"/>\
         <attribute id=\"country\" title=\"country\" type=\"string\"/>\
         <attribute id=\"events\" title=\"events\" type=\"integer\"/></attributes>\n\
         <attributes class=\"edge\"><attribute id=\"first\" title=\"first\" type=\"string\"/>\
         <attribute id=\"last\" title=\"last\" type=\"string\"/>\
         <attribute id=\"documents\" title=\"documents\" type=\"string\"/></attributes>\n<nodes>\n",
        escaped(told)
    );
    for (at, node) in net.nodes.iter().enumerate() {
        let kind = match node.kind {
            NodeKind::Country => "country",
            NodeKind::Organization => "organization",
            NodeKind::Person => "person",
        };
        let country = node.country.as_deref().unwrap_or_default();
        let events = node.events.to_string();
        let _ = write!(out, "<node id=\"n{at}\" label=\"{}\">", escaped(&node.label));
        values(&mut out, &[("kind", kind), ("country", country), ("events", &events)]);
        out.push_str("</node>\n");
    }
    out.push_str("</nodes>\n<edges>\n");
    for (at, edge) in net.edges.iter().enumerate() {
        let dates: Vec<String> =
            edge.events.iter().filter_map(|e| selection.date_of(*e)).map(|d| d.to_string()).collect();
        let docs: Vec<&str> =
            edge.proofs.iter().filter_map(|p| selection.source(p.doc)).map(|s| &*s.document.id).collect();
        let end = |least: Option<&String>| least.cloned().unwrap_or_default();
        let _ = write!(
            out,
            "<edge id=\"e{at}\" source=\"n{}\" target=\"n{}\" weight=\"{}\">",
            edge.a,
            edge.b,
            edge.events.len()
        );
        let (first, last) = (end(dates.iter().min()), end(dates.iter().max()));
        values(&mut out, &[("first", &first), ("last", &last), ("documents", &docs.join(" "))]);
        out.push_str("</edge>\n");
    }
    out + "</edges>\n</graph>\n</gexf>\n"
}

fn values(out: &mut String, values: &[(&str, &str)]) {
    out.push_str("<attvalues>");
    for (name, value) in values.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = write!(out, "<attvalue for=\"{name}\" value=\"{}\"/>", escaped(value));
    }
    out.push_str("</attvalues>");
}

/// Text for XML 1.0: its five signs escaped, characters that it forbids left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
