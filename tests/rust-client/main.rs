//! The client for Rust: calls, errors, retries, organizations and streams, over doubles of `fetch`.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod cases;
mod doubles;
mod json;
#[rustfmt::skip]
#[allow(dead_code, reason = "they are compiled, and call a server that is not there")]
mod snippets;
mod streams;

use std::time::Duration;

use doubles::*;
use openai_wasm::protocol::failure::kind::FailureKind;
use openai_wasm::protocol::identity::origin::Origin;
use openai_wasm::{Client, Error, ErrorKind, Organization, Routing};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn a_call_takes_and_gives_types_of_the_program() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let answer: Completion = client(&fetch).post(CHAT, &chat()).await.expect("an answer");
    assert_eq!(answer.id, "chatcmpl-1");
    assert_eq!(answer.usage.total_tokens, 12);
    assert_eq!(answer.system_fingerprint, None);
    assert_eq!(text(&log, "0.url"), "http://127.0.0.1/v1/chat/completions");
    assert_eq!(text(&log, "0.method"), "POST");
    assert_eq!(text(&log, "0.body"), r#"{"model":"gpt-4o","metadata":{"a":"b"},"n":null}"#);
}

#[wasm_bindgen_test]
async fn an_id_goes_into_the_path() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let _: Completion = client(&fetch).get("chat.completions.retrieve", "a/b").await.expect("one");
    assert_eq!(text(&log, "0.url"), "http://127.0.0.1/v1/chat/completions/a%2Fb");
    assert_eq!(text(&log, "0.method"), "GET");
}

#[wasm_bindgen_test]
async fn a_path_outside_the_catalogue_can_be_called() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let request = client(&fetch).request_path("post", "/new").params(&chat()).header("x-a", "1");
    let _: Completion = request.send().await.expect("an answer");
    assert_eq!(text(&log, "0.url"), "http://127.0.0.1/v1/new");
    assert_eq!(text(&log, "0.headers.x-a"), "1");
    assert!(text(&log, "0.body").contains("gpt-4o"));
}

#[wasm_bindgen_test]
async fn an_empty_answer_and_bytes_are_answers() {
    let empty = "new Response('', {headers: {'content-type': 'application/json',
        'content-length': '0'}})";
    let nothing = "new Response(null, {status: 204})";
    let (fetch, _) = fetch_double(&[nothing, empty, "new Response('\u{1}é')"]);
    let client = client(&fetch);
    client.get::<()>("files.delete", "file-1").await.expect("nothing");
    client.get::<()>("files.delete", "file-1").await.expect("nothing");
    assert_eq!(client.rate_limits(None).usage.requests, 2);
    let bytes = client.request("files.content").id("file-1").bytes().await.expect("bytes");
    assert_eq!(bytes, "\u{1}é".as_bytes());
}

#[wasm_bindgen_test]
async fn what_the_program_gets_wrong_is_said_without_a_request() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let client = client(&fetch);
    let cases = [
        ("chat.completion.create", "no method is named chat.completion.create"),
        ("models.retrieve", "missing model of models.retrieve"),
    ];
    for (name, message) in cases {
        let error = client.post::<_, Completion>(name, &chat()).await.expect_err(name);
        assert_eq!(error.kind(), ErrorKind::Invalid, "{name}");
        assert!(error.to_string().starts_with(message), "{name}: {error}");
    }
    let error = client.set_organization(" ").expect_err("an empty id");
    assert!(error.message().starts_with("organization is empty"), "{error}");
    assert!(client.set_organization("null").is_err());
    let error = Client::new("sk-secret\n1").expect_err("a broken key");
    assert!(error.message().starts_with("apiKey has a line break"), "{error}");
    assert!(!format!("{error:?}").contains("secret"));
    assert_eq!(length(&log), 0);
}

#[wasm_bindgen_test]
async fn an_error_comes_with_its_diagnosis() {
    let (fetch, _) = fetch_double(&[MISMATCH]);
    let client = client(&fetch).with_organization("org-b").expect("a scope");
    let error = client.post::<_, Completion>(CHAT, &chat()).await.expect_err("a 401");
    assert_eq!((error.kind(), error.status()), (ErrorKind::Api, Some(401)));
    assert_eq!(error.code(), Some("mismatched_organization"));
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.to_string(), "401 OpenAI-Organization header should match organization");
    let diagnosis = error.diagnosis().expect("a diagnosis");
    assert_eq!(diagnosis.kind, FailureKind::MismatchedOrganization);
    assert!(diagnosis.remedy.contains("org-b"), "{}", diagnosis.remedy);
    assert_eq!(diagnosis.sent.organization.as_deref(), Some("org-b"));
    assert_eq!(diagnosis.sent.organization_origin, Some(Origin::Scope));
    assert_eq!(diagnosis.served.organization.as_deref(), Some("my-lab"));
    assert!(!diagnosis.retryable);
}

#[wasm_bindgen_test]
fn an_error_goes_where_others_go() {
    fn boxed<E: std::error::Error + Send + Sync + 'static>(error: E) -> Box<dyn std::error::Error> {
        Box::new(error)
    }
    let error: Error = Client::new("").expect_err("no key");
    assert_eq!(boxed(error.clone()).to_string(), error.message());
}

#[wasm_bindgen_test]
async fn a_broken_connection_says_why() {
    let cases = [
        ("(() => { throw new TypeError('no route') })()", ErrorKind::Connection, "no route"),
        ("Promise.reject()", ErrorKind::Connection, "undefined"),
        ("Promise.reject('stop')", ErrorKind::Connection, "stop"),
        ("Promise.reject(new Error('socket timed out'))", ErrorKind::Timeout, "socket timed out"),
    ];
    for (answer, kind, cause) in cases {
        let (fetch, _) = fetch_double(&[answer]);
        let error = client(&fetch).post::<_, Completion>(CHAT, &chat()).await.expect_err(answer);
        assert_eq!((error.kind(), error.cause()), (kind, Some(cause)), "{answer}");
        assert_eq!(error.status(), None, "{answer}");
        assert!(error.diagnosis().is_some(), "{answer}");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_response_is_refused() {
    for answer in ["undefined", "null", "7", "({})", "Promise.resolve({status: 200, ok: true})"] {
        let (fetch, _) = fetch_double(&[answer]);
        let client = client(&fetch);
        let error = client.post::<_, Completion>(CHAT, &chat()).await.expect_err(answer);
        assert!(error.message().starts_with("fetch must give a Response"), "{answer}: {error}");
        assert_eq!(client.rate_limits(None).in_flight, 0, "{answer}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_that_is_not_what_was_asked_for_is_an_error() {
    let cases = [
        ("Response.json({id: 7})", "does not fit the type"),
        ("new Response('{\"id\":', {headers: {'content-type': 'application/json'}})", "not JSON"),
        ("new Response('', {headers: {'content-type': 'application/json'}})", "does not fit"),
        ("new Response('<p>', {headers: {'content-type': 'text/html'}})", "an HTML page"),
    ];
    for (answer, words) in cases {
        let (fetch, _) = fetch_double(&[answer]);
        let error = client(&fetch).post::<_, Completion>(CHAT, &chat()).await.expect_err(answer);
        assert_eq!(error.kind(), ErrorKind::Decode, "{answer}");
        assert!(error.message().contains(words), "{answer}: {error}");
    }
}

#[wasm_bindgen_test]
async fn a_failed_request_is_sent_again() {
    let (fetch, log) = fetch_double(&[BUSY, "Promise.reject(new TypeError('reset'))", GOOD]);
    let request = client(&fetch).request(CHAT).params(&chat()).max_retries(2);
    let answer: Completion = request.send().await.expect("an answer");
    assert_eq!(answer.id, "chatcmpl-1");
    assert_eq!(length(&log), 3);
}

#[wasm_bindgen_test]
async fn a_timeout_ends_the_request() {
    let (fetch, log) = fetch_double(&[SILENT]);
    let request = client(&fetch).request(CHAT).params(&chat());
    let request = request.timeout(Duration::from_millis(20));
    let error = request.send::<Completion>().await.expect_err("a timeout");
    assert_eq!((error.kind(), error.message()), (ErrorKind::Timeout, "Request timed out."));
    assert!(is_aborted(&log, 0));
}

#[wasm_bindgen_test]
async fn every_call_keeps_the_organization_it_was_made_with() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let client = client(&fetch);
    let mut calls = Vec::new();
    let mut call = |client: &Client| calls.push(client.post::<_, Completion>(CHAT, &chat()));
    call(&client);
    client.set_organization("org-b").expect("an id");
    call(&client);
    call(&client.with_organization("org-c").expect("a scope"));
    client.set_organization(None).expect("none");
    call(&client);
    let request = client.request(CHAT).organization("org-d").project("proj_d").params(&chat());
    let _: Completion = request.send().await.expect("an answer");
    for call in calls {
        call.await.expect("an answer");
    }
    let sent: Vec<String> =
        (0..5).map(|index| text(&log, &format!("{index}.headers.openai-organization"))).collect();
    assert_eq!(sent, ["org-d", "org-a", "org-b", "org-c", ""]);
    assert_eq!(text(&log, "0.headers.openai-project"), "proj_d");
}

#[wasm_bindgen_test]
async fn scopes_share_what_is_known_of_the_limits() {
    let (fetch, _) = fetch_double(&[GOOD]);
    let one = client(&fetch);
    let scope = one.with_organization("org-c").expect("a scope");
    assert_eq!(one.rate_limits(None).requests, None);
    let _: Completion = scope.post(CHAT, &chat()).await.expect("an answer");
    let known = one.with_organization("org-c").expect("another").rate_limits("gpt-4o");
    assert_eq!(known.organization.as_deref(), Some("org-c"));
    let requests = known.requests.expect("a figure");
    assert_eq!((requests.limit, requests.remaining), (Some(60), Some(59)));
    assert_eq!((known.usage.input_tokens, known.usage.output_tokens), (9, 3));
    assert_eq!(one.rate_limits("gpt-4o").requests, None);
    let other = builder(&fetch).organization("org-c").build().expect("a client");
    assert!(other.load(&one.snapshot()));
    assert_eq!(other.rate_limits("gpt-4o").requests.expect("a figure").limit, Some(60));
}

#[wasm_bindgen_test]
async fn a_call_moves_on_to_a_listed_organization_that_has_room() {
    let (fetch, log) = fetch_double(&[EXHAUSTED, GOOD]);
    let list = [Organization::new("org-1"), Organization::new("org-2").api_key("sk-other-12345")];
    let client = builder(&fetch).organization(None).organizations(&list, Routing::Failover);
    let client = client.build().expect("a client");
    let _: Completion = client.post(CHAT, &chat()).await.expect("an answer");
    assert_eq!(text(&log, "0.headers.openai-organization"), "org-1");
    assert_eq!(text(&log, "1.headers.openai-organization"), "org-2");
    assert_eq!(text(&log, "1.headers.authorization"), "Bearer sk-other-12345");
}

#[wasm_bindgen_test]
async fn a_dropped_call_is_aborted() {
    let (fetch, log) = fetch_double(&[SILENT]);
    let client = client(&fetch);
    let call = client.post::<_, Completion>(CHAT, &chat());
    assert!(is_pending(call).await);
    assert!(is_aborted(&log, 0));
    assert_eq!(client.rate_limits(None).in_flight, 0);
}

#[wasm_bindgen_test]
async fn a_call_that_is_dropped_leaves_no_timer() {
    let timers = count_timers();
    for answer in [SILENT, LIMITED] {
        let (fetch, log) = fetch_double(&[answer]);
        let request = client(&fetch).request(CHAT).params(&chat()).max_retries(1);
        assert!(is_pending(request.send::<Completion>()).await, "{answer}");
        assert_eq!(length(&log), 1, "{answer}");
        assert_eq!(open(&timers), 0, "{answer}");
    }
    restore(&timers);
}

#[wasm_bindgen_test]
async fn an_answer_that_was_read_is_not_aborted() {
    let timers = count_timers();
    let (fetch, log) = fetch_double(&[GOOD, MISMATCH]);
    let client = client(&fetch);
    let _: Completion = client.post(CHAT, &chat()).await.expect("an answer");
    client.post::<_, Completion>(CHAT, &chat()).await.expect_err("a 401");
    assert!(!is_aborted(&log, 0) && !is_aborted(&log, 1));
    assert_eq!(open(&timers), 0);
    restore(&timers);
}
