//! What the words around a mention say of its status.

use std::ops::Range;

use super::Known;
use crate::date::Date;
use crate::extract::page::{Page, PartKind};
use crate::extract::topic::{any_cue, cues};
use crate::extract::when::When;
use crate::extract::words::Words;

/// How far an instrument has come, the lightest word first: what is signed at the event outweighs all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::extract) enum Status {
    /// Signed earlier, in effect.
    Existing,
    /// To be negotiated or signed.
    Proposed,
    /// Being negotiated.
    Negotiating,
    /// Signed at the event.
    Signed,
}

impl Status {
    /// The name in the record.
    pub(in crate::extract) fn name(self) -> &'static str {
        match self {
            Self::Existing => "existing",
            Self::Proposed => "proposed",
            Self::Negotiating => "negotiating",
            Self::Signed => "signed",
        }
    }
}

/// What one sentence says of a mention.
#[derive(Debug, Clone, Default)]
pub(super) struct Reading {
    /// The status, where words say one.
    pub status: Option<Status>,
    /// The year of signing, where it is an earlier one.
    pub year: Option<u16>,
    /// The words that say so.
    pub proof: Option<Range<usize>>,
}

/// Words between a cue and the mention that it speaks of.
const NEAR: usize = 15;

/// Reads the sentence around the mention `at`.
pub(super) fn read(page: &Page<'_>, at: &Range<usize>, sentence: &Range<usize>, known: Known<'_>) -> Reading {
    let look = Look { page, at, sentence, known };
    let sign = look.nearest("sign", if look.is_passive() { 3 * NEAR } else { NEAR });
    let sign = sign.filter(|sign| !look.is_of_former(sign));
    let date = look.date(sign.as_ref());
    let year = date.filter(|date| !look.is_now(*date)).and_then(|date| date.year);
    let in_use =
        look.before("basis", 7).or_else(|| look.after("inforce", 9)).or_else(|| look.nearest("past", 5));
    let made = sign.clone().or_else(|| look.nearest("make", 12));
    let told_before =
        |sign: &Range<usize>| date.is_none() && (look.is_background(sign) || look.is_attribute(sign));
    let old = year.is_some() || look.is_from_before(sign.as_ref()) || sign.as_ref().is_some_and(told_before);
    let planned = look.furthered(made.as_ref()).or_else(|| look.plan(made.as_ref()));
    let negotiate = look.nearest("negotiate", NEAR).filter(|n| !look.is_over(n) && !look.is_of_next(n));
    // `under discussion since 2019` goes on, `previously negotiated` does not.
    let negotiate = negotiate.filter(|n| look.goes_on_since(n) || !look.is_from_before(Some(n)));
    let dated_now = date.is_some_and(|date| date.month.is_some() && look.is_now(date));
    let in_use = in_use.filter(|_| !(dated_now && sign.as_ref().is_some_and(|sign| look.past_tense(sign))));
    let (mut status, mut proof) = look.decide(sign, negotiate, planned, in_use, old);
    let drawn_up = look.before("make", 2).filter(|made| !look.past_tense(made));
    if let (None | Some(Status::Existing), Some(made), false) = (status, drawn_up, old) {
        (status, proof) = (Some(Status::Proposed), Some(made));
    }
    Reading { status, year, proof }
}

/// Reads the sentence after a mention, where it goes on about it: `they agreed to explore them`.
pub(super) fn read_on(
    page: &Page<'_>,
    at: &Range<usize>,
    sentence: &Range<usize>,
    known: Known<'_>,
) -> Reading {
    let Some(next) = page.sentences.get(page.sentence_of(sentence.start) + 1) else {
        return Reading::default();
    };
    let head = next.start..(next.start + 14).min(next.end);
    let back = ["them", "it", "they", "these", "this", "chúng", "này", "đó"];
    if !page.any_in(head.clone(), &back) || any_cue(page, next, &["inst."]) {
        return Reading::default();
    }
    let both = at.start..next.end;
    let look = Look { page, at: &(next.start..next.start), sentence: &both, known };
    let plan = look.after("plan", 14);
    Reading { status: plan.is_some().then_some(Status::Proposed), year: None, proof: plan }
}

struct Look<'a> {
    page: &'a Page<'a>,
    at: &'a Range<usize>,
    sentence: &'a Range<usize>,
    known: Known<'a>,
}

impl Look<'_> {
    /// Weighs the cues: a signing of earlier years, a negotiation under way, a plan to make it, a sign that it is in
    /// use, a signing.
    fn decide(
        &self,
        sign: Option<Range<usize>>,
        negotiate: Option<Range<usize>>,
        planned: Option<Range<usize>>,
        in_use: Option<Range<usize>>,
        old: bool,
    ) -> (Option<Status>, Option<Range<usize>>) {
        // `phê chuẩn Hiệp định ký tháng 3/2023`: what stands right behind the title is about it.
        let behind = |sign: &Range<usize>| sign.start >= self.at.end && sign.start - self.at.end <= 2;
        let settled = |s: &Range<usize>| old && (planned.is_none() || behind(s)) || self.signed_and_used(s);
        if let Some(sign) = sign.as_ref().filter(|s| settled(s)) {
            return (Some(Status::Existing), Some(sign.clone()));
        }
        if let Some(negotiate) = negotiate.filter(|n| planned.is_none() || self.under_way(n)) {
            // `speed up the negotiation and signing of`: the noun tells no signing.
            return match sign.filter(|sign| planned.is_none() && self.past_tense(sign)) {
                Some(sign) => (Some(Status::Signed), Some(sign)),
                None => (Some(Status::Negotiating), Some(negotiate)),
            };
        }
        // `the treaty in force since 2016, they want …`: what stands right behind the title is about it.
        let right_behind = |used: &Range<usize>| used.start == self.at.end;
        let further =
            |plan: &Range<usize>| plan.start > self.at.end && in_use.as_ref().is_some_and(right_behind);
        if planned.is_some() && !planned.as_ref().is_some_and(further) {
            return (Some(Status::Proposed), planned);
        }
        if in_use.is_some() || old {
            let told_now = |sign: &Range<usize>| {
                let behind = in_use.as_ref().is_some_and(|cue| cue.start >= self.at.end);
                self.just(sign) || !old && behind && self.past_tense(sign)
            };
            return match sign.filter(told_now) {
                Some(sign) => (Some(Status::Signed), Some(sign)),
                None => (Some(Status::Existing), in_use),
            };
        }
        (sign.is_some().then_some(Status::Signed), sign)
    }

    /// The cues of a group in the sentence, at most `most` words away from the mention, in order.
    fn said(&self, group: &str, most: usize) -> Vec<Range<usize>> {
        let found = cues(self.page, self.sentence).filter(|m| self.page.entry(m).id == group);
        let ranges = found.map(|m| m.start as usize..m.end as usize);
        ranges.filter(|r| self.gap(r) <= most).collect()
    }

    /// The nearest cue of a group in the sentence, at most `most` words away from the mention.
    fn nearest(&self, group: &str, most: usize) -> Option<Range<usize>> {
        let near = self.said(group, most).into_iter().filter(|r| !self.rests_on_another(r));
        near.min_by_key(|r| self.gap(r))
    }

    /// `một chương trình, dựa trên hiệp định ký năm 2009`: what is said behind is about what the mention rests on.
    fn rests_on_another(&self, behind: &Range<usize>) -> bool {
        self.beyond_another(behind) && any_cue(self.page, &(self.at.end..behind.start), &["basis"])
    }

    /// The nearest cue of a group that ends before the mention.
    fn before(&self, group: &str, most: usize) -> Option<Range<usize>> {
        self.said(group, most).into_iter().rfind(|r| r.end <= self.at.start)
    }

    /// The first cue of a group behind the mention.
    fn after(&self, group: &str, most: usize) -> Option<Range<usize>> {
        self.said(group, most).into_iter().find(|r| r.start >= self.at.end)
    }

    fn gap(&self, other: &Range<usize>) -> usize {
        if other.end <= self.at.start {
            self.at.start - other.end
        } else {
            other.start.saturating_sub(self.at.end)
        }
    }

    /// The date of the signing: the one nearest to the verb, or to the title where no verb stands near.
    fn date(&self, sign: Option<&Range<usize>>) -> Option<Date> {
        let dates = self.known.dates;
        let from = dates.partition_point(|d| d.tokens.start < self.sentence.start);
        let inside = dates[from..].iter().take_while(|d| d.tokens.start < self.sentence.end);
        if inside.clone().any(|d| self.is_for(d)) {
            return None;
        }
        let to_verb = |d: &When| {
            sign.map_or(usize::MAX, |s| {
                d.tokens.start.saturating_sub(s.end).max(s.start.saturating_sub(d.tokens.end))
            })
        };
        let to = |d: &When| self.gap(&d.tokens).min(to_verb(d));
        // `In April 2019 the ministry and the bureau signed`: who signed stands between.
        let ahead = |d: &When| sign.is_some_and(|s| d.tokens.end <= s.start);
        let reach = |d: &When| {
            if ahead(d) {
                20
            } else if sign.is_some() {
                12
            } else {
                5
            }
        };
        let near = inside.filter(|d| d.end.is_none() && to(d) <= reach(d));
        // `chương trình …, dựa trên hiệp định ký năm 2009`: the year is the other paper's.
        let own = |d: &&When| !self.beyond_another(&d.tokens);
        near.filter(own).min_by_key(|d| to(d)).map(|d| d.start)
    }

    /// `kế hoạch hợp tác năm 2023`, `chương trình năm 2017`: the year is what it is for.
    fn is_for(&self, date: &When) -> bool {
        self.page.is_any(self.at.start, &["kế", "chương"])
            && self.at.contains(&date.tokens.start)
            && date.start.month.is_none()
    }

    /// Whether another instrument stands between the mention and something behind it.
    fn beyond_another(&self, behind: &Range<usize>) -> bool {
        behind.start > self.at.end && any_cue(self.page, &(self.at.end..behind.start), &["inst."])
    }

    /// Whether a date is the event's: the same month as far as both are known, or days of the same weeks.
    fn is_now(&self, date: Date) -> bool {
        let Some(event) = self.known.day.or(self.page.published) else { return false };
        if let (Some(_), Some(_), Some(a), Some(b)) = (date.day, event.day, date.days(), event.days()) {
            return (a - b).abs() <= 31;
        }
        let same_year = date.year == event.year || date.year.is_none();
        let same_month = date.month.is_none() || event.month.is_none() || date.month == event.month;
        same_year && same_month
    }

    /// Whether a verb is told as something done before: `đã ký trước đây`, `previously signed`.
    fn is_from_before(&self, verb: Option<&Range<usize>>) -> bool {
        verb.is_some_and(|verb| {
            let around = verb.start.saturating_sub(4)..(verb.end + 5).min(self.sentence.end);
            any_cue(self.page, &around, &["past"])
        })
    }

    /// The wish or plan to bring it about: before the verb of making, or right at the mention. A plan to use it is
    /// none.
    fn plan(&self, made: Option<&Range<usize>>) -> Option<Range<usize>> {
        let plans = self.said("plan", usize::MAX).into_iter().filter(|plan| !self.is_month(plan));
        let basis = self.before("basis", 7);
        let governs = |plan: &Range<usize>| {
            let used =
                basis.as_ref().is_some_and(|basis| basis.start >= plan.start) || self.is_to_use(plan, made);
            !used
                && match made {
                    Some(made) if self.told_as_done(made) => false,
                    Some(made) if plan.end <= made.start => made.start - plan.end <= 8 || self.is_bare(made),
                    Some(made) if made.end <= plan.start => self.gap(plan) <= 4 && !self.past_tense(made),
                    Some(_) => true,
                    None => self.gap(plan) <= 6 && !self.goes_on(plan, basis.is_some()),
                }
        };
        plans.rev().find(governs)
    }

    /// `agreed to go on carrying out the documents, above all the plan of 2024`: the wish is to use it.
    fn is_to_use(&self, plan: &Range<usize>, made: Option<&Range<usize>>) -> bool {
        let behind = plan.end..(plan.end + 5).min(self.at.start.max(plan.end));
        let uses = any_cue(self.page, &behind, &["basis"]);
        uses && made
            .is_none_or(|made| made.start < plan.start || made.start >= self.at.end || self.past_tense(made))
    }

    /// `On May 3`, `in May 2022`: the month and no possibility.
    fn is_month(&self, plan: &Range<usize>) -> bool {
        self.page.is(plan.start, "may") && self.page.tokens[plan.start].is_capital()
    }

    /// Whether a plan behind the mention is about something else: another verb follows, or the mention is in use.
    fn goes_on(&self, plan: &Range<usize>, in_use: bool) -> bool {
        let behind = plan.start >= self.at.end;
        // `The plan will reduce the risks`: what it is to do, not whether it will come.
        let effect = self.page.is_any(plan.start, &["will", "sẽ"])
            && plan.len() == 1
            && !self.page.is_any(plan.end, &["be", "được", "sớm", "soon"])
            && !any_cue(self.page, &(plan.end..plan.end + 1), &["make"]);
        behind && (in_use || effect || self.page.any_in(self.at.end..plan.start, &["và", "and"]))
    }

    /// Whether the verb is behind those who act: `Kế hoạch … đã được Bộ trưởng … ký`.
    fn is_passive(&self) -> bool {
        self.page.is_any(self.at.end, &["được", "do"]) || self.page.follows(self.at.end, "đã được")
    }

    /// A Vietnamese verb without a word of tense (`tham gia ký kết các thỏa thuận`) takes that of the sentence.
    fn is_bare(&self, made: &Range<usize>) -> bool {
        let before = made.end <= self.at.start && self.at.start - made.end <= 4;
        let vietnamese = before
            && self.page.words(made.clone()).starts_with(['k', 'đ', 't', 's', 'x', 'h'])
            && !self.page.words(made.clone()).is_ascii();
        vietnamese && !self.past_tense(made)
    }

    /// Whether the signing is a thing that happened: `chứng kiến lễ ký`, `the signing of`, `đã được ký`.
    fn told_as_done(&self, made: &Range<usize>) -> bool {
        let noun = self.page.is(made.start, "signing") && self.page.is(made.end, "of") && !self.is_aim(made)
            || made.start > 0
                && self.page.is_any(made.start - 1, &["lễ", "việc"])
                && !self.page.is(made.end, "kết");
        noun || self.page.follows(made.start.saturating_sub(1), "đã được")
    }

    /// `speed up the signing of`, `thúc đẩy việc ký`: what furthers a signing comes before it.
    fn furthered(&self, made: Option<&Range<usize>>) -> Option<Range<usize>> {
        static FURTHER: Words = Words::new(
            "speed, speeding, accelerate, accelerating, expedite, expediting, promote, promoting, push, \
             pushing, facilitate, facilitating, hasten, early, prompt, towards, toward, corridor, prepare, \
             preparing, pave, paving, pending, negotiation, negotiations, agenda, discussed, proposed",
        );
        // `suggested both sides go on with visits and sign agreements`: the wish governs both.
        let made = made?;
        if self.page.is(made.start, "sign") && self.page.is_any(made.start.saturating_sub(1), &["and", ","]) {
            let before = self.sentence.start..made.start;
            return any_cue(self.page, &before, &["plan"]).then(|| made.clone());
        }
        // `the signing of` is that of a paper behind it.
        let another = self.page.is(made.end, "of") && made.start >= self.at.end;
        let noun = !another && self.page.is_any(made.start, &["signing", "conclusion"]);
        let made = Some(made).filter(|_| noun)?;
        let mut before = made.start.saturating_sub(8).max(self.sentence.start)..made.start;
        let near = |i: usize| made.start - i < 5 || self.page.word(i).starts_with(['s', 'a']);
        before.find(|&i| self.page.is_one(i, &FURTHER) && near(i)).map(|i| i..made.end)
    }

    /// `The two countries have signed` behind the lead: the perfect tells what there is, the past what happened.
    fn is_background(&self, sign: &Range<usize>) -> bool {
        let page = self.page;
        let perfect = |i: usize| page.is_any(i, &["have", "has", "'ve"]);
        let near = (sign.start.saturating_sub(3).max(self.sentence.start)..sign.start).any(perfect);
        // `have reviewed …, built … and signed`
        let shared = || {
            let chained = sign.start > 0 && page.is_any(sign.start - 1, &["and", ","]);
            let verb = |i: usize| perfect(i) && !page.is_any(i + 1, &["a", "an", "the", "to", "no", "had"]);
            chained && (self.sentence.start..sign.start).any(verb)
        };
        let body = page.parts.iter().find(|part| part.kind == PartKind::Body);
        let late = body.is_some_and(|body| page.sentence_of(sign.start) >= body.sentences.start + 2);
        page.is(sign.start, "signed") && late && (near || shared())
    }

    /// `will implement the documents signed by the two ministries`: the signing only says which.
    fn is_attribute(&self, sign: &Range<usize>) -> bool {
        let page = self.page;
        let behind = sign.start >= self.at.end && sign.start - self.at.end <= 1;
        let bare = page.is(sign.start, "signed")
            && page.is_any(sign.end, &["by", "at", "between", "with"])
            && !page.is_any(sign.start - 1, &["was", "were", "is", "are", "be", "been", "and"]);
        let before = self.sentence.start..self.at.start;
        let done = any_cue(page, &before, &["basis", "plan", "p.pledge"]);
        behind && bare && done
    }

    /// Whether a signing is what something else is for: `negotiations for the signing of`.
    fn is_aim(&self, made: &Range<usize>) -> bool {
        let before = made.start.saturating_sub(5)..made.start;
        let lead = made.start.saturating_sub(2)..made.start;
        let aimed = self.page.any_in(lead.clone(), &["for", "towards", "toward", "to"]);
        aimed && any_cue(self.page, &before, &["negotiate", "plan"])
    }

    /// Whether what was signed is told with what came of it: `signed and implemented`, `đã ký và triển khai`.
    fn signed_and_used(&self, sign: &Range<usize>) -> bool {
        let joint = self.page.is_any(sign.end, &["and", "và"]);
        let behind = sign.end..(sign.end + 4).min(self.at.start.max(sign.end));
        joint && any_cue(self.page, &behind, &["basis"])
    }

    /// Whether a verb of making is told as done: `đã ký`, `được ký`, `signed`.
    fn past_tense(&self, made: &Range<usize>) -> bool {
        let before = made.start.saturating_sub(1);
        self.told_as_done(made)
            || self.page.is_any(before, &["đã", "được", "vừa", "was", "were", "had", "has"])
            || self
                .page
                .is_any(made.start, &["đã", "được", "vừa", "signed", "inked", "concluded", "put", "sealed"])
    }

    /// `hoàn tất đàm phán`, `concluded negotiations`: what was negotiated is there.
    fn is_over(&self, negotiate: &Range<usize>) -> bool {
        let page = self.page;
        let before = negotiate.start.saturating_sub(2)..negotiate.start;
        let ended = page.any_in(before.clone(), &["concluded", "completed", "finished", "finalised"]);
        ended || before.clone().any(|i| page.follows(i, "hoàn tất") || page.follows(i, "kết thúc"))
    }

    /// `extend the memorandum and step up negotiations on a treaty`: what stands nearer to the next noun is about it.
    fn is_of_next(&self, cue: &Range<usize>) -> bool {
        let next = cues(self.page, &(cue.end..(cue.end + 9).min(self.sentence.end.max(cue.end))))
            .find(|m| self.page.entry(m).id.starts_with("inst."));
        cue.start >= self.at.end
            && next.is_some_and(|next| next.start as usize - cue.end <= self.gap(cue).max(3))
            && self.page.any_in(self.at.end..cue.start, &[",", "and", "và", "well"])
    }

    /// `signed an agreement on drugs and will negotiate one on extradition`: behind the noun that was signed another verb
    /// begins.
    fn is_of_former(&self, sign: &Range<usize>) -> bool {
        let page = self.page;
        let between = sign.end..self.at.start.max(sign.end);
        let noun = cues(page, &between).find(|m| page.entry(m).id.starts_with("inst."));
        noun.is_some_and(|noun| any_cue(page, &(noun.end as usize..self.at.start), &["negotiate"]))
    }

    /// Whether a negotiation is going on: `đang đàm phán`, `tiếp tục đàm phán`.
    fn under_way(&self, negotiate: &Range<usize>) -> bool {
        let around = negotiate.start.saturating_sub(3)..negotiate.start;
        self.page.any_in(
            around.clone(),
            &[
                "đang",
                "tục",
                "đuổi",
                "cường",
                "mạnh",
                "đẩy",
                "độ",
                "ongoing",
                "continue",
                "continued",
                "pursue",
                "are",
                "under",
                "up",
                "resume",
                "resumed",
                "speed",
                "nhanh",
            ],
        )
    }

    /// `under discussion since 2019`, `đang đàm phán từ năm 2019`.
    fn goes_on_since(&self, negotiate: &Range<usize>) -> bool {
        let open = ["under", "being", "been", "are", "is", "đang"];
        let since = self.page.any_in(negotiate.end..negotiate.end + 2, &["since", "từ"]);
        since && self.page.any_in(negotiate.start.saturating_sub(2)..negotiate.end, &open)
    }

    /// Whether the signing is fresh: `vừa ký`, `newly signed`.
    fn just(&self, sign: &Range<usize>) -> bool {
        let around = sign.start.saturating_sub(2)..sign.end + 1;
        self.page.any_in(around.clone(), &["vừa", "mới", "just", "newly"])
    }
}
