//! How many retries an organization may spend.

use openai_wasm::protocol::memory::retry_budget::Budgets;

const NOW: u64 = 1_000_000;

#[test]
fn a_hundred_calls_make_few_retries_at_an_overloaded_server() {
    let mut budgets = Budgets::new();
    // One retry 2 s and one 4 s after the failure, as an overload asks for.
    let mut retries = |now: u64| (0..100).filter(|_| budgets.spend(Some("org-a"), now)).count();
    let sent = 100 + retries(NOW + 2_000) + retries(NOW + 6_000);
    assert!((110..=115).contains(&sent), "{sent} requests");
}

#[test]
fn the_budget_of_one_organization_is_not_that_of_another() {
    let mut budgets = Budgets::new();
    while budgets.spend(Some("org-a"), NOW) {}
    assert!(budgets.spend(Some("org-b"), NOW));
    assert!(budgets.spend(None, NOW));
}

#[test]
fn successes_and_time_earn_retries_again() {
    let mut budgets = Budgets::new();
    while budgets.spend(None, NOW) {}
    (0..5).for_each(|_| budgets.succeeded(None, NOW));
    assert!(budgets.spend(None, NOW), "five successes earn one");
    assert!(!budgets.spend(None, NOW));
    assert!(!budgets.spend(None, NOW - 5_000), "a clock that was put back earns nothing");
    assert!(budgets.spend(None, NOW + 2_000), "so do two seconds");
}

#[test]
fn a_thousand_organizations_do_not_fill_the_memory() {
    let mut budgets = Budgets::new();
    (0..1_000).for_each(|n| budgets.succeeded(Some(&n.to_string()), NOW));
    assert!(format!("{budgets:?}").matches("counted_at").count() <= 64);
}
