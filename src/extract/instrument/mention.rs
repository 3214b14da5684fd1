//! Where the text names an instrument, and which uses of the same nouns name none.

use std::ops::Range;

use super::noun::Noun;
use super::status::{self, Status};
use super::{Known, series, title};
use crate::base::Span;
use crate::extract::lists::List;
use crate::extract::page::{Page, PartKind};
use crate::extract::topic::{any_cue, cues};

/// One place that names an instrument.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Mention {
    /// Its type, or `generic` for *văn kiện*, *document*.
    pub kind: &'static str,
    /// The title's tokens.
    pub tokens: Range<usize>,
    /// The first token of its sentence.
    pub sentence: usize,
    /// The title as written; of one of several under a noun, the noun and its subject.
    pub title: String,
    /// The title's words besides its noun, in small letters, short ones left out.
    pub words: Vec<String>,
    /// Crimes and forms of cooperation in the title.
    pub subject: Vec<String>,
    /// The year of signing, where it is said.
    pub year: Option<u16>,
    /// The years it covers.
    pub period: Option<(u16, u16)>,
    /// What the sentence says of its status.
    pub status: Option<Status>,
    /// The words that say the status.
    pub said: Option<Range<usize>>,
    /// Title, and the words that say the status.
    pub evidence: Vec<Span>,
    /// Whether it names an instrument by itself, or only speaks of one named before.
    pub stands_alone: bool,
    /// Whether the noun stands for several.
    pub plural: bool,
    /// Whether it is brought in as one not known yet: `một thỏa thuận`, `an agreement`.
    pub indefinite: bool,
    /// The list that it is one of, by the token of its noun.
    pub series: Option<usize>,
}

impl Mention {
    /// The better a mention names the instrument, the more.
    pub(super) fn weight(&self) -> (bool, bool, usize) {
        (self.stands_alone, self.period.is_some() || !self.subject.is_empty(), self.tokens.len().min(30))
    }

    /// Whether it is told as signed at the event, and is no paper of any kind.
    pub(super) fn is_sealed(&self) -> bool {
        self.status == Some(Status::Signed) && self.kind != "generic" && !self.plural
    }

    /// Whether more than two sides made it.
    pub(super) fn many_sided(&self, page: &Page<'_>) -> bool {
        let forum = self.tokens.clone().any(|i| page.label(i, List::Forum).is_some());
        let word = self.tokens.clone().any(|i| {
            page.is_any(i, &["asean", "eu", "un", "international", "multilateral", "nations"])
                || page.follows(i, "quốc tế")
                || page.follows(i, "liên hợp quốc")
        });
        forum || word
    }
}

/// All mentions, in order of place.
pub(in crate::extract) fn mentions(page: &Page<'_>, known: Known<'_>) -> Vec<Mention> {
    let mut found = Vec::new();
    for part in page.parts.iter().filter(|part| part.kind != PartKind::Caption) {
        for sentence in &page.sentences[part.sentences.clone()] {
            let mut covered = sentence.start;
            for (kind, head) in heads(page, sentence) {
                let nested = head.start < covered;
                let mut here = read(page, kind, &head, sentence, known);
                for mention in &mut here {
                    share_status(page, found.last(), mention);
                    look_to_period(page, mention, known);
                    mention.stands_alone &= !nested;
                    covered = covered.max(mention.tokens.end);
                }
                found.append(&mut here);
            }
            further(page, sentence, known, &mut found);
        }
    }
    found
}

/// `… and negotiate another on extradition`: the noun is that of the last one named, in this sentence or the one before.
fn further(page: &Page<'_>, sentence: &Range<usize>, known: Known<'_>, found: &mut Vec<Mention>) {
    let Some(last) =
        found.last().filter(|last| page.sentence_of(sentence.start) <= page.sentence_of(last.sentence) + 1)
    else {
        return;
    };
    let (kind, from) =
        (last.kind, if last.sentence == sentence.start { last.tokens.end } else { sentence.start });
    let wanted = |&i: &usize| {
        page.is_any(i, &["another", "one"])
            && page.is(i + 1, "on")
            && !page.is_any(i.saturating_sub(1), &[",", "and", ";"])
            && any_cue(page, &(i.saturating_sub(2)..i), &["sign", "make", "negotiate", "plan"])
    };
    let Some(noun) = (from..sentence.end).find(wanted) else { return };
    let head = noun..noun + 1;
    let tokens = title::around(page, &head, sentence);
    let reading = status::read(page, &tokens, sentence, known);
    let mention = Noun { page, kind, head: &head, tokens: &tokens, reading: &reading }.mention(known);
    if !mention.subject.is_empty() {
        found.push(mention);
    }
}

/// Instruments in one list share what is said of the first: `a treaty on …, an agreement on …`.
fn share_status(page: &Page<'_>, before: Option<&Mention>, mention: &mut Mention) {
    let Some(before) = before.filter(|b| b.tokens.end <= mention.tokens.start) else { return };
    let mut between = before.tokens.end..mention.tokens.start;
    let joints = [
        ",", "và", "and", ";", "an", "a", "the", "…", "cùng", "các", "những", "một", "along", "together",
        "with", "với", "well", "as",
    ];
    let listed =
        before.sentence == mention.sentence && between.len() <= 5 && between.all(|i| page.is_any(i, &joints));
    // `ký kết các văn bản hợp tác như Hiệp định …`
    let first = mention.tokens.start;
    let instance = |i: usize| {
        page.is_any(
            i,
            &["như", "gồm", ":", "including", "as", "là", "particularly", "especially", "notably", "namely"],
        ) || page.follows(i.saturating_sub(1), "nhất là")
            || page.follows(i.saturating_sub(1), "đặc biệt")
    };
    let example = first > 0
        && before.sentence == mention.sentence
        && matches!(before.kind, "generic" | "agreement")
        && (instance(first - 1) || page.is_any(first - 1, &["the", "a", "an"]) && instance(first - 2));
    let joined = listed || example;
    if joined && before.status.is_some() {
        (mention.status, mention.year) = (before.status, before.year);
        mention.said.clone_from(&before.said);
    }
}

/// What covers years that are still to come and is not told as signed is not there yet.
fn look_to_period(page: &Page<'_>, mention: &mut Mention, known: Known<'_>) {
    let year = known.day.or(page.published).and_then(|date| date.year);
    if let (Some(year), Some((from, _))) = (year, mention.period)
        && from > year
        && mention.status != Some(Status::Signed)
    {
        mention.status = Some(Status::Proposed);
    }
}

/// The nouns of a sentence, the longest where several stand at one place.
fn heads(page: &Page<'_>, sentence: &Range<usize>) -> Vec<(&'static str, Range<usize>)> {
    let mut heads: Vec<(&'static str, Range<usize>)> = Vec::new();
    for found in cues(page, sentence) {
        let Some(kind) = page.entry(found).id.strip_prefix("inst.") else { continue };
        let range = found.start as usize..found.end as usize;
        match heads.last_mut() {
            Some((_, last)) if range.start < last.end && range.len() <= last.len() => {}
            Some(last) if range.start < last.1.end => *last = (kind, range),
            _ => heads.push((kind, range)),
        }
    }
    heads
}

/// The mentions under one noun: one, or one for each subject of a list.
fn read(
    page: &Page<'_>,
    kind: &'static str,
    head: &Range<usize>,
    sentence: &Range<usize>,
    known: Known<'_>,
) -> Vec<Mention> {
    let tokens = undated(page, head, title::around(page, head, sentence), known);
    let mut reading = status::read(page, &tokens, sentence, known);
    if reading.status.is_none() {
        reading = status::read_on(page, &tokens, sentence, known);
    }
    let subjects = series::subjects(page, head, sentence);
    if let (None, Some(last)) = (reading.status, subjects.last()) {
        reading = status::read(page, &(head.start..last.end), sentence, known);
    }
    // `Văn bản mới nối tiếp Bản ghi nhớ ký năm 2022`: the signing is of the other paper.
    let of_another =
        |proof: &Range<usize>| any_cue(page, &(tokens.end..proof.start.max(tokens.end)), &["inst."]);
    if kind == "generic" && reading.proof.as_ref().is_some_and(of_another) {
        reading = status::Reading::default();
    }
    let unsigned = ["joint-statement", "plan", "programme", "letter-of-intent", "minutes"];
    if unsigned.contains(&kind) && reading.year.is_none() {
        adopted(page, &tokens, sentence, &mut reading);
    }
    let noun = Noun { page, kind, head, tokens: &tokens, reading: &reading };
    if !subjects.is_empty() && noun.may_be_several() && (kind != "generic" || reading.status.is_some()) {
        return subjects.into_iter().map(|subject| noun.one_of(subject, known)).collect();
    }
    let mut mention = noun.mention(known);
    mention.stands_alone = noun.names_one(&mention);
    vec![mention]
}

/// `a Memorandum of Cooperation on September 19th`: the day of the signing is no part of the title.
fn undated(page: &Page<'_>, head: &Range<usize>, title: Range<usize>, known: Known<'_>) -> Range<usize> {
    let from = known.dates.partition_point(|d| d.tokens.start < head.end);
    let mut inside = known.dates[from..].iter().take_while(|d| d.tokens.start < title.end);
    let day = inside.find(|d| d.start.day.is_some()).map(|d| d.tokens.start);
    let end = day.map(|at| at - usize::from(at > head.end && page.is_any(at - 1, &["on", "ngày", "in"])));
    title.start..end.unwrap_or(title.end).max(head.end)
}

/// Some papers are not signed but issued, approved or handed over: `issued after the dialogue`, `được thông qua`.
fn adopted(page: &Page<'_>, at: &Range<usize>, sentence: &Range<usize>, reading: &mut status::Reading) {
    let near = at.start.saturating_sub(3).max(sentence.start)..(at.end + 6).min(sentence.end);
    let said = cues(page, &near).find(|m| page.entry(m).id == "adopt");
    let past = any_cue(page, &near, &["past"]);
    if let (Some(said), false, None | Some(Status::Existing)) = (said, past, reading.status) {
        reading.status = Some(Status::Signed);
        reading.proof = Some(said.start as usize..said.end as usize);
    }
}
