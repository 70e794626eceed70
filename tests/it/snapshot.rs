//! The ledger as plain values, moved between sessions.

use openai_wasm::protocol::affinity::Affinity;
use openai_wasm::protocol::ledger::Ledger;
use openai_wasm::protocol::meter::LATEST;
use openai_wasm::protocol::rate_limit::HeaderText;
use openai_wasm::protocol::snapshot::Snapshot;

use super::block::failure;
use super::ledger::{A, B, NOW, headers, remaining, seen};

fn reload(snapshot: Snapshot, mut ledger: Ledger, now: u64) -> Ledger {
    assert!(snapshot.load_into(&mut ledger, &mut Affinity::new(), now));
    ledger
}

#[test]
fn a_snapshot_brings_everything_back_but_what_was_in_flight() {
    let mut ledger = seen(10);
    ledger.add_usage(A, 7, 8);
    ledger.observe_failure(B, &failure("insufficient_quota", ""), NOW);
    let snapshot = Snapshot::of(&ledger, &Affinity::new(), NOW);
    let loaded = reload(snapshot.clone(), Ledger::new(), NOW);
    let twice = reload(snapshot, loaded.clone(), NOW);
    for place in [A, B] {
        assert_eq!(loaded.report(place, NOW), ledger.report(place, NOW));
        assert_eq!(
            twice.report(place, NOW),
            ledger.report(place, NOW),
            "loading twice adds nothing"
        );
    }
}

#[test]
fn the_newer_observation_wins() {
    let old = Snapshot::of(&seen(50), &Affinity::new(), NOW);
    let mut newer = seen(50);
    newer.observe_headers(A, HeaderText(&headers(20)), NOW + 1);
    let loaded = reload(old.clone(), newer.clone(), NOW + 1);
    assert_eq!(
        remaining(&loaded, A, NOW + 1),
        Some(20),
        "an old snapshot into a newer ledger"
    );
    let loaded = reload(
        Snapshot::of(&newer, &Affinity::new(), NOW),
        seen(50),
        NOW + 1,
    );
    assert_eq!(
        remaining(&loaded, A, NOW + 1),
        Some(20),
        "a new snapshot into an older ledger"
    );
}

#[test]
fn a_snapshot_with_impossible_times_does_no_harm() {
    let mut ledger = seen(0);
    ledger.observe_failure(B, &failure("insufficient_quota", ""), NOW);
    let mut snapshot = Snapshot::of(&ledger, &Affinity::new(), NOW);
    snapshot.blocks[0].until = u64::MAX;
    for meter in snapshot
        .entries
        .iter_mut()
        .filter_map(|entry| entry.requests.as_mut())
    {
        (meter.observed_at, meter.resets_at) = (u64::MAX, Some(u64::MAX));
    }
    let loaded = reload(snapshot, Ledger::new(), NOW);
    assert_eq!(loaded.exhausted_until(A, NOW), Some(NOW + LATEST));
    assert_eq!(loaded.exhausted_until(B, NOW), Some(NOW + LATEST));
    assert_eq!(
        loaded.report(A, NOW).requests.map(|figure| figure.age),
        Some(0)
    );
}

#[test]
fn a_snapshot_of_another_form_is_refused() {
    let snapshot = Snapshot {
        version: 2,
        ..Snapshot::of(&seen(1), &Affinity::new(), NOW)
    };
    let mut ledger = Ledger::new();
    assert!(!snapshot.load_into(&mut ledger, &mut Affinity::new(), NOW));
    assert!(ledger.reports(NOW).is_empty());
}
