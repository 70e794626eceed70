//! The options of a client.

use std::fmt;
use std::time::Duration;

use js_sys::{Function, Object};

use super::client::Client;
use super::error::Error;
use super::js_modules;
use super::js_value::set;
use super::options::{OptionValue, Options};
use crate::engine::{self, Field, Level, Record, Value};
use crate::protocol::text::invalid::Invalid;

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
#[derive(Clone)]
pub struct Organization(Options);

impl Organization {
    /// An organization by its id.
    pub fn new(id: &str) -> Self {
        Self(Options::default()).with("organization", id)
    }

    /// The project to use there.
    #[must_use]
    pub fn project(self, id: &str) -> Self {
        self.with("project", id)
    }

    /// The key to use there, where the client's own is not for it.
    #[must_use]
    pub fn api_key(self, key: &str) -> Self {
        self.with("apiKey", key)
    }

    /// How often it is chosen, beside others, with [`Routing::Weighted`].
    #[must_use]
    pub fn weight(self, weight: f64) -> Self {
        self.with("weight", weight)
    }

    /// The only models that it is chosen for.
    #[must_use]
    pub fn models(self, models: &[&str]) -> Self {
        let models = models.iter().map(|model| (*model).to_owned()).collect();
        self.with("models", OptionValue::Names(models))
    }

    fn with(mut self, name: &'static str, value: impl Into<OptionValue>) -> Self {
        self.0.set(name, value);
        self
    }
}

impl fmt::Debug for Organization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the key.
        let mut shown = formatter.debug_struct("Organization");
        shown.field("organization", &self.0.text("organization")).finish_non_exhaustive()
    }
}

/// Options for a client: [`Client::builder`] begins a new one, [`Client::scope`] one that shares
/// what another has learned.
pub struct Builder {
    parent: Option<Client>,
    options: Options,
    fetch: Option<Function>,
}

impl fmt::Debug for Builder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the key.
        let mut shown = formatter.debug_struct("Builder");
        shown.field("parent", &self.parent).finish_non_exhaustive()
    }
}

impl Builder {
    pub(super) fn new(parent: Option<Client>) -> Self {
        Self { parent, options: Options::default(), fetch: None }
    }

    /// The key; without one, that of the environment variable `OPENAI_API_KEY`, where there is any.
    #[must_use]
    pub fn api_key(self, key: &str) -> Self {
        self.with("apiKey", key)
    }

    /// The key for the administration of an organization.
    #[must_use]
    pub fn admin_api_key(self, key: &str) -> Self {
        self.with("adminAPIKey", key)
    }

    /// Whose calls these are; `None`: the account's default organization.
    #[must_use]
    pub fn organization<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("organization", id.into())
    }

    /// The project; `None`: the organization's default one.
    #[must_use]
    pub fn project<'a>(self, id: impl Into<Option<&'a str>>) -> Self {
        self.with("project", id.into())
    }

    /// Where the API is: `https://api.openai.com/v1` unless somebody says otherwise.
    #[must_use]
    pub fn base_url(self, url: &str) -> Self {
        self.with("baseURL", url)
    }

    /// How long an answer may take: ten minutes unless somebody says otherwise.
    #[must_use]
    pub fn timeout(self, timeout: Duration) -> Self {
        self.with("timeout", timeout)
    }

    /// How long a stream may take to bring its next bytes.
    #[must_use]
    pub fn idle_timeout(self, timeout: Duration) -> Self {
        self.with("idleTimeout", timeout)
    }

    /// How often a request is sent again: twice unless somebody says otherwise.
    #[must_use]
    pub fn max_retries(self, retries: u32) -> Self {
        self.with("maxRetries", f64::from(retries))
    }

    /// The longest line, and the longest event, of a stream: 64 MiB unless somebody says otherwise.
    #[must_use]
    pub fn max_event_bytes(self, bytes: u32) -> Self {
        self.with("maxEventBytes", f64::from(bytes))
    }

    /// The longest wait before a retry; where the server asks for more, the call fails at once.
    #[must_use]
    pub fn max_retry_delay(self, delay: Duration) -> Self {
        self.with("maxRetryDelay", delay)
    }

    /// The organizations that a call may choose among, and how it does.
    #[must_use]
    pub fn organizations(self, list: &[Organization], routing: Routing) -> Self {
        let list = list.iter().map(|organization| organization.0.clone()).collect();
        let list = OptionValue::Organizations(list);
        self.with("organizations", list).with("routing", routing.as_str())
    }

    /// A header of every request.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.options.add_header("defaultHeaders", name, value);
        self
    }

    /// What sends the requests instead of the global `fetch`, as a service binding's does.
    #[must_use]
    pub fn fetch(mut self, fetch: &Function) -> Self {
        self.fetch = Some(fetch.clone());
        self.with("fetch", OptionValue::Function)
    }

    /// Allows a client in a page, where everybody who opens it can read the key.
    #[must_use]
    pub fn dangerously_allow_browser(self) -> Self {
        self.with("dangerouslyAllowBrowser", OptionValue::True)
    }

    /// The client.
    ///
    /// `Err` names the option that is wrong.
    pub fn build(self) -> Result<Client, Error> {
        let js_options = Object::new();
        if let Some(parent) = &self.parent {
            Object::assign(&js_options, parent.js_options());
        }
        if let Some(fetch) = &self.fetch {
            set(&js_options, "fetch", fetch);
        }
        let parent = self.parent.as_ref();
        let made = self.options.with_record(|options| match parent.map(Client::engine) {
            Some(engine) => engine.with_options(options),
            None => new_engine(options),
        });
        Ok(Client::new_with(made?, js_options))
    }

    fn with(mut self, name: &'static str, value: impl Into<OptionValue>) -> Self {
        self.options.set(name, value);
        self
    }
}

fn new_engine(options: Record) -> Result<engine::Client, Invalid> {
    let variables = js_modules::environment();
    let mut variables = variables.iter().map(|(name, text)| Field {
        name,
        level: Level::Record,
        value: Value::Text(text),
    });
    engine::Client::new(&mut || variables.next(), options, js_modules::is_browser())
}
