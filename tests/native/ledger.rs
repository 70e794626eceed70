//! What is known of every organization, project and model.

use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::failure::unit::Unit;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::ledger::{Ledger, MOST_ENTRIES};
use openai_wasm::protocol::memory::ledger_entry::Usage;
use openai_wasm::protocol::memory::limit_window::Source;

pub(crate) const NOW: u64 = 1_000_000;
pub(crate) const A: Place<'static> =
    Place { organization: Some("org-a"), project: None, key: Some("k"), model: Some("gpt-4o") };
pub(crate) const B: Place<'static> = Place { organization: Some("org-b"), ..A };

pub(crate) fn headers(left: u64) -> String {
    format!(
        "x-ratelimit-limit-requests: 60\n\
         x-ratelimit-remaining-requests: {left}\n\
         x-ratelimit-reset-requests: 60s\n"
    )
}

pub(crate) fn seen(left: u64) -> Ledger {
    let mut ledger = Ledger::new();
    ledger.observe_headers(A, HeaderText(&headers(left)), NOW);
    ledger
}

pub(crate) fn remaining(ledger: &Ledger, place: Place, now: u64) -> Option<u64> {
    ledger.report(place, now).requests.and_then(|figure| figure.remaining)
}

#[test]
fn nothing_is_invented_before_an_answer_has_told() {
    let report = Ledger::new().report(A, NOW);
    assert_eq!(report.organization, Some("org-a"));
    assert_eq!((report.requests, report.tokens, report.project_tokens), (None, None, None));
    assert_eq!(
        (report.usage, report.in_flight, report.exhausted_until),
        (Usage::default(), 0, None)
    );
}

#[test]
fn a_figure_tells_its_source_and_its_age() {
    let figure = seen(42).report(A, NOW + 500).requests.expect("a figure");
    assert_eq!((figure.limit, figure.remaining), (Some(60), Some(42)));
    assert_eq!((figure.source, figure.observed_at, figure.age), (Source::Header, NOW, 500));
    assert_eq!(figure.resets_at, Some(NOW + 60_000));
}

#[test]
fn what_is_in_flight_is_counted_down_and_up_again_if_it_never_arrived() {
    let mut ledger = seen(10);
    let tickets = [0; 4].map(|tokens| ledger.begin(A, tokens, NOW));
    assert_eq!((remaining(&ledger, A, NOW), ledger.in_flight(A)), (Some(6), 4));
    ledger.end(A, &tickets[0], false);
    assert_eq!(remaining(&ledger, A, NOW), Some(7), "the server was not reached");
    ledger.end(A, &tickets[1], true);
    assert_eq!((remaining(&ledger, A, NOW), ledger.in_flight(A)), (Some(7), 2));
}

#[test]
fn an_answer_that_was_overtaken_does_not_give_room_back() {
    let mut ledger = seen(10);
    let tickets = [0; 4].map(|tokens| ledger.begin(A, tokens, NOW));
    for (index, left) in [(3, 6), (0, 9), (1, 8), (2, 7)] {
        ledger.end(A, &tickets[index], true);
        ledger.observe_headers(A, HeaderText(&headers(left)), NOW);
        assert_eq!(remaining(&ledger, A, NOW), Some(6), "after an answer with {left} left");
    }
}

#[test]
fn a_limit_that_fills_up_again_is_believed() {
    let mut ledger = seen(10);
    let ticket = ledger.begin(A, 0, NOW);
    ledger.end(A, &ticket, true);
    ledger.observe_headers(A, HeaderText(&headers(40)), NOW);
    assert_eq!(remaining(&ledger, A, NOW), Some(40));
}

#[test]
fn tokens_are_counted_down_by_their_estimate() {
    let mut ledger = Ledger::new();
    let told = "x-ratelimit-limit-tokens: 1000\nx-ratelimit-remaining-tokens: 1000\n";
    ledger.observe_headers(A, HeaderText(told), NOW);
    let ticket = ledger.begin(A, 300, NOW);
    let left = |ledger: &Ledger| ledger.report(A, NOW).tokens.and_then(|figure| figure.remaining);
    assert_eq!(left(&ledger), Some(700));
    ledger.end(A, &ticket, false);
    assert_eq!(left(&ledger), Some(1_000));
}

#[test]
fn the_limit_is_whole_again_only_once_the_reset_has_passed() {
    let mut ledger = seen(0);
    assert_eq!(ledger.exhausted_until(A, NOW), Some(NOW + 60_000));
    assert_eq!(remaining(&ledger, A, NOW + 59_999), Some(0));
    let _ticket = ledger.begin(A, 0, NOW + 60_000);
    assert_eq!(remaining(&ledger, A, NOW + 60_000), Some(59));
    assert_eq!(ledger.exhausted_until(A, NOW + 60_000), None);
}

#[test]
fn what_is_still_in_flight_is_taken_off_a_limit_that_is_whole_again() {
    let mut ledger = seen(10);
    let _tickets = [0; 4].map(|tokens| ledger.begin(A, tokens, NOW));
    assert_eq!(remaining(&ledger, A, NOW + 60_000), Some(56));
}

#[test]
fn one_organization_is_not_another() {
    let ledger = seen(0);
    assert_eq!(ledger.exhausted_until(B, NOW), None);
    assert_eq!(ledger.exhausted_until(Place { model: Some("gpt-5"), ..A }, NOW), None);
    assert!(
        ledger.exhausted_until(Place { key: Some("other"), ..A }, NOW).is_some(),
        "keys share the limit"
    );
}

#[test]
fn the_default_organizations_of_two_keys_are_kept_apart() {
    let place = |key| Place { organization: None, key: Some(key), ..A };
    let mut ledger = Ledger::new();
    ledger.observe_headers(place("one"), HeaderText(&headers(0)), NOW);
    assert!(ledger.exhausted_until(place("one"), NOW).is_some());
    assert_eq!(ledger.exhausted_until(place("two"), NOW), None);
}

#[test]
fn being_near_a_limit_is_reported_once_per_crossing() {
    let mut ledger = Ledger::new();
    for (left, reported) in [(30, 0), (6, 1), (5, 0), (30, 0), (5, 1)] {
        ledger.observe_headers(A, HeaderText(&headers(left)), NOW);
        let near = ledger.newly_near(A, 0.1, NOW);
        assert_eq!(near.len(), reported, "{left} left");
        assert!(
            near.iter()
                .all(|near| near.unit == Unit::Requests && near.figure.remaining == Some(left))
        );
    }
}

#[test]
fn usage_adds_up_per_place() {
    let mut ledger = Ledger::new();
    let _tickets = [5; 3].map(|tokens| ledger.begin(A, tokens, NOW));
    ledger.add_usage(A, 10, 20);
    ledger.add_usage(A, 1, u64::MAX);
    let expected = Usage { requests: 3, input_tokens: 11, output_tokens: (1 << 53) - 1 };
    assert_eq!(ledger.report(A, NOW).usage, expected);
    assert_eq!(ledger.report(B, NOW).usage, Usage::default());
}

#[test]
fn the_ledger_forgets_the_idle_place_unseen_for_longest() {
    let mut ledger = seen(10);
    let _ticket = ledger.begin(B, 0, NOW);
    for n in 0..MOST_ENTRIES {
        let model = format!("model-{n}");
        ledger.observe_headers(Place { model: Some(&model), ..A }, HeaderText(&headers(1)), NOW);
    }
    assert_eq!(ledger.reports(NOW).count(), MOST_ENTRIES);
    assert_eq!(remaining(&ledger, A, NOW), None, "the oldest is forgotten");
    assert_eq!(ledger.in_flight(B), 1, "what is in flight is not");
}
