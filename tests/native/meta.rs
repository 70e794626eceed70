//! What is known of a call besides its answer.

use openai_wasm::protocol::identity::origin::Origin;
use openai_wasm::protocol::routing::meta::{Attempt, Meta};

fn attempt(waited: u64, duration: u64) -> Attempt {
    Attempt { waited, duration, ..Attempt::default() }
}

fn meta(attempts: &[Attempt]) -> Meta<'_> {
    Meta::new((Some("org-a"), Origin::Setter), (None, Origin::Call), attempts)
}

#[test]
fn the_scope_that_was_sent_is_told_with_its_origin() {
    let attempts = [attempt(0, 1)];
    let meta = meta(&attempts);
    assert_eq!(meta.organization, Some("org-a"));
    assert_eq!(meta.organization_origin, Some(Origin::Setter));
    assert_eq!((meta.project, meta.project_origin), (None, None));
}

#[test]
fn waits_add_up_and_the_last_attempt_brings_the_first_byte() {
    let cases: [(&[Attempt], u64, u64); 4] = [
        (&[attempt(0, 7)], 0, 7),
        (&[attempt(0, 7), attempt(500, 9)], 500, 9),
        (&[attempt(10, 1), attempt(20, 2), attempt(30, 3)], 60, 3),
        (&[attempt(u64::MAX, 1), attempt(1, 2)], u64::MAX, 2),
    ];
    for (attempts, waited, first_byte) in cases {
        let meta = meta(attempts);
        assert_eq!(meta.waited, waited, "{attempts:?}");
        assert_eq!(meta.time_to_first_byte, first_byte, "{attempts:?}");
        assert_eq!(meta.attempts, attempts);
    }
}

#[test]
fn a_call_without_an_attempt_has_no_first_byte() {
    assert_eq!(meta(&[]).time_to_first_byte, 0);
}
