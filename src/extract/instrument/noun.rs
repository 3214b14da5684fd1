//! A noun such as *agreement* with its words: what it says of the instrument, and which uses of it name none.

use std::ops::Range;

use super::Known;
use super::mention::Mention;
use super::status::{self, Status};
use crate::base::case::Lower;
use crate::base::{holds, is_listed};
use crate::extract::page::Page;
use crate::extract::token::Shape;
use crate::extract::topic::{any_cue, concepts_in};
use crate::extract::words::Words;

/// A noun of an instrument, and what was read around it.
pub(super) struct Noun<'a> {
    /// The page.
    pub page: &'a Page<'a>,
    /// The type that the noun says.
    pub kind: &'static str,
    /// The noun's tokens.
    pub head: &'a Range<usize>,
    /// Those of the whole title.
    pub tokens: &'a Range<usize>,
    /// What the sentence says of its status.
    pub reading: &'a status::Reading,
}

impl Noun<'_> {
    /// The mention of one instrument.
    pub(super) fn mention(&self, known: Known<'_>) -> Mention {
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

    /// One of several: the noun with one subject of the list behind it.
    pub(super) fn one_of(&self, subject_tokens: Range<usize>, known: Known<'_>) -> Mention {
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
        const EMPTY: &str = "hợp tác giữa việt nam cooperation between về và của the với";
        let other = tokens.clone().filter(|i| !self.head.contains(i));
        let words = other.map(|i| self.page.word(i).lower());
        words.filter(|w| w.chars().count() > 2 && !is_listed(EMPTY, w)).collect()
    }

    /// Types that come in lists; a plan or a programme with many subjects is one.
    pub(super) fn may_be_several(&self) -> bool {
        matches!(self.kind, "agreement" | "treaty" | "arrangement" | "mou" | "protocol" | "generic")
    }

    /// Whether the noun with its words names an instrument, and not one spoken of before or none at all.
    pub(super) fn names_one(&self, mention: &Mention) -> bool {
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
        static HELD: Words = Words::new(
            "held, organised, organized, conducted, delivered, opened, attended, joined, ran, hosted",
        );
        let page = self.page;
        let taught =
            page.any_in(self.tokens.start..self.head.end, &["training", "trainers'", "trainer", "trainers"]);
        taught && (self.tokens.start.saturating_sub(4)..self.tokens.start).any(|i| page.is_one(i, &HELD))
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
        any_cue(self.page, &near, &["negotiate", "sign"])
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
        self.page.any_in(
            self.tokens.start.saturating_sub(3)..self.head.start,
            &["more", "further", "additional", "new", "thêm"],
        )
    }

    /// Whether the noun is said of several: `các hiệp định`, `agreements`.
    fn plural(&self) -> bool {
        static MANY: Words =
            Words::new("các, những, nhiều, hai, ba, bốn, năm, số, mọi, loạt, several, many, two, three, all");
        let page = self.page;
        let sentence = page.sentences.get(page.sentence_of(self.head.start)).map_or(0, |s| s.start);
        let first = self.tokens.start.saturating_sub(2).max(sentence);
        let before = (first..self.head.start).any(|i| page.is_one(i, &MANY));
        let last = page.word(self.head.end - 1);
        before || last.ends_with('s') && !last.ends_with("ss") && self.kind != "minutes"
    }

    /// Words that make a plan or a programme one with a name: `kế hoạch hợp tác`, `joint action plan`.
    fn makes_a_name(&self) -> bool {
        static VI: Words = Words::new(
            "hợp tác, triển khai, hành động, phối hợp, thực hiện, quốc gia, chung, để triển khai, \
             để thực hiện, đào tạo, nâng cao, tăng cường, lần thứ, lần một, đẩy mạnh",
        );
        static EN: Words = Words::new(
            "action, cooperation, coordination, joint, national, implementation, training, control, work, \
             exchange, country, forensic",
        );
        let page = self.page;
        let here = page.follows_one(self.head.end, &VI);
        let inside = page.words(self.head.clone()).lower();
        let before = (self.tokens.start..self.head.start).any(|i| page.is_one(i, &EN));
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
