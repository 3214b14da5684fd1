//! The thesaurus as SKOS in Turtle: concepts with labels in both languages, notations, broader and related concepts,
//! mappings to PLOVER, CAMEO and FollowTheMoney.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::Context;
use crate::base::{Lang, set_of};
use crate::thesaurus::{Concept, Thesaurus, pattern};

/// Labels made of one pattern, at most.
const FORMS: usize = 24;

/// All concepts, by id.
pub(super) fn write(context: &Context<'_>) -> String {
    let thesaurus = Thesaurus::bundled();
    let mut out = String::from(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\
         @prefix dct: <http://purl.org/dc/terms/> .\n\
         @prefix owl: <http://www.w3.org/2002/07/owl#> .\n\
         @prefix ent: <urn:entente:> .\n",
    );
    let schemes = set_of(thesaurus.concepts().iter().map(|c| c.scheme));
    for scheme in schemes {
        let count = thesaurus.concepts().iter().filter(|c| c.scheme == scheme).count();
        let _ = write!(
            out,
            "\nent:{scheme} a skos:ConceptScheme ;\n  dct:title {}@en ;\n  dct:extent \"{count} concepts\"@en ;\n  \
             dct:isPartOf {} ;\n  owl:versionInfo {} .\n",
            quoted(&format!("Entente: {scheme}")),
            quoted(context.title),
            quoted(context.version)
        );
    }
    thesaurus.concepts().iter().for_each(|c| concept(&mut out, thesaurus, c));
    out
}

fn concept(out: &mut String, thesaurus: &Thesaurus, concept: &Concept) {
    let _ = write!(out, "\n{} a skos:Concept ;\n  skos:inScheme ent:{}", iri(concept), concept.scheme);
    let mut say = |property: &str, value: &str| {
        let _ = write!(out, " ;\n  skos:{property} {value}");
    };
    let plain = |label: &'static str| pattern::forms(label, FORMS).into_iter().filter(|l| !l.is_empty());
    let mut known = BTreeSet::new();
    for lang in [Lang::Vi, Lang::En] {
        let preferred = concept.label(lang).to_owned();
        say("prefLabel", &format!("{}@{lang}", quoted(&preferred)));
        let mut others = set_of(concept.alternatives(lang).flat_map(plain));
        others.remove(&preferred);
        others.iter().for_each(|l| say("altLabel", &format!("{}@{lang}", quoted(l))));
        known.extend(others);
        known.insert(preferred);
    }
    let hidden = concept.hidden().flat_map(plain).filter(|l| !known.contains(l));
    hidden.for_each(|l| say("hiddenLabel", &quoted(&l)));
    thesaurus.broader(concept).into_iter().for_each(|c| say("broader", &iri(c)));
    concept.related().filter_map(|id| thesaurus.concept(id)).for_each(|c| say("related", &iri(c)));
    for notation in concept.notation.split([';', '|']).map(str::trim).filter(|n| !n.is_empty()) {
        let checked = notation.trim_end_matches('?');
        if checked != notation {
            say("editorialNote", "\"the notation is not yet checked\"@en");
        }
        match checked.split_once(':') {
            Some((system, code)) => say("notation", &format!("{}^^ent:{system}", quoted(code))),
            None => say("notation", &quoted(checked)),
        }
    }
    for (system, code) in concept.matches() {
        say("closeMatch", &format!("<urn:entente:{system}:{}>", code.replace(' ', "-")));
    }
    out.push_str(" .\n");
}

fn iri(concept: &Concept) -> String {
    format!("<urn:entente:{}:{}>", concept.scheme, concept.id)
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

/// The codes of a concept in another system such as `plover`, in the order of the table.
pub(super) fn codes<'s>(id: &str, system: &'s str) -> impl Iterator<Item = &'static str> + use<'s> {
    let concept = Thesaurus::bundled().concept(id).into_iter();
    concept.flat_map(Concept::matches).filter(move |(of, _)| *of == system).map(|(_, code)| code)
}
