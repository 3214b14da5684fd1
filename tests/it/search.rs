//! Ranking, matching, highlighting: cases in `tests/cases/search/`.
