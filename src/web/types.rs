//! The TypeScript types of the boundary. They stand in a file of their own so that the page is checked against them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");
