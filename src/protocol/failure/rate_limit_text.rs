//! Reads which limit was exceeded, and by how much, from the text of a 429.
//!
//! In a page this text is the only carrier of the limit, and everywhere it is the only place
//! where the id of the organization that was charged comes back.

use crate::protocol::text::json_writer::Json;
use crate::protocol::text::number::{append_digit, to_whole};
use crate::protocol::text::scan::{after, find, is_one_of, while_is};
use crate::protocol::text::time::{parse_go_duration, parse_seconds};

const REACHED: &str = "Rate limit reached for ";
const TOO_LARGE: &str = "Request too large for ";

/// What the text of a 429 says; every part that it does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exceeded<'a> {
    /// The model, as the server calls it.
    pub model: Option<&'a str>,
    /// The name of a limit that several models share: `(for limit gpt-4o-long)`.
    pub limit_name: Option<&'a str>,
    /// The `org-…` id of the organization that was charged.
    pub organization: Option<&'a str>,
    /// The `proj_…` id, when the limit is one of a project.
    pub project: Option<&'a str>,
    /// What is counted: `requests`, `tokens`, `input-images`.
    pub unit: Option<&'a str>,
    /// The period of the limit: `min`, `day`.
    pub period: Option<&'a str>,
    /// The most that is allowed in the period.
    pub limit: Option<u64>,
    /// What the period has seen already.
    pub used: Option<u64>,
    /// What this request asked for.
    pub requested: Option<u64>,
    /// After how many milliseconds to try again.
    pub wait: Option<u64>,
    /// Whether the request alone is larger than the limit, so that waiting never helps.
    pub too_large: bool,
}

impl<'a> Exceeded<'a> {
    /// Reads the message of an error; `None` when it does not speak of a rate limit.
    ///
    /// Texts change: whatever is not found is left out, and nothing is guessed.
    pub fn parse(message: &'a str) -> Option<Self> {
        let reached = after(message, REACHED);
        let text = reached.or_else(|| after(message, TOO_LARGE))?;
        let end = find(text, "Limit").unwrap_or(text.len());
        let (head, figures) = text.split_at_checked(end)?;
        let (limit, requested) =
            (number_after(figures, "Limit"), number_after(figures, "Requested"));
        let (unit, period) = unit_and_period(head, figures);
        let is_larger =
            requested.is_some_and(|requested| limit.is_some_and(|most| requested > most));
        Some(Self {
            model: first_word(head).filter(|word| !is_one_of(word, "requests tokens images in on")),
            limit_name: after(head, "(for limit ").and_then(first_word),
            organization: id(head, "org-"),
            project: id(head, "proj_"),
            unit,
            period,
            limit,
            used: number_after(figures, "Used"),
            requested,
            wait: wait_in(text),
            too_large: reached.is_none() || is_larger,
        })
    }

    /// Writes it as a member, or as an element with an empty name.
    pub fn write(&self, json: &mut Json, name: &str) {
        json.begin_object(name);
        json.text("model", self.model);
        json.text("limitName", self.limit_name);
        json.text("organization", self.organization);
        json.text("project", self.project);
        json.text("unit", self.unit);
        json.text("period", self.period);
        json.number("limit", self.limit);
        json.number("used", self.used);
        json.number("requested", self.requested);
        json.number("wait", self.wait);
        json.flag("tooLarge", self.too_large);
        json.end_object();
    }

    /// What was left before the request that failed: the limit less what was used.
    pub fn remaining(&self) -> Option<u64> {
        Some(self.limit?.saturating_sub(self.used?))
    }
}

/// Reads `try again in 6m0s` or `retry after 20 seconds` anywhere in a text, in milliseconds.
pub fn wait_in(text: &str) -> Option<u64> {
    let rest = after(text, "try again in ").or_else(|| after(text, "retry after "))?;
    let (word, rest) = take_word(rest);
    parse_go_duration(word)
        .or_else(|| parse_seconds(word).filter(|_| take_word(rest).0.starts_with("sec")))
}

/// Finds `tokens per min`, and in old texts `requests … Limit: 20 / min`.
fn unit_and_period<'a>(head: &'a str, figures: &'a str) -> (Option<&'a str>, Option<&'a str>) {
    if let Some(end) = find(head, " per ") {
        let unit = head.get(..end).and_then(last_word);
        return (unit, after(head, " per ").and_then(first_word));
    }
    let unit = first_word(head).filter(|word| is_one_of(word, "requests tokens images"));
    let (stated, _) = while_is(figures, |byte| byte != b'.');
    (unit, after(stated, " / ").and_then(first_word))
}

/// The first word, without the mark that ends it, and what follows.
#[inline(never)]
fn take_word(text: &str) -> (&str, &str) {
    let (word, rest) = while_is(text.trim_ascii_start(), |byte| !byte.is_ascii_whitespace());
    let mut word = word;
    while let [.., b'.' | b',' | b':' | b';' | b')'] = word.as_bytes() {
        word = word.get(..word.len().wrapping_sub(1)).unwrap_or_default();
    }
    (word, rest)
}

fn first_word(text: &str) -> Option<&str> {
    let (word, _) = take_word(text);
    (!word.is_empty()).then_some(word)
}

fn last_word(text: &str) -> Option<&str> {
    let (mut last, mut rest) = (None, text);
    while let (word @ Some(_), after) = (first_word(rest), take_word(rest).1) {
        (last, rest) = (word, after);
    }
    last
}

/// The first word that begins so and goes on.
fn id<'a>(mut text: &'a str, prefix: &str) -> Option<&'a str> {
    while !text.is_empty() {
        let (word, rest) = while_is(text, is_id_byte);
        if word.len() > prefix.len() && word.starts_with(prefix) {
            return Some(word);
        }
        text = while_is(rest, |byte| !is_id_byte(byte)).1;
    }
    None
}

const fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

/// Reads `Limit 30000`, `Limit: 3 / min` and `Limit 1,000, Used …`.
#[inline(never)]
fn number_after(text: &str, mark: &str) -> Option<u64> {
    let mut number = None;
    for byte in after(text, mark)?.bytes() {
        match byte {
            b'0'..=b'9' => number = Some(append_digit(number.unwrap_or_default(), byte)),
            b':' | b' ' if number.is_none() => {}
            b',' => {}
            _ => break,
        }
    }
    number.map(to_whole)
}
