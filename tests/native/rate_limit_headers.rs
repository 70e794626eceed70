//! Limits from headers.

use openai_wasm::protocol::failure::rate_limit_headers::{HeaderText, Limit, Limits};
use openai_wasm::protocol::text::number::MAX_NUMBER;
use proptest::prelude::*;

const HEADERS: &str = "x-request-id: req_1\n\
    x-ratelimit-limit-requests: 60\n\
    x-ratelimit-remaining-requests:0\n\
    x-ratelimit-reset-requests: 59.5s\n\
    x-ratelimit-limit-tokens: 30000\n\
    x-ratelimit-remaining-tokens: 29000\n\
    x-ratelimit-reset-tokens: 120ms\n";

#[test]
fn finds_a_header_by_its_name() {
    let headers = HeaderText("retry-after: 2\nempty:\nurl: http://a:1\n");
    let cases =
        [("retry-after", Some("2")), ("empty", None), ("url", Some("http://a:1")), ("x", None)];
    for (name, value) in cases {
        assert_eq!(headers.get(name), value, "{name}");
    }
}

#[test]
fn reads_the_limits_from_headers() {
    let limits = Limits::from_headers(HeaderText(HEADERS), 1_000);
    let requests = Limit { limit: Some(60), remaining: Some(0), resets_at: Some(60_500) };
    let tokens = Limit { limit: Some(30_000), remaining: Some(29_000), resets_at: Some(1_120) };
    assert_eq!(limits, Limits { requests, tokens, project_tokens: Limit::default() });
    assert_eq!(limits.exhausted_until(1_000), Some(60_500));
    assert_eq!(limits.exhausted_until(60_500), None, "the reset has passed");
}

#[test]
fn invents_no_figure_that_the_server_does_not_know() {
    let cases = [
        ("x-ratelimit-remaining-tokens: -1\n", Limit::default()),
        ("x-ratelimit-limit-tokens: 0\nx-ratelimit-remaining-tokens: 0\n", Limit::default()),
        ("x-ratelimit-remaining-tokens: many\n", Limit::default()),
        (
            "x-ratelimit-limit-tokens: 18446744073709551615\n",
            Limit { limit: Some(MAX_NUMBER), ..Limit::default() },
        ),
    ];
    for (headers, limit) in cases {
        assert_eq!(Limits::from_headers(HeaderText(headers), 0).tokens, limit, "{headers}");
    }
}

proptest! {
    #[test]
    fn no_header_makes_the_parser_panic(value in any::<String>(), now in any::<u64>()) {
        let text =
            format!("x-ratelimit-remaining-tokens: {value}\nx-ratelimit-reset-tokens: {value}s");
        let tokens = Limits::from_headers(HeaderText(&text), now).tokens;
        prop_assert!(tokens.resets_at.is_none_or(|at| at <= MAX_NUMBER));
        prop_assert!(tokens.remaining.is_none_or(|left| left <= MAX_NUMBER));
    }
}
