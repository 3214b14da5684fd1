//! Where a text matches, and the passages that show it best, as segments of the original text.

use super::plan::{Leaf, Role, Shape};
use super::resolve::Group;
use super::{Segment, SegmentKind};
use crate::base::{Arrange, Span};
use crate::text::fold::Keys;
use crate::text::token::tokens;

/// Tokens of a passage.
const WINDOW: usize = 36;
/// A passage begins with its sentence where that begins at most so many tokens earlier.
const LEAD_IN: usize = 14;

/// A token that matches.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Mark {
    /// Number of the token in its text.
    token: usize,
    span: Span,
    kind: SegmentKind,
    /// Number of the leaf.
    leaf: usize,
}

/// Marks the words of texts that the leaves of a query match.
#[derive(Debug)]
pub struct Highlighter<'p> {
    /// Leaves that are marked, with what a match says about a passage.
    leaves: Vec<(&'p Leaf, f32)>,
}

impl<'p> Highlighter<'p> {
    /// For the leaves of a plan, each with a weight (how rare it is).
    #[must_use]
    pub fn new(leaves: &'p [Leaf], weights: &[f32]) -> Self {
        let shown = |leaf: &Leaf| matches!(leaf.role, Role::Condition | Role::Optional | Role::Label);
        let weights = weights.iter().copied().chain(std::iter::repeat(1.0));
        Self { leaves: leaves.iter().zip(weights).filter(|(leaf, _)| shown(leaf)).collect() }
    }

    /// The places in `text` that match, with their kinds, in order and without overlap.
    #[must_use]
    pub fn spans(&self, text: &str) -> Vec<(Span, SegmentKind)> {
        self.marks(text).0.iter().map(|mark| (mark.span, mark.kind)).collect()
    }

    /// The whole of `text` in segments.
    #[must_use]
    pub fn whole(&self, text: &str) -> Vec<Segment> {
        let mut out = Vec::new();
        cut(text, Span::new(0, text.len()), &self.marks(text).0, &mut out);
        out
    }

    /// The `count` passages of `paragraphs` (spans of `text`) that show most, at most one of each paragraph, in their
    /// order: different words, rare ones, close together. Of several at least those with a match.
    #[must_use]
    pub fn passages(&self, text: &str, paragraphs: &[Span], count: usize) -> Vec<Segment> {
        let mut best: Vec<Passage> = Vec::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            let (marks, spans) = self.marks(paragraph.of(text));
            let window = self.window(&marks);
            if spans.is_empty() || window.score <= 0.0 && !best.is_empty() {
                continue;
            }
            // Of equal ones the first stays, and one without a match only as long as there is no other.
            best.retain(|other| other.window.score > 0.0);
            let place = best.iter().take_while(|other| other.window.score + 1e-6 >= window.score).count();
            best.insert(place, Passage { at, window, marks, spans });
            best.truncate(count.max(1));
        }
        best.arrange_by_key(|passage| passage.at);
        let mut out = Vec::new();
        for passage in &best {
            passage.show(paragraphs[passage.at].of(text), &mut out);
        }
        out
    }

    /// The best run of [`WINDOW`] tokens.
    fn window(&self, marks: &[Mark]) -> Window {
        let mut best = Window { score: 0.0, first: 0, last: 0 };
        for (at, mark) in marks.iter().enumerate() {
            let inside = marks[at..].iter().take_while(|m| m.token < mark.token + WINDOW);
            let (mut score, mut seen, mut last) = (0.0, Vec::new(), mark.token);
            for other in inside {
                let weight = self.leaves[other.leaf].1;
                score += if seen.contains(&other.leaf) { 0.1 * weight } else { weight };
                seen.push(other.leaf);
                last = other.token;
            }
            if score > best.score + 1e-6 {
                best = Window { score, first: mark.token, last };
            }
        }
        best
    }

    /// The marks of a text, and the spans of its tokens.
    fn marks(&self, text: &str) -> (Vec<Mark>, Vec<Span>) {
        let (mut keys, mut words) = (Keys::default(), Vec::new());
        let spans: Vec<Span> = tokens(text).map(|token| token.span).collect();
        for span in &spans {
            keys.set(span.of(text));
            words.push(keys.canon.clone());
        }
        let mut kinds: Vec<Option<(SegmentKind, usize)>> = vec![None; words.len()];
        let mut set = |token: usize, kind: SegmentKind, leaf: usize| {
            if kinds[token].is_none_or(|(before, _)| strength(kind) < strength(before)) {
                kinds[token] = Some((kind, leaf));
            }
        };
        for (number, (leaf, _)) in self.leaves.iter().enumerate() {
            match &leaf.shape {
                Shape::Term(group) => single(group, &words, |at, kind| {
                    if group.cased(spans[at].of(text)) {
                        set(at, kind, number);
                    }
                }),
                Shape::Phrase(groups, slop) => {
                    phrase(groups, *slop, &words, |at, kind| set(at, kind, number));
                }
                Shape::Near(left, right, _) => {
                    phrase(left, 0, &words, |at, kind| set(at, kind, number));
                    phrase(right, 0, &words, |at, kind| set(at, kind, number));
                }
            }
        }
        let marks = kinds.iter().enumerate().filter_map(|(token, kind)| {
            let (kind, leaf) = (*kind)?;
            Some(Mark { token, span: spans[token], kind, leaf })
        });
        (marks.collect(), spans)
    }
}

/// The best window of a paragraph.
struct Passage {
    /// Number of the paragraph.
    at: usize,
    window: Window,
    marks: Vec<Mark>,
    spans: Vec<Span>,
}

impl Passage {
    /// Appends the passage; of two gaps side by side one is left out.
    fn show(&self, paragraph: &str, out: &mut Vec<Segment>) {
        let (from, to) = edges(paragraph, &self.window, &self.spans);
        let gap = || Segment { text: "…".to_owned(), kind: SegmentKind::Gap };
        if (from > 0 || !out.is_empty()) && out.last().is_none_or(|last| last.kind != SegmentKind::Gap) {
            out.push(gap());
        }
        cut(paragraph, Span::new(from, to), &self.marks, out);
        if to < paragraph.trim_end().len() {
            out.push(gap());
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Window {
    score: f32,
    first: usize,
    last: usize,
}

/// Of two reasons for one word the stronger is shown.
fn strength(kind: SegmentKind) -> u8 {
    match kind {
        SegmentKind::Match => 0,
        SegmentKind::Folded => 1,
        SegmentKind::Label => 2,
        SegmentKind::Prefix => 3,
        SegmentKind::Typo => 4,
        SegmentKind::Text | SegmentKind::Gap => 5,
    }
}

fn single(group: &Group, words: &[String], mut set: impl FnMut(usize, SegmentKind)) {
    for (at, word) in words.iter().enumerate() {
        if let Some(kind) = group.kind(word) {
            set(at, kind);
        }
    }
}

/// Marks the words of a phrase where they stand in order, `slop` others between at most.
fn phrase(groups: &[Group], slop: u32, words: &[String], mut set: impl FnMut(usize, SegmentKind)) {
    let Some((first, others)) = groups.split_first() else { return };
    for start in 0..words.len() {
        let Some(kind) = first.kind(&words[start]) else { continue };
        let (mut found, mut at) = (vec![(start, kind)], start);
        let reach = (start + others.len() + slop as usize + 1).min(words.len());
        for group in others {
            let next = (at + 1..reach).find_map(|i| Some((i, group.kind(&words[i])?)));
            let Some((i, kind)) = next.filter(|(i, _)| slop > 0 || *i == at + 1) else { break };
            found.push((i, kind));
            at = i;
        }
        if found.len() == groups.len() {
            found.into_iter().for_each(|(at, kind)| set(at, kind));
        }
    }
}

/// Where a passage begins and ends, in bytes: whole sentences where they are near.
fn edges(text: &str, window: &Window, spans: &[Span]) -> (usize, usize) {
    let ends_sentence = |before: usize| {
        let gap = &text[spans[before].end as usize..spans[before + 1].start as usize];
        gap.contains(['.', '!', '?', '…', '\n'])
    };
    let earliest = window.first.saturating_sub(LEAD_IN);
    let first = (earliest..window.first).rev().find(|at| ends_sentence(*at)).map(|at| at + 1);
    let reaches_start = earliest == 0;
    let first = first.unwrap_or(if reaches_start { 0 } else { window.first.saturating_sub(6) });
    let least = window.last.max((first + WINDOW).min(spans.len() - 1));
    let last = (window.last..(least + 8).min(spans.len() - 1))
        .find(|at| *at >= first + WINDOW / 2 && ends_sentence(*at));
    let last = last.unwrap_or(least);
    let to = match spans.get(last + 1) {
        // Closing signs belong to the sentence; a dash or an opening sign does not.
        Some(next) => {
            let gap = &text[spans[last].end as usize..next.start as usize];
            let signs = gap.find(|c: char| c.is_whitespace() || "([{“\"«".contains(c)).unwrap_or(gap.len());
            spans[last].end as usize + signs
        }
        None => text.trim_end().len(),
    };
    (if first == 0 { 0 } else { spans[first].start as usize }, to)
}

/// Cuts a part of `text` into marked and unmarked segments. Marks of one kind with only spaces between are joined.
fn cut(text: &str, part: Span, marks: &[Mark], out: &mut Vec<Segment>) {
    let mut at = part.start as usize;
    let mut push = |from: usize, to: usize, kind: SegmentKind| {
        let Some(piece) = text.get(from..to).filter(|piece| !piece.is_empty()) else { return };
        out.push(Segment { text: piece.to_owned(), kind });
    };
    let mut inside = marks.iter().filter(|mark| part.contains(mark.span)).peekable();
    while let Some(mark) = inside.next() {
        push(at, mark.span.start as usize, SegmentKind::Text);
        let mut end = mark.span.end as usize;
        while let Some(next) = inside
            .next_if(|next| next.kind == mark.kind && text[end..next.span.start as usize].trim().is_empty())
        {
            end = next.span.end as usize;
        }
        push(mark.span.start as usize, end, mark.kind);
        at = end;
    }
    push(at, part.end as usize, SegmentKind::Text);
}
