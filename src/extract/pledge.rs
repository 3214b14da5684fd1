//! Who agrees, proposes, pledges, asks or supports what.
//!
//! A pledge is a verb of that kind with somebody before it and a form of cooperation or a crime type behind it.
//! What is denied (*did not agree*), hangs on a condition (*if the two sides agreed*) or is told as done for years
//! (*since 2010 the two sides have exchanged …*) is none.

use std::ops::Range;

use super::cast::{Cast, Who};
use super::page::{Page, PartKind};
use super::topic::{concepts_in, cues};
use super::{Pledge, Tagged};

/// The pledges, in order of place: one for each verb and side of a sentence.
pub(super) fn pledges(
    page: &Page<'_>,
    cast: &Cast,
    crimes: &[Tagged],
    cooperation: &[Tagged],
) -> Vec<Pledge> {
    let mut pledges: Vec<Pledge> = Vec::new();
    let reader = Reader { page, cast, crimes, cooperation };
    for part in page.parts.iter().filter(|part| part.kind == PartKind::Body) {
        let mut speaker = None;
        for sentence in &page.sentences[part.sentences.clone()] {
            for pledge in reader.sentence(sentence, &mut speaker) {
                add(&mut pledges, pledge);
            }
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

struct Reader<'a> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    crimes: &'a [Tagged],
    cooperation: &'a [Tagged],
}

impl Reader<'_> {
    /// The pledges of a sentence; `speaker` is the side that spoke last, for *he* and *ông*.
    fn sentence(&self, sentence: &Range<usize>, speaker: &mut Option<String>) -> Vec<Pledge> {
        let page = self.page;
        let verbs: Vec<(&str, Range<usize>)> = cues(page, sentence)
            .filter_map(|m| Some((page.entry(m).id.strip_prefix("p.")?, m.start as usize..m.end as usize)))
            .collect();
        let mut found = Vec::new();
        for (i, (class, at)) in verbs.iter().enumerate() {
            let by = self.subject(sentence.start..at.end, speaker.as_deref());
            if let Some(side) = by.as_ref().filter(|side| *side != "both") {
                *speaker = Some(side.clone());
            }
            let Some(by) = by.filter(|_| self.is_meant(sentence, at)) else { continue };
            let end = verbs[i + 1..].iter().map(|(_, next)| next.start).find(|&next| next > at.end + 3);
            let what = at.end..end.unwrap_or(sentence.end);
            let (cooperation, crimes) =
                (concepts_in(page, self.cooperation, &what), concepts_in(page, self.crimes, &what));
            if cooperation.is_empty() && crimes.is_empty() {
                continue;
            }
            let verb = self.verb(class, at, &by).to_owned();
            found.push(Pledge { by, verb, cooperation, crimes, evidence: vec![page.span(sentence.clone())] });
        }
        found
    }

    /// The class of the verb; what both sides *will* do they have agreed on.
    fn verb<'c>(&self, class: &'c str, at: &Range<usize>, by: &str) -> &'c str {
        let will = self.page.is_any(at.start, &["sẽ", "will"]);
        if class == "pledge" && will && by == "both" { "agree" } else { class }
    }

    /// Who stands before the verb: both sides, or the side of the nearest person, body or country.
    fn subject(&self, before: Range<usize>, speaker: Option<&str>) -> Option<String> {
        const BOTH: [&str; 14] = [
            "hai bên",
            "hai bộ",
            "hai nước",
            "hai cơ quan",
            "hai ngành",
            "hai đoàn",
            "hai lực lượng",
            "both sides",
            "two sides",
            "two countries",
            "two ministries",
            "both countries",
            "two agencies",
            "both ministers",
        ];
        let page = self.page;
        let both = before.clone().rev().find(|&i| BOTH.iter().any(|words| page.follows(i, words)));
        let named = self.cast.within(before.clone()).filter(|m| m.tokens.end <= before.end);
        let sides: Vec<(Range<usize>, String)> =
            named.filter_map(|m| Some((m.tokens.clone(), self.side(m.who, m.country)?))).collect();
        if self.joined(&sides) {
            return Some("both".to_owned());
        }
        let named = sides.last().map(|(tokens, side)| (tokens.start, side.clone()));
        match (both, named) {
            (Some(at), Some((other, side))) if other > at => Some(side),
            (Some(_), _) => Some("both".to_owned()),
            (None, Some((_, side))) => Some(side),
            (None, None) => {
                let they = before.clone().any(|i| page.is_any(i, &["they", "họ"]));
                let he = before.clone().any(|i| {
                    page.is_any(i, &["he", "she", "ông", "bà", "minister", "general", "commissioner"])
                        || page.follows(i, "bộ trưởng")
                        || page.follows(i, "thứ trưởng")
                });
                if they { Some("both".to_owned()) } else { speaker.filter(|_| he).map(str::to_owned) }
            }
        }
    }

    /// Whether the last two names are of different sides and joined: `Hùng and Jones committed`.
    fn joined(&self, sides: &[(Range<usize>, String)]) -> bool {
        let Some(((last, mine), rest)) = sides.split_last() else { return false };
        let other = rest.iter().rev().find(|(tokens, side)| side != mine && tokens.end <= last.start);
        other.is_some_and(|(tokens, _)| {
            let between = tokens.end..last.start;
            between.len() <= 12
                && between.clone().any(|i| self.page.is_any(i, &["and", "và"]))
                && !between.clone().any(|i| self.page.is_any(i, &[".", ";"]))
        })
    }

    fn side(&self, who: Who, country: Option<&str>) -> Option<String> {
        let person = match who {
            Who::Person(at) => self.cast.people.get(at).and_then(|p| p.country.clone()),
            _ => None,
        };
        person.or_else(|| country.map(str::to_owned))
    }

    /// Whether the verb is neither denied, nor hung on a condition, nor told as what has gone on for years.
    fn is_meant(&self, sentence: &Range<usize>, at: &Range<usize>) -> bool {
        let page = self.page;
        let cue = |range: Range<usize>, group: &str| cues(page, &range).any(|m| page.entry(m).id == group);
        let near = at.start.saturating_sub(3).max(sentence.start);
        let denied = cue(near..at.start, "not") || cue(at.end..(at.end + 1).min(sentence.end), "not");
        let hung = cue(sentence.start..at.start, "if");
        let told = cue(sentence.start..at.start, "since")
            || (near..at.start)
                .any(|i| page.is_any(i, &["have", "has", "had", "từng"]) && page.is(i + 1, "long"));
        !denied && !hung && !told
    }
}
