//! Requests out of JSON. Written out once for every kind of value instead of derived for every type: that is a tenth of the
//! code. Unknown keys are refused, so that a typing error is not a silence.

use crate::base::json::Json;

/// Whatever comes in: begins with its defaults and takes what is given.
pub trait Incoming {
    /// Takes a value.
    ///
    /// # Errors
    /// What was expected and what came.
    fn take(&mut self, value: &Json) -> Result<(), String>;
}

/// Reads a request from JSON.
///
/// # Errors
/// What was wrong, with the keys that there are.
pub fn read_request<T: Incoming + Default>(json: &str) -> Result<T, String> {
    let mut request = T::default();
    request.take(&Json::parse(json).map_err(|fault| fault.to_string())?)?;
    Ok(request)
}

fn wrong(expected: &str, got: &Json) -> Result<(), String> {
    Err(format!("expected {expected}, got {}", got.kind()))
}

impl Incoming for String {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let Json::Text(text) = value else { return wrong("a text", value) };
        self.clone_from(text);
        Ok(())
    }
}

impl Incoming for bool {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let Json::Bool(given) = value else { return wrong("true or false", value) };
        *self = *given;
        Ok(())
    }
}

impl Incoming for u32 {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let whole = if let Json::Number(number) = value { number.parse().ok() } else { None };
        let Some(whole) = whole else { return wrong("a whole number that is not negative", value) };
        *self = whole;
        Ok(())
    }
}

impl Incoming for usize {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let mut number = 0_u32;
        number.take(value)?;
        *self = number as Self;
        Ok(())
    }
}

impl<T: Incoming + Default> Incoming for Option<T> {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        *self = None;
        if *value == Json::Null { Ok(()) } else { self.insert(T::default()).take(value) }
    }
}

impl<T: Incoming + Default> Incoming for Vec<T> {
    fn take(&mut self, value: &Json) -> Result<(), String> {
        let Some(list) = value.list() else { return wrong("a list", value) };
        self.clear();
        list.iter().try_for_each(|item| {
            let mut element = T::default();
            element.take(item)?;
            self.push(element);
            Ok(())
        })
    }
}

/// Takes the members of an object into the slots of their keys.
///
/// # Errors
/// A value that is no object, an unknown key with the keys that there are, or a member's own.
pub fn take_members(value: &Json, slots: &mut [(&str, &mut dyn Incoming)]) -> Result<(), String> {
    let Json::Object(members) = value else { return wrong("an object", value) };
    for (key, value) in members {
        let Some((_, slot)) = slots.iter_mut().find(|(name, _)| name == key) else {
            let known: Vec<&str> = slots.iter().map(|(name, _)| *name).collect();
            return Err(format!("unknown key `{key}`; expected one of {}", known.join(", ")));
        };
        slot.take(value).map_err(|what| format!("`{key}`: {what}"))?;
    }
    Ok(())
}

/// The number of one of some names.
///
/// # Errors
/// Another value, with the names that there are.
pub fn take_name(value: &Json, names: &[&str]) -> Result<usize, String> {
    let found = value.text().and_then(|text| names.iter().position(|name| *name == text));
    found.ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

/// `keys!(Type { "key" => field, … })`: the keys of an object that comes in.
macro_rules! keys {
    ($type:ty { $($key:literal => $field:ident),* $(,)? }) => {
        impl $crate::wire::Incoming for $type {
            fn take(&mut self, value: &$crate::base::json::Json) -> Result<(), String> {
                $crate::wire::read::take_members(value, &mut [$(($key, &mut self.$field)),*])
            }
        }
    };
}
pub(crate) use keys;
