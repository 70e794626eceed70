//! The client: its state, and the calls that start from it.

use std::cell::RefCell;
use std::rc::Rc;

use super::call::Call;
use super::candidates::{describe, missing_key};
use super::option_values::{MAX_RETRIES, Options, TIMEOUT};
use super::request::Request;
use super::settings::Settings;
use super::shared::Shared;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::place::Place;
use crate::protocol::memory::affinity;
#[cfg(feature = "client")]
use crate::protocol::memory::report::Report;
use crate::protocol::request::endpoint;
use crate::protocol::request::options::{self, CLIENT, Name, PLACE};
use crate::protocol::text::invalid::Invalid;

/// A client of the API; a call takes a snapshot of its state when it is made.
pub struct Client {
    settings: RefCell<Rc<Settings>>,
    shared: Rc<Shared>,
}

/// The value of an option as it is now.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// There is no such option.
    Unknown,
    /// The option is not set.
    None,
    /// It is a text.
    Text(String),
    /// It is a number.
    Number(f64),
}

impl Value {
    /// The text; `None` for any other value.
    pub fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl From<Option<&str>> for Value {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.to_owned()))
    }
}

impl Client {
    /// A client with the fields of its options; what they leave out, those of the environment say.
    ///
    /// `Err` names the option that is wrong.
    pub fn new(environment: &str, options: &str, is_browser: bool) -> Result<Self, Invalid> {
        Ok(Self::of(Settings::new(environment, options, is_browser)?, Rc::default()))
    }

    /// A client that differs in some options.
    ///
    /// `Err` names the option that is wrong.
    pub fn with_options(&self, options: &str) -> Result<Self, Invalid> {
        Ok(Self::of(self.changed(options, Origin::Scope)?, Rc::clone(&self.shared)))
    }

    /// Sets options for later calls.
    ///
    /// `Err` says what is wrong with the value; then nothing has changed.
    pub fn set(&self, options: &str) -> Result<(), Invalid> {
        let settings = self.changed(options, Origin::Setter)?;
        self.settings.replace(Rc::new(settings));
        Ok(())
    }

    fn changed(&self, options: &str, origin: Origin) -> Result<Settings, Invalid> {
        let mut settings = Settings::clone(&self.settings());
        settings.apply_all(options, "options must be an object", origin)?;
        Ok(settings)
    }

    /// The value of an option; a key that is a function is none.
    ///
    /// Four more can be asked for: `keyLabel`, what may be shown of the key; `listed`, the
    /// organizations to choose among, a line each; `snapshot`, what [`Self::snapshot`] gives;
    /// `idFields`, the fields in which calls name what exists in one organization only, parted by
    /// spaces, where that matters because calls are routed.
    pub fn get(&self, name: &str) -> Value {
        let settings = self.settings();
        let given = &settings.options;
        match name {
            "keyLabel" => Value::Text(given.get(Name::ApiKey).map_or_else(missing_key, describe)),
            "listed" => Value::Text(settings.routes.listed()),
            "snapshot" => Value::Text(self.snapshot()),
            "idFields" => settings.strategy().map(|_| affinity::FIELDS).into(),
            _ => match options::find(CLIENT, name) {
                Ok((Name::BaseUrl, _)) => Some(settings.base_url()).into(),
                Ok((Name::Timeout, _)) => number(given, Name::Timeout, TIMEOUT),
                Ok((Name::MaxRetries, _)) => number(given, Name::MaxRetries, MAX_RETRIES),
                Ok((option, _)) => given.text(option).into(),
                Err(_) => Value::Unknown,
            },
        }
    }

    /// A call of the endpoint that has this number in the catalogue; 0: one written by hand.
    ///
    /// `Err` names the id, the parameters or the option that is wrong.
    pub fn call(&self, index: usize, given: &str, options: &str) -> Result<Call, Invalid> {
        let settings = self.settings();
        let endpoint = endpoint::at(index);
        let request = Request::new(endpoint.as_ref(), given, options)?;
        Ok(Call::new(Rc::new(request), None, settings, Rc::clone(&self.shared)))
    }

    /// What is known of the limits and the usage, as JSON: of one place, or of all if that is
    /// `!undefined`.
    ///
    /// `Err` names what is wrong with the fields of the place.
    pub fn rate_limits(&self, place: &str) -> Result<String, Invalid> {
        if place == "!undefined" {
            return Ok(self.shared.reports());
        }
        let settings = self.settings();
        let asked = Options::read(PLACE, place, &["a scope must be an object"])?;
        let id = |option| asked.get(option).or_else(|| settings.options.get(option))?.text();
        let (organization, project) = (id(Name::Organization), id(Name::Project));
        let place = Place { organization, project, key: None, model: asked.text(Name::Other) };
        Ok(self.shared.report_of(place))
    }

    /// Everything that the ledger remembers, as lines of text.
    pub fn snapshot(&self) -> String {
        self.shared.snapshot()
    }

    /// Adds what a snapshot knows; `false` if it is none, and nothing has changed.
    pub fn load(&self, snapshot: &str) -> bool {
        self.shared.load(snapshot)
    }

    /// Lets somebody read what is known of the client's own organization and project.
    #[cfg(feature = "client")]
    pub fn report<T>(&self, model: Option<&str>, read: impl FnOnce(&Report) -> T) -> T {
        let settings = self.settings();
        let id = |option| settings.options.text(option);
        let (organization, project) = (id(Name::Organization), id(Name::Project));
        self.shared.with_report(Place { organization, project, key: None, model }, read)
    }

    fn of(settings: Settings, shared: Rc<Shared>) -> Self {
        Self { settings: RefCell::new(Rc::new(settings)), shared }
    }

    fn settings(&self) -> Rc<Settings> {
        Rc::clone(&self.settings.borrow())
    }
}

fn number(given: &Options, option: Name, otherwise: f64) -> Value {
    Value::Number(given.number(option).unwrap_or(otherwise))
}
