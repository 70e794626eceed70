//! Reads what is left of the rate limits from the headers of an answer.

use crate::protocol::failure::unit::Unit;
use crate::protocol::text::number::{MAX_NUMBER, parse_number};
use crate::protocol::text::scan::{split, take, trim};
use crate::protocol::text::time::parse_go_duration;

/// How the names of the headers about limits begin.
const PREFIX: &str = "x-ratelimit-";

/// The headers of an answer as lines of `name: value`, the names in small letters as `Headers`
/// gives them, read once at the boundary.
#[derive(Clone, Copy, Debug, Default)]
pub struct HeaderText<'a>(pub &'a str);

impl<'a> HeaderText<'a> {
    /// The trimmed value of a header.
    ///
    /// `None` means that the header is absent, hidden by CORS, or empty.
    #[inline(never)]
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let mut rest = Some(self.0);
        while let Some((found, value)) = take_header(&mut rest) {
            if found == name {
                return Some(value).filter(|value| !value.is_empty());
            }
        }
        None
    }
}

/// Takes the name and the value of the next header off the front of their lines, trimmed.
fn take_header<'a>(rest: &mut Option<&'a str>) -> Option<(&'a str, &'a str)> {
    loop {
        let line = take(rest, "\n")?;
        if let Some((name, value)) = split(line, ":") {
            return Some((trim(name), trim(value)));
        }
    }
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
    /// One of them.
    pub const fn of(&self, unit: Unit) -> &Limit {
        match unit {
            Unit::Requests => &self.requests,
            Unit::Tokens => &self.tokens,
            Unit::ProjectTokens => &self.project_tokens,
        }
    }

    /// Reads the headers of an answer that came at `now`.
    ///
    /// In a page, CORS hides these headers of api.openai.com: then all is `None`.
    pub fn from_headers(headers: HeaderText, now: u64) -> Self {
        let mut limits = Self::default();
        let mut rest = Some(headers.0);
        while let Some((name, value)) = take_header(&mut rest) {
            limits.read(name, value, now);
        }
        for limit in [&mut limits.requests, &mut limits.tokens, &mut limits.project_tokens] {
            // Servers that keep no such limit send zeros: a limit of nothing would end all service.
            if limit.limit == Some(0) {
                *limit = Limit::default();
            }
        }
        limits
    }

    /// Takes a header, if it is about a limit.
    fn read(&mut self, name: &str, value: &str, now: u64) {
        let Some(name) = name.strip_prefix(PREFIX) else { return };
        let Some((figure, unit)) = split(name, "-") else { return };
        let limit = match unit {
            "requests" => &mut self.requests,
            "tokens" => &mut self.tokens,
            "project-tokens" => &mut self.project_tokens,
            _ => return,
        };
        match figure {
            "limit" => limit.limit = parse_number(value),
            // Servers that do not know send -1.
            "remaining" => limit.remaining = parse_number(value),
            "reset" => {
                let reset = parse_go_duration(value);
                limit.resets_at = reset.map(|reset| now.saturating_add(reset).min(MAX_NUMBER));
            }
            _ => {}
        }
    }

    /// When the last of the exhausted limits is whole again; `None` when none is exhausted.
    pub fn exhausted_until(&self, now: u64) -> Option<u64> {
        let mut latest = None;
        for &unit in Unit::ALL {
            latest = latest.max(self.of(unit).exhausted_until(now));
        }
        latest
    }
}
