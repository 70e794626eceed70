//! The client, and the shortest ways to call.

use std::fmt;
use std::future::Future;
use std::rc::Rc;

use js_sys::Object;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::builder::Builder;
use super::error::Error;
use super::events::Events;
use super::options::Options;
use super::rate_limits::RateLimits;
use super::request::Request;
use crate::engine;

/// A client of the API. A clone is the same client.
///
/// A call takes a snapshot of the client when it is made, and keeps it through every retry.
#[derive(Clone)]
pub struct Client {
    engine: Rc<engine::Client>,
    /// What only JavaScript can use: `fetch`.
    js_options: Object,
}

impl Client {
    /// A client with a key.
    ///
    /// `Err` for what can be no key, and in a page: see [`Builder::dangerously_allow_browser`].
    pub fn new(api_key: &str) -> Result<Self, Error> {
        Self::builder().api_key(api_key).build()
    }

    /// A client with options.
    pub fn builder() -> Builder {
        Builder::new(None)
    }

    /// A client that differs in some options, and shares what this one learns about limits.
    pub fn scope(&self) -> Builder {
        Builder::new(Some(self.clone()))
    }

    /// A client that calls for another organization; `None`: for the account's default one.
    ///
    /// `Err` for what can be no id.
    pub fn with_organization<'a>(&self, id: impl Into<Option<&'a str>>) -> Result<Self, Error> {
        self.scope().organization(id).build()
    }

    /// The organization of the next calls.
    pub fn organization(&self) -> Option<String> {
        self.text("organization")
    }

    /// Calls for another organization from the next call on; `None`: for the account's default.
    ///
    /// `Err` for what can be no id; then nothing has changed.
    pub fn set_organization<'a>(&self, id: impl Into<Option<&'a str>>) -> Result<(), Error> {
        self.set("organization", id.into())
    }

    /// The project of the next calls.
    pub fn project(&self) -> Option<String> {
        self.text("project")
    }

    /// Calls in another project from the next call on; `None`: in the default one.
    ///
    /// `Err` for what can be no id; then nothing has changed.
    pub fn set_project<'a>(&self, id: impl Into<Option<&'a str>>) -> Result<(), Error> {
        self.set("project", id.into())
    }

    /// A call of a method, named as in the reference: `chat.completions.create`.
    pub fn request(&self, method: &str) -> Request {
        Request::named(self, method)
    }

    /// A call of a path that the catalogue does not have.
    pub fn request_path(&self, http_method: &str, path: &str) -> Request {
        Request::of_path(self, http_method, path)
    }

    /// Calls a method with parameters.
    pub fn post<P, T>(
        &self,
        method: &str,
        params: &P,
    ) -> impl Future<Output = Result<T, Error>> + use<P, T>
    where
        P: Serialize + ?Sized,
        T: DeserializeOwned,
    {
        self.request(method).params(params).send()
    }

    /// Calls a method that takes the id of what it gets.
    pub fn get<T: DeserializeOwned>(
        &self,
        method: &str,
        id: &str,
    ) -> impl Future<Output = Result<T, Error>> + use<T> {
        self.request(method).id(id).send()
    }

    /// Calls a method with parameters, and gives its answer event by event.
    pub fn stream<P, T>(&self, method: &str, params: &P) -> Events<T>
    where
        P: Serialize + ?Sized,
        T: DeserializeOwned + 'static,
    {
        self.request(method).params(params).stream()
    }

    /// What is known of the limits of the client's organization and project: of a model, or of
    /// all: then each limit is the scarcest, and usage is a sum.
    pub fn rate_limits<'a>(&self, model: impl Into<Option<&'a str>>) -> RateLimits {
        let mut scope = Options::default();
        if let Some(model) = model.into() {
            scope.set("model", model);
        }
        let mut limits = RateLimits::default();
        // A scope of nothing but a text has nothing wrong with it.
        let _ = scope.with_record(|scope| {
            self.engine.report(scope, &mut |report| limits = RateLimits::from(report))
        });
        limits
    }

    /// Everything that is known of limits and of what was created where, as lines of text.
    pub fn snapshot(&self) -> String {
        self.engine.snapshot()
    }

    /// Adds what a snapshot knows; `false` if it is none, and nothing has changed.
    pub fn load(&self, snapshot: &str) -> bool {
        self.engine.load(snapshot)
    }

    pub(super) fn new_with(engine: engine::Client, js_options: Object) -> Self {
        Self { engine: Rc::new(engine), js_options }
    }

    pub(super) fn engine(&self) -> &engine::Client {
        &self.engine
    }

    pub(super) fn js_options(&self) -> &Object {
        &self.js_options
    }

    fn text(&self, option: &str) -> Option<String> {
        self.engine.get(option)?.text()
    }

    fn set(&self, name: &'static str, value: Option<&str>) -> Result<(), Error> {
        let mut options = Options::default();
        options.set(name, value);
        Ok(options.with_record(|options| self.engine.set(options))?)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the key.
        let mut shown = formatter.debug_struct("Client");
        shown.field("organization", &self.organization()).field("project", &self.project());
        shown.finish_non_exhaustive()
    }
}
