//! What crosses a boundary: one counterpart a message, and the conversions. The only place that derives serde.

pub mod record;
pub mod utf16;

pub use record::{Record, json_line};
pub use utf16::Offsets;
