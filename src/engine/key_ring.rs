//! The listed organizations as a key ring: each brings its key and its project to calls for it.

use super::call::Call;
use super::candidates::{Routes, entry_name};
use super::option_values::{OptionValue, Options};
use super::settings::Settings;
use crate::protocol::identity::origin::Origin;
use crate::protocol::request::options::Name;
use crate::protocol::text::did_you_mean::nearest;
use crate::protocol::text::invalid::Invalid;

/// What was given no earlier than the organization it is for, so that it counts more than what the
/// list has for that organization.
#[derive(Clone, Copy, Default)]
pub(super) struct Closer {
    pub(super) project: bool,
    pub(super) key: bool,
    /// The key was given without an organization, so that it is for any.
    pub(super) key_alone: bool,
}

/// Which options one record has.
#[derive(Clone, Copy, Default)]
pub(super) struct Given(pub(super) [bool; 4]);

impl Given {
    /// Notes an option that has a value.
    pub(super) fn note(&mut self, name: &str) {
        let names = ["organizations", "organization", "project", "apiKey"];
        for (flag, known) in self.0.iter_mut().zip(names) {
            *flag |= known == name;
        }
    }
}

impl Closer {
    /// After a record with some options.
    pub(super) fn after(self, Given([list, organization, project, key]): Given) -> Self {
        let before = if list || organization { Self::default() } else { self };
        // The key beside a list is for the organizations that have none of their own.
        let key = key && !list;
        Self {
            project: before.project || project && (organization || !list),
            key: before.key || key,
            key_alone: before.key_alone || key && !organization,
        }
    }
}

impl Routes {
    /// Checks the names of the list.
    ///
    /// `Err` for one that looks like an id, and for two that are the same.
    pub(super) fn check_names(&self) -> Result<(), Invalid> {
        for (index, options) in self.options.iter().enumerate() {
            let Some(name) = options.text(Name::Alias) else { continue };
            let refuse = |problem| {
                let entry = entry_name(index);
                Err(Invalid::of(&[&entry, ".name \"", name, problem]))
            };
            if name.starts_with("org-") {
                return refuse("\" looks like an id: give a name of your own");
            }
            let is_it = |other: &Options| {
                let is_id = other.text(Name::Organization) == Some(name);
                is_id || other.text(Name::Alias) == Some(name)
            };
            let of_another = |(at, other): (usize, &Options)| at != index && is_it(other);
            if self.options.iter().enumerate().any(of_another) {
                return refuse("\" is there twice");
            }
        }
        Ok(())
    }

    /// Checks an organization that somebody chose, where the listed ones have names.
    ///
    /// `Err` for what is neither a name nor an id.
    pub(super) fn check_chosen(&self, chosen: Option<&OptionValue>) -> Result<(), Invalid> {
        let chosen = chosen.filter(|value| value.origin != Origin::Environment);
        let Some(text) = chosen.and_then(OptionValue::text) else { return Ok(()) };
        let names = || self.options.iter().filter_map(|options| options.text(Name::Alias));
        let is_known = text.starts_with("org-") || self.find(text, None).is_some();
        if is_known || names().next().is_none() {
            return Ok(());
        }
        let (before, meant, after) = match nearest(names(), text) {
            Some(meant) => ("\": did you mean \"", meant, "\"?"),
            None => ("\": it is no id, and no name in organizations", "", ""),
        };
        Err(Invalid::of(&["unknown organization \"", text, before, meant, after]))
    }

    /// The listed organization with a name or an id; of several, the one with the project.
    pub(super) fn find(&self, organization: &str, project: Option<&str>) -> Option<usize> {
        let is_named = |options: &Options| options.text(Name::Alias) == Some(organization);
        let is_it = |options: &Options| options.text(Name::Organization) == Some(organization);
        let has_project = |options: &Options| options.text(Name::Project) == project;
        let position = |is: &dyn Fn(&Options) -> bool| self.options.iter().position(is);
        position(&is_named)
            .or_else(|| position(&|options| is_it(options) && has_project(options)))
            .or_else(|| position(&is_it))
    }

    /// The name of a listed organization.
    pub(super) fn name(&self, index: usize) -> Option<&str> {
        self.options.get(index)?.text(Name::Alias)
    }

    /// The project of a listed organization.
    pub(super) fn project(&self, index: usize) -> Option<&str> {
        self.options.get(index)?.text(Name::Project)
    }

    /// The id that a name stands for; any other text is an id itself.
    pub(super) fn id_of<'a>(&'a self, organization: Option<&'a str>) -> Option<&'a str> {
        match organization.and_then(|text| self.find(text, None)) {
            Some(index) => self.candidates.get(index)?.organization.as_deref(),
            None => organization,
        }
    }
}

impl Settings {
    /// The organization that was chosen; the environment counts less than a list does.
    pub(super) fn chosen(&self) -> Option<&OptionValue> {
        let has_list = !self.routes.candidates.is_empty();
        let of_environment = |value: &OptionValue| value.origin == Origin::Environment;
        let value = self.options.get(Name::Organization);
        value.filter(|value| !(has_list && of_environment(value)))
    }

    /// What stands for the client's organization: without a choice, the first of the list.
    pub(super) fn organization(&self) -> Option<&str> {
        match self.chosen() {
            Some(value) => value.text(),
            None if self.strategy().is_some() => self.options.text(Name::Organization),
            None => self.routes.name(0).or(self.routes.candidates.first()?.organization.as_deref()),
        }
    }
}

impl Call {
    /// The listed organization that the call is for, if nothing routes it.
    pub(super) fn find_listed(&self) -> Option<usize> {
        if self.state.borrow().attempts.strategy.is_some() {
            return None;
        }
        let project = self.option_value(Name::Project).and_then(OptionValue::text);
        match self.own_organization().or_else(|| self.settings.chosen()) {
            Some(value) => self.settings.routes.find(value.text()?, project),
            None => (!self.settings.routes.candidates.is_empty()).then_some(0),
        }
    }

    fn own_organization(&self) -> Option<&OptionValue> {
        self.request.options.get(Name::Organization)
    }

    /// Whether the listed organization says which project is used.
    pub(super) fn brings_project(&self, candidate: usize) -> bool {
        let closer = self.settings.closer;
        let has_own = self.settings.routes.candidates.get(candidate);
        let has_own = has_own.is_some_and(|candidate| candidate.project.is_some());
        if self.request.options.get(Name::Project).is_some() {
            false
        } else if self.own_organization().is_some() {
            true
        } else if self.settings.chosen().is_some() {
            !closer.project
        } else {
            has_own && !closer.project
        }
    }

    /// Whether the listed organization says which key is used.
    pub(super) fn brings_key(&self) -> bool {
        let closer = self.settings.closer;
        let is_closer =
            if self.own_organization().is_some() { closer.key_alone } else { closer.key };
        !is_closer
    }
}
