//! The options of a client; a call keeps those it was made with.

use std::rc::Rc;

use super::candidates::{self, Routes};
use super::input::{Field, Level, Record, Source};
use super::key_ring::{Closer, Given};
use super::option_values::{BASE_URL, OptionValue, Options, fields, strategy};
use super::shared::Shared;
use crate::protocol::identity::origin::Origin;
use crate::protocol::request::headers::{self, Entry};
use crate::protocol::request::options::{CLIENT, Name, OptionType};
use crate::protocol::routing::choose::Strategy;
use crate::protocol::text::invalid::Invalid;

/// The options of a client.
#[derive(Clone, Default)]
pub(super) struct Settings {
    pub(super) options: Options,
    /// Those of the environment, over which the options lay theirs.
    pub(super) environment_headers: Rc<Vec<Entry>>,
    pub(super) routes: Rc<Routes>,
    pub(super) closer: Closer,
}

impl Settings {
    /// The options of a new client; what they leave out, the environment says.
    ///
    /// `Err` names the option that is wrong.
    pub(super) fn new(
        environment: Source<Field>,
        options: Record,
        is_browser: bool,
    ) -> Result<Self, Invalid> {
        let mut settings = Self::default();
        while let Some(mut variable) = environment() {
            settings
                .read_variable(&mut variable)
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
        record: Record,
        wanted: &str,
        origin: Origin,
    ) -> Result<(), Invalid> {
        let (mut list, mut has_region, mut has_url) = (None, false, false);
        let mut given = Given::default();
        let next = fields(record, &[wanted])?;
        while let Some(mut field) = next() {
            if field.level != Level::Record {
                candidates::take(list.get_or_insert_default(), &mut field)?;
                continue;
            }
            self.options.take(CLIENT, field.name, origin, &mut field)?;
            // As with `openai`, one that is `undefined` excludes a region too.
            has_url |= field.name == "baseURL";
            if field.value.is_undefined() {
                continue;
            }
            given.note(field.name);
            match field.name {
                "organizations" => list = Some(Vec::new()),
                "dataResidency" => has_region = field.value.text().is_some(),
                _ => {}
            }
        }
        if let Some(list) = list {
            self.routes = Rc::new(Routes::new(list));
            self.routes.check_names()?;
        }
        self.closer = self.closer.after(given);
        self.routes.check_chosen(self.options.get(Name::Organization))?;
        if has_region && has_url {
            return Err(Invalid::new("dataResidency and baseURL exclude each other: pass one"));
        }
        Ok(())
    }

    /// Tells what is shared of the keys, which no answer may show.
    pub(super) fn note_keys(&self, shared: &Shared) {
        shared.note_key(self.options.text(Name::ApiKey));
        shared.note_key(self.options.text(Name::AdminApiKey));
        for index in 0..self.routes.candidates.len() {
            shared.note_key(self.routes.key(index).and_then(OptionValue::text));
        }
    }

    /// Where the API is.
    pub(super) fn base_url(&self) -> &str {
        self.options.text(Name::BaseUrl).unwrap_or(BASE_URL)
    }

    /// How calls are routed; `None` if they are not.
    pub(super) fn strategy(&self) -> Option<Strategy> {
        strategy(self.options.text(Name::Routing)?).ok()
    }

    fn read_variable(&mut self, variable: &mut Field) -> Result<(), Invalid> {
        let (option, kind) = match variable.name {
            "OPENAI_API_KEY" => (Name::ApiKey, OptionType::Key),
            "OPENAI_ADMIN_KEY" => (Name::AdminApiKey, OptionType::Secret),
            "OPENAI_BASE_URL" => (Name::BaseUrl, OptionType::Url),
            "OPENAI_WEBHOOK_SECRET" => (Name::WebhookSecret, OptionType::Text),
            "OPENAI_ORG_ID" => (Name::Organization, OptionType::Identifier),
            "OPENAI_PROJECT_ID" => (Name::Project, OptionType::Identifier),
            _ => return self.read_headers(variable),
        };
        let (name, value) = (variable.name, &mut variable.value);
        match OptionValue::new(option, kind, Origin::Environment, name, value) {
            Ok(value) => self.options.set(value),
            // What is no id is as good as not set.
            Err(_) if kind == OptionType::Identifier => {}
            Err(problem) => return Err(problem),
        }
        Ok(())
    }

    fn read_headers(&mut self, variable: &Field) -> Result<(), Invalid> {
        let read = headers::parse_lines(variable.value.text().unwrap_or_default());
        let named = |problem: Invalid| Invalid::of(&[variable.name, ": ", problem.as_str()]);
        self.environment_headers = Rc::new(read.map_err(named)?);
        Ok(())
    }

    fn check(&self, is_browser: bool) -> Result<(), Invalid> {
        let keys = [Name::ApiKey, Name::AdminApiKey];
        if keys.iter().all(|key| self.options.key(*key).is_none()) && !self.routes.has_key() {
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
