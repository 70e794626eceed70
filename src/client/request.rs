//! One call, before it is made: its parameters and its own options.

use std::fmt;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, JSON, Object};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::arguments::Arguments;
use super::client::Client;
use super::drive::{Sending, drive};
use super::error::{Error, ErrorKind};
use super::events::Events;
use super::js_modules::{self, Prepared};
use super::js_value::set;
use super::json::{self, Members};
use super::options::{OptionValue, Options};
use crate::engine::Answer;
use crate::protocol::request::endpoint::{self, Endpoint};

/// A call that is being written down; [`Request::send`] and its like make it.
#[must_use = "nothing is sent before `send`, `stream` or `bytes`"]
pub struct Request {
    client: Client,
    target: Target,
    id: JsValue,
    params: Result<Params, Error>,
    options: Options,
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Neither its headers nor what is asked.
        formatter.debug_struct("Request").field("method", &self.name()).finish_non_exhaustive()
    }
}

/// Parameters, as they were given.
enum Params {
    None,
    Text(String),
    Object(Object),
}

enum Target {
    Named(String),
    Path,
}

impl Request {
    pub(super) fn named(client: &Client, method: &str) -> Self {
        Self::new(client, Target::Named(method.to_owned()))
    }

    pub(super) fn of_path(client: &Client, http_method: &str, path: &str) -> Self {
        let request = Self::new(client, Target::Path);
        request.with("method", http_method).with("path", path)
    }

    fn new(client: &Client, target: Target) -> Self {
        Self {
            client: client.clone(),
            target,
            id: JsValue::UNDEFINED,
            params: Ok(Params::None),
            options: Options::default(),
        }
    }

    /// The last id of the path; earlier ones stand among the parameters.
    pub fn id(mut self, id: &str) -> Self {
        self.id = id.into();
        self
    }

    /// The parameters: any type that is serialized as a map or a struct.
    pub fn params<P: Serialize + ?Sized>(mut self, params: &P) -> Self {
        self.params = json::to_text(self.name(), params).map(Params::Text);
        self
    }

    /// The parameters as an object of JavaScript's, which may hold a `File` or a `Blob`.
    pub fn js_params(mut self, params: &Object) -> Self {
        self.params = Ok(Params::Object(params.clone()));
        self
    }

    /// Whose call it is; `None`: the account's default organization's.
    pub fn organization<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("organization", id.into())
    }

    /// The project; `None`: the default one.
    pub fn project<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("project", id.into())
    }

    /// How long an answer may take.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with("timeout", timeout)
    }

    /// How long the stream may take to bring its next bytes.
    pub fn idle_timeout(self, timeout: Duration) -> Self {
        self.with("idleTimeout", timeout)
    }

    /// How often the request is sent again.
    pub fn max_retries(self, retries: u32) -> Self {
        self.with("maxRetries", f64::from(retries))
    }

    /// The longest wait before a retry.
    pub fn max_retry_delay(self, delay: Duration) -> Self {
        self.with("maxRetryDelay", delay)
    }

    /// A header of the request.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.add_header("headers", name, value);
        self
    }

    /// Makes the call; polled first, it sends the request, and dropped, it ends it.
    pub fn send<T: DeserializeOwned>(self) -> impl Future<Output = Result<T, Error>> + use<T> {
        let sending = self.sending();
        async move { drive(not_streaming(sending?)?).await?.read().await }
    }

    /// Makes the call, and gives the bytes of its answer: speech, the content of a file.
    pub fn bytes(self) -> impl Future<Output = Result<Vec<u8>, Error>> + use<> {
        let sending = self.sending();
        async move { drive(not_streaming(sending?)?).await?.bytes().await }
    }

    /// Makes the call, and gives its answer event by event.
    pub fn stream<T: DeserializeOwned + 'static>(mut self) -> Events<T> {
        self.params = self.params.map(|params| params.asking_for_stream(&self.target));
        if matches!(self.target, Target::Path) {
            self = self.with("stream", OptionValue::True);
        }
        Events::new(self.sending().and_then(streaming))
    }

    /// The call, with the state of the client at this moment.
    fn sending(self) -> Result<Sending, Error> {
        let given = self.params.as_ref().map_err(Error::clone)?;
        let params = &given.to_js(&self.target);
        let engine = self.client.engine();
        let (endpoint, prepared) = match &self.target {
            Target::Named(name) => {
                let (_, endpoint) = endpoint::find(name).ok_or_else(|| unknown(name))?;
                let signature = js_modules::signature_of(&endpoint.signature());
                let fields = engine.id_fields();
                (Some(endpoint), js_modules::prepare(&signature, &self.id, params, fields))
            }
            Target::Path => (None, self.prepared_by_hand(params)),
        };
        let prepared = prepared.map_err(|thrown| Error::invalid(&thrown))?;
        let arguments = Arguments::new(prepared.args());
        let call = self.options.with_record(|options| {
            arguments.with(|arguments| engine.call(endpoint.as_ref(), arguments, options))
        });
        Ok(Sending {
            call: Rc::new(call?),
            body: given.body(endpoint.as_ref(), prepared.body()),
            form: prepared.form(),
            js_options: self.client.js_options().clone(),
        })
    }

    /// What becomes of the parameters of a request by hand, which are its body.
    fn prepared_by_hand(&self, params: &JsValue) -> Result<Prepared, JsValue> {
        let options = Object::new();
        for name in ["method", "path"] {
            set(&options, name, &self.options.text(name).into());
        }
        let pair =
            |name: &str, value: &Option<String>| Array::of2(&name.into(), &value.as_deref().into());
        let headers = self.options.headers("headers").iter();
        let headers: Array = headers.map(|(name, value)| pair(name, value)).collect();
        set(&options, "headers", &headers);
        if !params.is_undefined() {
            set(&options, "body", params);
        }
        js_modules::prepare_by_hand(&options)
    }

    fn name(&self) -> &str {
        match &self.target {
            Target::Named(name) => name,
            Target::Path => "the request",
        }
    }

    fn with(mut self, name: &'static str, value: impl Into<OptionValue>) -> Self {
        self.options.set(name, value);
        self
    }
}

impl Params {
    /// The same, saying to stream, where parameters say so.
    fn asking_for_stream(self, target: &Target) -> Self {
        let Target::Named(name) = target else { return self };
        if !endpoint::find(name).is_some_and(|(_, endpoint)| endpoint.is("stream")) {
            return self;
        }
        match self {
            Self::None => Self::Text("{\"stream\":true}".to_owned()),
            Self::Text(text) => Self::Text(streaming_text(text)),
            Self::Object(params) => {
                let copy = Object::assign(&Object::new(), &params);
                set(&copy, "stream", &JsValue::TRUE);
                Self::Object(copy)
            }
        }
    }

    /// What JavaScript takes apart: ids, a query, the parts of a form.
    fn to_js(&self, target: &Target) -> JsValue {
        match self {
            Self::None => JsValue::UNDEFINED,
            Self::Object(params) => params.into(),
            Self::Text(text) => {
                let is_query = match target {
                    Target::Named(name) => endpoint::find(name)
                        .is_some_and(|(_, endpoint)| endpoint.params() == endpoint::Params::Query),
                    Target::Path => false,
                };
                // What is not set is no parameter of a query.
                let members = Members::of(text).filter(|_| is_query).map(|mut members| {
                    members.remove_nulls();
                    members.to_text("")
                });
                JSON::parse(members.as_ref().unwrap_or(text)).unwrap_or_default()
            }
        }
    }

    /// The body: a text of ours less what goes elsewhere, as JavaScript would round its numbers.
    fn body(&self, endpoint: Option<&Endpoint>, made: JsValue) -> JsValue {
        let Self::Text(text) = self else { return made };
        if !made.is_string() {
            return made;
        }
        let taken = endpoint.map(|endpoint| endpoint.taken()).unwrap_or_default();
        match Members::of(text).filter(|_| !taken.is_empty()) {
            None => JsValue::from_str(text),
            Some(mut members) => {
                for name in taken.split(',') {
                    members.remove(name);
                }
                JsValue::from_str(&members.to_text(""))
            }
        }
    }
}

fn streaming_text(text: String) -> String {
    match Members::of(&text) {
        None => text,
        Some(mut members) => {
            members.remove("stream");
            members.to_text("\"stream\":true")
        }
    }
}

fn unknown(name: &str) -> Error {
    let message = ["no method is named ", name, ": they are those of the API reference"].concat();
    Error::new(ErrorKind::Invalid, message)
}

fn not_streaming(sending: Sending) -> Result<Sending, Error> {
    if !matches!(sending.call.answer(), Answer::Stream(_)) {
        return Ok(sending);
    }
    let message = [sending.call.name(), " gives a stream here: call stream"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}

fn streaming(sending: Sending) -> Result<Sending, Error> {
    if matches!(sending.call.answer(), Answer::Stream(_)) {
        return Ok(sending);
    }
    let message = [sending.call.name(), " gives no stream: call send"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}
