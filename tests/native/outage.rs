//! Which failures last, until when, and which places share them.

use openai_wasm::protocol::failure::classify::{Failure, FailureCause};
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::memory::limit_window::Source;

use super::ledger::{A, B, NOW, headers, remaining};

const REACHED: &str = "Rate limit reached for gpt-4o in organization org-b on requests per min: \
    Limit 3, Used 3, Requested 1. Please try again in 20s.";

pub(crate) fn failure<'a>(code: &'a str, message: &'a str) -> Failure<'a> {
    Failure { event: FailureCause::Answer(429), code, message, headers: HeaderText("") }
}

#[test]
fn the_text_of_a_429_tells_what_headers_hide() {
    let mut ledger = Ledger::new();
    ledger.observe_failure(B, &failure("rate_limit_exceeded", REACHED), NOW);
    let figure = ledger.report(B, NOW).requests.expect("a figure");
    assert_eq!(
        (figure.limit, figure.remaining, figure.source),
        (Some(3), Some(0), Source::Message)
    );
    assert_eq!(ledger.exhausted_until(B, NOW), Some(NOW + 20_000));
    assert_eq!(ledger.exhausted_until(B, NOW + 20_000), None);
    assert_eq!(remaining(&ledger, B, NOW + 20_000), None, "one fits again, more is not known");
}

#[test]
fn the_organization_that_was_charged_is_exhausted_too() {
    let mut ledger = Ledger::new();
    let default = Place { organization: None, ..A };
    ledger.observe_failure(default, &failure("rate_limit_exceeded", REACHED), NOW);
    assert!(ledger.exhausted_until(default, NOW).is_some());
    assert!(ledger.exhausted_until(B, NOW).is_some(), "the text names org-b");
    assert_eq!(ledger.exhausted_until(A, NOW), None);
}

#[test]
fn headers_and_text_of_one_answer_do_not_fight() {
    let mut ledger = Ledger::new();
    let text = headers(0);
    ledger.observe_failure(
        B,
        &Failure { headers: HeaderText(&text), ..failure("rate_limit_exceeded", REACHED) },
        NOW,
    );
    let figure = ledger.report(B, NOW).requests.expect("a figure");
    assert_eq!((figure.limit, figure.source), (Some(60), Source::Header));
}

#[test]
fn a_failure_closes_what_shares_it_and_nothing_else() {
    let project = Place { project: Some("proj_1"), ..A };
    let model = Place { model: Some("gpt-5"), ..A };
    let key = Place { key: Some("other"), ..A };
    let cases = [
        ("insufficient_quota", [true, true, true, false]),
        ("project_spend_limit_exceeded", [false, true, true, false]),
        ("model_not_found", [false, false, true, false]),
        ("mismatched_organization", [false, true, false, false]),
        ("invalid_api_key", [true, true, false, true]),
        ("rate_limit_exceeded", [true, false, true, false]),
        ("server_is_overloaded", [false; 4]),
        ("slow_down", [false; 4]),
    ];
    for (code, closed) in cases {
        let mut ledger = Ledger::new();
        ledger.observe_failure(A, &failure(code, ""), NOW);
        let found =
            [project, model, key, B].map(|place| ledger.exhausted_until(place, NOW).is_some());
        assert_eq!(found, closed, "{code}: other project, model, key, organization");
    }
}

#[test]
fn a_used_up_quota_is_believed_until_a_success_or_ten_minutes() {
    let mut ledger = Ledger::new();
    ledger.observe_failure(A, &failure("insufficient_quota", ""), NOW);
    assert_eq!(ledger.exhausted_until(A, NOW), Some(NOW + 600_000));
    assert_eq!(ledger.exhausted_until(A, NOW + 600_000), None);
    ledger.observe_success(B, HeaderText(""), NOW);
    assert!(ledger.exhausted_until(A, NOW).is_some(), "a success elsewhere proves nothing");
    ledger.observe_success(A, HeaderText(""), NOW);
    assert_eq!(ledger.exhausted_until(A, NOW), None);
}

#[test]
fn a_success_does_not_lift_a_rate_limit_that_is_newer() {
    let text = "Rate limit reached for gpt-4o on tokens per min: Limit 9, Used 5, Requested 5. \
        Please try again in 20s.";
    let mut ledger = Ledger::new();
    ledger.observe_failure(B, &failure("rate_limit_exceeded", text), NOW);
    ledger.observe_success(B, HeaderText(""), NOW);
    assert_eq!(ledger.exhausted_until(B, NOW), Some(NOW + 20_000));
}
