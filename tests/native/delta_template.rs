//! Events that repeat another: decoded as what has changed, they mean what they mean when decoded whole.

use openai_wasm::protocol::stream::delta_template::Template;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::{Detail, Items};
use openai_wasm::protocol::stream::sse::SseEvent;

pub(crate) const CHAT: &str = r#"{"id":"c","n":1,"choices":[{"index":0,"delta":{"role":"x","content":"a"},"finish_reason":null}],"usage":null,"obfuscation":"pad"}"#;
pub(crate) const LEGACY: &str =
    r#"{ "choices": [ {"text": "a", "index": 0, "logprobs": null} ], "error_": 1 }"#;
pub(crate) const RESPONSE: &str = r#"{"type":"response.output_text.delta","sequence_number":4,"delta":"a","logprobs":[],"obfuscation":""}"#;
pub(crate) const TEMPLATES: [&str; 3] = [CHAT, LEGACY, RESPONSE];

pub(crate) const fn event(data: &str) -> SseEvent<'_> {
    SseEvent { name: b"", data: data.as_bytes() }
}

#[test]
fn a_repetition_is_decoded_as_what_has_changed() {
    let cases = [
        (CHAT, [r#""content":"a""#, r#""content":"\n\"é""#], r#"["\n\"é","pad"]"#),
        (CHAT, [r#""pad""#, r#""""#], r#"["a",""]"#),
        (LEGACY, [r#""text": "a""#, r#""text": """#], r#"[""]"#),
        (RESPONSE, [r#""delta":"a""#, r#""delta":"\ud83d""#], r#"["\ud83d","",4]"#),
        (RESPONSE, ["number\":4", "number\":50"], r#"["a","",50]"#),
    ];
    for (template, [from, to], wanted) in cases {
        let mut stream = EventStream::new(Items::Data);
        stream.push_detail(format!("data: {template}\n\n").as_bytes(), Detail::Changes);
        assert!(stream.has_template(), "{template}");
        let repetition = format!("data: {}\n\n", template.replace(from, to));
        let decoded = stream.push_detail(repetition.as_bytes(), Detail::Changes);
        assert_eq!(decoded.as_deref(), Some(wanted), "{repetition}");
    }
}

#[test]
fn what_differs_elsewhere_is_decoded_whole() {
    let others = [
        r#"{"id":"d"}"#,
        r#"{"choices":[{"index":0,"delta":{"content":null},"finish_reason":null}]}"#,
        "[1]",
        "7",
        r#""a""#,
        "half {",
    ];
    let changed = [
        CHAT.replace("null}]", "\"stop\"}]"),
        CHAT.replace("\"usage\":null", "\"usage\":{\"total_tokens\":1}"),
        CHAT.replace("\"a\"", "null"),
        CHAT.replace("\"a\"", "\"\\x\""),
        CHAT.replace("\"a\"", "\"\t\""),
        CHAT.replace("\"a\"", "\"\\u00g0\""),
        CHAT.replace("\"pad\"", "\"pad\",\"obfuscation\":\"b\""),
        RESPONSE.replace('4', "04"),
        RESPONSE.replace('4', "-4"),
        RESPONSE.replace('4', "4.5"),
    ];
    for data in others.into_iter().chain(changed.iter().map(String::as_str)) {
        for template in TEMPLATES.map(|data| Template::new(event(data)).expect("a template")) {
            assert_eq!(template.changes(event(data)), None, "{data}");
        }
    }
}

#[test]
fn no_template_is_made_of_what_has_more_to_it() {
    let cases = [
        r#"{"delta":{"content":"a"}}"#,
        r#"{"delta":"a","delta":"b"}"#,
        r#"{"delta":"a","choices":[{"index":0,"text":"a"}]}"#,
        r#"{"delta":"a","d\u0065lta":"b"}"#,
        r#"{"delta":"a","delta":1}"#,
        r#"{"delta":1,"delta":"a"}"#,
        r#"{"delta":"a","obfuscation":"b","obfuscation":1}"#,
        r#"{"delta":"a","n":1,"n":2}"#,
        r#"{"choices":[{"index":0,"delta":{"content":"a","content":null}}]}"#,
        r#"{"choices":[{"index":0,"text":"a"}],"choices":1}"#,
        r#"{"delta":"a","error":null}"#,
        r#"{"delta":"a","usage":{}}"#,
        r#"{"delta":"a","response":{}}"#,
        r#"{"delta":"a","logprobs":[{"token":"a"}]}"#,
        r#"{"delta":"a","sequence_number":1e3}"#,
        r#"{"choices":[{"index":1,"text":"a"}]}"#,
        r#"{"choices":[{"index":0,"text":"a"},{"index":1,"text":"b"}]}"#,
        r#"{"choices":[{"index":0,"text":"a","delta":{"content":"b"}}]}"#,
        r#"{"choices":[{"index":0,"text":"a","delta":{}}]}"#,
        r#"{"choices":[{"index":0,"text":"a","logprobs":{}}]}"#,
        r#"{"choices":[{"index":0,"delta":{"content":"a","tool_calls":[]}}]}"#,
        r#"{"choices":[{"index":0,"delta":{"content":"a","content":"b"}}]}"#,
        r#"{"choices":[{"index":0,"delta":{"refusal":"a"}}]}"#,
        r#"{"choices":[]}"#,
        r#"{"choices":[{"index":0}],"delta":"a"}"#,
        r#"{"delta":"a","choices":[{"index":0,"text":null}]}"#,
        r#"{"choices":{"index":0,"text":"a"}}"#,
        r#"{"choices":[{"index":0,"delta":[{"content":"a"}]}]}"#,
        "{\"delta\":\n\"a\"}",
        r#"["delta","a"]"#,
        r#""delta""#,
        "{",
    ];
    for data in cases {
        assert!(Template::new(event(data)).is_none(), "{data}");
    }
}

#[test]
fn no_template_has_more_names_than_are_compared() {
    for (count, is_template) in [(30, true), (40, false)] {
        let names: Vec<String> = (0..count).map(|number| format!(r#""n{number}":1"#)).collect();
        let data = format!(r#"{{{},"delta":"a"}}"#, names.join(","));
        assert_eq!(Template::new(event(&data)).is_some(), is_template, "{count}");
    }
}

#[test]
fn only_the_data_of_a_stream_is_decoded_as_changes() {
    let text = ["data: ", CHAT, "\n\n"].concat();
    let named = ["event: thread.message.delta\n", &text].concat();
    for (items, text) in [(Items::Named, &text), (Items::Verbatim, &text), (Items::Data, &named)] {
        let mut stream = EventStream::new(items);
        stream.push_detail(text.as_bytes(), Detail::Changes);
        assert!(!stream.has_template(), "{items:?} {text}");
    }
}

#[test]
fn the_name_of_a_repetition_is_the_same() {
    let mut stream = EventStream::new(Items::Data);
    let text = ["event: a\ndata: ", RESPONSE, "\n\n"].concat();
    stream.push_detail(text.as_bytes(), Detail::Changes);
    let cases = [("event: a\n", r#"["a","",4]"#), ("event: b\n", &format!("[{RESPONSE}]"))];
    for (name, wanted) in cases {
        let text = [name, "data: ", RESPONSE, "\n\n"].concat();
        let decoded = stream.push_detail(text.as_bytes(), Detail::Changes);
        assert_eq!(decoded.as_deref(), Some(wanted), "{name}");
    }
}

#[test]
fn repetitions_are_deferred_until_they_are_asked_for() {
    let mut stream = EventStream::new(Items::Data);
    let text = ["data: ", RESPONSE, "\n\n"].concat();
    let cases = [
        (text.clone(), Some(format!("[{RESPONSE}]")), 1),
        (text.repeat(3), None, 3),
        (text.clone(), Some(r#"["a","",4]"#.to_owned()), 1),
        (text.repeat(2) + "data: {}\n\n", Some(r#"["a","",4,"a","",4,{}]"#.to_owned()), 3),
    ];
    for (chunk, wanted, count) in cases {
        assert_eq!(stream.push_detail(chunk.as_bytes(), Detail::Deferred), wanted, "{chunk}");
        assert_eq!(stream.batched(), count, "{chunk}");
    }
    let end = text.repeat(2) + "data: [DONE]\n\n";
    for chunk in [&text, &end] {
        assert!(stream.push_detail(chunk.as_bytes(), Detail::Deferred).is_some(), "{chunk}");
    }
}

#[test]
fn events_can_be_had_some_at_a_time() {
    let mut stream = EventStream::new(Items::Data);
    stream.push(b"data: 1\n\ndata: [2]\n\ndata: 3\n\n");
    let cases = [(0, 1, "[1]"), (0, 9, "[1,[2],3]"), (1, 2, "[[2],3]"), (2, 0, "[]"), (3, 1, "[]")];
    for (from, count, wanted) in cases {
        assert_eq!(stream.events(from, count), wanted, "{from} {count}");
    }
}

#[test]
fn texts_in_a_row_are_joined() {
    let mut stream = EventStream::new(Items::Data);
    let text = ["data: ", CHAT, "\n\n"].concat();
    let chunk = [&text, &text, &text, "data: {}\n\n", &text, &text].concat();
    let decoded = stream.push_detail(chunk.as_bytes(), Detail::Text).expect("events");
    assert_eq!(decoded, format!("[{CHAT},\"aa\",2,{{}},{CHAT},\"a\",1]"));
    assert_eq!((stream.batched(), stream.last()), (5, CHAT.to_owned()));
    assert_eq!(stream.event(1).as_deref(), Some("\"aa\",2"));
}

#[test]
fn a_text_that_is_all_there_is_comes_as_it_is() {
    let cases = [
        (r#"é\n\"\\\/\t"#, Some("é\n\"\\/\t".to_owned()), 1),
        (r"\u00e9", Some(r#"["\u00e9",1]"#.to_owned()), 0),
        ("", Some(String::new()), 1),
    ];
    for (text, wanted, plain) in cases {
        let mut stream = EventStream::new(Items::Data);
        for (text, wanted, plain) in [("x", None, 0), (text, wanted, plain)] {
            let event = format!("data: {{\"delta\":\"{text}\"}}\n\n");
            let decoded = stream.push_detail(event.as_bytes(), Detail::Text);
            assert!(wanted.is_none() || decoded == wanted, "{text} {decoded:?}");
            assert_eq!(stream.plain(), plain, "{text}");
        }
    }
}

#[test]
fn the_last_event_ends_an_answer_in_whatever_detail_it_is_decoded() {
    let end = CHAT.replace("null}]", "\"stop\"}]");
    let text = ["data: ", &end, "\n\n"].concat();
    let mut stream = EventStream::new(Items::Data);
    for _ in 0..2 {
        stream.push_detail(text.as_bytes(), Detail::Changes);
        assert!(stream.is_complete());
    }
}

#[test]
fn most_of_what_never_repeats_is_not_looked_at() {
    let mut stream = EventStream::new(Items::Data);
    let mut looked = 0;
    for number in 0..100 {
        let text = format!("data: {{\"delta\":\"a\",\"n\":{number}}}\n\n");
        stream.push_detail(text.as_bytes(), Detail::Changes);
        looked += i32::from(stream.has_template());
    }
    assert!((8..=16).contains(&looked), "{looked}");
}
