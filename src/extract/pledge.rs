//! Who agrees, proposes, pledges, asks or supports what.
//!
//! A pledge is a verb of that kind with somebody before it ([`subject`]) and a form of cooperation or a crime type
//! behind it. What is denied (*did not agree*), hangs on a condition (*if the two sides agreed*), is told as done for
//! years (*since 2010 the two sides have exchanged …*) or happened at an earlier meeting is none. A verb inside
//! what is proposed or agreed (*proposed that Laos support …*) belongs to it. A sentence that goes on with a bare
//! verb (*Tiếp tục trao đổi …*) continues the pledge before it.

mod subject;

use std::ops::Range;

use super::cast::Cast;
use super::page::{Page, PartKind};
use super::topic::{any_cue, concepts_in, cues};
use super::when::When;
use super::{Pledge, Tagged};
use crate::date::Date;

/// What pledges need of the facts found before them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// Who takes part.
    pub cast: &'a Cast,
    /// Crimes named.
    pub crimes: &'a [Tagged],
    /// Forms of cooperation named.
    pub cooperation: &'a [Tagged],
    /// Every date of the page, in order.
    pub dates: &'a [When],
    /// The day of the event.
    pub day: Option<Date>,
}

/// The pledges, in order of place: one for each verb and side of a sentence.
pub(super) fn pledges(page: &Page<'_>, known: Known<'_>) -> Vec<Pledge> {
    let mut pledges: Vec<Pledge> = Vec::new();
    let reader = Reader { page, known };
    let (mut speaker, mut last) = (None, None);
    for part in page.parts.iter().filter(|part| part.kind == PartKind::Body) {
        for sentence in &page.sentences[part.sentences.clone()] {
            let verbs = reader.verbs(sentence);
            let found = if verbs.is_empty() {
                reader.goes_on(sentence, last.take()).into_iter().collect()
            } else {
                reader.sentence(sentence, &verbs, &mut speaker)
            };
            if let Some(side) = subject::opening(page, known.cast, sentence) {
                speaker = Some(side);
            }
            last = found.last().map(|pledge: &Pledge| (pledge.by.clone(), pledge.verb.clone()));
            found.into_iter().for_each(|pledge| add(&mut pledges, pledge));
        }
    }
    pledges
}

/// Verbs of one class by one side in one sentence are one pledge.
fn add(pledges: &mut Vec<Pledge>, new: Pledge) {
    let same = |old: &&mut Pledge| (&old.by, &old.verb, &old.evidence) == (&new.by, &new.verb, &new.evidence);
    let Some(old) = pledges.last_mut().filter(same) else { return pledges.push(new) };
    for (into, from) in [(&mut old.cooperation, new.cooperation), (&mut old.crimes, new.crimes)] {
        for id in from {
            if !into.contains(&id) {
                into.push(id);
            }
        }
    }
}

/// A verb of a pledge: its class and tokens.
type Verb = (&'static str, Range<usize>);

struct Reader<'a> {
    page: &'a Page<'a>,
    known: Known<'a>,
}

impl Reader<'_> {
    /// The verbs of a sentence that say a pledge of their own.
    fn verbs(&self, sentence: &Range<usize>) -> Vec<Verb> {
        let page = self.page;
        let all = cues(page, sentence)
            .filter_map(|m| Some((page.entry(m).id.strip_prefix("p.")?, m.start as usize..m.end as usize)));
        let mut verbs: Vec<Verb> = Vec::new();
        for (class, at) in all {
            let inside = verbs.last().is_some_and(|before| self.belongs_to(before, class, &at));
            // `Should citizens be …`, `môn cần hỗ trợ` ask nobody.
            let nobody = is_modal(page, &at) && !subject::is_near(page, self.known.cast, &at);
            let believed = class == "pledge" && is_believed(page, sentence, &at);
            if !inside && !nobody && !believed {
                verbs.push((class, at));
            }
        }
        verbs
    }

    /// Whether a verb is a part of what the one before it proposes or agrees on: no new clause begins between them.
    fn belongs_to(&self, before: &Verb, class: &str, at: &Range<usize>) -> bool {
        const CLAUSES: [&str; 9] = [";", "while", "whereas", "but", "nhưng", "còn", "khi", ":", "who"];
        let page = self.page;
        let between = before.1.end..at.start;
        if at.start < before.1.end {
            return true;
        }
        if before.0 == "support" || page.any_in(between.clone(), &CLAUSES) {
            return false;
        }
        let near = at.start.saturating_sub(2).max(before.1.end)..at.start;
        let joined = page.any_in(near.clone(), &[",", "và", "and", "thời", "also", "cũng"]);
        let own = subject::joins_clause(page, self.known.cast, &between);
        match class {
            "propose" | "request" if !is_modal(page, at) => !joined && !own,
            _ => !own,
        }
    }

    /// The pledges of a sentence; `speaker` is the side that spoke last, for *he* and *ông*.
    fn sentence(&self, sentence: &Range<usize>, verbs: &[Verb], speaker: &mut Option<String>) -> Vec<Pledge> {
        let mut found = Vec::new();
        let mut earlier: Option<String> = None;
        for (i, (class, at)) in verbs.iter().enumerate() {
            let from = if i > 0 { verbs[i - 1].1.end } else { sentence.start };
            let by = self.subject(sentence, from, at, earlier.as_deref(), speaker.as_deref());
            earlier.clone_from(&by);
            if let Some(side) = by.as_ref().filter(|side| *side != "both") {
                *speaker = Some(side.clone());
            }
            let Some(by) = by.filter(|_| self.is_meant(sentence, at)) else { continue };
            let next = verbs.get(i + 1).map(|(_, next)| next.start).filter(|&next| next > at.end + 3);
            let behind = at.end..next.unwrap_or(sentence.end);
            let what = if self.looks_back(sentence, at) { sentence.start..behind.end } else { behind };
            let verb = self.verb(class, at, &by);
            found.extend(self.pledge(by, verb, what, sentence));
        }
        found
    }

    fn pledge(&self, by: String, verb: &str, what: Range<usize>, sentence: &Range<usize>) -> Option<Pledge> {
        let cooperation = concepts_in(self.page, self.known.cooperation, &what);
        let crimes = concepts_in(self.page, self.known.crimes, &what);
        let evidence = vec![self.page.span(sentence.clone())];
        let says = !cooperation.is_empty() || !crimes.is_empty();
        says.then(|| Pledge { by, verb: verb.to_owned(), cooperation, crimes, evidence })
    }

    /// A sentence that begins with a bare verb goes on with what was agreed or proposed before it.
    fn goes_on(&self, sentence: &Range<usize>, last: Option<(String, String)>) -> Option<Pledge> {
        let (by, verb) = last.filter(|(_, verb)| verb != "support")?;
        let start = sentence.start;
        let lead = usize::from(self.page.follows(start, "đồng thời")) * 2;
        let comma = usize::from(self.page.is(start + lead, ","));
        let bare = self.page.follows_one(start + lead + comma, &subject::BARE);
        let told = self.is_background(sentence, sentence.end);
        let pledge = self.pledge(by, &verb, sentence.clone(), sentence)?;
        (bare && !told).then_some(pledge)
    }

    /// The side that the verb is of. `from` is where the last verb ended.
    fn subject(
        &self,
        sentence: &Range<usize>,
        from: usize,
        at: &Range<usize>,
        earlier: Option<&str>,
        speaker: Option<&str>,
    ) -> Option<String> {
        let (page, cast) = (self.page, self.known.cast);
        if is_modal(page, at) {
            // `the minister said that both sides should …`: who says so proposes it.
            let said = subject::opening(page, cast, &(sentence.start..at.start));
            let after = || subject::opening(page, cast, &(at.end..sentence.end));
            return said.or_else(|| speaker.map(str::to_owned)).or_else(after);
        }
        let own = subject::before(page, cast, from..at.end);
        let whole = || subject::before(page, cast, sentence.start..at.end);
        let by = own
            .or_else(|| earlier.map(str::to_owned))
            .or_else(whole)
            .or_else(|| subject::pronoun(page, cast, sentence.start..at.end, speaker))?;
        if subject::is_passive(page, at) { subject::other(cast, &by) } else { Some(by) }
    }

    /// The class of the verb; what both sides *will* do they have agreed on.
    fn verb<'c>(&self, class: &'c str, at: &Range<usize>, by: &str) -> &'c str {
        let will = self.page.is_any(at.start, &["sẽ", "will"]);
        if class == "pledge" && will && by == "both" { "agree" } else { class }
    }

    /// `X là điều Việt Nam muốn …`, `X là hai việc … đề nghị`: what is wanted stands before.
    fn looks_back(&self, sentence: &Range<usize>, at: &Range<usize>) -> bool {
        const THINGS: [&str; 9] = ["điều", "việc", "nội", "đề", "những", "hai", "vấn", "what", "mảng"];
        let page = self.page;
        (sentence.start..at.start)
            .any(|i| page.is_any(i, &["là", "is", "are", "was", "were"]) && page.is_any(i + 1, &THINGS))
    }

    /// Whether the verb is neither denied, nor hung on a condition, nor told as what has gone on for years.
    fn is_meant(&self, sentence: &Range<usize>, at: &Range<usize>) -> bool {
        let page = self.page;
        let cue = |range: Range<usize>, group: &str| any_cue(page, &range, &[group]);
        let near = at.start.saturating_sub(3).max(sentence.start);
        let denied = cue(near..at.start, "not");
        let hung = cue(sentence.start..at.start, "if");
        !denied && !hung && !self.is_background(sentence, at.start)
    }

    /// Whether the words up to a token tell what was before the event: `since`, `had agreed`, an earlier year.
    fn is_background(&self, sentence: &Range<usize>, end: usize) -> bool {
        let page = self.page;
        let before = sentence.start..end;
        let since = any_cue(page, &before, &["since"]);
        let near = end.saturating_sub(3).max(sentence.start)..end;
        let had = near.clone().any(|i| {
            page.is_any(i, &["had", "từng"]) || page.is_any(i, &["have", "has"]) && page.is(i + 1, "long")
        });
        since || had || self.dated_before(&before)
    }

    /// Whether a date before the verb is of an earlier year or months before the event.
    fn dated_before(&self, before: &Range<usize>) -> bool {
        let Some(day) = self.known.day.or(self.page.published) else { return false };
        let from = self.known.dates.partition_point(|d| d.tokens.start < before.start);
        let inside = self.known.dates[from..].iter().take_while(|d| d.tokens.start < before.end);
        inside.filter(|d| d.end.is_none()).any(|d| match (d.start.days(), day.days()) {
            (Some(then), Some(now)) => now - then > 62,
            _ => matches!((d.start.year, day.year), (Some(then), Some(now)) if then < now),
        })
    }
}

/// `tin tưởng Liên bang Nga sẽ …`, `is confident that they will …`: what somebody believes of others is no promise
/// of theirs.
fn is_believed(page: &Page<'_>, sentence: &Range<usize>, at: &Range<usize>) -> bool {
    const BELIEF: [&str; 8] =
        ["tưởng", "tin", "believes", "believed", "belief", "confident", "confidence", "trusts"];
    let will = page.is_any(at.start, &["sẽ", "will"]);
    let clause = (sentence.start..at.start).rev().take_while(|&i| !page.is_any(i, &[";", ":"]));
    will && clause.into_iter().any(|i| page.is_any(i, &BELIEF) && !page.is(i + 1, "tức"))
}

/// `cần`, `should`: a proposal of who says so.
fn is_modal(page: &Page<'_>, at: &Range<usize>) -> bool {
    page.is_any(at.start, &["cần", "should", "need", "needs", "must"])
}
