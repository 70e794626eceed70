//! Whether to send a failed request again, and after how long.

use crate::protocol::failure::classify::Failure;
use crate::protocol::failure::kind::{FailureKind, Retry};
use crate::protocol::failure::rate_limit_headers::{HeaderText, Limits};
use crate::protocol::failure::rate_limit_text::wait_in;
use crate::protocol::text::number::MAX_NUMBER;
use crate::protocol::text::scan::take;
use crate::protocol::text::time::{
    parse_go_duration, parse_http_date, parse_millis, parse_seconds,
};

/// How patient a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How often a request may be sent again.
    pub max_retries: u32,
    /// The longest wait before one retry, in milliseconds.
    pub max_retry_delay: u64,
}

/// What to do after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Report the failure.
    GiveUp {
        /// When the same request may succeed, in milliseconds since the Unix epoch;
        /// `None` when waiting does not help or the server named no time.
        retry_at: Option<u64>,
    },
    /// Send the request again.
    Wait {
        /// After this many milliseconds.
        millis: u64,
        /// Whether the retry is charged to the budget of the organization. It is not when a
        /// rate limit named the time of its own reset: then waiting is all that it asks for.
        is_charged: bool,
    },
}

/// Decides about a request that failed for the `attempt`th time, counted from 0.
///
/// `now` is in milliseconds since the Unix epoch, `chance` between 0 and 1. A wait named by the
/// server is never shortened: one longer than the policy allows ends the call with `retry_at`.
pub fn verdict(failure: &Failure, attempt: u32, policy: Policy, now: u64, chance: f64) -> Verdict {
    let kind = failure.kind();
    if !is_retryable(failure, kind) {
        return Verdict::GiveUp { retry_at: None };
    }
    let stated = stated_wait(failure, kind, now);
    let is_too_long = stated.is_some_and(|wait| wait > policy.max_retry_delay);
    if is_too_long || attempt >= policy.max_retries {
        return Verdict::GiveUp { retry_at: stated.map(|wait| after(now, wait)) };
    }
    let own = || backoff(kind, attempt, chance).min(policy.max_retry_delay);
    Verdict::Wait {
        millis: stated.unwrap_or_else(own),
        is_charged: stated.is_none() || kind != FailureKind::RateLimitExceeded,
    }
}

/// Whether the same request may succeed later at the same place.
///
/// The server decides when it sends `x-should-retry`, except that used-up quotas, spend limits
/// and requests that are too large are final: no wait changes them.
pub fn is_retryable(failure: &Failure, kind: FailureKind) -> bool {
    let retry = kind.facts().retry;
    if retry == Retry::Never {
        return false;
    }
    match failure.headers.get("x-should-retry") {
        Some("true") => true,
        Some("false") => false,
        _ => retry != Retry::No,
    }
}

/// When the failed request may succeed, in milliseconds since the Unix epoch.
///
/// `None` when waiting does not help or the server named no time.
pub fn retry_at(failure: &Failure, kind: FailureKind, now: u64) -> Option<u64> {
    let wait = stated_wait(failure, kind, now).filter(|_| is_retryable(failure, kind));
    wait.map(|wait| after(now, wait))
}

/// The wait that the server named, in milliseconds: the first of `retry-after-ms`, `retry-after`,
/// the text of the message, and the reset of the exhausted limit.
///
/// The text is about this request; the reset is when the limit is whole again, which is later.
/// `None` means that it named none.
pub fn stated_wait(failure: &Failure, kind: FailureKind, now: u64) -> Option<u64> {
    let headers = failure.headers;
    let stated = headers.get("retry-after-ms").and_then(|value| longest(value, &parse_millis));
    let stated = stated.or_else(|| parse_retry_after(headers, now));
    if stated.is_some() || !is_limit(kind) {
        return stated;
    }
    let reset = || Limits::from_headers(headers, now).exhausted_until(now);
    wait_in(failure.message).or_else(|| reset().map(|at| at.saturating_sub(now)))
}

fn parse_retry_after(headers: HeaderText, now: u64) -> Option<u64> {
    let value = headers.get("retry-after")?;
    let Some(date) = parse_http_date(value) else {
        let read = |value: &str| parse_seconds(value).or_else(|| parse_go_duration(value));
        return longest(value, &read);
    };
    // The server's own clock, where it shows it: ours may be wrong.
    let sent = headers.get("date").and_then(parse_http_date).unwrap_or(now);
    // What is past names no wait: it would be a retry at once.
    date.checked_sub(sent).filter(|wait| *wait > 0)
}

/// The longest of the waits in a header, which a proxy may have joined of two.
fn longest(value: &str, read: &dyn Fn(&str) -> Option<u64>) -> Option<u64> {
    let (mut rest, mut wait) = (Some(value), None);
    while let Some(part) = take(&mut rest, ",") {
        wait = wait.max(read(part));
    }
    wait
}

const fn is_limit(kind: FailureKind) -> bool {
    matches!(
        kind,
        FailureKind::RateLimitExceeded | FailureKind::TooManyRequests | FailureKind::SlowDown
    )
}

/// First wait and longest wait in milliseconds; every further wait is twice the one before.
const USUAL: (u64, u64) = (500, 8_000);
const GENTLE: (u64, u64) = (2_000, 30_000);

fn backoff(kind: FailureKind, attempt: u32, chance: f64) -> u64 {
    let (first, longest) = if kind.facts().retry == Retry::Gently { GENTLE } else { USUAL };
    // No wait is doubled more often before it is the longest.
    less_jitter(first.wrapping_shl(attempt.min(8)).min(longest), chance)
}

/// Takes off up to a quarter, so that calls that failed together do not return together.
fn less_jitter(wait: u64, chance: f64) -> u64 {
    wait.saturating_sub((wait as f64 * 0.25 * chance.clamp(0.0, 1.0)) as u64)
}

const fn after(now: u64, wait: u64) -> u64 {
    let at = now.saturating_add(wait);
    if at < MAX_NUMBER { at } else { MAX_NUMBER }
}
