//! Reads the durations and dates that servers send, and words a duration for people.
//!
//! Every duration is a whole number of milliseconds, rounded up, so that a wait is never too short.

use super::rate_limit::MAX_NUMBER;

const NANOS_PER_MILLI: u64 = 1_000_000;
const NANOS_PER_SECOND: u64 = 1_000_000_000;
const SECONDS_PER_DAY: u64 = 86_400;

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

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Reads a duration as Go prints it (`6m0s`, `8.64s`, `120ms`) in milliseconds.
///
/// This is the form of the `x-ratelimit-reset-*` headers and of the texts of rate limits.
/// `None` means that the text is no such duration; a negative one is none either.
pub fn parse_go_duration(text: &str) -> Option<u64> {
    let mut rest = text.trim();
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
    let (decimal, rest) = Decimal::take(text.trim())?;
    rest.is_empty().then(|| decimal.times(unit).div_ceil(NANOS_PER_MILLI))
}

/// Reads an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`) in milliseconds since the Unix epoch.
///
/// Only the preferred form of RFC 9110, section 5.6.7, is known. `None` means any other text,
/// and any date before 1970.
pub fn parse_http_date(text: &str) -> Option<u64> {
    let (_, date) = text.trim().strip_suffix(" GMT")?.split_once(", ")?;
    let mut words = date.split(' ');
    let day = number(words.next()?, 31)?;
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)? as u64;
    let year = number(words.next()?, 9_999)?;
    let mut clock = words.next()?.split(':');
    let (hour, minute) = (number(clock.next()?, 23)?, number(clock.next()?, 59)?);
    let second = number(clock.next()?, 60)?;
    if clock.next().or(words.next()).is_some() {
        return None;
    }
    let days = days_since_epoch(year, month.checked_add(1)?, day)?;
    let seconds = hour.checked_mul(3_600)?.checked_add(minute.checked_mul(60)?)?;
    days.checked_mul(SECONDS_PER_DAY)?.checked_add(seconds)?.checked_add(second)?.checked_mul(1_000)
}

/// Counts days as if years began in March, so that a leap day is the last of its year.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    const DAYS_FROM_YEAR_0_TO_1970: u64 = 719_468;
    let year = if month <= 2 { year.checked_sub(1)? } else { year };
    let months_since_march = month.checked_add(9)? % 12;
    let day_of_year = months_since_march.checked_mul(153)?.checked_add(2)? / 5;
    let leap_days = (year / 4).checked_sub(year / 100)?.checked_add(year / 400)?;
    let days = year.checked_mul(365)?.checked_add(leap_days)?;
    days.checked_add(day_of_year)?
        .checked_add(day.checked_sub(1)?)?
        .checked_sub(DAYS_FROM_YEAR_0_TO_1970)
}

fn number(text: &str, most: u64) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok().filter(|number| *number <= most)
}

/// Reads a whole number in decimal digits, cut to what JavaScript holds exactly.
///
/// `None` for anything but digits.
pub fn parse_number(text: &str) -> Option<u64> {
    let (digits, rest) = take_digits(text);
    if digits.is_empty() || !rest.is_empty() {
        return None;
    }
    Some(digits.bytes().fold(0, append_digit).min(MAX_NUMBER))
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
        text.push(' ');
        text.push_str(large_unit);
    }
    if small > 0 {
        if !text.is_empty() {
            text.push(' ');
        }
        push_number(&mut text, small);
        text.push(' ');
        text.push_str(small_unit);
    }
    text
}

/// Appends a number in decimal digits, without the weight of the formatting machinery.
pub fn push_number(text: &mut String, number: u64) {
    if number >= 10 {
        push_number(text, number / 10);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    text.push(char::from(b'0'.saturating_add(digit)));
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
    fn take(text: &str) -> Option<(Self, &str)> {
        let (whole, rest) = take_digits(text);
        let (fraction, rest) = rest.strip_prefix('.').map_or(("", rest), take_digits);
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = whole.bytes().fold(0, append_digit);
        Some((Self { whole, millionths: parse_millionths(fraction) }, rest))
    }

    /// The number times a unit of at most an hour in nanoseconds, rounded up.
    fn times(&self, unit: u64) -> u64 {
        let fraction = self.millionths.saturating_mul(unit).div_ceil(1_000_000);
        self.whole.saturating_mul(unit).saturating_add(fraction)
    }
}

fn take_digits(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn append_digit(number: u64, digit: u8) -> u64 {
    number.saturating_mul(10).saturating_add(u64::from(digit.saturating_sub(b'0')))
}

fn parse_millionths(digits: &str) -> u64 {
    let kept = digits.bytes().chain([b'0'; 6]).take(6).fold(0, append_digit);
    let is_cut = digits.bytes().skip(6).any(|digit| digit != b'0');
    kept.saturating_add(u64::from(is_cut))
}
