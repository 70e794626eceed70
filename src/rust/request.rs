//! One call, before it is made: its parameters and its own options.

use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use js_sys::Object;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::drive::drive;
use super::error::{Error, ErrorKind};
use super::events::Events;
use super::options::{millis, plain, set, text_or_null};
use crate::protocol::endpoint;
use crate::web::{self, Call};

/// A call that is being written down; [`Request::send`] and its like make it.
#[must_use = "nothing is sent before `send`, `stream` or `bytes`"]
pub struct Request {
    client: Rc<web::Client>,
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
    pub(super) fn named(client: Rc<web::Client>, method: &str) -> Self {
        Self::new(client, Target::Named(method.to_owned()))
    }

    pub(super) fn of_path(client: Rc<web::Client>, http_method: &str, path: &str) -> Self {
        let request = Self::new(client, Target::Path);
        request.with("method", &http_method.into()).with("path", &path.into())
    }

    fn new(client: Rc<web::Client>, target: Target) -> Self {
        let (options, headers) = (Object::new(), Object::new());
        Self {
            client,
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
        let call = self.call();
        async move { drive(not_streaming(call?)?).await?.read().await }
    }

    /// Makes the call, and gives the bytes of its answer: speech, the content of a file.
    pub fn bytes(self) -> impl Future<Output = Result<Vec<u8>, Error>> + use<> {
        let call = self.call();
        async move { drive(not_streaming(call?)?).await?.bytes().await }
    }

    /// Makes the call, and gives its answer event by event.
    pub fn stream<T: DeserializeOwned + 'static>(mut self) -> Events<T> {
        self.params = self.params.map(|params| asking_for_stream(&self.target, &params));
        if matches!(self.target, Target::Path) {
            self = self.with("stream", &JsValue::TRUE);
        }
        Events::new(self.call().and_then(streaming))
    }

    /// The call, with the state of the client at this moment.
    fn call(self) -> Result<Rc<Call>, Error> {
        if Object::keys(&self.headers).length() > 0 {
            set(&self.options, "headers", &self.headers);
        }
        let params = self.params?;
        let made = match &self.target {
            Target::Named(name) => {
                let (index, _) = endpoint::find(name).ok_or_else(|| unknown(name))?;
                self.client.call(index, &self.id, &params, &self.options)
            }
            Target::Path => {
                if !params.is_undefined() {
                    set(&self.options, "body", &params);
                }
                self.client.request(&self.options)
            }
        };
        made.map(Rc::new).map_err(|thrown| Error::invalid(&thrown))
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

fn not_streaming(call: Rc<Call>) -> Result<Rc<Call>, Error> {
    if call.kind() != "stream" {
        return Ok(call);
    }
    let message = [&call.name(), " gives a stream here: call stream"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}

fn streaming(call: Rc<Call>) -> Result<Rc<Call>, Error> {
    if call.kind() == "stream" {
        return Ok(call);
    }
    let message = [&call.name(), " gives no stream: call send"].concat();
    Err(Error::new(ErrorKind::Invalid, message))
}
