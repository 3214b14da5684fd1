//! The query language. Parsing never fails and never sees the index.
