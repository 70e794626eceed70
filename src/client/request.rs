//! One call, before it is made: its parameters and its own options.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Object;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::client::Client;
use super::drive::{Sending, drive};
use super::error::{Error, ErrorKind};
use super::events::Events;
use super::js_modules;
use super::js_value::{get, text};
use super::option_object::{millis, plain, set, text_or_null, told};
use crate::protocol::request::endpoint;

/// A call that is being written down; [`Request::send`] and its like make it.
#[must_use = "nothing is sent before `send`, `stream` or `bytes`"]
pub struct Request {
    client: Client,
    target: Target,
    id: JsValue,
    params: Result<JsValue, Error>,
    options: Object,
    headers: Object,
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
        request.with("method", &http_method.into()).with("path", &path.into())
    }

    fn new(client: &Client, target: Target) -> Self {
        let (options, headers) = (Object::new(), Object::new());
        Self {
            client: client.clone(),
            target,
            id: JsValue::UNDEFINED,
            params: Ok(JsValue::UNDEFINED),
            options,
            headers,
        }
    }

    /// The last id of the path; earlier ones stand among the parameters.
    pub fn id(mut self, id: &str) -> Self {
        self.id = id.into();
        self
    }

    /// The parameters: any type that is serialized as a map or a struct.
    pub fn params<P: Serialize + ?Sized>(mut self, params: &P) -> Self {
        self.params = plain(self.name(), params);
        self
    }

    /// The parameters as an object of JavaScript's, which may hold a `File` or a `Blob`.
    pub fn js_params(mut self, params: &Object) -> Self {
        self.params = Ok(params.into());
        self
    }

    /// Whose call it is; `None`: the account's default organization's.
    pub fn organization<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("organization", &text_or_null(id.into()))
    }

    /// The project; `None`: the default one.
    pub fn project<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("project", &text_or_null(id.into()))
    }

    /// How long an answer may take.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with("timeout", &millis(timeout))
    }

    /// How long the stream may take to bring its next bytes.
    pub fn idle_timeout(self, timeout: Duration) -> Self {
        self.with("idleTimeout", &millis(timeout))
    }

    /// How often the request is sent again.
    pub fn max_retries(self, retries: u32) -> Self {
        self.with("maxRetries", &retries.into())
    }

    /// The longest wait before a retry.
    pub fn max_retry_delay(self, delay: Duration) -> Self {
        self.with("maxRetryDelay", &millis(delay))
    }

    /// A header of the request.
    pub fn header(self, name: &str, value: &str) -> Self {
        set(&self.headers, name, &value.into());
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
        self.params = self.params.map(|params| asking_for_stream(&self.target, &params));
        if matches!(self.target, Target::Path) {
            self = self.with("stream", &JsValue::TRUE);
        }
        Events::new(self.sending().and_then(streaming))
    }

    /// The call, with the state of the client at this moment.
    fn sending(self) -> Result<Sending, Error> {
        if Object::keys(&self.headers).length() > 0 {
            set(&self.options, "headers", &self.headers);
        }
        let (index, given) = self.given()?;
        let options = told(&self.options)?;
        let session = self.client.session();
        let call = session.call(index, &text(&given, "text"), &text(&options, "text"))?;
        Ok(Sending {
            call: Rc::new(call),
            body: get(&given, "body"),
            form: get(&given, "form"),
            held: self.client.held().clone(),
        })
    }

    /// The number of the method in the catalogue, and what its arguments became.
    fn given(&self) -> Result<(usize, JsValue), Error> {
        let params = self.params.as_ref().map_err(Error::clone)?;
        let (index, given) = match &self.target {
            Target::Named(name) => {
                let (index, endpoint) = endpoint::find(name).ok_or_else(|| unknown(name))?;
                let signature = js_modules::signature_of(&endpoint.signature());
                let fields = self.client.session().get("idFields").text();
                (index, js_modules::given_to(&signature, &self.id, params, fields.as_deref()))
            }
            Target::Path => {
                if !params.is_undefined() {
                    set(&self.options, "body", params);
                }
                (0, js_modules::given_by(&self.options))
            }
        };
        Ok((index, given.map_err(|thrown| Error::invalid(&thrown))?))
    }

    fn name(&self) -> &str {
        match &self.target {
            Target::Named(name) => name,
            Target::Path => "the request",
        }
    }

    fn with(self, name: &str, value: &JsValue) -> Self {
        set(&self.options, name, value);
        self
    }
}

/// A copy of the parameters that says to stream, where parameters say so.
fn asking_for_stream(target: &Target, params: &JsValue) -> JsValue {
    let Target::Named(name) = target else { return params.clone() };
    let asks = endpoint::find(name).is_some_and(|(_, endpoint)| endpoint.is("stream"));
    if !asks {
        return params.clone();
    }
    let copy = Object::assign(&Object::new(), params.unchecked_ref());
    set(&copy, "stream", &JsValue::TRUE);
    copy.into()
}

fn unknown(name: &str) -> Error {
    let message = ["no method is named ", name, ": they are those of the API reference"].concat();
    Error::new(ErrorKind::Invalid, message)
}

fn not_streaming(sending: Sending) -> Result<Sending, Error> {
    if sending.call.kind() != "stream" {
        return Ok(sending);
    }
    let message = [sending.call.name(), " gives a stream here: call stream"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}

fn streaming(sending: Sending) -> Result<Sending, Error> {
    if sending.call.kind() == "stream" {
        return Ok(sending);
    }
    let message = [sending.call.name(), " gives no stream: call send"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}
