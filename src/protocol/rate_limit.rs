//! Reads what is left of the rate limits from the headers of an answer.

use super::duration::{parse_go_duration, parse_number};
use super::invalid::text;
use super::search::{split, take, trim};

/// The largest number that JavaScript holds exactly; larger figures are cut to it.
pub const MAX_NUMBER: u64 = (1 << 53) - 1;

/// The headers of an answer as lines of `name: value`, read once at the boundary.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeaderText<'a>(pub &'a str);

impl<'a> HeaderText<'a> {
    /// The trimmed value of a header, by its name in any case.
    ///
    /// `None` means that the header is absent, hidden by CORS, or empty.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        find(&self.lines(), name)
    }

    /// Names and values, trimmed.
    fn lines(&self) -> Vec<(&'a str, &'a str)> {
        let mut rest = Some(self.0);
        let mut lines = Vec::new();
        while let Some(line) = take(&mut rest, "\n") {
            lines.extend(split(line, ":").map(|(name, value)| (trim(name), trim(value))));
        }
        lines
    }
}

fn find<'a>(lines: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    let (_, value) = lines.iter().find(|(found, _)| found.eq_ignore_ascii_case(name))?;
    Some(*value).filter(|value| !value.is_empty())
}

/// What is left of one limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// The most that the limit allows; `None` when the server does not say.
    pub limit: Option<u64>,
    /// What is left of it; `None` when the server does not say, or says less than zero.
    pub remaining: Option<u64>,
    /// When it is whole again, in milliseconds since the Unix epoch.
    pub resets_at: Option<u64>,
}

impl Limit {
    /// Whether the limit lets nothing through until a known time that is still to come.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        self.resets_at.filter(|at| self.remaining == Some(0) && *at > now)
    }

    /// Whether nothing at all is known.
    pub fn is_unknown(&self) -> bool {
        self.limit.is_none() && self.remaining.is_none()
    }
}

/// The limits that an answer's headers tell, each from `x-ratelimit-{limit,remaining,reset}-…`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Requests, from `…-requests`.
    pub requests: Limit,
    /// Tokens of the organization, from `…-tokens`.
    pub tokens: Limit,
    /// Tokens of the project, from `…-project-tokens`.
    pub project_tokens: Limit,
}

impl Limits {
    /// Reads the headers of an answer that came at `now`.
    ///
    /// In a page, CORS hides these headers of api.openai.com: then all is `None`.
    pub fn from_headers(headers: HeaderText, now: u64) -> Self {
        let lines = headers.lines();
        Self {
            requests: read_limit(&lines, "requests", now),
            tokens: read_limit(&lines, "tokens", now),
            project_tokens: read_limit(&lines, "project-tokens", now),
        }
    }

    /// When the last of the exhausted limits is whole again; `None` when none is exhausted.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        [self.requests, self.tokens, self.project_tokens]
            .iter()
            .filter_map(|limit| limit.exhausted_until(now))
            .max()
    }
}

#[inline(never)]
fn read_limit(lines: &[(&str, &str)], unit: &str, now: u64) -> Limit {
    let limit = rate_header(lines, "limit", unit).and_then(parse_number);
    // Servers that keep no such limit send zeros: a limit of nothing would end all service.
    if limit == Some(0) {
        return Limit::default();
    }
    let reset = rate_header(lines, "reset", unit).and_then(parse_go_duration);
    Limit {
        limit,
        // Servers that do not know send -1.
        remaining: rate_header(lines, "remaining", unit).and_then(parse_number),
        resets_at: reset.map(|reset| now.saturating_add(reset).min(MAX_NUMBER)),
    }
}

#[inline(never)]
fn rate_header<'a>(lines: &[(&str, &'a str)], figure: &str, unit: &str) -> Option<&'a str> {
    find(lines, &text(&["x-ratelimit-", figure, "-", unit]))
}
