//! What crosses a boundary: one counterpart a message, and the conversions. The only place that derives serde.

pub mod answer;
pub mod info;
pub mod input;
pub mod labels;
pub mod read;
pub mod reading;
pub mod record;
pub mod request;
pub mod utf16;
pub mod views;
pub mod write;

pub use answer::{SearchResponse, SuggestionMessage};
pub use info::InfoMessage;
pub use input::DocumentInput;
pub use labels::{Labels, labels};
pub use read::{Incoming, read_request};
pub use reading::ReadingRecord;
pub use record::{Record, json_line};
pub use request::{DocumentOptions, SearchRequest, SuggestRequest, ViewRequest};
pub use utf16::Offsets;
pub use write::to_json;

/// Whatever goes out.
pub trait Message: serde::Serialize {}
impl<T: serde::Serialize + ?Sized> Message for T {}
