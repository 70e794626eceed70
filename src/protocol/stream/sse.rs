//! Bytes in, events out, across any chunk border (HTML standard, server-sent events).

use crate::protocol::text::word_scan::line_end;

/// An event of a stream: its name and its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SseEvent<'a> {
    /// What `event:` says, `""` without it.
    pub name: &'a [u8],
    /// The lines of `data:`, joined by line feeds; never empty.
    pub data: &'a [u8],
}

/// A line or an event of so many bytes or more is refused: 64 MiB hold a picture of 48 MB as base64,
/// and what has come of an event stands in memory until all of it has.
const MOST_BYTES: usize = 64 << 20;

/// A buffer of so many bytes or more is freed when it is no longer needed, and no template is as long:
/// the memory of the module never shrinks, and other streams can use it.
pub(in crate::protocol) const LONG: usize = 1 << 20;

/// Splits a stream of bytes into events, however the network cuts it.
#[derive(Debug)]
pub struct Decoder {
    /// Zero once something was too long.
    most_bytes: usize,
    /// The beginning of a line whose end has not come yet.
    partial: Vec<u8>,
    name: Vec<u8>,
    data: Vec<u8>,
    has_data: bool,
    /// A CR ended the last chunk; a LF at the start of the next one belongs to it.
    after_carriage_return: bool,
    /// The first line is behind us, and with it the place where a BOM may stand.
    is_started: bool,
}

impl Default for Decoder {
    fn default() -> Self {
        Self::new(MOST_BYTES)
    }
}

impl Decoder {
    /// One that refuses a line or an event of so many bytes or more.
    pub const fn new(most_bytes: usize) -> Self {
        Self {
            most_bytes,
            partial: Vec::new(),
            name: Vec::new(),
            data: Vec::new(),
            has_data: false,
            after_carriage_return: false,
            is_started: false,
        }
    }

    /// Takes the next bytes and hands every event that they complete to `sink`.
    ///
    /// `sink` returns whether it wants more; once it does not, what is left of `bytes` comes back.
    pub fn push<'a>(
        &mut self,
        bytes: &'a [u8],
        sink: &mut dyn FnMut(SseEvent<'_>) -> bool,
    ) -> &'a [u8] {
        let mut rest = bytes;
        while let Some((line, after)) = self.take_line(&mut rest) {
            rest = after;
            let wants_more = if self.partial.is_empty() {
                self.line(line, &mut rest, sink)
            } else {
                let mut whole = std::mem::take(&mut self.partial);
                whole.extend_from_slice(line);
                let wants_more = self.line(&whole, &mut rest, sink);
                whole.clear();
                if !self.is_full() && whole.capacity() < LONG {
                    self.partial = whole;
                }
                wants_more
            };
            if !wants_more || self.is_full() {
                return rest;
            }
        }
        if !self.refuses(self.partial.len(), rest.len()) {
            self.partial.extend_from_slice(rest);
        }
        b""
    }

    /// Whether a line or an event was too long: it is lost, and nothing can follow.
    pub const fn is_full(&self) -> bool {
        self.most_bytes == 0
    }

    /// Whether the bytes end inside an event.
    pub fn is_inside_event(&self) -> bool {
        let line = if self.is_started { &self.partial } else { without_mark(&self.partial) };
        let has_field = line.first().is_some_and(|byte| *byte != b':');
        has_field || self.has_data || !self.name.is_empty()
    }

    /// Whether so many bytes more are too many; what there is of them is freed.
    pub fn refuses(&mut self, there: usize, more: usize) -> bool {
        if there.saturating_add(more) < self.most_bytes {
            return false;
        }
        (self.most_bytes, self.partial, self.data) = (0, Vec::new(), Vec::new());
        true
    }

    /// Whether the next byte begins an event, and no part of another has come.
    pub fn is_between_events(&self) -> bool {
        self.is_started
            && !self.after_carriage_return
            && !self.has_data
            && self.partial.is_empty()
            && self.name.is_empty()
    }

    /// The next line of `rest` and what follows its end; `None` if its end has not come.
    fn take_line<'a>(&mut self, rest: &mut &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        if self.after_carriage_return && !rest.is_empty() {
            self.after_carriage_return = false;
            *rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        let end = line_end(rest)?;
        let (line, after) = rest.split_at_checked(end)?;
        let (ending, after) = after.split_first()?;
        self.after_carriage_return = *ending == b'\r';
        Some((line, after))
    }

    /// Takes a line, and the empty line at the front of `rest` if it is the only one of an event.
    fn line(
        &mut self,
        line: &[u8],
        rest: &mut &[u8],
        sink: &mut dyn FnMut(SseEvent<'_>) -> bool,
    ) -> bool {
        let line = if self.is_started { line } else { without_mark(line) };
        self.is_started = true;
        if line.is_empty() {
            return self.dispatch(sink);
        }
        if self.refuses(self.data.len(), line.len()) {
            return false;
        }
        let (field, value) = split_field(line);
        match field {
            b"data" if self.is_only(value, rest) => {
                *rest = rest.strip_prefix(b"\n").unwrap_or_default();
                let wants_more = sink(SseEvent { name: &self.name, data: value });
                self.name.clear();
                return wants_more;
            }
            b"data" => self.data_line(value),
            b"event" => {
                self.name.clear();
                self.name.extend_from_slice(value);
            }
            // Comments (an empty field), `id` and `retry` mean nothing to a request.
            _ => {}
        }
        true
    }

    /// Whether a line is all the data of an event that ends here: then it need not be copied.
    fn is_only(&self, value: &[u8], rest: &[u8]) -> bool {
        !value.is_empty()
            && !self.has_data
            && !self.after_carriage_return
            && rest.starts_with(b"\n")
    }

    fn data_line(&mut self, value: &[u8]) {
        if self.has_data {
            self.data.push(b'\n');
        }
        self.data.extend_from_slice(value);
        self.has_data = true;
    }

    fn dispatch(&mut self, sink: &mut dyn FnMut(SseEvent<'_>) -> bool) -> bool {
        let wants_more =
            self.data.is_empty() || sink(SseEvent { name: &self.name, data: &self.data });
        self.data.clear();
        self.name.clear();
        self.has_data = false;
        wants_more
    }
}

/// The field's name and its value, without the one space that may follow the colon.
fn split_field(line: &[u8]) -> (&[u8], &[u8]) {
    let Some(colon) = line.iter().position(|&byte| byte == b':') else {
        return (line, b"");
    };
    let (field, value) = line.split_at_checked(colon).unwrap_or((line, b""));
    let value = value.strip_prefix(b":").unwrap_or(value);
    (field, value.strip_prefix(b" ").unwrap_or(value))
}

/// The first line of a stream without its byte order mark.
fn without_mark(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
}
