//! The client for Rust: what becomes of a streamed answer.

use std::time::Duration;

use openai_wasm::ErrorKind;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::doubles::*;

#[wasm_bindgen_test]
async fn a_stream_gives_the_events_as_values() {
    let (fetch, log) =
        fetch_double(&[&stream_of(&["data: {\"n\":1}\n\nda", "ta: {\"n\":2}\n\n", END])]);
    let mut events = client(&fetch).stream::<_, Event>(CHAT, &chat());
    assert_eq!(length(&log), 0);
    let mut numbers = Vec::new();
    while let Some(event) = events.next().await {
        numbers.push(event.expect("an event").n);
    }
    assert_eq!(numbers, [1, 2]);
    assert!(events.next().await.is_none());
    assert!(text(&log, "0.body").contains("\"stream\":true"));
    assert!(!is_aborted(&log, 0));
}

#[wasm_bindgen_test]
async fn a_stream_is_one_of_the_futures_crates() {
    let (fetch, _) = fetch_double(&[&stream_of(&["data: {\"n\":1}\n\n", END])]);
    let events = client(&fetch).stream::<_, Event>(CHAT, &chat());
    let all: Vec<_> = futures_util::StreamExt::collect(events).await;
    assert_eq!(all.len(), 1);
}

#[wasm_bindgen_test]
async fn a_stream_tells_what_was_charged() {
    let usage = "data: {\"n\":3,\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":6}}\n\n";
    let (fetch, _) = fetch_double(&[&stream_of(&["data: {\"n\":1}\n\n", usage, END])]);
    let client = client(&fetch);
    let mut events = client.stream::<_, Event>(CHAT, &chat());
    while events.next().await.is_some() {}
    drop(events);
    let usage = client.rate_limits("gpt-4o").usage;
    assert_eq!((usage.input_tokens, usage.output_tokens), (5, 6));
}

#[wasm_bindgen_test]
async fn what_ends_a_stream_early_is_its_last_item() {
    let event = "data: {\"n\":1}\n\n";
    let cases = [
        (event, ErrorKind::Incomplete, "The answer broke off."),
        ("data: {\"n\":1}\n\ndata: {\"error\":{\"message\":\"no\"}}\n\n", ErrorKind::Api, "no"),
        ("data: {\"n\":1}\n\nevent: error\ndata: {\"message\":\"no\"}\n\n", ErrorKind::Api, "no"),
        (
            "data: {\"n\":1}\n\ndata: {\"n\":\n\n",
            ErrorKind::Decode,
            "event 2 of the stream is not JSON",
        ),
    ];
    for (body, kind, words) in cases {
        let (fetch, _) = fetch_double(&[&stream_of(&[body])]);
        let mut events = client(&fetch).stream::<_, Event>(CHAT, &chat());
        assert_eq!(events.next().await.expect(body).expect(body).n, 1, "{body}");
        let error = events.next().await.expect(body).expect_err(body);
        assert_eq!(error.kind(), kind, "{body}");
        assert!(error.message().starts_with(words), "{body}: {error}");
        assert!(events.next().await.is_none(), "{body}");
    }
}

#[wasm_bindgen_test]
async fn an_event_of_another_shape_does_not_end_the_stream() {
    let (fetch, _) = fetch_double(&[&stream_of(&["data: {}\n\ndata: {\"n\":2}\n\n", END])]);
    let mut events = client(&fetch).stream::<_, Event>(CHAT, &chat());
    let error = events.next().await.expect("an item").expect_err("no event");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(events.next().await.expect("an item").expect("an event").n, 2);
    assert!(events.next().await.is_none());
}

#[wasm_bindgen_test]
async fn a_refused_stream_has_one_item() {
    let (fetch, _) = fetch_double(&[MISMATCH]);
    let mut events = client(&fetch).stream::<_, Event>(CHAT, &chat());
    let error = events.next().await.expect("an item").expect_err("a 401");
    assert_eq!(error.status(), Some(401));
    assert!(events.next().await.is_none());
}

#[wasm_bindgen_test]
async fn a_dropped_stream_is_aborted_and_cancelled() {
    let timers = count_timers();
    let (fetch, log) = fetch_double(&[&endless()]);
    let request = client(&fetch).request(CHAT).params(&chat());
    let mut events = request.idle_timeout(Duration::from_secs(9)).stream::<Event>();
    assert_eq!(events.next().await.expect("an item").expect("an event").n, 1);
    assert!(!is_aborted(&log, 0));
    assert!(is_pending(events.next()).await);
    drop(events);
    assert!(is_aborted(&log, 0));
    assert!(is_cancelled(&log));
    assert_eq!(open(&timers), 0);
    restore(&timers);
}

#[wasm_bindgen_test]
async fn a_stream_that_falls_silent_is_given_up() {
    let (fetch, log) = fetch_double(&[&endless()]);
    let request = client(&fetch).request(CHAT).params(&chat());
    let mut events = request.idle_timeout(Duration::from_millis(20)).stream::<Event>();
    assert_eq!(events.next().await.expect("an item").expect("an event").n, 1);
    let error = events.next().await.expect("an item").expect_err("a timeout");
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(events.next().await.is_none());
    assert!(is_cancelled(&log));
}

#[wasm_bindgen_test]
async fn send_and_stream_are_not_mixed_up() {
    let (fetch, log) = fetch_double(&[GOOD]);
    let client = client(&fetch);
    let mut events = client.stream::<_, Event>("embeddings.create", &chat());
    let error = events.next().await.expect("an item").expect_err("no stream");
    assert_eq!(error.message(), "embeddings.create gives no stream: call send");
    let params = std::collections::BTreeMap::from([("stream", true)]);
    let error = client.post::<_, Completion>(CHAT, &params).await.expect_err("a stream");
    assert_eq!(error.message(), "chat.completions.create gives a stream here: call stream");
    assert_eq!(length(&log), 0);
}
