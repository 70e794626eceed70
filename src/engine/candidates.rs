//! The organizations that a client may choose among.

use super::input::{Field, Level};
use super::option_values::{OptionValue, Options};
use crate::protocol::identity::key_label::KeyLabel;
use crate::protocol::identity::origin::Origin;
use crate::protocol::request::options::{LISTED, Name};
use crate::protocol::routing::choose::Candidate;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::number::push_number;

/// The listed organizations, each with the key to use there.
#[derive(Default)]
pub(super) struct Routes {
    pub(super) candidates: Vec<Candidate>,
    /// The options of each, its name among them.
    pub(super) options: Vec<Options>,
}

impl Routes {
    /// The organizations with these options.
    pub(super) fn new(options: Vec<Options>) -> Self {
        let mut candidates = Vec::new();
        for options in &options {
            candidates.push(candidate_of(options, candidates.len()));
        }
        Self { candidates, options }
    }

    /// Whether any of them has a key of its own.
    pub(super) fn has_key(&self) -> bool {
        self.options.iter().any(|options| options.key(Name::ApiKey).is_some())
    }

    /// The key of a candidate; `None` if it has none of its own.
    pub(super) fn key(&self, candidate: usize) -> Option<&OptionValue> {
        self.options.get(candidate)?.key(Name::ApiKey)
    }
}

/// What an entry of the option `organizations` is called, as `organizations[0]`.
pub(super) fn entry_name(index: usize) -> String {
    let mut name = "organizations[".to_owned();
    push_number(&mut name, index as u64);
    name.push_str("]");
    name
}

/// Takes an entry of the option `organizations`, or a field of the last one.
///
/// `Err` names what is wrong.
pub(super) fn take(list: &mut Vec<Options>, field: &mut Field) -> Result<(), Invalid> {
    if field.level == Level::List {
        let type_name = field.value.type_name();
        if type_name != "object" {
            let wanted = " must be an id or an object with an organization, got ";
            return Err(Invalid::of(&[&entry_name(list.len()), wanted, type_name]));
        }
        list.push(Options::default());
        return Ok(());
    }
    let name = text(&[&entry_name(list.len().saturating_sub(1)), ".", field.name]);
    match list.last_mut() {
        Some(options) => options.take(LISTED, &name, Origin::Routing, field),
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
        models: options.names(Name::Models).to_vec(),
    }
}

/// What tells a candidate's key from others.
fn label(key: &OptionValue, index: usize) -> String {
    let mut label = describe(key);
    label.push_str(" ");
    push_number(&mut label, index as u64);
    label
}

/// What may be shown of a key.
pub(super) fn describe(key: &OptionValue) -> String {
    if key.is_function() {
        return "function".to_owned();
    }
    KeyLabel::of(key.text().unwrap_or_default()).describe()
}

/// What is shown where there is no key.
pub(super) fn missing_key() -> String {
    KeyLabel::of("").describe()
}
