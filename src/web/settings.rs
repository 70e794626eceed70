//! The options of a client, read from JavaScript.

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::boundary;
use super::hooks::Hooks;
use super::patience::Limits;
use super::routes::{self, Routes};
use super::value;
use crate::protocol::diagnosis::Origin;
use crate::protocol::headers::{self, Entry};
use crate::protocol::invalid::{Invalid, text};
use crate::protocol::key::KeyLabel;
use crate::protocol::options::{self, Name};
use crate::protocol::query::Pair;
use crate::protocol::route::Strategy;
use crate::protocol::scope::{self, Identifier, Scope};
use crate::protocol::search;

/// Where the API is, unless somebody says otherwise.
const BASE_URL: &str = "https://api.openai.com/v1";

/// The part of a limit that is left when it is called near.
const NEAR_LIMIT: f64 = 0.1;

/// A key, or how to get one.
#[derive(Clone, Default)]
pub(super) enum Key {
    /// There is none.
    #[default]
    None,
    /// The key itself.
    Text(String),
    /// A function that gives one, or a promise of one, for every request.
    Function(Function),
}

impl Key {
    /// The key as the property of the client has it; `null` for a function and for none.
    pub(super) fn shown(&self) -> JsValue {
        match self {
            Self::Text(key) => JsValue::from_str(key),
            _ => JsValue::NULL,
        }
    }

    /// What may be shown of it.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Text(key) => KeyLabel::of(key).describe(),
            Self::Function(_) => "function".to_owned(),
            Self::None => KeyLabel::of("").describe(),
        }
    }
}

/// What a client was told; a call keeps the state it was made with.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) key: Key,
    pub(super) admin_key: Key,
    pub(super) scope: Scope,
    pub(super) base_url: String,
    /// Those of the environment, over which the options lay theirs.
    pub(super) environment_headers: Vec<Entry>,
    pub(super) default_headers: Vec<Entry>,
    pub(super) default_query: Vec<Pair>,
    pub(super) fetch: Option<Function>,
    pub(super) fetch_options: JsValue,
    pub(super) webhook_secret: Option<String>,
    pub(super) patience: Limits,
    pub(super) hooks: Hooks,
    /// The part of a limit that is left when `onLimit` hears of it.
    pub(super) near_limit: f64,
    pub(super) routes: Rc<Routes>,
    pub(super) strategy: Option<Strategy>,
    /// Whether a call waits for room when every organization is exhausted.
    pub(super) waits_for_limits: bool,
    allows_browser: bool,
}

impl Settings {
    /// The options of a new client: a key, or a record; what it leaves out, the environment says.
    ///
    /// `Err` names the option that is wrong.
    pub(super) fn new(options: &JsValue) -> Result<Self, Invalid> {
        let mut settings = Self {
            base_url: BASE_URL.to_owned(),
            near_limit: NEAR_LIMIT,
            waits_for_limits: true,
            ..Self::default()
        };
        settings.read_environment()?;
        if options.is_string() {
            settings.apply("apiKey", options, Origin::Option)?;
        } else if !options.is_undefined() {
            value::check_record("options must be an API key or an object, got ", options)?;
            settings.apply_all(options, Origin::Option)?;
        }
        settings.check()?;
        Ok(settings)
    }

    /// Applies every option of a record; `undefined` leaves an option as it is.
    pub(super) fn apply_all(&mut self, record: &JsValue, origin: Origin) -> Result<(), Invalid> {
        let has_region = value::get(record, "dataResidency").is_truthy();
        if has_region && !value::get(record, "baseURL").is_undefined() {
            return Err(Invalid::new("dataResidency and baseURL exclude each other: pass one"));
        }
        value::each_entry(record, &mut |name, value| self.apply(name, value, origin))
    }

    /// Applies one option.
    pub(super) fn apply(
        &mut self,
        name: &str,
        value: &JsValue,
        origin: Origin,
    ) -> Result<(), Invalid> {
        let (option, kind) = value::option(options::CLIENT, name, value)?;
        if value.is_undefined()
            || self.patience.apply(option, name, kind, value)?
            || self.hooks.apply(option, value)
        {
            return Ok(());
        }
        match option {
            Name::ApiKey => return set_key(&mut self.key, name, value),
            Name::AdminApiKey => return set_key(&mut self.admin_key, name, value),
            Name::WebhookSecret => return set_secret(&mut self.webhook_secret, name, value),
            Name::Organization => {
                return set_identifier(&mut self.scope.organization, name, value, origin);
            }
            Name::Project => return set_identifier(&mut self.scope.project, name, value, origin),
            Name::BaseUrl => return set_base_url(&mut self.base_url, value),
            Name::DataResidency if value.is_truthy() => self.base_url = regional_url(value)?,
            Name::DefaultHeaders => return value::set_headers(&mut self.default_headers, value),
            Name::DefaultQuery => return value::set_query(&mut self.default_query, value, None),
            Name::Fetch => self.fetch = value.dyn_ref::<Function>().cloned(),
            Name::FetchOptions => self.fetch_options = value.clone(),
            Name::Organizations => self.routes = Rc::new(Routes::new(value)?),
            Name::Routing => self.strategy = routes::strategy(value)?,
            Name::WaitForLimits => self.waits_for_limits = value.is_truthy(),
            Name::NearLimit => {
                self.near_limit = value::number(kind, name, value)?;
            }
            Name::DangerouslyAllowBrowser => self.allows_browser = value.is_truthy(),
            _ => {}
        }
        Ok(())
    }

    fn read_environment(&mut self) -> Result<(), Invalid> {
        set_from_environment("OPENAI_API_KEY", "", &mut |text| {
            self.key = Key::Text(scope::check_key("OPENAI_API_KEY", text)?.to_owned());
            Ok(())
        })?;
        set_from_environment("OPENAI_ADMIN_KEY", "", &mut |text| {
            self.admin_key = Key::Text(scope::check_key("OPENAI_ADMIN_KEY", text)?.to_owned());
            Ok(())
        })?;
        set_from_environment("OPENAI_BASE_URL", "", &mut |text| {
            scope::check_base_url(text)?.clone_into(&mut self.base_url);
            Ok(())
        })?;
        set_from_environment("OPENAI_CUSTOM_HEADERS", "OPENAI_CUSTOM_HEADERS: ", &mut |text| {
            self.environment_headers = headers::parse_lines(text)?;
            Ok(())
        })?;
        self.webhook_secret = boundary::environment("OPENAI_WEBHOOK_SECRET");
        self.scope.organization = environment_identifier("OPENAI_ORG_ID");
        self.scope.project = environment_identifier("OPENAI_PROJECT_ID");
        Ok(())
    }

    fn check(&self) -> Result<(), Invalid> {
        if matches!((&self.key, &self.admin_key), (Key::None, Key::None)) {
            return Err(Invalid::new(
                "missing API key: pass apiKey, or set the environment variable OPENAI_API_KEY",
            ));
        }
        if boundary::is_browser() && !self.allows_browser {
            return Err(Invalid::new(
                "this is a browser, where everybody who opens the page can read the key: set \
                 dangerouslyAllowBrowser to true if the key is the visitor's own, or worth nothing",
            ));
        }
        Ok(())
    }
}

/// Hands a variable of the environment out, if it is set; an error says that it came from there.
fn set_from_environment(
    variable: &str,
    prefix: &str,
    set: &mut dyn FnMut(&str) -> Result<(), Invalid>,
) -> Result<(), Invalid> {
    let Some(text) = boundary::environment(variable) else { return Ok(()) };
    set(&text)
        .map_err(|problem| Invalid::of(&["the environment variable ", prefix, problem.as_str()]))
}

/// An id from the environment, where an empty variable is one that is not set.
fn environment_identifier(name: &str) -> Identifier {
    let value = boundary::environment(name);
    let value = value.filter(|value| scope::check_identifier(name, value).is_ok());
    Identifier { value, origin: Origin::Environment }
}

/// Sets a key as the option `name` gives it; `null` means none.
pub(super) fn set_key(key: &mut Key, name: &str, value: &JsValue) -> Result<(), Invalid> {
    *key = if let Some(function) = value.dyn_ref::<Function>() {
        Key::Function(function.clone())
    } else if let Some(text) = value.as_string() {
        Key::Text(scope::check_key(name, &text)?.to_owned())
    } else {
        Key::None
    };
    Ok(())
}

fn set_secret(secret: &mut Option<String>, name: &str, value: &JsValue) -> Result<(), Invalid> {
    let mut key = Key::None;
    set_key(&mut key, name, value)?;
    *secret = if let Key::Text(text) = key { Some(text) } else { None };
    Ok(())
}

/// Sets an organization or a project; `null` means none.
pub(super) fn set_identifier(
    identifier: &mut Identifier,
    name: &str,
    value: &JsValue,
    origin: Origin,
) -> Result<(), Invalid> {
    let value = match value.as_string() {
        Some(text) => Some(scope::check_identifier(name, &text)?.to_owned()),
        None => None,
    };
    *identifier = Identifier { value, origin };
    Ok(())
}

/// The base URL of a region.
fn regional_url(value: &JsValue) -> Result<String, Invalid> {
    let region = value.as_string().unwrap_or_default();
    Ok(text(&["https://", scope::region_prefix(&region)?, "api.openai.com/v1"]))
}

fn set_base_url(url: &mut String, value: &JsValue) -> Result<(), Invalid> {
    let text = value.as_string().unwrap_or_default();
    // `openai` takes an empty one, as of an unset variable, for the default.
    let given =
        if search::trim_given(&text).is_empty() { BASE_URL } else { scope::check_base_url(&text)? };
    given.clone_into(url);
    Ok(())
}
