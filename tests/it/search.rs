//! Ranking, matching, highlighting: cases in `tests/cases/search/`.
//!
//! The input of a case is documents, one a line, then questions:
//!
//! ```text
//! id | lang | date | title | body | facet=value facet=value
//! ? query
//! ? query {country=KR -crime=drugs year>2019-06} sort=newest
//! ?# query                 shows the counts of all facets
//! ?> query                 shows the snippets
//! ?! query                 shows problems and labels searched along
//! ?2> query                shows two passages a hit
//! ?L query  ?R query       shows the concordance, sorted by what stands left or right
//! ```
//!
//! In the body ` // ` ends a paragraph. Shown is `total: ids in order`.

use std::fmt::Write as _;

use entente::corpus::{Info, Meta, RawDocument};
use entente::engine::Engine;
use entente::extract::Lists;
use entente::search::{Filter, Request, Response, Segment, SegmentKind, Sort, kwic};

use crate::support::check;

#[test]
fn vietnamese() {
    check("search/vietnamese.txt", answers);
}

#[test]
fn marks() {
    check("search/marks.txt", answers);
}

#[test]
fn language() {
    check("search/language.txt", answers);
}

#[test]
fn facets() {
    check("search/facets.txt", answers);
}

#[test]
fn snippets() {
    check("search/snippets.txt", answers);
}

/// An engine over documents as the cases write them, without reading facts.
pub(crate) fn engine(lines: &[&str]) -> Engine {
    built(Lists::default(), lines)
}

pub(crate) fn built(lists: Lists, lines: &[&str]) -> Engine {
    let mut engine = Engine::new(lists);
    engine.configure(Info { extract: false, ..Info::default() });
    for line in lines {
        engine.add(document(line));
    }
    engine.commit();
    engine
}

/// One document of a case.
pub(crate) fn document(line: &str) -> RawDocument {
    let mut parts = line.split('|').map(str::trim);
    let mut next = || parts.next().unwrap_or("").to_owned();
    let (id, lang, date, title, body, facets) = (next(), next(), next(), next(), next(), next());
    let some = |text: String| (!text.is_empty()).then_some(text);
    let mut meta = Meta { title: some(title), lang: some(lang), date: some(date), ..Meta::default() };
    for pair in facets.split_whitespace() {
        let (facet, value) = pair.split_once('=').unwrap();
        match meta.facets.iter_mut().find(|(name, _)| name == facet) {
            Some((_, values)) => values.push(value.to_owned()),
            None => meta.facets.push((facet.to_owned(), vec![value.to_owned()])),
        }
    }
    let text = body.replace(" // ", "\n\n");
    RawDocument { path: format!("{id}.txt"), id, meta, text, header: None, problems: Vec::new() }
}

fn answers(input: &str) -> String {
    let (questions, documents): (Vec<&str>, Vec<&str>) =
        input.lines().filter(|line| !line.is_empty()).partition(|line| line.starts_with('?'));
    let engine = built(Lists::bundled(), &documents);
    let mut out = String::new();
    for question in questions {
        let (mark, rest) = question.split_at(question.find(' ').unwrap_or(question.len()));
        let mut asked = request(rest.strip_prefix(' ').unwrap_or(""));
        asked.passages = if mark.contains('2') { 2 } else { 1 };
        let response = engine.search(&asked);
        let ids: Vec<&str> = response.hits.iter().map(|hit| engine.id(hit.doc)).collect();
        let _ = writeln!(out, "{}: {}", response.total, ids.join(" "));
        more(mark, &response, &mut out);
        for (sign, order) in [('L', kwic::Order::Left), ('R', kwic::Order::Right)] {
            if mark.contains(sign) {
                concordance(&engine, &asked, order, &mut out);
            }
        }
    }
    out
}

fn concordance(engine: &Engine, asked: &Request, order: kwic::Order, out: &mut String) {
    for line in engine.concordance(asked, order).0 {
        let text = &engine.get(line.doc).unwrap().document.text;
        let hit = Segment { text: line.hit.of(text).to_owned(), kind: line.kind };
        let _ = writeln!(
            out,
            "  {}: {} {} {}",
            engine.id(line.doc),
            line.left.of(text),
            marked(&[hit]),
            line.right.of(text)
        );
    }
}

fn more(mark: &str, response: &Response, out: &mut String) {
    if mark.contains('#') {
        for facet in &response.facets {
            let value = |v: &entente::search::FacetValue| {
                let sign = if v.selected {
                    "+"
                } else if v.excluded {
                    "-"
                } else {
                    ""
                };
                format!("{sign}{}={}", v.value, v.count)
            };
            let values: Vec<String> = facet.values.iter().map(value).collect();
            let _ = writeln!(out, "  {} ({}): {}", facet.facet, facet.distinct, values.join(" "));
        }
    }
    if mark.contains('>') {
        for hit in &response.hits {
            let _ = writeln!(out, "  {} — {}", marked(&hit.title), marked(&hit.snippet));
        }
    }
    if mark.contains('!') {
        for problem in &response.problems {
            let _ = writeln!(out, "  {}–{} {}", problem.span.start, problem.span.end, problem.what);
        }
        for also in &response.also_searched {
            let _ = writeln!(out, "  {} also {} ({})", also.typed, also.label, also.concept);
        }
        if let Some(better) = &response.corrected_query {
            let _ = writeln!(out, "  did you mean: {better}");
        }
    }
}

/// Segments as text: `[match]`, `(folded)`, `<prefix>`, `{typo}`, `|label|`.
fn marked(segments: &[Segment]) -> String {
    let pair = |kind| match kind {
        SegmentKind::Match => ("[", "]"),
        SegmentKind::Folded => ("(", ")"),
        SegmentKind::Prefix => ("<", ">"),
        SegmentKind::Typo => ("{", "}"),
        SegmentKind::Label => ("|", "|"),
        SegmentKind::Text | SegmentKind::Gap => ("", ""),
    };
    let one = |s: &Segment| format!("{}{}{}", pair(s.kind).0, s.text.replace('\n', "⏎"), pair(s.kind).1);
    segments.iter().map(one).collect()
}

/// `query {facet=value -facet=value facet>from facet<to} sort=newest`.
fn request(text: &str) -> Request {
    let mut request = Request { limit: 20, ..Request::default() };
    let (text, sort) = text.rsplit_once(" sort=").unwrap_or((text, ""));
    request.sort = match sort {
        "newest" => Sort::Newest,
        "oldest" => Sort::Oldest,
        "title" => Sort::Title,
        _ => Sort::Relevance,
    };
    let (query, filters) = text.split_once('{').unwrap_or((text, ""));
    request.query = query.strip_suffix(' ').filter(|_| text.contains('{')).unwrap_or(query).replace('␣', " ");
    for part in filters.trim_end_matches('}').split_whitespace() {
        let at = part.find(['=', '>', '<']).unwrap();
        let (name, value) = (part[..at].trim_start_matches('-'), part[at + 1..].to_owned());
        let filter = match request.filters.iter_mut().position(|f| f.facet == name) {
            Some(at) => &mut request.filters[at],
            None => {
                request.filters.push(Filter { facet: name.to_owned(), ..Filter::default() });
                request.filters.last_mut().unwrap()
            }
        };
        match &part[at..=at] {
            ">" => filter.from = Some(value),
            "<" => filter.to = Some(value),
            _ if part.starts_with('-') => filter.exclude.push(value),
            _ => filter.include.push(value),
        }
    }
    request
}

/// A word that has the stem of a frequent one by chance is not lost among the documents that have that one.
#[test]
fn a_rare_word_of_a_frequent_stem_is_a_word_of_its_own() {
    let mut lines: Vec<String> = (0..60).map(|n| format!("a{n} | en | | | gid beside the river")).collect();
    lines.extend((0..12).map(|n| format!("b{n} | en | | | gid trul trul trul beside it")));
    lines.push("own | en | | | a report that names the gidness of a trul and many other things".to_owned());
    let engine = engine(&lines.iter().map(String::as_str).collect::<Vec<_>>());
    let asked = Request { query: "gidness trul ".to_owned(), limit: 2, ..Request::default() };
    let found = engine.search(&asked);
    assert_eq!(found.total, 13);
    assert_eq!(found.hits[0].id, "own");
}
