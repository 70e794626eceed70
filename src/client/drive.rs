//! Runs a call: sends, reads and waits as the protocol decides.

use std::rc::Rc;

use gloo_net::http::Response;
use js_sys::{Array, JSON, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::error::{Error, ErrorKind};
use super::exchange::Exchange;
use super::js_modules::{self, spell};
use super::js_value::get;
use super::watch::{Watch, rest};
use crate::engine::Call;

/// A call with what only JavaScript can send.
pub(super) struct Sending {
    pub(super) call: Rc<Call>,
    pub(super) body: JsValue,
    /// The promise of a form and its content type; `undefined` for any other body.
    pub(super) form: JsValue,
    pub(super) held: Object,
}

/// The answer to a call, after as many requests as it takes.
pub(super) async fn drive(sending: Sending) -> Result<Exchange, Error> {
    loop {
        // No function gives a key here, so this is a wait.
        let wait = sending.call.next()?;
        if wait < 0.0 {
            return Err(Error::with_remedy(ErrorKind::Api, "", &sending.call));
        }
        if wait > 0.0 {
            rest(wait).await;
            continue;
        }
        if let Some(exchange) = attempt(&sending).await? {
            return Ok(exchange);
        }
    }
}

/// One request; `None` if there is to be another.
async fn attempt(sending: &Sending) -> Result<Option<Exchange>, Error> {
    let call = &sending.call;
    // Files may be read only once: what is made of them serves every request.
    let made = resolved(&sending.form).await.map_err(|thrown| Error::invalid(&thrown))?;
    let made = Array::from(&made);
    let watch = Watch::new(call);
    let response = match send(sending, &watch, &made).await {
        Ok(response) => response,
        Err(cause) => return no_answer(call, watch, &cause).await,
    };
    if !is_response(&response) {
        return Err(no_response(&response));
    }
    let response = Response::from(response.unchecked_into::<web_sys::Response>());
    if response.ok() {
        call.answered(response.status(), &head_of(&response));
        return Ok(Some(Exchange::new(Rc::clone(call), watch, response)));
    }
    refusal(call, watch, &response).await
}

/// What a promise gives; nothing if there is none.
async fn resolved(form: &JsValue) -> Result<JsValue, JsValue> {
    if form.is_undefined() {
        return Ok(Array::new().into());
    }
    JsFuture::from(Promise::resolve(form)).await
}

async fn send(sending: &Sending, watch: &Watch, made: &Array) -> Result<JsValue, JsValue> {
    let text = sending.call.send(&made.get(1).as_string().unwrap_or_default());
    let form = made.get(0);
    let body = if form.is_undefined() { &sending.body } else { &form };
    let own = JsValue::UNDEFINED;
    let sent = js_modules::dispatch(&text, body, &watch.controller(), &sending.held, &own)?;
    JsFuture::from(Promise::resolve(&sent)).await
}

/// Whether a value can be read as a response, of whichever realm.
fn is_response(value: &JsValue) -> bool {
    let headers = get(value, "headers");
    get(value, "status").as_f64().is_some() && get(&headers, "entries").is_function()
}

fn no_response(got: &JsValue) -> Error {
    let message = ["fetch must give a Response, got ", &spell(got)].concat();
    Error::new(ErrorKind::Invalid, message)
}

/// What follows a `fetch` that threw.
async fn no_answer(call: &Call, watch: Watch, cause: &JsValue) -> Result<Option<Exchange>, Error> {
    let is_timeout =
        watch.is_timed_out() || speaks_of_time(cause) || speaks_of_time(&get(cause, "cause"));
    watch.finish();
    let event = match () {
        () if is_timeout => "timeout",
        () if js_modules::is_browser() => "page",
        () => "connection",
    };
    let wait = call.failed(0, event, false);
    if wait >= 0.0 {
        rest(wait).await;
        return Ok(None);
    }
    Err(broken(call, is_timeout, ErrorKind::Connection, "Connection error.").because(cause))
}

/// The error for a connection that broke.
pub(super) fn broken(call: &Call, is_timeout: bool, kind: ErrorKind, what: &str) -> Error {
    if is_timeout {
        return Error::diagnosed(ErrorKind::Timeout, "Request timed out.", call);
    }
    Error::with_remedy(kind, what, call)
}

/// Whether what a `fetch` threw is the end of somebody's patience.
fn speaks_of_time(cause: &JsValue) -> bool {
    let text = spell(cause).to_ascii_lowercase();
    ["timeout", "time out", "timedout", "timed out"].iter().any(|words| text.contains(words))
}

/// What follows an answer that is an error.
async fn refusal(
    call: &Call,
    watch: Watch,
    response: &Response,
) -> Result<Option<Exchange>, Error> {
    let text = call.mask(response.text().await.unwrap_or_default());
    watch.finish();
    let status = response.status();
    let body = JSON::parse(&text).ok();
    let event = if body.is_some() { "answer" } else { "unreadable" };
    let (code, message) = body.as_ref().map(described).unwrap_or_default();
    let told = [event, &code, &head_of(response), &message].join("\0");
    let wait = call.failed(status, &told, false);
    if wait >= 0.0 {
        rest(wait).await;
        return Ok(None);
    }
    let words = match (message.is_empty(), text.is_empty()) {
        (false, _) => &message,
        (true, false) => &text,
        (true, true) => "status code (no body)",
    };
    let message = [&spell(&status.into()), " ", words].concat();
    let error = Error::diagnosed(ErrorKind::Api, &message, call);
    Err(error.answered(status, &code, response.headers().get("x-request-id")))
}

/// The code and the message of an error's body.
pub(super) fn described(body: &JsValue) -> (String, String) {
    let inner = get(body, "error");
    let error = if inner.is_object() { &inner } else { body };
    let text = |value: JsValue| value.as_string().filter(|text| !text.is_empty());
    let message = text(get(error, "message")).or_else(|| inner.as_string());
    (text(get(error, "code")).unwrap_or_default(), message.unwrap_or_default())
}

/// The headers as lines of `name: value`.
fn head_of(response: &Response) -> String {
    let mut head = String::new();
    for (name, value) in response.headers().entries() {
        for part in [&name, ": ", &value, "\n"] {
            head.push_str(part);
        }
    }
    head
}
