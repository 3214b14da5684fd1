//! What the words around a mention say of its status.

use std::ops::Range;

use super::Known;
use crate::date::Date;
use crate::extract::page::Page;
use crate::extract::topic::cues;
use crate::extract::when::When;

/// How far an instrument has come, the lightest word first: what is signed at the event outweighs all else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Status {
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
    pub(super) fn name(self) -> &'static str {
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
const NEAR: usize = 14;

/// Reads the sentence around the mention `at`.
pub(super) fn read(page: &Page<'_>, at: &Range<usize>, sentence: &Range<usize>, known: Known<'_>) -> Reading {
    let look = Look { page, at, sentence, known };
    let date = look.date();
    let year = date.and_then(|(_, d)| d.year).filter(|_| !date.is_some_and(|(_, d)| look.is_now(d)));
    let sign = look.nearest("sign", NEAR);
    let negotiate = look.nearest("negotiate", NEAR);
    let plan = look.nearest("plan", NEAR);
    let basis = look.before("basis", 7);
    let past = look.nearest("past", 6);
    let made = sign.clone().or_else(|| look.nearest("make", 10));
    let old = year.is_some() || look.is_from_before(&sign);
    let planned = plan.filter(|plan| look.governs(plan, made.as_ref()));
    let (status, proof) = look.decide(sign, negotiate, planned, basis.or(past), old);
    Reading { status, year, proof }
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
        if let (Some(sign), true, None) = (&sign, old, &planned) {
            return (Some(Status::Existing), Some(sign.clone()));
        }
        if let Some(negotiate) = negotiate.filter(|n| planned.is_none() || self.under_way(n)) {
            return match sign.filter(|sign| self.past_tense(sign)) {
                Some(sign) => (Some(Status::Signed), Some(sign)),
                None => (Some(Status::Negotiating), Some(negotiate)),
            };
        }
        if planned.is_some() {
            return (Some(Status::Proposed), planned);
        }
        if in_use.is_some() || old {
            return match sign.filter(|sign| self.just(sign)) {
                Some(sign) => (Some(Status::Signed), Some(sign)),
                None => (Some(Status::Existing), in_use),
            };
        }
        (sign.is_some().then_some(Status::Signed), sign)
    }

    /// The nearest cue of a group in the sentence, at most `most` words away from the mention.
    fn nearest(&self, group: &str, most: usize) -> Option<Range<usize>> {
        let found = cues(self.page, self.sentence).filter(|m| self.page.entry(m).id == group);
        let ranges = found.map(|m| m.start as usize..m.end as usize);
        ranges.filter(|r| self.gap(r) <= most).min_by_key(|r| self.gap(r))
    }

    /// The nearest cue of a group that ends before the mention.
    fn before(&self, group: &str, most: usize) -> Option<Range<usize>> {
        let found = cues(self.page, self.sentence).filter(|m| self.page.entry(m).id == group);
        let ranges = found.map(|m| m.start as usize..m.end as usize).filter(|r| r.end <= self.at.start);
        ranges.filter(|r| self.gap(r) <= most).last()
    }

    fn gap(&self, other: &Range<usize>) -> usize {
        if other.end <= self.at.start {
            self.at.start - other.end
        } else {
            other.start.saturating_sub(self.at.end)
        }
    }

    /// The date nearest to the mention that can be the day of its signing: inside its title's tail or after a verb.
    fn date(&self) -> Option<(&When, Date)> {
        let dates = self.known.dates;
        let from = dates.partition_point(|d| d.tokens.start < self.sentence.start);
        let inside = dates[from..].iter().take_while(|d| d.tokens.start < self.sentence.end);
        let near = inside.filter(|d| d.end.is_none() && self.gap(&d.tokens) <= NEAR);
        near.min_by_key(|d| self.gap(&d.tokens)).map(|d| (d, d.start))
    }

    /// Whether a date is the event's, as far as both are known.
    fn is_now(&self, date: Date) -> bool {
        let Some(event) = self.known.event.and_then(|e| e.date).or(self.page.published) else { return false };
        let same_year = date.year == event.year || date.year.is_none();
        let same_month = date.month.is_none() || event.month.is_none() || date.month == event.month;
        same_year && same_month
    }

    /// Whether the signing is told as something done before: `đã ký trước đây`, `previously signed`.
    fn is_from_before(&self, sign: &Option<Range<usize>>) -> bool {
        sign.as_ref().is_some_and(|sign| {
            let around = sign.start.saturating_sub(3)..(sign.end + 3).min(self.sentence.end);
            cues(self.page, &around).any(|m| self.page.entry(m).id == "past")
        })
    }

    /// Whether a wish or a plan is about making the instrument, not about using it.
    fn governs(&self, plan: &Range<usize>, made: Option<&Range<usize>>) -> bool {
        let used = self.before("basis", 7).is_some_and(|basis| basis.start >= plan.start);
        if used {
            return false;
        }
        match made {
            Some(made) if plan.end <= made.start => made.start - plan.end <= 8,
            Some(made) if made.end <= plan.start => self.gap(plan) <= 4 && !self.past_tense(made),
            Some(_) => true,
            None => self.gap(plan) <= 6,
        }
    }

    /// Whether a verb of making is told as done: `đã ký`, `được ký`, `signed`.
    fn past_tense(&self, made: &Range<usize>) -> bool {
        let before = made.start.saturating_sub(1);
        self.page.is_any(before, &["đã", "được", "vừa", "was", "were", "had", "has"])
            || self.page.is_any(made.start, &["đã", "được", "vừa", "signed", "inked", "concluded"])
    }

    /// Whether a negotiation is going on: `đang đàm phán`, `tiếp tục đàm phán`.
    fn under_way(&self, negotiate: &Range<usize>) -> bool {
        let around = negotiate.start.saturating_sub(3)..negotiate.start;
        around.clone().any(|i| {
            self.page.is_any(
                i,
                &["đang", "tục", "đuổi", "ongoing", "continue", "continued", "pursue", "are", "under"],
            )
        })
    }

    /// Whether the signing is fresh: `vừa ký`, `newly signed`.
    fn just(&self, sign: &Range<usize>) -> bool {
        let around = sign.start.saturating_sub(2)..sign.end + 1;
        around.clone().any(|i| self.page.is_any(i, &["vừa", "mới", "just", "newly"]))
    }
}
