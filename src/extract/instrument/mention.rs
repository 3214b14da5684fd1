//! Where the text names an instrument, and which uses of the same nouns name none.

use std::ops::Range;

use super::status::{self, Status};
use super::{Known, series, title};
use crate::base::case::Lower;
use crate::base::{Span, holds};
use crate::extract::lists::List;
use crate::extract::page::{Page, PartKind};
use crate::extract::token::Shape;
use crate::extract::topic::{concepts_in, cues};

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
        }
    }
    found
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
    let tokens = title::around(page, head, sentence);
    let mut reading = status::read(page, &tokens, sentence, known);
    if reading.status.is_none() {
        reading = status::read_on(page, &tokens, sentence, known);
    }
    let subjects = series::subjects(page, head, sentence);
    if let (None, Some(last)) = (reading.status, subjects.last()) {
        reading = status::read(page, &(head.start..last.end), sentence, known);
    }
    // `Văn bản mới nối tiếp Bản ghi nhớ ký năm 2022`: the signing is of the other paper.
    let of_another = |proof: &Range<usize>| {
        cues(page, &(tokens.end..proof.start.max(tokens.end))).any(|m| page.entry(m).id.starts_with("inst."))
    };
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

/// Some papers are not signed but issued, approved or handed over: `issued after the dialogue`, `được thông qua`.
fn adopted(page: &Page<'_>, at: &Range<usize>, sentence: &Range<usize>, reading: &mut status::Reading) {
    let near = at.start.saturating_sub(3).max(sentence.start)..(at.end + 6).min(sentence.end);
    let said = cues(page, &near).find(|m| page.entry(m).id == "adopt");
    let past = cues(page, &near).any(|m| page.entry(m).id == "past");
    if let (Some(said), false, None | Some(Status::Existing)) = (said, past, reading.status) {
        reading.status = Some(Status::Signed);
        reading.proof = Some(said.start as usize..said.end as usize);
    }
}

struct Noun<'a> {
    page: &'a Page<'a>,
    kind: &'static str,
    head: &'a Range<usize>,
    tokens: &'a Range<usize>,
    reading: &'a status::Reading,
}

impl Noun<'_> {
    fn mention(&self, known: Known<'_>) -> Mention {
        let page = self.page;
        let mut evidence = vec![page.span(self.tokens.clone())];
        evidence.extend(self.reading.proof.clone().map(|proof| page.span(proof)));
        let period = period(page, self.tokens);
        Mention {
            kind: self.kind,
            sentence: page.sentences.get(page.sentence_of(self.head.start)).map_or(0, |s| s.start),
            tokens: self.tokens.clone(),
            title: page.words(self.tokens.clone()).to_owned(),
            words: self.words(self.tokens),
            subject: subject(page, self.tokens, known),
            year: self.reading.year.filter(|_| self.reading.status != Some(Status::Proposed)),
            period,
            status: self.reading.status,
            said: self.reading.proof.clone(),
            evidence,
            stands_alone: true,
            plural: self.plural(),
            indefinite: self.is_indefinite(),
            series: None,
        }
    }

    fn one_of(&self, subject_tokens: Range<usize>, known: Known<'_>) -> Mention {
        let page = self.page;
        let preposition = if page.lang == crate::base::Lang::En { "on" } else { "về" };
        let noun = page.words(self.head.clone());
        let mut evidence = vec![page.span(self.head.clone()), page.span(subject_tokens.clone())];
        evidence.extend(self.reading.proof.clone().map(|proof| page.span(proof)));
        Mention {
            title: format!("{noun} {preposition} {}", page.words(subject_tokens.clone())),
            words: self.words(&subject_tokens),
            subject: subject(page, &subject_tokens, known),
            tokens: self.head.start..subject_tokens.end,
            period: None,
            evidence,
            plural: false,
            series: Some(self.head.start),
            ..self.mention(known)
        }
    }

    fn words(&self, tokens: &Range<usize>) -> Vec<String> {
        const EMPTY: [&str; 12] =
            ["hợp", "tác", "giữa", "việt", "nam", "cooperation", "between", "về", "và", "của", "the", "với"];
        let other = tokens.clone().filter(|i| !self.head.contains(i));
        let words = other.map(|i| self.page.word(i).lower());
        words.filter(|w| w.chars().count() > 2 && !EMPTY.contains(&w.as_str())).collect()
    }

    /// Types that come in lists; a plan or a programme with many subjects is one.
    fn may_be_several(&self) -> bool {
        matches!(self.kind, "agreement" | "treaty" | "arrangement" | "mou" | "protocol" | "generic")
    }

    /// Whether the noun with its words names an instrument, and not one spoken of before or none at all.
    fn names_one(&self, mention: &Mention) -> bool {
        let page = self.page;
        let tail = self.tokens.end - self.head.end;
        let front = self.head.start - self.tokens.start;
        let says = mention.status.is_some();
        let about = !mention.subject.is_empty();
        let capital = front > 0 && page.tokens[self.tokens.start].is_capital();
        let dated = mention.period.is_some() || mention.year.is_some();
        if self.points_back() && mention.year.is_none() {
            return false;
        }
        let coming = matches!(mention.status, Some(Status::Proposed | Status::Negotiating));
        let named = mention.subject.iter().any(|subject| subject != "crime");
        match self.kind {
            "generic" if self.plural() => {
                (coming || dated) && (about || self.is_handled() && (tail > 0 || self.is_more()))
            }
            "generic" => (coming || dated) && about || coming && self.is_indefinite(),
            // `held a training programme`: a course.
            "programme" if self.is_course() => false,
            "programme" | "plan" => {
                let done = coming || mention.status == Some(Status::Signed);
                let own = mention.period.is_some() || self.makes_a_name();
                !self.plural()
                    && (own
                        || done && tail + front > 1
                        || done && self.is_indefinite()
                        || capital && front > 1)
            }
            "minutes" => says || tail > 1,
            "agreement" | "arrangement" if self.plural() => {
                about && (says || tail > 2) || coming && self.is_more() || self.is_counted_now(mention)
            }
            "agreement" | "arrangement" => {
                // `an agreement on technology transfer`: what it is on makes it one, whatever became of it.
                let on = tail > 2 && self.is_indefinite() && page.is_any(self.head.end, &["on", "về"]);
                let full = (about || says) && tail + front > 0 || on;
                full || dated || capital || self.is_new() || self.is_brought_in(mention)
            }
            "treaty" => named || capital && front > 0 || dated && !self.plural(),
            _ => !self.plural() || about || dated,
        }
    }

    /// Whether the programme is one that is taught: `organised a training programme`.
    fn is_course(&self) -> bool {
        const HELD: [&str; 10] = [
            "held",
            "organised",
            "organized",
            "conducted",
            "delivered",
            "opened",
            "attended",
            "joined",
            "ran",
            "hosted",
        ];
        let page = self.page;
        let taught = (self.tokens.start..self.head.end)
            .any(|i| page.is_any(i, &["training", "trainers'", "trainer", "trainers"]));
        taught && (self.tokens.start.saturating_sub(4)..self.tokens.start).any(|i| page.is_any(i, &HELD))
    }

    /// `chứng kiến lễ ký một thỏa thuận`, `signed an agreement`: the verb right before it, the article of a new thing.
    fn is_brought_in(&self, mention: &Mention) -> bool {
        let done = matches!(mention.status, Some(Status::Signed | Status::Proposed | Status::Negotiating));
        done && self.is_indefinite() && (self.is_handled() || self.is_made_behind())
    }

    /// `an agreement that the two signed`, `một thỏa thuận mà hai bên vừa ký`.
    fn is_made_behind(&self) -> bool {
        self.page.is_any(self.tokens.end, &["that", "which", "mà", "được"])
            && self.reading.proof.as_ref().is_some_and(|proof| proof.start >= self.tokens.end)
    }

    /// `ký hai hiệp định`: so many were signed, whatever they are about.
    fn is_counted_now(&self, mention: &Mention) -> bool {
        let number = ["hai", "ba", "bốn", "two", "three", "four"];
        let counted = self.tokens.start > 0 && self.page.is_any(self.tokens.start - 1, &number)
            || self.page.is_any(self.tokens.start, &number);
        counted && mention.status == Some(Status::Signed) && self.is_handled()
    }

    /// Whether a verb of negotiating or signing stands right before it: `negotiating further documents`.
    fn is_handled(&self) -> bool {
        let near = self.tokens.start.saturating_sub(4)..self.tokens.start;
        cues(self.page, &near).any(|m| matches!(self.page.entry(m).id, "negotiate" | "sign"))
    }

    /// Whether it is brought in as one not known yet: `an agreement`, `một thỏa thuận`.
    fn is_indefinite(&self) -> bool {
        self.tokens.start > 0 && self.page.is_any(self.tokens.start - 1, &["a", "an", "một", "another"])
    }

    /// Whether it points back at something named before: `văn bản này`, `the document`, `thỏa thuận đó`.
    fn points_back(&self) -> bool {
        let page = self.page;
        let bare = self.tokens.end == self.head.end && self.tokens.start == self.head.start;
        page.is_any(self.head.end, &["này", "đó", "ấy", "trên", "nói"])
            || bare
                && self.head.start > 0
                && page.is_any(self.head.start - 1, &["the", "this", "that", "these", "those", "both"])
    }

    /// Whether it is told as something that came about now: `thỏa thuận mới`, `a new agreement`.
    fn is_new(&self) -> bool {
        self.page.is(self.head.end, "mới")
            || self.head.start > 0 && self.page.is_any(self.head.start - 1, &["new", "another"])
    }

    /// `more agreements`, `thêm các văn bản`.
    fn is_more(&self) -> bool {
        (self.tokens.start.saturating_sub(3)..self.head.start)
            .any(|i| self.page.is_any(i, &["more", "further", "additional", "new", "thêm"]))
    }

    /// Whether the noun is said of several: `các hiệp định`, `agreements`.
    fn plural(&self) -> bool {
        const MANY: [&str; 16] = [
            "các",
            "những",
            "nhiều",
            "một số",
            "hai",
            "ba",
            "bốn",
            "năm",
            "số",
            "mọi",
            "loạt",
            "several",
            "many",
            "two",
            "three",
            "all",
        ];
        let page = self.page;
        let sentence = page.sentences.get(page.sentence_of(self.head.start)).map_or(0, |s| s.start);
        let first = self.tokens.start.saturating_sub(2).max(sentence);
        let before = (first..self.head.start).any(|i| page.is_any(i, &MANY));
        let last = page.word(self.head.end - 1);
        before || last.ends_with('s') && !last.ends_with("ss") && self.kind != "minutes"
    }

    /// Words that make a plan or a programme one with a name: `kế hoạch hợp tác`, `joint action plan`.
    fn makes_a_name(&self) -> bool {
        const VI: [&str; 15] = [
            "hợp tác",
            "triển khai",
            "hành động",
            "phối hợp",
            "thực hiện",
            "quốc gia",
            "chung",
            "để triển khai",
            "để thực hiện",
            "đào tạo",
            "nâng cao",
            "tăng cường",
            "lần thứ",
            "lần một",
            "đẩy mạnh",
        ];
        const EN: [&str; 12] = [
            "action",
            "cooperation",
            "coordination",
            "joint",
            "national",
            "implementation",
            "training",
            "control",
            "work",
            "exchange",
            "country",
            "forensic",
        ];
        let page = self.page;
        let here = page.follows_any(self.head.end, &VI);
        let inside = page.words(self.head.clone()).lower();
        let before = (self.tokens.start..self.head.start).any(|i| page.is_any(i, &EN));
        here || before || holds(&inside, "hành động") || holds(&inside, "action")
    }
}

/// Crimes and forms of cooperation that the title names; `crime` where it says no more than that.
fn subject(page: &Page<'_>, tokens: &Range<usize>, known: Known<'_>) -> Vec<String> {
    let mut subject = concepts_in(page, known.crimes, tokens);
    subject.extend(concepts_in(page, known.cooperation, tokens));
    subject.retain(|id| id != "legal-framework");
    if subject.is_empty()
        && tokens.clone().any(|i| page.follows(i, "tội phạm") || page.is_any(i, &["crime", "crimes"]))
    {
        subject.push("crime".to_owned());
    }
    subject
}

/// The years that a title covers: `giai đoạn 2022 - 2024`, `for 2025-2027`; `năm 2017` of a plan is one year.
fn period(page: &Page<'_>, tokens: &Range<usize>) -> Option<(u16, u16)> {
    let year = |i: usize| -> Option<u16> {
        let token = page.tokens.get(i).filter(|t| t.shape == Shape::Number)?;
        let written = page.text.get(token.start as usize..token.end as usize)?;
        written.parse().ok().filter(|y| written.len() == 4 && (1950..=2100).contains(y))
    };
    tokens.clone().chain(tokens.end..tokens.end + 4).find_map(|i| {
        let from = year(i)?;
        let joint = page.is_any(i + 1, &["-", "–", "—", "to", "đến", "tới"]);
        let to = year(i + 2).filter(|to| joint && *to >= from && *to - from <= 30)?;
        Some((from, to))
    })
}
