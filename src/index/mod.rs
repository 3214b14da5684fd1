//! Immutable segments of one byte format, and the index over them.
