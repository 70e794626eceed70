//! What crosses to JavaScript as JSON text.

use openai_wasm::protocol::failure::diagnosis::diagnose;
use openai_wasm::protocol::failure::rate_limit_headers::HeaderText;
use openai_wasm::protocol::failure::unit::Unit;
use openai_wasm::protocol::identity::key_label::KeyLabel;
use openai_wasm::protocol::identity::origin::Origin;
use openai_wasm::protocol::identity::sent::Sent;
use openai_wasm::protocol::text::json_writer::Json;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::ledger::{A, NOW, headers, seen};
use super::outage::failure;

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

const REACHED: &str = "Rate limit reached for gpt-4o in organization org-paid on tokens per min \
    (TPM): Limit 30000, Used 29937, Requested 385. Please try again in 644ms.";

fn sent() -> Sent<'static> {
    Sent {
        organization: Some("org-a"),
        organization_origin: Origin::Environment,
        project: None,
        project_origin: Origin::Option,
        key: KeyLabel::of("sk-proj-0123456789secretabcd"),
        model: Some("gpt-4o"),
    }
}

#[test]
fn a_diagnosis_has_the_names_of_javascript() {
    let found = diagnose(&failure("rate_limit_exceeded", REACHED), &sent(), NOW);
    let expected = json!({
        "kind": "rate_limit_exceeded", "scope": "organization", "retryable": true,
        "retryAt": NOW + 644,
        "public": "Too much is asked of the service right now. Please try again in a moment.",
        "remedy": found.remedy,
        "sent": {
            "organization": "org-a", "organizationOrigin": "environment", "project": null,
            "projectOrigin": null, "key": "project key …abcd", "model": "gpt-4o"
        },
        "served": { "organization": null, "project": null, "charged": "org-paid" },
        "limit": {
            "model": "gpt-4o", "limitName": null, "organization": "org-paid", "project": null,
            "unit": "tokens", "period": "min", "limit": 30000, "used": 29937, "requested": 385,
            "wait": 644, "tooLarge": false
        }
    });
    assert_eq!(parsed(&found.to_json()), expected);
}

#[test]
fn a_diagnosis_without_a_limit_says_null() {
    let found = parsed(&diagnose(&failure("invalid_api_key", ""), &sent(), NOW).to_json());
    assert_eq!((&found["limit"], &found["retryAt"]), (&Value::Null, &Value::Null));
    assert!(found.as_object().is_some_and(|object| object.contains_key("limit")));
}

#[test]
fn reports_have_the_names_of_javascript() {
    let mut ledger = seen(0);
    ledger.add_usage(A, 1, 2);
    let report = json!({
        "organization": "org-a", "project": null, "model": "gpt-4o",
        "requests": {
            "limit": 60, "remaining": 0, "resetsAt": NOW + 60_000, "source": "header",
            "observedAt": NOW, "age": 9
        },
        "tokens": null, "projectTokens": null,
        "usage": { "requests": 0, "inputTokens": 1, "outputTokens": 2 },
        "inFlight": 0, "exhaustedUntil": NOW + 60_000
    });
    let reports = || ledger.reports(NOW + 9);
    assert_eq!(parsed(&reports().next().expect("a report").to_json()), report);
    let mut all = Json::new();
    all.begin_array("");
    for report in reports() {
        report.write(&mut all);
    }
    all.end_array();
    assert_eq!(parsed(&all.finish()), json!([report]));
}

#[test]
fn a_limit_near_its_end_joins_the_object_that_is_open() {
    let mut ledger = seen(60);
    ledger.observe_headers(A, HeaderText(&headers(3)), NOW);
    let near = ledger.newly_near(A, 0.1, NOW);
    assert_eq!(near[0].unit, Unit::Requests);
    let mut json = Json::new();
    json.begin_object("");
    json.text("model", A.model);
    near[0].write(&mut json);
    json.end_object();
    let found = parsed(&json.finish());
    assert_eq!((&found["model"], &found["unit"]), (&json!("gpt-4o"), &json!("requests")));
    assert_eq!(found["figure"]["remaining"], json!(3));
}

/// What the name of a header may be (RFC 9110, 5.6.2).
const NAME: &str = "[!#-'*+.0-9A-Z^_`a-z|~-]{1,6}";

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\0-\x7f]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(NAME, inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn write(json: &mut Json, name: &str, value: &Value) {
    match value {
        Value::Null => json.text(name, None),
        Value::Bool(flag) => json.flag(name, *flag),
        Value::Number(number) => json.number(name, number.as_u64()),
        Value::String(text) => json.text(name, Some(text)),
        Value::Array(items) => {
            json.begin_array(name);
            for item in items {
                write(json, "", item);
            }
            json.end_array();
        }
        Value::Object(members) => {
            json.begin_object(name);
            members.iter().for_each(|(name, value)| write(json, name, value));
            json.end_object();
        }
    }
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_back(value in any_value()) {
        let mut json = Json::new();
        write(&mut json, "", &value);
        prop_assert_eq!(parsed(&json.finish()), value);
    }
}
