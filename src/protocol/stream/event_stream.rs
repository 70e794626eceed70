//! The events of an answer as JSON texts, a network chunk at a time.

use crate::protocol::stream::chunk_batch::Batch;
use crate::protocol::stream::items::{Detail, Items};
use crate::protocol::stream::sse::Decoder;
use crate::protocol::text::utf8::to_text;

/// What a streamed answer has brought so far.
#[derive(Debug, Default)]
pub struct EventStream {
    decoder: Decoder,
    batch: Batch,
    items: Items,
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
        self.push_detail(bytes, Detail::Whole)
    }

    /// The same, in no more detail than is wanted.
    pub fn push_detail(&mut self, bytes: &[u8], detail: Detail) -> Option<String> {
        self.take(bytes, detail).map(to_text)
    }

    /// The same, as bytes.
    pub fn take(&mut self, bytes: &[u8], detail: Detail) -> Option<&[u8]> {
        let batch = &mut self.batch;
        batch.begin(detail);
        batch.items = self.items;
        let mut rest = bytes;
        while !batch.is_done && !rest.is_empty() {
            if self.decoder.is_between_events() {
                rest = batch.take_repetitions(rest);
            }
            rest = self.decoder.push(rest, &mut |event| batch.take(event));
        }
        batch.tell()
    }

    /// So many events of the last chunk as a JSON array, as they are told in it; fewer if there are
    /// not so many.
    pub fn told(&self, from: usize, count: usize) -> String {
        let until = from.saturating_add(count).min(self.batched());
        let mut text = vec![b'['];
        text.extend_from_slice(self.bytes(from, until).unwrap_or_default());
        text.push(b']');
        to_text(&text)
    }

    /// How many events were told by nothing but their text, as it is and not as JSON.
    pub fn plain(&self) -> usize {
        self.batch.plain as usize
    }

    /// Whether the next event may be told by what has changed since the last that was told whole.
    pub fn has_template(&self) -> bool {
        self.batch.template.is_some()
    }

    /// The data of the last event of which only the text was told.
    pub fn last(&self) -> String {
        to_text(&self.batch.last)
    }

    /// How many events the last chunk completed; those count as one whose texts are told together.
    pub fn batched(&self) -> usize {
        self.batch.ends.len()
    }

    /// One event of the last chunk, as it was told; `None` if there are not so many.
    pub fn event(&self, index: usize) -> Option<String> {
        self.bytes(index, index.saturating_add(1)).map(to_text)
    }

    /// The events from one to before another.
    fn bytes(&self, from: usize, until: usize) -> Option<&[u8]> {
        let ends = &self.batch.ends;
        let end = *ends.get(until.checked_sub(1)?)?;
        let before = from.checked_sub(1).and_then(|index| ends.get(index));
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
        // What is verbatim goes on for as long as somebody listens: it has no end of its own.
        self.items == Items::Verbatim
            || self.batch.is_done
            || ends_answer(&self.batch.text)
            // All that came after it repeats it.
            || self.batch.template.as_ref().is_some_and(|template| ends_answer(template.data()))
    }
}

/// Whether an event among those of a text is the last of an answer.
fn ends_answer(text: &[u8]) -> bool {
    LAST_EVENTS.iter().any(|name| contains(text, name))
        || values(text, b"\"finish_reason\":").any(|value| value.starts_with(b"\""))
        || values(text, b"\"usage\":").any(|value| value.starts_with(b"{"))
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

fn contains(text: &[u8], needle: &[u8]) -> bool {
    text.windows(needle.len()).any(|window| window == needle)
}
