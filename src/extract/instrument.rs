//! Agreements and the like: title, type, status, year, period, parties.
//!
//! A mention is a noun such as *hiệp định*, *memorandum* with what belongs to it ([`title`]); a list of subjects
//! after one noun gives one mention each ([`series`]); the words around say whether it was signed, is in force,
//! is wanted or is being negotiated ([`status`]). Mentions of one instrument are then put together here.

mod mention;
mod noun;
mod series;
mod status;
mod title;

pub(super) use self::mention::{Mention, mentions};
use self::status::Status;
use super::cast::Cast;
use super::page::Page;
use super::when::When;
use super::{Event, Instrument, Tagged};
use crate::base::Arrange;
use crate::base::Span;
use crate::base::case::Lower;
use crate::date::Date;
use std::ops::Range;

/// What instruments need of the facts found before them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<'a> {
    /// The day of the event reported: what was signed on it was signed at the event.
    pub day: Option<Date>,
    /// Every date of the page.
    pub dates: &'a [When],
    /// Crimes named.
    pub crimes: &'a [Tagged],
    /// Forms of cooperation named.
    pub cooperation: &'a [Tagged],
}

/// The words that tell a signing at the event, as tokens.
pub(super) fn signings(mentions: &[Mention]) -> Vec<Range<usize>> {
    // What is issued at the end of a meeting is a part of it.
    let issued = |m: &Mention| m.kind == "joint-statement";
    let fresh = mentions.iter().filter(|m| m.status == Some(Status::Signed) && !issued(m));
    fresh.filter_map(|m| m.said.clone()).collect()
}

/// The instruments that the text speaks of, in order of first evidence. Quadratic only in the number of different
/// instruments of one document, which is cut at [`MOST`].
pub(super) fn instruments(
    page: &Page<'_>,
    cast: &Cast,
    event: Option<&Event>,
    mentions: Vec<Mention>,
) -> Vec<Instrument> {
    let mut groups: Vec<Group> = Vec::new();
    for mention in mentions {
        let at = groups.iter().rposition(|group| group.takes(&mention));
        match at {
            Some(at) => groups[at].add(mention),
            // `The deal was sealed in Seoul`: what is signed was not named before.
            None if (mention.stands_alone || groups.is_empty() && mention.is_sealed())
                && groups.len() < MOST =>
            {
                groups.push(Group::of(mention));
            }
            None => {}
        }
    }
    let mut instruments: Vec<Instrument> =
        groups.iter().map(|group| group.instrument(page, cast, event)).collect();
    instruments.arrange_by_key(|i| i.evidence.first().copied());
    instruments
}

/// The most instruments of one document.
const MOST: usize = 64;

/// The mentions of one instrument, and what they say together, so that the next one is compared at once.
struct Group {
    mentions: Vec<Mention>,
    /// The first kind that is not `generic`.
    kind: &'static str,
    /// The first mention that has a subject.
    subject: Option<usize>,
    year: Option<u16>,
    period: Option<(u16, u16)>,
    /// The weightiest status that any mention says.
    status: Option<Status>,
}

impl Group {
    /// Whether a mention speaks of this instrument: a type that fits, and no year, period, subject or status that
    /// tells the two apart.
    fn takes(&self, other: &Mention) -> bool {
        let kind = self.kind;
        let same_kind = kind == other.kind
            || other.kind == "generic"
            || kind == "generic" && other.stands_alone
            || self.is_record_of(other);
        let years = (self.year, other.year);
        let periods = (self.period, other.period);
        if !same_kind || differ(years) || differ(periods) || self.opposed(other) || self.strange(other) {
            return false;
        }
        if other.series != self.mentions.last().and_then(|m| m.series) && other.series.is_some() {
            return self.subject().is_some_and(|subject| subject == other.subject.as_slice());
        }
        match (self.subject(), other.subject.as_slice()) {
            _ if other.series.is_some() => false,
            (_, []) | (None, _) => true,
            (Some(mine), theirs) => mine.iter().any(|s| theirs.contains(s)),
        }
    }

    /// `biên bản` is short for `biên bản ghi nhớ`: both signed at the event are one.
    fn is_record_of(&self, other: &Mention) -> bool {
        let kinds = matches!((self.kind, other.kind), ("minutes", "mou") | ("mou", "minutes"));
        let signed = self.status == Some(Status::Signed) && other.status == Some(Status::Signed);
        let mut titles = self.mentions.first().into_iter().chain([other]);
        kinds && signed && titles.all(|m| m.title.lower().starts_with("biên bản"))
    }

    /// One signed now and one from before, or one still wanted, are two.
    fn opposed(&self, other: &Mention) -> bool {
        use Status::{Existing, Negotiating, Proposed, Signed};
        let (Some(mine), Some(theirs)) = (self.status, other.status) else { return false };
        match (mine, theirs) {
            (a, b) if a == b => false,
            (Proposed, Negotiating) | (Negotiating, Proposed) => false,
            (Signed, Existing) => {
                other.year.is_some() || other.period.is_some() || other.subject.is_empty() && other.plural
            }
            (Existing, Signed) => self.year.is_some() || !other.stands_alone,
            // What was signed in a year that is told is not what is wished for.
            (Existing, Proposed | Negotiating) if self.year.is_some() => true,
            (Signed, Proposed | Negotiating) => other.stands_alone,
            (Proposed | Negotiating, Signed) => !other.stands_alone,
            _ => other.stands_alone && (!other.subject.is_empty() || other.indefinite),
        }
    }

    /// Whether two full titles in one sentence have no word in common.
    fn strange(&self, other: &Mention) -> bool {
        let first = self.mentions.partition_point(|m| m.sentence < other.sentence);
        let mut here = self.mentions[first..].iter().take_while(|m| m.sentence == other.sentence);
        let beside = here.find(|m| m.stands_alone);
        beside.map(|m| &m.words).is_some_and(|mine| {
            other.stands_alone
                && mine.len() > 1
                && other.words.len() > 1
                && !mine.iter().any(|w| other.words.contains(w))
        })
    }

    /// The group of a first mention.
    fn of(mention: Mention) -> Self {
        let mut group = Self {
            mentions: Vec::new(),
            kind: "generic",
            subject: None,
            year: None,
            period: None,
            status: None,
        };
        group.add(mention);
        group
    }

    fn add(&mut self, mention: Mention) {
        if self.kind == "generic" || self.kind == "minutes" && mention.kind == "mou" {
            self.kind = mention.kind;
        }
        if self.subject.is_none() && !mention.subject.is_empty() {
            self.subject = Some(self.mentions.len());
        }
        self.year = self.year.or(mention.year);
        self.period = self.period.or(mention.period);
        self.status = self.status.max(mention.status);
        self.mentions.push(mention);
    }

    fn subject(&self) -> Option<&[String]> {
        self.subject.and_then(|at| self.mentions.get(at)).map(|m| m.subject.as_slice())
    }

    fn instrument(&self, page: &Page<'_>, cast: &Cast, event: Option<&Event>) -> Instrument {
        let status = self.status.unwrap_or_else(|| self.by_default(page, event));
        let best = self.mentions.iter().max_by_key(|m| m.weight());
        let signed_now = event.and_then(|e| e.date).and_then(|d| d.year).filter(|_| status == Status::Signed);
        let mut evidence: Vec<Span> = self.mentions.iter().flat_map(|m| m.evidence.iter().copied()).collect();
        evidence.arrange();
        evidence.dedup();
        let kind = match self.kind {
            "generic" => "agreement",
            kind => kind,
        };
        Instrument {
            title: best.map_or(String::new(), |m| m.title.clone()),
            kind: kind.to_owned(),
            status: status.name().to_owned(),
            year: self.year.or(signed_now),
            period: self.period,
            parties: self.parties(page, cast),
            evidence,
        }
    }

    /// Where no word says a status: what a report of a signing names in its title was signed, all else is in force.
    fn by_default(&self, page: &Page<'_>, event: Option<&Event>) -> Status {
        let signing = event.is_some_and(|event| event.kind == "signing");
        let titled = self.mentions.iter().any(|m| {
            page.part_of(m.tokens.start).is_some_and(|part| part.kind == super::page::PartKind::Title)
        });
        if signing && titled { Status::Signed } else { Status::Existing }
    }

    /// The sides that the title names; where it names none, those of a bilateral event.
    fn parties(&self, page: &Page<'_>, cast: &Cast) -> Vec<String> {
        let named =
            self.mentions.iter().flat_map(|m| cast.within(m.tokens.clone())).filter_map(|m| m.country);
        let mut parties: Vec<String> = named.map(str::to_owned).collect();
        let many_sided = self.mentions.iter().any(|m| m.many_sided(page));
        if parties.iter().all(|code| code == "VN") && !many_sided {
            let partners: Vec<&str> =
                cast.countries.iter().map(|c| c.id.as_str()).filter(|c| *c != "VN").collect();
            if let [partner] = partners[..] {
                parties = vec!["VN".to_owned(), partner.to_owned()];
            }
        } else if parties.len() == 1 && !many_sided {
            parties.push("VN".to_owned());
        }
        parties.arrange_by_key(|code| (code != "VN", code.clone()));
        parties.dedup();
        parties
    }
}

fn differ<T: PartialEq>(pair: (Option<T>, Option<T>)) -> bool {
    matches!(pair, (Some(a), Some(b)) if a != b)
}
