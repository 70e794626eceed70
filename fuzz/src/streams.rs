//! The decoders of a stream beside slow ones, however its bytes are cut.

use openai_wasm::protocol::stream::end::End;
use openai_wasm::protocol::stream::event_stream::EventStream;
use openai_wasm::protocol::stream::items::{Detail, Items};
use openai_wasm::protocol::stream::sse::Decoder;
use serde_json::{Value, json};

use super::slow;

/// The first byte says how long the chunks are, the others are the stream.
pub(super) fn sse(input: &[u8]) {
    let Some((size, stream)) = input.split_first() else { return };
    let (mut decoder, mut found) = (Decoder::default(), Vec::new());
    for chunk in chunks(stream, *size) {
        decoder.push(chunk, &mut |event| {
            found.push((event.name.to_vec(), event.data.to_vec()));
            true
        });
    }
    assert_eq!(found, slow::events(stream));
}

/// The first byte says how long the chunks are, the second in which detail they are decoded.
pub(super) fn events(input: &[u8]) {
    let [size, detail, stream @ ..] = input else { return };
    let stream = stream.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(stream);
    let detail =
        [Detail::Whole, Detail::Changes, Detail::Deferred, Detail::Text][usize::from(detail % 4)];
    if stream.trim_ascii_start().first().is_some_and(|byte| b"{[<".contains(byte)) {
        return;
    }
    let mut reader = Reader {
        stream: EventStream::new(Items::Data),
        detail,
        whole: Value::Null,
        values: Vec::new(),
        text: String::new(),
    };
    let is_json = chunks(stream, *size).iter().all(|chunk| reader.take(chunk));
    let Some((wanted, end)) = expected(stream) else { return };
    let wanted_text: String = wanted.iter().map(text_of).collect();
    if detail == Detail::Text {
        assert_eq!(reader.text, wanted_text);
    } else {
        assert_eq!(reader.values, wanted);
    }
    let found = if is_json { reader.stream.end() } else { Some(End::NotJson) };
    assert_eq!(found, end);
    let mut at_once = EventStream::new(Items::Data);
    at_once.push(stream);
    assert!(!is_json || reader.stream.is_complete() == at_once.is_complete());
}

fn chunks(stream: &[u8], size: u8) -> Vec<&[u8]> {
    stream.chunks(usize::from(size).max(1)).collect()
}

/// The events of a stream as JSON, and why they end.
///
/// `None` if one may be JSON for JavaScript alone, which knows halves of surrogate pairs.
fn expected(stream: &[u8]) -> Option<(Vec<Value>, Option<End>)> {
    let mut values = Vec::new();
    for (name, data) in slow::events(stream) {
        if data.trim_ascii() == b"[DONE]" {
            return Some((values, Some(End::Marker)));
        }
        if name == b"error" {
            return Some((values, Some(End::Error)));
        }
        let text = String::from_utf8_lossy(&data);
        // An event is inside an array: it may be less deep by two.
        let Ok(Value::Array(mut inside)) = serde_json::from_str(&format!("[[{text}]]")) else {
            return (!has_surrogates(&text)).then_some((values, Some(End::NotJson)));
        };
        let Ok(value) = serde_json::from_str::<Value>(&text) else {
            return (!has_surrogates(&text)).then_some((values, Some(End::NotJson)));
        };
        assert_eq!(inside.remove(0)[0], value);
        let label: String = String::from_utf8_lossy(&name).chars().map(printed).collect();
        let is_of_thread = name.starts_with(b"thread.");
        values.push(if is_of_thread { json!({"event": label, "data": value}) } else { value });
    }
    Some((values, None))
}

fn has_surrogates(text: &str) -> bool {
    text.to_ascii_lowercase().contains("\\ud")
}

fn printed(letter: char) -> char {
    if letter < ' ' { ' ' } else { letter }
}

/// The text that an event adds to an answer.
fn text_of(event: &Value) -> &str {
    if event["type"] == "response.output_text.delta" {
        return event["delta"].as_str().unwrap_or_default();
    }
    let choices = event["choices"].as_array().map(Vec::as_slice).unwrap_or_default();
    let is_first =
        |choice: &&Value| choice.is_object() && (choice["index"].is_null() || choice["index"] == 0);
    let Some(choice) = choices.iter().find(is_first) else { return "" };
    let content = choice["delta"].get("content").filter(|content| !content.is_null());
    content.or(choice.get("text")).and_then(Value::as_str).unwrap_or_default()
}

/// Makes events of what is decoded, as JavaScript does.
struct Reader {
    stream: EventStream,
    detail: Detail,
    /// The last event that came whole.
    whole: Value,
    values: Vec<Value>,
    text: String,
}

impl Reader {
    /// Takes a chunk; whether all of its events are JSON.
    fn take(&mut self, chunk: &[u8]) -> bool {
        if self.stream.end().is_some() {
            return true;
        }
        let decoded = self.stream.push_detail(chunk, self.detail);
        if self.stream.plain() > 0 {
            let text = decoded.unwrap_or_default();
            self.add_text(&text);
            return true;
        }
        let count = self.stream.batched();
        let all = decoded.unwrap_or_else(|| self.stream.events(0, count));
        if let Ok(values) = serde_json::from_str::<Vec<Value>>(&all) {
            self.expand(&values);
            return true;
        }
        (0..count).all(|index| self.take_one(index))
    }

    fn take_one(&mut self, index: usize) -> bool {
        let event = self.stream.event(index).expect("an event of the batch");
        let values = serde_json::from_str::<Vec<Value>>(&format!("[{event}]"));
        values.map(|values| self.expand(&values)).is_ok()
    }

    fn expand(&mut self, values: &[Value]) {
        let mut rest = values;
        while let [first, after @ ..] = rest {
            rest = after;
            match first {
                Value::String(text) if self.detail == Detail::Text => {
                    self.add_text(text);
                    rest = &after[1..];
                }
                Value::String(_) if self.detail != Detail::Whole => {
                    let size = 1 + self.extras();
                    let at = values.len() - rest.len() - 1;
                    self.values.push(repeat(&self.whole, &values[at..at + size]));
                    rest = &values[at + size..];
                }
                Value::Array(items) if self.detail != Detail::Whole => self.add_whole(&items[0]),
                whole => self.add_whole(whole),
            }
        }
    }

    /// How many values an event has besides its text.
    fn extras(&self) -> usize {
        usize::from(self.whole["obfuscation"].is_string())
            + usize::from(self.whole.get("sequence_number").is_some())
    }

    fn add_whole(&mut self, event: &Value) {
        self.whole = event.clone();
        self.text.push_str(text_of(event));
        self.values.push(event.clone());
    }

    /// The joined text of repetitions: of the answer, if the template's text is.
    fn add_text(&mut self, text: &str) {
        let marked = repeat(&self.whole, &[json!("a"), json!(""), json!(0)]);
        if text_of(&marked) == "a" {
            self.text.push_str(text);
        }
    }
}

/// An event with other values: its text, its padding, its number.
fn repeat(event: &Value, values: &[Value]) -> Value {
    let (mut copy, mut values) = (event.clone(), values.iter());
    let has_delta = event["choices"][0]["delta"].is_object();
    let text = match event.get("choices") {
        Some(_) if has_delta => "/choices/0/delta/content",
        Some(_) => "/choices/0/text",
        None => "/delta",
    };
    let padding = event["obfuscation"].is_string().then_some("/obfuscation");
    let number = event.get("sequence_number").map(|_| "/sequence_number");
    for pointer in [Some(text), padding, number].into_iter().flatten() {
        if let (Some(place), Some(value)) = (copy.pointer_mut(pointer), values.next()) {
            *place = value.clone();
        }
    }
    copy
}
