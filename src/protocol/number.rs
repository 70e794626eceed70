//! Reads numbers as JavaScript spells them.

use super::search::split;

/// The number that JavaScript spells so; `None` for what is less than 0 or no number.
///
/// The standard library's reader knows every form and rounds to the last bit, which costs
/// kilobytes of tables: this one may be off in the last digits of a fraction.
pub fn read(spelled: &str) -> Option<f64> {
    if spelled == "Infinity" {
        return Some(f64::INFINITY);
    }
    let (mantissa, exponent) = split(spelled, "e").unwrap_or((spelled, ""));
    let (whole, fraction) = split(mantissa, ".").unwrap_or((mantissa, ""));
    let power = match exponent.strip_prefix("-") {
        Some(digits) => -read_digits(0.0, digits)?,
        None => read_digits(0.0, exponent.strip_prefix("+").unwrap_or(exponent))?,
    };
    let digits = read_digits(read_digits(0.0, whole)?, fraction)?;
    (!whole.is_empty()).then(|| scaled(digits, power - fraction.len() as f64))
}

/// The number that goes on with these digits.
fn read_digits(mut number: f64, digits: &str) -> Option<f64> {
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10.0 + f64::from(byte.wrapping_sub(b'0'));
    }
    Some(number)
}

/// A number times a power of ten, of which JavaScript spells none beyond 400.
fn scaled(number: f64, power: f64) -> f64 {
    let (mut scale, mut left) = (1.0_f64, power.abs().min(400.0));
    while left > 0.0 {
        scale *= 10.0;
        left -= 1.0;
    }
    if power < 0.0 { number / scale } else { number * scale }
}
