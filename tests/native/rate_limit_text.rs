//! What the texts of 429s tell.

use openai_wasm::protocol::failure::rate_limit_text::{Exceeded, wait_in};
use proptest::prelude::*;

/// Model, limit name, organization, unit, period, limit, used, requested, wait, size, message.
const TEXTS: &str = include_str!("rate_limits.txt");

fn text(cell: &str) -> Option<&str> {
    (!cell.is_empty()).then_some(cell)
}

fn expected(cells: [&str; 10]) -> Exceeded<'_> {
    let [model, name, organization, unit, period, limit, used, requested, wait, size] = cells;
    Exceeded {
        model: text(model),
        limit_name: text(name),
        organization: text(organization),
        project: None,
        unit: text(unit),
        period: text(period),
        limit: limit.parse().ok(),
        used: used.parse().ok(),
        requested: requested.parse().ok(),
        wait: wait.parse().ok(),
        too_large: size == "too large",
    }
}

#[test]
fn reads_the_texts_of_rate_limits() {
    for line in TEXTS.lines().filter(|line| !line.starts_with('#')) {
        let (facts, message) = line.rsplit_once('|').expect(line);
        let cells: Vec<_> = facts.split('|').map(str::trim).collect();
        let expected = expected(cells.try_into().expect(line));
        assert_eq!(Exceeded::parse(message), Some(expected), "{line}");
    }
}

#[test]
fn a_request_beyond_the_limit_is_too_large_whatever_the_text_says() {
    let text = "Rate limit reached for gpt-4o on tokens per min: Limit 100, Requested 101.";
    assert!(Exceeded::parse(text).expect(text).too_large);
}

#[test]
fn reads_old_texts_without_a_model() {
    let found = Exceeded::parse(
        "Rate limit reached for requests. Limit: 20 / min. Please try again in 3s.",
    );
    let found = found.expect("an old text");
    assert_eq!((found.model, found.unit, found.period), (None, Some("requests"), Some("min")));
    assert_eq!((found.limit, found.wait), (Some(20), Some(3_000)));
}

#[test]
fn other_messages_are_no_rate_limits() {
    for text in ["", "You exceeded your current quota", "rate limit", "The server is overloaded"] {
        assert_eq!(Exceeded::parse(text), None, "{text:?}");
    }
}

#[test]
fn finds_the_wait_in_any_text() {
    let cases = [
        ("Please try again in 6m0s.", Some(360_000)),
        ("Please retry after 59 seconds.", Some(59_000)),
        ("(try again in 1.5s)", Some(1_500)),
        ("try again in a moment", None),
        ("try again in 5", None),
        ("try again in", None),
    ];
    for (text, wait) in cases {
        assert_eq!(wait_in(text), wait, "{text}");
    }
}

#[test]
fn finds_the_scope_where_the_text_has_one() {
    let cases = [
        ("in project proj_a1 on tokens per min: Limit 9", (None, Some("proj_a1"))),
        (
            "in project proj_a1 of organization org-b on tokens per min: Limit 9",
            (Some("org-b"), Some("proj_a1")),
        ),
        ("in organization `org-b`, on tokens per min: Limit 9", (Some("org-b"), None)),
        ("on tokens per min: Limit 9", (None, None)),
    ];
    for (text, (organization, project)) in cases {
        let message = format!("Rate limit reached for gpt-4o {text}");
        let found = Exceeded::parse(&message).expect(text);
        assert_eq!((found.organization, found.project), (organization, project), "{text}");
        assert_eq!((found.unit, found.limit), (Some("tokens"), Some(9)), "{text}");
    }
}

const PARTS: [&str; 18] = [
    "Rate limit reached for ",
    "Request too large for ",
    "gpt-4o ",
    "(for limit ",
    ") ",
    "in ",
    "organization org-",
    "proj_",
    " on ",
    " per ",
    ":",
    "Limit",
    " 1,000",
    ", Used ",
    "999999999999999999999",
    "Requested ",
    "try again in ",
    "1h2m",
];

proptest! {
    #[test]
    fn no_text_makes_the_parser_panic(
        text in any::<String>(),
        parts in prop::collection::vec(prop::sample::select(&PARTS[..]), 0..12),
    ) {
        let _ = Exceeded::parse(&text);
        let _ = Exceeded::parse(&parts.concat());
        let _ = Exceeded::parse(&format!("Rate limit reached for {text}"));
    }
}
