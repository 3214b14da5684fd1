//! Pieces of a query: words, phrases, fields, operators.

use super::{Field, Mode, Phrase, Trouble, Value, Word};
use crate::base::Span;
use crate::base::number::number;

/// A piece.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Word(Word),
    Phrase(Phrase),
    Field(Field),
    Open,
    Close,
    Or,
    And,
    Not,
    Near(u32),
    Boost(f32),
}

/// Characters that open or close a quotation.
const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];
/// The furthest that `~` of a phrase and `NEAR/` may ask for, in words.
const FURTHEST: u32 = 100;
/// What `NEAR` without a number means.
const NEAR: u32 = 10;

/// Cuts `query` into pieces with their places.
pub(super) fn lex(query: &str, troubles: &mut Vec<Trouble>) -> Vec<(Piece, Span)> {
    let mut lexer = Lexer { query, at: 0, pieces: Vec::new(), troubles };
    while let Some(c) = lexer.peek() {
        lexer.piece(c);
    }
    lexer.pieces
}

struct Lexer<'q, 't> {
    query: &'q str,
    at: usize,
    pieces: Vec<(Piece, Span)>,
    troubles: &'t mut Vec<Trouble>,
}

impl<'q> Lexer<'q, '_> {
    fn rest(&self) -> &'q str {
        &self.query[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn trouble(&mut self, what: &str, from: usize) {
        self.troubles.push(Trouble { what: what.to_owned(), span: Span::new(from, self.at) });
    }

    fn push(&mut self, piece: Piece, from: usize) {
        self.pieces.push((piece, Span::new(from, self.at)));
    }

    fn piece(&mut self, c: char) {
        let from = self.at;
        match c {
            c if c.is_whitespace() => self.at += c.len_utf8(),
            '(' => self.sign(Piece::Open),
            ')' => self.sign(Piece::Close),
            c if QUOTES.contains(&c) => self.phrase(),
            '-' | '−' if self.begins_word() && self.at + c.len_utf8() < self.query.len() => {
                self.at += c.len_utf8();
                if self.peek().is_some_and(|next| next == '-' || next.is_whitespace()) {
                    return;
                }
                self.push(Piece::Not, from);
            }
            '^' => self.boost(),
            _ => self.word(),
        }
    }

    fn sign(&mut self, piece: Piece) {
        let from = self.at;
        self.at += 1;
        self.push(piece, from);
    }

    /// Whether the place follows a space, a bracket, or nothing.
    fn begins_word(&self) -> bool {
        self.query[..self.at].chars().next_back().is_none_or(|c| c.is_whitespace() || "(-".contains(c))
    }

    /// Digits here, as a number.
    fn number(&mut self) -> Option<u32> {
        let len = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let digits = &self.rest()[..len];
        self.at += len;
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
    }

    /// The text between quotation marks, from the opening one on.
    fn quoted(&mut self) -> &'q str {
        let from = self.at;
        self.at += self.peek().map_or(0, char::len_utf8);
        let rest = self.rest();
        match rest.char_indices().find(|(_, c)| QUOTES.contains(c)) {
            Some((len, mark)) => {
                self.at += len + mark.len_utf8();
                &rest[..len]
            }
            None => {
                self.at = self.query.len();
                self.trouble("a quotation mark without its partner; expected a second one; read to the end as a phrase", from);
                rest
            }
        }
    }

    fn phrase(&mut self) {
        let from = self.at;
        let text = self.quoted().to_owned();
        let mut slop = 0;
        if self.peek() == Some('~') {
            self.at += 1;
            match self.number() {
                Some(number) => slop = number.min(FURTHEST),
                None => self.trouble("\"~\" after a phrase expects a number of words; ignored", self.at - 1),
            }
        }
        let span = Span::new(from, self.at);
        self.push(Piece::Phrase(Phrase { text, slop, span }), from);
    }

    fn boost(&mut self) {
        let from = self.at;
        self.at += 1;
        let len = self.rest().bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        let text = &self.rest()[..len];
        self.at += len;
        match number(text) {
            #[allow(clippy::cast_possible_truncation, reason = "at most 1000")]
            Some(factor) if factor > 0.0 => self.push(Piece::Boost(factor.min(1000.0) as f32), from),
            _ => self.trouble("\"^\" expects a number above 0, as in ^2; ignored", from),
        }
    }

    /// Letters up to a space, a bracket, a quotation mark or `^`.
    fn word(&mut self) {
        let from = self.at;
        let rest = self.rest();
        let end = rest.find(|c: char| c.is_whitespace() || "()^".contains(c) || QUOTES.contains(&c));
        let text = &rest[..end.unwrap_or(rest.len())];
        let quoted = rest[text.len()..].starts_with(QUOTES);
        if let Some((name, value)) = field(text).filter(|(_, value)| quoted || !value.is_empty()) {
            self.at += name.len() + 1;
            return self.field(from, name, value);
        }
        self.at += text.len();
        let piece = match text {
            "OR" | "|" | "||" | "HOẶC" => Piece::Or,
            "AND" | "&&" | "VÀ" => Piece::And,
            "NOT" | "KHÔNG" => Piece::Not,
            "NEAR" => Piece::Near(NEAR),
            _ => match text.strip_prefix("NEAR/").map(str::parse::<u32>) {
                Some(Ok(distance)) => Piece::Near(distance.min(FURTHEST)),
                _ => Piece::Word(self.plain(text, from)),
            },
        };
        self.push(piece, from);
    }

    fn plain(&mut self, text: &str, from: usize) -> Word {
        let span = Span::new(from, self.at);
        let open = self.at == self.query.len();
        let word = |text: &str, mode, open| Word { text: text.to_owned(), mode, open, span };
        if let Some(exact) = text.strip_prefix('=').filter(|rest| !rest.is_empty()) {
            return word(exact, Mode::Exact, false);
        }
        if let Some(start) = text.strip_suffix('*').filter(|rest| !rest.is_empty()) {
            return word(start.trim_end_matches('*'), Mode::Prefix, false);
        }
        match text.rsplit_once('~') {
            Some((start, "" | "1")) if !start.is_empty() => word(start, Mode::Fuzzy(1), false),
            Some((start, "2")) if !start.is_empty() => word(start, Mode::Fuzzy(2), false),
            Some((start, errors)) if !start.is_empty() && errors.bytes().all(|b| b.is_ascii_digit()) => {
                self.trouble("\"~\" after a word expects 1 or 2 typing errors; read as ~2", from);
                word(start, Mode::Fuzzy(2), false)
            }
            _ => word(text, Mode::Plain, open),
        }
    }

    fn field(&mut self, from: usize, name: &str, value: &str) {
        let value = if self.peek().is_some_and(|c| QUOTES.contains(&c)) {
            Value::Text { text: self.quoted().to_owned(), quoted: true }
        } else {
            self.at += value.len();
            range(value).unwrap_or_else(|| Value::Text { text: value.to_owned(), quoted: false })
        };
        let span = Span::new(from, self.at);
        let raw = span.of(self.query).to_owned();
        self.push(Piece::Field(Field { name: name.to_owned(), value, raw, span }), from);
    }
}

/// Name and value of `name:value`; times, addresses and a colon at the end are none.
fn field(text: &str) -> Option<(&str, &str)> {
    let (name, value) = text.split_once(':')?;
    let named = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    // A value in quotation marks is cut off by the caller: then the colon stands at the end.
    (named && !value.starts_with("//")).then_some((name, value))
}

/// A range of values.
fn range(value: &str) -> Option<Value> {
    let bound = |text: &str, inclusive| (!text.is_empty()).then(|| (text.to_owned(), inclusive));
    if let Some((from, to)) = value.split_once("..") {
        let to = to.trim_start_matches('.');
        return (!from.is_empty() || !to.is_empty())
            .then(|| Value::Range { from: bound(from, true), to: bound(to, true) });
    }
    let signs = [(">=", true, true), ("<=", false, true), (">", true, false), ("<", false, false)];
    let (sign, is_from, inclusive) = signs.into_iter().find(|(sign, _, _)| value.starts_with(sign))?;
    let limit = Some(bound(&value[sign.len()..], inclusive)?);
    Some(if is_from {
        Value::Range { from: limit, to: None }
    } else {
        Value::Range { from: None, to: limit }
    })
}
