//! Crime types and forms of cooperation: labels of the thesaurus, pairs of cues, and crimes in short form
//! (*organized, drug-related and hi-tech crime*, *tội phạm tài chính và công nghệ cao*).
//!
//! The name of a body is no statement: the Counter Narcotics Department does not make a text one about drugs.

use super::Tagged;
use super::cast::{Cast, Who};
use super::lists::{List, Match};
use super::page::Page;
use super::token::Token;
use crate::base::Span;
use crate::base::sorted::SortedMap;
use crate::base::{Arrange, holds};
use std::ops::Range;

/// What the rules for crimes and for cooperation look at.
pub(super) struct Ground {
    /// The tokens of names of bodies, sorted.
    bodies: Vec<Range<usize>>,
    /// The cues that some pair has, each with the number of its sentence.
    paired: Vec<(usize, Match)>,
}

impl Ground {
    /// That of a page.
    pub(super) fn of(page: &Page<'_>, cast: &Cast) -> Self {
        // `fire prevention` in small letters is a subject, whatever office has it in its name.
        let name = |m: &&Match| {
            page.tokens[tokens(m)].iter().any(Token::is_capital) || !page.words(tokens(m)).is_ascii()
        };
        let listed = page.matches.iter().filter(|m| m.list == List::Body).filter(name);
        let mut bodies: Vec<Range<usize>> = listed.map(tokens).collect();
        bodies
            .extend(cast.mentions.iter().filter(|m| matches!(m.who, Who::Body(_))).map(|m| m.tokens.clone()));
        bodies.arrange_by_key(|r| (r.start, r.end));
        let pairs = page.lists.pairs();
        let mut sentence = 0;
        let paired = page.matches.iter().filter(|found| pairs.has(found)).map(|found| {
            while page.sentences.get(sentence).is_some_and(|s| s.end <= found.start as usize) {
                sentence += 1;
            }
            (sentence, *found)
        });
        Self { bodies, paired: paired.collect() }
    }
}

/// The crime types named, in order of first evidence.
pub(super) fn crimes(page: &Page<'_>, ground: &Ground) -> Vec<Tagged> {
    let mut found = Found::new(page, ground);
    found.labels("crime");
    found.pairs("crime");
    found.short_forms();
    found.finish()
}

/// The forms of cooperation named, in order of first evidence.
pub(super) fn cooperation(page: &Page<'_>, cast: &Cast, ground: &Ground, crimes: &[Tagged]) -> Vec<Tagged> {
    let mut found = Found::new(page, ground);
    found.pursuit(crimes);
    found.labels("cooperation");
    found.pairs("cooperation");
    found.local_ties(cast);
    found.finish()
}

#[allow(dead_code)]
/// The concepts of a scheme that tokens `within` name, sorted, each once.
pub(super) fn concepts_in(page: &Page<'_>, tagged: &[Tagged], within: &Range<usize>) -> Vec<String> {
    let span = page.span(within.clone());
    // Evidence stands in order of place, without overlap.
    let after = |t: &Tagged| t.evidence.partition_point(|e| e.end <= span.start);
    let names = tagged.iter().filter(|t| t.evidence.get(after(t)).is_some_and(|e| e.overlaps(span)));
    names.map(|t| t.id.clone()).collect()
}

struct Found<'a> {
    page: &'a Page<'a>,
    ground: &'a Ground,
    ids: SortedMap<&'a str, Vec<Span>>,
}

impl<'a> Found<'a> {
    fn new(page: &'a Page<'a>, ground: &'a Ground) -> Self {
        Self { page, ground, ids: SortedMap::new() }
    }

    /// Labels of the thesaurus.
    fn labels(&mut self, scheme: &str) {
        let page = self.page;
        for found in page.matches.iter().filter(|m| m.list == List::Concept) {
            let entry = page.entry(found);
            // `illegal immigration` is a crime, not the management of immigration.
            if entry.kind == scheme && !(scheme == "cooperation" && in_crime(page, found)) {
                self.add(entry.id, tokens(found));
            }
        }
    }

    /// Two cues near each other in one sentence.
    fn pairs(&mut self, scheme: &str) {
        let pairs = self.page.lists.pairs();
        for sentence in self.ground.paired.chunk_by(|one, next| one.0 == next.0) {
            for (i, (_, one)) in sentence.iter().enumerate() {
                let rest = sentence[i + 1..].iter().map(|(_, other)| other);
                for other in rest.take_while(|m| m.start <= one.end + pairs.reach()) {
                    let between = other.start.saturating_sub(one.end);
                    let apart = other.start >= one.end;
                    let fits = |p: &&super::pairs::Pair| p.scheme == scheme && apart && between <= p.reach;
                    for pair in pairs.between(one.entry, other.entry).filter(fits) {
                        self.add(pair.id, one.start as usize..other.end as usize);
                    }
                }
            }
        }
    }

    /// Kinds of crime that share one head: before it in English, after it in Vietnamese.
    fn short_forms(&mut self) {
        let page = self.page;
        for found in page.matches.iter().filter(|m| m.list == List::Cue && page.entry(m).id == "crimehead") {
            self.after_head(found.end as usize);
            self.before_head(found.start as usize);
        }
    }

    fn after_head(&mut self, head: usize) {
        let mut at = head;
        while let Some((id, end)) = self.modifier_from(at) {
            self.add(id, head - 1..end);
            at = end;
            let joint = self.page.is_any(at, &[",", "và", "cùng", "hoặc", "hay"]);
            if !joint {
                break;
            }
            at += 1;
        }
    }

    fn before_head(&mut self, head: usize) {
        let mut end = head;
        while let Some((id, start)) = self.modifier_to(end) {
            self.add(id, start..head + 1);
            end = start;
            let mut joined = false;
            while end > 0 && self.page.is_any(end - 1, &[",", "and", "or", "&"]) {
                (end, joined) = (end - 1, true);
            }
            if !joined {
                break;
            }
        }
    }

    /// The longest kind of crime that begins at a token, and where it ends.
    fn modifier_from(&self, at: usize) -> Option<(&'a str, usize)> {
        let kinds =
            self.page.starting(at).iter().filter_map(|m| Some((modifier(self.page, m)?, m.end as usize)));
        kinds.max_by_key(|&(_, end)| end)
    }

    /// The longest kind of crime that ends before a token, and where it begins.
    fn modifier_to(&self, end: usize) -> Option<(&'a str, usize)> {
        (end.saturating_sub(3)..end).find_map(|start| {
            let mut ending = self.page.starting(start).iter().filter(|m| m.end as usize == end);
            ending.find_map(|m| Some((modifier(self.page, m)?, start)))
        })
    }

    /// Who speaks of wanted people to a partner speaks of finding them.
    fn pursuit(&mut self, crimes: &[Tagged]) {
        if let Some(fugitives) = crimes.iter().find(|crime| crime.id == "fugitives") {
            self.ids.entry("fugitive-pursuit").or_default().extend(&fugitives.evidence);
        }
    }

    /// Police of a Vietnamese province with police of a place abroad.
    fn local_ties(&mut self, cast: &Cast) {
        let local = |id: &str, name: &str| {
            let listed =
                self.page.lists.by_id(List::Body, id).is_some_and(|entry| entry.kind == "local-police");
            let words =
                ["Công an tỉnh", "Công an thành phố", "Sở Cảnh sát", "Provincial Police", "City Police"];
            listed || words.iter().any(|w| holds(name, w))
        };
        let bodies: Vec<_> = cast.organizations.iter().filter(|o| local(&o.id, &o.name)).collect();
        let home = bodies.iter().find(|o| o.country.as_deref() == Some("VN"));
        let abroad = bodies.iter().find(|o| o.country.as_deref().is_some_and(|c| c != "VN"));
        if let (Some(home), Some(abroad)) = (home, abroad) {
            let evidence = home.evidence.iter().take(1).chain(abroad.evidence.iter().take(1)).copied();
            self.ids.entry("local-police-ties").or_default().extend(evidence);
        }
    }

    fn add(&mut self, id: &'a str, tokens: Range<usize>) {
        let near = self.ground.bodies.partition_point(|r| r.start <= tokens.start);
        let in_body = self.ground.bodies[near.saturating_sub(4)..near].iter().any(|r| tokens.end <= r.end);
        if !in_body && self.page.proves(tokens.start) {
            self.ids.entry(id).or_default().push(self.page.span(tokens));
        }
    }

    fn finish(self) -> Vec<Tagged> {
        let tagged = self.ids.into_iter().map(|(id, mut evidence)| {
            evidence.arrange();
            let mut kept: Vec<Span> = Vec::new();
            for span in evidence {
                if kept.last().is_none_or(|last| !last.overlaps(span)) {
                    kept.push(span);
                }
            }
            Tagged { id: id.to_owned(), evidence: kept }
        });
        let mut tagged: Vec<Tagged> = tagged.collect();
        tagged.arrange_by_key(|t| t.evidence.first().copied());
        tagged
    }
}

/// The cues that begin in a range of tokens, in order.
pub(super) fn cues<'p>(page: &'p Page<'_>, within: &Range<usize>) -> impl Iterator<Item = &'p Match> {
    page.starting_in(within).iter().filter(|m| m.list == List::Cue)
}

/// Whether a cue of one of some groups begins in a range of tokens; `p.` is all whose names begin so.
pub(super) fn any_cue(page: &Page<'_>, within: &Range<usize>, groups: &[&str]) -> bool {
    let fits = |id: &str, group: &str| if group.ends_with('.') { id.starts_with(group) } else { id == group };
    cues(page, within).any(|m| groups.iter().any(|group| fits(page.entry(m).id, group)))
}

/// Whether a label stands inside the longer name of a crime.
fn in_crime(page: &Page<'_>, label: &Match) -> bool {
    (label.start.saturating_sub(3)..=label.start).flat_map(|at| page.starting(at as usize)).any(|m| {
        let longer = m.end - m.start > label.end - label.start && m.end >= label.end;
        longer && m.list == List::Concept && page.entry(m).kind == "crime"
    })
}

fn tokens(found: &Match) -> Range<usize> {
    found.start as usize..found.end as usize
}

/// The crime type of a cue such as `mod.drugs`.
fn modifier<'a>(page: &Page<'a>, found: &Match) -> Option<&'a str> {
    if found.list != List::Cue {
        return None;
    }
    page.entry(found).id.strip_prefix("mod.")
}
