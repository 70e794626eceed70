//! Who sends the next request of a call: organization, project and key.

use crate::protocol::diagnosis::{Origin, Sent};
use crate::protocol::key::KeyLabel;
use crate::protocol::meta::Attempt;
use crate::protocol::place::Place;
use crate::protocol::route::Candidate;
use crate::protocol::scope::{Identifier, Scope};
use crate::protocol::search;

/// An organization, a project and a key.
pub(super) struct Sender {
    pub(super) scope: Scope,
    pub(super) key: String,
    /// What tells the key apart in the ledger: never the key.
    name: String,
    /// What the router calls the key, if it is that of a listed organization.
    listed_name: Option<String>,
    is_listed: bool,
}

impl Sender {
    pub(super) fn new(scope: Scope) -> Self {
        Self { scope, key: String::new(), name: String::new(), listed_name: None, is_listed: false }
    }

    /// Takes the place of a listed organization.
    pub(super) fn become_candidate(&mut self, candidate: Option<&Candidate>) {
        let Some(candidate) = candidate else { return };
        let origin = Origin::Routing;
        let identifier = |value: &Option<String>| Identifier { value: value.clone(), origin };
        self.scope.organization = identifier(&candidate.organization);
        self.scope.project = identifier(&candidate.project);
        self.listed_name.clone_from(&candidate.key);
        self.is_listed = true;
    }

    pub(super) fn set_key(&mut self, key: &str) {
        key.clone_into(&mut self.key);
        self.name = KeyLabel::of(key).describe();
    }

    /// Where its requests go, for the ledger.
    pub(super) fn place<'a>(&'a self, model: Option<&'a str>) -> Place<'a> {
        let name = if self.is_listed { self.listed_name.as_deref() } else { Some(&*self.name) };
        Place {
            organization: self.scope.organization.value.as_deref(),
            project: self.scope.project.value.as_deref(),
            key: name,
            model,
        }
    }

    /// What was sent, for a diagnosis.
    pub(super) fn sent<'a>(&'a self, model: Option<&'a str>) -> Sent<'a> {
        Sent {
            organization: self.scope.organization.value.as_deref(),
            organization_origin: self.scope.organization.origin,
            project: self.scope.project.value.as_deref(),
            project_origin: self.scope.project.origin,
            key: KeyLabel::of(&self.key),
            model,
        }
    }

    /// The note of a request that took so many milliseconds.
    pub(super) fn attempt(&self, duration: u64) -> Attempt {
        Attempt {
            organization: self.scope.organization.value.clone(),
            project: self.scope.project.value.clone(),
            duration,
            ..Attempt::default()
        }
    }

    /// A text in which the key is masked, should a server repeat it.
    pub(super) fn mask(&self, text: String) -> String {
        // A shorter one is no secret, and would mask parts of other words.
        let is_repeated = self.key.len() >= 8 && search::contains(&text, &self.key);
        if is_repeated { search::replace(&text, &self.key, "***") } else { text }
    }
}
