//! A search from request to response.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::count::{Filters, counts};
use super::found::{Found, PARTIAL};
use super::highlight::Highlighter;
use super::kwic;
use super::plan::{Role, Shape, plan};
use super::score::{best, saturate};
use super::stray::{is_stray, strays};
use super::task::Task;
use super::{Explanation, Hit, Labels, QueryProblem, Request, Response, Segment, SegmentKind, Sort, Texts};
use crate::base::{DocId, Span};
use crate::bitmap::Bitmap;
use crate::index::{Documents, Index};
use crate::query::parse;
use crate::text::fold::folded_phrase;

/// Steps of one search: some 20 ms in a browser. A word is one of many, so a query of 160 has no more.
pub(super) const BUDGET: u64 = 3_000_000;

/// Answers a request. Never fails; what could not be read or done is among the problems.
#[must_use]
pub fn search(index: &Index, texts: &dyn Texts, labels: &dyn Labels, request: &Request) -> Response {
    let mut task = Task::new(index, labels, Cow::Borrowed(request));
    loop {
        match task.step(index, texts, labels, BUDGET) {
            ControlFlow::Continue(rest) => task = rest,
            ControlFlow::Break(response) => return response,
        }
    }
}

/// What is known of a query once its documents are.
pub(super) struct Outcome {
    pub(super) found: Found,
    /// Of each document, the share of the words that it has, where not all need be there.
    pub(super) covered: Option<Vec<f32>>,
    pub(super) corrected: Option<String>,
    pub(super) problems: Vec<QueryProblem>,
}

/// The page of hits and the counts.
pub(super) fn answer(
    index: &Index,
    texts: &dyn Texts,
    labels: &dyn Labels,
    request: &Request,
    outcome: Outcome,
) -> Response {
    let Outcome { found, covered, corrected, problems } = outcome;
    let filters = Filters::of(index, labels, &request.filters);
    let all = filters.apply(&found.set, None);
    let rarities = found.rarities(index.documents());
    let docs: Vec<u32> = all.iter().collect();
    let mut scores = found.scores(index.documents(), &rarities, &docs);
    if let Some(covered) = &covered {
        docs.iter().zip(&mut scores).for_each(|(doc, score)| *score *= covered[*doc as usize]);
    }
    let hits = page(index, texts, &all, (&docs, &scores), found.is_scored(), request);
    let highlighter = found.highlighter(&rarities);
    let hit = |doc: u32| {
        let score = docs.binary_search(&doc).map_or(0.0, |at| scores[at]);
        let mut hit = hit(index, texts, &highlighter, doc, score, request.passages);
        hit.why = request.explain.then(|| {
            let mut why = why(&found, &rarities, index.documents(), doc, hit.score);
            if let Some(share) = covered.as_ref().and_then(|covered| covered.get(doc as usize)) {
                why.parts.push(number("times the share of the words that are there", *share));
            }
            why
        });
        hit
    };
    Response {
        total: docs.len() as u32,
        hits: hits.into_iter().map(hit).collect(),
        facets: counts(index, &filters, &found.set, &all, labels, request.facets.as_deref()),
        problems,
        corrected_query: corrected,
        also_searched: found.plan.also.clone(),
    }
}

/// The `limit` best documents of a query whose words need not all be there, with their scores.
#[must_use]
pub fn rank(
    index: &Index,
    texts: &dyn Texts,
    labels: &dyn Labels,
    query: &str,
    limit: usize,
) -> Vec<(DocId, f32)> {
    // A space after the last word: nothing is being typed any more.
    let query = format!("{query} ");
    let (ast, _) = parse(&query);
    let found = Found::of(index, texts, plan(index, labels, &query, &ast, true, &[]), BUDGET * 16);
    let rarities = found.rarities(index.documents());
    let docs: Vec<u32> = found.set.iter().collect();
    let scores = found.scores(index.documents(), &rarities, &docs);
    let best = best(&docs, &scores, &index.documents().rank, limit);
    best.into_iter().map(|(doc, score)| (DocId(doc), score)).collect()
}

/// The documents that fulfil a request's query and filters, ascending.
#[must_use]
pub fn matching_docs(index: &Index, texts: &dyn Texts, labels: &dyn Labels, request: &Request) -> Vec<DocId> {
    let (ast, _) = parse(&request.query);
    let found =
        Found::of(index, texts, plan(index, labels, &request.query, &ast, false, &request.not_also), BUDGET);
    let all = Filters::of(index, labels, &request.filters).apply(&found.set, None);
    all.iter().map(DocId).collect()
}

/// Keyword in context over all documents of a request, newest first where the order is that of documents; and whether
/// lines were left out.
#[must_use]
pub fn concordance(
    index: &Index,
    texts: &dyn Texts,
    labels: &dyn Labels,
    request: &Request,
    order: kwic::Order,
) -> (Vec<kwic::Line>, bool) {
    let (ast, _) = parse(&request.query);
    let plan = plan(index, labels, &request.query, &ast, false, &request.not_also);
    let found = matching_docs(index, texts, labels, request);
    let set = Bitmap::of(index.len() as usize, found.iter().map(|doc| doc.0));
    let docs = index.documents().newest.iter().copied().filter(|doc| set.contains(*doc)).map(DocId);
    kwic::lines(texts, &Highlighter::new(&plan.leaves, &[]), docs, order)
}

/// The places in some parts of `text` that a query matches, with their kinds, in the order of the parts.
#[must_use]
pub fn marks(
    index: &Index,
    labels: &dyn Labels,
    (query, not_also): (&str, &[String]),
    text: &str,
    parts: &[Span],
) -> Vec<(Span, SegmentKind)> {
    let (ast, _) = parse(query);
    let plan = plan(index, labels, query, &ast, false, not_also);
    let highlighter = Highlighter::new(&plan.leaves, &[]);
    let inside = |part: &Span| {
        let spans = highlighter.spans(part.of(text)).into_iter();
        spans.map(|(span, kind)| (span.shifted(part.start as usize), kind)).collect::<Vec<_>>()
    };
    parts.iter().flat_map(inside).collect()
}

/// The documents of the page asked for, in order; `docs` are those of `all`, each with its score.
fn page(
    index: &Index,
    texts: &dyn Texts,
    all: &Bitmap,
    (docs, scores): (&[u32], &[f32]),
    scored: bool,
    request: &Request,
) -> Vec<u32> {
    let (skip, limit) = (request.offset as usize, request.limit as usize);
    if limit == 0 {
        return Vec::new();
    }
    let documents = index.documents();
    match request.sort {
        Sort::Relevance if scored => {
            let best = best(docs, scores, &documents.rank, skip.saturating_add(limit));
            best.into_iter().skip(skip).map(|(doc, _)| doc).collect()
        }
        Sort::Relevance | Sort::Newest => {
            documents.newest.iter().copied().filter(|doc| all.contains(*doc)).skip(skip).take(limit).collect()
        }
        Sort::Oldest => {
            let undated = |doc: &u32| documents.dates[*doc as usize] == i32::MIN;
            let mut docs = docs.to_vec();
            docs.sort_by_key(|doc| {
                (undated(doc), documents.dates[*doc as usize], documents.rank[*doc as usize])
            });
            docs.into_iter().skip(skip).take(limit).collect()
        }
        Sort::Title => {
            let title = |doc: &u32| {
                let title = texts.document(DocId(*doc)).and_then(|document| document.title.as_ref());
                title.map_or(String::new(), |title| folded_phrase(&title.text))
            };
            let mut docs = docs.to_vec();
            docs.sort_by_cached_key(|doc| (title(doc), documents.rank[*doc as usize]));
            docs.into_iter().skip(skip).take(limit).collect()
        }
    }
}

fn hit(
    index: &Index,
    texts: &dyn Texts,
    highlighter: &Highlighter<'_>,
    doc: u32,
    score: f32,
    passages: u32,
) -> Hit {
    let document = texts.document(DocId(doc));
    let title = document.and_then(|document| document.title.as_ref());
    let title: Vec<Segment> = title.map(|title| highlighter.whole(&title.text)).unwrap_or_default();
    let snippet = document.map(|document| {
        let paragraphs: Vec<Span> = document.body.iter().map(|paragraph| paragraph.span).collect();
        highlighter.passages(&document.text, &paragraphs, passages as usize)
    });
    Hit {
        doc: DocId(doc),
        id: index.documents().id(doc).to_owned(),
        score,
        title,
        snippet: snippet.unwrap_or_default(),
        why: None,
    }
}

fn number(name: &str, value: f32) -> Explanation {
    Explanation { name: name.to_owned(), value, parts: Vec::new() }
}

/// The score of a document as a tree of named terms.
fn why(found: &Found, rarities: &[[f32; 3]], documents: &Documents, doc: u32, score: f32) -> Explanation {
    let mut parts: Vec<(Option<(usize, usize)>, Explanation)> = Vec::new();
    let strays = strays(&found.plan, &found.matches, documents);
    for (place, ((leaf, matches), rarity)) in
        found.plan.leaves.iter().zip(&found.matches).zip(rarities).enumerate()
    {
        let counts = leaf.role != Role::Negative && !is_stray(&strays, place, doc);
        let Some(at) = matches.docs.binary_search(&doc).ok().filter(|_| counts) else {
            continue;
        };
        let (tf, norm) = (matches.tfs[at], documents.norms[doc as usize]);
        let lang = documents.langs[doc as usize] as usize;
        let (idf, weight) = (rarity[lang], leaf.weight * leaf.langs[lang]);
        let role = match (leaf.role, &leaf.shape) {
            (Role::ExactForm, _) => "exact form",
            (Role::Pair, _) => "side by side",
            (Role::Label, _) => "label",
            (_, Shape::Phrase(..)) => "phrase",
            (_, Shape::Near(..)) => "near",
            _ => "word",
        };
        let part = Explanation {
            name: format!("{role} “{}”", leaf.typed),
            value: idf * weight * saturate(tf, norm),
            parts: vec![
                number("weight", weight),
                number("idf: how rare", idf),
                number("tf: occurrences, weighted by field", tf),
                number("norm: k1 and length", norm),
            ],
        };
        // Of the labels of one concept the best counts.
        match parts.last_mut().filter(|(beside, _)| beside.is_some() && *beside == leaf.beside) {
            Some((_, before)) if before.value >= part.value => {}
            Some((_, before)) => *before = part,
            None => parts.push((leaf.beside, part)),
        }
    }
    let mut parts: Vec<Explanation> = parts.into_iter().map(|(_, part)| part).collect();
    if found.partial.contains(doc) {
        parts.push(number("times, as it lacks words of the query", PARTIAL));
    }
    Explanation { name: "score: sum".to_owned(), value: score, parts }
}
