//! The catalogue line by line, and the paths that are made of it.

use std::collections::HashSet;

use openai_wasm::protocol::request::endpoint::{self, CATALOGUE, Endpoint, Params};
use proptest::prelude::*;

fn all() -> impl Iterator<Item = Endpoint<'static>> {
    endpoint::catalogue().map(|(_, endpoint)| endpoint)
}

fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

/// The endpoint `a.b` below `/a`.
fn one(line: &str) -> Endpoint<'_> {
    Endpoint::parse("a /a", line).expect(line)
}

#[test]
fn every_line_of_the_catalogue_is_an_endpoint() {
    let lines = CATALOGUE.lines().filter(|line| line.starts_with(' ')).count();
    assert_eq!(all().count(), lines, "a line is none");
    assert!(lines > 350, "the catalogue is not whole");
    assert!(CATALOGUE.len() < 1 << 16, "a number has 16 bits for each of its two lines");
    for endpoint in all() {
        let (name, path) = (endpoint.name(), endpoint.fill(|_| Some("id")).expect("a path"));
        let methods = ["DELETE", "GET", "PATCH", "POST", "PUT"];
        assert!(methods.contains(&endpoint.method), "{name}");
        assert!(path.starts_with('/') && !path.ends_with('/'), "{name}: {path}");
    }
    assert!(CATALOGUE.lines().all(|line| line.trim_end() == line && !line.contains("  ")));
}

#[test]
fn a_name_stands_once_in_the_catalogue() {
    let mut seen = HashSet::new();
    for endpoint in all() {
        let name = endpoint.name();
        let is_name = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        assert!(name.split('.').all(is_name), "{name}");
        assert!(seen.insert(name.clone()), "{name} stands twice");
    }
}

#[test]
fn no_method_is_also_a_namespace() {
    let methods: HashSet<String> = all().map(|endpoint| endpoint.name()).collect();
    for endpoint in all() {
        let mut space = endpoint.namespace;
        while !space.is_empty() {
            assert!(!methods.contains(space), "{space} is a method and a namespace");
            space = namespace(space);
        }
    }
}

#[test]
fn the_catalogue_is_sorted_by_namespace() {
    for section in CATALOGUE.split("\n\n") {
        let heads: Vec<&str> = section.lines().filter(|line| !line.starts_with(' ')).collect();
        for pair in heads.windows(2) {
            let [first, second] = [0, 1].map(|index| pair[index].split(' ').next());
            assert!(first < second, "{first:?} stands before {second:?}");
        }
    }
}

#[test]
fn placeholders_match() {
    for endpoint in all() {
        let name = endpoint.name();
        let names: Vec<&str> = endpoint.placeholders();
        let path = endpoint.fill(|_| Some("id")).expect("a path");
        assert!(!path.contains(['{', '}']), "{name}: {path}");
        let unique: HashSet<&&str> = names.iter().collect();
        assert_eq!(unique.len(), names.len(), "{name}: {path} names one twice");
        for placeholder in names {
            let is_plain = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
            assert!(placeholder.bytes().all(is_plain), "{name}: {placeholder}");
            assert!(!placeholder.is_empty(), "{name}: {path}");
        }
    }
}

#[test]
fn an_endpoint_is_found_by_number_and_by_name() {
    for (index, endpoint) in endpoint::catalogue() {
        let name = endpoint.name();
        assert_eq!(endpoint::at(index), Some(endpoint), "{name}");
        assert_eq!(endpoint::find(&name), Some((index, endpoint)), "{name}");
    }
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for index in [0, CATALOGUE.len(), CATALOGUE.len() + 1, usize::MAX] {
        assert_eq!(endpoint::at(index), None, "{index}");
    }
    for name in ["", "chat", "chat.completions", "files.create ", "FILES.LIST"] {
        assert_eq!(endpoint::find(name), None, "{name:?}");
    }
}

#[test]
fn a_line_with_fewer_than_two_columns_is_none() {
    for (head, line) in
        [("", " b GET"), ("a", " b GET"), ("a /a", ""), ("a /a", " "), ("a /a", " b")]
    {
        assert_eq!(Endpoint::parse(head, line), None, "{head:?} {line:?}");
    }
    assert_eq!(Endpoint::parse("a /a", "b GET"), None, "not indented");
}

#[test]
fn an_endpoint_is_put_together_from_two_lines() {
    let line = Endpoint::parse("a.b /a/{one} admin", " c PUT ?x=y stream").expect("an endpoint");
    assert_eq!((line.name().as_str(), line.method), ("a.b.c", "PUT"));
    assert_eq!(line.fill(|_| Some("1")).as_deref(), Ok("/a/1?x=y"));
    assert!(line.is("admin") && line.is("stream"));
    assert_eq!(line.signature(), "ip name=a.b.c ids=one params=body taken= stream admin");
}

#[test]
fn a_word_has_a_value_or_none() {
    let line = one(" b POST stream page=last_id query=x,y");
    let cases = [
        ("stream", Some("")),
        ("page", Some("last_id")),
        ("query", Some("x,y")),
        ("str", None),
        ("streams", None),
        ("pag", None),
        ("form", None),
    ];
    for (word, value) in cases {
        assert_eq!(line.value(word), value, "{word}");
        assert_eq!(line.is(word), value.is_some(), "{word}");
    }
}

#[test]
fn the_line_says_where_parameters_go() {
    let cases = [
        (" b GET", Params::None),
        (" b GET query", Params::Query),
        (" b DELETE /{id}", Params::None),
        (" b DELETE /{id} body", Params::Body),
        (" b POST", Params::Body),
        (" b POST bare", Params::None),
        (" b POST form", Params::Form),
        (" b POST query=include", Params::Body),
    ];
    for (line, params) in cases {
        assert_eq!(one(line).params(), params, "{line}");
    }
}

#[test]
fn the_line_says_which_parameters_are_no_part_of_the_body() {
    let cases = [
        (" b POST", "", None),
        (" b POST query=include,order", "include,order", None),
        (" b GET /{one}/b/{two} query", "one", None),
        (" b POST header=betas:openai-beta", "betas", Some(("betas", "openai-beta"))),
        (
            " b POST header=Idempotency-Key",
            "Idempotency-Key",
            Some(("Idempotency-Key", "Idempotency-Key")),
        ),
        (" b POST /{one}/{two} header=x:y query=z", "one,x,z", Some(("x", "y"))),
    ];
    for (line, taken, header) in cases {
        assert_eq!(one(line).taken(), taken, "{line}");
        assert_eq!(one(line).header(), header, "{line}");
    }
}

#[test]
fn a_path_is_filled_in_order() {
    let line = one(" b GET /{one}/b/{two}/c");
    let filled = line.fill(|name| Some(if name == "one" { "1" } else { "2" }));
    assert_eq!(filled.as_deref(), Ok("/a/1/b/2/c"));
}

#[test]
fn an_id_is_one_segment_whatever_is_in_it() {
    let cases = [
        ("file-1", "/a/file-1"),
        ("a/b", "/a/a%2Fb"),
        ("a?b#c", "/a/a%3Fb%23c"),
        ("ft:gpt-4o:lab::x", "/a/ft:gpt-4o:lab::x"),
        ("100%", "/a/100%25"),
        ("ü", "/a/%C3%BC"),
        ("...", "/a/..."),
        ("a\\b\n", "/a/a%5Cb%0A"),
    ];
    for (id, path) in cases {
        let filled = one(" b GET /{id}").fill(|_| Some(id));
        assert_eq!(filled.as_deref(), Ok(path), "{id:?}");
    }
}

#[test]
fn an_id_that_would_change_the_path_is_refused() {
    for id in [".", "..", "%2e", "%2E%2e", ".%2e", "%2E."] {
        let message = one(" b GET /{id}").fill(|_| Some(id)).unwrap_err().to_string();
        assert!(message.contains("id of a.b"), "{id}: {message}");
        assert!(message.contains(id), "{id}: {message}");
    }
}

#[test]
fn a_missing_id_is_named() {
    for missing in [None, Some("")] {
        let message = one(" b GET /{file_id}").fill(|_| missing).unwrap_err().to_string();
        assert_eq!(message, "missing file_id of a.b", "{missing:?}");
    }
}

proptest! {
    #[test]
    fn a_line_is_read_without_a_panic(
        head in ".{0,60}",
        line in " .{0,60}",
        index in any::<usize>(),
    ) {
        if let Some(endpoint) = Endpoint::parse(&head, &line) {
            let _ = (endpoint.name(), endpoint.params(), endpoint.shape(), endpoint.placeholders().len());
            let _ = endpoint.fill(|_| Some("id"));
        }
        let _ = endpoint::at(index);
    }

    #[test]
    fn an_id_never_adds_a_segment(id in ".{1,20}") {
        if let Ok(path) = one(" b GET /{id}/c").fill(|_| Some(&id)) {
            prop_assert_eq!(path.matches('/').count(), 3, "{}", path);
            prop_assert!(path.bytes().all(|byte| byte.is_ascii_graphic()), "{}", path);
            prop_assert!(!path.contains(['?', '#', '\\']), "{}", path);
        }
    }
}
