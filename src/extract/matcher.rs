//! One trie of words over all labels of all lists: every label that stands in a text, in one pass.
//!
//! A label is words with a tiny pattern language: `[word]` may be left out, `(a/b/c)` is one of these, single
//! spaces stand between words. Words compare by [`super::key::canonical`]. Within one class the leftmost and then
//! longest label wins and nothing overlaps; classes do not see each other, so a country inside a body is found
//! too. Time is linear in the text times the longest label, memory linear in the labels.

use super::key::{self, Key};
use super::token::{Shape, Token, tokenize};
use super::vocabulary::Vocabulary;
use crate::base::Arrange;

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

/// Collects labels, then freezes into a [`Matcher`].
#[derive(Debug, Default)]
pub(super) struct Builder {
    words: Vocabulary,
    /// Node and word of each edge; the number of the edge is that of the node it leads to.
    edges: Vocabulary,
    accepts: Vec<(u32, Accept)>,
    /// Those of the label at hand.
    tokens: Vec<Token>,
    key: Key,
}

impl Builder {
    /// Adds every form of a label.
    pub(super) fn label(&mut self, pattern: &str, accept: Accept) {
        if is_plain(pattern) {
            return self.plain(pattern, accept, false);
        }
        for form in forms(pattern) {
            self.plain(&form, accept, false);
        }
    }

    /// Adds every form of a name; one with commas also without them, as careless writers have it.
    pub(super) fn name(&mut self, pattern: &str, accept: Accept) {
        self.label(pattern, accept);
        if !pattern.contains(',') {
            return;
        }
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
        let mut key = Key::default();
        key::canonical(written, &mut key);
        self.words.intern(key.bytes(), key.brief())
    }

    /// No more labels.
    pub(super) fn build(mut self) -> Matcher {
        let possessive = self.word("'s");
        self.accepts.arrange_by_key(|&(node, accept)| (node, accept.class, accept.entry, accept.role));
        self.accepts.dedup();
        let nodes = self.edges.len() + 1;
        let accepts = starts(self.accepts.iter().map(|(node, _)| *node), nodes);
        let edges = self.in_order(nodes);
        let first = starts(edges.iter().map(|(from, _, _)| *from), nodes).into_iter().zip(accepts);
        let mut nodes: Vec<Node> = first.map(|(edges, accepts)| Node { edges, accepts, words: 0 }).collect();
        for (from, word, _) in &edges {
            nodes[*from as usize].words |= 1 << (word % 64);
        }
        let mut roots = vec![Root::default(); self.words.len() + 1];
        for &(_, word, to) in edges.iter().take_while(|edge| edge.0 == 0) {
            let [accepts, end] = [nodes[to as usize].accepts, nodes[to as usize + 1].accepts];
            let next = edges_of(&edges, &nodes, to).iter().fold(0, |bits, edge| bits | 1 << (edge.1 % 32));
            roots[word as usize] = Root { node: to, next, accepts, end };
        }
        let edges = edges.into_iter().map(|(_, word, to)| (word, to)).collect();
        let accepts = self.accepts.into_iter().map(|(_, accept)| accept).collect();
        self.words.find_singulars();
        Matcher { words: self.words, edges, nodes, roots, accepts, possessive }
    }

    /// The edges by node and word: node, word, next node. By nodes they are counted out, for there are many.
    fn in_order(&self, nodes: usize) -> Vec<(u32, u32, u32)> {
        let edge = |to: u32| {
            let (from, word) = self.edges.bytes_of(to).split_at(4);
            (number(from), number(word), to)
        };
        let mut places = starts((1..nodes as u32).map(|to| edge(to).0), nodes);
        let mut edges = vec![(0, 0, 0); nodes - 1];
        for edge in (1..nodes as u32).map(edge) {
            let place = &mut places[edge.0 as usize];
            edges[*place as usize] = edge;
            *place += 1;
        }
        edges.chunk_by_mut(|one, other| one.0 == other.0).for_each(|of_node| of_node.arrange());
        edges
    }

    fn plain(&mut self, form: &str, accept: Accept, folded: bool) {
        let (mut tokens, mut key) = (std::mem::take(&mut self.tokens), std::mem::take(&mut self.key));
        tokens.clear();
        tokenize(form, 0..form.len(), &Vocabulary::default(), &mut tokens);
        if form == "'s" {
            // Alone it has no word to belong to; in a text it is one token.
            tokens.truncate(1);
            tokens.iter_mut().for_each(|token| token.end = 2);
        }
        let mut node = 0;
        for (i, token) in tokens.iter().enumerate() {
            let written = &form[token.start as usize..token.end as usize];
            if written == "," && i > 0 && form[..token.start as usize].ends_with("hòng") {
                continue; // As in the text, `phòng, chống` is read without its comma.
            }
            match written {
                "\u{2019}s" => key::canonical("'s", &mut key),
                _ if written.len() > 1 && written.contains('.') => {
                    key::canonical(&written.replace('.', ""), &mut key)
                }
                _ => key::canonical(written, &mut key),
            };
            let word = self.words.intern(key.bytes(), key.brief());
            let (mut edge, word) = ([0; 8], word.to_be_bytes());
            edge[..4].copy_from_slice(&u32::to_be_bytes(node));
            edge[4..].copy_from_slice(&word);
            node = self.edges.intern(&edge, u64::from_le_bytes(edge));
        }
        if node > 0 {
            let case = if folded && accept.case == Case::Any { Case::Capital } else { accept.case };
            self.accepts.push((node, Accept { case: code_case(&tokens, case), ..accept }));
        }
        (self.tokens, self.key) = (tokens, key);
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

/// Where the entries of each node begin in a list sorted by node; one more than there are nodes, for the end.
fn starts(sorted: impl Iterator<Item = u32>, nodes: usize) -> Vec<u32> {
    let mut first = vec![0u32; nodes + 1];
    sorted.for_each(|node| first[node as usize + 1] += 1);
    for at in 1..first.len() {
        first[at] += first[at - 1];
    }
    first
}

/// The edges of a node.
fn edges_of<'e>(edges: &'e [(u32, u32, u32)], nodes: &[Node], node: u32) -> &'e [(u32, u32, u32)] {
    let [from, to] = [nodes[node as usize].edges, nodes[node as usize + 1].edges];
    &edges[from as usize..to as usize]
}

/// Four bytes as a number.
fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |sum, b| sum << 8 | u32::from(*b))
}

/// What a scan remembers from one stretch of a page to the next.
#[derive(Debug)]
pub(super) struct Scan {
    /// The first token that is free for each class.
    free: [u32; 256],
    /// End and node of the longest label of each class that begins at the token at hand.
    longest: [(u32, u32); 256],
    classes: Vec<Class>,
}

impl Default for Scan {
    fn default() -> Self {
        Self { free: [0; 256], longest: [(0, 0); 256], classes: Vec::new() }
    }
}

/// Where labels are looked for.
#[derive(Clone, Copy)]
struct At<'a> {
    /// The tokens from there on.
    tokens: &'a [Token],
    /// The number of the first one in the page.
    first: u32,
}

/// What begins with a word: enough to tell most places where nothing does, without a look at the node.
#[derive(Debug, Clone, Copy, Default)]
struct Root {
    /// The node after the word; 0 where no label begins with it.
    node: u32,
    /// The second words of its labels by their remainder of 32, as bits.
    next: u32,
    /// Where the labels that are the word alone begin.
    accepts: u32,
    /// Where they end.
    end: u32,
}

/// What follows a word of a label.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Where its edges begin; they end where the next node's begin.
    edges: u32,
    /// Where its labels begin; they end where the next node's begin.
    accepts: u32,
    /// The last six bits of the words of its edges: most words that stand in a text are none of them.
    words: u64,
}

/// The frozen trie.
#[derive(Debug)]
pub(super) struct Matcher {
    words: Vocabulary,
    /// Word and next node of the edges, node by node, in order of words.
    edges: Vec<(u32, u32)>,
    /// One more than there are, for the end.
    nodes: Vec<Node>,
    /// What begins with each word.
    roots: Vec<Root>,
    accepts: Vec<Accept>,
    possessive: u32,
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

    /// Gives every label in `tokens`, in order of first token; `offset` is the number of the first token in the
    /// page, and `scan` remembers what the tokens before it left.
    pub(super) fn scan(&self, tokens: &[Token], offset: u32, scan: &mut Scan, give: &mut dyn FnMut(Hit)) {
        for (start, token) in tokens.iter().enumerate().filter(|(_, token)| token.word > 0) {
            let at = At { tokens: &tokens[start..], first: offset + start as u32 };
            let found = self.begin(token.word, at, scan, give);
            // `Ministers` is `Minister` where no label begins with the plural itself; `Laos` is no `Lao`.
            if token.singular > 0 && !found {
                self.begin(token.singular, at, scan, give);
            }
        }
    }

    /// Gives the labels that begin with a word, the one at hand or its singular; whether there were any. Most are words
    /// alone: nothing goes on behind them, and nothing longer is to be looked for.
    #[cfg_attr(page, optimize(speed))]
    fn begin(&self, word: u32, at: At<'_>, scan: &mut Scan, give: &mut dyn FnMut(Hit)) -> bool {
        let Some(root) = self.roots.get(word as usize).filter(|root| root.node > 0) else { return false };
        let goes_on = |next: &Token| {
            let bit = |word: u32| root.next >> (word % 32) & 1 > 0;
            bit(next.word) || bit(next.singular) || next.word == self.possessive
        };
        if at.tokens.get(1).is_some_and(goes_on) {
            self.walk(root.node, at, scan);
            return !scan.classes.is_empty() && {
                self.end(at, scan, give);
                true
            };
        }
        let mut found = false;
        for &accept in &self.accepts[root.accepts as usize..root.end as usize] {
            if scan.free[usize::from(accept.class)] <= at.first && written(accept.case, &at.tokens[..1]) {
                give(Hit { start: at.first, end: at.first + 1, accept });
                found = true;
            }
        }
        found
    }

    /// Gives the labels that were noted.
    fn end(&self, at: At<'_>, scan: &mut Scan, give: &mut dyn FnMut(Hit)) {
        for class in scan.classes.drain(..) {
            let (length, node) = std::mem::take(&mut scan.longest[usize::from(class)]);
            let end = at.first + length;
            scan.free[usize::from(class)] = end;
            let [from, to] = self.nodes[node as usize..node as usize + 2] else { continue };
            for &accept in &self.accepts[from.accepts as usize..to.accepts as usize] {
                if accept.class == class && written(accept.case, &at.tokens[..length as usize]) {
                    give(Hit { start: at.first, end, accept });
                }
            }
        }
    }

    /// Notes the longest label of each class on the way from a node, the one after the first token.
    #[cfg_attr(page, optimize(speed))]
    fn walk(&self, mut node: u32, At { tokens, first }: At<'_>, scan: &mut Scan) {
        let mut length = 1;
        while node > 0 {
            let [from, to] = &self.nodes[node as usize..node as usize + 2] else { return };
            for accept in &self.accepts[from.accepts as usize..to.accepts as usize] {
                let class = usize::from(accept.class);
                if scan.free[class] <= first
                    && (scan.longest[class].0 as usize) < length
                    && written(accept.case, &tokens[..length])
                {
                    if scan.longest[class].0 == 0 {
                        scan.classes.push(accept.class);
                    }
                    scan.longest[class] = (length as u32, node);
                }
            }
            let edges =
                Edges { words: from.words, edges: &self.edges[from.edges as usize..to.edges as usize] };
            (node, length) = self.step(edges, length, tokens);
        }
    }

    /// The node after the token at `end`, 0 when no label goes on, and the next token. An `'s` that no label has
    /// here is passed over: `Nghe An Province's Police`.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn step(&self, edges: Edges<'_>, end: usize, tokens: &[Token]) -> (u32, usize) {
        match tokens.get(end) {
            None => (0, end),
            Some(next) => match edges.after(next) {
                0 if next.word == self.possessive => {
                    (tokens.get(end + 1).map_or(0, |next| edges.after(next)), end + 2)
                }
                node => (node, end + 1),
            },
        }
    }
}

/// The edges of a node.
#[derive(Clone, Copy)]
struct Edges<'a> {
    /// As [`Node::words`].
    words: u64,
    /// Word and next node, in order of words.
    edges: &'a [(u32, u32)],
}

impl Edges<'_> {
    /// The node that a token leads to, by itself or as a plural; 0 where there is none.
    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn after(self, token: &Token) -> u32 {
        match self.of(token.word) {
            0 => self.of(token.singular),
            node => node,
        }
    }

    #[inline]
    #[cfg_attr(page, optimize(speed))]
    fn of(self, word: u32) -> u32 {
        if word == 0 || self.words >> (word % 64) & 1 == 0 {
            return 0;
        }
        let at = self.edges.partition_point(|edge| edge.0 < word);
        self.edges.get(at).filter(|edge| edge.0 == word).map_or(0, |edge| edge.1)
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

/// Whether a pattern stands for itself alone.
fn is_plain(pattern: &str) -> bool {
    !pattern.bytes().any(|byte| matches!(byte, b'[' | b'('))
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
        matcher.scan(&tokens, 0, &mut Scan::default(), &mut |hit| hits.push(hit));
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
