//! What crosses a boundary: one counterpart a message, and the conversions. The only place that derives serde.

pub mod answer;
pub mod labels;
pub mod reading;
pub mod record;
pub mod request;
pub mod utf16;

pub use answer::SearchResponse;
pub use labels::{Labels, labels};
pub use reading::ReadingRecord;
pub use record::{Record, json_line};
pub use request::{DocumentOptions, SearchRequest, SuggestRequest};
pub use utf16::Offsets;
