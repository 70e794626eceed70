//! The catalogue line by line, and the paths that are made of it.

use std::collections::HashSet;

use openai_wasm::protocol::endpoint::{self, CATALOGUE, Endpoint, Params};
use proptest::prelude::*;

fn all() -> impl Iterator<Item = Endpoint<'static>> {
    endpoint::catalogue().map(|(_, endpoint)| endpoint)
}

fn namespace(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(namespace, _)| namespace)
}

fn one(line: &str) -> Endpoint<'_> {
    Endpoint::parse(line).expect(line)
}

#[test]
fn every_line_of_the_catalogue_is_an_endpoint() {
    for line in CATALOGUE.lines().filter(|line| !line.trim().is_empty()) {
        let endpoint = Endpoint::parse(line).unwrap_or_else(|| panic!("no endpoint: {line}"));
        let method = endpoint.method;
        assert!(["DELETE", "GET", "PATCH", "POST", "PUT"].contains(&method), "{line}");
        assert!(endpoint.path.starts_with('/'), "{line}");
        assert!(!endpoint.path.ends_with('/'), "{line}");
        assert_eq!(line.trim(), line, "white space around {line}");
    }
    assert!(all().count() > 350, "the catalogue is not whole");
}

#[test]
fn a_name_stands_once_in_the_catalogue() {
    let mut seen = HashSet::new();
    for endpoint in all() {
        assert!(seen.insert(endpoint.name), "{} stands twice", endpoint.name);
        assert!(endpoint.name.contains('.'), "{} has no namespace", endpoint.name);
        let is_name = |part: &str| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        assert!(endpoint.name.split('.').all(is_name), "{}", endpoint.name);
    }
}

#[test]
fn no_method_is_also_a_namespace() {
    let methods: HashSet<&str> = all().map(|endpoint| endpoint.name).collect();
    for endpoint in all() {
        let mut space = namespace(endpoint.name);
        while !space.is_empty() {
            assert!(!methods.contains(space), "{space} is a method and a namespace");
            space = namespace(space);
        }
    }
}

#[test]
fn the_catalogue_is_sorted_by_namespace() {
    for section in CATALOGUE.split("\n\n") {
        let mut spaces: Vec<&str> =
            section.lines().filter_map(Endpoint::parse).map(|each| namespace(each.name)).collect();
        spaces.dedup();
        for pair in spaces.windows(2) {
            assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
        }
    }
}

#[test]
fn placeholders_match() {
    for endpoint in all() {
        let (path, name) = (endpoint.path, endpoint.name);
        let names: Vec<&str> = endpoint.placeholders().collect();
        assert_eq!(path.matches('{').count(), names.len(), "{name}: {path}");
        assert_eq!(path.matches('}').count(), names.len(), "{name}: {path}");
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
fn an_endpoint_is_found_where_its_line_begins() {
    for (offset, endpoint) in endpoint::catalogue() {
        assert_eq!(endpoint::at(offset), Some(endpoint), "{}", endpoint.name);
        assert_eq!(endpoint::find(endpoint.name), Some(endpoint), "{}", endpoint.name);
    }
}

#[test]
fn nothing_is_found_where_nothing_is() {
    for offset in [CATALOGUE.len(), CATALOGUE.len() + 1, usize::MAX] {
        assert_eq!(endpoint::at(offset), None, "{offset}");
    }
    for name in ["", "chat", "chat.completions", "files.create ", "FILES.LIST"] {
        assert_eq!(endpoint::find(name), None, "{name:?}");
    }
}

#[test]
fn a_line_with_fewer_than_three_columns_is_none() {
    for line in ["", " ", "files.list", "files.list GET", "files.list  GET  "] {
        assert_eq!(Endpoint::parse(line), None, "{line:?}");
    }
}

#[test]
fn a_word_has_a_value_or_none() {
    let line = one("a.b POST /a stream page=last_id query=x,y");
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
        ("a.b GET /a", Params::None),
        ("a.b GET /a query", Params::Query),
        ("a.b DELETE /a/{id}", Params::None),
        ("a.b DELETE /a/{id} body", Params::Body),
        ("a.b POST /a", Params::Body),
        ("a.b POST /a bare", Params::None),
        ("a.b POST /a form", Params::Form),
        ("a.b POST /a query=include", Params::Body),
    ];
    for (line, params) in cases {
        assert_eq!(one(line).params(), params, "{line}");
    }
}

#[test]
fn the_line_says_which_parameters_are_no_part_of_the_body() {
    let cases = [
        ("a.b POST /a", "", None),
        ("a.b POST /a query=include,order", "include,order", None),
        ("a.b GET /a/{one}/b/{two} query", "one", None),
        ("a.b POST /a header=betas:openai-beta", "betas", Some(("betas", "openai-beta"))),
        (
            "a.b POST /a header=Idempotency-Key",
            "Idempotency-Key",
            Some(("Idempotency-Key", "Idempotency-Key")),
        ),
        ("a.b POST /a/{one}/{two} header=x:y query=z", "one,x,z", Some(("x", "y"))),
    ];
    for (line, taken, header) in cases {
        assert_eq!(one(line).taken(), taken, "{line}");
        assert_eq!(one(line).header(), header, "{line}");
    }
}

#[test]
fn a_path_is_filled_in_order() {
    let line = one("a.b GET /a/{one}/b/{two}/c");
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
        let filled = one("a.b GET /a/{id}").fill(|_| Some(id));
        assert_eq!(filled.as_deref(), Ok(path), "{id:?}");
    }
}

#[test]
fn an_id_that_would_change_the_path_is_refused() {
    for id in [".", "..", "%2e", "%2E%2e", ".%2e", "%2E."] {
        let message = one("a.b GET /a/{id}").fill(|_| Some(id)).unwrap_err().to_string();
        assert!(message.contains("id of a.b"), "{id}: {message}");
        assert!(message.contains(id), "{id}: {message}");
    }
}

#[test]
fn a_missing_id_is_named() {
    for missing in [None, Some("")] {
        let message = one("a.b GET /a/{file_id}").fill(|_| missing).unwrap_err().to_string();
        assert_eq!(message, "missing file_id of a.b", "{missing:?}");
    }
}

proptest! {
    #[test]
    fn a_line_is_read_without_a_panic(line in ".{0,60}", offset in any::<usize>()) {
        if let Some(endpoint) = Endpoint::parse(&line) {
            let _ = (endpoint.params(), endpoint.shape(), endpoint.placeholders().count());
            let _ = endpoint.fill(|_| Some("id"));
        }
        let _ = endpoint::at(offset % (CATALOGUE.len() * 2));
    }

    #[test]
    fn an_id_never_adds_a_segment(id in ".{1,20}") {
        if let Ok(path) = one("a.b GET /a/{id}/c").fill(|_| Some(&id)) {
            prop_assert_eq!(path.matches('/').count(), 3, "{}", path);
            prop_assert!(path.bytes().all(|byte| byte.is_ascii_graphic()), "{}", path);
            prop_assert!(!path.contains(['?', '#', '\\']), "{}", path);
        }
    }
}
