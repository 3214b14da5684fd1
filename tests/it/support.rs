//! Case files: `--- name`, the input, a line `===`, what is expected; `UPDATE=1` writes the last part anew.

use std::fmt::Write as _;
use std::path::Path;

/// One section of a case file.
struct Case {
    name: String,
    input: String,
    expected: String,
}

/// Runs `show` on the input of every case of `tests/cases/FILE` and compares what it gives with what is expected.
/// In the input, `\u{…}`, `\t` and `\r` stand for the characters, so that invisible ones can be seen.
///
/// # Panics
/// With every difference of the file, unless `UPDATE` is set.
pub(crate) fn check(file: &str, show: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let (preface, cases) = parse(&text);
    let (mut renewed, mut differences) = (preface, String::new());
    for case in cases {
        let got = show(&unescape(case.input.trim_end_matches('\n')));
        let got = got.trim_end_matches('\n');
        if got != case.expected.trim_end_matches('\n') {
            let _ = writeln!(differences, "--- {}\nexpected:\n{}got:\n{got}\n", case.name, case.expected);
        }
        let _ = write!(renewed, "--- {}\n{}===\n{got}\n\n", case.name, case.input);
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, renewed.trim_end().to_owned() + "\n").unwrap();
    } else {
        assert!(differences.is_empty(), "{file} (UPDATE=1 accepts):\n{differences}");
    }
}

/// The lines before the first case, and the cases.
fn parse(text: &str) -> (String, Vec<Case>) {
    let (mut preface, mut cases, mut in_input) = (String::new(), Vec::<Case>::new(), true);
    for line in text.split_inclusive('\n') {
        if let Some(name) = line.strip_prefix("--- ") {
            let name = name.trim_end().to_owned();
            cases.push(Case { name, input: String::new(), expected: String::new() });
            in_input = true;
        } else if let Some(case) = cases.last_mut() {
            if in_input && line.trim_end() == "===" {
                in_input = false;
            } else if in_input {
                case.input.push_str(line);
            } else {
                case.expected.push_str(line);
            }
        } else {
            preface.push_str(line);
        }
    }
    (preface, cases)
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (c, len) = match rest.as_bytes().get(1) {
            Some(b't') => ('\t', 2),
            Some(b'r') => ('\r', 2),
            Some(b'u') if rest[2..].starts_with('{') => {
                let end = rest.find('}').unwrap();
                (u32::from_str_radix(&rest[3..end], 16).ok().and_then(char::from_u32).unwrap(), end + 1)
            }
            _ => ('\\', 1),
        };
        out.push(c);
        rest = &rest[len..];
    }
    out + rest
}
