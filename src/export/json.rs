//! JSON whose keys keep the order they were given in, and where what is empty is left out.

use serde::ser::{Serialize, Serializer};

/// A JSON value.
pub(super) enum Json {
    /// Nothing, said so.
    Null,
    /// A string.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A number with at most three decimals, in thousandths.
    Thousandths(i64),
    /// A list.
    List(Vec<Json>),
    /// An object.
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    /// An object without its empty members.
    pub(super) fn object<const N: usize>(members: [(&'static str, Json); N]) -> Self {
        Self::Object(members.into_iter().filter(|(_, value)| !value.is_empty()).collect())
    }

    /// A list of strings without the empty ones.
    pub(super) fn texts<T: Into<String>>(values: impl IntoIterator<Item = T>) -> Self {
        Self::List(values.into_iter().map(|v| Self::Text(v.into())).filter(|v| !v.is_empty()).collect())
    }

    /// A string; empty for none.
    pub(super) fn maybe<T: Into<String>>(value: Option<T>) -> Self {
        Self::Text(value.map(Into::into).unwrap_or_default())
    }

    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Object(members) => members.is_empty(),
            Self::Null | Self::Number(_) | Self::Thousandths(_) => false,
        }
    }

    /// The value on one line.
    pub(super) fn line(&self) -> String {
        crate::wire::to_json(self) + "\n"
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Json {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            #[allow(clippy::cast_precision_loss, reason = "coordinates: six digits")]
            Self::Thousandths(number) => serializer.serialize_f64(*number as f64 / 1000.0),
            Self::List(list) => serializer.collect_seq(list),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(key, value)| (key, value))),
        }
    }
}
