//! From a clean document to facts, each tied to the exact words that prove it.

mod apposition;
mod body;
mod cast;
mod country;
mod event;
mod forum;
mod instrument;
mod item;
mod key;
mod letter;
pub mod lists;
mod matcher;
mod name;
mod organization;
mod page;
mod pairs;
mod person;
mod phrases;
mod pledge;
mod role;
mod table;
mod token;
mod topic;
mod vocabulary;
mod when;
mod words;

use crate::base::Arrange;
use crate::base::{Problem, Span};
use crate::date::Date;
use crate::text::Document;
use cast::Cast;
use instrument::Known;
pub use lists::Lists;
use page::Page;
pub use when::{DateMention, dates};

/// A value of a closed list (a country's code, a crime's id …) and the places that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tagged {
    /// The id in its list, e.g. `KR`, `drugs`, `extradition`, `INTERPOL`.
    pub id: String,
    /// Where the text says so; never empty, in order of place.
    pub evidence: Vec<Span>,
}

/// A body that takes part or is talked with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// The id of the list of bodies, e.g. `kr-knpa`, or one made from country and name where the list has none.
    pub id: String,
    /// The preferred English name, or the name as written.
    pub name: String,
    /// ISO 3166-1 alpha-2; none for international bodies.
    pub country: Option<String>,
    /// Where the text names it.
    pub evidence: Vec<Span>,
}

/// A person in an official role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Full name, with the marks the text gives it.
    pub name: String,
    /// ISO 3166-1 alpha-2 of the side the person acts for.
    pub country: Option<String>,
    /// Rank as written.
    pub rank: Option<String>,
    /// Post as written, with the body where it is named.
    pub post: Option<String>,
    /// Id of the body.
    pub organization: Option<String>,
    /// Where the text names the person, later mentions included.
    pub evidence: Vec<Span>,
}

/// An agreement, programme, memorandum … that the text speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// The title as written.
    pub title: String,
    /// `treaty agreement arrangement mou protocol plan programme minutes joint-statement letter-of-intent`.
    pub kind: String,
    /// `signed existing proposed negotiating`.
    pub status: String,
    /// The year it was signed.
    pub year: Option<u16>,
    /// The years it covers, both inclusive.
    pub period: Option<(u16, u16)>,
    /// ISO 3166-1 alpha-2 of the parties.
    pub parties: Vec<String>,
    /// Where the text names it and says its status.
    pub evidence: Vec<Span>,
}

/// The event that the document reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// `talks visit reception conference signing dialogue working-session phone-call transfer course award`.
    pub kind: String,
    /// `minister deputy-minister department local other`, of the Vietnamese lead.
    pub level: Option<String>,
    /// The first day.
    pub date: Option<Date>,
    /// The last day, of an event of several days.
    pub date_end: Option<Date>,
    /// City (as in the list of places) and ISO 3166-1 alpha-2 country.
    pub place: Option<Place>,
    /// The words that say kind, date and place.
    pub evidence: Vec<Span>,
}

/// Where an event took place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// City, in the form of the list of places.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

/// Who agrees, proposes, pledges, asks or supports what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pledge {
    /// ISO 3166-1 alpha-2 of the side, or `both`.
    pub by: String,
    /// `agree propose pledge request support`.
    pub verb: String,
    /// Ids of forms of cooperation.
    pub cooperation: Vec<String>,
    /// Ids of crime types.
    pub crimes: Vec<String>,
    /// The sentence.
    pub evidence: Vec<Span>,
}

/// All that one document says. Lists are in order of first evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The event reported.
    pub event: Option<Event>,
    /// The parties, Viet Nam included; ids are ISO 3166-1 alpha-2.
    pub countries: Vec<Tagged>,
    /// Bodies.
    pub organizations: Vec<Organization>,
    /// People in official roles.
    pub people: Vec<Person>,
    /// Agreements and the like.
    pub instruments: Vec<Instrument>,
    /// Crime types.
    pub crimes: Vec<Tagged>,
    /// Forms of cooperation.
    pub cooperation: Vec<Tagged>,
    /// International forums and organisations.
    pub forums: Vec<Tagged>,
    /// Pledges.
    pub pledges: Vec<Pledge>,
    /// What was seen but could not be worked out.
    pub problems: Vec<Problem>,
}

/// Extracts the facts of a document. Never fails; linear in the length of the text.
#[must_use]
pub fn extract(document: &Document, lists: &Lists) -> Facts {
    let page = Page::read(document, lists);
    let cast = Cast::read(&page);
    let dates = event::dates(&page);
    let ground = topic::Ground::of(&page, &cast);
    let crimes = topic::crimes(&page, &ground);
    let cooperation = topic::cooperation(&page, &cast, &ground, &crimes);
    let day = event::day(&page, &dates);
    let known = Known { day, dates: &dates, crimes: &crimes, cooperation: &cooperation };
    let mentions = instrument::mentions(&page, known);
    let event = event::event(&page, &cast, &dates, &instrument::signings(&mentions));
    let pledging =
        pledge::Known { cast: &cast, crimes: &crimes, cooperation: &cooperation, dates: &dates, day };
    let mut facts = Facts {
        instruments: instrument::instruments(&page, &cast, event.as_ref(), mentions),
        pledges: pledge::pledges(&page, pledging),
        event,
        crimes,
        cooperation,
        countries: cast.countries,
        organizations: cast.organizations,
        people: cast.people,
        forums: cast.forums,
        problems: Vec::new(),
    };
    facts.instruments.arrange_by_key(|i| i.evidence.first().copied());
    facts
}
