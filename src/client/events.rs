//! An answer that comes event by event, as a stream of values.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use futures_util::stream::{Stream, StreamExt, unfold};
use js_sys::JSON;
use serde::de::{DeserializeOwned, IgnoredAny};
use wasm_bindgen::prelude::*;

use super::drive::{Sending, drive};
use super::error::{Error, ErrorKind};
use super::exchange::Exchange;
use super::failures::{broken_connection, code_and_message};
use super::js_value::get;
use super::json::{Members, from_text, is_truthy, record_usage};
use super::watch::Chunks;
use crate::engine::Answer;
use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::stream::end::End;
use crate::protocol::stream::items::{Detail, Items};
use crate::protocol::text::secret::mask_url;

/// The events of an answer; dropped, it ends the request.
///
/// An event that does not fit `T` is an error of its own, and the next ones follow. Any other
/// error is the last that comes.
pub struct Events<T>(Pin<Box<dyn Stream<Item = Result<T, Error>>>>);

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Events").finish_non_exhaustive()
    }
}

impl<T: DeserializeOwned + 'static> Events<T> {
    pub(super) fn new(sending: Result<Sending, Error>) -> Self {
        Self(Box::pin(unfold(State::Made(sending), State::advance).fuse()))
    }
}

impl<T> Events<T> {
    /// The next event; `None` once there are none.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await
    }
}

impl<T> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

enum State {
    Made(Result<Sending, Error>),
    Open(Reading),
    Over,
}

impl State {
    async fn advance<T: DeserializeOwned>(self) -> Option<(Result<T, Error>, Self)> {
        let mut reading = match self.open().await? {
            Ok(reading) => reading,
            Err(error) => return Some((Err(error), Self::Over)),
        };
        match reading.next().await? {
            Ok(event) => Some((from_text(&reading.exchange.call, &event), Self::Open(reading))),
            Err(error) => Some((Err(error), Self::Over)),
        }
    }

    async fn open(self) -> Option<Result<Reading, Error>> {
        match self {
            Self::Made(Ok(sending)) => Some(drive(sending).await.and_then(Reading::new)),
            Self::Made(Err(error)) => Some(Err(error)),
            Self::Open(reading) => Some(Ok(reading)),
            Self::Over => None,
        }
    }
}

/// A stream that is being read.
struct Reading {
    exchange: Exchange,
    chunks: Chunks,
    /// What has come and was not handed out.
    events: VecDeque<String>,
    /// How many have come.
    received: usize,
    is_over: bool,
    /// What comes behind the last event.
    problem: Option<Error>,
    /// The event that says what the answer was charged for; else the first.
    usage: String,
}

impl Reading {
    fn new(exchange: Exchange) -> Result<Self, Error> {
        exchange.watch.restart(exchange.call.stream_timeout(true));
        let body = exchange.response.body().map_or(JsValue::NULL, JsValue::from);
        let chunks = Chunks::new(&body, exchange.watch.signal());
        let chunks = chunks.map_err(|thrown| Error::invalid(&thrown))?;
        let (events, usage) = (VecDeque::new(), String::new());
        Ok(Self { exchange, chunks, events, received: 0, is_over: false, problem: None, usage })
    }

    async fn next(&mut self) -> Option<Result<String, Error>> {
        loop {
            if let Some(event) = self.events.pop_front() {
                return Some(self.check(event));
            }
            if self.is_over {
                self.exchange.watch.finish();
                return self.problem.take().map(Err);
            }
            self.fill().await;
        }
    }

    /// Takes the events that the next bytes complete.
    async fn fill(&mut self) {
        match self.chunks.next().await {
            Ok(Some(bytes)) => {
                self.exchange.watch.restart(self.exchange.call.stream_timeout(false));
                if !bytes.is_empty() {
                    self.take(&bytes);
                }
            }
            Ok(None) => self.end(None),
            Err(cause) => self.end(Some(&cause)),
        }
    }

    /// Takes bytes; none at all say that no more come.
    fn take(&mut self, bytes: &[u8]) {
        let call = Rc::clone(&self.exchange.call);
        if call.push(bytes, Detail::Whole, |_| ()).is_some() {
            for event in (0..call.progress().count).filter_map(|index| call.event(index)) {
                self.add(&event);
            }
        }
        if let Some(end) = call.stream_end().filter(|_| !self.is_over) {
            self.is_over = true;
            self.problem = self.problem_of(end, &call.end_text());
        }
    }

    /// What went wrong if the stream ended like that.
    fn problem_of(&self, end: End, text: &str) -> Option<Error> {
        let parsed = || JSON::parse(text).ok();
        match end {
            End::Marker => None,
            End::Error => Some(self.failure(&parsed().unwrap_or_else(no_words))),
            End::NotJson => Some(self.broken_event("is not JSON")),
            End::TooLong => Some(self.broken_event("is too long: 64 MiB are the most")),
            End::NoEvents => {
                let body = parsed();
                let failure = body.as_ref().filter(|body| get(body, "error").is_truthy());
                let other = || self.no_events(body.is_some());
                Some(failure.map_or_else(other, |body| self.failure(body)))
            }
        }
    }

    fn broken_event(&self, what: &str) -> Error {
        let number = self.received.saturating_add(1).to_string();
        let message = ["event ", &number, " of the stream ", what].concat();
        Error::new(ErrorKind::Decode, message)
    }

    /// The error for an answer that is no stream.
    fn no_events(&self, is_json: bool) -> Error {
        let call = &self.exchange.call;
        let what = if is_json {
            "JSON".to_owned()
        } else {
            ["a page: is ", &mask_url(&call.url()), " the API?"].concat()
        };
        let should = " should answer with a stream of events, and did with ";
        Error::new(ErrorKind::Decode, [call.name(), should, &what].concat())
    }

    fn add(&mut self, text: &str) {
        if self.is_over {
            return;
        }
        if serde_json::from_str::<IgnoredAny>(text).is_ok() {
            self.received = self.received.saturating_add(1);
            return self.events.push_back(text.to_owned());
        }
        self.problem = Some(self.broken_event("is not JSON"));
        self.is_over = true;
    }

    /// No more bytes come: the last event may lack the empty line behind it.
    fn end(&mut self, cause: Option<&JsValue>) {
        let is_timeout = self.exchange.watch.is_timed_out();
        if cause.is_none() && !is_timeout {
            self.take(b"");
        }
        let call = &self.exchange.call;
        let is_whole = cause.is_none() && !is_timeout && call.is_whole();
        if !self.is_over && !is_whole {
            let event = if is_timeout { FailureCause::Timeout } else { FailureCause::Truncated };
            call.failed_in_stream(&Failure::new(event));
            let what = "The answer broke off.";
            let error = broken_connection(call, is_timeout, ErrorKind::Incomplete, what);
            self.problem = Some(match cause {
                Some(cause) => error.because_in(call, cause),
                None => error,
            });
        }
        self.is_over = true;
    }

    /// Hands out an event, unless it is an error.
    fn check(&mut self, event: String) -> Result<String, Error> {
        if let Some(body) = failure_in(self.exchange.call.answer(), &event) {
            self.events.clear();
            return Err(self.failure(&JSON::parse(&body).unwrap_or_else(|_| no_words())));
        }
        let members = Members::of(&event);
        let has_usage = |members: &Members| members.inner("usage").is_some();
        let response = members.as_ref().and_then(|members| members.inner("response"));
        let is_last = members.is_some_and(|members| has_usage(&members))
            || response.is_some_and(|response| has_usage(&response));
        if self.usage.is_empty() || is_last {
            self.usage.clone_from(&event);
        }
        Ok(event)
    }

    /// The error for an event that is one.
    fn failure(&self, body: &JsValue) -> Error {
        let Exchange { call, response, .. } = &self.exchange;
        let (code, message) = code_and_message(body);
        let (status, code, message) = (response.status(), &*code, &*call.mask(message));
        let answer = Failure { code, message, ..Failure::new(FailureCause::Answer(status)) };
        call.failed_in_stream(&answer);
        let error = Error::diagnosed(ErrorKind::Api, message, call);
        error.answered(None, code, response.headers().get("x-request-id"))
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        record_usage(&self.exchange.call, &self.usage);
    }
}

/// The error that an item is: data, `{event, data}` (those of assistants tell of theirs in their
/// data), and data that never is.
fn failure_in(answer: Answer, event: &str) -> Option<String> {
    let members = Members::of(event)?;
    let is_of_thread = || members.get("event").is_some_and(|name| name.starts_with("\"thread."));
    let body = match answer {
        Answer::Stream(Items::Data) => event,
        Answer::Stream(Items::Named) if !is_of_thread() => members.get("data")?,
        _ => return None,
    };
    let error = Members::of(body)?.get("error")?;
    is_truthy(error).then(|| body.to_owned())
}

/// The body of an error that says nothing.
fn no_words() -> JsValue {
    let body = js_sys::Object::new();
    super::js_value::set(&body, "message", &"the stream ended with an error".into());
    body.into()
}
