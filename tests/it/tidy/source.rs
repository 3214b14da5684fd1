//! A Rust file as far as the tidy rules read it: code without comments and strings, the functions and their lengths.

/// The text with every comment, string and character literal blanked out; line breaks stay where they are.
pub(super) fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let end = match literal_end(text, at) {
            Some(end) => end,
            None => {
                let c = text[at..].chars().next().expect("at is a char boundary");
                out.push(c);
                at += c.len_utf8();
                continue;
            }
        };
        out.extend(text[at..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        at = end;
    }
    out
}

/// Where the comment or literal that begins at `at` ends; `None` where none begins.
fn literal_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    if rest.starts_with("//") {
        return Some(at + rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(at + rest.find("*/").map_or(rest.len(), |end| end + 2));
    }
    let inside_word = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !inside_word {
        let hashes = rest[1..].bytes().take_while(|&b| b == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            return Some(at + rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len()));
        }
    }
    if rest.starts_with('"') {
        return Some(at + quoted_end(rest, '"'));
    }
    // A lifetime has no closing quote after one character; a character literal has.
    if let Some(inside) = rest.strip_prefix('\'') {
        let mut chars = inside.chars();
        let first = chars.next()?;
        let is_char = first == '\\' || chars.next() == Some('\'');
        return is_char.then(|| at + quoted_end(rest, '\''));
    }
    None
}

/// The length of the literal at the start of `rest`, its quotes included.
fn quoted_end(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// The part before the first inline test module.
pub(super) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// Every function with a body: its name and its length in lines, signature and closing brace included.
/// `code` is what [`code`] returned.
pub(super) fn functions(code: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let starts_word = code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        let name: String = code[at + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if !starts_word || name.is_empty() {
            continue;
        }
        if let Some(end) = body_end(&code[at..]) {
            found.push((name, code[at..at + end].lines().count()));
        }
    }
    found
}

/// One past the closing brace of the function at the start of `rest`; `None` for a declaration without a body.
fn body_end(rest: &str) -> Option<usize> {
    let (mut braces, mut brackets) = (0_i32, 0_i32);
    for (at, c) in rest.char_indices() {
        match c {
            ';' if braces == 0 && brackets == 0 => return None,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            '{' => braces += 1,
            '}' => {
                braces -= 1;
                if braces == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The top-level modules of this crate that the file names, by `crate::x`, `crate::{x, y::z}` or enough `super::`.
/// `depth` is how many modules deep the file is: 1 for `src/base.rs` and `src/text/mod.rs`, 2 for `src/text/fold.rs`.
pub(super) fn modules_used(code: &str, depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        take_names(&code[at + "crate::".len()..], &mut found);
    }
    let climb = "super::".repeat(depth);
    for (at, _) in code.match_indices(&climb) {
        if !code[..at].ends_with("super::") && !code[at + climb.len()..].starts_with("super::") {
            take_names(&code[at + climb.len()..], &mut found);
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The first names of the path or of the brace group at the start of `rest`.
fn take_names(rest: &str, found: &mut Vec<String>) {
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = rest.strip_prefix('{') else {
        found.push(name(rest));
        return;
    };
    let mut depth = 0;
    let mut from = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                found.push(name(&group[from..at]));
                return;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(name(&group[from..at]));
                from = at + 1;
            }
            _ => {}
        }
    }
}
