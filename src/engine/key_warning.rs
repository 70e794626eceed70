//! What can be told before a request is sent: of a key that belongs to one organization, and of ids.

use super::client::Client;
use super::option_values::OptionValue;
use super::settings::Settings;
use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::scope;
use crate::protocol::request::options::Name;
use crate::protocol::text::scan;

impl Client {
    /// A warning if an id of the option looks like a name, and is none of the listed ones; the API
    /// would say no more than that there is no such organization.
    pub fn id_warning(&self, option: &str, value: &str) -> Option<String> {
        let settings = self.settings();
        // Elsewhere an id may look like anything.
        let is_official = scan::contains(settings.base_url(), "//api.openai.com");
        let is_listed = || option == "organization" && settings.routes.find(value, None).is_some();
        scope::warning(option, value).filter(|_| is_official && !is_listed())
    }

    /// A warning if the key that is used for an organization belongs to one that may be another.
    ///
    /// `None`: the organization is that of the client, and those that are listed are looked at too.
    pub fn key_warning(&self, organization: Option<&str>) -> Option<String> {
        let settings = self.settings();
        match organization {
            Some(organization) => settings.warning_for(organization, settings.closer.key_alone),
            None => settings.warning_of_choice().or_else(|| settings.warning_of_list()),
        }
    }
}

impl Settings {
    /// Of the organization that was chosen after the key.
    fn warning_of_choice(&self) -> Option<String> {
        let chosen = self.chosen()?;
        let is_later = matches!(chosen.origin, Origin::Setter | Origin::Scope);
        let organization = chosen.text().filter(|_| is_later && !self.closer.key)?;
        KeyLabel::of(self.key_for(organization)?.text()?).warning(organization)
    }

    /// Of an organization that a call names.
    fn warning_for(&self, organization: &str, is_for_any: bool) -> Option<String> {
        let id = |text| self.routes.id_of(Some(text));
        if self.organization().and_then(id) == id(organization) {
            return None;
        }
        let general = self.options.key(Name::ApiKey).filter(|_| is_for_any);
        let key = general.or_else(|| self.key_for(organization))?;
        KeyLabel::of(key.text()?).warning(organization)
    }

    /// Of a key with which two different organizations are listed.
    fn warning_of_list(&self) -> Option<String> {
        // A key that was given after the list is meant for one of them.
        let candidates = self.routes.candidates.iter().enumerate().filter(|_| !self.closer.key);
        let mut earlier: Vec<(&str, &str)> = Vec::new();
        for (index, candidate) in candidates {
            let key = self.routes.key(index).or_else(|| self.options.key(Name::ApiKey));
            let Some(organization) = candidate.organization.as_deref() else { continue };
            let Some(key) = key.and_then(OptionValue::text) else { continue };
            let is_of_both = earlier.iter().any(|&(known, of)| known == key && of != organization);
            let warning = KeyLabel::of(key).warning(organization).filter(|_| is_of_both);
            if warning.is_some() {
                return warning;
            }
            earlier.push((key, organization));
        }
        None
    }

    /// The key that is used for an organization: that of the list, or the general one.
    fn key_for(&self, organization: &str) -> Option<&OptionValue> {
        match self.routes.find(organization, None).and_then(|index| self.routes.key(index)) {
            // It was listed for this very organization.
            Some(_) => None,
            None => self.options.key(Name::ApiKey),
        }
    }
}
