//! The same measurement as a wasm module of its own, for Chromium: `pipeline.js` starts it.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a program that gives a table")]

mod corpus;
mod measure;

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

/// The table; `names` and `texts` are the files of the bundled corpus. `only`: without hostile texts.
#[wasm_bindgen]
pub fn table(names: Vec<String>, texts: Vec<String>, megabytes: usize, only: bool) -> String {
    let files: Vec<corpus::File> = names.into_iter().zip(texts.into_iter().map(String::into_bytes)).collect();
    measure::Bench { seeds: &measure::read(&files), clock: now, megabytes, only }.table()
}
