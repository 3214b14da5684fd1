//! Values across the boundary, with the choices of `serde-wasm-bindgen` made once.

use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::wire::{Incoming, Message, read_request};

/// A message as plain JavaScript objects: no `Map`, `null` for nothing.
pub(super) fn to_js(message: &impl Message) -> Result<JsValue, Failure> {
    message.serialize(&Serializer::json_compatible()).map_err(|e| Failure::Request(e.to_string()))
}

/// A request. `undefined` is the empty request.
pub(super) fn request<T: Incoming + Default>(method: &str, value: &JsValue) -> Result<T, Failure> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    from_js(method, value)
}

/// A value that came in. Read by way of JSON: that refuses a misspelt key by its name, where `serde-wasm-bindgen` would
/// not see it, and a second kind of reader would weigh 10 KB.
pub(super) fn from_js<T: Incoming>(method: &str, value: &JsValue) -> Result<T, Failure> {
    let wrong = |what: String| {
        Failure::Request(format!("{method}: {what}; the types in entente.d.ts say what it takes"))
    };
    let json = js_sys::JSON::stringify(value).map_err(|_| wrong("the value cannot be read".into()))?;
    read_request(&String::from(json)).map_err(wrong)
}

/// A key of an object; `None` where it is absent, undefined or null.
pub(super) fn key(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &name.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}
