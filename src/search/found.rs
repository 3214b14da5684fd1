//! A plan with the documents that fulfil it, and their scores.

use super::highlight::Highlighter;
use super::matching::{Budget, Matches, near, phrase, term};
use super::plan::{Leaf, Node, Plan, Role, Shape};
use super::resolve::Group;
use super::score::{Wanted, add, idfs};
use super::stray::{strays, without};
use super::{SegmentKind, Texts};
use crate::base::{DocId, Lang};
use crate::bitmap::Bitmap;
use crate::index::{Documents, Index};
use crate::query::Trouble;
use crate::text::fold::{canon, has_marks};
use crate::text::token::tokens;

/// Steps that reading one text takes.
const TEXT: u64 = 4000;
/// What the score of a document is multiplied with that lacks words of the query.
pub(super) const PARTIAL: f32 = 0.05;
impl Leaf {
    /// Whether it is a word that was found with typing errors only.
    fn is_guess(&self) -> bool {
        let Shape::Term(group) = &self.shape else { return false };
        !group.parts.is_empty() && group.parts.iter().all(|part| part.kind == SegmentKind::Typo)
    }
}

impl Plan {
    /// Whether a word was found with typing errors only.
    pub(super) fn guessed(&self) -> bool {
        self.leaves.iter().any(|leaf| leaf.role == Role::Condition && leaf.is_guess())
    }

    /// The first leaf of a node.
    fn first_leaf(&self, node: &Node) -> Option<usize> {
        match node {
            Node::Leaf(leaf) => Some(*leaf),
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().find_map(|node| self.first_leaf(node)),
            _ => None,
        }
    }

    pub(super) fn conditions(&self) -> usize {
        self.leaves.iter().filter(|leaf| leaf.role == Role::Condition).count()
    }
}

/// A plan with the documents of each leaf.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) plan: Plan,
    pub(super) matches: Vec<Matches>,
    /// The live documents that fulfil the query.
    pub(super) set: Bitmap,
    /// Those of them that lack words which no document of their language has; they come last.
    pub(super) partial: Bitmap,
}

/// A plan whose leaves are compared with the documents one after another.
#[derive(Debug, Default)]
pub(super) struct Finding {
    plan: Plan,
    /// Of the leaves compared so far.
    matches: Vec<Matches>,
}

impl Finding {
    pub(super) fn new(plan: Plan) -> Self {
        Self { matches: Vec::with_capacity(plan.leaves.len()), plan }
    }

    /// Compares leaves until all are done or the budget pauses; whether all are. A pause comes after the leaf that
    /// reached it.
    pub(super) fn go_on(&mut self, index: &Index, texts: &dyn Texts, budget: &mut Budget) -> bool {
        let leaves = &self.plan.leaves;
        while let Some(leaf) = leaves.get(self.matches.len()) {
            if budget.is_paused() {
                return false;
            }
            let alike = |before: &Leaf| before.shape == leaf.shape && before.fields == leaf.fields;
            let same = leaves[..self.matches.len()].iter().position(alike);
            self.matches.push(match same {
                Some(before) => self.matches[before].clone(),
                None => in_case(texts, leaf, compare(index, leaf, budget), budget),
            });
        }
        true
    }

    /// What was found, once all leaves are compared.
    pub(super) fn done(self, index: &Index) -> Found {
        let Self { plan, matches } = self;
        let mut set = fulfil(&plan.root, &matches, index.len());
        set.and(index.live());
        let mut found = Found { plan, matches, partial: Bitmap::new(set.len()), set };
        if !found.set.is_empty() {
            for lang in [Lang::Vi, Lang::En] {
                found.foreign(index, lang);
            }
            found.set.or(&found.partial);
        }
        found
    }
}

impl Found {
    /// The same at once, within a number of steps.
    pub(super) fn of(index: &Index, texts: &dyn Texts, plan: Plan, steps: u64) -> Self {
        let (mut finding, mut budget) = (Finding::new(plan), Budget::new(steps));
        finding.go_on(index, texts, &mut budget);
        finding.done(index)
    }

    /// Documents of a language in which some words of the query do not occur at all, neither as typed nor by another
    /// label: those that have all the other words, if these are two or more, and at least half.
    fn foreign(&mut self, index: &Index, lang: Lang) {
        let documents = index.documents();
        let Node::And(nodes) = &self.plan.root else { return };
        let of_lang = |doc: u32| documents.langs[doc as usize] == lang;
        if documents.live[lang as usize] == 0 || self.set.iter().any(of_lang) {
            return;
        }
        let (mut kept, mut absent, mut sets) = (0, Vec::new(), Vec::new());
        for node in nodes {
            let set = fulfil(node, &self.matches, index.len());
            match node {
                Node::Leaf(_) | Node::Or(_) => {
                    if set.iter().any(of_lang) {
                        kept += 1;
                    } else {
                        absent.extend(self.plan.first_leaf(node));
                        continue;
                    }
                }
                _ => {}
            }
            sets.push(set);
        }
        if kept < 2 || absent.is_empty() || kept < absent.len() {
            return;
        }
        let mut all = Bitmap::of(index.len() as usize, index.live().iter().filter(|doc| of_lang(*doc)));
        sets.iter().for_each(|set| all.and(set));
        if !all.is_empty() {
            let words: Vec<String> =
                absent.iter().map(|leaf| format!("“{}”", self.plan.leaves[*leaf].typed)).collect();
            let lang = if lang == Lang::Vi { "Vietnamese" } else { "English" };
            let what = format!(
                "no {lang} document has {}; shown are those that have all other words",
                words.join(", ")
            );
            let span = self.plan.leaves[absent[0]].span;
            self.plan.troubles.push(Trouble { what, span });
            self.partial.or(&all);
        }
    }

    /// Whether a score says anything: there is a leaf that has one.
    pub(super) fn is_scored(&self) -> bool {
        self.plan.leaves.iter().any(|leaf| leaf.role != Role::Negative)
    }

    /// Of each document, the share of the words asked for that it has, words that its language does not have left out
    /// of account; for a query that is read as any of its words.
    pub(super) fn coverage(&self, documents: &Documents) -> Option<Vec<f32>> {
        let words = match &self.plan.root {
            Node::Or(nodes) => nodes,
            Node::And(nodes) => match nodes.last() {
                Some(Node::Or(nodes)) => nodes,
                _ => return None,
            },
            _ => return None,
        };
        let mut shares = vec![0.0; documents.len() as usize];
        let mut all = [0.0f32; 3];
        for word in words {
            let mut seen = [0.0; 3];
            for doc in fulfil(word, &self.matches, documents.len()).iter() {
                shares[doc as usize] += 1.0;
                seen[documents.langs[doc as usize] as usize] = 1.0;
            }
            all = [0, 1, 2].map(|lang| all[lang] + seen[lang]);
        }
        let langs = documents.langs.iter();
        shares.iter_mut().zip(langs).for_each(|(share, lang)| *share /= all[*lang as usize].max(1.0));
        Some(shares)
    }

    /// How rare each leaf is in the documents of each language. Another label of a concept is not held to be rarer
    /// than the words typed: a reader who types `việt nam` means both less than a rare name.
    pub(super) fn rarities(&self, documents: &Documents) -> Vec<[f32; 3]> {
        let mut all: Vec<[f32; 3]> = self.matches.iter().map(|matches| idfs(matches, documents)).collect();
        for (at, leaf) in self.plan.leaves.iter().enumerate() {
            // What was meant by a misspelt word with marks stands in Vietnamese: a name that is as near is no rarer for
            // being foreign to the others.
            if leaf.is_guess() && has_marks(&leaf.typed) {
                all[at] = [all[at].iter().copied().fold(f32::MAX, f32::min); 3];
            }
            let Some((first, last)) = leaf.beside else { continue };
            let mut sums = [0.0; 3];
            for typed in (first..=last).filter(|typed| self.plan.leaves[*typed].role == Role::Condition) {
                sums = [0, 1, 2].map(|lang| sums[lang] + all[typed][lang]);
            }
            // In the language that has most of them: the same letters may be a rare name in the other.
            let mut docs = [0; 3];
            for doc in self.matches[first].docs.iter().take(256) {
                docs[documents.langs[*doc as usize] as usize] += 1;
            }
            let lang = (0..3).max_by_key(|lang| docs[*lang]).unwrap_or(0);
            let most = if docs[lang] > 0 { sums[lang] } else { 0.0 };
            if most > 0.0 {
                all[at] = all[at].map(|rarity| rarity.min(most));
            }
        }
        all
    }

    /// The scores of some documents, ascending; 0 where nothing matches.
    pub(super) fn scores(&self, documents: &Documents, rarities: &[[f32; 3]], docs: &[u32]) -> Vec<f32> {
        // Mostly there are few documents or few leaves; else a table of all documents costs less.
        let steps = |wanted: Wanted<'_>| self.matches.iter().map(|found| wanted.steps(found)).sum::<usize>();
        let some = Wanted::Some(docs);
        let all = steps(some) > steps(Wanted::All) + documents.len() as usize;
        let wanted = if all { Wanted::All } else { some };
        let mut scores = vec![0.0; if all { documents.len() as usize } else { docs.len() }];
        let mut labels: Vec<f32> = Vec::new();
        let leaves = &self.plan.leaves;
        let strays = strays(&self.plan, &self.matches, documents);
        for (at, (leaf, matches)) in leaves.iter().zip(&self.matches).enumerate() {
            let weights = [0, 1, 2].map(|lang| rarities[at][lang] * leaf.langs[lang] * leaf.weight);
            match leaf.role {
                Role::Negative => {}
                Role::Label => {
                    labels.resize(scores.len(), 0.0);
                    add(matches, weights, documents, wanted, true, &mut labels);
                    if leaves.get(at + 1).is_none_or(|next| next.beside != leaf.beside) {
                        scores.iter_mut().zip(&labels).for_each(|(score, label)| *score += label);
                        labels.clear();
                    }
                }
                _ => match without(&strays, at, matches) {
                    Some(kept) => add(&kept, weights, documents, wanted, false, &mut scores),
                    None => add(matches, weights, documents, wanted, false, &mut scores),
                },
            }
        }
        if all {
            scores = docs.iter().map(|doc| scores[*doc as usize]).collect();
        }
        if !self.partial.is_empty() {
            let partial = docs.iter().zip(&mut scores).filter(|(doc, _)| self.partial.contains(**doc));
            partial.for_each(|(_, score)| *score *= PARTIAL);
        }
        scores
    }

    pub(super) fn highlighter(&self, rarities: &[[f32; 3]]) -> Highlighter<'_> {
        let most = |rarity: &[f32; 3]| rarity.iter().copied().fold(0.0, f32::max);
        let weights: Vec<f32> = rarities.iter().map(most).collect();
        Highlighter::new(&self.plan.leaves, &weights)
    }
}

fn compare(index: &Index, leaf: &Leaf, budget: &mut Budget) -> Matches {
    match &leaf.shape {
        Shape::Term(group) => term(index, group, &leaf.fields, budget),
        Shape::Phrase(groups, slop) => {
            let mut matches = phrase(index, groups, *slop, budget);
            if leaf.role == Role::Pair && leaf.langs[1] < 0.03 {
                matches.retain_lang(index.documents());
            }
            matches
        }
        Shape::Near(left, right, distance) => near(index, left, right, *distance, budget),
    }
}

/// Keeps the documents that have the words of `=exact` in the case typed. The index does not tell `US` from `us`: the
/// texts are read. Where texts are not kept, the case is not compared.
fn in_case(texts: &dyn Texts, leaf: &Leaf, mut matches: Matches, budget: &mut Budget) -> Matches {
    let groups: Vec<&Group> = match &leaf.shape {
        Shape::Term(group) => vec![group],
        Shape::Phrase(groups, _) => groups.iter().collect(),
        Shape::Near(left, right, _) => left.iter().chain(right).collect(),
    };
    if leaf.role == Role::Label || groups.iter().all(|group| group.written.is_none()) {
        return matches;
    }
    let has = |text: &str, group: &Group| {
        let same = |word: &str| group.cased(word) && group.kind(&canon(word)).is_some();
        tokens(text).any(|token| same(token.span.of(text)))
    };
    let mut has_all = |doc: u32| {
        let Some(document) = texts.document(DocId(doc)) else { return true };
        if !budget.take(TEXT) {
            return false;
        }
        let title = document.title.as_ref().filter(|_| leaf.fields[0] > 0.0).map(|title| title.text.as_str());
        let body = document.body.iter().map(|paragraph| paragraph.span.of(&document.text));
        let body = body.filter(|_| leaf.fields[2] > 0.0 || leaf.fields[1] > 0.0);
        let parts: Vec<&str> = title.into_iter().chain(body).collect();
        groups.iter().all(|group| group.written.is_none() || parts.iter().any(|text| has(text, group)))
    };
    matches.retain(&mut has_all);
    matches
}

fn fulfil(node: &Node, matches: &[Matches], len: u32) -> Bitmap {
    match node {
        Node::All => Bitmap::full(len as usize),
        Node::Leaf(leaf) => matches[*leaf].set(len),
        Node::Docs(set) => set.clone(),
        Node::And(nodes) => {
            let mut set = Bitmap::full(len as usize);
            for node in nodes {
                match node {
                    Node::Not(inner) => set.and_not(&fulfil(inner, matches, len)),
                    node => set.and(&fulfil(node, matches, len)),
                }
            }
            set
        }
        Node::Or(nodes) => {
            let mut set = Bitmap::new(len as usize);
            nodes.iter().for_each(|node| set.or(&fulfil(node, matches, len)));
            set
        }
        Node::Not(inner) => fulfil(inner, matches, len).complement(),
    }
}
