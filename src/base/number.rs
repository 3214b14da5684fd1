//! Decimal numbers in texts.

/// A decimal number, `-12.5` or `3e8`. The library's reader, right to the last bit, brings 10 KB of tables; this one may be
/// off by a last bit, the same for the same text.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (sign, digits) = match mantissa.strip_prefix(['-', '+']) {
        Some(rest) if mantissa.starts_with('-') => (-1.0, rest),
        Some(rest) => (1.0, rest),
        None => (1.0, mantissa),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let mut value = 0.0;
    for digit in whole.bytes().chain(part.bytes()) {
        value = value * 10.0 + f64::from(char::from(digit).to_digit(10)?);
    }
    let places = i32::try_from(part.len()).ok()?;
    let mut power = exponent.parse::<i32>().ok()?.saturating_sub(places).clamp(-400, 400);
    while power != 0 {
        value = if power > 0 { value * 10.0 } else { value / 10.0 };
        power -= power.signum();
    }
    Some(sign * value)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::number;

    proptest! {
        #[test]
        fn near_what_the_library_reads(text in "[-+]?[0-9]{0,6}(\\.[0-9]{0,4})?([eE][-+]?[0-9]{1,2})?|[-+.e0-9x]{0,5}") {
            match (number(&text), text.parse::<f64>()) {
                (Some(ours), Ok(theirs)) => {
                    prop_assert!((ours - theirs).abs() <= theirs.abs() * 1e-12, "{text}: {ours} {theirs}");
                }
                (ours, theirs) => prop_assert_eq!(ours.is_some(), theirs.is_ok(), "{}", text),
            }
        }
    }
}
