//! What a failure is made of, and the errors that more than one step of a call gives.

use js_sys::JSON;
use wasm_bindgen::prelude::*;

use super::error::{Error, ErrorKind};
use super::js_modules::to_text;
use super::js_value::get;
use crate::engine::Call;

/// The code and the message of an error's body.
pub(super) fn code_and_message(body: &JsValue) -> (String, String) {
    let inner = get(body, "error");
    let error = if inner.is_object() { &inner } else { body };
    let text = |value: JsValue| value.as_string().filter(|text| !text.is_empty());
    let message = text(get(error, "message")).or_else(|| inner.as_string());
    (text(get(error, "code")).unwrap_or_default(), message.unwrap_or_default())
}

/// What an error says of a refusal: its message, or what there is in place of one, as JSON.
pub(super) fn shown(body: Option<&JsValue>, text: &str) -> String {
    let inner = body.map_or(JsValue::UNDEFINED, |body| get(body, "error"));
    let is_inner = !inner.is_undefined() && !inner.is_null();
    let error = if is_inner { inner } else { body.cloned().unwrap_or_default() };
    let message = get(&error, "message");
    if let Some(message) = message.as_string().filter(|message| !message.is_empty()) {
        return message;
    }
    let value = if message.is_truthy() { message } else { error };
    let json = JSON::stringify(&value).ok().and_then(|json| json.as_string());
    match json.filter(|_| value.is_truthy()) {
        Some(json) => json,
        None if text.is_empty() => "status code (no body)".to_owned(),
        None => text.to_owned(),
    }
}

/// The error for a connection that broke.
pub(super) fn broken_connection(
    call: &Call,
    is_timeout: bool,
    kind: ErrorKind,
    what: &str,
) -> Error {
    if is_timeout {
        return Error::diagnosed(ErrorKind::Timeout, "Request timed out.", call);
    }
    Error::with_remedy(kind, what, call)
}

/// Whether what a `fetch` threw says that somebody's time ran out.
pub(super) fn is_timeout(cause: &JsValue) -> bool {
    let inner = get(cause, "cause");
    get(cause, "name").as_string().as_deref() == Some("AbortError")
        || speaks_of_time(cause)
        || speaks_of_time(&inner)
}

fn speaks_of_time(cause: &JsValue) -> bool {
    let text = to_text(cause).to_ascii_lowercase();
    ["timeout", "time out", "timedout", "timed out"].iter().any(|words| text.contains(words))
}
