//! Reads numbers as JavaScript spells them.

use crate::protocol::text::time::{Decimal, parse_number};

/// The number that JavaScript spells so; `None` for what is less than 0 or no number.
///
/// The standard library's reader knows every form and rounds to the last bit, which costs
/// kilobytes of tables: this one may be off in the last digits of a fraction.
pub fn read(spelled: &str) -> Option<f64> {
    if spelled == "Infinity" {
        return Some(f64::INFINITY);
    }
    let mut rest = spelled;
    let decimal = Decimal::take(&mut rest).filter(|_| !spelled.starts_with("."))?;
    Some(scaled(decimal.digits / decimal.divisor, exponent(rest)?))
}

/// The power of ten in what follows the digits; 0 if nothing does.
fn exponent(rest: &str) -> Option<f64> {
    if rest.is_empty() {
        return Some(0.0);
    }
    let power = rest.strip_prefix("e")?;
    match power.strip_prefix("-") {
        Some(digits) => parse_number(digits).map(|power| -(power as f64)),
        None => parse_number(power.strip_prefix("+").unwrap_or(power)).map(|power| power as f64),
    }
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
