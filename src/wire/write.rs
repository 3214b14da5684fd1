//! Messages as JSON. A writer of our own: serde_json's brings 10 KB of tables for floating-point numbers alone.

use std::fmt::Display;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// A message as JSON on one line. Floating-point numbers below a thousand have at most twelve decimals, so that a score
/// of 32 bits is read again to the last bit, larger ones six, rounded half up; what is no number is `null`.
#[must_use]
pub fn to_json(message: &(impl Serialize + ?Sized)) -> String {
    let mut writer = Writer::default();
    // Nothing fails: texts, numbers and lists always have a JSON form.
    let _ = message.serialize(&mut writer);
    writer.out
}

#[derive(Debug, Default)]
struct Writer {
    out: String,
}

/// What a value may say when it has no form: none of ours does.
#[derive(Debug)]
struct Never;

impl Display for Never {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no JSON form")
    }
}

impl std::error::Error for Never {}

impl Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), Never>;

impl Writer {
    /// A comma, unless the list or object has just begun.
    fn next(&mut self) {
        if !self.out.ends_with(['[', '{', ':']) {
            self.out.push(',');
        }
    }

    fn text(&mut self, text: &str) {
        self.out.push('"');
        let mut plain = 0;
        for (at, byte) in text.bytes().enumerate() {
            let escape = match byte {
                b'"' => "\\\"",
                b'\\' => "\\\\",
                b'\n' => "\\n",
                b'\r' => "\\r",
                b'\t' => "\\t",
                0x08 => "\\b",
                0x0c => "\\f",
                0..0x20 => "",
                _ => continue,
            };
            self.out.push_str(&text[plain..at]);
            self.out.push_str(escape);
            if escape.is_empty() {
                self.out.push_str("\\u00");
                for digit in [byte >> 4, byte & 15] {
                    self.out.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
                }
            }
            plain = at + 1;
        }
        self.out.push_str(&text[plain..]);
        self.out.push('"');
    }

    fn signed(&mut self, number: i64) {
        if number < 0 {
            self.out.push('-');
        }
        self.unsigned(number.unsigned_abs());
    }

    fn unsigned(&mut self, number: u64) {
        let mut unit = 1;
        while number / unit > 9 {
            unit *= 10;
        }
        self.digits(number, unit);
    }

    /// The digits of a number from one of the value `unit` on.
    fn digits(&mut self, number: u64, mut unit: u64) {
        while unit > 0 {
            self.out.push(char::from(b'0' + (number / unit % 10) as u8));
            unit /= 10;
        }
    }

    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a saturated number stays finite"
    )]
    fn float(&mut self, number: f64) {
        if !number.is_finite() {
            self.out.push_str("null");
            return;
        }
        let size = number.abs();
        let unit: u64 = if size < 1e3 { 1_000_000_000_000 } else { 1_000_000 };
        let (whole, mut parts) = if size < 9e9 {
            let all = (size * unit as f64 + 0.5) as u64;
            (all / unit, all % unit)
        } else {
            (size as u64, 0)
        };
        if number < 0.0 && (whole, parts) != (0, 0) {
            self.out.push('-');
        }
        self.unsigned(whole);
        if parts > 0 {
            self.out.push('.');
            let mut last = 1;
            while parts % 10 == 0 {
                parts /= 10;
                last *= 10;
            }
            self.digits(parts, unit / last / 10);
        }
    }

    fn open(&mut self, sign: char) {
        self.out.push(sign);
    }

    fn close(&mut self, sign: char) -> Written {
        self.out.push(sign);
        Ok(())
    }

    fn key(&mut self, key: &str) {
        self.next();
        self.text(key);
        self.out.push(':');
    }
}

macro_rules! numbers {
    ($($name:ident $type:ty => $write:ident $wide:ty),*) => {
        $(fn $name(self, number: $type) -> Written {
            self.$write(<$wide>::from(number));
            Ok(())
        })*
    };
}

impl Serializer for &mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers!(
        serialize_i8 i8 => signed i64, serialize_i16 i16 => signed i64, serialize_i32 i32 => signed i64,
        serialize_i64 i64 => signed i64, serialize_u8 u8 => unsigned u64, serialize_u16 u16 => unsigned u64,
        serialize_u32 u32 => unsigned u64, serialize_u64 u64 => unsigned u64, serialize_f32 f32 => float f64,
        serialize_f64 f64 => float f64
    );

    fn serialize_bool(self, value: bool) -> Written {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.text(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.text(value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Written {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.open('{');
        self.key(variant);
        value.serialize(&mut *self)?;
        self.close('}')
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        self.open('[');
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        self.open('{');
        self.key(variant);
        self.serialize_seq(None)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.open('{');
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        self.open('{');
        self.key(variant);
        self.serialize_map(None)
    }
}

macro_rules! lists {
    ($($kind:ident $element:ident $end:expr),*) => {
        $(impl $kind for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                self.next();
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.out.push_str($end);
                Ok(())
            }
        })*
    };
}

lists!(
    SerializeSeq serialize_element "]", SerializeTuple serialize_element "]",
    SerializeTupleStruct serialize_field "]", SerializeTupleVariant serialize_field "]}"
);

macro_rules! objects {
    ($($kind:ident $end:expr),*) => {
        $(impl $kind for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
                self.key(key);
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.out.push_str($end);
                Ok(())
            }
        })*
    };
}

objects!(SerializeStruct "}", SerializeStructVariant "}}");

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.next();
        let start = self.out.len();
        key.serialize(&mut **self)?;
        // A number is a key in quotation marks.
        if !self.out[start..].starts_with('"') {
            self.out.insert(start, '"');
            self.out.push('"');
        }
        self.out.push(':');
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close('}')
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::to_json;

    #[derive(Debug, Clone, Serialize)]
    enum Kind {
        Unit,
        New(u8),
        Pair(i8, bool),
        Named { a: Option<char>, b: () },
    }

    #[derive(Debug, Clone, Serialize)]
    struct Inner {
        x: i32,
    }

    #[derive(Debug, Clone, Serialize)]
    struct Message {
        text: String,
        list: Vec<Kind>,
        map: BTreeMap<u8, String>,
        #[serde(flatten)]
        inner: Inner,
        long: u64,
    }

    proptest! {
        #[test]
        fn writes_what_serde_json_writes(text in ".{0,12}", map: BTreeMap<u8, String>, x: i32, long: u64, pick in 0_u8..4) {
            let list = vec![Kind::Unit, Kind::New(3), Kind::Pair(-4, true), Kind::Named { a: Some('ẫ'), b: () }];
            let list = list.into_iter().cycle().skip(usize::from(pick)).take(usize::from(pick) + 1).collect();
            let message = Message { text, list, map, inner: Inner { x }, long };
            prop_assert_eq!(to_json(&message), serde_json::to_string(&message).unwrap());
        }

        #[test]
        fn numbers_are_near(number in -1e9..1e9_f64) {
            let read: f64 = to_json(&number).parse().unwrap();
            prop_assert!((read - number).abs() <= 1e-6, "{number} {read}");
        }

        #[test]
        fn scores_keep_every_bit(score in 1e-4..1e3_f32) {
            let read: f64 = to_json(&score).parse().unwrap();
            prop_assert_eq!((read as f32).to_bits(), score.to_bits());
        }
    }

    #[test]
    fn numbers_are_short() {
        let all = [0.0, -0.0, 1.0, -2.5, 0.1, 1e-9, 12.345_678_9, f64::NAN, f64::INFINITY, -1e12];
        assert_eq!(to_json(&all), "[0,0,1,-2.5,0.1,0.000000001,12.3456789,null,null,-1000000000000]");
    }
}
