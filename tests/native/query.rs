//! Parameters as a query string, and a query string as parameters.

use openai_wasm::protocol::request::query::{Pair, merge, parse, stringify};
use proptest::prelude::*;

fn pair(parameter: &str, name: &str, text: Option<&str>) -> Pair {
    let text = text.map(str::to_owned);
    Pair { parameter: parameter.to_owned(), name: name.to_owned(), text }
}

/// All of some parameters, as text.
fn written(pairs: &[Pair]) -> String {
    stringify(&pairs.iter().collect::<Vec<_>>())
}

#[test]
fn parameters_become_a_query() {
    let cases: [(&str, &[Pair], &str); 6] = [
        ("none", &[], ""),
        ("a text", &[pair("a", "a", Some("b"))], "a=b"),
        ("an empty text", &[pair("a", "a", Some(""))], "a="),
        ("no text", &[pair("a", "a", None), pair("b", "b", Some("1"))], "b=1"),
        (
            "brackets",
            &[pair("a", "a[]", Some("1")), pair("a", "a[b]", Some("2"))],
            "a%5B%5D=1&a%5Bb%5D=2",
        ),
        ("what must be escaped", &[pair("a b", "a b", Some("ü &=+"))], "a%20b=%C3%BC%20%26%3D%2B"),
    ];
    for (case, pairs, query) in cases {
        assert_eq!(written(pairs), query, "{case}");
    }
}

#[test]
fn a_query_is_read() {
    let cases: [(&str, &[(&str, &str)]); 8] = [
        ("", &[]),
        ("&&", &[]),
        ("a=1", &[("a", "1")]),
        ("a=1&b=2", &[("a", "1"), ("b", "2")]),
        ("a=1&a=2", &[("a", "1"), ("a", "2")]),
        ("a", &[("a", "")]),
        ("a=b=c", &[("a", "b=c")]),
        ("a+b=%20%C3%BC%", &[("a b", " ü%")]),
    ];
    for (query, pairs) in cases {
        let wanted: Vec<Pair> =
            pairs.iter().map(|(name, value)| pair(name, name, Some(value))).collect();
        assert_eq!(parse(query), wanted, "{query:?}");
    }
}

/// Two queries merged, as text.
fn merged(into: &str, later: &str) -> String {
    let (into, later) = (parse(into), parse(later));
    let mut pairs: Vec<&Pair> = into.iter().collect();
    merge(&mut pairs, &later);
    stringify(&pairs)
}

#[test]
fn the_later_of_two_parameters_wins_and_keeps_the_place() {
    let cases = [
        ("", "", ""),
        ("a=1", "", "a=1"),
        ("", "a=1&b=2", "a=1&b=2"),
        ("a=1&b=2&c=3", "b=4&d=5", "a=1&b=4&c=3&d=5"),
        ("a=1&a=2&b=3", "a=4", "a=4&b=3"),
        ("a=1&b=3", "a=4&a=5", "a=4&a=5&b=3"),
        ("a=1", "b=2&c=3&a=4", "a=4&b=2&c=3"),
    ];
    for (into, later, wanted) in cases {
        assert_eq!(merged(into, later), wanted, "{into} and {later}");
    }
}

#[test]
fn every_part_of_a_parameter_is_taken_back_at_once() {
    let parts = [("a[x]", "1"), ("a[y]", "2")].map(|(name, text)| pair("a", name, Some(text)));
    let (other, nothing) = (pair("b", "b", Some("3")), [pair("a", "a", None)]);
    let mut pairs = vec![&parts[0], &parts[1], &other];
    merge(&mut pairs, &nothing);
    assert_eq!(stringify(&pairs), "b=3");
}

proptest! {
    #[test]
    fn a_query_round_trips(pairs in prop::collection::vec((".{1,8}", ".{0,8}"), 0..6)) {
        let given: Vec<Pair> =
            pairs.iter().map(|(name, value)| pair(name, name, Some(value))).collect();
        prop_assert_eq!(parse(&written(&given)), given);
    }

    #[test]
    fn merging_nothing_changes_nothing(query in "[a-c=&]{0,20}") {
        prop_assert_eq!(merged(&query, ""), written(&parse(&query)));
    }

    #[test]
    fn any_query_is_read_and_written_without_a_panic(one in ".{0,40}", other in ".{0,40}") {
        let query = merged(&one, &other);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%=&".contains(&byte);
        prop_assert!(query.bytes().all(is_plain), "{}", query);
    }
}

/// What `merge` did before it had an index: slow, and plain.
fn merged_slowly<'a>(mut into: Vec<&'a Pair>, later: &'a [Pair]) -> Vec<&'a Pair> {
    for group in later.chunk_by(|one, next| one.parameter == next.parameter) {
        let is_same = |known: &&Pair| known.parameter == group[0].parameter;
        let place = into.iter().position(is_same).unwrap_or(into.len());
        into.retain(|known| !is_same(known));
        let place = place.min(into.len());
        into.splice(place..place, group);
    }
    into
}

proptest! {
    #[test]
    fn any_parameters_are_merged_as_one_by_one(into in "([a-d]=[0-9]&){0,8}", later in "([a-e]=[0-9]&){0,12}") {
        let (into, later) = (parse(&into), parse(&later));
        let mut pairs: Vec<&Pair> = into.iter().collect();
        merge(&mut pairs, &later);
        prop_assert_eq!(pairs, merged_slowly(into.iter().collect(), &later));
    }
}
