//! Reads what is left of the rate limits from the headers of an answer.

use super::duration::parse_go_duration;

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
        let value = self.0.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim())
        });
        value.filter(|value| !value.is_empty())
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
    /// Reads the headers of an answer that came at `now`.
    ///
    /// In a page, CORS hides these headers of api.openai.com: then all is `None`.
    pub fn from_headers(headers: HeaderText, now: u64) -> Self {
        Self {
            requests: read_limit(
                headers,
                ["limit-requests", "remaining-requests", "reset-requests"],
                now,
            ),
            tokens: read_limit(headers, ["limit-tokens", "remaining-tokens", "reset-tokens"], now),
            project_tokens: read_limit(
                headers,
                ["limit-project-tokens", "remaining-project-tokens", "reset-project-tokens"],
                now,
            ),
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

fn read_limit(headers: HeaderText, [limit, remaining, reset]: [&str; 3], now: u64) -> Limit {
    let limit = rate_header(headers, limit).and_then(parse_count);
    // Servers that keep no such limit send zeros: a limit of nothing would end all service.
    if limit == Some(0) {
        return Limit::default();
    }
    let reset = rate_header(headers, reset).and_then(parse_go_duration);
    Limit {
        limit,
        remaining: rate_header(headers, remaining).and_then(parse_count),
        resets_at: reset.map(|reset| now.saturating_add(reset).min(MAX_NUMBER)),
    }
}

fn rate_header<'a>(headers: HeaderText<'a>, name: &str) -> Option<&'a str> {
    let mut full = String::from("x-ratelimit-");
    full.push_str(name);
    headers.get(&full)
}

/// Reads a count; `None` for anything but digits, so also for the -1 of servers that do not know.
fn parse_count(text: &str) -> Option<u64> {
    text.parse::<u64>().ok().map(|count| count.min(MAX_NUMBER))
}
