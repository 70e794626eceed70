//! Reads the durations and dates that servers send, and words a duration for people.
//!
//! Every duration is a whole number of milliseconds, rounded up, so that a wait is never too short.

use crate::protocol::text::number::{Decimal, parse_number, push_number};
use crate::protocol::text::scan::{find, trim};

/// The units of a Go duration: their length in milliseconds, and how many of them share it.
const UNITS: [(&str, f64, f64); 8] = [
    ("ns", 1.0, 1e6),
    ("µs", 1.0, 1e3),
    ("μs", 1.0, 1e3),
    ("us", 1.0, 1e3),
    // Longer names come first.
    ("ms", 1.0, 1.0),
    ("s", 1e3, 1.0),
    ("m", 60e3, 1.0),
    ("h", 3_600e3, 1.0),
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
    let mut millis = 0.0;
    loop {
        let decimal = Decimal::take(&mut rest)?;
        let (name, length, parts) = UNITS.iter().find(|(name, ..)| rest.starts_with(name))?;
        millis += decimal.digits * length / (decimal.divisor * parts);
        rest = rest.get(name.len()..)?;
        if rest.is_empty() {
            return Some(millis.ceil() as u64);
        }
    }
}

/// Reads a decimal number of seconds (`retry-after: 1.5`) in milliseconds.
///
/// `None` means that the text is no plain non-negative decimal number.
pub fn parse_seconds(text: &str) -> Option<u64> {
    parse_decimal(text, 1e3)
}

/// Reads a decimal number of milliseconds (`retry-after-ms: 250.5`).
///
/// `None` means that the text is no plain non-negative decimal number.
pub fn parse_millis(text: &str) -> Option<u64> {
    parse_decimal(text, 1.0)
}

#[inline(never)]
fn parse_decimal(text: &str, length: f64) -> Option<u64> {
    let mut rest = trim(text);
    let decimal = Decimal::take(&mut rest)?;
    rest.is_empty().then(|| (decimal.digits * length / decimal.divisor).ceil() as u64)
}

/// Reads an HTTP date (`Sun, 06 Nov 1994 08:49:37 GMT`) in milliseconds since the Unix epoch.
///
/// Only the preferred form of RFC 9110, section 5.6.7, is known. `None` means any other text,
/// and any date before 1970.
#[inline(never)]
pub fn parse_http_date(text: &str) -> Option<u64> {
    /// Where the numbers of two digits stand, and the largest that each may be.
    const NUMBERS: [(usize, u64); 6] = [(5, 31), (12, 99), (14, 99), (17, 23), (20, 59), (23, 60)];
    let date = trim(text);
    let form = "---, -- --- ---- --:--:-- GMT";
    for (at, mark) in form.bytes().enumerate() {
        if *date.as_bytes().get(at)? != mark && mark != b'-' {
            return None;
        }
    }
    if date.len() > form.len() {
        return None;
    }
    let mut numbers = [0; NUMBERS.len()];
    for (number, (start, most)) in numbers.iter_mut().zip(&NUMBERS) {
        let digits = date.get(*start..start.wrapping_add(2))?;
        *number = parse_number(digits).filter(|number| number <= most)?;
    }
    let [day, century, year, hour, minute, second] = numbers;
    let month = find(MONTHS, date.get(8..11)?).filter(|at| at % 3 == 0)? as u64 / 3;
    let days = days_since_epoch(century.wrapping_mul(100).wrapping_add(year), month, day)?;
    let minutes = days.wrapping_mul(24).wrapping_add(hour).wrapping_mul(60).wrapping_add(minute);
    Some(minutes.wrapping_mul(60).wrapping_add(second).wrapping_mul(1_000))
}

/// Counts days as if years began in March, so that a leap day is the last of its year; January is
/// month 0, and the first of it day 1.
fn days_since_epoch(year: u64, month: u64, day: u64) -> Option<u64> {
    const DAYS_FROM_YEAR_0_TO_1970: u64 = 719_468;
    // A year has four digits here, so nothing overflows.
    let year = year.wrapping_sub(u64::from(month <= 1));
    let months_since_march = month.wrapping_add(10) % 12;
    let day_of_year = months_since_march.wrapping_mul(153).wrapping_add(2) / 5;
    let leap_days = (year / 4).wrapping_sub(year / 100).wrapping_add(year / 400);
    let days = year.wrapping_mul(365).wrapping_add(leap_days).wrapping_add(day_of_year);
    let days = days.wrapping_add(day).checked_sub(DAYS_FROM_YEAR_0_TO_1970.wrapping_add(1));
    days.filter(|_| day > 0)
}

/// Words a duration for people: `644 ms`, `20 s`, `1 min 30 s`, `2 h 5 min`, `3 d`.
///
/// The two largest units are named, rounded up.
pub fn for_people(millis: u64) -> String {
    /// How many of the unit before make one, its name, how many make one of the next, the name of
    /// that, and from how many of these the next step takes over.
    const STEPS: [(u64, &str, u64, &str, u64); 4] = [
        (1, "ms", 1_000, "s", 1),
        (1_000, "s", 60, "min", 60),
        (60, "min", 60, "h", 24),
        (60, "h", 24, "d", u64::MAX),
    ];
    let (mut text, mut count) = (String::new(), millis);
    for (before, small_unit, per_large, large_unit, most) in &STEPS {
        count = count.div_ceil(*before);
        let large = count.checked_div(*per_large).unwrap_or_default();
        let small = count.wrapping_sub(large.wrapping_mul(*per_large));
        if large < *most {
            if large > 0 {
                push_count(&mut text, large, large_unit);
            }
            if small > 0 || large == 0 {
                push_count(&mut text, small, small_unit);
            }
            break;
        }
    }
    text
}

fn push_count(text: &mut String, count: u64, unit: &str) {
    if !text.is_empty() {
        text.push_str(" ");
    }
    push_number(text, count);
    text.push_str(" ");
    text.push_str(unit);
}
