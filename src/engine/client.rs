//! The client: its state, and the calls that start from it.

use std::cell::RefCell;
use std::rc::Rc;

use super::call::Call;
use super::candidates::{describe, missing_key};
use super::input::{Arguments, Field, Record, Source};
use super::option_values::{MAX_RETRIES, Options, TIMEOUT};
use super::request::Request;
use super::settings::Settings;
use super::shared::Shared;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::place::Place;
use crate::protocol::memory::affinity;
use crate::protocol::memory::report::Report;
use crate::protocol::request::endpoint::Endpoint;
use crate::protocol::request::options::{self, CLIENT, Name, PLACE};
use crate::protocol::text::invalid::Invalid;

/// A client of the API; a call takes a snapshot of its state when it is made.
pub struct Client {
    settings: RefCell<Rc<Settings>>,
    shared: Rc<Shared>,
}

/// An option of a client as it is now.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// It has neither a text nor a number.
    None,
    /// It is a text.
    Text(String),
    /// It is a number.
    Number(f64),
}

impl Setting {
    /// The text; `None` for any other value.
    pub fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl Client {
    /// A client with options; what they leave out, the variables of the environment say.
    ///
    /// `Err` names the option that is wrong.
    pub fn new(
        environment: Source<Field>,
        options: Record,
        is_browser: bool,
    ) -> Result<Self, Invalid> {
        Ok(Self::of(Settings::new(environment, options, is_browser)?, Rc::default()))
    }

    /// A client that differs in some options.
    ///
    /// `Err` names the option that is wrong.
    pub fn with_options(&self, options: Record) -> Result<Self, Invalid> {
        Ok(Self::of(self.changed(options, Origin::Scope)?, Rc::clone(&self.shared)))
    }

    /// Sets options for later calls.
    ///
    /// `Err` says what is wrong with the value; then nothing has changed.
    pub fn set(&self, options: Record) -> Result<(), Invalid> {
        let settings = self.changed(options, Origin::Setter)?;
        settings.note_keys(&self.shared);
        self.settings.replace(Rc::new(settings));
        Ok(())
    }

    fn changed(&self, options: Record, origin: Origin) -> Result<Settings, Invalid> {
        let mut settings = Settings::clone(&self.settings());
        settings.apply_all(options, "options must be an object", origin)?;
        Ok(settings)
    }

    /// The value of an option; `None` if there is no such option. A key that is a function is none.
    pub fn get(&self, name: &str) -> Option<Setting> {
        let settings = self.settings();
        let (option, _) = options::find(CLIENT, name).ok()?;
        let options = &settings.options;
        let number = match option {
            Name::Timeout => Some(TIMEOUT),
            Name::MaxRetries => Some(MAX_RETRIES),
            _ => None,
        };
        if let Some(number) = options.number(option).or(number) {
            return Some(Setting::Number(number));
        }
        let base_url = || (option == Name::BaseUrl).then(|| settings.base_url());
        let text = match option {
            Name::Organization => settings.organization(),
            _ => options.text(option).or_else(base_url),
        };
        Some(text.map_or(Setting::None, |text| Setting::Text(text.to_owned())))
    }

    /// Where the API is.
    pub fn base_url(&self) -> String {
        self.settings().base_url().to_owned()
    }

    /// What may be shown of the key.
    pub fn key_label(&self) -> String {
        self.settings().options.get(Name::ApiKey).map_or_else(missing_key, describe)
    }

    /// Hands out the organizations to choose among, by their names, and by their ids if they have none.
    pub fn each_listed(&self, each: &mut dyn FnMut(&str)) {
        let settings = self.settings();
        for (index, candidate) in settings.routes.candidates.iter().enumerate() {
            let named = settings.routes.name(index).or(candidate.organization.as_deref());
            if let Some(organization) = named {
                each(organization);
            }
        }
    }

    /// The fields in which calls name what exists in one organization only, separated by spaces;
    /// `None` where that does not matter, as calls are not routed.
    pub fn id_fields(&self) -> Option<&'static str> {
        self.settings().strategy().map(|_| affinity::FIELDS)
    }

    /// A call of an endpoint; `None`: one written by hand.
    ///
    /// `Err` names the id, the parameters or the option that is wrong.
    pub fn call(
        &self,
        endpoint: Option<&Endpoint<'static>>,
        arguments: Arguments,
        options: Record,
    ) -> Result<Call, Invalid> {
        let settings = self.settings();
        let request = Request::new(endpoint, arguments, options)?;
        settings.routes.check_chosen(request.options.get(Name::Organization))?;
        Ok(Call::new(Rc::new(request), None, settings, Rc::clone(&self.shared)))
    }

    /// Reads what is known of a scope (`organization`, `project`, `model`), and of the client's own
    /// where it names none.
    ///
    /// `Err` names what is wrong with the scope.
    pub fn report(&self, scope: Record, read: &mut dyn FnMut(&Report)) -> Result<(), Invalid> {
        let settings = self.settings();
        let asked = Options::read(PLACE, scope, &["a scope must be an object"])?;
        settings.routes.check_chosen(asked.get(Name::Organization))?;
        let organization = match asked.get(Name::Organization) {
            Some(value) => value.text(),
            None => settings.organization(),
        };
        let listed = organization.and_then(|text| settings.routes.find(text, None));
        let brought = listed.and_then(|index| settings.routes.project(index));
        let organization = settings.routes.id_of(organization);
        let project = match asked.get(Name::Project) {
            Some(value) => value.text(),
            None => brought.or_else(|| settings.options.text(Name::Project)),
        };
        let place = Place { organization, project, key: None, model: asked.text(Name::Other) };
        self.shared.report(place, read);
        Ok(())
    }

    /// Hands out what is known of every scope.
    pub fn each_report(&self, each: &mut dyn FnMut(&Report)) {
        self.shared.each_report(each);
    }

    /// Everything that the ledger remembers, as lines of text.
    pub fn snapshot(&self) -> String {
        self.shared.snapshot()
    }

    /// Adds what a snapshot knows; `false` if it is none, and nothing has changed.
    pub fn load(&self, snapshot: &str) -> bool {
        self.shared.load(snapshot)
    }

    fn of(settings: Settings, shared: Rc<Shared>) -> Self {
        settings.note_keys(&shared);
        Self { settings: RefCell::new(Rc::new(settings)), shared }
    }

    pub(super) fn settings(&self) -> Rc<Settings> {
        Rc::clone(&self.settings.borrow())
    }
}
