//! Whether a streamed answer is whole: what ends it depends on the kind of stream.

use crate::protocol::text::word_scan::unquoted_length;

/// What the type of a last event begins with, where no `[DONE]` follows; that of a run is in its name.
const LAST_OF: [&[u8]; 6] = [
    b"response",
    b"thread.run",
    b"speech.audio",
    b"transcript.text",
    b"image_generation",
    b"image_edit",
];

/// And what it ends with, behind a dot.
const LAST_WORDS: [&[u8]; 7] =
    [b"completed", b"failed", b"incomplete", b"cancelled", b"expired", b"requires_action", b"done"];

/// How deep the members of an event are, and those of its choices.
const EVENT: u32 = 1;
const CHOICE: u32 = 3;

/// What the events so far say about the end of the answer; what ended once stays ended.
///
/// It looks at one event at a time, so that how the network cuts the stream makes no difference.
#[derive(Debug, Default)]
pub struct Ending {
    /// A bit for each choice that has begun, by its index; from the 64th on they share one.
    begun: u64,
    /// The same for those that have a finish reason.
    finished: u64,
    has_last_event: bool,
    /// Whether the choices of the event are looked at.
    is_in_choices: bool,
    /// Of the choice that is looked at.
    index: u32,
    /// The same: whether it has a finish reason.
    is_finished: bool,
}

impl Ending {
    /// Looks at an event, and returns whether its data may be one JSON value.
    ///
    /// Data whose brackets and strings are closed cannot change what stands beside it in an array.
    pub fn take(&mut self, name: &[u8], data: &[u8]) -> bool {
        self.has_last_event |= is_last(name);
        self.is_in_choices = false;
        !data.trim_ascii().is_empty() && self.walk(data).is_some()
    }

    /// Whether an answer that ends here is whole.
    pub const fn is_whole(&self) -> bool {
        self.has_last_event || (self.begun != 0 && self.begun == self.finished)
    }

    /// Looks at each byte outside of strings once; `None` if something is not closed.
    fn walk(&mut self, data: &[u8]) -> Option<()> {
        let (mut depth, mut rest, mut last) = (0_u32, data, b"".as_slice());
        while let Some((byte, after)) = rest.split_first() {
            rest = after;
            match byte {
                b'"' => (last, rest) = split_string(after)?,
                b':' => self.member(depth, last, after.trim_ascii_start()),
                b'{' | b'[' => {
                    depth = depth.wrapping_add(1);
                    if depth == CHOICE {
                        (self.index, self.is_finished) = (0, false);
                    }
                }
                b'}' | b']' => {
                    if depth == CHOICE && self.is_in_choices {
                        self.note_choice();
                    }
                    depth = depth.checked_sub(1)?;
                }
                b',' if depth == 0 => return None,
                _ => {}
            }
        }
        (depth == 0).then_some(())
    }

    /// Looks at a member by its name and what its value begins with.
    fn member(&mut self, depth: u32, name: &[u8], value: &[u8]) {
        match name {
            b"finish_reason" if depth == CHOICE => self.is_finished = !string_in(value).is_empty(),
            b"index" if depth == CHOICE => self.index = small_number(value).min(63),
            b"type" if depth == EVENT => self.has_last_event |= is_last(string_in(value)),
            _ if depth == EVENT => self.is_in_choices = name == b"choices",
            _ => {}
        }
    }

    /// Notes that a choice has begun, and whether it has a finish reason that is a word.
    fn note_choice(&mut self) {
        let bit = 1 << self.index;
        self.begun |= bit;
        self.finished |= if self.is_finished { bit } else { 0 };
    }
}

/// The inside of a string whose first quote was taken, and what follows it.
fn split_string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut end = 0_usize;
    loop {
        end = end.wrapping_add(unquoted_length(text.get(end..)?));
        if *text.get(end)? == b'"' {
            return Some((text.get(..end)?, text.get(end.wrapping_add(1)..)?));
        }
        end = end.wrapping_add(2);
    }
}

/// Whether an event of a type, or with a name, is the last of an answer.
fn is_last(kind: &[u8]) -> bool {
    let Some(dot) = kind.iter().rposition(|byte| *byte == b'.') else { return kind == b"error" };
    let Some((of, word)) = kind.split_at_checked(dot) else { return false };
    LAST_OF.contains(&of) && word.get(1..).is_some_and(|word| LAST_WORDS.contains(&word))
}

/// The inside of the string that begins a text; empty for any other value.
fn string_in(text: &[u8]) -> &[u8] {
    text.strip_prefix(b"\"").and_then(split_string).unwrap_or_default().0
}

/// The number that begins a text; it may have wrapped.
fn small_number(text: &[u8]) -> u32 {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit());
    let add = |sum: u32, digit: &u8| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
    digits.fold(0, add)
}
