//! One trie of words over all labels of all lists: every label that stands in a text, in one pass.
//!
//! A label is words with a tiny pattern language: `[word]` may be left out, `(a/b/c)` is one of these, single
//! spaces stand between words. Words compare by [`super::key::canonical`]. Within one class the leftmost and then
//! longest label wins and nothing overlaps; classes do not see each other, so a country inside a body is found
//! too. Time is linear in the text times the longest label, memory linear in the labels.

use super::key;
use super::token::{Shape, Token, tokenize};
use crate::base::Arrange;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The most plain labels that one pattern may stand for; more is an error of the list.
const MOST_FORMS: usize = 256;

/// What a label is one of; decides which labels may overlap.
pub(super) type Class = u8;

/// What stands at the end of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Accept {
    /// Labels of one class do not overlap.
    pub class: Class,
    /// The row in its list.
    pub entry: u16,
    /// What kind of label it is, in the sense of the list.
    pub role: u8,
    /// How it has to be written.
    pub case: Case,
}

/// How a label has to be written in the text to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Any way.
    Any,
    /// The first word has a capital, and the last one where the label's has.
    Capital,
    /// The first word has a capital.
    First,
    /// Capitals only, as codes such as `UN` are.
    Upper,
}

/// A label found: tokens `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What was found.
    pub accept: Accept,
}

/// The words of all labels, numbered from 1.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: HashMap<Box<[u8]>, u32, BuildHasherDefault<Fx>>,
}

impl Vocabulary {
    /// The number of a word as written, 0 when no label has it. An unknown English plural is its singular.
    pub(super) fn find(&self, written: &str, key: &mut Vec<u8>) -> u32 {
        if !key::canonical(written, key) {
            return 0;
        }
        if let Some(&id) = self.ids.get(key.as_slice()) {
            return id;
        }
        match key.as_slice() {
            [.., b'i', b'e', b's'] if key.len() > 4 => {
                key.truncate(key.len() - 3);
                key.push(b'y');
            }
            [.., before, b's'] if key.len() > 3 && *before != b's' => key.truncate(key.len() - 1),
            _ => return 0,
        }
        self.ids.get(key.as_slice()).copied().unwrap_or(0)
    }

    /// The number of a word that some label certainly has, for rules that name words; 0 when none has.
    pub(super) fn number(&self, written: &str) -> u32 {
        let mut key = Vec::new();
        key::canonical(written, &mut key);
        self.ids.get(key.as_slice()).copied().unwrap_or(0)
    }

    /// For each word by number the word it may be the English plural of.
    fn singulars(&self) -> Vec<u32> {
        let mut singular = vec![0; self.ids.len() + 1];
        // Each word writes its own place, so the order of the map does not matter.
        #[allow(clippy::iter_over_hash_type, reason = "every word writes its own place")]
        for (key, &id) in &self.ids {
            let stem = match &**key {
                [stem @ .., b'i', b'e', b's'] if stem.len() > 1 => [stem, b"y"].concat(),
                [stem @ .., b's'] if stem.len() > 2 && stem.last() != Some(&b's') => stem.to_vec(),
                _ => continue,
            };
            singular[id as usize] = self.ids.get(stem.as_slice()).copied().unwrap_or(0);
        }
        singular
    }

    /// How many words there are; numbers run from 1 to this.
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    fn intern(&mut self, key: &[u8]) -> u32 {
        let next = u32::try_from(self.ids.len() + 1).unwrap_or(u32::MAX);
        *self.ids.entry(key.into()).or_insert(next)
    }
}

/// Collects labels, then freezes into a [`Matcher`].
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: Vocabulary,
    edges: HashMap<u64, u32, BuildHasherDefault<Fx>>,
    nodes: u32,
    accepts: Vec<(u32, Accept)>,
}

impl Builder {
    /// Adds every form of a label.
    pub(super) fn label(&mut self, pattern: &str, accept: Accept) {
        for form in forms(pattern) {
            self.plain(&form, accept, false);
        }
    }

    /// Adds every form of a name; one with commas also without them, as careless writers have it.
    pub(super) fn name(&mut self, pattern: &str, accept: Accept) {
        self.label(pattern, accept);
        for form in forms(pattern).iter().filter(|form| form.contains(", ")) {
            self.plain(&form.replace(", ", " "), accept, false);
        }
    }

    /// Adds every form of a label as it looks in unaccented text, where that differs.
    pub(super) fn unmarked(&mut self, pattern: &str, accept: Accept) {
        for form in forms(pattern) {
            if !form.is_ascii() {
                self.plain(&key::without_marks(&form), accept, true);
            }
        }
    }

    /// Adds a word without a label, so that rules can know it by number.
    pub(super) fn word(&mut self, written: &str) -> u32 {
        let mut key = Vec::new();
        key::canonical(written, &mut key);
        self.words.intern(&key)
    }

    /// No more labels.
    pub(super) fn build(mut self) -> Matcher {
        let possessive = self.word("'s");
        self.accepts.arrange_by_key(|&(node, accept)| (node, accept.class, accept.entry, accept.role));
        self.accepts.dedup();
        let mut first = vec![0u32; self.nodes as usize + 2];
        for &(node, _) in &self.accepts {
            first[node as usize + 1] += 1;
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        let mut roots = vec![0u32; self.words.ids.len() + 1];
        for (word, root) in roots.iter_mut().enumerate() {
            *root = self.edges.get(&(word as u64)).copied().unwrap_or(0);
        }
        let accepts = self.accepts.into_iter().map(|(_, accept)| accept).collect();
        let singular = self.words.singulars();
        Matcher { words: self.words, edges: self.edges, roots, accepts, first, possessive, singular }
    }

    fn plain(&mut self, form: &str, accept: Accept, folded: bool) {
        let mut tokens = Vec::new();
        tokenize(form, 0..form.len(), &Vocabulary::default(), &mut tokens);
        if form == "'s" {
            // Alone it has no word to belong to; in a text it is one token.
            tokens.truncate(1);
            tokens.iter_mut().for_each(|token| token.end = 2);
        }
        let mut node = 0;
        let mut key = Vec::new();
        for (i, token) in tokens.iter().enumerate() {
            let written = &form[token.start as usize..token.end as usize];
            if written == "," && i > 0 && form[..token.start as usize].ends_with("hòng") {
                continue; // As in the text, `phòng, chống` is read without its comma.
            }
            let plain: String = written.chars().filter(|&c| c != '.' || written.len() == 1).collect();
            key::canonical(if written == "\u{2019}s" { "'s" } else { &plain }, &mut key);
            let word = self.words.intern(&key);
            let next = self.nodes + 1;
            node = *self.edges.entry(u64::from(node) << 32 | u64::from(word)).or_insert(next);
            self.nodes = self.nodes.max(node);
        }
        if node > 0 {
            let case = if folded && accept.case == Case::Any { Case::Capital } else { accept.case };
            self.accepts.push((node, Accept { case: code_case(&tokens, case), ..accept }));
        }
    }
}

/// A label of one short word in capitals is a code, whatever its list says.
fn code_case(tokens: &[Token], case: Case) -> Case {
    match tokens {
        [one] if one.shape == Shape::Upper && one.end - one.start <= 5 => Case::Upper,
        [one] if one.shape == Shape::Code => Case::Upper,
        [.., last] if case == Case::Capital && last.shape == Shape::Lower => Case::First,
        _ => case,
    }
}

/// The frozen trie.
#[derive(Debug)]
pub(super) struct Matcher {
    words: Vocabulary,
    edges: HashMap<u64, u32, BuildHasherDefault<Fx>>,
    roots: Vec<u32>,
    accepts: Vec<Accept>,
    first: Vec<u32>,
    possessive: u32,
    /// For each word the singular it may be the plural of, 0 where there is none.
    singular: Vec<u32>,
}

impl Default for Matcher {
    fn default() -> Self {
        Builder::default().build()
    }
}

impl Matcher {
    /// The words that it knows.
    pub(super) fn words(&self) -> &Vocabulary {
        &self.words
    }

    /// Appends every label in `tokens`, in order of first token; `offset` is the number of the first token.
    pub(super) fn scan(&self, tokens: &[Token], offset: u32, out: &mut Vec<Hit>) {
        let mut free = [0usize; 256];
        let mut longest = [(0usize, 0u32); 256];
        let mut classes: Vec<Class> = Vec::new();
        for start in 0..tokens.len() {
            let word = tokens[start].word;
            let singular = self.singular.get(word as usize).copied().unwrap_or(0);
            // `Ministers` is `Minister` where no label begins with the plural itself; `Laos` is no `Lao`.
            for first in [word, singular] {
                if first == singular && !classes.is_empty() {
                    break;
                }
                let mut node = self.roots.get(first as usize).copied().unwrap_or(0);
                let mut end = start + 1;
                while node > 0 {
                    for accept in self.at(node) {
                        let class = usize::from(accept.class);
                        if free[class] <= start
                            && longest[class].0 < end
                            && written(accept.case, &tokens[start..end])
                        {
                            if longest[class].0 == 0 {
                                classes.push(accept.class);
                            }
                            longest[class] = (end, node);
                        }
                    }
                    (node, end) = self.step(node, end, tokens);
                }
            }
            for class in classes.drain(..) {
                let (end, node) = std::mem::take(&mut longest[usize::from(class)]);
                free[usize::from(class)] = end;
                self.push(node, class, start..end, tokens, offset, out);
            }
        }
    }

    fn edge(&self, node: u32, word: u32) -> u32 {
        self.edges.get(&(u64::from(node) << 32 | u64::from(word))).copied().unwrap_or(0)
    }

    /// The node after the token at `end`, 0 when no label goes on, and the next token. An `'s` that no label has
    /// here is passed over: `Nghe An Province's Police`.
    fn step(&self, node: u32, end: usize, tokens: &[Token]) -> (u32, usize) {
        let edge = |at: usize| match tokens.get(at).map_or(0, |next| next.word) {
            0 => 0,
            word => match self.edge(node, word) {
                0 => self.edge(node, self.singular.get(word as usize).copied().unwrap_or(0)),
                next => next,
            },
        };
        match edge(end) {
            0 if tokens.get(end).is_some_and(|next| next.word == self.possessive) => (edge(end + 1), end + 2),
            next => (next, end + 1),
        }
    }

    fn push(
        &self,
        node: u32,
        class: Class,
        at: std::ops::Range<usize>,
        tokens: &[Token],
        offset: u32,
        out: &mut Vec<Hit>,
    ) {
        for &accept in self.at(node) {
            if accept.class == class && written(accept.case, &tokens[at.clone()]) {
                let (start, end) = (offset + at.start as u32, offset + at.end as u32);
                out.push(Hit { start, end, accept });
            }
        }
    }

    fn at(&self, node: u32) -> &[Accept] {
        let (from, to) = (self.first[node as usize], self.first[node as usize + 1]);
        &self.accepts[from as usize..to as usize]
    }
}

fn written(case: Case, tokens: &[Token]) -> bool {
    match case {
        Case::Any => true,
        Case::First => tokens.first().is_some_and(Token::is_capital),
        Case::Capital => {
            tokens.first().is_some_and(Token::is_capital)
                && tokens.last().is_some_and(|t| !matches!(t.shape, Shape::Lower))
        }
        Case::Upper => tokens.iter().all(|t| matches!(t.shape, Shape::Upper | Shape::Code | Shape::Number)),
    }
}

/// The plain labels of a pattern; at most [`MOST_FORMS`], the rest is dropped (a test of the lists looks for it).
pub(super) fn forms(pattern: &str) -> Vec<String> {
    let mut done = vec![String::new()];
    let mut rest = pattern;
    while let Some(open) = rest.find(['[', '(']) {
        let close = if rest.as_bytes()[open] == b'[' { ']' } else { ')' };
        let Some(length) = rest[open..].find(close) else { break };
        let inner = &rest[open + 1..open + length];
        let mut choices: Vec<&str> = inner.split('/').collect();
        if close == ']' {
            choices.push("");
        }
        done = done
            .iter()
            .flat_map(|head| choices.iter().map(move |choice| format!("{head}{}{choice}", &rest[..open])))
            .take(MOST_FORMS)
            .collect();
        rest = &rest[open + length + 1..];
    }
    for form in &mut done {
        form.push_str(rest);
    }
    done
}

/// A fast hash for short keys that nobody outside can choose (words of our own lists, looked up).
#[derive(Debug, Default)]
pub(super) struct Fx(u64);

impl Fx {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Fx {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            let mut word = [0; 8];
            word.copy_from_slice(chunk);
            self.add(u64::from_le_bytes(word));
        }
        let mut last = [0; 8];
        let tail = chunks.remainder();
        last[..tail.len()].copy_from_slice(tail);
        self.add(u64::from_le_bytes(last) ^ ((bytes.len() as u64) << 56));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(labels: &[(&str, Class)], text: &str) -> Vec<(String, Class)> {
        let mut builder = Builder::default();
        for (i, &(label, class)) in labels.iter().enumerate() {
            builder.label(label, Accept { class, entry: i as u16, role: 0, case: Case::Any });
        }
        let matcher = builder.build();
        let mut tokens = Vec::new();
        tokenize(text, 0..text.len(), matcher.words(), &mut tokens);
        let mut hits = Vec::new();
        matcher.scan(&tokens, 0, &mut hits);
        hits.iter()
            .map(|h| {
                let (a, b) = (tokens[h.start as usize].start, tokens[h.end as usize - 1].end);
                (text[a as usize..b as usize].to_owned(), h.accept.class)
            })
            .collect()
    }

    #[test]
    fn patterns_expand() {
        assert_eq!(forms("Ministry of [the] Interior").len(), 2);
        assert_eq!(forms("(Bộ/Cơ quan) Nội vụ (Lào/Séc)").len(), 4);
        assert_eq!(forms("a (b"), ["a (b"]);
    }

    #[test]
    fn longest_per_class_and_classes_apart() {
        let labels =
            [("Bộ Công an", 1), ("Bộ Công an Lào", 1), ("Lào", 2), ("ministry of [the] interior", 1)];
        assert_eq!(
            found(&labels, "bộ công an lào, Bộ Công an; the Ministry of Interior"),
            [
                ("bộ công an lào".to_owned(), 1),
                ("lào".to_owned(), 2),
                ("Bộ Công an".to_owned(), 1),
                ("Ministry of Interior".to_owned(), 1)
            ]
        );
    }

    #[test]
    fn codes_are_exact_and_hyphens_do_not_matter() {
        let labels = [("NCA", 1), ("high-tech crime", 2), ("U.S.", 3), ("Nhân dân's", 4)];
        assert_eq!(found(&labels, "nca high tech crimes US us High-Tech crime").len(), 3);
    }
}
