//! Who sends the next request of a call: organization, project and key.

use super::call::{Call, State};
use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::place::Place;
use crate::protocol::identity::scope::{Identifier, Scope};
use crate::protocol::identity::sent::Sent;
use crate::protocol::request::options::Name;
use crate::protocol::routing::choose::Candidate;
use crate::protocol::routing::meta::Chosen;

/// Where requests go, for the ledger, and who said so.
pub(super) struct Sender<'a> {
    pub(super) place: Place<'a>,
    organization_origin: Origin,
    project_origin: Origin,
}

impl Call {
    /// Who sends, as things stand: a listed organization, or whoever was asked for.
    pub(super) fn sender<'a>(&'a self, state: &'a State) -> Sender<'a> {
        let model = self.model();
        let listed = state.attempts.candidate;
        if let Some((_, candidate)) = listed.and_then(|index| self.candidate(index)) {
            let origin = Origin::Routing;
            let place = candidate.place(model);
            return Sender { place, organization_origin: origin, project_origin: origin };
        }
        let (mut organization, mut organization_origin) = self.identifier(Name::Organization);
        let (mut project, mut project_origin) = self.identifier(Name::Project);
        let mut key = Some(state.key_label.as_str());
        if let Some((index, listed)) = self.listed.and_then(|index| self.candidate(index)) {
            organization = listed.organization.as_deref();
            if organization_origin == Origin::Environment {
                organization_origin = Origin::Option;
            }
            if self.brings_project(index) {
                (project, project_origin) = (listed.project.as_deref(), Origin::Option);
            }
            if self.brings_key() {
                key = listed.key.as_deref().or(key);
            }
        }
        let place = Place { organization, project, key, model };
        Sender { place, organization_origin, project_origin }
    }

    /// A listed organization, and where it stands in the list.
    fn candidate(&self, index: usize) -> Option<(usize, &Candidate)> {
        Some((index, self.settings.routes.candidates.get(index)?))
    }

    /// The organization or the project that was asked for, and who did.
    pub(super) fn identifier(&self, option: Name) -> (Option<&str>, Origin) {
        match self.option_value(option) {
            Some(value) => (value.text(), value.origin),
            None => (None, Origin::default()),
        }
    }
}

impl<'a> Sender<'a> {
    /// What is sent, for a diagnosis.
    pub(super) fn sent(&self, key: &str) -> Sent<'a> {
        Sent {
            organization: self.place.organization,
            organization_origin: self.organization_origin,
            project: self.place.project,
            project_origin: self.project_origin,
            key: KeyLabel::of(key),
            model: self.place.model,
        }
    }

    /// The organization and the project, and who chose each.
    pub(super) fn chosen(&self) -> (Chosen<'a>, Chosen<'a>) {
        let Place { organization, project, .. } = self.place;
        ((organization, self.organization_origin), (project, self.project_origin))
    }

    /// Whose requests they are, for keeping.
    pub(super) fn scope(&self) -> Scope {
        let identifier =
            |id: Option<&str>, origin| Identifier { value: id.map(str::to_owned), origin };
        Scope {
            organization: identifier(self.place.organization, self.organization_origin),
            project: identifier(self.place.project, self.project_origin),
        }
    }
}
