//! JSON that comes in, RFC 8259, as a value with its keys in the order written.

use std::fmt;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, as it was written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object; of a key written twice the last value counts.
    Object(Vec<(String, Json)>),
}

/// Why a text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What was expected.
    pub expected: &'static str,
    /// The line of the place, from 1.
    pub line: usize,
    /// The byte of the place in its line, from 1.
    pub column: usize,
    /// Whether the text ends there.
    pub ends: bool,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let came = if self.ends { "the end" } else { "another sign" };
        write!(f, "expected {}, got {came} at line {} column {}", self.expected, self.line, self.column)
    }
}

/// Values inside values, at most: deeper ones are refused, so that no text exhausts the stack.
const DEPTH: usize = 100;

impl Json {
    /// Reads one value and nothing after it. A half of a surrogate pair alone becomes U+FFFD.
    ///
    /// # Errors
    /// The first place that is no JSON.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let mut reader = Reader { text, at: 0, depth: 0 };
        let value = reader.value()?;
        match reader.next() {
            None => Ok(value),
            Some(_) => reader.fault("nothing after the value"),
        }
    }

    /// The value of a key of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text that this is.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// The list that this is.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    /// What this is, in words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn fault<T>(&self, expected: &'static str) -> Result<T, Fault> {
        let before = &self.text.as_bytes()[..self.at];
        let start = before.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        Err(Fault {
            expected,
            line: 1 + before.iter().filter(|b| **b == b'\n').count(),
            column: 1 + self.at - start,
            ends: self.at >= self.text.len(),
        })
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space, not taken.
    fn next(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.byte()
    }

    fn take(&mut self, wanted: u8, expected: &'static str) -> Result<(), Fault> {
        if self.next() != Some(wanted) {
            return self.fault(expected);
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self) -> Result<Json, Fault> {
        if self.depth >= DEPTH {
            return self.fault("fewer values inside values");
        }
        self.depth += 1;
        let value = match self.next() {
            Some(b'{') => self.object(),
            Some(b'[') => self.list(),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        };
        self.depth -= 1;
        value
    }

    fn word(&mut self) -> Result<Json, Fault> {
        let words = [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))];
        for (word, value) in words {
            if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        self.fault("a value")
    }

    fn object(&mut self) -> Result<Json, Fault> {
        let mut members: Vec<(String, Json)> = Vec::new();
        self.at += 1;
        if self.next() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(members));
        }
        loop {
            if self.next() != Some(b'"') {
                return self.fault("a key in quotation marks");
            }
            let key = self.string()?;
            self.take(b':', "a colon after the key")?;
            let value = self.value()?;
            match members.iter_mut().find(|(known, _)| *known == key) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
            if self.next() != Some(b',') {
                self.take(b'}', "a comma or the object's end")?;
                return Ok(Json::Object(members));
            }
            self.at += 1;
        }
    }

    fn list(&mut self) -> Result<Json, Fault> {
        let mut list = Vec::new();
        self.at += 1;
        if self.next() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(list));
        }
        loop {
            list.push(self.value()?);
            if self.next() != Some(b',') {
                self.take(b']', "a comma or the list's end")?;
                return Ok(Json::List(list));
            }
            self.at += 1;
        }
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if self.at == start { self.fault("a digit") } else { Ok(()) }
    }

    fn number(&mut self) -> Result<Json, Fault> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(Json::Number(self.text[start..self.at].to_owned()))
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut out = String::new();
        let mut plain = self.at;
        loop {
            match self.byte() {
                Some(b'"') => {
                    out.push_str(&self.text[plain..self.at]);
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    out.push_str(&self.text[plain..self.at]);
                    self.at += 1;
                    let sign = self.escaped()?;
                    out.push(sign);
                    plain = self.at;
                }
                Some(0x20..) => self.at += 1,
                _ => return self.fault("the text's closing quotation mark"),
            }
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, Fault> {
        let sign = match self.byte() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(),
            _ => return self.fault("one of \"\\/bfnrtu after a backslash"),
        };
        self.at += 1;
        Ok(sign)
    }

    /// Four hexadecimal digits after `\u`, and those of the other half of a pair.
    fn unicode(&mut self) -> Result<char, Fault> {
        let mut code = self.hex()?;
        if (0xd800..0xdc00).contains(&code) && self.text.as_bytes()[self.at..].starts_with(b"\\u") {
            let back = self.at;
            self.at += 1;
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            } else {
                self.at = back;
            }
        }
        Ok(char::from_u32(code).unwrap_or('\u{fffd}'))
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        self.at += 1;
        let mut code = 0;
        for _ in 0..4 {
            let Some(digit) = self.byte().and_then(|b| char::from(b).to_digit(16)) else {
                return self.fault("four hexadecimal digits after \\u");
            };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(code)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::Json;

    fn same(ours: &Json, theirs: &Value) -> bool {
        match (ours, theirs) {
            (Json::Null, Value::Null) => true,
            (Json::Bool(a), Value::Bool(b)) => a == b,
            (Json::Number(a), Value::Number(b)) => a.parse::<f64>().ok() == b.as_f64(),
            (Json::Text(a), Value::String(b)) => a == b,
            (Json::List(a), Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Json::Object(a), Value::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
            }
            _ => false,
        }
    }

    proptest! {
        /// What serde_json reads, we read as the same; what it refuses, we refuse.
        #[test]
        fn reads_what_serde_json_reads(text in r#"( |[\[\]{},:]|"a"|"\\u00e9\\n"|"\\\\"|"Việt"|null|true|-?[0-9]{1,3}(\.[0-9]{1,2})?([eE][+-]?[0-9])?|\{"k":|\[1,|"){0,9}"#) {
            match (Json::parse(&text), serde_json::from_str::<Value>(&text)) {
                (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{text}: {ours:?}"),
                // Numbers are kept as written: none is too large.
                (Ok(_), Err(fault)) if fault.to_string().starts_with("number out of range") => {}
                (ours, theirs) => prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{}", text),
            }
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,40}") {
            let _ = Json::parse(&text);
        }
    }

    #[test]
    fn pairs_places_and_depth() {
        assert_eq!(Json::parse(r#""\ud83d\ude42 \ud83d x""#), Ok(Json::Text("🙂 \u{fffd} x".into())));
        let fault = Json::parse("{\n  \"a\": }").expect_err("no value");
        assert_eq!((fault.line, fault.column, fault.ends), (2, 8, false));
        assert!(Json::parse("[1").expect_err("cut").ends);
        assert!(Json::parse(&"[".repeat(200_000)).is_err());
    }
}
