//! The events of one network chunk as one JSON text.

use crate::protocol::stream::delta_template::{Changes, Template};
use crate::protocol::stream::end::End;
use crate::protocol::stream::ending::Ending;
use crate::protocol::stream::items::{Detail, Items};
use crate::protocol::stream::sse::{LONG, SseEvent};
use crate::protocol::text::number::push_number;

/// After so many events in a row that repeat none, a template is made of only one in sixteen.
const MOST_MISSES: u32 = 8;

const END_MARKER: &[u8] = b"[DONE]";

/// The events of one chunk, joined into one JSON array.
#[derive(Debug, Default)]
pub(in crate::protocol) struct Batch {
    pub(in crate::protocol) text: Vec<u8>,
    /// Where each event ends in `text`.
    pub(in crate::protocol) ends: Vec<usize>,
    pub(in crate::protocol) items: Items,
    pub(in crate::protocol) end: Option<End>,
    /// The text that made the stream end.
    pub(in crate::protocol) end_text: Vec<u8>,
    pub(in crate::protocol) ending: Ending,
    pub(in crate::protocol) detail: Detail,
    /// Made of the last event that was decoded whole.
    pub(in crate::protocol) template: Option<Box<Template>>,
    /// No more bytes come: an event that is no JSON now was cut off.
    pub(in crate::protocol) is_last: bool,
    misses: u32,
    /// Whether an event of the chunk is decoded whole.
    has_whole: bool,
    /// How many events the text belongs to that was not ended yet.
    pub(in crate::protocol) run: u64,
    /// The text alone, without the JSON around it.
    plain_text: Vec<u8>,
    /// How many events have their text in `plain_text`.
    pub(in crate::protocol) plain: u64,
    /// The data of the last event of which only the text was decoded.
    pub(in crate::protocol) last: Vec<u8>,
}

impl Batch {
    /// Takes an event, and returns whether more may follow in the same way.
    pub(in crate::protocol) fn take(&mut self, event: SseEvent<'_>) -> bool {
        if self.is_end_marker(event.data.trim_ascii()) {
            self.end = Some(End::Marker);
        } else if event.name == b"error" && self.items != Items::Verbatim {
            self.stop(End::Error, event.data);
        } else {
            self.add(event);
        }
        self.end.is_none() && self.template.is_none()
    }

    /// Takes the repetitions at the front of some bytes, and gives what follows them.
    pub(in crate::protocol) fn take_repetitions<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        let Some(template) = self.template.take() else { return bytes };
        let (mut rest, mut last) = (bytes, b"".as_slice());
        while let Some((changes, after)) = template.take(rest) {
            self.add_changes(changes);
            (last, rest) = (rest, after);
        }
        if !last.is_empty() {
            self.note_last(template.data_in(last, rest));
        }
        self.template = Some(template);
        rest
    }

    /// The text of the events; `None` if there are none, or if they are deferred.
    pub(in crate::protocol) fn decoded(&mut self) -> Option<&[u8]> {
        if self.ends.is_empty() {
            let inside = self.text.get(2..).filter(|_| self.run > 0)?;
            if unescape(inside, &mut self.plain_text).is_some() {
                self.plain = self.run;
                return Some(&self.plain_text);
            }
        }
        self.end_run();
        self.text.push(b']');
        (!self.is_deferred()).then_some(&self.text)
    }

    fn is_deferred(&self) -> bool {
        let is_wanted = self.detail == Detail::Deferred && self.ends.len() > 1;
        is_wanted && !self.has_whole && self.end.is_none()
    }

    /// Forgets the events of the chunk before.
    pub(in crate::protocol) fn begin(&mut self, detail: Detail) {
        self.ends.clear();
        if self.text.capacity() >= LONG {
            self.text = Vec::new();
        }
        (self.detail, self.run, self.plain, self.has_whole) = (detail, 0, 0, false);
    }

    /// Whether data is the end marker, or what has come of it by the end of the bytes.
    fn is_end_marker(&self, data: &[u8]) -> bool {
        data == END_MARKER || self.is_last && data.len() > 1 && END_MARKER.starts_with(data)
    }

    /// Ends the text that several events have in common.
    fn end_run(&mut self) {
        if self.run == 0 {
            return;
        }
        let mut count = String::new();
        push_number(&mut count, self.run);
        self.text.extend_from_slice(b"\",");
        self.text.extend_from_slice(count.as_bytes());
        self.ends.push(self.text.len());
        self.run = 0;
    }

    fn add(&mut self, event: SseEvent<'_>) {
        if let Some(changes) = self.template.as_ref().and_then(|template| template.changes(event)) {
            self.add_changes(changes);
            return self.note_last(event.data);
        }
        if !self.ending.take(event.name, event.data) {
            return self.stop(End::NotJson, event.data);
        }
        self.end_run();
        self.begin_item();
        self.has_whole = true;
        let is_of_thread = event.name.starts_with(b"thread.") && self.items == Items::Data;
        if self.items == Items::Named || is_of_thread {
            self.add_named(event);
        } else if self.detail == Detail::Whole || event.data.starts_with(b"{") {
            self.text.extend_from_slice(event.data);
        } else {
            self.text.push(b'[');
            self.text.extend_from_slice(event.data);
            self.text.push(b']');
        }
        self.ends.push(self.text.len());
        let may_repeat = self.may_repeat(is_of_thread) && event.data.len() < LONG;
        self.template = may_repeat.then(|| Template::new(event)).flatten().map(Box::new);
    }

    fn stop(&mut self, end: End, text: &[u8]) {
        self.end = Some(end);
        self.end_text = text.to_vec();
    }

    fn begin_item(&mut self) {
        if self.ends.is_empty() {
            self.text.clear();
        }
        self.text.push(if self.ends.is_empty() { b'[' } else { b',' });
    }

    fn may_repeat(&mut self, is_of_thread: bool) -> bool {
        self.misses = self.misses.wrapping_add(1);
        let is_tried = self.misses <= MOST_MISSES || self.misses.is_multiple_of(16);
        self.detail != Detail::Whole && self.items == Items::Data && !is_of_thread && is_tried
    }

    fn add_changes(&mut self, changes: Changes<'_>) {
        self.misses = 0;
        if self.detail == Detail::Text {
            return self.add_text(changes.text);
        }
        self.begin_item();
        self.add_quoted(changes.text);
        if let Some(padding) = changes.padding {
            self.text.push(b',');
            self.add_quoted(padding);
        }
        if let Some(number) = changes.number {
            self.text.push(b',');
            self.text.extend_from_slice(number);
        }
        self.ends.push(self.text.len());
    }

    /// Adds the inside of a JSON string to that of the event before, if that repeats the same.
    fn add_text(&mut self, inside: &[u8]) {
        if self.run == 0 {
            self.begin_item();
            self.text.push(b'"');
        }
        self.text.extend_from_slice(inside);
        self.run = self.run.wrapping_add(1);
    }

    /// Adds the inside of a JSON string as a string of its own.
    fn add_quoted(&mut self, inside: &[u8]) {
        self.text.push(b'"');
        self.text.extend_from_slice(inside);
        self.text.push(b'"');
    }

    fn note_last(&mut self, data: &[u8]) {
        if self.detail == Detail::Text {
            self.last.clear();
            self.last.extend_from_slice(data);
        }
    }

    fn add_named(&mut self, event: SseEvent<'_>) {
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

/// Writes the text that the inside of a JSON string stands for; `None` where it has Unicode escapes.
fn unescape(mut inside: &[u8], text: &mut Vec<u8>) -> Option<()> {
    text.clear();
    while let Some(at) = inside.iter().position(|byte| *byte == b'\\') {
        let (plain, escape) = inside.split_at_checked(at)?;
        text.extend_from_slice(plain);
        text.push(match escape.get(1)? {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => return None,
            other => *other,
        });
        inside = escape.get(2..)?;
    }
    text.extend_from_slice(inside);
    Some(())
}
