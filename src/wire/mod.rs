//! What crosses a boundary: one counterpart a message, and the conversions. The only place that derives serde.

pub mod answer;
pub mod info;
pub mod input;
pub mod labels;
pub mod reading;
pub mod record;
pub mod request;
pub mod utf16;
pub mod views;

pub use answer::{SearchResponse, SuggestionMessage};
pub use info::InfoMessage;
pub use input::DocumentInput;
pub use labels::{Labels, labels};
pub use reading::ReadingRecord;
pub use record::{Record, json_line};
pub use request::{DocumentOptions, SearchRequest, SuggestRequest, ViewRequest};
pub use utf16::Offsets;

/// Whatever goes out.
pub trait Message: serde::Serialize {}
impl<T: serde::Serialize + ?Sized> Message for T {}

/// Whatever comes in.
pub trait Incoming: serde::de::DeserializeOwned {}
impl<T: serde::de::DeserializeOwned> Incoming for T {}

/// Reads a request from JSON, which refuses a misspelt key by its name.
///
/// # Errors
/// What was wrong, with the keys that there are.
pub fn read_request<T: Incoming>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|e| e.to_string())
}

/// Writes a message as JSON.
///
/// # Errors
/// A value that JSON has no form for; no message holds one.
pub fn write_message(message: &impl Message) -> Result<String, String> {
    serde_json::to_string(message).map_err(|e| e.to_string())
}
