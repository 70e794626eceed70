//! The driver of calls against the cases that the one in JavaScript has to pass too.

use std::time::Duration;

use js_sys::{Array, Function, Reflect};
use openai_wasm::{Client, Error};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::doubles::CHAT;

#[wasm_bindgen(module = "/tests/cases/fetch.js")]
extern "C" {
    fn answering(answers: &Array) -> JsValue;
}

const CASES: &str = include_str!("../cases/driver.json");

#[wasm_bindgen_test]
async fn a_call_ends_as_it_does_in_javascript() {
    let parsed: Vec<Value> = serde_json::from_str(CASES).expect("JSON");
    let given: Array = js_sys::JSON::parse(CASES).expect("JSON").unchecked_into();
    for (case, given) in parsed.iter().zip(given.iter()) {
        let name = case["name"].as_str().expect("a name");
        let double = answering(&at(&given, "answers").unchecked_into());
        let outcome = outcome_of(&client(case, &double), case).await;
        let mut wanted = Map::new();
        for part in ["value", "events", "error"] {
            wanted.extend(case.get(part).map(|it| (part.to_owned(), without_class(it))));
        }
        assert_eq!(outcome, Value::Object(wanted), "{name}");
        assert_eq!(at(&double, "calls").as_f64(), case["calls"].as_f64(), "{name}: calls of fetch");
    }
}

fn at(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).expect(name)
}

fn client(case: &Value, double: &JsValue) -> Client {
    let fetch: Function = at(double, "fetch").unchecked_into();
    let builder = Client::builder().api_key("sk-test-1234567890").base_url("http://127.0.0.1/v1");
    let retries = case["maxRetries"].as_u64().unwrap_or_default() as u32;
    let builder = builder.fetch(&fetch).max_retries(retries).dangerously_allow_browser();
    match case["timeout"].as_u64() {
        Some(millis) => builder.timeout(Duration::from_millis(millis)).build().expect("a client"),
        None => builder.build().expect("a client"),
    }
}

async fn outcome_of(client: &Client, case: &Value) -> Value {
    let params = json!({ "model": "m", "messages": [] });
    if case["stream"] != true {
        return match client.post::<_, Value>(CHAT, &params).await {
            Ok(value) => json!({ "value": value }),
            Err(error) => json!({ "error": shown(&error, &case["error"]) }),
        };
    }
    let mut stream = client.stream::<_, Value>(CHAT, &params);
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        match event {
            Ok(event) => events.push(event),
            Err(error) => {
                return json!({ "events": events, "error": shown(&error, &case["error"]) });
            }
        }
    }
    json!({ "events": events })
}

/// What a case says of an error, but for the class that it has in JavaScript.
fn without_class(part: &Value) -> Value {
    let mut part = part.clone();
    if let Some(error) = part.as_object_mut() {
        error.remove("class");
    }
    part
}

/// The same of the error that came.
fn shown(error: &Error, wanted: &Value) -> Value {
    let mut shown = Map::new();
    shown.insert("kind".into(), format!("{:?}", error.kind()).into());
    let begins = wanted["begins"].as_str().filter(|begins| error.message().starts_with(begins));
    match begins {
        Some(begins) => shown.insert("begins".into(), begins.into()),
        None => shown.insert("message".into(), error.message().into()),
    };
    shown.extend(error.status().map(|status| ("status".into(), status.into())));
    shown.extend(error.code().map(|code| ("code".into(), code.into())));
    shown.extend(error.request_id().map(|id| ("requestId".into(), id.into())));
    let diagnosis = error.diagnosis().filter(|_| wanted["diagnosis"].is_string());
    shown.extend(diagnosis.map(|it| ("diagnosis".into(), it.kind.as_str().into())));
    Value::Object(shown)
}
