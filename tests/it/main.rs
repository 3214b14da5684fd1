//! One integration binary: cases in files, one `check` per layer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may fail loudly; clippy exempts only the test functions themselves"
)]

mod cli;
mod corpus;
mod dates;
mod export;
mod extract;
mod facets;
mod gold;
mod hostile;
mod lists;
mod model;
mod overview;
mod phrases;
mod query;
mod ranking;
mod same;
mod search;
mod segments;
mod snapshot;
mod support;
mod text;
mod tidy;
mod wire;
