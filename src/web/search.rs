//! The methods of `Engine` that search.

use std::borrow::Cow;
use std::ops::ControlFlow;

use wasm_bindgen::prelude::*;

use super::Engine;
use super::failure::Failure;
use super::values::{request, to_js};
use crate::engine;
use crate::search::{Response, Task};
use crate::wire::answer::Context;
use crate::wire::{SearchRequest, SearchResponse};

/// Postings and positions of one step: some two milliseconds.
const STEP: u64 = 100_000;

/// At most one search on its way; a newer one takes its place.
#[derive(Debug, Default)]
pub(super) struct InSteps {
    /// The number of the newest search.
    ticket: u32,
    now: Option<(SearchRequest, Task<'static>)>,
    /// Whether the documents changed since it was begun: what was found in them by then counts no more.
    pub(super) stale: bool,
}

impl InSteps {
    fn begin(&mut self, core: &engine::Engine, asked: SearchRequest) -> u32 {
        let task = core.begin(Cow::Owned(asked.to_core()));
        (self.now, self.stale) = (Some((asked, task)), false);
        self.ticket = self.ticket.wrapping_add(1);
        self.ticket
    }

    /// Goes on with the search of a ticket; its answer, once there is one.
    fn go_on(
        &mut self,
        core: &engine::Engine,
        ticket: u32,
    ) -> Result<Option<(SearchRequest, Response)>, Failure> {
        let gone = Failure::Abort("this search is over, or a newer one was begun; call beginSearch again");
        let now = if ticket == self.ticket { self.now.take() } else { None };
        let (asked, mut task) = now.ok_or(gone)?;
        if std::mem::take(&mut self.stale) {
            task = core.begin(Cow::Owned(asked.to_core()));
        }
        Ok(match core.step(task, STEP) {
            ControlFlow::Break(response) => Some((asked, response)),
            ControlFlow::Continue(task) => {
                self.now = Some((asked, task));
                None
            }
        })
    }
}

#[wasm_bindgen]
impl Engine {
    /// Finds documents and counts facets.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `SearchRequest`. A query is never an error.
    #[wasm_bindgen(unchecked_return_type = "SearchResponse")]
    pub fn search(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SearchRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: SearchRequest = request("search", asked)?;
        self.answer(&asked, &self.core.search(&asked.to_core()))
    }

    /// Begins a search that is worked off in steps, and gives its ticket for `continueSearch`. One that was begun before
    /// is let go.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `SearchRequest`.
    #[wasm_bindgen(js_name = beginSearch)]
    pub fn begin_search(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "SearchRequest")] asked: &JsValue,
    ) -> Result<u32, JsValue> {
        let asked = request("beginSearch", asked)?;
        Ok(self.search.begin(&self.core, asked))
    }

    /// Goes on for some two milliseconds with the search of a ticket: gives the answer, the same as `search`, or
    /// `undefined` where there is more to do. If documents change meanwhile, it begins anew.
    ///
    /// # Errors
    /// `AbortError`: a newer search was begun, or the answer was given already.
    #[wasm_bindgen(js_name = continueSearch, unchecked_return_type = "SearchResponse | undefined")]
    pub fn continue_search(&mut self, ticket: u32) -> Result<JsValue, JsValue> {
        match self.search.go_on(&self.core, ticket)? {
            Some((asked, response)) => self.answer(&asked, &response),
            None => Ok(JsValue::UNDEFINED),
        }
    }
}

impl Engine {
    fn answer(&self, asked: &SearchRequest, response: &Response) -> Result<JsValue, JsValue> {
        let entry = |doc| self.core.get(doc).map(|e| (&e.document, &e.facts));
        let context = Context {
            lists: self.core.lists(),
            bodies: self.bodies(),
            entry: &entry,
            lang: &asked.lang,
            query: &asked.query,
        };
        Ok(to_js(&SearchResponse::new(response, context))?)
    }
}
