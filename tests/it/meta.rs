//! What an answer can tell of its call.

use std::sync::LazyLock;

use openai_wasm::protocol::diagnosis::Origin;
use openai_wasm::protocol::meta::{Attempt, Meta};
use openai_wasm::protocol::rate_limit::HeaderText;
use openai_wasm::protocol::scope::{Identifier, Scope};

static SCOPE: LazyLock<Scope> = LazyLock::new(|| Scope {
    organization: Identifier { value: Some("org-a".into()), origin: Origin::Setter },
    project: Identifier { value: None, origin: Origin::Call },
});

fn attempt(waited: u64, duration: u64) -> Attempt {
    Attempt { waited, duration, ..Attempt::default() }
}

fn meta<'a>(attempts: &'a [Attempt], headers: &'a str) -> Meta<'a> {
    Meta::new(&SCOPE, attempts, HeaderText(headers))
}

#[test]
fn the_scope_that_was_sent_is_told_with_its_origin() {
    let attempts = [attempt(0, 1)];
    let meta = meta(&attempts, "");
    assert_eq!(meta.organization, Some("org-a"));
    assert_eq!(meta.organization_origin, Some(Origin::Setter));
    assert_eq!((meta.project, meta.project_origin), (None, None));
}

#[test]
fn the_place_that_served_is_told_as_far_as_the_headers_tell() {
    let cases = [
        ("OpenAI-Organization: my-lab\nopenai-project: proj_1\n", Some("my-lab"), Some("proj_1")),
        ("openai-organization: my-lab\n", Some("my-lab"), None),
        ("openai-organization: \n", None, None),
        ("", None, None),
    ];
    for (headers, organization, project) in cases {
        let attempts = [attempt(0, 1)];
        let served = meta(&attempts, headers).served;
        assert_eq!(served.organization, organization, "{headers:?}");
        assert_eq!(served.project, project, "{headers:?}");
        assert_eq!(served.charged, None, "{headers:?}");
    }
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
        let meta = meta(attempts, "");
        assert_eq!(meta.waited, waited, "{attempts:?}");
        assert_eq!(meta.time_to_first_byte, first_byte, "{attempts:?}");
        assert_eq!(meta.attempts, attempts);
    }
}

#[test]
fn a_call_without_an_attempt_has_no_first_byte() {
    assert_eq!(meta(&[], "").time_to_first_byte, 0);
}
