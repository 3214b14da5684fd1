//! Bilingual concepts in SKOS terms (W3C, 2009): preferred and alternative labels in both languages, broader and
//! narrower concepts, notations and mappings; and the way from words typed to what else says the same.
//!
//! The table is `thesaurus/concepts.tsv`; `extract/lists/README.md` says how to edit it.

mod labels;
pub mod pattern;

use crate::base::Arrange;
use std::sync::OnceLock;

use crate::base::{Lang, Span};
use labels::Labels;

/// One concept: a row of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concept {
    /// Unique in the whole table, `a-z0-9-`.
    pub id: &'static str,
    /// `crime cooperation instrument kind status topic`.
    pub scheme: &'static str,
    /// Whether facts are counted under it; what is narrower is counted under the nearest one above.
    pub vocabulary: bool,
    /// Codes in other classifications, `iccs:0601`; a `?` at the end says that the code is not yet checked.
    pub notation: &'static str,
    preferred: [&'static str; 2],
    patterns: [&'static str; 2],
    hidden: &'static str,
    broader: &'static str,
    related: &'static str,
    matches: &'static str,
}

/// Words of a query that are a label of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found<'t> {
    /// Bytes of the text searched.
    pub span: Span,
    /// What the words mean.
    pub concept: &'t Concept,
}

/// All concepts, in the order of the file (by id).
#[derive(Debug, Default)]
pub struct Thesaurus {
    concepts: Vec<Concept>,
    labels: OnceLock<Labels>,
}

impl Thesaurus {
    /// The thesaurus that is compiled in; read once, shared by all.
    #[must_use]
    pub fn bundled() -> &'static Self {
        static BUNDLED: OnceLock<Thesaurus> = OnceLock::new();
        BUNDLED.get_or_init(|| Self::read(crate::knowledge::Tables::bundled().concepts))
    }

    /// Reads a table with a header row; columns may stand in any order, a missing one is empty, rows without an id
    /// are left out. Linear; the index of labels is made when it is first asked for.
    #[must_use]
    pub fn read(table: &'static str) -> Self {
        let mut lines = table.lines();
        let header: Vec<&str> = lines.next().unwrap_or("").split('\t').map(str::trim).collect();
        let mut concepts: Vec<Concept> = lines
            .map(|line| Concept::read(&header, &line.split('\t').map(str::trim).collect::<Vec<_>>()))
            .filter(|concept| !concept.id.is_empty())
            .collect();
        concepts.arrange_by_key(|concept| concept.id);
        Self { concepts, labels: OnceLock::new() }
    }

    /// All concepts, sorted by id.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }

    /// The concept with an id; logarithmic.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&Concept> {
        let place = self.concepts.binary_search_by_key(&id, |concept| concept.id).ok()?;
        self.concepts.get(place)
    }

    /// The concept directly above.
    #[must_use]
    pub fn broader(&self, concept: &Concept) -> Option<&Concept> {
        self.concept(concept.broader)
    }

    /// The concepts directly below, by id; linear in the size of the thesaurus.
    pub fn narrower<'a>(&'a self, concept: &'a Concept) -> impl Iterator<Item = &'a Concept> {
        self.concepts.iter().filter(move |other| other.broader == concept.id)
    }

    /// The concept that a fact is counted under: the nearest of the vocabulary, itself included; none for concepts
    /// that serve search only.
    #[must_use]
    pub fn counted<'a>(&'a self, concept: &'a Concept) -> Option<&'a Concept> {
        let up = std::iter::successors(Some(concept), |c| self.broader(c));
        up.take(LEVELS).find(|c| c.vocabulary)
    }

    /// The labels in a text such as a query, leftmost first, the longest at each place; they do not overlap.
    ///
    /// A text without any Vietnamese mark also finds labels typed without theirs (`dan do`); one with marks means
    /// them. English words are compared by their stems. Where two concepts share a label the narrower wins. Labels of
    /// the scheme `status` (`signed`, `existing`) are not looked for. O(words · log labels).
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        let labels = self.labels.get_or_init(|| Labels::of(self));
        let hits = labels.find(text).into_iter();
        hits.filter_map(|(span, place)| Some(Found { span, concept: self.concepts.get(place)? })).collect()
    }
}

/// Longer chains of broader concepts are not followed; also the end of a chain that runs in a circle.
const LEVELS: usize = 8;

impl Concept {
    /// The preferred label (`skos:prefLabel`); English for an undetermined language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &'static str {
        self.preferred[side(lang)]
    }

    /// The alternative labels (`skos:altLabel`) as written in the table; some are patterns, see [`pattern`].
    pub fn alternatives(&self, lang: Lang) -> impl Iterator<Item = &'static str> + use<> {
        cells(self.patterns[side(lang)], '|')
    }

    /// Labels to find but never to show (`skos:hiddenLabel`): misspellings, bare forms.
    pub fn hidden(&self) -> impl Iterator<Item = &'static str> + use<> {
        cells(self.hidden, '|')
    }

    /// Ids of related concepts (`skos:related`).
    pub fn related(&self) -> impl Iterator<Item = &'static str> + use<> {
        cells(self.related, '|')
    }

    /// Mappings to other vocabularies (`skos:closeMatch`): system and code, `("plover", "COOPERATE")`.
    pub fn matches(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        cells(self.matches, ';').filter_map(|cell| cell.split_once(':'))
    }

    /// Plain labels of one language to search for along with a typed one, the preferred first, at most `most`.
    ///
    /// A label that holds another one of the list adds no text and is left out, and so are inflections that the stem
    /// already finds. Costs an expansion of the concept's patterns; meant for the few concepts of a query.
    #[must_use]
    pub fn phrases(&self, lang: Lang, most: usize) -> Vec<String> {
        labels::phrases(self, lang, most)
    }

    fn read(header: &[&str], cells: &[&'static str]) -> Self {
        let get = |name: &str| {
            let place = header.iter().position(|column| *column == name);
            place.and_then(|at| cells.get(at)).copied().unwrap_or("")
        };
        Self {
            id: get("id"),
            scheme: get("scheme"),
            vocabulary: get("vocabulary") == "schema",
            notation: get("notation"),
            preferred: [get("vi"), get("en")],
            patterns: [get("vi_alt"), get("en_alt")],
            hidden: get("hidden"),
            broader: get("broader"),
            related: get("related"),
            matches: get("match"),
        }
    }
}

fn side(lang: Lang) -> usize {
    usize::from(lang != Lang::Vi)
}

fn cells(cell: &'static str, separator: char) -> impl Iterator<Item = &'static str> {
    cell.split(separator).map(str::trim).filter(|part| !part.is_empty())
}
