//! The ledger as lines of text, moved between sessions.

use openai_wasm::protocol::failure::kind::FailureKind;
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::affinity::{Affinity, Found, Owner};
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::memory::limit_window::LATEST;
use openai_wasm::protocol::memory::snapshot;
use proptest::prelude::*;

use super::ledger::{A, B, NOW, headers, remaining, seen};
use super::outage::failure;

fn written(ledger: &Ledger) -> String {
    snapshot::write(ledger, &Affinity::new(), NOW)
}

fn reload(text: &str, mut ledger: Ledger, now: u64) -> Ledger {
    assert!(snapshot::load(text, &mut ledger, &mut Affinity::new(), now), "{text}");
    ledger
}

fn owner(id: &str) -> Owner {
    Owner::new(id, Place { key: Some("project key …abcd"), ..A }, NOW)
}

/// A snapshot with a line of every kind.
fn full() -> String {
    let mut ledger = seen(10);
    ledger.observe_failure(B, &failure("insufficient_quota", ""), NOW);
    let mut affinity = Affinity::new();
    affinity.remember(owner("file-1"));
    snapshot::write(&ledger, &affinity, NOW)
}

#[test]
fn a_snapshot_is_lines_that_people_can_read() {
    let lines = [
        "1",
        "usage\torg-a\t\t\tgpt-4o\t\t\t0\t0\t0\t",
        "limit\torg-a\t\t\tgpt-4o\trequests\theader\t60\t10\t1060000\t1000000",
        "usage\torg-b\t\t\tgpt-4o\t\t\t0\t0\t0\t",
        "block\torg-b\t\tk\tgpt-4o\torganization\tinsufficient_quota\t1600000\t\t\t",
        "home\torg-a\t\tproject%20key%20%E2%80%A6abcd\t\tfile-1\t\t1000000\t\t\t",
    ];
    assert_eq!(full().split('\n').collect::<Vec<_>>(), lines);
    assert_eq!(written(&Ledger::new()), "1");
}

#[test]
fn a_snapshot_brings_everything_back_but_what_was_in_flight() {
    let mut ledger = seen(10);
    ledger.add_usage(A, 7, 8);
    ledger.observe_failure(B, &failure("insufficient_quota", ""), NOW);
    let text = written(&ledger);
    let loaded = reload(&text, Ledger::new(), NOW);
    let twice = reload(&text, loaded.clone(), NOW);
    for place in [A, B] {
        assert_eq!(loaded.report(place, NOW), ledger.report(place, NOW));
        let again = twice.report(place, NOW);
        assert_eq!(again, ledger.report(place, NOW), "loading twice adds nothing");
    }
}

#[test]
fn a_snapshot_brings_homes_back() {
    let mut affinity = Affinity::new();
    assert!(snapshot::load(&full(), &mut Ledger::new(), &mut affinity, NOW));
    assert_eq!(affinity.find(&["file-1"], NOW), Found::Owner(owner("file-1")));
}

#[test]
fn the_newer_observation_wins() {
    let mut newer = seen(50);
    newer.observe_headers(A, HeaderText(&headers(20)), NOW + 1);
    let loaded = reload(&written(&seen(50)), newer.clone(), NOW + 1);
    assert_eq!(remaining(&loaded, A, NOW + 1), Some(20), "an old snapshot into a newer ledger");
    let loaded = reload(&written(&newer), seen(50), NOW + 1);
    assert_eq!(remaining(&loaded, A, NOW + 1), Some(20), "a new snapshot into an older ledger");
}

#[test]
fn a_snapshot_with_impossible_times_does_no_harm() {
    let mut ledger = seen(0);
    ledger.observe_failure(B, &failure("insufficient_quota", ""), NOW);
    let text = written(&ledger);
    let times = ["1060000", "1000000", "1600000"];
    let text = times.iter().fold(text, |text, time| text.replace(time, &u64::MAX.to_string()));
    let loaded = reload(&text, Ledger::new(), NOW);
    assert_eq!(loaded.exhausted_until(A, NOW), Some(NOW + LATEST));
    assert_eq!(loaded.exhausted_until(B, NOW), Some(NOW + LATEST));
    assert_eq!(loaded.report(A, NOW).requests.map(|figure| figure.age), Some(0));
}

fn refuses(text: &str) {
    let (mut ledger, mut affinity) = (Ledger::new(), Affinity::new());
    assert!(!snapshot::load(text, &mut ledger, &mut affinity, NOW), "{text:?}");
    assert!(ledger.reports(NOW).next().is_none() && affinity.owners().is_empty(), "{text:?}");
    assert_eq!(ledger.exhausted_until(B, NOW), None, "{text:?}");
}

#[test]
fn a_snapshot_of_another_form_is_refused_as_a_whole() {
    let full = full();
    for text in ["", "2", "{}", &full[1..], &full.replacen('1', "2", 1)] {
        refuses(text);
    }
    let changes = [
        ("\nhome", "\nhouse"),
        ("\theader", "\tfooter"),
        ("\t1000000", "\t-1"),
        ("\t60\t", "\t6.5\t"),
        ("organization\tinsuf", "planet\tinsuf"),
        ("insufficient_quota", "surprise"),
        ("\t1600000", ""),
        ("\tfile-1\t", "\tfile-1"),
        ("\t0\t0\t0\t", "\t0\t0\t\t"),
        ("\t0\t0\t0\t", "\t0\t0\t0\t1"),
        ("requests", "minutes"),
    ];
    for (from, to) in changes {
        assert!(full.contains(from), "{from:?}");
        refuses(&full.replace(from, to));
    }
    for end in ["\n", "\t", "\nentry", "\n\n1"] {
        refuses(&[&full, end].concat());
    }
}

type Seen = (Option<String>, Option<String>, Option<String>, u64, usize);

fn any_seen() -> impl Strategy<Value = Seen> {
    let text = || prop::option::of("\\PC{1,8}|[\t\n%+ ]{1,3}");
    (text(), text(), text(), 0_u64..60, 0..FailureKind::ALL.len())
}

fn ledger_of(all: &[Seen]) -> Ledger {
    let mut ledger = Ledger::new();
    for (organization, project, model, left, kind) in all {
        let place = Place {
            organization: organization.as_deref(),
            project: project.as_deref(),
            key: Some("user key …wxyz"),
            model: model.as_deref(),
        };
        ledger.observe_headers(place, HeaderText(&headers(*left)), NOW);
        ledger.add_usage(place, *left, *left);
        ledger.observe_failure(place, &failure(FailureKind::ALL[*kind].as_str(), ""), NOW);
    }
    ledger
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(all in prop::collection::vec(any_seen(), 0..8)) {
        let ledger = ledger_of(&all);
        let text = written(&ledger);
        let loaded = reload(&text, Ledger::new(), NOW);
        prop_assert!(loaded.reports(NOW).eq(ledger.reports(NOW)));
        prop_assert_eq!(written(&loaded), text);
    }

    #[test]
    fn no_text_makes_the_reader_panic(
        any in any::<String>(), at in any::<prop::sample::Index>(), now in any::<u64>(),
    ) {
        let full = full();
        let (before, after) = full.split_at(at.index(full.len()));
        for text in [any.clone(), ["1\n", &any].concat(), [before, &any, after].concat()] {
            snapshot::load(&text, &mut seen(1), &mut Affinity::new(), now);
        }
    }
}
