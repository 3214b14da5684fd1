//! The methods of `Engine` that look over a selection.

use wasm_bindgen::prelude::*;

use super::failure::Failure;
use super::values::{request, to_js};
use super::{Engine, source};
use crate::overview::network::NodeKind;
use crate::overview::timeline::Unit;
use crate::overview::{Selection, Source};
use crate::search::kwic;
use crate::wire::ViewRequest;
use crate::wire::views::concordance::{Concordance, Line};
use crate::wire::views::{Scope, coverage, ledger, marks, network, partners, pledges, sentences, timeline};

#[wasm_bindgen]
impl Engine {
    /// The sentences that prove a facet's values; without a facet, those in which the query stands.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Sentences")]
    pub fn facts(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("facts", asked)?;
        let selection = self.selection(&asked);
        let (scope, limit, offset) = (self.scope(&selection), asked.limit(), asked.offset);
        let message = match &asked.facet {
            Some(facet) => {
                let values = asked.values.iter().map(String::as_str).collect();
                sentences::proving(scope, &[(facet, values)], offset, limit)
            }
            None => {
                let asked = crate::search::Request { limit: u32::MAX, ..asked.selection() };
                let order = self.core.search(&asked).hits;
                let of = |id| marks(&self.core.highlights(id, &asked.query, &asked.not_also));
                let found = order.iter().map(|h| (h.doc, of(self.core.id(h.doc))));
                sentences::in_context(scope, found, offset, limit)
            }
        };
        Ok(to_js(&message)?)
    }

    /// Every place where the query matches, a line each; `by` sorts by what stands `left` or `right` of it.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`, or `by` is not `left` or `right`.
    #[wasm_bindgen(unchecked_return_type = "Concordance")]
    pub fn concordance(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("concordance", asked)?;
        let order = match asked.by.as_deref() {
            None => kwic::Order::Document,
            Some("left") => kwic::Order::Left,
            Some("right") => kwic::Order::Right,
            Some(other) => {
                let what = format!("concordance: by is \"{other}\"; expected left or right");
                return Err(Failure::Request(what).into());
            }
        };
        let (lines, partial) = self.core.concordance(&asked.selection(), order);
        let shown = lines.iter().skip(asked.offset).take(asked.limit());
        let rows = shown.filter_map(|line| Some(Line::new(line, &self.core.get(line.doc)?.document)));
        Ok(to_js(&Concordance { total: lines.len(), partial, rows: rows.collect() })?)
    }

    /// The agreements with their steps.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Ledger")]
    pub fn ledger(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("ledger", asked)?;
        let selection = self.selection(&asked);
        let status = asked.status.as_deref();
        Ok(to_js(&ledger::ledger(self.scope(&selection), status, asked.one(), asked.offset, asked.limit()))?)
    }

    /// Who promised or asked what.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Pledges")]
    pub fn pledges(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("pledges", asked)?;
        let selection = self.selection(&asked);
        let wanted =
            pledges::Wanted { by: asked.side.as_deref(), verb: asked.status.as_deref(), who: asked.one() };
        Ok(to_js(&pledges::pledges(self.scope(&selection), wanted, asked.offset, asked.limit()))?)
    }

    /// Events over time.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`, or `by` is not `day`, `month` or `year`.
    #[wasm_bindgen(unchecked_return_type = "Timeline")]
    pub fn timeline(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("timeline", asked)?;
        let unit = match asked.by.as_deref() {
            Some("day") => Unit::Day,
            Some("month") => Unit::Month,
            None | Some("year") => Unit::Year,
            Some(other) => {
                let what = format!("timeline: by is \"{other}\"; expected day, month or year");
                return Err(Failure::Request(what).into());
            }
        };
        let facet = asked.facet.as_deref().unwrap_or("");
        let selection = self.selection(&asked);
        Ok(to_js(&timeline::timeline(self.scope(&selection), unit, facet, asked.offset, asked.limit()))?)
    }

    /// How many events there are, and from which year to which.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Extent")]
    pub fn extent(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("extent", asked)?;
        Ok(to_js(&timeline::extent(&self.selection(&asked)))?)
    }

    /// Partner countries; with `who`, only those and with their dossiers.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Partners")]
    pub fn partners(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("partners", asked)?;
        let selection = self.selection(&asked);
        Ok(to_js(&partners::partners(self.scope(&selection), &asked.who, asked.offset, asked.limit()))?)
    }

    /// What the selection covers.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`.
    #[wasm_bindgen(unchecked_return_type = "Coverage")]
    pub fn coverage(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("coverage", asked)?;
        Ok(to_js(&coverage::coverage(&self.selection(&asked)))?)
    }

    /// For each document how many reports tell of its event, itself included; 0 where there is no such document.
    #[must_use]
    #[wasm_bindgen(js_name = reportsOfEvents)]
    #[allow(clippy::needless_pass_by_value, reason = "a list crosses by value")]
    pub fn reports_of_events(&self, ids: Vec<String>) -> Vec<u32> {
        let of = |id: &String| {
            let doc = self.core.number(id)?;
            let group = self.core.groups().iter().find(|g| g.docs.contains(&doc))?;
            u32::try_from(group.docs.len()).ok()
        };
        ids.iter().map(|id| of(id).unwrap_or(0)).collect()
    }

    /// Who met whom.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `ViewRequest`, or a kind is not `country`, `organization` or `person`.
    #[wasm_bindgen(unchecked_return_type = "Network")]
    pub fn network(
        &self,
        #[wasm_bindgen(unchecked_param_type = "ViewRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: ViewRequest = request("network", asked)?;
        let kind = |name: &String| match name.as_str() {
            "country" => Ok(NodeKind::Country),
            "organization" => Ok(NodeKind::Organization),
            "person" => Ok(NodeKind::Person),
            other => Err(Failure::Request(format!(
                "network: kind \"{other}\"; expected country, organization or person"
            ))),
        };
        let kinds = asked.kinds.iter().map(kind).collect::<Result<Vec<_>, _>>()?;
        let kinds = if kinds.is_empty() { vec![NodeKind::Person] } else { kinds };
        let selection = self.selection(&asked);
        Ok(to_js(&network::network(
            self.scope(&selection),
            &kinds,
            asked.one(),
            asked.offset,
            asked.limit(),
        ))?)
    }
}

impl Engine {
    /// The documents that fulfil query and filters, joined into the events of the whole corpus.
    pub(super) fn selection(&self, asked: &ViewRequest) -> Selection<'_> {
        let found = self.core.matching(&asked.selection());
        let sources: Vec<Source<'_>> =
            found.into_iter().filter_map(|doc| Some(source((doc, self.core.get(doc)?)))).collect();
        Selection::within(sources, self.core.groups())
    }

    pub(super) fn scope<'a>(&'a self, selection: &'a Selection<'a>) -> Scope<'a> {
        Scope { selection, lists: self.core.lists(), bodies: self.bodies() }
    }
}
