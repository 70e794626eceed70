//! Runs a call: sends, reads and waits as the protocol decides.

use std::rc::Rc;

use gloo_net::http::Response;
use js_sys::{Array, JSON, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::error::{Error, ErrorKind};
use super::exchange::Exchange;
use super::failures::{broken_connection, code_and_message, is_timeout, shown};
use super::js_modules::{self, type_name};
use super::js_value::get;
use super::watch::{Watch, rest};
use crate::engine::{Call, HookEvent, NextStep};
use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::failure::rate_limit_headers::HeaderText;

/// A call with what only JavaScript can send.
pub(super) struct Sending {
    pub(super) call: Rc<Call>,
    pub(super) body: JsValue,
    /// The promise of a form and its content type; `undefined` for any other body.
    pub(super) form: JsValue,
    pub(super) js_options: Object,
}

/// The answer to a call, after as many requests as it takes.
pub(super) async fn drive(sending: Sending) -> Result<Exchange, Error> {
    loop {
        match sending.call.next()? {
            NextStep::NoRoom => return Err(Error::with_remedy(ErrorKind::Api, "", &sending.call)),
            NextStep::Wait(millis) => rest(millis).await,
            // No key is a function here.
            NextStep::Send | NextStep::AskKey => {
                if let Some(exchange) = attempt(&sending).await? {
                    return Ok(exchange);
                }
            }
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
        call.answered(response.status(), HeaderText(&head_of(&response)), &mut no_hook);
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
    let form_type = made.get(1).as_string().unwrap_or_default();
    let request = sending.call.send(&form_type, &mut no_hook);
    let form = made.get(0);
    let body = match request.body {
        Some(text) => JsValue::from_str(text),
        None if form.is_undefined() => sending.body.clone(),
        None => form,
    };
    let flat = request.headers.iter().flat_map(|(name, value)| [name.into(), value.into()]);
    let sent = js_modules::dispatch(
        request.method,
        &request.url,
        &flat.collect::<Vec<JsValue>>().into_iter().collect(),
        &body,
        &watch.controller(),
        &sending.js_options,
        &JsValue::UNDEFINED,
    )?;
    JsFuture::from(Promise::resolve(&sent)).await
}

/// Whether a value can be read as a response, of whichever realm.
fn is_response(value: &JsValue) -> bool {
    let headers = get(value, "headers");
    get(value, "status").as_f64().is_some() && get(&headers, "entries").is_function()
}

fn no_response(got: &JsValue) -> Error {
    let message = ["fetch must give a Response, got ", &type_name(got)].concat();
    Error::new(ErrorKind::Invalid, message)
}

/// What follows a `fetch` that threw.
async fn no_answer(call: &Call, watch: Watch, cause: &JsValue) -> Result<Option<Exchange>, Error> {
    let is_timeout = watch.is_timed_out() || is_timeout(cause);
    watch.finish();
    let event = match () {
        () if is_timeout => FailureCause::Timeout,
        () if js_modules::is_browser() => FailureCause::ConnectionInPage,
        () => FailureCause::Connection,
    };
    if let Some(wait) = call.failed(&Failure::new(event), &mut no_hook) {
        rest(wait).await;
        return Ok(None);
    }
    Err(broken_connection(call, is_timeout, ErrorKind::Connection, "Connection error.")
        .because_in(call, cause))
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
    let event = if body.is_some() {
        FailureCause::Answer(status)
    } else {
        FailureCause::Unreadable(status)
    };
    let (code, message) = body.as_ref().map(code_and_message).unwrap_or_default();
    let (head, code, message) = (head_of(response), &*code, &*message);
    let failure = Failure { event, code, message, headers: HeaderText(&head) };
    if let Some(wait) = call.failed(&failure, &mut no_hook) {
        rest(wait).await;
        return Ok(None);
    }
    let shown = shown(body.as_ref(), &text);
    let message = [&status.to_string(), " ", &shown].concat();
    let error = Error::diagnosed(ErrorKind::Api, &message, call);
    Err(error.answered(Some(status), code, response.headers().get("x-request-id")))
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

/// A client in Rust has no hooks.
fn no_hook(_: &HookEvent) {}
