//! The URL of a request from its base, its path and its parameters.

use openai_wasm::protocol::request::query::{self, Pair};
use openai_wasm::protocol::request::url::join;
use openai_wasm::protocol::text::url_scheme::is_absolute;
use proptest::prelude::*;

const BASE: &str = "https://api.openai.com/v1";

#[test]
fn base_and_path_are_joined() {
    let cases = [
        (BASE, "/models", "https://api.openai.com/v1/models"),
        ("https://a.b/v1/", "/models", "https://a.b/v1/models"),
        ("https://a.b/v1///", "/models", "https://a.b/v1/models"),
        ("http://127.0.0.1:8080", "/models", "http://127.0.0.1:8080/models"),
        (BASE, "https://other.host/x", "https://other.host/x"),
        (BASE, "http://other.host/x?a=1", "http://other.host/x?a=1"),
        ("https://a.b/v1?api-version=2", "/models", "https://a.b/v1/models?api-version=2"),
        ("https://a.b/v1?x=1", "https://c.d/", "https://c.d/"),
        (BASE, "models", "https://api.openai.com/v1/models"),
        ("https://a.b", "@evil.example/x", "https://a.b/@evil.example/x"),
        ("https://a.b", ":80@evil.example", "https://a.b/:80@evil.example"),
        (BASE, "/models?a=1", "https://api.openai.com/v1/models?a=1"),
    ];
    for (base, path, url) in cases {
        assert_eq!(join(base, path, &[]), url, "{base} and {path}");
    }
}

#[test]
fn the_later_parameter_wins() {
    let defaults = query::parse("b=default&c=default&d=default");
    let given: [&[Pair]; 2] = [&defaults, &query::parse("d=call")];
    let url = join("https://a.b?a=base&b=base", "/x?c=path&a=path", &given);
    assert_eq!(url, "https://a.b/x?a=path&b=default&c=default&d=call");
}

#[test]
fn no_question_mark_without_a_query() {
    let absent = Pair { parameter: "a".into(), name: "a".into(), text: None };
    assert_eq!(join("https://a.b", "/x?", &[&[absent]]), "https://a.b/x");
}

#[test]
fn a_url_is_told_from_a_path() {
    let cases = [
        ("https://a.b", true),
        ("http://a.b", true),
        ("/models", false),
        ("models", false),
        ("//a.b", false),
        ("ftp://a.b", false),
        ("", false),
    ];
    for (path, is_url) in cases {
        assert_eq!(is_absolute(path), is_url, "{path:?}");
    }
}

proptest! {
    #[test]
    fn any_path_stays_below_the_base(path in "/[a-z0-9?&=%/]{0,20}", value in ".{0,8}") {
        let own = Pair { parameter: "q".into(), name: "q".into(), text: Some(value) };
        let url = join(BASE, &path, &[&[own]]);
        prop_assert!(url.starts_with("https://api.openai.com/v1/"), "{}", url);
        prop_assert!(url.matches('?').count() == 1, "{}", url);
    }
}
