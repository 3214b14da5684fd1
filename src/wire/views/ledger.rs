//! The ledger: every agreement with its steps and the words for each.

use serde::Serialize;

use super::{Occasion, Quote, Scope, Value};
use crate::overview::ledger::{self, Entry};

/// The answer to `engine.ledger`.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Ledger {
    pub total: usize,
    pub statuses: Vec<super::Counted>,
    pub rows: Vec<Agreement>,
}

/// One agreement.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Agreement {
    pub title: String,
    pub titles: Vec<Title>,
    pub kind: Value,
    pub parties: Vec<Value>,
    pub status: Value,
    pub signed: Option<String>,
    pub period: Option<(u16, u16)>,
    pub steps: Vec<Step>,
}

/// A title as reports give it.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Title {
    pub lang: &'static str,
    pub text: String,
}

/// What the reports of one event say of an agreement.
#[derive(Debug, Clone, Serialize)]
#[allow(missing_docs, reason = "src/web/types.d.ts says what each key is")]
pub struct Step {
    pub status: Value,
    pub date: Option<String>,
    pub event: Occasion,
    pub quotes: Vec<Quote>,
}

/// The order in which an agreement comes about.
const STATUSES: [&str; 4] = ["proposed", "negotiating", "signed", "existing"];

/// The agreements with one of `statuses` as their last (all where it is empty) and with `who` among the parties.
#[must_use]
pub fn ledger(
    scope: Scope<'_>,
    status: Option<&str>,
    who: Option<&str>,
    offset: usize,
    limit: usize,
) -> Ledger {
    let mut entries = ledger::ledger(scope.selection);
    entries.retain(|e| who.is_none_or(|w| e.parties.iter().any(|p| p == w)));
    let counts: Vec<(String, usize)> = STATUSES
        .iter()
        .map(|s| ((*s).to_owned(), entries.iter().filter(|e| e.status == *s).count()))
        .collect();
    entries.retain(|e| status.is_none_or(|s| e.status == s));
    Ledger {
        total: entries.len(),
        statuses: scope.counted("status", &counts),
        rows: entries.iter().skip(offset).take(limit).map(|e| agreement(scope, e)).collect(),
    }
}

/// One entry as a message.
#[must_use]
pub fn agreement(scope: Scope<'_>, entry: &Entry) -> Agreement {
    Agreement {
        title: entry.title.clone(),
        titles: entry
            .titles
            .iter()
            .map(|((lang, text), _)| Title { lang: lang.code(), text: text.clone() })
            .collect(),
        kind: scope.value("instrument", &entry.kind),
        parties: scope.values("country", &entry.parties),
        status: scope.value("status", &entry.status),
        signed: entry.signed.map(|d| d.to_string()),
        period: entry.period,
        steps: entry
            .steps
            .iter()
            .map(|s| Step {
                status: scope.value("status", &s.status),
                date: s.date.map(|d| d.to_string()),
                event: scope.occasion(s.event),
                quotes: scope.quotes(&s.proofs),
            })
            .collect(),
    }
}
