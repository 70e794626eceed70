//! Parameters as a query string, and a query string as parameters.

use openai_wasm::protocol::query::{Value, merge, parse, stringify};
use proptest::prelude::*;

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

fn named(name: &str, value: Value) -> Vec<(String, Value)> {
    vec![(name.to_owned(), value)]
}

#[test]
fn parameters_become_a_query() {
    let map = |entries: &[(&str, Value)]| {
        Value::Map(
            entries.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
        )
    };
    let cases = [
        ("a text", text("b"), "a=b"),
        ("nothing", Value::Absent, ""),
        ("an empty text", text(""), "a="),
        ("a list", Value::List(vec![text("1"), text("2")]), "a%5B%5D=1&a%5B%5D=2"),
        ("an empty list", Value::List(vec![]), ""),
        ("a map", map(&[("b", text("1")), ("c", text("2"))]), "a%5Bb%5D=1&a%5Bc%5D=2"),
        ("an empty map", map(&[]), ""),
        ("a map in a map", map(&[("b", map(&[("c", text("1"))]))]), "a%5Bb%5D%5Bc%5D=1"),
        ("a list in a map", map(&[("b", Value::List(vec![text("1")]))]), "a%5Bb%5D%5B%5D=1"),
        ("a map in a list", Value::List(vec![map(&[("b", text("1"))])]), "a%5B%5D%5Bb%5D=1"),
        ("a hole in a list", Value::List(vec![Value::Absent, text("1")]), "a%5B%5D=1"),
        ("what must be escaped", text("ü &=+"), "a=%C3%BC%20%26%3D%2B"),
    ];
    for (case, value, query) in cases {
        assert_eq!(stringify(&named("a", value)), query, "{case}");
    }
}

#[test]
fn a_query_is_read() {
    let cases: [(&str, &[(&str, &str)]); 7] = [
        ("", &[]),
        ("&&", &[]),
        ("a=1", &[("a", "1")]),
        ("a=1&b=2", &[("a", "1"), ("b", "2")]),
        ("a", &[("a", "")]),
        ("a=b=c", &[("a", "b=c")]),
        ("a+b=%20%C3%BC%", &[("a b", " ü%")]),
    ];
    for (query, pairs) in cases {
        let wanted: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect();
        assert_eq!(parse(query), wanted, "{query:?}");
    }
}

#[test]
fn the_later_of_two_parameters_wins_and_keeps_the_place() {
    let mut query = parse("a=1&b=2&c=3");
    merge(&mut query, parse("b=4&d=5"));
    assert_eq!(stringify(&query), "a=1&b=4&c=3&d=5");
}

#[test]
fn a_parameter_can_be_taken_back() {
    let mut query = parse("a=1&b=2");
    merge(&mut query, named("a", Value::Absent));
    assert_eq!(stringify(&query), "b=2");
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![Just(Value::Absent), ".{0,8}".prop_map(Value::Text)];
    leaf.prop_recursive(4, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::List),
            prop::collection::vec((".{0,4}", inner), 0..4).prop_map(Value::Map),
        ]
    })
}

proptest! {
    #[test]
    fn a_flat_query_round_trips(pairs in prop::collection::vec((".{1,8}", ".{0,8}"), 0..6)) {
        let given: Vec<_> =
            pairs.into_iter().map(|(name, value)| (name, Value::Text(value))).collect();
        prop_assert_eq!(parse(&stringify(&given)), given);
    }

    #[test]
    fn any_parameters_make_a_query_of_plain_characters(value in value()) {
        let query = stringify(&named("a", value));
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%=&".contains(&byte);
        prop_assert!(query.bytes().all(is_plain), "{}", query);
    }

    #[test]
    fn any_query_is_read_without_a_panic(query in ".{0,40}") {
        let _ = parse(&query);
    }
}
