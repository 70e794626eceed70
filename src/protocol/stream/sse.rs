//! Bytes in, events out, across any chunk border (HTML standard, server-sent events).

use crate::protocol::text::word_scan::line_end;

/// An event of a stream: the name that `event:` gave, or `""`, and its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event<'a> {
    /// The name, `""` if the stream gave none.
    pub name: &'a [u8],
    /// The lines of `data:`, joined by line feeds; never empty.
    pub data: &'a [u8],
}

/// Splits a stream of bytes into events, however the network cuts it.
#[derive(Debug, Default)]
pub struct Decoder {
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

impl Decoder {
    /// Takes the next bytes and hands every event that they complete to `sink`.
    ///
    /// `sink` returns whether it wants more; once it does not, what is left of `bytes` comes back.
    pub fn push<'a>(
        &mut self,
        bytes: &'a [u8],
        sink: &mut dyn FnMut(Event<'_>) -> bool,
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
                self.partial = whole;
                wants_more
            };
            if !wants_more {
                return rest;
            }
        }
        self.partial.extend_from_slice(rest);
        b""
    }

    /// Whether the next byte begins an event, and nothing of another is kept.
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
        sink: &mut dyn FnMut(Event<'_>) -> bool,
    ) -> bool {
        let line = if self.is_started { line } else { without_mark(line) };
        self.is_started = true;
        if line.is_empty() {
            return self.dispatch(sink);
        }
        let (field, value) = split_field(line);
        match field {
            b"data" if self.is_only(value, rest) => {
                *rest = rest.strip_prefix(b"\n").unwrap_or_default();
                let wants_more = sink(Event { name: &self.name, data: value });
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

    /// Whether a line is all the data of an event that ends here: then it need not be kept.
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

    fn dispatch(&mut self, sink: &mut dyn FnMut(Event<'_>) -> bool) -> bool {
        let wants_more = self.data.is_empty() || sink(Event { name: &self.name, data: &self.data });
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
