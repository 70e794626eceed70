//! The organizations that a client may choose among.

use super::fields::Field;
use super::options::Given;
use crate::protocol::diagnosis::Origin;
use crate::protocol::duration::push_number;
use crate::protocol::invalid::Invalid;
use crate::protocol::key::KeyLabel;
use crate::protocol::options::{self, Kind, Name};
use crate::protocol::route::Candidate;
use crate::protocol::search;

/// The listed organizations, each with the key to use there.
#[derive(Default)]
pub(super) struct Routes {
    pub(super) candidates: Vec<Candidate>,
    /// One for each candidate; `None` is the client's own.
    keys: Vec<Option<Given>>,
}

impl Routes {
    /// The key of a candidate; `None` if it has none of its own.
    pub(super) fn key(&self, candidate: usize) -> Option<&Given> {
        self.keys.get(candidate)?.as_ref()
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

    /// Takes an entry of the option `organizations`, as `organizations[0]`, or what stands in it.
    ///
    /// `Err` names what is wrong.
    pub(super) fn add(&mut self, field: &Field) -> Result<(), Invalid> {
        let index = self.keys.len();
        let Some((_, option)) = search::split(field.name, ".") else {
            if field.type_name != "object" {
                let wanted = " must be an id or an object with an organization, got ";
                return Err(Invalid::of(&[field.name, wanted, field.type_name]));
            }
            self.candidates.push(Candidate::default());
            self.keys.push(None);
            return Ok(());
        };
        match (self.candidates.last_mut(), self.keys.last_mut()) {
            (Some(candidate), Some(key)) if !field.is_undefined() => {
                take(candidate, key, option, index, field)
            }
            _ => Ok(()),
        }
    }
}

fn take(
    candidate: &mut Candidate,
    key: &mut Option<Given>,
    option: &str,
    index: usize,
    field: &Field,
) -> Result<(), Invalid> {
    match option {
        "organization" => candidate.organization = identifier(field)?,
        "project" => candidate.project = identifier(field)?,
        "apiKey" => {
            let given = given(Kind::Key, field)?;
            let is_there = given.is_function || given.text().is_some();
            candidate.key = is_there.then(|| label(&given, index));
            *key = Some(given).filter(|_| is_there);
        }
        "weight" => {
            let number = options::number(Kind::Millis, field.name, field.plain());
            let number = number.ok().filter(|_| field.type_name == "number");
            let wrong = || Invalid::of(&[field.name, " must be a number, 0 or more"]);
            candidate.weight = Some(number.ok_or_else(wrong)?);
        }
        "models" => candidate.models = models(field)?,
        _ => return Err(Invalid::of(&["unknown option ", field.name])),
    }
    Ok(())
}

fn given(kind: Kind, field: &Field) -> Result<Given, Invalid> {
    options::check_type(kind, field.name, field.type_name)?;
    Given::new(Name::Other, kind, Origin::Routing, field)
}

fn identifier(field: &Field) -> Result<Option<String>, Invalid> {
    Ok(given(Kind::Identifier, field)?.text().map(str::to_owned))
}

fn models(field: &Field) -> Result<Vec<String>, Invalid> {
    let wrong = || Invalid::of(&[field.name, " must be an array of model names"]);
    if field.type_name != "array" {
        return Err(wrong());
    }
    let mut models = Vec::new();
    for model in field.texts() {
        models.push(model.ok_or_else(wrong)?.to_owned());
    }
    Ok(models)
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
