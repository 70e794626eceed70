//! Whether a streamed answer is whole: what ends it depends on the kind of stream.

use crate::protocol::text::json_members::{Members, is_text, is_value, split_value};

/// The types of the events that end an answer, where no `[DONE]` follows.
const LAST_TYPES: [&[u8]; 9] = [
    b"\"response.completed\"",
    b"\"response.failed\"",
    b"\"response.incomplete\"",
    b"\"response.cancelled\"",
    b"\"error\"",
    b"\"speech.audio.done\"",
    b"\"transcript.text.done\"",
    b"\"image_generation.completed\"",
    b"\"image_edit.completed\"",
];

/// How the name of the last event of a run ends; it begins with `thread.run.`.
const LAST_OF_RUN: [&[u8]; 6] =
    [b"completed", b"failed", b"incomplete", b"cancelled", b"expired", b"requires_action"];

/// What the events so far say about the end of the answer; what ended once stays ended.
///
/// It looks at one event at a time, so that how the network cuts the stream makes no difference.
#[derive(Debug, Default)]
pub struct Ending {
    /// A bit for each choice that has begun, by its index.
    begun: u128,
    /// The same for those that have a finish reason.
    finished: u128,
    has_last_event: bool,
}

impl Ending {
    /// Looks at an event, and returns whether its data may be one JSON value.
    ///
    /// Data whose brackets and strings are closed cannot change what stands beside it in an array.
    pub fn take(&mut self, name: &[u8], data: &[u8]) -> bool {
        let of_run = name.strip_prefix(b"thread.run.");
        self.has_last_event |= of_run.is_some_and(|end| LAST_OF_RUN.contains(&end));
        let Some(members) = Members::of(data) else { return is_value(data.trim_ascii()) };
        self.object(members).is_some()
    }

    /// Whether an answer that ends here is whole.
    pub const fn is_whole(&self) -> bool {
        self.has_last_event || (self.begun != 0 && self.begun == self.finished)
    }

    fn object(&mut self, members: Members<'_>) -> Option<()> {
        for member in members {
            let (name, value) = member?;
            match name {
                b"type" => self.has_last_event |= LAST_TYPES.contains(&value),
                b"choices" => self.choices(value),
                _ => {}
            }
        }
        Some(())
    }

    /// Notes which choices have begun, and which have a finish reason that is a word.
    fn choices(&mut self, array: &[u8]) {
        let mut rest = array;
        while let Some(start) = rest.iter().position(|byte| *byte == b'{') {
            rest = rest.get(start..).unwrap_or_default();
            let Some((choice, after)) = split_value(rest) else { return };
            self.choice(choice);
            rest = after;
        }
    }

    fn choice(&mut self, object: &[u8]) {
        let (mut bit, mut is_finished) = (1_u128, false);
        for (name, value) in Members::of(object).into_iter().flatten().flatten() {
            match name {
                b"index" => bit = 1_u128.wrapping_shl(small_number(value)),
                b"finish_reason" => is_finished = is_text(value) && value.len() > 2,
                _ => {}
            }
        }
        self.begun |= bit;
        self.finished |= if is_finished { bit } else { 0 };
    }
}

/// The number that digits stand for; it may have wrapped.
fn small_number(digits: &[u8]) -> u32 {
    let add = |sum: u32, digit: &u8| sum.wrapping_mul(10).wrapping_add(u32::from(digit & 15));
    digits.iter().fold(0, add)
}
