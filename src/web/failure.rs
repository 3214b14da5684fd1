//! Failures as JavaScript errors: a documented `name`, and a message that says what happened and what to do.

use wasm_bindgen::prelude::*;

/// What can fail at the boundary. The names are documented in `types.d.ts`.
#[derive(Debug)]
pub(super) enum Failure {
    /// What was passed is not what the types say.
    Request(String),
    /// The corpus could not be fetched.
    Network(String),
    /// Nothing in it could be read.
    Corpus(String),
    /// A snapshot of another version, or damaged.
    Snapshot(String),
    /// The caller gave up; what became of it and what to do.
    Abort(&'static str),
}

impl Failure {
    /// Opening was given up.
    pub(super) const CANCELLED: Self = Self::Abort("opening was cancelled; call open again");
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        let (name, message) = match failure {
            Failure::Request(what) => ("RequestError", what),
            Failure::Network(what) => ("NetworkError", what),
            Failure::Corpus(what) => ("CorpusError", what),
            Failure::Snapshot(what) => ("SnapshotError", what),
            Failure::Abort(what) => ("AbortError", what.into()),
        };
        let error = js_sys::Error::new(&message);
        error.set_name(name);
        error.into()
    }
}

/// What a JavaScript exception says.
pub(super) fn words(thrown: &JsValue) -> String {
    thrown
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| format!("{thrown:?}"), |error| String::from(error.message()))
}

/// Whether a JavaScript exception is an `AbortError`.
pub(super) fn is_abort(thrown: &JsValue) -> bool {
    js_sys::Reflect::get(thrown, &"name".into()).is_ok_and(|name| name == "AbortError")
}
