//! The query language: cases in `tests/cases/query/`.
