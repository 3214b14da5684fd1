//! A search in steps: who asks can do something else between two of them, or let the search go.
//!
//! What takes long is to compare many leaves, one after another, of up to three plans: of the query as typed, as
//! corrected, and with any of its words. A step is over after the leaf that reaches its length, and before a further
//! plan is compared.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::better::better;
use super::found::{Finding, Found};
use super::matching::Budget;
use super::plan::{Role, plan};
use super::run::{BUDGET, Outcome, answer};
use super::{Labels, QueryProblem, Request, Response, Texts};
use crate::base::Span;
use crate::index::Index;
use crate::query::{Ast, Trouble, parse};

/// A search that is not over yet. It belongs to the index that it began with, and to that as it was then.
#[derive(Debug)]
pub struct Task<'a> {
    request: Cow<'a, Request>,
    ast: Ast,
    problems: Vec<QueryProblem>,
    budget: Budget,
    stage: Stage,
    /// What is compared in this stage.
    finding: Finding,
}

/// What is looked for, with what is known by then.
#[derive(Debug, Default)]
enum Stage {
    /// The query as typed.
    #[default]
    Typed,
    /// Another spelling, after what was found as typed.
    Corrected(Found, String),
    /// Any of the words, since no document has all; with the other spelling, if that finds some.
    Any(Found, Option<String>),
}

impl<'a> Task<'a> {
    /// Begins a search: its plan is made, nothing is compared yet.
    #[must_use]
    pub fn new(index: &Index, labels: &dyn Labels, request: Cow<'a, Request>) -> Self {
        let (ast, troubles) = parse(&request.query);
        let mut plan = plan(index, labels, &request.query, &ast, false, &request.not_also);
        let problems = troubles.into_iter().chain(plan.troubles.drain(..)).map(problem).collect();
        let (budget, stage, finding) = (Budget::new(BUDGET), Stage::Typed, Finding::new(plan));
        Self { request, ast, problems, budget, stage, finding }
    }

    /// Goes on for about so many steps of the budget ([`Budget`]): gives the response, or what is left to do. The
    /// response is the same whatever the length of the steps.
    pub fn step(
        mut self,
        index: &Index,
        texts: &dyn Texts,
        labels: &dyn Labels,
        steps: u64,
    ) -> ControlFlow<Response, Self> {
        self.budget.pause_after(steps);
        if !self.finding.go_on(index, texts, &mut self.budget) {
            return ControlFlow::Continue(self);
        }
        let found = std::mem::take(&mut self.finding).done(index);
        let outcome = match std::mem::take(&mut self.stage) {
            Stage::Typed => self.spell(index, labels, found),
            Stage::Corrected(typed, query) => {
                let corrected = (!found.set.is_empty()).then_some(query);
                self.widen(index, labels, typed, corrected)
            }
            Stage::Any(typed, corrected) if found.set.is_empty() => {
                Some(self.outcome(typed, None, corrected))
            }
            Stage::Any(_, corrected) => {
                self.problems.push(dropped(&found, &self.request.query));
                let covered = found.coverage(index.documents());
                Some(self.outcome(found, covered, corrected))
            }
        };
        match outcome {
            Some(outcome) => ControlFlow::Break(answer(index, texts, labels, &self.request, outcome)),
            None => ControlFlow::Continue(self),
        }
    }

    /// Where nothing was found, or by typing errors only: goes on with another spelling, if there is one.
    fn spell(&mut self, index: &Index, labels: &dyn Labels, typed: Found) -> Option<Outcome> {
        let unsure = typed.set.is_empty() || typed.plan.guessed();
        let Some(query) = (if unsure { better(index, &self.request.query, &self.ast) } else { None }) else {
            return self.widen(index, labels, typed, None);
        };
        let plan = plan(index, labels, &query, &parse(&query).0, false, &self.request.not_also);
        self.finding = Finding::new(plan);
        self.stage = Stage::Corrected(typed, query);
        None
    }

    /// Where nothing was found: goes on with any of the words, if there are several.
    fn widen(
        &mut self,
        index: &Index,
        labels: &dyn Labels,
        typed: Found,
        corrected: Option<String>,
    ) -> Option<Outcome> {
        if !typed.set.is_empty() || typed.plan.conditions() < 2 {
            return Some(self.outcome(typed, None, corrected));
        }
        let plan = plan(index, labels, &self.request.query, &self.ast, true, &self.request.not_also);
        self.finding = Finding::new(plan);
        self.stage = Stage::Any(typed, corrected);
        None
    }

    fn outcome(&mut self, found: Found, covered: Option<Vec<f32>>, corrected: Option<String>) -> Outcome {
        let mut problems = std::mem::take(&mut self.problems);
        if self.budget.spent {
            let what = "the query asks for too much at once; the answer is partial".to_owned();
            problems.push(QueryProblem { what, span: Span::new(0, self.request.query.len()) });
        }
        Outcome { found, covered, corrected, problems }
    }
}

fn problem(trouble: Trouble) -> QueryProblem {
    QueryProblem { what: trouble.what, span: trouble.span }
}

/// Says which words no document has, or that none has all of them.
fn dropped(any: &Found, query: &str) -> QueryProblem {
    let absent = any
        .plan
        .leaves
        .iter()
        .zip(&any.matches)
        .filter(|(leaf, matches)| leaf.role == Role::Condition && matches.docs.is_empty());
    let absent: Vec<String> = absent.map(|(leaf, _)| format!("“{}”", leaf.typed)).collect();
    let what = if absent.is_empty() {
        "no document has all these words; shown are those that have some, the best first".to_owned()
    } else {
        format!("no document has {}; shown are those that have other words of the query", absent.join(", "))
    };
    QueryProblem { what, span: Span::new(0, query.len()) }
}
