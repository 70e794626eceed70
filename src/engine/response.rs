//! What can be asked of a call once it was answered, or has failed.

use std::rc::Rc;

use super::call::Call;
use super::clock;
use super::option_values::TIMEOUT;
use super::request::Answer;
use crate::protocol::failure::diagnosis::{self, Diagnosis};
use crate::protocol::memory::affinity;
use crate::protocol::request::options::Name;
use crate::protocol::request::query::Pair;
use crate::protocol::routing::meta::Meta;
use crate::protocol::stream::end::End;
use crate::protocol::stream::items::Detail;

impl Call {
    /// Reads what the last failure means.
    pub fn diagnose<T>(&self, read: impl FnOnce(&Diagnosis) -> T) -> T {
        let now = clock::now();
        let state = self.state.borrow();
        let failure = state.outcome.failure();
        let sent = self.sender(&state).sent(&state.key);
        let mut diagnosis = diagnosis::diagnose(&failure, &sent, now);
        state.outcome.amend(&mut diagnosis);
        read(&diagnosis)
    }

    /// Reads how the call went: who it was for, its attempts, its waits.
    pub fn meta<T>(&self, read: impl FnOnce(&Meta) -> T) -> T {
        let state = self.state.borrow();
        let (organization, project) = self.sender(&state).chosen();
        read(&Meta::new(organization, project, &state.attempts.made))
    }

    /// A text of the server in which every key that was ever sent is masked, should it repeat one.
    pub fn mask(&self, text: String) -> String {
        self.shared.mask(text)
    }

    /// Notes the id of an answer, and the tokens that it was charged for.
    pub fn record_usage(&self, id: Option<&str>, input: u64, output: u64) {
        let state = self.state.borrow();
        let place = self.sender(&state).place;
        self.shared.add_usage(place, input, output);
        if let Some(id) = id.filter(|id| affinity::is_kept(id, self.request.stored)) {
            self.shared.remember(id, place);
        }
    }

    /// The call for another page: the same with one parameter of the query changed.
    #[must_use]
    pub fn with_cursor(&self, parameter: &str, value: String) -> Self {
        let (parameter, name) = (parameter.to_owned(), parameter.to_owned());
        let cursor = Some(Pair { parameter, name, text: Some(value) });
        let (request, settings) = (Rc::clone(&self.request), Rc::clone(&self.settings));
        Self::new(request, cursor, settings, Rc::clone(&self.shared))
    }

    /// What becomes of the answer.
    pub fn answer(&self) -> Answer {
        self.request.answer
    }

    /// What messages call the request.
    pub fn name(&self) -> &str {
        &self.request.name
    }

    /// Milliseconds until the headers, and a body that is no stream, must be here.
    pub fn timeout(&self) -> f64 {
        self.number(Name::Timeout, TIMEOUT)
    }

    /// Milliseconds that a stream may take to bring its first bytes, or its next ones.
    pub fn stream_timeout(&self, is_first: bool) -> f64 {
        let option = if is_first { Name::FirstByteTimeout } else { Name::IdleTimeout };
        self.number(option, f64::INFINITY)
    }
}

/// How far a stream has come with its last chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// How many events the chunk completed.
    pub count: usize,
    /// Whether what was decoded is their text, and no JSON.
    pub is_plain: bool,
    /// Whether later events may be told by what has changed since the last that came whole.
    pub has_template: bool,
    /// Whether nothing more is to come.
    pub is_done: bool,
}

/// What a streamed answer brings.
impl Call {
    /// Takes a chunk of a stream, an empty one if no more come, and hands out what it completes, in so much detail
    /// ([`EventStream::take`]), before that is overwritten. `None` if there is nothing yet.
    ///
    /// [`EventStream::take`]: crate::protocol::stream::event_stream::EventStream::take
    pub fn push<T>(
        &self,
        chunk: &[u8],
        detail: Detail,
        read: impl FnOnce(&[u8]) -> T,
    ) -> Option<T> {
        self.stream.borrow_mut().take(chunk, detail).map(read)
    }

    /// How far the stream has come.
    pub fn progress(&self) -> Progress {
        let stream = self.stream.borrow();
        Progress {
            count: stream.plain().max(stream.batched()),
            is_plain: stream.plain() > 0,
            has_template: stream.has_template(),
            is_done: stream.end().is_some(),
        }
    }

    /// So many events of a chunk that [`Detail::Deferred`] holds back, as JSON.
    pub fn deferred(&self, from: usize, count: usize) -> String {
        self.stream.borrow().events(from, count)
    }

    /// The data of the last event of which only the text was handed out.
    pub fn last_event(&self) -> String {
        self.stream.borrow().last()
    }

    /// One event of the last chunk; `None` if there are not so many.
    pub fn event(&self, index: usize) -> Option<String> {
        self.stream.borrow().event(index)
    }

    /// Why nothing more is to come; `None` if it may.
    pub fn stream_end(&self) -> Option<End> {
        self.stream.borrow().end()
    }

    /// The text that ended the stream; empty if nothing did, or the end marker.
    pub fn end_text(&self) -> String {
        self.stream.borrow().end_text()
    }

    /// Whether a stream that ends here is whole, or lacks no more than the end that the caller does
    /// not insist on.
    pub fn is_whole(&self) -> bool {
        let stream = self.stream.borrow();
        stream.is_complete() || self.is_lenient() && !stream.is_cut()
    }

    fn is_lenient(&self) -> bool {
        let own = self.request.options.flag(Name::LenientStreams);
        own.or_else(|| self.settings.options.flag(Name::LenientStreams)).unwrap_or(false)
    }
}
