//! What can be asked of a call once it was answered, or has failed.

use std::rc::Rc;

use super::call::Call;
use super::clock;
use super::option_values::TIMEOUT;
use crate::protocol::failure::diagnosis::{self, Diagnosis};
use crate::protocol::memory::affinity;
use crate::protocol::request::options::Name;
use crate::protocol::request::query::Pair;
use crate::protocol::routing::meta::Meta;
use crate::protocol::stream::end::End;
use crate::protocol::stream::items::Detail;
use crate::protocol::text::scan;

impl Call {
    /// What the last failure means, as JSON.
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method itself is for one lifetime only"
    )]
    pub fn diagnosis(&self) -> String {
        self.diagnose(|diagnosis| diagnosis.to_json())
    }

    /// How the call went: who it was for, its attempts, its waits ([`Meta::to_words`]).
    pub fn meta(&self) -> String {
        let state = self.state.borrow();
        let (organization, project) = self.sender(&state).chosen();
        Meta::new(organization, project, &state.course.attempts).to_words()
    }

    /// A text of the server in which the key is masked, should it repeat it.
    pub fn mask(&self, text: String) -> String {
        let key = &self.state.borrow().key;
        // A shorter one is no secret, and would mask parts of other words.
        let is_repeated = key.len() >= 8 && scan::contains(&text, key);
        if is_repeated { scan::replace(&text, key, "***") } else { text }
    }

    /// Notes what an answer tells: its id, and the tokens that it was charged for.
    pub fn settle(&self, id: Option<String>, input: f64, output: f64) {
        let state = self.state.borrow();
        let place = self.sender(&state).place;
        // A cast takes what is no number for zero.
        self.shared.add_usage(place, input as u64, output as u64);
        if let Some(id) = id.filter(|id| affinity::is_bound(id)) {
            self.shared.remember(&id, place);
        }
    }

    /// The call for another page: the same with one parameter of the query changed.
    #[must_use]
    pub fn again(&self, name: &str, text: String) -> Self {
        let (parameter, name) = (name.to_owned(), name.to_owned());
        let cursor = Some(Pair { parameter, name, text: Some(text) });
        let (request, settings) = (Rc::clone(&self.request), Rc::clone(&self.settings));
        Self::new(request, cursor, settings, Rc::clone(&self.shared))
    }

    /// Takes a chunk of a stream, an empty one if no more come, and gives a JSON array of the events
    /// that it completes. Of those that repeat another it gives only what has changed, or the text;
    /// if all do and `defers` is set, nothing yet. `read` makes something of it before it is
    /// overwritten.
    pub fn push<T>(
        &self,
        chunk: &[u8],
        is_text: bool,
        defers: Option<bool>,
        read: impl FnOnce(&[u8]) -> T,
    ) -> Option<T> {
        let detail = match defers {
            _ if is_text => Detail::Text,
            Some(true) => Detail::Deferred,
            _ => Detail::Changes,
        };
        let mut stream = self.stream.borrow_mut();
        stream.take(chunk, detail).map(read)
    }

    /// So many events of a chunk that were deferred.
    pub fn deferred(&self, from: usize, count: usize) -> String {
        self.stream.borrow().events(from, count)
    }

    /// How many events the last chunk completed, eight times; four more if they came as a text that
    /// is no JSON, two more if later ones may repeat the last that came whole, one more if nothing
    /// more is to come.
    pub fn progress(&self) -> usize {
        let stream = self.stream.borrow();
        let (is_plain, has_template) = (stream.plain() > 0, stream.has_template());
        let count = stream.plain().max(stream.batched()).wrapping_mul(8);
        let bits = [(4, is_plain), (2, has_template), (1, stream.end().is_some())];
        bits.iter().filter(|(_, is_set)| *is_set).fold(count, |progress, (bit, _)| progress | bit)
    }

    /// Why nothing more is to come: see [`End::word`].
    pub fn end(&self) -> &'static str {
        self.stream.borrow().end().map_or("", End::word)
    }

    /// The last event of which only the text was decoded.
    pub fn last(&self) -> String {
        self.stream.borrow().last()
    }

    /// One event of the last chunk; behind them all comes the text that ended the stream.
    pub fn event(&self, index: usize) -> Option<String> {
        let stream = self.stream.borrow();
        if index < stream.batched() { stream.event(index) } else { Some(stream.end_text()) }
    }

    /// Whether a stream that ends here is whole, or lacks no more than the end that the caller does
    /// not insist on.
    pub fn is_whole(&self) -> bool {
        let is_lenient = self.given(Name::LenientStreams);
        let is_lenient = is_lenient.is_some_and(|given| given.text() == Some("true"));
        let stream = self.stream.borrow();
        stream.is_complete() || is_lenient && !stream.is_cut()
    }
}

impl Call {
    /// Lets somebody read what the last failure means.
    pub(crate) fn diagnose<T>(&self, read: impl FnOnce(&Diagnosis) -> T) -> T {
        let state = self.state.borrow();
        let failure = state.outcome.failure();
        let sent = self.sender(&state).sent(&state.key);
        let mut diagnosis = diagnosis::diagnose(&failure, &sent, clock::now());
        state.outcome.amend(&mut diagnosis);
        read(&diagnosis)
    }
}

/// What whoever drives a call asks one by one: JavaScript learns it at once from its plan and from
/// [`Call::progress`].
impl Call {
    /// Takes a chunk of a stream, an empty one if no more come; its events can be had one by one.
    /// Whether it completes any.
    pub fn take(&self, chunk: &[u8]) -> bool {
        self.stream.borrow_mut().take(chunk, Detail::Whole).is_some()
    }

    /// What becomes of the answer: `stream`, `bytes`, `body`, or `page` and the word for its cursor.
    pub fn kind(&self) -> &'static str {
        self.request.kind()
    }

    /// What messages call the request.
    pub fn name(&self) -> &str {
        &self.request.name
    }

    /// What an item of a stream may be: 0 the data, 1 `{event, data}`, 2 the data, never an error.
    pub fn items(&self) -> u8 {
        self.request.items() as u8
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

    /// How many events the last chunk completed.
    pub fn batched(&self) -> usize {
        self.stream.borrow().batched()
    }

    /// Why nothing more is to come; `None` if it may.
    pub fn stream_end(&self) -> Option<End> {
        self.stream.borrow().end()
    }
}
