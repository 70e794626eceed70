//! An answer with the call behind it, and how its body is read.

use std::rc::Rc;

use gloo_net::http::Response;
use js_sys::JSON;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::error::{Error, ErrorKind};
use super::failures::broken_connection;
use super::js_value::get;
use super::watch::Watch;
use crate::engine::Call;
use crate::protocol::failure::classify::{Event, Failure};

/// An answer that is no error.
pub(super) struct Exchange {
    pub(super) call: Rc<Call>,
    pub(super) watch: Watch,
    pub(super) response: Response,
}

impl Exchange {
    pub(super) fn new(call: Rc<Call>, watch: Watch, response: Response) -> Self {
        Self { call, watch, response }
    }

    /// The body as a value of a type.
    pub(super) async fn read<T: DeserializeOwned>(self) -> Result<T, Error> {
        let value = self.body().await?;
        decode(&self.call, value)
    }

    /// The body as it is.
    pub(super) async fn bytes(self) -> Result<Vec<u8>, Error> {
        let read = self.response.binary().await;
        let bytes = read.map_err(|problem| self.broke_off(&problem.to_string()))?;
        self.watch.finish();
        Ok(bytes)
    }

    /// The body, parsed if it says that it is JSON.
    async fn body(&self) -> Result<JsValue, Error> {
        if self.response.status() == 204 {
            self.watch.finish();
            record_usage(&self.call, &JsValue::NULL);
            return Ok(JsValue::NULL);
        }
        let read = self.response.text().await;
        let text = read.map_err(|problem| self.broke_off(&problem.to_string()))?;
        self.watch.finish();
        let kind = self.media_type();
        if kind.contains("application/json") || kind.ends_with("+json") {
            return self.parse(&text);
        }
        record_usage(&self.call, &JsValue::NULL);
        if kind == "text/html" {
            let (name, url) = (self.call.name(), self.call.url());
            let message = [name, " answered with an HTML page: is ", &url, " the API?"].concat();
            return Err(Error::new(ErrorKind::Decode, message));
        }
        Ok(JsValue::from_str(&text))
    }

    fn parse(&self, text: &str) -> Result<JsValue, Error> {
        // A connection that breaks is an error of its own: whoever answers with nothing means it.
        let parsed = if text.is_empty() { Ok(JsValue::NULL) } else { JSON::parse(text) };
        let value = parsed.map_err(|thrown| {
            let length = js_sys::JsString::from(text).length().to_string();
            let cut = " characters): it may have been cut off";
            let parts = ["the answer to ", self.call.name(), " is not JSON (", &length, cut];
            let message = parts.concat();
            Error::new(ErrorKind::Decode, message).because(&thrown)
        })?;
        record_usage(&self.call, &value);
        Ok(value)
    }

    fn broke_off(&self, why: &str) -> Error {
        let is_timeout = self.watch.is_timed_out();
        self.watch.finish();
        let event = if is_timeout { Event::Timeout } else { Event::Truncated };
        self.call.failed_in_stream(&Failure::new(event));
        let what = "The answer broke off.";
        broken_connection(&self.call, is_timeout, ErrorKind::Incomplete, what).because(&why.into())
    }

    fn media_type(&self) -> String {
        let given = self.response.headers().get("content-type").unwrap_or_default();
        given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// A value of JavaScript's as one of a type.
pub(super) fn decode<T: DeserializeOwned>(call: &Call, value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|problem| {
        let message = ["the answer to ", call.name(), " does not fit the type"].concat();
        Error::new(ErrorKind::Decode, message).because(&problem.into())
    })
}

/// Notes in the ledger the id of an answer, or of a stream's last event, and what was charged for it.
pub(super) fn record_usage(call: &Call, answer: &JsValue) {
    let inner = get(answer, "response");
    let body = if inner.is_object() { &inner } else { answer };
    let usage = get(body, "usage");
    let count = |names: [&str; 2]| {
        names.iter().find_map(|name| get(&usage, name).as_f64()).unwrap_or_default()
    };
    let input = count(["input_tokens", "prompt_tokens"]);
    let output = count(["output_tokens", "completion_tokens"]);
    call.record_usage(get(body, "id").as_string().as_deref(), input as u64, output as u64);
}
