//! Values across the boundary, as JSON both ways: one crossing a message, and the browser's own reader makes the
//! objects. Building them key by key from here took three times as long, and 27 KB of code.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::wire::{DocumentInput, Incoming, Message, read_request, write_message};

/// A message as plain JavaScript objects: no `Map`, `null` for nothing.
pub(super) fn to_js(message: &impl Message) -> Result<JsValue, Failure> {
    let json = write_message(message).map_err(Failure::Request)?;
    js_sys::JSON::parse(&json).map_err(|_| Failure::Request("the answer cannot be read".into()))
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

/// A document that came in. Its text, which is nearly all of it, crosses by itself: as JSON it would be written and
/// read twice more.
pub(super) fn document(method: &str, item: &JsValue) -> Result<DocumentInput, Failure> {
    let Some(text) = key(item, "text").and_then(|text| text.as_string()) else {
        return from_js(method, item);
    };
    let rest = Object::assign(&Object::new(), item.unchecked_ref());
    let _ = js_sys::Reflect::set(&rest, &"text".into(), &JsValue::from_str(""));
    let input: DocumentInput = from_js(method, &rest)?;
    Ok(input.with_text(text))
}

/// A key of an object; `None` where it is absent, undefined or null.
pub(super) fn key(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &name.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}
