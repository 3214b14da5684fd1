//! The thesaurus as SKOS in Turtle: concepts with labels in both languages, notations, broader and related concepts,
//! mappings to PLOVER, CAMEO and FollowTheMoney.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Write as _;

use super::Context;
use crate::extract::lists::Tables;

/// Labels made of one pattern, at most.
const FORMS: usize = 24;

/// All concepts, in the order of their file.
pub(super) fn write(context: &Context<'_>) -> String {
    let table = Table::read(Tables::BUNDLED.concepts);
    let mut out = String::from(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @prefix dct: <http://purl.org/dc/terms/> .\n\
         @prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
         @prefix ent: <urn:entente:> .\n",
    );
    let mut schemes: Vec<&str> = table.rows.iter().map(|row| table.cell(row, "scheme")).collect();
    schemes.sort_unstable();
    schemes.dedup();
    for scheme in schemes {
        let count = table.rows.iter().filter(|row| table.cell(row, "scheme") == scheme).count();
        let _ = write!(
            out,
            "\nent:{scheme} a skos:ConceptScheme ;\n  dct:title {}@en ;\n  dct:extent \"{count} concepts\"@en ;\n  \
             dct:isPartOf {} ;\n  owl:versionInfo {} .\n",
            quoted(&format!("Entente: {scheme}")),
            quoted(context.title),
            quoted(context.version)
        );
    }
    for row in &table.rows {
        concept(&mut out, &table, row);
    }
    out
}

/// The rows of the file of concepts.
struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Table {
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines().filter(|l| !l.trim().is_empty()).map(|l| l.split('\t').collect());
        Self { header: lines.next().unwrap_or_default(), rows: lines.collect() }
    }

    fn cell(&self, row: &[&'static str], column: &str) -> &'static str {
        let at = self.header.iter().position(|h| h.trim() == column);
        at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim())
    }
}

fn concept(out: &mut String, table: &Table, row: &[&'static str]) {
    let cell = |column: &str| table.cell(row, column);
    let scheme = cell("scheme");
    let _ = write!(out, "\n{} a skos:Concept ;\n  skos:inScheme ent:{scheme}", iri(scheme, cell("id")));
    let mut say = |property: &str, value: &str| {
        let _ = write!(out, " ;\n  {property} {value}");
    };
    let mut known = Vec::new();
    for lang in ["vi", "en"] {
        let all: Vec<String> = labels(cell(lang)).chain(labels(cell(&format!("{lang}_alt")))).collect();
        all.first().into_iter().for_each(|l| say("skos:prefLabel", &format!("{}@{lang}", quoted(l))));
        let others: BTreeSet<&String> = all.iter().filter(|l| Some(*l) != all.first()).collect();
        others.iter().for_each(|l| say("skos:altLabel", &format!("{}@{lang}", quoted(l))));
        known.extend(all);
    }
    let hidden = labels(cell("hidden")).filter(|l| !known.contains(l));
    hidden.for_each(|l| say("skos:hiddenLabel", &quoted(&l)));
    for (property, column) in [("skos:broader", "broader"), ("skos:related", "related")] {
        for id in cell(column).split(['|', ';']).map(str::trim).filter(|id| !id.is_empty()) {
            let of = table.rows.iter().filter(|r| table.cell(r, "id") == id).map(|r| table.cell(r, "scheme"));
            let home = of.clone().find(|s| *s == scheme).or_else(|| of.clone().next());
            home.into_iter().for_each(|s| say(property, &iri(s, id)));
        }
    }
    for notation in cell("notation").split([';', '|']).map(str::trim).filter(|n| !n.is_empty()) {
        match notation.split_once(':') {
            Some((system, code)) => say("skos:notation", &format!("{}^^ent:{system}", quoted(code))),
            None => say("skos:notation", &quoted(notation)),
        }
    }
    for other in cell("match").split([';', '|']).map(str::trim).filter(|m| !m.is_empty()) {
        say("skos:closeMatch", &format!("<urn:entente:{}>", other.replace(' ', "-")));
    }
    out.push_str(" .\n");
}

fn iri(scheme: &str, id: &str) -> String {
    format!("<urn:entente:{scheme}:{id}>")
}

fn labels(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split('|').flat_map(forms)
}

/// The labels that a pattern stands for, the plainest first: `[words]` may be left out, `(a/b)` is one or the other.
/// None for a label that needs another word beside it (`~`).
fn forms(pattern: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut open = VecDeque::from([pattern.to_owned()]);
    while let Some(text) = open.pop_front() {
        if done.len() + open.len() >= FORMS {
            break;
        }
        let inner = |from: char, to: char| {
            let end = text.find(to)?;
            let start = text[..end].rfind(from)?;
            Some((start, end))
        };
        let with = |(start, end): (usize, usize), words: &str| {
            format!("{} {words} {}", &text[..start], &text[end + 1..])
        };
        if let Some(place) = inner('(', ')').filter(|(start, end)| text[*start..*end].contains('/')) {
            open.extend(text[place.0 + 1..place.1].split('/').map(|choice| with(place, choice)));
        } else if let Some(place) = inner('[', ']') {
            open.extend(["", &text[place.0 + 1..place.1]].map(|words| with(place, words)));
        } else {
            done.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    done.retain(|label| !label.is_empty() && !label.contains('~'));
    done
}

/// A Turtle string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
