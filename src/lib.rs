//! Entente: raw text → clean text → facts with evidence → index, in the browser alone.
//!
//! ```text
//! bytes ─ corpus ─→ RawDocument ─ text ─→ Document ─ extract ─→ Facts
//!                                             │                   │
//!                                             └────── index ──────┘─→ search ─→ Response
//! ```
//!
//! Arrows point one way; `tests/it/tidy.rs` holds the table of who may use whom. The core takes values and
//! returns values: no clock, no I/O, no wasm types. `wire` owns what crosses a boundary, `web` is the one
//! place that knows wasm-bindgen, the binary the one place that reads files.

// Size is what the page pays for, except in the few functions that every word goes through: those say
// `#[cfg_attr(page, optimize(speed))]`. `build.sh` sets `page` where the compiler may be asked that.
#![cfg_attr(page, feature(optimize_attribute))]

pub mod base;
pub mod bitmap;
pub mod corpus;
pub mod date;
pub mod engine;
pub mod export;
pub mod extract;
pub mod index;
pub mod knowledge;
pub mod overview;
pub mod query;
pub mod search;
pub mod text;
pub mod thesaurus;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod web;
