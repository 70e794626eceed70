//! Reads the durations and dates that servers send, and words a duration for people.
//!
//! Every duration is a whole number of milliseconds, rounded up, so that a wait is never too short.

use super::rate_limit::MAX_NUMBER;
use super::search::{find, trim, while_is};

const NANOS_PER_MILLI: u64 = 1_000_000;
const NANOS_PER_SECOND: u64 = 1_000_000_000;

/// The units of a Go duration with their length in nanoseconds; longer names come first.
const UNITS: [(&str, u64); 8] = [
    ("ns", 1),
    ("µs", 1_000),
    ("μs", 1_000),
    ("us", 1_000),
    ("ms", NANOS_PER_MILLI),
    ("s", NANOS_PER_SECOND),
    ("m", 60 * NANOS_PER_SECOND),
    ("h", 3_600 * NANOS_PER_SECOND),
];

const MONTHS: &str = "JanFebMarAprMayJunJulAugSepOctNovDec";

/// Reads a duration as Go prints it (`6m0s`, `8.64s`, `120ms`) in milliseconds.
///
/// This is the form of the `x-ratelimit-reset-*` headers and of the texts of rate limits.
/// `None` means that the text is no such duration; a negative one is none either.
pub fn parse_go_duration(text: &str) -> Option<u64> {
    let mut rest = trim(text);
    if rest == "0" {
        return Some(0);
    }
    let mut nanos = 0_u64;
    while let Some((decimal, after)) = Decimal::take(rest) {
        let (name, unit) = UNITS.iter().find(|(name, _)| after.starts_with(name))?;
        nanos = nanos.saturating_add(decimal.times(*unit));
        rest = after.get(name.len()..)?;
        if rest.is_empty() {
            return Some(nanos.div_ceil(NANOS_PER_MILLI));
        }
    }
    None
}

/// Reads a decimal number of seconds (`retry-after: 1.5`) in milliseconds.
///
/// `None` means that the text is no plain non-negative decimal number.
pub fn parse_seconds(text: &str) -> Option<u64> {
    parse_decimal(text, NANOS_PER_SECOND)
}

/// Reads a decimal number of milliseconds (`retry-after-ms: 250.5`).
///
/// `None` means that the text is no plain non-negative decimal number.
pub fn parse_millis(text: &str) -> Option<u64> {
    parse_decimal(text, NANOS_PER_MILLI)
}

fn parse_decimal(text: &str, unit: u64) -> Option<u64> {
    let (decimal, rest) = Decimal::take(trim(text))?;
    rest.is_empty().then(|| decimal.times(unit).div_ceil(NANOS_PER_MILLI))
}

/// Reads an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`) in milliseconds since the Unix epoch.
///
/// Only the preferred form of RFC 9110, section 5.6.7, is known. `None` means any other text,
/// and any date before 1970.
#[inline(never)]
pub fn parse_http_date(text: &str) -> Option<u64> {
    let date = trim(text);
    let form = b"---, -- --- ---- --:--:-- GMT";
    let has_form = form.iter().zip(date.bytes()).all(|(form, byte)| *form == b'-' || *form == byte);
    if date.len() != form.len() || !has_form {
        return None;
    }
    let number = |start: usize, most| {
        date.get(start..start.checked_add(2)?)
            .and_then(parse_number)
            .filter(|number| *number <= most)
    };
    let month = find(MONTHS, date.get(8..11)?).filter(|at| at % 3 == 0)? / 3;
    let year = number(12, 99)?.wrapping_mul(100).wrapping_add(number(14, 99)?);
    let days = days_since_epoch(
        year,
        (month as u64).wrapping_add(1),
        number(5, 31).filter(|day| *day > 0)?,
    )?;
    let hours = days.wrapping_mul(24).wrapping_add(number(17, 23)?);
    let minutes = hours.wrapping_mul(60).wrapping_add(number(20, 59)?);
    Some(minutes.wrapping_mul(60).wrapping_add(number(23, 60)?).wrapping_mul(1_000))
}

/// Counts days as if years began in March, so that a leap day is the last of its year.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    const DAYS_FROM_YEAR_0_TO_1970: u64 = 719_468;
    // A year has four digits here, so nothing overflows.
    let year = year.wrapping_sub(u64::from(month <= 2));
    let months_since_march = month.wrapping_add(9) % 12;
    let day_of_year = months_since_march.wrapping_mul(153).wrapping_add(2) / 5;
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let days = year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(day_of_year);
    days.wrapping_add(day).checked_sub(DAYS_FROM_YEAR_0_TO_1970.wrapping_add(1))
}

/// Reads a whole number in decimal digits, cut to what JavaScript holds exactly.
///
/// `None` for anything but digits.
pub fn parse_number(text: &str) -> Option<u64> {
    let (digits, rest) = take_digits(text);
    if digits.is_empty() || !rest.is_empty() {
        return None;
    }
    Some(read_digits(digits).min(MAX_NUMBER))
}

/// Words a duration for people: `644 ms`, `20 s`, `1 min 30 s`, `2 h 5 min`, `3 d`.
///
/// The two largest units are named, rounded up.
pub fn for_people(millis: u64) -> String {
    if millis < 1_000 {
        return in_units(millis, "ms", 0, "");
    }
    let seconds = millis.div_ceil(1_000);
    if seconds < 3_600 {
        return in_units(seconds / 60, "min", seconds % 60, "s");
    }
    let minutes = seconds.div_ceil(60);
    if minutes < 1_440 {
        return in_units(minutes / 60, "h", minutes % 60, "min");
    }
    let hours = minutes.div_ceil(60);
    in_units(hours / 24, "d", hours % 24, "h")
}

fn in_units(large: u64, large_unit: &str, small: u64, small_unit: &str) -> String {
    let mut text = String::new();
    if large > 0 || small == 0 {
        push_number(&mut text, large);
        text.push_str(" ");
        text.push_str(large_unit);
    }
    if small > 0 {
        if !text.is_empty() {
            text.push_str(" ");
        }
        push_number(&mut text, small);
        text.push_str(" ");
        text.push_str(small_unit);
    }
    text
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

/// A non-negative decimal number in whole units and millionths.
///
/// Parsing a float would cost several kilobytes of wasm, and would not be exact.
struct Decimal {
    whole: u64,
    millionths: u64,
}

impl Decimal {
    /// Takes a number off the front of a text; `None` when it does not begin with one.
    #[inline(never)]
    fn take(text: &str) -> Option<(Self, &str)> {
        let (whole, rest) = take_digits(text);
        let (fraction, rest) = rest.strip_prefix(".").map_or(("", rest), take_digits);
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let (mut millionths, mut place, mut is_cut) = (0_u64, 100_000_u64, false);
        for digit in fraction.bytes() {
            is_cut |= place == 0 && digit != b'0';
            millionths = millionths.saturating_add(append_digit(0, digit).saturating_mul(place));
            place /= 10;
        }
        let millionths = millionths.saturating_add(u64::from(is_cut));
        Some((Self { whole: read_digits(whole), millionths }, rest))
    }

    /// The number times a unit of at most an hour in nanoseconds, rounded up.
    fn times(&self, unit: u64) -> u64 {
        let fraction = self.millionths.saturating_mul(unit).div_ceil(1_000_000);
        self.whole.saturating_mul(unit).saturating_add(fraction)
    }
}

fn take_digits(text: &str) -> (&str, &str) {
    while_is(text, |byte| byte.is_ascii_digit())
}

fn read_digits(digits: &str) -> u64 {
    digits.bytes().fold(0, append_digit)
}

/// Appends a digit to a number, unless it is already larger than any that counts.
pub const fn append_digit(number: u64, digit: u8) -> u64 {
    if number > MAX_NUMBER {
        return number;
    }
    number.wrapping_mul(10).wrapping_add(digit.wrapping_sub(b'0') as u64)
}
