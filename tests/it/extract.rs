//! Facts: cases in `tests/cases/extract/`.
