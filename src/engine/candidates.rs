//! The organizations that a client may choose among.

use super::fields::Field;
use super::option_values::{Given, Options};
use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;
use crate::protocol::request::options::{LISTED, Name};
use crate::protocol::routing::choose::Candidate;
use crate::protocol::text::invalid::Invalid;
use crate::protocol::text::number::push_number;
use crate::protocol::text::scan;

/// The listed organizations, each with the key to use there.
#[derive(Default)]
pub(super) struct Routes {
    pub(super) candidates: Vec<Candidate>,
    /// What was said of each.
    options: Vec<Options>,
}

impl Routes {
    /// The organizations of which this was said.
    pub(super) fn of(options: Vec<Options>) -> Self {
        let mut candidates = Vec::new();
        for said in &options {
            candidates.push(candidate_of(said, candidates.len()));
        }
        Self { candidates, options }
    }

    /// The key of a candidate; `None` if it has none of its own.
    pub(super) fn key(&self, candidate: usize) -> Option<&Given> {
        self.options.get(candidate)?.key(Name::ApiKey)
    }

    /// The organizations, each on a line.
    pub(super) fn listed(&self) -> String {
        let mut lines = String::new();
        for candidate in &self.candidates {
            if let Some(organization) = &candidate.organization {
                lines.push_str(organization);
                lines.push_str("\n");
            }
        }
        lines
    }
}

/// Takes an entry of the option `organizations`, as `organizations[0]`, or what stands in it.
///
/// `Err` names what is wrong.
pub(super) fn take(list: &mut Vec<Options>, field: &Field) -> Result<(), Invalid> {
    let Some((_, option)) = scan::split(field.name, ".") else {
        if field.type_name != "object" {
            let wanted = " must be an id or an object with an organization, got ";
            return Err(Invalid::of(&[field.name, wanted, field.type_name]));
        }
        list.push(Options::default());
        return Ok(());
    };
    match list.last_mut() {
        Some(options) => options.take(LISTED, option, Origin::Routing, field),
        None => Ok(()),
    }
}

fn candidate_of(options: &Options, index: usize) -> Candidate {
    let id = |option| options.text(option).map(str::to_owned);
    Candidate {
        organization: id(Name::Organization),
        project: id(Name::Project),
        key: options.key(Name::ApiKey).map(|key| label(key, index)),
        weight: options.number(Name::Weight),
        models: options.texts(Name::Models),
    }
}

/// What tells a candidate's key from others.
fn label(key: &Given, index: usize) -> String {
    let mut label = describe(key);
    label.push_str(" ");
    push_number(&mut label, index as u64);
    label
}

/// What may be shown of a key.
pub(super) fn describe(key: &Given) -> String {
    if key.is_function {
        return "function".to_owned();
    }
    KeyLabel::of(key.text().unwrap_or_default()).describe()
}

/// What is shown where there is no key.
pub(super) fn missing_key() -> String {
    KeyLabel::of("").describe()
}
