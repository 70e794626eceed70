//! Reads and writes numbers in decimal digits, without the weight of the formatting machinery.

/// The largest number that JavaScript holds exactly; larger figures are cut to it.
pub const MAX_NUMBER: u64 = (1 << 53) - 1;

/// The number that JavaScript spells so; `None` for what is less than 0 or no number.
///
/// The standard library's reader knows every form and rounds to the last bit, which costs
/// kilobytes of tables: this one may be off in the last digits of a fraction.
pub fn parse(spelled: &str) -> Option<f64> {
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

/// Reads a whole number in decimal digits, cut to what JavaScript holds exactly.
///
/// `None` for anything but digits.
#[inline(never)]
pub fn parse_number(text: &str) -> Option<u64> {
    let mut number = None;
    for byte in text.bytes() {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = Some(append_digit(number.unwrap_or_default(), byte));
    }
    number.map(to_whole)
}

/// Appends a digit to a number.
pub fn append_digit(number: f64, digit: u8) -> f64 {
    number * 10.0 + f64::from(digit.wrapping_sub(b'0'))
}

/// A number cut to what JavaScript holds exactly.
pub fn to_whole(number: f64) -> u64 {
    (number as u64).min(MAX_NUMBER)
}

/// Appends a number in decimal digits, without the weight of the formatting machinery.
pub fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    let digits = "0123456789";
    let digit = (number % 10) as usize;
    text.push_str(digits.get(digit..=digit).unwrap_or_default());
}

/// A non-negative decimal number: its digits as a whole number, and what that is to be divided by.
///
/// Parsing a float would cost several kilobytes of wasm, and would be rounded before it is
/// multiplied.
pub(in crate::protocol) struct Decimal {
    pub(in crate::protocol) digits: f64,
    pub(in crate::protocol) divisor: f64,
}

impl Decimal {
    /// Takes a number off the front of a text; `None` when it does not begin with one.
    #[inline(never)]
    pub(in crate::protocol) fn take(text: &mut &str) -> Option<Self> {
        let mut decimal = Self { digits: 0.0, divisor: 1.0 };
        let (mut step, mut end, mut is_number) = (1.0, 0_usize, false);
        while let Some(&byte) = text.as_bytes().get(end) {
            match byte {
                b'0'..=b'9' => {
                    decimal.digits = append_digit(decimal.digits, byte);
                    decimal.divisor *= step;
                    is_number = true;
                }
                b'.' if step < 10.0 => step = 10.0,
                _ => break,
            }
            end = end.wrapping_add(1);
        }
        *text = text.get(end..)?;
        is_number.then_some(decimal)
    }
}
