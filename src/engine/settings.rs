//! What a client was told; a call keeps the state it was made with.

use std::rc::Rc;

use super::candidates::{self, Routes};
use super::fields::{Field, Fields};
use super::option_values::{BASE_URL, Given, Options, strategy};
use crate::protocol::identity::origin::Origin;
use crate::protocol::request::headers::{self, Entry};
use crate::protocol::request::options::{CLIENT, Kind, Name};
use crate::protocol::routing::choose::Strategy;
use crate::protocol::text::invalid::Invalid;

/// What a record has under a name, unless it is `undefined`.
fn given<'a>(told: &'a str, name: &str) -> Option<Field<'a>> {
    Fields::of(told, &[]).ok()?.find(|field| field.name == name && !field.is_undefined())
}

/// The options of a client.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) options: Options,
    /// Those of the environment, over which the options lay theirs.
    pub(super) environment_headers: Rc<Vec<Entry>>,
    pub(super) routes: Rc<Routes>,
}

impl Settings {
    /// The options of a new client; what they leave out, the environment says.
    ///
    /// `Err` names the option that is wrong.
    pub(super) fn new(environment: &str, options: &str, is_browser: bool) -> Result<Self, Invalid> {
        let mut settings = Self::default();
        for field in Fields::of(environment, &[])? {
            settings
                .read_variable(&field)
                .map_err(|problem| Invalid::of(&["the environment variable ", problem.as_str()]))?;
        }
        let wanted = "options must be an API key or an object";
        settings.apply_all(options, wanted, Origin::Option)?;
        settings.check(is_browser)?;
        Ok(settings)
    }

    /// Applies every option of a record; `undefined` leaves an option as it is.
    ///
    /// `Err` names the option that is wrong, or is `wanted` with the type of what is no record.
    pub(super) fn apply_all(
        &mut self,
        told: &str,
        wanted: &str,
        origin: Origin,
    ) -> Result<(), Invalid> {
        let mut list = None;
        for field in Fields::of(told, &[wanted])? {
            if field.is_inside {
                candidates::take(list.get_or_insert_default(), &field)?;
                continue;
            }
            self.options.take(CLIENT, field.name, origin, &field)?;
            if field.name == "organizations" && !field.is_undefined() {
                list = Some(Vec::new());
            }
        }
        if let Some(list) = list {
            self.routes = Rc::new(Routes::of(list));
        }
        let region = given(told, "dataResidency").is_some_and(|field| !field.plain().is_empty());
        if region && given(told, "baseURL").is_some() {
            return Err(Invalid::new("dataResidency and baseURL exclude each other: pass one"));
        }
        Ok(())
    }

    /// Where the API is.
    pub(super) fn base_url(&self) -> &str {
        self.options.text(Name::BaseUrl).unwrap_or(BASE_URL)
    }

    /// How calls are routed; `None` if they are not.
    pub(super) fn strategy(&self) -> Option<Strategy> {
        strategy(self.options.text(Name::Routing)?).ok()
    }

    fn read_variable(&mut self, field: &Field) -> Result<(), Invalid> {
        let (option, kind) = match field.name {
            "OPENAI_API_KEY" => (Name::ApiKey, Kind::Key),
            "OPENAI_ADMIN_KEY" => (Name::AdminApiKey, Kind::Secret),
            "OPENAI_BASE_URL" => (Name::BaseUrl, Kind::Url),
            "OPENAI_WEBHOOK_SECRET" => (Name::WebhookSecret, Kind::Text),
            "OPENAI_ORG_ID" => (Name::Organization, Kind::Identifier),
            "OPENAI_PROJECT_ID" => (Name::Project, Kind::Identifier),
            _ => return self.read_headers(field),
        };
        match Given::new(option, kind, Origin::Environment, field) {
            Ok(given) => self.options.set(given),
            // What is no id is as good as not set.
            Err(_) if kind == Kind::Identifier => {}
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    fn read_headers(&mut self, field: &Field) -> Result<(), Invalid> {
        let read = headers::parse_lines(field.plain());
        let named = |problem: Invalid| Invalid::of(&[field.name, ": ", problem.as_str()]);
        self.environment_headers = Rc::new(read.map_err(named)?);
        Ok(())
    }

    fn check(&self, is_browser: bool) -> Result<(), Invalid> {
        let keys = [Name::ApiKey, Name::AdminApiKey];
        if keys.iter().all(|key| self.options.key(*key).is_none()) {
            return Err(Invalid::new(
                "missing API key: pass apiKey, or set the environment variable OPENAI_API_KEY",
            ));
        }
        let allows_browser = self.options.flag(Name::DangerouslyAllowBrowser) == Some(true);
        if is_browser && !allows_browser {
            return Err(Invalid::new(
                "this is a browser, where everybody who opens the page can read the key: set \
                 dangerouslyAllowBrowser to true if the key is the visitor's own, or worth nothing",
            ));
        }
        Ok(())
    }
}
