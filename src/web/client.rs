//! The client: its state, and the calls that start from it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::boundary;
use super::call::{self, Call};
use super::request::Request;
use super::settings::{self, Settings};
use super::shared::Shared;
use super::value;
use crate::protocol::diagnosis::Origin;
use crate::protocol::endpoint;
use crate::protocol::invalid::{Invalid, text};
#[cfg(feature = "client")]
use crate::protocol::ledger::Report;
use crate::protocol::scope;

/// A client of the API; a call takes a snapshot of its state when it is made.
#[cfg_attr(feature = "exports", wasm_bindgen)]
pub struct Client {
    settings: RefCell<Rc<Settings>>,
    shared: Rc<Shared>,
}

#[cfg_attr(feature = "exports", wasm_bindgen)]
impl Client {
    /// A client with an API key, or with options.
    ///
    /// `Err` names the option that is wrong.
    #[cfg_attr(feature = "exports", wasm_bindgen(constructor))]
    pub fn new(options: &JsValue) -> Result<Client, JsValue> {
        Ok(Self::of(Settings::new(options)?, Rc::default()))
    }

    /// A client that differs in some options.
    ///
    /// `Err` names the option that is wrong.
    #[cfg_attr(feature = "exports", wasm_bindgen(js_name = withOptions))]
    pub fn with_options(&self, options: &JsValue) -> Result<Client, JsValue> {
        let mut settings = Settings::clone(&self.settings.borrow());
        if !options.is_undefined() && !options.is_null() {
            value::check_record("options must be an object, got ", options)?;
            settings.apply_all(options, Origin::Scope)?;
        }
        Ok(Self::of(settings, Rc::clone(&self.shared)))
    }

    /// The value of an option as it is now; `null` for one that is not set.
    pub fn get(&self, name: &str) -> JsValue {
        let settings = Rc::clone(&self.settings.borrow());
        let text = |value: Option<&str>| value.map_or(JsValue::NULL, JsValue::from_str);
        match name {
            "apiKey" => settings.key.shown(),
            "adminAPIKey" => settings.admin_key.shown(),
            "webhookSecret" => text(settings.webhook_secret.as_deref()),
            "organization" => text(settings.scope.organization.value.as_deref()),
            "project" => text(settings.scope.project.value.as_deref()),
            "baseURL" => JsValue::from_str(&settings.base_url),
            "timeout" => JsValue::from_f64(settings.patience.timeout),
            "maxRetries" => JsValue::from_f64(f64::from(settings.patience.max_retries)),
            "fetchOptions" => settings.fetch_options.clone(),
            _ => JsValue::UNDEFINED,
        }
    }

    /// Sets an option for later calls.
    ///
    /// `Err` says what is wrong with the value; then nothing has changed.
    pub fn set(&self, name: &str, value: &JsValue) -> Result<(), JsValue> {
        let mut settings = Settings::clone(&self.settings.borrow());
        let value = if value.is_undefined() { &JsValue::NULL } else { value };
        settings.apply(name, value, Origin::Setter)?;
        self.settings.replace(Rc::new(settings));
        Ok(())
    }

    /// A call of the endpoint that has this number in the catalogue.
    ///
    /// `Err` names the id, the parameters or the option that is wrong.
    pub fn call(
        &self,
        index: usize,
        id: &JsValue,
        params: &JsValue,
        options: &JsValue,
    ) -> Result<Call, JsValue> {
        let settings = self.settings();
        let endpoint =
            endpoint::at(index).ok_or_else(|| call::wrong("no endpoint has that number"))?;
        let request = Request::of_endpoint(&settings, &endpoint, id, params, options);
        self.start(settings, request)
    }

    /// A call that somebody wrote by hand.
    ///
    /// `Err` names the option that is wrong.
    pub fn request(&self, options: &JsValue) -> Result<Call, JsValue> {
        let settings = self.settings();
        let request = Request::of_options(&settings, options);
        self.start(settings, request)
    }

    /// What is known of the limits and the usage: of one place, or of all with no scope given.
    ///
    /// `Err` names the option that is wrong.
    #[cfg_attr(feature = "exports", wasm_bindgen(js_name = rateLimits))]
    pub fn rate_limits(&self, scope: &JsValue) -> Result<String, JsValue> {
        if scope.is_undefined() {
            return Ok(self.shared.reports());
        }
        value::check_record("a scope must be an object, got ", scope)?;
        let settings = self.settings();
        let given = |name| value::get(scope, name);
        let mut place = settings.scope.clone();
        let model = given("model").as_string();
        for (name, identifier) in
            [("organization", &mut place.organization), ("project", &mut place.project)]
        {
            let value = given(name);
            if !value.is_undefined() {
                settings::set_identifier(identifier, name, &value, Origin::Call)?;
            }
        }
        Ok(self.shared.report_of(&place, model.as_deref()))
    }

    /// The organizations that the option `organizations` lists, each on a line.
    pub fn listed(&self) -> String {
        let mut lines = String::new();
        for candidate in &self.settings().routes.candidates {
            if let Some(organization) = &candidate.organization {
                lines.push_str(organization);
                lines.push_str("\n");
            }
        }
        lines
    }

    /// Everything that the ledger remembers, as lines of text.
    pub fn snapshot(&self) -> String {
        self.shared.snapshot()
    }

    /// Adds what a snapshot knows; `false` if it is none, and nothing has changed.
    pub fn load(&self, snapshot: &str) -> bool {
        self.shared.load(snapshot)
    }

    /// What may be shown of the client.
    pub fn describe(&self) -> JsValue {
        let settings = self.settings();
        boundary::description(
            &settings.base_url,
            settings.scope.organization.value.as_deref(),
            settings.scope.project.value.as_deref(),
            &settings.key.describe(),
        )
    }
}

impl Client {
    fn of(settings: Settings, shared: Rc<Shared>) -> Self {
        Self { settings: RefCell::new(Rc::new(settings)), shared }
    }

    /// Lets somebody read what is known of the client's own organization and project.
    #[cfg(feature = "client")]
    pub(crate) fn report<T>(&self, model: Option<&str>, read: impl FnOnce(&Report) -> T) -> T {
        self.shared.with_report(&self.settings().scope, model, read)
    }

    fn settings(&self) -> Rc<Settings> {
        Rc::clone(&self.settings.borrow())
    }

    fn start(
        &self,
        settings: Rc<Settings>,
        request: Result<Request, Invalid>,
    ) -> Result<Call, JsValue> {
        Ok(Call::new(Rc::new(request?), None, settings, Rc::clone(&self.shared)))
    }
}

/// The catalogue as it stands: what it means is read line by line, when it is wanted.
#[cfg_attr(feature = "exports", wasm_bindgen)]
pub fn catalogue() -> String {
    endpoint::CATALOGUE.to_owned()
}

/// The shape of the method that has this number in the catalogue, and its own words.
#[cfg_attr(feature = "exports", wasm_bindgen)]
pub fn signature(index: usize) -> String {
    let endpoint = endpoint::at(index);
    endpoint.map(|it| text(&[it.shape(), " ", it.own_words()])).unwrap_or_default()
}

/// A warning for the id of an organization or a project that looks like a name.
///
/// `None` if it looks like an id.
#[cfg_attr(feature = "exports", wasm_bindgen)]
pub fn warning(option: &str, value: &str) -> Option<String> {
    scope::warning(option, value)
}
