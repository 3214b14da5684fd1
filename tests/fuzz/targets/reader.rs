//! Files and archives to documents: never panics, and what comes out does not depend on where the bytes are cut.
#![no_main]

use entente::corpus::{Item, Reader};
use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 6] = ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.tar"];

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (name, step, bytes) = input;
    let name = NAMES[usize::from(name) % NAMES.len()];
    let whole = read(name, bytes, bytes.len().max(1));
    let cut = read(name, bytes, usize::from(step).max(1));
    assert_eq!(whole, cut);
});

fn read(name: &str, bytes: &[u8], step: usize) -> Vec<Item> {
    let mut items = Vec::new();
    let mut reader = Reader::new(name);
    for chunk in bytes.chunks(step) {
        reader.feed(chunk, &mut |item| items.push(item));
    }
    reader.finish(&mut |item| items.push(item));
    items
}
