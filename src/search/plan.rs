//! From a parsed query to leaves with resolved terms, and a tree that says which must hold.

use super::count;
use super::fields::{Target, target};
use super::resolve::{Group, How, Resolver};
use super::{Also, Concept, Labels, SegmentKind};
use crate::base::Span;
use crate::bitmap::Bitmap;
use crate::index::Index;
use crate::index::documents::WEIGHTS;
use crate::query::{Ast, Field, Mode, Phrase, Trouble, Value, Word};
use crate::text::fold::folded_phrase;
use crate::text::stopwords;
use crate::text::token::tokens;

/// What of the query is compared with the documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// Terms and how they stand to each other.
    pub shape: Shape,
    /// What the score is multiplied with.
    pub weight: f32,
    /// Weight of an occurrence in each field; 0 leaves a field out.
    pub fields: [f32; 4],
    /// What the score is multiplied with in documents of each language, in the order of `Lang`.
    pub langs: [f32; 3],
    /// What was typed.
    pub typed: String,
    /// Where, in bytes of the query.
    pub span: Span,
    /// What it adds to the score by, where it is not a condition.
    pub role: Role,
    /// Of another label: the first and last leaf of the words typed, which it must not outweigh.
    pub beside: Option<(usize, usize)>,
}

impl Leaf {
    /// Gives up a word that was found with other marks or typing errors only: its other labels say what it means.
    fn keep_sure(&mut self) {
        if let Shape::Term(group) = &mut self.shape
            && group.parts.iter().all(|part| part.weight < 1.0 && part.kind != SegmentKind::Prefix)
        {
            *group = Group::default();
        }
    }
}

/// How terms stand to each other.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One word.
    Term(Group),
    /// Words in order, with so many others between at most.
    Phrase(Vec<Group>, u32),
    /// Two phrases, in any order, so many words apart at most.
    Near(Vec<Group>, Vec<Group>, u32),
}

/// Why a leaf is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A condition of the query.
    Condition,
    /// What must not be there; has no score.
    Negative,
    /// The exact form of a word that was searched in all its forms.
    ExactForm,
    /// Two neighbours of the query side by side: Vietnamese words are mostly two syllables.
    Pair,
    /// A word that says little: it adds to the score where it is.
    Optional,
    /// Another label of a concept that was typed: as good as what was typed, with less weight.
    Label,
}

/// Which leaves must hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Node {
    /// Every document.
    #[default]
    All,
    /// The documents of a leaf.
    Leaf(usize),
    /// These documents.
    Docs(Bitmap),
    /// All of these.
    And(Vec<Node>),
    /// Any of these.
    Or(Vec<Node>),
    /// Not this.
    Not(Box<Node>),
}

/// A query ready to be compared.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is compared.
    pub leaves: Vec<Leaf>,
    /// What must hold.
    pub root: Node,
    /// What could not be used.
    pub troubles: Vec<Trouble>,
    /// Labels searched along.
    pub also: Vec<Also>,
}

/// Weight of the exact form beside all forms.
const EXACT_FORM: f32 = 0.15;
/// Weight of another label of a concept.
const LABEL: f32 = 0.52;
/// Weight of a pair of neighbours (vietnamese.md section 3.3).
const PAIR: f32 = 0.5;
/// The same in other languages, divided by the number of words: names and terms are a few words side by side, while
/// in a long English query neighbours say nothing (time nDCG@10 -0.01 with a fixed 0.35).
const OTHER_PAIR: f32 = 0.6;

/// Bytes of a query in which names of concepts are looked for.
const NAMED: usize = 1000;

/// Makes the plan of a query. `any` joins the words by OR; labels in `not_also` are not searched along.
#[must_use]
pub fn plan(
    index: &Index,
    labels: &dyn Labels,
    query: &str,
    ast: &Ast,
    any: bool,
    not_also: &[String],
) -> Plan {
    // Of a text that somebody pasted only the beginning is looked through for names.
    let mut concepts = labels.concepts(&query[..query.floor_char_boundary(NAMED)]);
    for concept in &mut concepts {
        concept.labels.retain(|label| !not_also.contains(label));
    }
    let mut planner = Planner {
        index,
        labels,
        query,
        concepts,
        resolver: Resolver::new(index, query),
        leaves: Vec::new(),
        troubles: Vec::new(),
        also: Vec::new(),
        any,
    };
    let root = planner.node(ast, 1.0, WEIGHTS, false);
    if planner.resolver.exhausted() {
        let what = "too many words with typing errors; the last ones were compared as typed".to_owned();
        planner.troubles.push(Trouble { what, span: Span::new(0, query.len()) });
    }
    if planner.resolver.is_cut() {
        let what = "too many words begin so; the last ones were left out, the answer is partial".to_owned();
        planner.troubles.push(Trouble { what, span: Span::new(0, query.len()) });
    }
    Plan { leaves: planner.leaves, root, troubles: planner.troubles, also: planner.also }
}

struct Planner<'a> {
    index: &'a Index,
    labels: &'a dyn Labels,
    query: &'a str,
    concepts: Vec<Concept>,
    resolver: Resolver<'a>,
    leaves: Vec<Leaf>,
    troubles: Vec<Trouble>,
    also: Vec<Also>,
    any: bool,
}

impl Planner<'_> {
    fn node(&mut self, ast: &Ast, weight: f32, fields: [f32; 4], negative: bool) -> Node {
        match ast {
            Ast::All => Node::All,
            Ast::Word(_) => self.all(std::slice::from_ref(ast), weight, fields, negative),
            Ast::Phrase(phrase) => self.phrase(phrase, weight, fields, negative),
            Ast::Near(left, right, distance) => self.near(left, right, *distance, weight, negative),
            Ast::Field(field) => self.field(field, weight, negative),
            Ast::And(parts) => self.all(parts, weight, fields, negative),
            Ast::Or(parts) => {
                Node::Or(parts.iter().map(|part| self.node(part, weight, fields, negative)).collect())
            }
            Ast::Not(inner) => Node::Not(Box::new(self.node(inner, weight, fields, true))),
            Ast::Boost(inner, factor) => self.node(inner, weight * factor, fields, negative),
        }
    }

    /// Parts side by side. Words that say little need not be there, unless all do.
    fn all(&mut self, parts: &[Ast], weight: f32, fields: [f32; 4], negative: bool) -> Node {
        let weak = |part: &Ast| matches!(part, Ast::Word(word) if word.mode == Mode::Plain && stopwords::is(&word.text));
        let keep_weak = parts.iter().all(weak);
        // One node a part; none for a word that need not be there.
        let mut nodes: Vec<Option<Node>> = Vec::with_capacity(parts.len());
        let (mut before, mut firsts) = (None, Vec::with_capacity(parts.len()));
        for part in parts {
            let from = self.leaves.len();
            firsts.push(from);
            let node = match part {
                Ast::Word(word) => self.word(word, weight, fields, negative),
                part => self.node(part, weight, fields, negative),
            };
            let plain = matches!((part, &node), (Ast::Word(word), Node::Leaf(_)) if word.mode == Mode::Plain);
            let last = (plain && !negative).then_some(from);
            if let (Some(a), Some(b)) = (before, last) {
                self.pair(a, b, weight, parts.len());
            }
            before = last;
            if last.is_some() && !keep_weak && weak(part) {
                self.leaves[from].role = Role::Optional;
                self.leaves[from].langs = stopwords::weights(&self.leaves[from].typed);
                nodes.push(None);
            } else {
                nodes.push(Some(node));
            }
        }
        if !negative && fields == WEIGHTS {
            self.labels(parts, &firsts, &mut nodes, weight);
        }
        self.joined(nodes.into_iter().flatten().collect(), negative)
    }

    /// Joins the nodes of parts side by side, as the request wants it.
    fn joined(&self, mut nodes: Vec<Node>, negative: bool) -> Node {
        if nodes.len() == 1 {
            return nodes.remove(0);
        }
        if !self.any || negative {
            return Node::And(nodes);
        }
        let hard = |node: &Node| matches!(node, Node::Not(_) | Node::Docs(_));
        let (mut hard, soft): (Vec<Node>, Vec<Node>) = nodes.into_iter().partition(hard);
        if !soft.is_empty() {
            hard.push(Node::Or(soft));
        }
        Node::And(hard)
    }

    /// Runs of words that are a label of a concept: its other labels stand beside them, as one choice.
    fn labels(&mut self, parts: &[Ast], firsts: &[usize], nodes: &mut [Option<Node>], weight: f32) {
        let plain = |part: &Ast| match part {
            Ast::Word(word) if word.mode == Mode::Plain => Some(word.span),
            _ => None,
        };
        for concept in &self.concepts.clone() {
            let inside = |part: &Ast| plain(part).is_some_and(|span| concept.span.contains(span));
            let Some(first) = parts.iter().position(inside) else { continue };
            let count = parts[first..].iter().take_while(|part| inside(part)).count();
            let covered = plain(&parts[first]).is_some_and(|span| span.start == concept.span.start)
                && plain(&parts[first + count - 1]).is_some_and(|span| span.end == concept.span.end);
            if !covered {
                continue;
            }
            let typed: Vec<Node> = nodes[first..first + count].iter_mut().filter_map(Option::take).collect();
            if typed.is_empty() {
                continue;
            }
            let mut choice = vec![self.joined(typed, false)];
            let leaves = (firsts[first], firsts[first + count - 1]);
            for label in &concept.labels {
                choice.extend(self.label(label, concept, weight, leaves));
            }
            if choice.len() > 1 {
                self.leaves[leaves.0..=leaves.1].iter_mut().for_each(Leaf::keep_sure);
            }
            nodes[first] = Some(if choice.len() == 1 { choice.remove(0) } else { Node::Or(choice) });
        }
    }

    /// The leaf of a label searched along, if the index has its words.
    fn label(
        &mut self,
        label: &str,
        concept: &Concept,
        weight: f32,
        typed_leaves: (usize, usize),
    ) -> Option<Node> {
        let mut resolver = Resolver::new(self.index, label);
        let how = if concept.exact { How::EXACT } else { How::LABEL };
        let mut groups: Vec<Group> =
            tokens(label).map(|token| resolver.word(token.span.of(label), how)).collect();
        if groups.is_empty() || groups.iter().any(|group| group.parts.is_empty()) {
            return None;
        }
        for group in &mut groups {
            group.keys.iter_mut().for_each(|(_, kind)| *kind = SegmentKind::Label);
        }
        let shape = if groups.len() == 1 { Shape::Term(groups.remove(0)) } else { Shape::Phrase(groups, 0) };
        let (weight, typed) = (weight * LABEL, label.to_owned());
        let span = concept.span;
        self.leaves.push(Leaf {
            shape,
            weight,
            fields: WEIGHTS,
            langs: [1.0; 3],
            typed,
            span,
            role: Role::Label,
            beside: Some(typed_leaves),
        });
        self.also.push(Also {
            typed: span.of(self.query).to_owned(),
            label: label.to_owned(),
            concept: concept.id.clone(),
        });
        Some(Node::Leaf(self.leaves.len() - 1))
    }

    fn leaf(
        &mut self,
        shape: Shape,
        weight: f32,
        fields: [f32; 4],
        (typed, span): (&str, Span),
        negative: bool,
    ) -> Node {
        let role = if negative { Role::Negative } else { Role::Condition };
        let number = self.leaves.len();
        self.leaves.push(Leaf {
            shape,
            weight,
            fields,
            langs: [1.0; 3],
            typed: typed.to_owned(),
            span,
            role,
            beside: None,
        });
        let leaf = &mut self.leaves[number];
        if let Shape::Term(group) = &leaf.shape
            && !negative
            && group.parts.iter().any(|part| part.kind == SegmentKind::Match)
        {
            match group.only(SegmentKind::Match) {
                // All forms are the exact one: one leaf has both weights.
                None => leaf.weight *= 1.0 + EXACT_FORM,
                Some(exact) => {
                    let own = group.has_by_chance(&exact, self.index);
                    let weight = leaf.weight * if own { 1.0 } else { EXACT_FORM };
                    let exact =
                        Leaf { shape: Shape::Term(exact), weight, role: Role::ExactForm, ..leaf.clone() };
                    self.leaves.push(exact);
                }
            }
        }
        Node::Leaf(number)
    }

    /// Two words side by side in the query.
    fn pair(&mut self, a: usize, b: usize, weight: f32, words: usize) {
        let (Leaf { shape: Shape::Term(x), typed: s, .. }, Leaf { shape: Shape::Term(y), typed: t, .. }) =
            (&self.leaves[a], &self.leaves[b])
        else {
            return;
        };
        if x.parts.is_empty() || y.parts.is_empty() {
            return;
        }
        // The longer an English query, the less its neighbours belong together.
        let other = OTHER_PAIR / words as f32;
        let leaf = Leaf {
            shape: Shape::Phrase(vec![x.clone(), y.clone()], 0),
            weight: PAIR * (1.0 + EXACT_FORM) * weight,
            fields: self.leaves[a].fields,
            langs: [1.0, other, other],
            typed: format!("{s} {t}"),
            span: Span { start: self.leaves[a].span.start, end: self.leaves[b].span.end },
            role: Role::Pair,
            beside: None,
        };
        self.leaves.push(leaf);
    }

    fn word(&mut self, word: &Word, weight: f32, fields: [f32; 4], negative: bool) -> Node {
        let how = How::word(word.mode, word.open);
        let mut groups = self.groups(&word.text, how);
        let shape = match groups.len() {
            0 => {
                let what = format!("“{}” holds no letter or digit; left out", word.text);
                self.troubles.push(Trouble { what, span: word.span });
                return Node::All;
            }
            1 => Shape::Term(groups.remove(0)),
            _ => Shape::Phrase(groups, 0),
        };
        self.leaf(shape, weight, fields, (&word.text, word.span), negative)
    }

    /// The groups of the tokens of a text; only the last one can be open, or the beginning of a word.
    fn groups(&mut self, text: &str, how: How) -> Vec<Group> {
        let spans: Vec<Span> = tokens(text).map(|token| token.span).collect();
        let last = spans.len().saturating_sub(1);
        let inner = |at: usize| at < last && how.mode == Mode::Prefix;
        let each = spans.iter().enumerate().map(|(at, span)| {
            let mode = if inner(at) { Mode::Plain } else { how.mode };
            self.resolver.word(span.of(text), How { mode, open: how.open && at == last, ..how })
        });
        each.collect()
    }

    fn phrase(&mut self, phrase: &Phrase, weight: f32, fields: [f32; 4], negative: bool) -> Node {
        let mut groups = self.groups(&phrase.text, How::QUOTED);
        let shape = match groups.len() {
            0 => return Node::All,
            1 => Shape::Term(groups.remove(0)),
            _ => Shape::Phrase(groups, phrase.slop),
        };
        self.leaf(shape, weight, fields, (&phrase.text, phrase.span), negative)
    }

    fn near(&mut self, left: &Ast, right: &Ast, distance: u32, weight: f32, negative: bool) -> Node {
        let (a, b) = (self.side(left), self.side(right));
        if a.is_empty() || b.is_empty() {
            let nodes = [left, right].map(|side| self.node(side, weight, WEIGHTS, negative));
            return Node::And(nodes.into());
        }
        let words = |side: &Ast| match side {
            Ast::Word(word) => (word.text.clone(), word.span),
            Ast::Phrase(phrase) => (phrase.text.clone(), phrase.span),
            _ => (String::new(), Span::default()),
        };
        let ((x, from), (y, to)) = (words(left), words(right));
        let span = Span { start: from.start, end: to.end.max(from.end) };
        self.leaf(Shape::Near(a, b, distance), weight, WEIGHTS, (&format!("{x} {y}"), span), negative)
    }

    /// One side of `NEAR`; empty where it is itself a `NEAR`, which is then read as AND.
    fn side(&mut self, ast: &Ast) -> Vec<Group> {
        match ast {
            Ast::Word(word) => self.groups(&word.text, How::word(word.mode, word.open)),
            Ast::Phrase(phrase) => self.groups(&phrase.text, How::QUOTED),
            _ => Vec::new(),
        }
    }

    fn field(&mut self, field: &Field, weight: f32, negative: bool) -> Node {
        let index = self.index;
        match (target(&field.name, |name| index.facet(name).is_some()), &field.value) {
            (None, _) => {
                let what = format!("no field is called “{}”; searched as words", field.name);
                self.troubles.push(Trouble { what, span: field.span });
                let word = Word { text: field.raw.clone(), mode: Mode::Plain, open: false, span: field.span };
                self.word(&word, weight, WEIGHTS, negative)
            }
            (Some(Target::Text(mut fields)), Value::Text { text, quoted }) => {
                fields.iter_mut().zip(WEIGHTS).for_each(|(weight, full)| *weight *= full);
                let span = field.span;
                if *quoted {
                    let phrase = Phrase { text: text.clone(), slop: 0, span };
                    return self.phrase(&phrase, weight, fields, negative);
                }
                let (text, mode) = match text.strip_suffix('*') {
                    Some(start) => (start, Mode::Prefix),
                    None => (text.as_str(), Mode::Plain),
                };
                self.word(&Word { text: text.to_owned(), mode, open: false, span }, weight, fields, negative)
            }
            (Some(Target::Text(_)), Value::Range { .. }) => {
                let what = format!("“{}” holds text and has no ranges; left out", field.name);
                self.troubles.push(Trouble { what, span: field.span });
                Node::All
            }
            (Some(Target::Date), value) => Node::Docs(self.facet("date", field, value)),
            (Some(Target::Facet(facet)), value) => Node::Docs(self.facet(&facet, field, value)),
        }
    }

    fn facet(&mut self, facet: &str, field: &Field, value: &Value) -> Bitmap {
        let text = match value {
            Value::Range { from, to } => {
                let from = from.as_ref().map(|(v, b)| (v.as_str(), *b));
                let to = to.as_ref().map(|(v, b)| (v.as_str(), *b));
                return count::range(self.index, facet, from, to);
            }
            Value::Text { text, .. } => text,
        };
        if facet == "date" {
            return count::range(self.index, facet, Some((text, true)), Some((text, true)));
        }
        let mut set = Bitmap::new(self.index.len() as usize);
        let Some(column) = self.index.facet(facet) else { return set };
        let mut wanted = self.labels.values(facet, text);
        wanted.push(text.clone());
        let folded = folded_phrase(text);
        for (number, value) in column.values.iter().enumerate() {
            if wanted.contains(value) || folded_phrase(value) == folded {
                column.add_docs(number as u32, &mut set);
            }
        }
        if set.is_empty() {
            let what = format!("no document has “{text}” in “{facet}”");
            self.troubles.push(Trouble { what, span: field.span });
        }
        set
    }
}
