//! The JavaScript face: class `Engine` over wasm-bindgen. Converts, calls, converts; decides nothing.
