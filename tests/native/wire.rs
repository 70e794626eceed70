//! What crosses the boundary as text: read and written as `js/boundary/wire.js` does.

use openai_wasm::engine::{Argument, Client, Field, HttpRequest, Level, NextStep, Progress, Value};
use openai_wasm::exports::wire;
use openai_wasm::protocol::failure::classify::FailureCause;
use openai_wasm::protocol::failure::kind::FailureKind;
use openai_wasm::protocol::identity::origin::Origin;
use openai_wasm::protocol::request::headers::RequestHeaders;
use openai_wasm::protocol::routing::meta::{Attempt, Meta};
use proptest::prelude::*;

/// A field as `encodeField` writes it.
fn field(name: &str, type_name: &str, texts: &[&str]) -> String {
    let texts: Vec<_> = texts.iter().map(|text| ["\0=", text].concat()).collect();
    format!("={name}\0{type_name}{}\0\0", texts.concat())
}

fn fields(text: &str) -> Vec<Field<'_>> {
    let mut rest = Some(text);
    std::iter::from_fn(|| wire::field(&mut rest)).collect()
}

fn arguments(text: &str) -> Vec<Argument<'_>> {
    let (mut rest, mut ids) = (Some(text), None);
    std::iter::from_fn(|| wire::argument(&mut rest, &mut ids)).collect()
}

#[test]
fn a_value_has_the_type_that_typeof_says() {
    let cases = [
        ("undefined", &[][..], "Undefined"),
        ("null", &[], "Null"),
        ("string", &["a"], "Text(\"a\")"),
        ("string", &[""], "Text(\"\")"),
        ("number", &["1.5"], "Number { value: 1.5, text: \"1.5\" }"),
        ("number", &["-1"], "Number { value: NaN, text: \"-1\" }"),
        ("boolean", &["true"], "Boolean(true)"),
        ("boolean", &["false"], "Boolean(false)"),
        ("function", &[], "Function"),
        ("array", &["m", "n"], "Names([Some(\"m\"), Some(\"n\")])"),
        ("object", &[], "Other(\"object\")"),
        ("AbortSignal", &[], "Other(\"AbortSignal\")"),
        ("symbol", &[], "Other(\"symbol\")"),
        ("bigint", &[], "Other(\"bigint\")"),
    ];
    for (type_name, texts, wanted) in cases {
        let text = field("x", type_name, texts);
        let [Field { name: "x", level: Level::Record, value }] = &fields(&text)[..] else {
            panic!("{text:?}")
        };
        assert_eq!(format!("{value:?}"), wanted);
        assert_eq!(value.type_name(), type_name);
    }
}

#[test]
fn headers_come_by_twos_and_a_query_by_threes() {
    let text = "=headers\0object\0=a\0=b\0=c\0-\0\0=query\0object\0=q\0=q[x]\0=1\0\0";
    let [Field { value: Value::Headers(headers), .. }, Field { value: Value::Query(query), .. }] =
        &fields(text)[..]
    else {
        panic!("{:?}", fields(text))
    };
    assert_eq!(headers[..], [("a".into(), Some("b".into())), ("c".into(), None)]);
    assert_eq!((&*query[0].parameter, &*query[0].name), ("q", "q[x]"));
    assert_eq!(query[0].text.as_deref(), Some("1"));
}

#[test]
fn what_stands_inside_a_value_is_marked() {
    let text = "=organizations\0array\0\0+organizations[0]\0object\0\0\
        +organizations[0].weight\0number\0=2\0\0";
    let levels: Vec<_> = fields(text).iter().map(|it| (it.level, it.name)).collect();
    let wanted = [
        (Level::Record, "organizations"),
        (Level::List, "organizations[0]"),
        (Level::Entry, "weight"),
    ];
    assert_eq!(levels, wanted);
}

#[test]
fn arguments_are_told_apart_by_their_first_letter() {
    let text = field("id", "string", &["a"])
        + &field("id", "undefined", &[])
        + &field("id", "array", &[])
        + &field("header", "string", &["h"])
        + &field("named", "string", &["x\ny"])
        + &field("stream", "boolean", &[])
        + &field("model", "string", &["m"])
        + &field("body", "json", &["400"]);
    let wanted = "[PathId(Ok(Some(\"a\"))), PathId(Ok(None)), PathId(Err(\"array\")), Header(\"h\"), \
        NamedId(\"x\"), NamedId(\"y\"), Stream, Model(\"m\"), Body(Json(400))]";
    assert_eq!(format!("{:?}", arguments(&text)), wanted);
}

#[test]
fn what_is_no_record_is_its_type() {
    assert_eq!(wire::record("!number", &mut || Some(1)).err(), Some("number"));
    assert!(wire::record("", &mut || Some(1)).is_ok());
}

#[test]
fn a_failure_has_a_cause_a_code_headers_and_a_message() {
    let failure = wire::failure(429, "answer\0code\0retry-after: 1\n\0what\0ever");
    assert_eq!((failure.event, failure.code), (FailureCause::Answer(429), "code"));
    assert_eq!((failure.headers.get("retry-after"), failure.message), (Some("1"), "what\0ever"));
    let causes = [
        ("unreadable", FailureCause::Unreadable(0)),
        ("connection", FailureCause::Connection),
        ("page", FailureCause::ConnectionInPage),
        ("timeout", FailureCause::Timeout),
        ("incomplete", FailureCause::Truncated),
    ];
    for (word, event) in causes {
        assert_eq!(wire::failure(0, word).event, event);
    }
}

#[test]
fn a_request_is_its_words_each_ended_by_nul() {
    let mut headers = RequestHeaders::default();
    headers.set("accept", "*/*");
    let request = HttpRequest { method: "GET", url: "u".into(), body: None, headers };
    assert_eq!(wire::request(&request), "GET\0u\0-\0accept\0*/*\0");
    let request = HttpRequest { body: Some("b"), ..request };
    assert_eq!(wire::request(&request), "GET\0u\0=b\0accept\0*/*\0");
}

#[test]
fn steps_and_progress_are_numbers() {
    let steps = [
        (NextStep::Send, 0.0),
        (NextStep::Wait(0), 1.0),
        (NextStep::Wait(7), 7.0),
        (NextStep::NoRoom, wire::NO_ROOM),
        (NextStep::AskKey, wire::ASK_KEY),
    ];
    for (step, wanted) in steps {
        assert!((wire::next_step(step) - wanted).abs() < f64::EPSILON, "{step:?}");
    }
    let none = Progress { count: 3, is_plain: false, has_template: false, is_done: false };
    assert_eq!(wire::progress(none), 24);
    let all = Progress { count: 3, is_plain: true, has_template: true, is_done: true };
    assert_eq!(wire::progress(all), 0x18 | wire::IS_PLAIN | wire::HAS_TEMPLATE | wire::IS_DONE);
}

#[test]
fn the_words_of_the_meta_are_empty_for_what_is_missing() {
    let failed = Attempt {
        organization: Some("org-b".into()),
        status: Some(429),
        kind: Some(FailureKind::SlowDown),
        ..Attempt::default()
    };
    let served = Attempt { project: Some("proj_1".into()), status: Some(200), ..failed.clone() };
    let served = Attempt { organization: None, kind: None, waited: 5, duration: 7, ..served };
    let attempts = [failed, served, Attempt { duration: 3, ..Attempt::default() }];
    let meta = Meta::new((Some("org-a"), Origin::Setter), (None, Origin::Call), &attempts);
    let lines =
        ["org-a setter   5 3", "org-b  0 0 429 slow_down", " proj_1 5 7 200 ", "  0 3 0 ", ""];
    assert_eq!(wire::meta(&meta).replace('\0', " "), lines.join(" "));
}

#[test]
fn constants_are_the_same_on_both_sides() {
    let js = include_str!("../../js/boundary/wire.js");
    let constants = [
        ("NO_ROOM", wire::NO_ROOM.to_string()),
        ("ASK_KEY", wire::ASK_KEY.to_string()),
        ("IS_PLAIN", wire::IS_PLAIN.to_string()),
        ("HAS_TEMPLATE", wire::HAS_TEMPLATE.to_string()),
        ("IS_DONE", wire::IS_DONE.to_string()),
    ];
    for (name, value) in &constants {
        let line = format!("export const {name} = {value};\n");
        assert!(js.contains(&line), "js/boundary/wire.js has no {line}");
    }
    let rust = include_str!("../../src/exports/wire/encode.rs");
    let is_number = |line: &&str| line.starts_with("pub const ") && !line.contains("&str");
    assert_eq!(rust.lines().filter(is_number).count(), constants.len(), "each is in the table");
}

proptest! {
    #[test]
    fn any_text_is_taken_for_options_or_refused_without_a_panic(
        one in any::<String>(), other in "[=+!\\-a-z\0]{0,40}"
    ) {
        for text in [one, other] {
            let mut key = Some("=apiKey\0string\0=sk-test-1234567890\0\0");
            let client = Client::new(&mut || None, Ok(&mut || wire::field(&mut key)), false);
            let client = client.expect("a client");
            let mut rest = Some(&*text);
            let _ = client.set(wire::record(&text, &mut || wire::field(&mut rest)));
            let by_hand = field("path", "string", &["/x"]) + &field("method", "string", &["GET"]);
            let by_hand = by_hand + &text;
            let (mut rest, mut ids, mut options) = (Some(&*text), None, Some(&*by_hand));
            let arguments = &mut || wire::argument(&mut rest, &mut ids);
            let options = &mut || wire::field(&mut options);
            let Ok(call) = client.call(None, wire::record(&text, arguments), Ok(options)) else {
                continue;
            };
            let _ = call.next();
            wire::request(&call.send(&text, &mut |_| ()));
            call.failed(&wire::failure(500, &text), &mut |_| ());
            call.failed_in_stream(&wire::failure(500, &text));
            let diagnosis = call.diagnose(|diagnosis| diagnosis.to_json());
            let diagnosis: serde_json::Value = serde_json::from_str(&diagnosis).expect("JSON");
            assert!(diagnosis["kind"].is_string());
            assert_eq!(call.meta(wire::meta).split('\0').count() % 6, 1);
        }
    }
}
