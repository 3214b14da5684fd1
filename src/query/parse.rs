//! From pieces to a tree.

use super::lex::{Piece, lex};
use super::{Ast, Trouble, Word};
use crate::base::Span;

/// Brackets nested deeper are left out, so that no query can exhaust the stack.
const DEEPEST: u32 = 32;
/// Pieces beyond this number are left out, so that no query can take for ever.
const MOST: usize = 160;

/// Parses a query. Never fails: what cannot be read is listed and read as plain words. Linear.
#[must_use]
pub fn parse(query: &str) -> (Ast, Vec<Trouble>) {
    let mut troubles = Vec::new();
    let mut pieces = lex(query, &mut troubles);
    if let Some((_, span)) = pieces.get(MOST) {
        let span = Span { start: span.start, end: query.len() as u32 };
        troubles.push(Trouble { what: format!("more than {MOST} parts; the rest is left out"), span });
        pieces.truncate(MOST);
    }
    let mut parser = Parser { pieces: &pieces, at: 0, depth: 0, troubles: &mut troubles };
    let mut parts = Vec::new();
    while parser.at < pieces.len() {
        parts.push(parser.any());
        if parser.take(&Piece::Close) {
            parser.trouble("a closing bracket without its partner; ignored");
        }
    }
    (join(parts, Ast::And), troubles)
}

struct Parser<'p> {
    pieces: &'p [(Piece, Span)],
    at: usize,
    depth: u32,
    troubles: &'p mut Vec<Trouble>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Piece> {
        self.pieces.get(self.at).map(|(piece, _)| piece)
    }

    fn take(&mut self, piece: &Piece) -> bool {
        let here = self.peek() == Some(piece);
        self.at += usize::from(here);
        here
    }

    /// Reports trouble with the piece just taken.
    fn trouble(&mut self, what: &str) {
        let span = self.pieces[self.at.saturating_sub(1)].1;
        self.troubles.push(Trouble { what: what.to_owned(), span });
    }

    /// Parts joined by `OR`, up to a closing bracket or the end.
    fn any(&mut self) -> Ast {
        let mut parts = vec![self.all()];
        while self.take(&Piece::Or) {
            let sign = self.pieces[self.at - 1].1;
            let part = self.all();
            if part == Ast::All || parts.last() == Some(&Ast::All) {
                let what = "\"OR\" expects something on both sides; ignored".to_owned();
                self.troubles.push(Trouble { what, span: sign });
            }
            parts.push(part);
        }
        parts.retain(|part| *part != Ast::All);
        join(parts, Ast::Or)
    }

    /// Parts side by side.
    fn all(&mut self) -> Ast {
        let mut parts = Vec::new();
        while let Some(piece) = self.peek() {
            match piece {
                Piece::Or | Piece::Close => break,
                Piece::And => self.at += 1,
                _ => parts.extend(self.part()),
            }
        }
        join(parts, Ast::And)
    }

    /// One part with what stands before and behind it.
    fn part(&mut self) -> Option<Ast> {
        let mut left = self.primary()?;
        while let Some(Piece::Near(distance)) = self.peek() {
            let distance = *distance;
            self.at += 1;
            let near = |ast: &Ast| matches!(ast, Ast::Word(_) | Ast::Phrase(_));
            let right = match self.peek() {
                Some(Piece::Word(_) | Piece::Phrase(_)) => self.primary(),
                _ => None,
            };
            match right {
                Some(right) if near(&left) && near(&right) => {
                    left = Ast::Near(Box::new(left), Box::new(right), distance);
                }
                right => {
                    self.trouble("\"NEAR\" expects a word or phrase on both sides; read as \"AND\"");
                    left = join(std::iter::once(left).chain(right).collect(), Ast::And);
                }
            }
        }
        while let Some(Piece::Boost(factor)) = self.peek() {
            left = Ast::Boost(Box::new(left), *factor);
            self.at += 1;
        }
        Some(left)
    }

    fn primary(&mut self) -> Option<Ast> {
        let (piece, _) = self.pieces.get(self.at)?;
        self.at += 1;
        match piece {
            Piece::Word(word) => Some(Ast::Word(word.clone())),
            Piece::Phrase(phrase) if phrase.text.chars().any(char::is_alphanumeric) => {
                Some(Ast::Phrase(phrase.clone()))
            }
            Piece::Phrase(_) => {
                self.trouble("a phrase without a word; ignored");
                None
            }
            Piece::Field(field) => Some(Ast::Field(field.clone())),
            Piece::Open => self.group(),
            Piece::Not => self.not(),
            Piece::Near(_) => {
                self.trouble("\"NEAR\" expects a word or phrase on both sides; ignored");
                None
            }
            Piece::Boost(_) => {
                self.trouble("\"^\" expects a word before it; ignored");
                None
            }
            Piece::Close | Piece::Or | Piece::And => None,
        }
    }

    fn group(&mut self) -> Option<Ast> {
        if self.depth == DEEPEST {
            self.trouble("brackets nested too deep; this one is ignored");
            return None;
        }
        let open = self.at;
        self.depth += 1;
        let inner = self.any();
        self.depth -= 1;
        if !self.take(&Piece::Close) {
            let span = self.pieces[open - 1].1;
            let what = "an opening bracket without its partner; closed at the end".to_owned();
            self.troubles.push(Trouble { what, span });
        }
        (inner != Ast::All).then_some(inner)
    }

    fn not(&mut self) -> Option<Ast> {
        let sign = self.pieces[self.at - 1].1;
        let mut negative = true;
        while self.take(&Piece::Not) {
            negative = !negative;
        }
        let inner = match self.peek() {
            Some(Piece::Word(_) | Piece::Phrase(_) | Piece::Field(_) | Piece::Open) => self.primary(),
            _ => None,
        };
        let Some(inner) = inner else {
            let what = "\"-\" or \"NOT\" expects what to leave out behind it; ignored".to_owned();
            self.troubles.push(Trouble { what, span: sign });
            return None;
        };
        Some(if negative { Ast::Not(Box::new(closed(inner))) } else { inner })
    }
}

/// A word that is left out is not completed while it is typed.
fn closed(ast: Ast) -> Ast {
    match ast {
        Ast::Word(word) => Ast::Word(Word { open: false, ..word }),
        other => other,
    }
}

/// One part as it is, several joined, none: everything.
fn join(mut parts: Vec<Ast>, several: fn(Vec<Ast>) -> Ast) -> Ast {
    parts.retain(|part| *part != Ast::All);
    match parts.len() {
        0 => Ast::All,
        1 => parts.remove(0),
        _ => several(parts),
    }
}
