//! The pattern language of labels: `[word]` may be left out, `(a/b/c)` is one of these, `[a/b]` one of these or
//! nothing. Brackets do not nest.

use std::fmt;

/// What is wrong with a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A bracket inside a bracket.
    Nested,
    /// A bracket without its partner.
    Unbalanced,
    /// Nothing between brackets, or between a bracket and a `/`.
    Empty,
    /// A bracket that touches a word: `Guard[s]`.
    Glued,
    /// More plain forms than the number given.
    TooMany(usize),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nested => f.write_str("a bracket inside a bracket; write the choices out one by one"),
            Self::Unbalanced => f.write_str("a bracket without its partner; add or remove one"),
            Self::Empty => f.write_str("an empty choice; use [a/b] for 'or nothing'"),
            Self::Glued => f.write_str("a bracket that touches a word; write (Guard/Guards) for Guard[s]"),
            Self::TooMany(n) => write!(f, "{n} plain forms; split the pattern or drop a choice"),
        }
    }
}

/// Checks a pattern against the language and a limit of plain forms.
///
/// # Errors
/// The first [`Fault`] from the left; too many forms last.
pub fn check(pattern: &str, most: usize) -> Result<(), Fault> {
    let (mut open, mut count, mut choices, mut filled) = (None, 1usize, 0usize, false);
    let mut before = ' ';
    for c in pattern.chars() {
        match (c, open) {
            ('[' | '(', Some(_)) => return Err(Fault::Nested),
            ('[' | '(', None) if before != ' ' => return Err(Fault::Glued),
            ('[' | '(', None) => (open, choices, filled) = (Some(c), 1, false),
            (']', Some('[')) | (')', Some('(')) => {
                if !filled {
                    return Err(Fault::Empty);
                }
                count = count.saturating_mul(choices + usize::from(c == ']'));
                open = None;
            }
            (']' | ')', _) => return Err(Fault::Unbalanced),
            ('/', Some(_)) if !filled => return Err(Fault::Empty),
            ('/', Some(_)) => (choices, filled) = (choices + 1, false),
            (_, Some(_)) => filled |= c != ' ',
            (_, None) if matches!(before, ']' | ')') && c != ' ' && c != ',' => return Err(Fault::Glued),
            _ => {}
        }
        before = c;
    }
    match open {
        Some(_) => Err(Fault::Unbalanced),
        None if count > most => Err(Fault::TooMany(count)),
        None => Ok(()),
    }
}

/// The plain forms of a pattern in the order of its choices, the shortest last, with single spaces; at most `most`.
/// A pattern that is not well formed is taken as it stands.
#[must_use]
pub fn forms(pattern: &str, most: usize) -> Vec<String> {
    let mut done = vec![String::new()];
    let mut rest = pattern;
    while let Some(open) = rest.find(['[', '(']) {
        let close = if rest.as_bytes().get(open) == Some(&b'[') { ']' } else { ')' };
        let Some(length) = rest[open..].find(close) else { break };
        let inner = &rest[open + 1..open + length];
        let nothing = (close == ']').then_some("");
        let choices: Vec<&str> = inner.split('/').chain(nothing).collect();
        done = done
            .iter()
            .flat_map(|head| choices.iter().map(move |choice| format!("{head}{}{choice}", &rest[..open])))
            .take(most.max(1))
            .collect();
        rest = &rest[open + length + 1..];
    }
    done.iter().map(|head| single_spaced(&format!("{head}{rest}"))).collect()
}

fn single_spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
