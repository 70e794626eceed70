//! Whether and when a failed request is sent again.

use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::failure::retry::{Policy, Verdict, verdict};
use proptest::prelude::*;

const NOW: u64 = 784_111_770_000;
const POLICY: Policy = Policy { max_retries: 2, max_retry_delay: 60_000 };
const EMPTY: &str = "x-ratelimit-limit-requests: 3\n\
    x-ratelimit-remaining-requests: 0\n\
    x-ratelimit-reset-requests: 7s\n";
const TEXT: &str = "Rate limit reached for gpt-4o on tokens per min (TPM): \
    Limit 30000, Used 29937, Requested 385. Please try again in 644ms.";

fn failure<'a>(status: u16, code: &'a str, message: &'a str, headers: &'a str) -> Failure<'a> {
    Failure { event: FailureCause::Answer(status), code, message, headers: HeaderText(headers) }
}

fn decide(failure: &Failure, attempt: u32) -> Verdict {
    verdict(failure, attempt, POLICY, NOW, 0.0)
}

fn wait_of(failure: &Failure, attempt: u32) -> Option<u64> {
    match decide(failure, attempt) {
        Verdict::Wait { millis, .. } => Some(millis),
        Verdict::GiveUp { .. } => None,
    }
}

#[test]
fn the_server_has_the_last_word() {
    let cases = [
        (429, "rate_limit_exceeded", "x-should-retry: false", false),
        (500, "server_error", "x-should-retry: false", false),
        (400, "", "x-should-retry: true", true),
        (404, "", "x-should-retry: true", true),
        (500, "", "x-should-retry: maybe", true),
    ];
    for (status, code, header, retried) in cases {
        let failure = failure(status, code, "", header);
        assert_eq!(wait_of(&failure, 0).is_some(), retried, "{status} {header}");
    }
}

#[test]
fn quota_billing_and_spend_limits_are_final_whatever_the_server_says() {
    let codes = [
        "insufficient_quota",
        "credit_balance_exhausted",
        "organization_spend_limit_exceeded",
        "organization_usage_limit_exceeded",
        "project_spend_limit_exceeded",
        "billing_not_active",
        "billing_hard_limit_reached",
        "flex_unavailable",
    ];
    for code in codes {
        let failure = failure(429, code, "", "retry-after: 1\nx-should-retry: true");
        assert_eq!(decide(&failure, 0), Verdict::GiveUp { retry_at: None }, "{code}");
    }
}

#[test]
fn a_request_that_is_too_large_is_never_retried() {
    let texts = [
        "Request too large for gpt-4o on tokens per min: Limit 30000, Requested 31538.",
        "Rate limit reached for gpt-4o on tokens per min: Limit 100, Used 0, Requested 101.",
    ];
    for text in texts {
        let failure = failure(429, "rate_limit_exceeded", text, "retry-after: 1");
        assert_eq!(decide(&failure, 0), Verdict::GiveUp { retry_at: None }, "{text}");
    }
}

#[test]
fn without_a_code_the_status_decides() {
    let retried = [408, 409, 429, 500, 502, 503, 504, 529];
    for status in [400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529] {
        let is_retried = wait_of(&failure(status, "", "", ""), 0).is_some();
        assert_eq!(is_retried, retried.contains(&status), "{status}");
    }
}

#[test]
fn broken_connections_and_timeouts_are_retried_but_not_broken_streams() {
    let cases = [
        (FailureCause::Connection, true),
        (FailureCause::ConnectionInPage, true),
        (FailureCause::Timeout, true),
        (FailureCause::Unreadable(502), true),
        (FailureCause::Unreadable(200), false),
        (FailureCause::Truncated, false),
    ];
    for (event, retried) in cases {
        let failure = Failure { event, ..failure(0, "", "", "") };
        assert_eq!(wait_of(&failure, 0).is_some(), retried, "{event:?}");
    }
}

#[test]
fn a_date_is_measured_by_the_clock_of_the_server() {
    let until = "retry-after: Sun, 06 Nov 1994 08:49:37 GMT\n";
    let cases = [
        (until.to_owned(), Some(7_000)),
        (format!("{until}date: Sun, 06 Nov 1994 08:49:35 GMT"), Some(2_000)),
        (format!("{until}date: Sun, 06 Nov 1994 07:49:37 GMT"), None),
        // At or after the time: the usual wait, never a retry at once.
        (format!("{until}date: Sun, 06 Nov 1994 08:49:37 GMT"), Some(2_000)),
        (format!("{until}date: Sun, 06 Nov 1994 08:50:37 GMT"), Some(2_000)),
        (format!("{until}date: today"), Some(7_000)),
    ];
    for (headers, wait) in cases {
        assert_eq!(wait_of(&failure(503, "", "", &headers), 0), wait, "{headers}");
    }
}

#[test]
fn the_reset_of_a_limit_counts_where_nothing_else_is_said() {
    assert_eq!(wait_of(&failure(429, "rate_limit_exceeded", "", EMPTY), 0), Some(7_000));
}

#[test]
fn the_wait_is_the_first_that_the_server_names() {
    let all = format!("retry-after-ms: 1500.5\nretry-after: 3\n{EMPTY}");
    let no_millis = format!("retry-after: 3.25\n{EMPTY}");
    let date = format!("retry-after: Sun, 06 Nov 1994 08:49:37 GMT\n{EMPTY}");
    let broken = format!("retry-after-ms: soon\nretry-after: later\n{EMPTY}");
    let past = "retry-after: Sun, 06 Nov 1994 08:40:00 GMT";
    let cases = [
        (all.as_str(), 1_501),
        (&no_millis, 3_250),
        (&date, 7_000),
        (&broken, 644),
        ("retry-after: 1s", 1_000),
        ("retry-after: 1m0s", 60_000),
        ("retry-after: 1, 3", 3_000),
        ("retry-after: 3, 1s", 3_000),
        ("retry-after-ms: 10, 20", 20),
        (past, 644),
        // The text is about this request, the reset about the whole limit.
        (EMPTY, 644),
        ("", 644),
    ];
    for (headers, wait) in cases {
        let failure = failure(429, "rate_limit_exceeded", TEXT, headers);
        assert_eq!(wait_of(&failure, 0), Some(wait), "{headers}");
    }
}

#[test]
fn the_reset_of_a_limit_is_no_reason_to_wait_for_a_broken_server() {
    assert_eq!(wait_of(&failure(500, "server_error", "", EMPTY), 0), Some(500));
}

#[test]
fn backs_off_twice_as_long_every_time_and_gently_from_an_overload() {
    let patient = Policy { max_retries: 99, ..POLICY };
    let wait = |code, attempt| verdict(&failure(500, code, "", ""), attempt, patient, NOW, 0.0);
    let cases = [
        (0, 500, 2_000),
        (1, 1_000, 4_000),
        (3, 4_000, 16_000),
        (4, 8_000, 30_000),
        (70, 8_000, 30_000),
    ];
    for (attempt, usual, gentle) in cases {
        let expected = |millis| Verdict::Wait { millis, is_charged: true };
        assert_eq!(wait("server_error", attempt), expected(usual), "{attempt}");
        assert_eq!(wait("server_is_overloaded", attempt), expected(gentle), "{attempt}");
        assert_eq!(wait("slow_down", attempt), expected(gentle), "{attempt}");
    }
}

#[test]
fn chance_takes_off_up_to_a_quarter() {
    let cases = [(0.0, 500), (0.5, 438), (1.0, 375), (7.0, 375), (-7.0, 500), (f64::NAN, 500)];
    for (chance, millis) in cases {
        let found = verdict(&failure(500, "", "", ""), 0, POLICY, NOW, chance);
        assert_eq!(found, Verdict::Wait { millis, is_charged: true }, "{chance}");
    }
}

#[test]
fn a_wait_beyond_the_patience_ends_the_call_with_its_time() {
    let failure = failure(429, "", "", "retry-after: 90");
    assert_eq!(decide(&failure, 0), Verdict::GiveUp { retry_at: Some(NOW + 90_000) });
}

#[test]
fn the_last_attempt_still_tells_when_to_come_back() {
    let failure = failure(429, "rate_limit_exceeded", TEXT, "");
    assert_eq!(wait_of(&failure, 1), Some(644));
    assert_eq!(decide(&failure, 2), Verdict::GiveUp { retry_at: Some(NOW + 644) });
}

#[test]
fn waiting_for_a_named_reset_is_not_charged() {
    let cases = [
        ("rate_limit_exceeded", "retry-after: 1", false),
        ("rate_limit_exceeded", "", true),
        ("slow_down", "retry-after: 1", true),
        ("server_is_overloaded", "retry-after: 1", true),
    ];
    for (code, headers, charged) in cases {
        let found = decide(&failure(429, code, "", headers), 0);
        assert!(
            matches!(found, Verdict::Wait { is_charged, .. } if is_charged == charged),
            "{code} {headers}"
        );
    }
}

proptest! {
    #[test]
    fn a_wait_is_never_longer_than_the_patience(
        status in any::<u16>(), code in "[a-z_]{0,12}", message in any::<String>(),
        value in any::<String>(), number in any::<f64>(), attempt in any::<u32>(),
        now in any::<u64>(), chance in any::<f64>(),
    ) {
        for value in [value, number.to_string()] {
            let headers = format!("retry-after-ms: {value}\nretry-after: {value}\n");
            let failure = failure(status, &code, &message, &headers);
            let policy = Policy { max_retries: u32::MAX, max_retry_delay: 1_000 };
            match verdict(&failure, attempt, policy, now, chance) {
                Verdict::Wait { millis, .. } => prop_assert!(millis <= 1_000),
                Verdict::GiveUp { retry_at: Some(at) } => prop_assert!(at >= now.min(1 << 52)),
                Verdict::GiveUp { retry_at: None } => {}
            }
        }
    }
}
