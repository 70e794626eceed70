//! The text that an event adds to an answer.

use openai_wasm::protocol::stream::{EventStream, Items};
use openai_wasm::protocol::text::text_of;
use proptest::prelude::*;
use serde_json::{Value, json};

fn chunk(delta: &Value) -> Value {
    json!({"id": "c\"1", "choices": [{"index": 0, "delta": delta, "finish_reason": null}],
        "usage": null, "x": [{}, "]}", 1.5]})
}

#[test]
fn finds_the_text_of_an_event_that_brings_nothing_else() {
    let cases = [
        (chunk(&json!({"content": "hi"})), Some("hi")),
        (chunk(&json!({"role": "assistant", "content": ""})), Some("")),
        (chunk(&json!({"content": "\"\\/\n\t\u{8}\u{c}\r"})), Some("\"\\/\n\t\u{8}\u{c}\r")),
        (json!({"delta": "hi", "type": "response.output_text.delta"}), None),
        (chunk(&json!({"content": null})), None),
        (chunk(&json!({"tool_calls": []})), None),
        (json!({"choices": [], "usage": {"total_tokens": 3}}), None),
        (json!({"choices": [{"index": 1, "delta": {"content": "hi"}}]}), None),
        (
            json!({"choices": [{"index": 0, "delta": {"content": "x"}, "finish_reason": "stop"}]}),
            None,
        ),
        (json!({"error": {"message": "no"}}), None),
        (json!("content"), None),
    ];
    for (event, text) in cases {
        assert_eq!(text_of(event.to_string().as_bytes()).as_deref(), text, "{event}");
    }
}

#[test]
fn reads_what_is_escaped() {
    let cases = [
        (r"a\u00fcb", Some("aüb")),
        (r"\ud83d\ude42!", Some("🙂!")),
        (r"\\u0041\\\\n", Some(r"\u0041\\n")),
        (r"\ud83d", None),
        (r"\ud83dx\ude42", None),
        (r"\u00g0", None),
        (r"\x", None),
        ("a\nb", None),
    ];
    for (escaped, text) in cases {
        let event =
            format!(r#"{{ "type" : "response.output_text.delta" , "delta" : "{escaped}" }}"#);
        assert_eq!(text_of(event.as_bytes()).as_deref(), text, "{escaped}");
    }
}

#[test]
fn takes_no_broken_event_for_text() {
    let whole = chunk(&json!({"content": "hi"})).to_string();
    for end in 0..whole.len() {
        let cut = whole.get(..end).unwrap_or_default();
        assert_eq!(text_of(cut.as_bytes()), None, "{cut}");
    }
}

#[test]
fn joins_the_text_of_a_chunk_unless_there_is_more_to_it() {
    let text = format!("data: {}\n\n", chunk(&json!({"content": "hi"})));
    let mut stream = EventStream::new(Items::Data);
    assert_eq!(stream.push_text(text.repeat(2).as_bytes()).as_deref(), Some("hihi"));
    assert_eq!(stream.push_text(b"data: {}").as_deref(), Some(""));
    assert_eq!(stream.push_text(b"\n\n"), None);
    assert_eq!(stream.joined().as_deref(), Some("[{}]"));
}

proptest! {
    #[test]
    fn reads_every_text_that_a_json_writer_writes(text in any::<String>()) {
        let event = chunk(&json!({"content": text})).to_string();
        prop_assert_eq!(text_of(event.as_bytes()), Some(text));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in any::<Vec<u8>>()) {
        text_of(&[b"{\"choices\":[{\"delta\":{\"content\":", &*bytes].concat());
    }
}
