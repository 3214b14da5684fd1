//! The query language. Parsing never fails and never sees the index.
//!
//! ```text
//! query   = part { part }                      all of them; `OR` between parts: any; `AND` may be written
//! part    = [ "-" | "NOT " ] primary [ "^" number ]
//! primary = "(" query ")"
//!         | word [ "*" | "~" [ 1 | 2 ] ]       beginning of a word; with typing errors
//!         | "=" word                           marks and case as typed
//!         | '"' words '"' [ "~" number ]       in this order, with so many words between at most
//!         | primary "NEAR/" number primary     in any order, so many words apart at most
//!         | field ":" value                    value = word | '"' words '"' | a ".." b | ( > >= < <= ) a
//! ```
//!
//! `OR` binds weaker than standing side by side. Operators are capitals, so that no word of a sentence is one.
//! What cannot be read is reported with its place and read as plain words.

mod lex;
mod parse;
mod words;

use crate::base::Span;
pub use parse::parse;
pub use words::in_words;

/// What could not be read, and what was done instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What was expected, what came, what was done instead.
    pub what: String,
    /// Bytes of the query.
    pub span: Span,
}

/// A parsed query.
#[derive(Debug, Clone, PartialEq)]
pub enum Ast {
    /// Nothing asked: every document.
    All,
    /// A word, or letters and signs without a space: one token or several side by side.
    Word(Word),
    /// Words in order.
    Phrase(Phrase),
    /// Two words or phrases near each other, in any order.
    Near(Box<Ast>, Box<Ast>, u32),
    /// A condition on a field or facet.
    Field(Field),
    /// All of these.
    And(Vec<Ast>),
    /// Any of these.
    Or(Vec<Ast>),
    /// Not this.
    Not(Box<Ast>),
    /// This, with its score multiplied.
    Boost(Box<Ast>, f32),
}

/// A word as typed, without its operators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The letters.
    pub text: String,
    /// How it is to be compared.
    pub mode: Mode,
    /// Whether it is the last of the query with nothing behind it: perhaps still being typed.
    pub open: bool,
    /// Bytes of the query, operators included.
    pub span: Span,
}

/// How a word is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mode {
    /// By the rules for marks; with typing errors only where nothing else is found.
    Plain,
    /// Marks and case as typed.
    Exact,
    /// Words that begin so.
    Prefix,
    /// Words within so many typing errors, 1 or 2.
    Fuzzy(u32),
}

/// Words in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// What stands between the quotation marks.
    pub text: String,
    /// How many other words may stand between, in all.
    pub slop: u32,
    /// Bytes of the query, quotation marks included.
    pub span: Span,
}

/// A condition on a field or facet. The search decides whether there is such a field; if not, `raw` is words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The name before the colon, as typed.
    pub name: String,
    /// What is wanted.
    pub value: Value,
    /// The whole as typed.
    pub raw: String,
    /// Bytes of the query.
    pub span: Span,
}

/// What is wanted of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// This value, or words in this field.
    Text {
        /// As typed, without quotation marks.
        text: String,
        /// Whether it stood between quotation marks.
        quoted: bool,
    },
    /// From here to there.
    Range {
        /// The lowest wanted, and whether it belongs.
        from: Option<(String, bool)>,
        /// The highest wanted, and whether it belongs.
        to: Option<(String, bool)>,
    },
}
