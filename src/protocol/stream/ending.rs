//! Whether a streamed answer is whole: what ends it depends on the kind of stream.

use crate::protocol::text::json_members::{Members, is_text, is_value, split_value};

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
        match Members::of(data) {
            Some(members) => self.look_at(members, false).is_some(),
            None => is_value(data.trim_ascii()),
        }
    }

    /// Whether an answer that ends here is whole.
    pub const fn is_whole(&self) -> bool {
        self.has_last_event || (self.begun != 0 && self.begun == self.finished)
    }

    /// Looks at the members of an event, or of a choice; `None` if they are not well-formed.
    fn look_at(&mut self, members: Members<'_>, is_choice: bool) -> Option<()> {
        for member in members {
            let (name, value) = member?;
            match name {
                b"type" => self.has_last_event |= is_last(unquoted(value)),
                b"choices" if !is_choice => self.choices(value),
                b"index" => self.index = small_number(value).min(63),
                b"finish_reason" => self.is_finished = is_text(value) && value.len() > 2,
                _ => {}
            }
        }
        Some(())
    }

    /// Notes which choices have begun, and which have a finish reason that is a word.
    fn choices(&mut self, array: &[u8]) {
        let mut rest = array;
        while let Some(start) = rest.iter().position(|byte| *byte == b'{') {
            let Some((choice, after)) = rest.get(start..).and_then(split_value) else { return };
            (self.index, self.is_finished) = (0, false);
            let _ = Members::of(choice).and_then(|members| self.look_at(members, true));
            let bit = 1 << self.index;
            self.begun |= bit;
            self.finished |= if self.is_finished { bit } else { 0 };
            rest = after;
        }
    }
}

/// Whether an event of a type, or with a name, is the last of an answer.
fn is_last(kind: &[u8]) -> bool {
    let Some(dot) = kind.iter().rposition(|byte| *byte == b'.') else { return kind == b"error" };
    let Some((of, word)) = kind.split_at_checked(dot) else { return false };
    LAST_OF.contains(&of) && word.get(1..).is_some_and(|word| LAST_WORDS.contains(&word))
}

/// The inside of a JSON string.
fn unquoted(value: &[u8]) -> &[u8] {
    value.get(1..value.len().saturating_sub(1)).unwrap_or_default()
}

/// The number that digits stand for; it may have wrapped.
fn small_number(digits: &[u8]) -> u32 {
    let add = |sum: u32, digit: &u8| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
    digits.iter().fold(0, add)
}
