//! A key is named without being shown.

use openai_wasm::protocol::identity::key_label::{KeyKind, KeyLabel};
use proptest::prelude::*;

#[test]
fn a_key_shows_its_kind_and_four_characters_at_most() {
    let cases = [
        ("sk-0123456789wxyz", KeyKind::User, "user key …wxyz"),
        ("sk-proj-0123456789abcd", KeyKind::Project, "project key …abcd"),
        ("sk-svcacct-0123456789abcd", KeyKind::ServiceAccount, "service account key …abcd"),
        ("sk-admin-0123456789abcd", KeyKind::Admin, "admin key …abcd"),
        ("ek_0123456789abcd", KeyKind::Ephemeral, "ephemeral key …abcd"),
        ("ollama", KeyKind::Other, "key"),
        ("sk-short-ab", KeyKind::User, "user key"),
        ("0123456789äöü", KeyKind::Other, "key"),
        ("0123456789\nab", KeyKind::Other, "key"),
        ("", KeyKind::Missing, "missing key"),
    ];
    for (key, kind, text) in cases {
        let label = KeyLabel::of(key);
        assert_eq!((label.kind(), label.describe().as_str()), (kind, text), "{key:?}");
    }
}

proptest! {
    #[test]
    fn no_more_than_four_characters_of_a_key_are_told(key in "[ -~]{0,60}") {
        let shown = KeyLabel::of(&key).describe();
        let hidden: String = key.chars().take(key.chars().count().saturating_sub(4)).collect();
        prop_assert!(hidden.len() < 8 || !shown.contains(&hidden));
        prop_assert!(shown.split_once('…').is_none_or(|(_, last)| last.len() == 4));
    }
}
