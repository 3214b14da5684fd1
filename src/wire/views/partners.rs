//! Partners: the ranked table, and the dossier of one.

use serde::Serialize;

use super::ledger::{Agreement, agreement};
use super::{Counted, Occasion, Scope, Value};
use crate::overview::{ledger, partners, people, pledges};

/// The answer to `engine.partners`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Partners {
    pub total: usize,
    pub rows: Vec<Partner>,
}

/// What the selection tells of one country. The dossier's lists are empty where it was not asked for.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Partner {
    #[serde(flatten)]
    pub country: Value,
    pub events: usize,
    pub reports: usize,
    pub statuses: Vec<Counted>,
    pub pledges: usize,
    pub first: Option<String>,
    pub last: Option<String>,
    pub years: Vec<(u16, usize)>,
    pub crimes: Vec<Counted>,
    pub cooperation: Vec<Counted>,
    pub crimes_by_year: Vec<(String, u16, usize)>,
    pub history: Vec<Occasion>,
    pub officials: Vec<Official>,
    pub agreements: Vec<Agreement>,
}

/// A person of the partner's side and the posts told.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Official {
    pub name: String,
    pub posts: Vec<Held>,
}

/// A post, and when documents tell of it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Held {
    pub post: String,
    pub first: Option<String>,
    pub last: Option<String>,
}

/// The partners with most events first; those in `who` alone and with their dossier where it is not empty.
#[must_use]
pub fn partners(scope: Scope<'_>, who: &[String], offset: usize, limit: usize) -> Partners {
    let entries = ledger::ledger(scope.selection);
    let someone = people::people(scope.selection);
    let items = pledges::pledges(scope.selection);
    let lists = partners::Lists { ledger: &entries, people: &someone, pledges: &items };
    let mut found = partners::partners(scope.selection, lists);
    found.retain(|p| who.is_empty() || who.contains(&p.code));
    let total = found.len();
    let dossier = !who.is_empty();
    let rows = found.iter().skip(offset).take(limit).map(|p| row(scope, p, lists, dossier)).collect();
    Partners { total, rows }
}

fn row(scope: Scope<'_>, p: &partners::Partner, lists: partners::Lists<'_>, dossier: bool) -> Partner {
    let wanted = |places: &[usize]| if dossier { places.to_vec() } else { Vec::new() };
    Partner {
        country: scope.value("country", &p.code),
        events: p.events.len(),
        reports: p.documents.len(),
        statuses: scope.counted("status", &p.statuses),
        pledges: p.pledges.len(),
        first: p.first.map(|d| d.to_string()),
        last: p.last.map(|d| d.to_string()),
        years: p.years.clone(),
        crimes: scope.counted("crime", &p.crimes),
        cooperation: scope.counted("cooperation", &p.cooperation),
        crimes_by_year: if dossier { p.crimes_by_year.clone() } else { Vec::new() },
        history: wanted(&p.events).into_iter().map(|e| scope.occasion(e)).collect(),
        officials: wanted(&p.officials)
            .into_iter()
            .filter_map(|at| lists.people.get(at))
            .map(official)
            .collect(),
        agreements: wanted(&p.instruments)
            .into_iter()
            .filter_map(|at| lists.ledger.get(at))
            .map(|e| agreement(scope, e))
            .collect(),
    }
}

fn official(someone: &people::Someone) -> Official {
    let held = |post: &people::Post| Held {
        post: post.post.clone(),
        first: post.first.map(|d| d.to_string()),
        last: post.last.map(|d| d.to_string()),
    };
    Official { name: someone.name.clone(), posts: someone.posts.iter().map(held).collect() }
}
