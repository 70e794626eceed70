//! Bodies and answers are what `serde_json` makes of them: types that JavaScript's numbers, keys and
//! objects would change.

use std::collections::{BTreeMap, HashMap};

use openai_wasm::{Organization, Routing};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::doubles::*;

/// The body that was sent for a value, and the value that an answer of the same text became.
async fn sent_and_read<T: Serialize + DeserializeOwned>(value: &T) -> (String, String) {
    let json = serde_json::to_string(value).expect("JSON");
    let answer = format!(
        "new Response({}, {{headers: {{'content-type': 'application/json'}}}})",
        serde_json::to_string(&json).expect("a text")
    );
    let (fetch, log) = fetch_double(&[&answer]);
    let read: T =
        client(&fetch).request_path("POST", "/x").params(value).send().await.expect("an answer");
    (text(&log, "0.body"), serde_json::to_string(&read).expect("JSON"))
}

/// Whether a value crosses both ways as `serde_json` writes it.
async fn crosses<T: Serialize + DeserializeOwned>(value: T) {
    let wanted = serde_json::to_string(&value).expect("JSON");
    let (sent, read) = sent_and_read(&value).await;
    assert_eq!(sent, wanted, "sent");
    assert_eq!(read, wanted, "read");
}

/// The same for several, each in a list and as a member.
macro_rules! cross {
    ($($value:expr),+ $(,)?) => {
        $(
            crosses(vec![$value]).await;
            crosses(BTreeMap::from([("it".to_owned(), $value)])).await;
        )+
    };
}

#[wasm_bindgen_test]
async fn integers_of_every_size_cross() {
    cross![
        u8::MAX,
        u16::MAX,
        u32::MAX,
        u64::MAX,
        i8::MIN,
        i16::MIN,
        i32::MIN,
        i64::MIN,
        i64::MAX,
        u128::MAX,
        i128::MIN,
        usize::MAX,
        isize::MIN,
        0_u8,
        1_u64 << 53,
        (1_u64 << 53) + 1,
        -(1_i64 << 53) - 1,
        9_007_199_254_740_993_i64,
    ];
}

#[wasm_bindgen_test]
async fn floats_cross_as_they_are_written() {
    cross![0.1_f32, 0.1_f64, f32::MAX, f64::MAX, f64::MIN_POSITIVE, -0.0_f64, 1e300_f64, 1.0_f32];
}

#[wasm_bindgen_test]
async fn maps_with_keys_of_any_type_cross() {
    cross![
        HashMap::from([(50_256_u32, -100_i8)]),
        BTreeMap::from([(-1_i64, 1), (i64::MAX, 2)]),
        BTreeMap::from([(u64::MAX, "a".to_owned())]),
        BTreeMap::from([(true, 1), (false, 0)]),
        BTreeMap::from([('ü', 1)]),
        BTreeMap::from([("__proto__".to_owned(), 1), ("constructor".to_owned(), 2)]),
        BTreeMap::from([("a\"\\\n\u{2028}".to_owned(), "\0\u{1F600}".to_owned())]),
    ];
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Part {
    Text { text: String },
    ImageUrl { image_url: Url, detail: Option<u64> },
}

#[derive(Serialize, Deserialize)]
struct Url(String);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Content {
    One(String),
    Many(Vec<Part>),
    Number(i64),
}

#[derive(Serialize, Deserialize)]
struct Flat {
    seed: i64,
    #[serde(flatten)]
    more: BTreeMap<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    stop: Option<String>,
}

#[wasm_bindgen_test]
async fn shapes_that_serde_knows_cross() {
    cross![
        Part::Text { text: "a".into() },
        Part::ImageUrl { image_url: Url("u".into()), detail: Some(u64::MAX) },
        Content::One("a".into()),
        Content::Many(vec![Part::Text { text: String::new() }]),
        Content::Number(i64::MIN),
        Flat {
            seed: i64::MAX,
            more: BTreeMap::from([("user".into(), json!({"a": [1, null]}))]),
            stop: None
        },
        (1_u8, "a".to_owned(), None::<u8>, Some(true)),
        [[1_u64 << 60; 2]; 2],
        Some(Some(1)),
        None::<String>,
        (),
        'x',
        String::new(),
        true,
        json!({"a": {"b": [u64::MAX, 1.5, "c", null, {}]}}),
    ];
}

#[wasm_bindgen_test]
async fn a_raw_value_is_sent_as_it_stands() {
    #[derive(Serialize)]
    struct Schema<'a> {
        model: &'a str,
        schema: &'a RawValue,
    }
    let schema: &RawValue = serde_json::from_str("{ \"n\":  1.0e2 }").expect("JSON");
    let (fetch, log) = fetch_double(&[GOOD]);
    let body = Schema { model: "m", schema };
    let _: Value = client(&fetch).post(CHAT, &body).await.expect("an answer");
    assert_eq!(text(&log, "0.body"), "{\"model\":\"m\",\"schema\":{ \"n\":  1.0e2 }}");
}

#[wasm_bindgen_test]
async fn a_field_that_is_not_known_is_refused_where_that_was_asked_for() {
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Strict {
        #[allow(dead_code, reason = "it is read, and not looked at")]
        id: String,
    }
    let (fetch, _) = fetch_double(&[GOOD]);
    let error = client(&fetch).post::<_, Strict>(CHAT, &chat()).await.expect_err("an error");
    assert!(error.to_string().contains("does not fit the type"), "{error}");
}

#[wasm_bindgen_test]
async fn what_goes_elsewhere_is_no_part_of_the_body() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let params = json!({"thread_id": "thread_1", "metadata": {"n": u64::MAX}});
    let request =
        client(&fetch).request("beta.threads.messages.update").id("msg_1").params(&params);
    let _: Value = request.send().await.expect("an answer");
    assert!(text(&log, "0.url").ends_with("/threads/thread_1/messages/msg_1"));
    assert_eq!(text(&log, "0.body"), "{\"metadata\":{\"n\":18446744073709551615}}");
}

#[wasm_bindgen_test]
async fn what_is_not_set_is_no_part_of_a_query() {
    #[derive(Serialize)]
    struct List {
        after: Option<&'static str>,
        limit: Option<u8>,
    }
    let (fetch, log) = fetch_double(&[GOOD]);
    let params = List { after: None, limit: Some(2) };
    let _: Value =
        client(&fetch).request("files.list").params(&params).send().await.expect("an answer");
    assert!(text(&log, "0.url").ends_with("/files?limit=2"), "{}", text(&log, "0.url"));
}

#[wasm_bindgen_test]
async fn nothing_that_can_be_printed_shows_a_key() {
    let (fetch, _) = fetch_double(&["Promise.reject(new TypeError('no: sk-test-1234567890'))"]);
    let builder = builder(&fetch).organizations(
        &[Organization::new("org-b").api_key("sk-listed-123456")],
        Routing::Failover,
    );
    let listed = Organization::new("org-b").api_key("sk-listed-123456");
    let shown = format!("{builder:?} {listed:?}");
    let client = builder.build().expect("a client");
    let request =
        client.request(CHAT).params(&chat()).header("authorization", "Bearer sk-own-1234567");
    let shown = format!("{shown} {client:?} {request:?} {:?}", client.rate_limits(None));
    let error = request.send::<Value>().await.expect_err("an error");
    let shown = format!("{shown} {error:?} {error} {:?} {:?}", error.diagnosis(), error.cause());
    for key in ["test-1234567890", "listed-123456", "own-1234567"] {
        assert!(!shown.contains(key), "{shown}");
    }
}
