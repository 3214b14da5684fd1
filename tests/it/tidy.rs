//! The house rules that no lint knows: layers, sizes, where serde and wasm may appear, what is never committed.
//!
//! Each rule is a function from a file's path and text to complaints, so that the tests at the end can show it failing.

#![allow(clippy::print_stdout, reason = "a test may say what it measured or skipped")]

mod source;

use std::path::{Path, PathBuf};
use std::process::Command;

/// What every layer may use, and what uses nothing.
const GROUND: &[&str] = &["knowledge"];

/// Who may use whom, from the bottom up; a module may always use itself. ARCHITECTURE.md explains the order.
const LAYERS: &[(&str, &[&str])] = &[
    ("knowledge", &[]),
    ("base", &[]),
    ("bitmap", &["base"]),
    ("date", &["base"]),
    ("corpus", &["base"]),
    ("text", &["corpus", "date", "base"]),
    ("thesaurus", &["text", "base"]),
    ("extract", &["thesaurus", "text", "corpus", "date", "base"]),
    ("overview", &["extract", "text", "bitmap", "date", "base"]),
    ("query", &["date", "base"]),
    ("index", &["extract", "text", "corpus", "bitmap", "date", "base"]),
    ("search", &["index", "query", "thesaurus", "text", "bitmap", "date", "base"]),
    (
        "engine",
        &[
            "search",
            "index",
            "query",
            "overview",
            "extract",
            "thesaurus",
            "text",
            "corpus",
            "bitmap",
            "date",
            "base",
        ],
    ),
    (
        "wire",
        &[
            "engine",
            "search",
            "index",
            "query",
            "overview",
            "extract",
            "thesaurus",
            "text",
            "corpus",
            "bitmap",
            "date",
            "base",
        ],
    ),
    ("export", &["wire", "search", "overview", "thesaurus", "extract", "text", "date", "base"]),
    ("web", &["export", "wire", "engine", "search", "overview", "extract", "corpus", "date", "base"]),
];

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 80;
const FUNCTION_LINES_P90: usize = 30;
const ARCHITECTURE_LINES: usize = 200;

#[test]
fn arrows_point_down() {
    check(&rust_files(), arrows);
}

#[test]
fn files_and_functions_are_short() {
    check(&rust_files(), lengths);
    let mut all: Vec<usize> = Vec::new();
    for (_, text) in rust_files() {
        let code = source::code(source::without_tests(&text));
        all.extend(source::functions(&code).into_iter().map(|(_, lines)| lines));
    }
    all.sort_unstable();
    let p90 = all.get(all.len() * 9 / 10).copied().unwrap_or(0);
    println!("{} functions, median {}, p90 {p90}", all.len(), all[all.len() / 2]);
    assert!(
        p90 <= FUNCTION_LINES_P90,
        "nine in ten functions have at most {FUNCTION_LINES_P90} lines; p90 is {p90}"
    );
}

#[test]
fn one_door_for_wasm_and_serde() {
    check(&rust_files(), doors);
}

#[test]
fn the_page_takes_text_as_text() {
    let page: Vec<_> = tracked(|path| path.starts_with("www/") && has_ending(path, &["js", "html", "ts"]));
    check(&page, markup);
}

#[test]
fn nothing_of_this_machine_is_committed() {
    check(&tracked(|path| path != "Cargo.lock"), places);
}

#[test]
fn the_raw_seeds_are_not_committed() {
    let folder = root().join("../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: ../shared/seeds is not there");
        return;
    };
    let ours = tracked(|_| true);
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        let bytes = std::fs::read(&path).expect("a readable seed");
        for passage in passages(&String::from_utf8_lossy(&bytes)) {
            for (name, text) in &ours {
                assert!(!text.contains(&passage), "{name} holds a passage of {}: {passage}", path.display());
            }
        }
    }
}

#[test]
fn papers_are_true() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect(name);
    let architecture = read("ARCHITECTURE.md");
    let lines = architecture.lines().count();
    assert!(lines <= ARCHITECTURE_LINES, "ARCHITECTURE.md has {lines} lines; at most {ARCHITECTURE_LINES}");
    for (module, _) in LAYERS.iter().filter(|(module, _)| module_exists(module)) {
        assert!(
            architecture.contains(&format!("`{module}`")),
            "ARCHITECTURE.md does not speak of `{module}`"
        );
    }
    let first = read("CHANGELOG.md").lines().next().unwrap_or_default().to_owned();
    assert!(first.starts_with("Index format version: "), "CHANGELOG.md begins with the index format version");
}

#[test]
fn papers_name_real_paths() {
    for paper in ["ARCHITECTURE.md", "README.md"] {
        for path in quoted_paths(&std::fs::read_to_string(root().join(paper)).expect(paper)) {
            assert!(root().join(&path).exists(), "{paper} names {path}, which is not there");
        }
    }
}

#[test]
fn versions_are_pinned() {
    for package in ["www/package.json", "tests/package.json", "tests/bench/peers/package.json"] {
        let text = std::fs::read_to_string(root().join(package)).expect(package);
        let json: serde_json::Value = serde_json::from_str(&text).expect(package);
        for group in ["dependencies", "devDependencies"] {
            for (name, version) in json[group].as_object().into_iter().flatten() {
                let exact = version.as_str().is_some_and(|v| v.starts_with(|c: char| c.is_ascii_digit()));
                assert!(exact, "{package}: {name} is {version}; write one exact version");
            }
        }
    }
}

// --- The rules ---------------------------------------------------------------------------------------------

fn arrows(path: &str, text: &str) -> Vec<String> {
    let Some(inside) = path.strip_prefix("src/") else { return Vec::new() };
    let own = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
    let Some((_, allowed)) = LAYERS.iter().find(|(module, _)| *module == own) else {
        let known = matches!(own, "lib" | "bin");
        return if known { Vec::new() } else { vec![format!("module {own} is not in the table of layers")] };
    };
    let depth = inside.trim_end_matches("/mod.rs").split('/').count();
    source::modules_used(&source::code(text), depth)
        .into_iter()
        .filter(|used| used != own && LAYERS.iter().any(|(module, _)| module == used))
        .filter(|used| !allowed.contains(&used.as_str()) && !GROUND.contains(&used.as_str()))
        .map(|used| format!("{own} may not use {used}"))
        .collect()
}

fn lengths(path: &str, text: &str) -> Vec<String> {
    let code = source::code(source::without_tests(text));
    let mut complaints: Vec<String> = source::functions(&code)
        .into_iter()
        .filter(|(_, lines)| *lines > FUNCTION_LINES)
        .map(|(name, lines)| format!("fn {name} has {lines} lines; at most {FUNCTION_LINES}"))
        .collect();
    let lines = source::without_tests(text).lines().count();
    if lines > FILE_LINES && path.starts_with("src/") {
        complaints.push(format!("{lines} lines without tests; at most {FILE_LINES}"));
    }
    complaints
}

fn doors(path: &str, text: &str) -> Vec<String> {
    let code = source::code(source::without_tests(text));
    let words: Vec<&str> = code.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let inside = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
    let mut complaints = Vec::new();
    let mut only = |names: &[&str], folders: &[&str]| {
        for name in names.iter().filter(|name| words.contains(name) && !inside(folders)) {
            complaints.push(format!("{name} belongs in {}", folders.join(" or ")));
        }
    };
    only(&["wasm_bindgen", "wasm_bindgen_futures", "js_sys", "web_sys", "serde_wasm_bindgen"], &["src/web/"]);
    only(&["Serialize", "Deserialize"], &["src/wire/", "src/export/"]);
    only(&["serde_json"], &["tests/"]);
    only(&["println", "eprintln", "print", "eprint"], &["src/bin/"]);
    only(&["SystemTime", "Instant"], &["src/bin/"]);
    complaints
}

fn markup(_: &str, text: &str) -> Vec<String> {
    const DOORS: &[&str] = &[
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "unsafeHTML",
        "unsafeSVG",
        "document.write",
        "new Function",
        "eval(",
    ];
    DOORS
        .iter()
        .filter(|door| text.contains(**door))
        .map(|door| format!("{door} turns text into markup or code"))
        .collect()
}

fn places(_: &str, text: &str) -> Vec<String> {
    // Written in two halves, so that this file does not hold what it looks for.
    const PLACES: &[(&str, &str)] = &[
        ("/wo", "rk/"),
        ("/ro", "ot/"),
        ("/far", "m/"),
        ("/tmp/bash", "_jobs"),
        ("arti", "factory"),
        ("registry.np", "mjs"),
        ("static.cra", "tes"),
        ("index.cra", "tes"),
        ("pypi.", "org"),
        ("deb.deb", "ian"),
    ];
    PLACES
        .iter()
        .map(|(a, b)| format!("{a}{b}"))
        .filter(|place| text.contains(place))
        .map(|place| format!("holds '{place}', a place outside the project"))
        .collect()
}

// --- Reading the project -----------------------------------------------------------------------------------

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn check(files: &[(String, String)], rule: fn(&str, &str) -> Vec<String>) {
    assert!(!files.is_empty(), "the rule saw no file");
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|(path, text)| rule(path, text).into_iter().map(move |what| format!("{path}: {what}")))
        .collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

/// Every Rust file under `src/`, with its text.
fn rust_files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    walk(&root().join("src"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).expect("inside").to_string_lossy().replace('\\', "/");
            (name, std::fs::read_to_string(&path).expect("a readable source"))
        })
        .filter(|(name, _)| has_ending(name, &["rs"]))
        .collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() { walk(&path, files) } else { files.push(path) }
    }
}

/// The files under version control that `wanted` takes, as text (other bytes replaced). Empty outside a checkout.
fn tracked(wanted: impl Fn(&str) -> bool) -> Vec<(String, String)> {
    let list = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().expect("git");
    String::from_utf8_lossy(&list.stdout)
        .split('\0')
        .filter(|path| !path.is_empty() && wanted(path))
        .filter_map(|path| {
            let bytes = std::fs::read(root().join(path)).ok()?;
            Some((path.to_owned(), String::from_utf8_lossy(&bytes).into_owned()))
        })
        .collect()
}

fn has_ending(path: &str, endings: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending))
}

fn module_exists(module: &str) -> bool {
    root().join("src").join(format!("{module}.rs")).exists() || root().join("src").join(module).is_dir()
}

/// The paths that a paper names between back-ticks: `src/…`, `tests/…`, `www/…`.
fn quoted_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|quoted| ["src/", "tests/", "www/"].iter().any(|folder| quoted.starts_with(folder)))
        .filter(|quoted| !quoted.contains(['*', ' ', '…', '{']) && quoted.chars().all(|c| !c.is_uppercase()))
        .map(str::to_owned)
        .collect()
}

/// Passages of 100 characters, one every 50: longer than the official title of an agreement, which may be the same.
fn passages(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(100).step_by(50).map(|window| window.iter().collect()).collect()
}

// --- The rules can fail ------------------------------------------------------------------------------------

#[test]
fn an_upward_arrow_is_seen() {
    assert_eq!(arrows("src/text/fold.rs", "use crate::search::Hit;"), ["text may not use search"]);
    assert_eq!(
        arrows("src/text/fold.rs", "use crate::{base::Span, index::{A, B}};"),
        ["text may not use index"]
    );
    assert_eq!(
        arrows("src/text/fold.rs", "fn f() { super::super::engine::f(); }"),
        ["text may not use engine"]
    );
    assert_eq!(arrows("src/text/mod.rs", "use super::web;"), ["text may not use web"]);
    assert_eq!(arrows("src/new.rs", ""), ["module new is not in the table of layers"]);
    assert!(
        arrows("src/text/fold.rs", "use super::date; // crate::search\nuse crate::base::Span;").is_empty()
    );
}

#[test]
fn a_long_function_is_seen() {
    let long = format!(
        "fn long(a: [u8; 3]) {{\n{}}}\nfn short() {{}}\ntrait T {{ fn none(&self); }}",
        "a();\n".repeat(90)
    );
    assert_eq!(lengths("src/a.rs", &long), ["fn long has 92 lines; at most 80"]);
    assert_eq!(lengths("src/a.rs", &"// x\n".repeat(501)).len(), 1);
    assert!(lengths("src/a.rs", &format!("fn a() {{}}\n#[cfg(test)]\n{}", "// x\n".repeat(600))).is_empty());
    let strings = "fn s() { let a = \"{{{\"; let b = '{'; let c = r#\"}\"#; }\nfn t<'a>(x: &'a str) {}\n";
    assert_eq!(source::functions(&source::code(strings)), [("s".to_owned(), 1), ("t".to_owned(), 1)]);
}

#[test]
fn a_second_door_is_seen() {
    assert_eq!(doors("src/engine.rs", "use wasm_bindgen::prelude::*;").len(), 1);
    assert_eq!(doors("src/extract/mod.rs", "#[derive(Serialize)] struct A;").len(), 1);
    assert_eq!(doors("src/text/mod.rs", "fn f() { println!(\"a\"); }").len(), 1);
    assert!(doors("src/wire/mod.rs", "use serde::Serialize; // println").is_empty());
    assert!(doors("src/base.rs", "fn f() -> &'static str { \"wasm_bindgen\" }").is_empty());
}

#[test]
fn markup_and_places_are_seen() {
    assert_eq!(markup("www/a.js", "a.innerHTML = b").len(), 1);
    assert_eq!(places("a", &format!("cd {}{}", "/wo", "rk/main")).len(), 1);
    assert!(places("a", "the work of others").is_empty());
    assert_eq!(quoted_paths("see `src/base.rs`, `src/*.rs` and `cargo test`"), ["src/base.rs"]);
}
