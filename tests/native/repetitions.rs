//! Events decoded as what has changed mean what they mean when decoded whole, whatever they are.

use openai_wasm::protocol::stream::delta_template::Template;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::{Detail, Items};
use openai_wasm::protocol::stream::sse::SseEvent;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::delta_template::{TEMPLATES, event};

/// A value whose text, padding and number are those of a list, as the JavaScript side makes it.
fn repeat(value: &Value, values: &[Value]) -> Value {
    let mut copy = value.clone();
    let mut values = values.iter().cloned();
    let text = match copy.get("choices").map(|choices| choices[0].get("delta").is_some()) {
        Some(true) => "/choices/0/delta/content",
        Some(false) => "/choices/0/text",
        None => "/delta",
    };
    for pointer in [text, "/obfuscation", "/sequence_number"] {
        if let Some(place) = copy.pointer_mut(pointer) {
            *place = values.next().unwrap();
        }
    }
    copy
}

/// What the text of an event is.
fn text_of(event: &Value) -> &str {
    let first = &event["choices"][0];
    let text = [&first["delta"]["content"], &first["text"]].into_iter().find_map(Value::as_str);
    let is_text = event["type"] == "response.output_text.delta";
    if is_text { event["delta"].as_str() } else { text }.unwrap_or_default()
}

/// The events of a stream in chunks, made whole again; or the text alone.
fn expand(chunks: &[&[u8]], detail: Detail) -> (Vec<Value>, String) {
    let (mut stream, mut events, mut joined) =
        (EventStream::new(Items::Data), Vec::new(), String::new());
    let mut whole = Value::Null;
    for chunk in chunks {
        let Some(json) = stream.push_detail(chunk, detail) else { continue };
        let marked = repeat(&whole, &["a", "", ""].map(Value::from));
        let is_spoken = !text_of(&marked).is_empty();
        if stream.plain() > 0 {
            joined.push_str(if is_spoken { &json } else { "" });
            continue;
        }
        let values: Vec<Value> = serde_json::from_str(&json).expect("what is decoded is JSON");
        let mut rest = values.as_slice();
        while let [first, after @ ..] = rest {
            let size = [&whole["obfuscation"], &whole["sequence_number"]].map(|it| !it.is_null());
            rest = after;
            match first {
                Value::String(text) if detail == Detail::Text => {
                    let marked = repeat(&whole, &["a", "", ""].map(Value::from));
                    joined.push_str(if text_of(&marked).is_empty() { "" } else { text });
                    rest = &after[1..];
                }
                Value::String(_) => {
                    let size = size.into_iter().filter(|has| *has).count();
                    events.push(repeat(&whole, &values[values.len() - rest.len() - 1..][..=size]));
                    rest = &after[size..];
                }
                _ => {
                    whole = first.as_array().map_or(first, |wrapped| &wrapped[0]).clone();
                    joined.push_str(text_of(&whole));
                    events.push(whole.clone());
                }
            }
        }
    }
    (events, joined)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z]{0,9}", "[\"\\\\/\n\t\u{1}é😀 a]{0,9}", any::<String>()]
}

/// An event of a stream, most often one like its neighbours.
fn data() -> impl Strategy<Value = String> {
    (0..10, text(), text(), 0_u32..200).prop_map(|(kind, text, padding, number)| {
        let event = match kind {
            0..4 => json!({"choices": [{"index": 0, "delta": {"content": text}}], "obfuscation": padding}),
            4..7 => json!({"type": "response.output_text.delta", "delta": text, "logprobs": [], "sequence_number": number}),
            7 => json!({"choices": [{"index": 0, "text": text}]}),
            8 => json!({"type": "response.refusal.delta", "delta": text, "sequence_number": number}),
            _ => json!([text, number]),
        };
        event.to_string()
    })
}

proptest! {
    #[test]
    fn what_is_decoded_is_what_has_come(
        data in prop::collection::vec(data(), 1..20),
        sizes in prop::collection::vec(1_usize..300, 1..9),
    ) {
        let text = data.iter().map(|data| ["data: ", data, "\n\n"].concat()).collect::<String>();
        let (mut rest, mut chunks) = (text.as_bytes(), Vec::new());
        let mut sizes = sizes.iter().cycle();
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.len().min(*sizes.next().unwrap()));
            chunks.push(chunk);
            rest = after;
        }
        let wanted: Vec<Value> = data.iter().map(|it| serde_json::from_str(it).unwrap()).collect();
        prop_assert_eq!(&expand(&chunks, Detail::Changes).0, &wanted);
        let joined: String = wanted.iter().map(text_of).collect();
        prop_assert_eq!(expand(&chunks, Detail::Text).1, joined);
    }

    #[test]
    fn a_repetition_is_json_and_means_the_same(
        base in prop::sample::select(TEMPLATES.as_slice()),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3, prop::sample::select(b"\"\\{}[],:01 antu\n\x01\xc3\xa9".as_slice())), 0..4),
    ) {
        let template = Template::new(event(base)).unwrap();
        let mut data = base.as_bytes().to_vec();
        for (index, edit, byte) in edits {
            let at = index.index(data.len());
            match edit {
                0 => data[at] = byte,
                1 => data.insert(at, byte),
                _ => { data.remove(at); }
            }
        }
        if let Some(changes) = template.changes(SseEvent { name: b"", data: &data }) {
            let quoted = |it: &[u8]| serde_json::from_slice(&[b"\"", it, b"\""].concat());
            let mut values = vec![quoted(changes.text).unwrap()];
            values.extend(changes.padding.map(|it| quoted(it).unwrap()));
            values.extend(changes.number.map(|it| serde_json::from_slice(it).unwrap()));
            let wanted = repeat(&serde_json::from_str(base).unwrap(), &values);
            prop_assert_eq!(serde_json::from_slice::<Value>(&data).unwrap(), wanted);
        }
    }

    #[test]
    fn any_bytes_make_a_template_or_none(data in any::<Vec<u8>>(), other in any::<Vec<u8>>()) {
        if let Some(template) = Template::new(SseEvent { name: b"", data: &data }) {
            let _ = (template.take(&other), template.changes(SseEvent { name: b"", data: &other }));
        }
    }
}
