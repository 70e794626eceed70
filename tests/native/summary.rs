//! What is known of an organization as a whole, whatever the models.

use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::ledger::Ledger;

use super::ledger::{A, B, NOW, headers, seen};

const WHOLE: Place<'static> = Place { model: None, ..A };

fn other(model: &'static str) -> Place<'static> {
    Place { model: Some(model), ..A }
}

fn remaining(ledger: &Ledger) -> Option<u64> {
    ledger.summary(WHOLE, NOW).requests.and_then(|figure| figure.remaining)
}

#[test]
fn the_scarcest_model_counts_whichever_was_used_last() {
    let mut ledger = seen(3);
    for left in [40, 50] {
        ledger.observe_headers(other("gpt-5"), HeaderText(&headers(left)), NOW);
        assert_eq!(remaining(&ledger), Some(3));
    }
    ledger.observe_headers(other("gpt-5"), HeaderText(&headers(2)), NOW);
    assert_eq!(remaining(&ledger), Some(2));
    assert_eq!(ledger.summary(WHOLE, NOW).model, None);
}

#[test]
fn a_model_of_which_nothing_is_known_hides_nothing() {
    let mut ledger = seen(3);
    let _ticket = ledger.begin(WHOLE, 0, NOW);
    assert_eq!(remaining(&ledger), Some(3));
    assert_eq!(ledger.summary(WHOLE, NOW).in_flight, 1);
}

#[test]
fn usage_is_a_sum_of_this_organization_alone() {
    let mut ledger = Ledger::new();
    ledger.add_usage(A, 10, 1);
    ledger.add_usage(other("gpt-5"), 5, 2);
    ledger.add_usage(B, 100, 100);
    let usage = ledger.summary(WHOLE, NOW).usage;
    assert_eq!((usage.input_tokens, usage.output_tokens), (15, 3));
}

#[test]
fn the_default_of_one_key_is_not_mixed_with_that_of_another() {
    let place = |key| Place { organization: None, key: Some(key), ..A };
    let mut ledger = Ledger::new();
    ledger.add_usage(place("one"), 10, 0);
    ledger.add_usage(place("two"), 5, 0);
    let whole = Place { organization: None, key: None, ..WHOLE };
    assert_eq!(ledger.summary(whole, NOW).usage.input_tokens, 5, "the one used last");
}

#[test]
fn it_is_exhausted_only_when_every_model_is() {
    let mut ledger = seen(0);
    assert_eq!(ledger.summary(WHOLE, NOW).exhausted_until, Some(NOW + 60_000));
    ledger.observe_headers(other("gpt-5"), HeaderText(&headers(1)), NOW);
    assert_eq!(ledger.summary(WHOLE, NOW).exhausted_until, None);
    ledger.observe_headers(other("gpt-5"), HeaderText(&headers(0)), NOW);
    assert_eq!(ledger.summary(WHOLE, NOW).exhausted_until, Some(NOW + 60_000));
}
