//! The events of an answer as JSON texts, a network chunk at a time.

use super::sse::{Decoder, Event};

/// What a streamed answer has brought so far.
#[derive(Debug, Default)]
pub struct EventStream {
    decoder: Decoder,
    batch: Batch,
    items: Items,
}

/// What the items of a stream are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Items {
    /// The data of an event.
    #[default]
    Data,
    /// `{event, data}` (the word `events` of the catalogue).
    Named,
    /// The data of an event, those that tell of an error among them (the word `verbatim`).
    Verbatim,
}

/// The events of one chunk, joined into one JSON array.
#[derive(Debug, Default)]
struct Batch {
    text: Vec<u8>,
    /// Where each event ends in `text`.
    ends: Vec<usize>,
    items: Items,
    is_done: bool,
    failure: Option<String>,
}

impl EventStream {
    /// A stream of items of a kind.
    pub fn new(items: Items) -> Self {
        Self { items, ..Self::default() }
    }

    /// Takes the next bytes and gives the JSON array of the events that they complete.
    ///
    /// `None` if they complete none.
    pub fn push(&mut self, bytes: &[u8]) -> Option<String> {
        self.take(bytes);
        (self.batched() > 0).then(|| to_text(&self.batch.text))
    }

    fn take(&mut self, bytes: &[u8]) {
        let batch = &mut self.batch;
        batch.ends.clear();
        batch.items = self.items;
        if batch.is_done {
            return;
        }
        self.decoder.push(bytes, &mut |event| batch.take(event));
        if !batch.ends.is_empty() {
            batch.text.push(b']');
        }
    }

    /// How many events the last chunk completed.
    pub fn batched(&self) -> usize {
        self.batch.ends.len()
    }

    /// One event of the last chunk; `None` if there are not so many.
    pub fn event(&self, index: usize) -> Option<String> {
        self.bytes(index).map(to_text)
    }

    fn bytes(&self, index: usize) -> Option<&[u8]> {
        let end = *self.batch.ends.get(index)?;
        let before = index.checked_sub(1).and_then(|index| self.batch.ends.get(index));
        let start = before.copied().unwrap_or_default().saturating_add(1);
        self.batch.text.get(start..end)
    }

    /// Whether nothing more is to come: `[DONE]` was seen, or an error event.
    pub fn is_done(&self) -> bool {
        self.batch.is_done
    }

    /// The data of the error event that ended the stream.
    pub fn failure(&self) -> Option<&str> {
        self.batch.failure.as_deref()
    }

    /// Whether the stream may end here: its end marker has come, or an event that says that the
    /// answer is whole.
    pub fn is_complete(&self) -> bool {
        let text = &self.batch.text;
        // What is verbatim goes on for as long as somebody listens: it has no end of its own.
        self.items == Items::Verbatim
            || self.batch.is_done
            || LAST_EVENTS.iter().any(|name| contains(text, name))
            || values(text, b"\"finish_reason\":").any(|value| value.starts_with(b"\""))
            || values(text, b"\"usage\":").any(|value| value.starts_with(b"{"))
    }
}

/// The types of the events that end an answer, where no `[DONE]` follows.
const LAST_EVENTS: [&[u8]; 7] = [
    b"\"response.completed\"",
    b"\"response.failed\"",
    b"\"response.incomplete\"",
    b"\"speech.audio.done\"",
    b"\"transcript.text.done\"",
    b"\"image_generation.completed\"",
    b"\"image_edit.completed\"",
];

/// What follows each place where a JSON text has `key` (with its colon), without white space.
fn values<'a>(text: &'a [u8], key: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let windows = text.windows(key.len()).enumerate();
    let starts = windows.filter(move |(_, window)| *window == key);
    starts
        .filter_map(move |(start, _)| text.get(start.saturating_add(key.len())..))
        .map(<[u8]>::trim_ascii_start)
}

/// What is no UTF-8 becomes U+FFFD; the strict check comes first, as it is several times as fast.
fn to_text(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}

impl Batch {
    fn take(&mut self, event: Event<'_>) -> bool {
        if event.data == b"[DONE]" {
            self.is_done = true;
        } else if event.name == b"error" && self.items != Items::Verbatim {
            self.is_done = true;
            self.failure = Some(to_text(event.data));
        } else {
            self.add(event);
        }
        !self.is_done
    }

    fn add(&mut self, event: Event<'_>) {
        // The last events stay until others come: `is_complete` looks at them.
        if self.ends.is_empty() {
            self.text.clear();
        }
        self.text.push(if self.ends.is_empty() { b'[' } else { b',' });
        let is_of_thread = event.name.starts_with(b"thread.") && self.items == Items::Data;
        if self.items == Items::Named || is_of_thread {
            self.add_named(event);
        } else {
            self.text.extend_from_slice(event.data);
        }
        self.ends.push(self.text.len());
    }

    fn add_named(&mut self, event: Event<'_>) {
        self.text.extend_from_slice(b"{\"event\":");
        if event.name.is_empty() {
            self.text.extend_from_slice(b"null");
        } else {
            push_json_string(&mut self.text, event.name);
        }
        self.text.extend_from_slice(b",\"data\":");
        self.text.extend_from_slice(event.data);
        self.text.push(b'}');
    }
}

fn push_json_string(out: &mut Vec<u8>, bytes: &[u8]) {
    out.push(b'"');
    for &byte in bytes {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // A control character means nothing in a name, and would break the JSON text.
            0..=31 => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}
