//! What Rust writes down for JavaScript: requests, steps, how a call went.

use crate::engine::{Answer, HttpRequest, NextStep, Progress};
use crate::protocol::failure::kind::FailureKind;
use crate::protocol::identity::origin::Origin;
use crate::protocol::routing::meta::Meta;
use crate::protocol::stream::items::Items;
use crate::protocol::text::number::push_number;

/// What is written in place of a scope where all are asked for.
pub const ALL_SCOPES: &str = "!undefined";

/// What stands for [`NextStep::NoRoom`], and for no further request.
pub const NO_ROOM: f64 = -1.0;

/// What stands for [`NextStep::AskKey`].
pub const ASK_KEY: f64 = -2.0;

/// The bit of [`progress`] for a text that is no JSON.
pub const IS_PLAIN: usize = 4;

/// The bit of [`progress`] for a template.
pub const HAS_TEMPLATE: usize = 2;

/// The bit of [`progress`] for a stream that is over.
pub const IS_DONE: usize = 1;

/// What is next: 0 to send, or the milliseconds to wait, or one of the two numbers below 0.
pub fn next_step(step: NextStep) -> f64 {
    match step {
        NextStep::Send => 0.0,
        NextStep::AskKey => ASK_KEY,
        NextStep::Wait(millis) => (millis as f64).max(1.0),
        NextStep::NoRoom => NO_ROOM,
    }
}

/// How many milliseconds to wait before asking what is next; below 0: the call has failed.
pub fn wait(millis: Option<u64>) -> f64 {
    millis.map_or(NO_ROOM, |millis| millis as f64)
}

/// What becomes of the answer, in a word; for a page, that of its cursor.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Stream(_) => "stream",
        Answer::Bytes => "bytes",
        Answer::Page(cursor) => cursor,
        Answer::Body => "body",
    }
}

/// What the items of a stream are: 0 the data, 1 `{event, data}`, 2 the data, never an error.
pub fn items(answer: Answer) -> u8 {
    match answer {
        Answer::Stream(items) => items as u8,
        _ => Items::Data as u8,
    }
}

/// How many events a chunk completed, eight times, and a bit for what else there is to say.
pub fn progress(progress: Progress) -> usize {
    let Progress { count, is_plain, has_template, is_done } = progress;
    let bits = [(IS_PLAIN, is_plain), (HAS_TEMPLATE, has_template), (IS_DONE, is_done)];
    let set = bits.iter().filter(|(_, is_set)| *is_set);
    set.fold(count.wrapping_mul(8), |progress, (bit, _)| progress | bit)
}

/// What to send: the method, the URL, the body if it is made here (`=` and the text), then the names
/// and the values of the headers, each ended by NUL.
pub fn request(request: &HttpRequest) -> String {
    let mut words = Words(String::with_capacity(512));
    words.push(Some(request.method));
    words.push(Some(&request.url));
    words.0.push_str(if request.body.is_some() { "=" } else { "-" });
    words.push(request.body);
    for (name, value) in request.headers.iter() {
        words.push(Some(name));
        words.push(Some(value));
    }
    words.0
}

/// How a call went: who it was for and who said so, the times, and six words for each attempt; what
/// is missing is empty, a status 0. A NUL ends each.
pub fn meta(meta: &Meta) -> String {
    let mut words = Words(String::new());
    words.push(meta.organization);
    words.push(meta.organization_origin.map(Origin::as_str));
    words.push(meta.project);
    words.push(meta.project_origin.map(Origin::as_str));
    words.number(meta.waited);
    words.number(meta.time_to_first_byte);
    for attempt in meta.attempts {
        words.push(attempt.organization.as_deref());
        words.push(attempt.project.as_deref());
        words.number(attempt.waited);
        words.number(attempt.duration);
        words.number(u64::from(attempt.status.unwrap_or_default()));
        words.push(attempt.kind.map(FailureKind::as_str));
    }
    words.0
}

/// Words in a row, each ended by a NUL.
struct Words(String);

impl Words {
    #[inline(never)]
    fn push(&mut self, word: Option<&str>) {
        self.0.push_str(word.unwrap_or_default());
        self.0.push_str("\0");
    }

    #[inline(never)]
    fn number(&mut self, number: u64) {
        push_number(&mut self.0, number);
        self.push(None);
    }
}
