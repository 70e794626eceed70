//! The headers of a request: what is sent, what is refused, what is never shown.

use openai_wasm::protocol::request::headers::{Entry, RequestHeaders, check};
use proptest::prelude::*;

fn entries(given: &[(&str, Option<&str>)]) -> Vec<Entry> {
    given.iter().map(|(name, value)| ((*name).to_owned(), value.map(str::to_owned))).collect()
}

/// The headers of a client after some were given, as `name: value` joined by semicolons.
fn applied(given: &[(&str, Option<&str>)]) -> String {
    let mut headers = RequestHeaders::default();
    headers.set("accept", "application/json");
    headers.set("x-own", "1");
    headers.apply(&entries(given));
    let shown: Vec<_> = headers.iter().map(|(name, value)| [name, ": ", value].concat()).collect();
    shown.join("; ")
}

#[test]
fn given_headers_lie_over_those_that_are_there() {
    let cases: [(&str, &[(&str, Option<&str>)], &str); 8] = [
        ("nothing", &[], "accept: application/json; x-own: 1"),
        ("a new one", &[("x-a", Some("b"))], "accept: application/json; x-own: 1; x-a: b"),
        ("another value", &[("accept", Some("b"))], "x-own: 1; accept: b"),
        ("another case", &[("ACCEPT", Some("b"))], "x-own: 1; accept: b"),
        ("null", &[("X-Own", None)], "accept: application/json"),
        (
            "twice",
            &[("x-own", Some("a")), ("X-OWN", Some("b"))],
            "accept: application/json; x-own: a, b",
        ),
        (
            "null and again",
            &[("x-own", None), ("x-own", Some("b"))],
            "accept: application/json; x-own: b",
        ),
        ("and null at last", &[("x-own", Some("b")), ("x-own", None)], "accept: application/json"),
    ];
    for (case, given, wanted) in cases {
        assert_eq!(applied(given), wanted, "{case}");
    }
}

#[test]
fn a_header_is_set_once() {
    let mut headers = RequestHeaders::default();
    headers.set("x-a", "1");
    headers.set("x-a", "2");
    assert_eq!(headers.iter().collect::<Vec<_>>(), [("x-a", "2")]);
    assert_eq!(headers.get("x-a"), Some("2"));
    assert_eq!(headers.get("x-b"), None);
}

#[test]
fn what_no_header_can_carry_is_refused_by_name() {
    let cases = [
        ("x-a", "a\nb"),
        ("x-a", "a\rb"),
        ("x-a", "a\r\nx-injected: 1"),
        ("x-a", "a\0b"),
        ("x-a", "…"),
        ("x-a", "日本"),
        ("", "a"),
        ("x a", "b"),
        ("x:a", "b"),
        ("x\n", "b"),
        ("ü", "b"),
    ];
    for (name, value) in cases {
        let message = check(&entries(&[(name, Some(value))])).expect_err(name).to_string();
        assert!(message.contains(name), "{name:?}: {message}");
        assert!(!message.contains(value) || value.len() == 1, "{name:?}: {message}");
    }
}

#[test]
fn what_a_header_can_carry_is_taken() {
    let cases = [
        ("x-a", Some("b")),
        ("X-A_b.c~1", Some("")),
        ("x-a", Some("a\tb")),
        ("x-a", Some("é")),
        ("x-a", None),
    ];
    for (name, value) in cases {
        assert_eq!(check(&entries(&[(name, value)])), Ok(()), "{name}: {value:?}");
    }
}

#[test]
fn secrets_are_masked() {
    let secret = ["authorization", "proxy-authorization", "cookie", "set-cookie", "api-key"];
    let named =
        ["x-api-key", "x-secret-thing", "x-auth-token", "openai-key", "cf-access-client-secret"];
    for name in secret.into_iter().chain(named) {
        let mut headers = RequestHeaders::default();
        headers.set(name, "sk-1234");
        assert_eq!(headers.redacted().collect::<Vec<_>>(), [(name, "***")], "{name}");
    }
}

#[test]
fn what_is_no_secret_is_shown() {
    for name in ["accept", "content-type", "openai-organization", "openai-project", "x-request-id"]
    {
        let mut headers = RequestHeaders::default();
        headers.set(name, "v");
        assert_eq!(headers.redacted().collect::<Vec<_>>(), [(name, "v")], "{name}");
    }
}

proptest! {
    #[test]
    fn a_checked_header_cannot_break_out(name in ".{0,6}", value in any::<String>()) {
        let given = vec![(name, Some(value))];
        if check(&given).is_ok() {
            let mut headers = RequestHeaders::default();
            headers.apply(&given);
            for (name, value) in headers.iter() {
                prop_assert!(!name.contains(['\0', '\r', '\n']));
                prop_assert!(!value.contains(['\0', '\r', '\n']));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_headers_are_laid_over_as_one_by_one(given in prop::collection::vec(("[A-Ca-c]", prop::option::of("[0-9]")), 0..12)) {
        let mut wanted: Vec<(String, String)> = vec![("accept".into(), "application/json".into()), ("x-own".into(), "1".into())];
        let mut seen: Vec<String> = Vec::new();
        for (name, value) in &given {
            let name = name.to_lowercase();
            let before = wanted.iter().position(|(known, _)| *known == name).map(|at| wanted.remove(at).1);
            let before = before.filter(|_| seen.contains(&name));
            if let Some(value) = value {
                wanted.push((name.clone(), before.map_or(value.clone(), |before| format!("{before}, {value}"))));
            }
            seen.push(name);
        }
        let wanted: Vec<String> = wanted.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        let given: Vec<(&str, Option<&str>)> = given.iter().map(|(name, value)| (name.as_str(), value.as_deref())).collect();
        prop_assert_eq!(applied(&given), wanted.join("; "));
    }
}
