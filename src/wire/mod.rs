//! Counterparts made for crossing a boundary, and the conversions. The one place that derives serde.
