//! One integration binary: cases in files, one `check` per layer.

mod cli;
mod corpus;
mod extract;
mod facets;
mod gold;
mod lists;
mod model;
mod overview;
mod query;
mod search;
mod segments;
mod snapshot;
mod text;
mod tidy;
mod wire;
