//! Reads which limit was exceeded, and by how much, from the text of a 429.
//!
//! In a page this text is the only carrier of the limit, and everywhere it is the only place
//! where the id of the organization that was charged comes back.

use super::duration::{parse_go_duration, parse_seconds};
use super::json::Json;
use super::rate_limit::MAX_NUMBER;

const REACHED: &str = "Rate limit reached for ";
const TOO_LARGE: &str = "Request too large for ";

/// What the text of a 429 says; every part that it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exceeded {
    /// The model, as the server calls it.
    pub model: Option<String>,
    /// The name of a limit that several models share: `(for limit gpt-4o-long)`.
    pub limit_name: Option<String>,
    /// The `org-…` id of the organization that was charged.
    pub organization: Option<String>,
    /// The `proj_…` id, when the limit is one of a project.
    pub project: Option<String>,
    /// What is counted: `requests`, `tokens`, `input-images`.
    pub unit: Option<String>,
    /// The period of the limit: `min`, `day`.
    pub period: Option<String>,
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

impl Exceeded {
    /// Reads the message of an error; `None` when it does not speak of a rate limit.
    ///
    /// Texts change: whatever is not found is left out, and nothing is guessed.
    pub fn parse(message: &str) -> Option<Self> {
        let reached = after(message, REACHED);
        let text = reached.or_else(|| after(message, TOO_LARGE))?;
        let (head, figures) = split_before(text, "Limit");
        let (limit, requested) =
            (number_after(figures, "Limit"), number_after(figures, "Requested"));
        let (unit, period) = unit_and_period(head, figures);
        Some(Self {
            model: model(head),
            limit_name: after(head, "(for limit ").and_then(first_word),
            organization: word_with_prefix(head, "org-"),
            project: word_with_prefix(head, "proj_"),
            unit,
            period,
            limit,
            used: number_after(figures, "Used"),
            requested,
            wait: wait_in(text),
            too_large: reached.is_none()
                || matches!((limit, requested), (Some(l), Some(r)) if r > l),
        })
    }

    /// Writes it as a member, or as an element with an empty name.
    pub fn write(&self, json: &mut Json, name: &str) {
        json.begin_object(name);
        json.text("model", self.model.as_deref());
        json.text("limitName", self.limit_name.as_deref());
        json.text("organization", self.organization.as_deref());
        json.text("project", self.project.as_deref());
        json.text("unit", self.unit.as_deref());
        json.text("period", self.period.as_deref());
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
    let mut words = rest.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ')']));
    let word = words.next()?;
    let seconds =
        || parse_seconds(word).filter(|_| words.next().is_some_and(|w| w.starts_with("sec")));
    parse_go_duration(word).or_else(seconds)
}

/// The first word names the model, except in old texts such as `reached for requests`.
fn model(head: &str) -> Option<String> {
    first_word(head)
        .filter(|word| !matches!(word.as_str(), "requests" | "tokens" | "images" | "in" | "on"))
}

/// Finds `tokens per min`, and in old texts `requests … Limit: 20 / min`.
fn unit_and_period(head: &str, figures: &str) -> (Option<String>, Option<String>) {
    if let Some((before, period)) = head.split_once(" per ") {
        return (before.split_whitespace().next_back().and_then(first_word), first_word(period));
    }
    let unit =
        first_word(head).filter(|word| matches!(word.as_str(), "requests" | "tokens" | "images"));
    let stated = figures.split('.').next().unwrap_or_default();
    (unit, after(stated, " / ").and_then(first_word))
}

fn after<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    text.split_once(mark).map(|(_, rest)| rest)
}

fn split_before<'a>(text: &'a str, mark: &str) -> (&'a str, &'a str) {
    text.find(mark).and_then(|at| text.split_at_checked(at)).unwrap_or((text, ""))
}

fn first_word(text: &str) -> Option<String> {
    let word = text.split_whitespace().next()?.trim_end_matches(['.', ',', ':', ';', ')']);
    (!word.is_empty()).then(|| word.to_owned())
}

fn word_with_prefix(text: &str, prefix: &str) -> Option<String> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_'));
    let found =
        words.into_iter().find(|word| word.len() > prefix.len() && word.starts_with(prefix));
    found.map(str::to_owned)
}

/// Reads `Limit 30000`, `Limit: 3 / min` and `Limit 1,000, Used …`.
fn number_after(text: &str, mark: &str) -> Option<u64> {
    let digits = after(text, mark)?.trim_start_matches([':', ' ']);
    let mut number = None;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => number = Some(append_digit(number.unwrap_or(0), byte)),
            b',' => {}
            _ => break,
        }
    }
    number
}

fn append_digit(number: u64, digit: u8) -> u64 {
    let digit = u64::from(digit.saturating_sub(b'0'));
    number.saturating_mul(10).saturating_add(digit).min(MAX_NUMBER)
}
