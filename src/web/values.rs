//! Values across the boundary. Answers go out as one JSON text that the browser's own reader makes into objects:
//! building them key by key from here took three times as long. Requests come in the same way, because that refuses a
//! misspelt key by its name. Documents come in as they are, through `serde-wasm-bindgen`: their texts, nearly all of
//! their bytes, would otherwise be written and read twice more.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::wire::{DocumentInput, Incoming, Message, read_request, to_json};

/// A message as plain JavaScript objects: no `Map`, `null` for nothing.
pub(super) fn to_js(message: &impl Message) -> Result<JsValue, Failure> {
    js_sys::JSON::parse(&to_json(message)).map_err(|_| Failure::Request("the answer cannot be read".into()))
}

/// A request. `undefined` is the empty request.
pub(super) fn request<T: Incoming + Default>(method: &str, value: &JsValue) -> Result<T, Failure> {
    if value.is_undefined() || value.is_null() {
        return Ok(T::default());
    }
    from_js(method, value)
}

/// A value that came in, read by way of JSON.
fn from_js<T: Incoming + Default>(method: &str, value: &JsValue) -> Result<T, Failure> {
    let wrong = |what: String| {
        Failure::Request(format!("{method}: {what}; the types in entente.d.ts say what it takes"))
    };
    let json = js_sys::JSON::stringify(value).map_err(|_| wrong("the value cannot be read".into()))?;
    read_request(&String::from(json)).map_err(wrong)
}

/// A document that came in.
pub(super) fn document(method: &str, item: &JsValue) -> Result<DocumentInput, Failure> {
    let wrong = |what: String| {
        Failure::Request(format!("{method}: {what}; the types in entente.d.ts say what a document has"))
    };
    let object = item.dyn_ref::<Object>().ok_or_else(|| wrong("expected an object".into()))?;
    for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
        if !DocumentInput::KEYS.contains(&key.as_str()) {
            return Err(wrong(format!(
                "unknown key `{key}`, expected one of {}",
                DocumentInput::KEYS.join(", ")
            )));
        }
    }
    serde_wasm_bindgen::from_value(item.clone()).map_err(|e| wrong(e.to_string()))
}

/// A key of an object; `None` where it is absent, undefined or null.
pub(super) fn key(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &name.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}
