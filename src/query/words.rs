//! A query said back in words, so that a reader sees how it was understood.

use super::{Ast, Field, Mode, Value, Word};
use crate::base::Lang;

/// The query in a sentence part, Vietnamese or (for any other language) English.
#[must_use]
pub fn in_words(ast: &Ast, lang: Lang) -> String {
    let mut out = String::new();
    Speaker { say: if lang == Lang::Vi { &VI } else { &EN } }.ast(ast, false, &mut out);
    out
}

/// The words of one language.
struct Say {
    all: &'static str,
    and: &'static str,
    or: &'static str,
    not: &'static str,
    near: &'static str,
    exact: &'static str,
    prefix: &'static str,
    fuzzy: &'static str,
    slop: &'static str,
    from: &'static str,
    after: &'static str,
    to: &'static str,
    before: &'static str,
    boost: &'static str,
}

const EN: Say = Say {
    all: "everything",
    and: " and ",
    or: " or ",
    not: "not ",
    near: " at most {n} words from ",
    exact: "exactly ",
    prefix: "words beginning with ",
    fuzzy: "words like ",
    slop: " with at most {n} words between",
    from: " from ",
    after: " after ",
    to: " up to ",
    before: " before ",
    boost: " (times {n})",
};

const VI: Say = Say {
    all: "tất cả",
    and: " và ",
    or: " hoặc ",
    not: "không có ",
    near: " cách không quá {n} từ với ",
    exact: "đúng như ",
    prefix: "từ bắt đầu bằng ",
    fuzzy: "từ gần giống ",
    slop: " cách nhau không quá {n} từ",
    from: " từ ",
    after: " sau ",
    to: " đến ",
    before: " trước ",
    boost: " (nhân {n})",
};

struct Speaker {
    say: &'static Say,
}

impl Speaker {
    fn ast(&self, ast: &Ast, inside: bool, out: &mut String) {
        match ast {
            Ast::All => out.push_str(self.say.all),
            Ast::Word(word) => self.word(word, out),
            Ast::Phrase(phrase) => {
                quote(&phrase.text, out);
                if phrase.slop > 0 {
                    out.push_str(&self.say.slop.replace("{n}", &phrase.slop.to_string()));
                }
            }
            Ast::Near(left, right, distance) => {
                self.ast(left, true, out);
                out.push_str(&self.say.near.replace("{n}", &distance.to_string()));
                self.ast(right, true, out);
            }
            Ast::Field(field) => self.field(field, out),
            Ast::And(parts) => self.list(parts, self.say.and, inside, out),
            Ast::Or(parts) => self.list(parts, self.say.or, inside, out),
            Ast::Not(inner) => {
                out.push_str(self.say.not);
                self.ast(inner, true, out);
            }
            Ast::Boost(inner, factor) => {
                self.ast(inner, true, out);
                out.push_str(&self.say.boost.replace("{n}", &factor.to_string()));
            }
        }
    }

    fn list(&self, parts: &[Ast], between: &str, inside: bool, out: &mut String) {
        if inside {
            out.push('(');
        }
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                out.push_str(between);
            }
            self.ast(part, true, out);
        }
        if inside {
            out.push(')');
        }
    }

    fn word(&self, word: &Word, out: &mut String) {
        match word.mode {
            Mode::Plain => {}
            Mode::Exact => out.push_str(self.say.exact),
            Mode::Prefix => out.push_str(self.say.prefix),
            Mode::Fuzzy(_) => out.push_str(self.say.fuzzy),
        }
        quote(&word.text, out);
    }

    fn field(&self, field: &Field, out: &mut String) {
        out.push_str(&field.name);
        match &field.value {
            Value::Text { text, .. } => {
                out.push_str(": ");
                quote(text, out);
            }
            Value::Range { from, to } => {
                for (limit, inclusive, exclusive) in
                    [(from, self.say.from, self.say.after), (to, self.say.to, self.say.before)]
                {
                    if let Some((value, belongs)) = limit {
                        out.push_str(if *belongs { inclusive } else { exclusive });
                        out.push_str(value);
                    }
                }
            }
        }
    }
}

fn quote(text: &str, out: &mut String) {
    out.push('“');
    out.push_str(text);
    out.push('”');
}
