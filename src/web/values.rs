//! Values across the boundary. Answers go out as one JSON text that the browser's own reader makes into objects:
//! building them key by key from here took three times as long; what is small goes so, by `serde-wasm-bindgen`. Requests
//! come in as one JSON text too, because that refuses a misspelt key by its name. Documents come in as they are, key by key:
//! their texts, nearly all of their bytes, would otherwise be written and read twice more. Only their facets, many short
//! texts, are one JSON text.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::failure::Failure;
use crate::base::json::Json;
use crate::wire::{DocumentInput, Incoming, Message, read_request, to_json};

/// A message as plain JavaScript objects: no `Map`, `null` for nothing.
pub(super) fn to_js(message: &impl Message) -> Result<JsValue, Failure> {
    js_sys::JSON::parse(&to_json(message)).map_err(|_| Failure::Request("the answer cannot be read".into()))
}

/// A message of a few values.
pub(super) fn small_to_js(message: &impl Message) -> Result<JsValue, Failure> {
    let plain = serde_wasm_bindgen::Serializer::json_compatible();
    message.serialize(&plain).map_err(|_| Failure::Request("the answer cannot be written".into()))
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

thread_local! {
    /// The keys of a document, made into JavaScript's strings once.
    static KEYS: Vec<(&'static str, JsValue)> =
        DocumentInput::TEXTS.into_iter().chain([DocumentInput::FACETS]).map(|key| (key, key.into())).collect();
}

/// A document that came in.
pub(super) fn document(method: &str, item: &JsValue) -> Result<DocumentInput, Failure> {
    let wrong = |what: &str| {
        Failure::Request(format!("{method}: {what}; the types in entente.d.ts say what a document has"))
    };
    let object = item.dyn_ref::<Object>().ok_or_else(|| wrong("expected an object"))?;
    KEYS.with(|keys| {
        let (mut input, mut known) = (DocumentInput::default(), 0);
        for (at, (name, key)) in keys.iter().enumerate() {
            let value = Reflect::get(object, key).unwrap_or_default();
            if value.is_undefined() || value.is_null() {
                continue;
            }
            known += 1;
            let (read, expected) = match input.texts.get_mut(at) {
                Some(slot) => (value.as_string().map(|text| *slot = Some(text)), "a text"),
                None => (facets(&value).map(|facets| input.facets = facets), "an object of lists of texts"),
            };
            read.ok_or_else(|| wrong(&format!("`{name}`: expected {expected}")))?;
        }
        // More keys than were found: one that nobody knows, or one without a value.
        let given = Object::keys(object);
        if given.length() > known {
            let names = || keys.iter().map(|(name, _)| *name);
            let mut given = given.iter().filter_map(|key| key.as_string());
            if let Some(key) = given.find(|key| names().all(|name| name != key)) {
                let names: Vec<&str> = names().collect();
                return Err(wrong(&format!("unknown key `{key}`, expected one of {}", names.join(", "))));
            }
        }
        Ok(input)
    })
}

/// An object of lists of texts. Its many short texts cross as one.
fn facets(value: &JsValue) -> Option<Vec<(String, Vec<String>)>> {
    let json = String::from(js_sys::JSON::stringify(value).ok()?);
    let Json::Object(facets) = Json::parse(&json).ok()? else { return None };
    let text = |value| if let Json::Text(text) = value { Some(text) } else { None };
    let member = |(key, values)| {
        let Json::List(list) = values else { return None };
        Some((key, list.into_iter().map(text).collect::<Option<_>>()?))
    };
    facets.into_iter().map(member).collect()
}

/// A key of an object; `None` where it is absent, undefined or null.
pub(super) fn key(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok().filter(|v| !v.is_undefined() && !v.is_null())
}
