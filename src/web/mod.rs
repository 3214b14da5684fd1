//! The one door to JavaScript: the class `Engine`. Decides nothing: values in, call, values out.

mod export;
mod failure;
mod net;
mod open;
mod search;
mod types;
mod values;
mod views;

use crate::base::sorted::SortedMap;
use std::cell::OnceCell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

use crate::base::DocId;
use crate::corpus::check::Finding;
use crate::engine;
use crate::extract::Lists;
use crate::knowledge::Tables;
use crate::overview::Source;
use crate::wire::reading::Sibling;
use crate::wire::request::Unit;
use crate::wire::{DocumentOptions, InfoMessage, Offsets, ReadingRecord, SuggestRequest, SuggestionMessage};
use failure::Failure;
use values::{request, small_to_js, to_js};

/// Supplies the knowledge files, as `pkg/entente_knowledge.tsv.gz` holds them unzipped. The package's `init` does so;
/// without them documents are searched, but no facts are found.
///
/// # Errors
/// `RequestError` where the text is not such a file.
#[wasm_bindgen(js_name = supplyKnowledge)]
pub fn supply_knowledge(packed: String) -> Result<(), JsValue> {
    Ok(Tables::supply(packed).map_err(Failure::Request)?)
}

/// Documents, their facts and the index over them, in this page or worker.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Engine {
    core: engine::Engine,
    /// What could not be read, or only in part.
    findings: Vec<Finding>,
    /// Names of bodies that no list knows, by id; made when first needed.
    bodies: OnceCell<SortedMap<String, String>>,
    /// The search that was begun last.
    search: search::InSteps,
}

#[wasm_bindgen]
impl Engine {
    /// Opens a packed corpus, a snapshot, one document, or documents as objects.
    ///
    /// # Errors
    /// `RequestError`, `NetworkError`, `CorpusError`, `SnapshotError` or `AbortError`, each with what to do.
    pub async fn open(
        #[wasm_bindgen(unchecked_param_type = "OpenOptions")] options: &JsValue,
    ) -> Result<Engine, JsValue> {
        Ok(open::open(options).await?)
    }

    /// What the engine holds.
    ///
    /// # Errors
    /// Never by itself; a value that cannot cross would be a `RequestError`.
    #[wasm_bindgen(unchecked_return_type = "Info")]
    pub fn info(&self) -> Result<JsValue, JsValue> {
        let documents = self.core.stats().documents as usize;
        let facets: Vec<&str> = self.core.index().facets().iter().map(|f| f.name.as_str()).collect();
        Ok(to_js(&InfoMessage::new(self.core.info(), documents, &facets, &self.findings))?)
    }

    /// Completions of what is typed.
    ///
    /// # Errors
    /// `RequestError`: the request is not a `SuggestRequest`.
    #[wasm_bindgen(unchecked_return_type = "Suggestion[]")]
    pub fn suggest(
        &self,
        #[wasm_bindgen(unchecked_param_type = "SuggestRequest")] asked: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let asked: SuggestRequest = request("suggest", asked)?;
        let found = self.core.suggest(&asked.query, &asked.filters(), asked.limit());
        Ok(to_js(&found.iter().map(SuggestionMessage::new).collect::<Vec<_>>())?)
    }

    /// The record of one document, and what a reading view needs beside it.
    ///
    /// # Errors
    /// `RequestError`: there is no such document, or the options are not `DocumentOptions`.
    #[wasm_bindgen(unchecked_return_type = "ReadingRecord")]
    pub fn document(
        &self,
        id: &str,
        #[wasm_bindgen(unchecked_optional_param_type = "DocumentOptions")] options: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let options: DocumentOptions = request("document", options)?;
        let Some(engine::Entry { document, facts }) = self.core.entry(id) else {
            let what =
                format!("there is no document \"{id}\"; expected the id of a search hit; search again");
            return Err(Failure::Request(what).into());
        };
        let marks = self.core.highlights(id, &options.query, &options.not_also);
        let offsets = match options.offsets {
            Unit::Bytes => Offsets::Bytes,
            Unit::Utf16 => Offsets::utf16(&document.text),
        };
        let siblings = self.siblings(id);
        Ok(to_js(&ReadingRecord::new(document, facts, self.core.lists(), &marks, siblings, &offsets))?)
    }

    /// Adds documents, as objects or as files; a document of the same id is replaced. Where many are added in parts,
    /// `commit` is `false` for all but the last part: until then the new ones are not found.
    ///
    /// # Errors
    /// `RequestError`: an element is neither a `DocumentInput` nor a `FileInput`; the ones before it were added.
    #[wasm_bindgen(unchecked_return_type = "Added")]
    pub fn add(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "(DocumentInput | FileInput)[]")] documents: &js_sys::Array,
        commit: Option<bool>,
    ) -> Result<JsValue, JsValue> {
        let (before, known) = (self.core.stats().documents, self.findings.len());
        let result = documents.iter().try_for_each(|item| open::add(self, &item));
        if commit != Some(false) {
            self.commit();
        }
        result?;
        let added = self.core.stats().documents.saturating_sub(before);
        Ok(small_to_js(&crate::wire::info::Added::new(added, &self.findings[known..]))?)
    }

    /// Takes documents out; ids that are not there are passed over. Gives how many went.
    #[allow(clippy::needless_pass_by_value, reason = "a list crosses by value")]
    pub fn remove(&mut self, ids: Vec<String>) -> usize {
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let gone = self.core.remove(&ids);
        self.commit();
        gone
    }

    /// Adds what another engine holds, from its snapshot: nothing is read or indexed again. A document of the same id is
    /// replaced.
    ///
    /// # Errors
    /// `SnapshotError`: the bytes are of another version, or damaged; nothing was added.
    pub fn append(&mut self, snapshot: &[u8]) -> Result<(), JsValue> {
        let result =
            engine::Engine::open(snapshot, Lists::default()).and_then(|other| self.core.append(other));
        self.commit();
        Ok(result.map_err(|e| Failure::Snapshot(e.to_string()))?)
    }

    /// Everything as bytes that `open` takes. The same documents give the same bytes.
    #[must_use]
    pub fn snapshot(&self) -> Uint8Array {
        Uint8Array::from(self.core.snapshot().as_slice())
    }

    fn commit(&mut self) {
        self.core.commit();
        self.bodies.take();
        self.search.stale = true;
    }

    /// The other reports of a document's event.
    fn siblings(&self, id: &str) -> Vec<Sibling<'_>> {
        let Some(doc) = self.core.number(id) else { return Vec::new() };
        let group = self.core.groups().iter().find(|g| g.docs.contains(&doc));
        let others = group.into_iter().flat_map(|g| &g.docs).filter(|d| **d != doc);
        others.filter_map(|d| self.core.get(*d)).map(|e| Sibling::new(&e.document)).collect()
    }

    fn bodies(&self) -> &SortedMap<String, String> {
        self.bodies.get_or_init(|| {
            let bodies = self.core.entries().flat_map(|(_, e)| &e.facts.organizations);
            bodies.map(|o| (o.id.clone(), o.name.clone())).collect()
        })
    }
}

fn source((id, entry): (DocId, &engine::Entry)) -> Source<'_> {
    Source { id, document: &entry.document, facts: &entry.facts }
}
