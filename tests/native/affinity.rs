//! Where things were created, and that they are followed up there.

use openai_wasm::protocol::identity::place::Place;
use openai_wasm::protocol::memory::affinity::{
    Affinity, Found, MOST_OWNERS, Owner, is_bound, is_kept,
};
use openai_wasm::protocol::memory::ledger::Ledger;
use openai_wasm::protocol::memory::snapshot;

fn owner(id: &str, organization: &str, used_at: u64) -> Owner {
    Owner::new(id, Place { organization: Some(organization), ..Place::default() }, used_at)
}

fn organization(found: Found) -> Option<String> {
    match found {
        Found::Owner(owner) => owner.place().organization.map(str::to_owned),
        _ => None,
    }
}

#[test]
fn knows_the_ids_that_live_in_one_organization() {
    let bound = [
        "file-abc",
        "file_abc",
        "resp_1",
        "conv_1",
        "vs_1",
        "batch_1",
        "ftjob-1",
        "thread_1",
        "asst_1",
        "rs_1",
        "ft:gpt-4o:lab::x",
        "chatcmpl-1",
    ];
    for id in bound {
        assert!(is_bound(id), "{id}");
    }
    for text in ["", "gpt-4o", "org-a", "proj_1", "a file-", "FILE-1"] {
        assert!(!is_bound(text), "{text:?}");
    }
}

#[test]
fn a_thing_is_found_where_it_was_created() {
    let mut affinity = Affinity::new();
    affinity.remember(owner("file-1", "org-a", 1));
    affinity.remember(owner("resp_1", "org-b", 1));
    let cases = [
        (vec!["file-1"], Some("org-a")),
        (vec!["gpt-4o", "resp_1"], Some("org-b")),
        (vec!["file-2"], None),
        (vec![], None),
    ];
    for (ids, expected) in cases {
        assert_eq!(organization(affinity.find(&ids, 2)).as_deref(), expected, "{ids:?}");
    }
}

#[test]
fn things_of_two_organizations_cannot_meet_in_one_call() {
    let mut affinity = Affinity::new();
    affinity.remember(owner("file-1", "org-a", 1));
    affinity.remember(owner("file-2", "org-a", 1));
    affinity.remember(owner("resp_1", "org-b", 1));
    assert!(matches!(affinity.find(&["file-1", "file-2"], 2), Found::Owner(_)));
    assert!(matches!(affinity.find(&["file-1", "resp_1"], 2), Found::Apart(a, b) if a.id != b.id));
}

#[test]
fn other_texts_are_not_remembered_and_deleted_things_are_forgotten() {
    let mut affinity = Affinity::new();
    affinity.remember(owner("hello", "org-a", 1));
    affinity.remember(owner(&format!("file-{}", "x".repeat(300)), "org-a", 1));
    affinity.remember(owner("file-1", "org-a", 1));
    affinity.forget("file-1");
    assert!(affinity.owners().is_empty());
}

#[test]
fn the_thing_unused_for_longest_is_forgotten_first() {
    let mut affinity = Affinity::new();
    affinity.remember(owner("file-old", "org-a", 0));
    affinity.remember(owner("file-used", "org-a", 0));
    (0..MOST_OWNERS - 2).for_each(|n| affinity.remember(owner(&format!("file-{n}"), "org-a", 1)));
    affinity.find(&["file-old"], 2);
    affinity.remember(owner("file-new", "org-a", 3));
    assert_eq!(affinity.owners().len(), MOST_OWNERS);
    assert_eq!(affinity.find(&["file-used"], 4), Found::Nothing);
    assert!(matches!(affinity.find(&["file-old"], 4), Found::Owner(_)));
}

#[test]
fn homes_travel_with_the_ledger_and_the_newer_one_stays() {
    let mut affinity = Affinity::new();
    affinity.remember(owner("file-1", "org-a", 5));
    affinity.remember(owner("file-2", "org-a", u64::MAX));
    let snapshot = snapshot::write(&Ledger::new(), &affinity, 9);
    let mut other = Affinity::new();
    other.remember(owner("file-1", "org-b", 7));
    assert!(snapshot::load(&snapshot, &mut Ledger::new(), &mut other, 9));
    assert_eq!(organization(other.find(&["file-1"], 9)).as_deref(), Some("org-b"));
    assert_eq!(organization(other.find(&["file-2"], 9)).as_deref(), Some("org-a"));
}

#[test]
fn what_was_loaded_is_no_fresher_than_it_was() {
    let (mut affinity, mut loaded) = (Affinity::new(), Affinity::new());
    affinity.remember(owner("file-loaded", "org-a", 1));
    loaded.remember(owner("file-known", "org-a", 5));
    let snapshot = snapshot::write(&Ledger::new(), &affinity, 9);
    assert!(snapshot::load(&snapshot, &mut Ledger::new(), &mut loaded, 9));
    (0..MOST_OWNERS - 1).for_each(|n| loaded.remember(owner(&format!("file-{n}"), "org-a", 9)));
    assert_eq!(loaded.find(&["file-loaded"], 9), Found::Nothing);
    assert!(matches!(loaded.find(&["file-known"], 9), Found::Owner(_)));
}

#[test]
fn only_what_is_kept_has_a_home() {
    for (id, stored, expected) in [
        ("chatcmpl-1", None, false),
        ("chatcmpl-1", Some(true), true),
        ("resp_1", None, true),
        ("resp_1", Some(false), false),
        ("file-1", None, true),
        ("gpt-4o", Some(true), false),
    ] {
        assert_eq!(is_kept(id, stored), expected, "{id}, {stored:?}");
    }
}
