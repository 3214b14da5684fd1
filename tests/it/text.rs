//! Cleaning, language, tokens, folding: cases in `tests/cases/`.
