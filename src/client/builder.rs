//! The options of a client.

use std::time::Duration;

use js_sys::{Array, Function, Object};
use wasm_bindgen::prelude::*;

use super::client::Client;
use super::error::Error;
use super::js_modules;
use super::js_value::{get, text};
use super::option_object::{millis, set, text_or_null, told};
use crate::engine;

/// How calls choose among the organizations that a client lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Routing {
    /// The first in the list that has room.
    Failover,
    /// The one with the most room.
    Headroom,
    /// Each as often as its weight says.
    Weighted,
}

impl Routing {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Failover => "failover",
            Self::Headroom => "headroom",
            Self::Weighted => "weighted",
        }
    }
}

/// An organization that a client may choose.
#[derive(Clone, Debug)]
pub struct Organization(Object);

impl Organization {
    /// An organization by its id.
    pub fn new(id: &str) -> Self {
        Self(Object::new()).with("organization", &id.into())
    }

    /// The project to use there.
    #[must_use]
    pub fn project(self, id: &str) -> Self {
        self.with("project", &id.into())
    }

    /// The key to use there, where the client's own is not for it.
    #[must_use]
    pub fn api_key(self, key: &str) -> Self {
        self.with("apiKey", &key.into())
    }

    /// How often it is chosen, beside others, with [`Routing::Weighted`].
    #[must_use]
    pub fn weight(self, weight: f64) -> Self {
        self.with("weight", &weight.into())
    }

    /// The only models that it is chosen for.
    #[must_use]
    pub fn models(self, models: &[&str]) -> Self {
        let models: Array = models.iter().map(|model| JsValue::from_str(model)).collect();
        self.with("models", &models)
    }

    fn with(self, name: &str, value: &JsValue) -> Self {
        set(&self.0, name, value);
        self
    }
}

/// Options for a client: [`Client::builder`] begins a new one, [`Client::scope`] one that shares
/// what another has learned.
#[derive(Debug)]
pub struct Builder {
    parent: Option<Client>,
    options: Object,
    headers: Object,
}

impl Builder {
    pub(super) fn new(parent: Option<Client>) -> Self {
        let (options, headers) = (Object::new(), Object::new());
        Self { parent, options, headers }
    }

    /// The key; without one, that of the environment variable `OPENAI_API_KEY`, where there is any.
    #[must_use]
    pub fn api_key(self, key: &str) -> Self {
        self.with("apiKey", &key.into())
    }

    /// The key for the administration of an organization.
    #[must_use]
    pub fn admin_api_key(self, key: &str) -> Self {
        self.with("adminAPIKey", &key.into())
    }

    /// Whose calls these are; `None`: the account's default organization.
    #[must_use]
    pub fn organization<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("organization", &text_or_null(id.into()))
    }

    /// The project; `None`: the organization's default one.
    #[must_use]
    pub fn project<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("project", &text_or_null(id.into()))
    }

    /// Where the API is: `https://api.openai.com/v1` unless somebody says otherwise.
    #[must_use]
    pub fn base_url(self, url: &str) -> Self {
        self.with("baseURL", &url.into())
    }

    /// How long an answer may take: ten minutes unless somebody says otherwise.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with("timeout", &millis(timeout))
    }

    /// How long a stream may take to bring its next bytes.
    #[must_use]
    pub fn idle_timeout(self, timeout: Duration) -> Self {
        self.with("idleTimeout", &millis(timeout))
    }

    /// How often a request is sent again: twice unless somebody says otherwise.
    #[must_use]
    pub fn max_retries(self, retries: u32) -> Self {
        self.with("maxRetries", &retries.into())
    }

    /// The longest wait before a retry; where the server asks for more, the call fails at once.
    #[must_use]
    pub fn max_retry_delay(self, delay: Duration) -> Self {
        self.with("maxRetryDelay", &millis(delay))
    }

    /// The organizations that a call may choose among, and how it does.
    #[must_use]
    pub fn organizations(self, list: &[Organization], routing: Routing) -> Self {
        let list: Array = list.iter().map(|organization| &organization.0).collect();
        self.with("organizations", &list).with("routing", &routing.as_str().into())
    }

    /// A header of every request.
    #[must_use]
    pub fn header(self, name: &str, value: &str) -> Self {
        set(&self.headers, name, &value.into());
        self
    }

    /// What sends the requests instead of the global `fetch`, as a service binding's does.
    #[must_use]
    pub fn fetch(self, fetch: &Function) -> Self {
        self.with("fetch", fetch)
    }

    /// Allows a client in a page, where everybody who opens it can read the key.
    #[must_use]
    pub fn dangerously_allow_browser(self) -> Self {
        self.with("dangerouslyAllowBrowser", &JsValue::TRUE)
    }

    /// The client.
    ///
    /// `Err` names the option that is wrong.
    pub fn build(self) -> Result<Client, Error> {
        if Object::keys(&self.headers).length() > 0 {
            set(&self.options, "defaultHeaders", &self.headers);
        }
        let told = told(&self.options)?;
        let (options, held) = (text(&told, "text"), get(&told, "held").unchecked_into::<Object>());
        let Some(parent) = &self.parent else {
            let (environment, is_browser) =
                (js_modules::environment_fields(), js_modules::is_browser());
            let made = engine::Client::new(&environment, &options, is_browser)?;
            return Ok(Client::of(made, held));
        };
        let made = parent.session().with_options(&options)?;
        let held = Object::assign(&Object::assign(&Object::new(), parent.held()), &held);
        Ok(Client::of(made, held))
    }

    fn with(self, name: &str, value: &JsValue) -> Self {
        set(&self.options, name, value);
        self
    }
}
