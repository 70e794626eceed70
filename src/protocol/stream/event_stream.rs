//! The events of an answer as JSON texts, a network chunk at a time.

use crate::protocol::stream::chunk_batch::Batch;
use crate::protocol::stream::end::End;
use crate::protocol::stream::items::{Detail, Items};
use crate::protocol::stream::sse::Decoder;
use crate::protocol::text::utf8::to_text;

/// A streamed answer as far as it has come.
#[derive(Debug, Default)]
pub struct EventStream {
    decoder: Decoder,
    batch: Batch,
    items: Items,
    is_begun: bool,
    /// Whether the answer is JSON or HTML.
    is_other: bool,
    /// Whether the bytes ended inside an event that is lost.
    is_cut: bool,
}

impl EventStream {
    /// A stream of items of a kind.
    pub fn new(items: Items) -> Self {
        Self { items, ..Self::default() }
    }

    /// The same with another limit for a line or an event, in bytes.
    #[must_use]
    pub fn with_limit(self, most_bytes: usize) -> Self {
        Self { decoder: Decoder::new(most_bytes), ..self }
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

    /// The same, as bytes; none at all say that no more come.
    pub fn take(&mut self, bytes: &[u8], detail: Detail) -> Option<&[u8]> {
        self.batch.begin(detail);
        self.batch.items = self.items;
        if bytes.is_empty() {
            self.finish();
        } else if self.is_events(bytes) {
            self.decode(bytes);
        }
        self.batch.decoded()
    }

    fn decode(&mut self, bytes: &[u8]) {
        let (batch, mut rest) = (&mut self.batch, bytes);
        while batch.end.is_none() && !rest.is_empty() {
            if self.decoder.is_between_events() {
                rest = batch.take_repetitions(rest);
            }
            rest = self.decoder.push(rest, &mut |event| batch.take(event));
            if self.decoder.is_full() {
                batch.end = Some(End::TooLong);
            }
        }
    }

    /// Takes what has come of an event as one that lacks the empty line behind it.
    fn finish(&mut self) {
        if self.is_other {
            self.batch.end.get_or_insert(End::NoEvents);
        }
        if self.batch.end.is_some() || !self.decoder.is_inside_event() {
            return;
        }
        self.batch.is_last = true;
        self.decode(b"\n\n");
        let is_lost = self.batched() == 0 && self.batch.run == 0 && self.batch.end.is_none();
        self.is_cut = is_lost || self.batch.end == Some(End::NotJson);
        if self.is_cut {
            self.batch.end = None;
        }
    }

    /// Whether the answer is a stream of events: no line of one begins as JSON or HTML does.
    fn is_events(&mut self, bytes: &[u8]) -> bool {
        if let Some(first) = bytes.trim_ascii_start().first().filter(|_| !self.is_begun) {
            self.is_begun = true;
            self.is_other = b"{[<".contains(first);
        }
        let text = &mut self.batch.end_text;
        if !self.is_other {
            return true;
        }
        if self.decoder.refuses(text.len(), bytes.len()) {
            (self.batch.end, *text) = (Some(End::TooLong), Vec::new());
        } else {
            text.extend_from_slice(bytes);
        }
        false
    }

    /// So many events of the last chunk as a JSON array, as they are in it; fewer if there are not
    /// so many.
    pub fn events(&self, from: usize, count: usize) -> String {
        let until = from.saturating_add(count).min(self.batched());
        let mut text = vec![b'['];
        text.extend_from_slice(self.bytes(from, until).unwrap_or_default());
        text.push(b']');
        to_text(&text)
    }

    /// How many events came as nothing but their text, as it is and not as JSON.
    pub fn plain(&self) -> usize {
        self.batch.plain as usize
    }

    /// Whether the next event may come as what has changed since the last that came whole.
    pub fn has_template(&self) -> bool {
        self.batch.template.is_some()
    }

    /// The data of the last event of which only the text was decoded.
    pub fn last(&self) -> String {
        to_text(&self.batch.last)
    }

    /// How many events the last chunk completed; those whose texts are joined count as one.
    pub fn batched(&self) -> usize {
        self.batch.ends.len()
    }

    /// One event of the last chunk, as it is in its array; `None` if there are not so many.
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

    /// Why nothing more can come; `None` if it can.
    pub fn end(&self) -> Option<End> {
        self.batch.end
    }

    /// The text that made it end: the data of an event, or an answer without events.
    pub fn end_text(&self) -> String {
        to_text(&self.batch.end_text)
    }

    /// Whether the bytes ended inside an event, so that it is lost.
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// Whether the stream may end here: its end marker has come, or all that its kind of answer
    /// ends with.
    pub fn is_complete(&self) -> bool {
        // What is verbatim goes on for as long as somebody listens: it has no end of its own.
        let is_whole = self.items == Items::Verbatim || self.batch.ending.is_whole();
        self.batch.end.is_some() || is_whole && !self.is_cut
    }
}
