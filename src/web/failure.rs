//! A request that failed: what was seen of it, and the error that the caller gets.

use gloo_net::http::Response;
use wasm_bindgen::prelude::*;

use super::boundary;
use super::clock;
use super::value;
use crate::protocol::diagnosis::{self, Diagnosis, Sent};
use crate::protocol::failure::{Event, Failure};
use crate::protocol::rate_limit::HeaderText;

/// How a request ended without an answer to hand out.
pub(super) enum Ended {
    /// The caller aborted it, for this reason.
    Aborted(JsValue),
    /// It failed.
    Failed(Box<Failed>),
    /// The request could not be made: this error goes to the caller as it is.
    Refused(JsValue),
}

/// A failure with all that its error will hold.
pub(super) struct Failed {
    pub(super) event: Event,
    pub(super) code: String,
    pub(super) message: String,
    /// The headers that matter, as lines of `name: value`.
    pub(super) head: String,
    /// The body, parsed; `undefined` if it is no JSON.
    body: JsValue,
    text: Option<String>,
    headers: JsValue,
    cause: JsValue,
    is_in_stream: bool,
}

impl Failed {
    /// A request that got no answer, because of what `fetch` threw.
    pub(super) fn without_answer(event: Event, cause: JsValue) -> Self {
        let message = value::get(&cause, "message").as_string().unwrap_or_default();
        Self {
            event,
            code: String::new(),
            message,
            head: String::new(),
            body: JsValue::UNDEFINED,
            text: None,
            headers: JsValue::UNDEFINED,
            cause,
            is_in_stream: false,
        }
    }

    /// An answer of the API that is an error; `key` is masked wherever the text repeats it.
    pub(super) async fn of_answer(response: &web_sys::Response, head: String, key: &str) -> Self {
        let status = response.status();
        let text = Response::from(Clone::clone(response)).text().await.unwrap_or_default();
        let text = without_key(text, key);
        let body = boundary::parse_json(&text);
        let mut failed = Self::of_body(Event::Answer(status), body, head);
        if failed.body.is_undefined() {
            failed.event = Event::Unreadable(status);
        }
        failed.text = failed.body.is_falsy().then_some(text);
        failed.headers = response.headers().into();
        failed
    }

    /// An error that came inside a stream that had begun.
    pub(super) fn of_event(body: JsValue, response: &web_sys::Response, head: String) -> Self {
        let mut failed = Self::of_body(Event::Answer(response.status()), body, head);
        failed.is_in_stream = true;
        failed.headers = response.headers().into();
        failed
    }

    fn of_body(event: Event, body: JsValue, head: String) -> Self {
        let inner = value::get(&body, "error");
        let error = if inner.is_object() { inner } else { body.clone() };
        let text = |name| value::get(&error, name).as_string().unwrap_or_default();
        Self {
            event,
            code: text("code"),
            message: text("message"),
            head,
            body,
            text: None,
            headers: JsValue::UNDEFINED,
            cause: JsValue::UNDEFINED,
            is_in_stream: false,
        }
    }

    /// What the protocol decides by.
    pub(super) fn seen(&self) -> Failure<'_> {
        Failure {
            event: self.event,
            code: &self.code,
            message: &self.message,
            headers: HeaderText(&self.head),
        }
    }

    /// The error for the caller.
    ///
    /// `earliest` is when the first of the listed organizations has room again.
    pub(super) fn into_error(self, sent: &Sent, earliest: Option<u64>) -> JsValue {
        let mut diagnosis = diagnosis::diagnose(&self.seen(), sent, clock::now());
        diagnosis.retry_at = earliest.or(diagnosis.retry_at);
        let plain = to_js(&diagnosis);
        match self.event {
            Event::Answer(_) if self.is_in_stream => {
                boundary::api_error(None, &self.body, None, &self.headers, &plain)
            }
            Event::Answer(status) | Event::Unreadable(status) => boundary::api_error(
                Some(status),
                &self.body,
                self.text.as_deref(),
                &self.headers,
                &plain,
            ),
            Event::Timeout => boundary::no_answer("timeout", None, &self.cause, &plain),
            Event::Truncated => self.no_connection("The stream broke off.", &diagnosis, &plain),
            _ => self.no_connection("Connection error.", &diagnosis, &plain),
        }
    }

    fn no_connection(&self, what: &str, diagnosis: &Diagnosis, plain: &JsValue) -> JsValue {
        let message = [what, " ", &diagnosis.remedy].concat();
        boundary::no_answer("connection", Some(&message), &self.cause, plain)
    }
}

/// A plain value as a JavaScript object; what is missing is `null`.
pub(super) fn to_js<T: serde::Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    value.serialize(&serializer).unwrap_or_default()
}

/// A text in which a key that a server repeats is masked.
fn without_key(text: String, key: &str) -> String {
    // A shorter one is no secret, and would mask parts of other words.
    if key.len() < 8 || !text.contains(key) { text } else { text.replace(key, "***") }
}

/// The kind of failure behind a `fetch` that threw.
pub(super) fn no_answer() -> Event {
    if boundary::is_browser() { Event::ConnectionInPage } else { Event::Connection }
}
