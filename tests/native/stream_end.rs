//! What ends a streamed answer: that of its kind, wherever the network cuts it.

use openai_wasm::protocol::stream::end::End;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::Items;
use proptest::prelude::*;

const DELTA: &str = r#"{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":null}]}"#;

fn sse(events: &[&str]) -> String {
    events.iter().map(|data| ["data: ", data, "\n\n"].concat()).collect()
}

/// Whether an answer of these events is whole, which the cuts between its chunks must not change.
fn is_complete(text: &str) -> bool {
    let ends = [1, 7, usize::MAX].map(|size| {
        let mut stream = EventStream::new(Items::Data);
        for chunk in text.as_bytes().chunks(size.min(text.len().max(1))) {
            stream.push(chunk);
        }
        stream.push(b"");
        stream.is_complete()
    });
    assert!(ends.iter().all(|end| *end == ends[0]), "{text} {ends:?}");
    ends[0]
}

#[test]
fn every_kind_of_answer_has_its_end() {
    let ends = [
        r"[DONE]",
        "[DONE] \t",
        r#"{"type":"response.completed","response":{}}"#,
        r#"{"type":"response.failed"}"#,
        r#"{"type":"response.incomplete"}"#,
        r#"{"type": "response.cancelled"}"#,
        r#"{"type":"error","code":"server_error"}"#,
        r#"{"type":"speech.audio.done"}"#,
        r#"{"type":"transcript.text.done"}"#,
        r#"{"type":"image_generation.completed"}"#,
        r#"{"type":"image_edit.completed"}"#,
        r#"{"choices":[{"finish_reason":"stop"}]}"#,
        r#"{"choices":[{"index":0,"finish_reason": "length"}]}"#,
    ];
    for end in ends {
        assert!(is_complete(&sse(&["{}", end])), "{end}");
        let ping = r#"{"choices":[],"usage":{"total_tokens":1}}"#;
        let kept_alive = r#"{"choices":[{"index":0,"delta":{},"finish_reason":null}]}"#;
        assert!(is_complete(&sse(&["{}", end, "{}", ping, kept_alive])), "{end}, and more");
    }
}

#[test]
fn the_last_event_of_a_run_has_its_name() {
    for (name, is_last) in [("completed", true), ("requires_action", true), ("queued", false)] {
        let text = ["event: thread.run.", name, "\ndata: {}\n\n"].concat();
        assert_eq!(is_complete(&text), is_last, "{name}");
    }
}

#[test]
fn what_looks_like_an_end_is_none() {
    let middles: [&[&str]; 11] = [
        &[],
        &["{}"],
        &[r#"{"type":"response.output_text.delta","delta":"x"}"#],
        &[r#"{"choices":[{"index":0,"delta":{},"finish_reason":null}],"usage":null}"#],
        &[r#"{"choices":[{"index":0,"delta":{"content":"x"},"finish_reason":""}]}"#],
        &[
            r#"{"choices":[{"index":0,"delta":{},"finish_reason":null}],"usage":{"total_tokens":1}}"#,
        ],
        &[r#"{"choices":[{"index":0,"delta":{},"finish_reason":null}],"usage":{}}"#],
        &[r#"{"choices":[{"index":0,"delta":{"content":"\"finish_reason\":\"stop\""}}]}"#],
        &[r#"{"delta":"\"response.completed\"","item":{"type":"response.completed"}}"#],
        &[DELTA, r#"{"choices":[],"usage":{"total_tokens":1}}"#],
        &[
            r#"{"choices":[{"index":0,"finish_reason":null},{"index":1,"finish_reason":null}]}"#,
            r#"{"choices":[{"index":1,"finish_reason":"stop"}]}"#,
        ],
    ];
    for middle in middles {
        assert!(!is_complete(&sse(middle)), "{middle:?}");
    }
}

#[test]
fn an_answer_that_is_no_stream_of_events_is_handed_over() {
    for text in ["{\"error\":\n{}}", "\n <html>", "[1]"] {
        let mut stream = EventStream::new(Items::Data);
        for chunk in [&text[..2], &text[2..], ""] {
            assert_eq!(stream.push(chunk.as_bytes()), None, "{text}");
        }
        assert_eq!(stream.end(), Some(End::NoEvents));
        assert_eq!(stream.end_text(), text.trim_start());
    }
}

#[test]
fn only_one_json_value_is_an_event() {
    let broken = [
        "  ",
        "\t",
        "{\"a\":1},{\"b\":2}",
        "{\"a\":[1",
        "2]}",
        "1,2",
        "1]",
        "\"a\"b\"",
        "{\"delta\":\"a\"},\"forged\"",
        "{\"a\":1},\"event\":\"thread.run.completed\"",
        "half {",
        "}{",
        "",
    ];
    for data in broken {
        for items in [Items::Data, Items::Named, Items::Verbatim] {
            let mut stream = EventStream::new(items);
            stream.push(["data: {}\n\ndata: ", data, "\ndata:\n\n"].concat().as_bytes());
            let is_refused = matches!(stream.end(), Some(End::NotJson));
            assert!(is_refused && stream.batched() == 1, "{items:?} {data:?}");
        }
    }
}

#[test]
fn a_line_or_an_event_has_a_limit() {
    let cases = ["data: 345678901", ": 345678901234", "data: 1234\ndata: 1234", "{\"a\":12345678"];
    for text in cases {
        for size in [1, 4, 100] {
            let mut stream = EventStream::new(Items::Data).with_limit(15);
            stream.push(if text.starts_with('{') { b"" } else { b"data: 0\n\n" });
            for chunk in [text, "901234567\n\ndata: 2\n\n"].concat().as_bytes().chunks(size) {
                stream.push(chunk);
            }
            assert_eq!(stream.end(), Some(End::TooLong), "{text} {size}");
        }
    }
    let mut stream = EventStream::new(Items::Data).with_limit(15);
    assert_eq!(stream.push(&b"data: 34567890\n\n".repeat(9)).map(|it| it.len()), Some(9 * 9 + 1));
}

proptest! {
    #[test]
    fn any_bytes_say_whether_they_are_an_end(data in "[\\[\\]{}\",:a-d1 \\\\]{0,30}", cut in 0_usize..30) {
        let text = ["data: ", &data, "\n\n"].concat();
        let mut stream = EventStream::new(Items::Data);
        stream.push(&text.as_bytes()[..cut.min(text.len())]);
        stream.push(b"");
        let _ = (stream.is_complete(), stream.is_cut());
        if serde_json::from_str::<serde_json::Value>(&data).is_ok() {
            prop_assert!(EventStream::new(Items::Data).push(text.as_bytes()).is_some());
        }
    }
}
