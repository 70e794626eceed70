//! The organizations that a client may choose among.

use wasm_bindgen::prelude::*;

use super::boundary;
use super::settings::{self, Key};
use super::value;
use crate::protocol::diagnosis::Origin;
use crate::protocol::invalid::{Invalid, text};
use crate::protocol::route::{Candidate, Strategy};
use crate::protocol::scope::Identifier;

/// The listed organizations, each with the key to use there.
#[derive(Clone, Default)]
pub(super) struct Routes {
    pub(super) candidates: Vec<Candidate>,
    /// One for each candidate; [`Key::None`] is the client's own.
    pub(super) keys: Vec<Key>,
}

/// Reads the option `routing`; `null` turns it off.
pub(super) fn strategy(value: &JsValue) -> Result<Option<Strategy>, Invalid> {
    match value.as_string().as_deref() {
        None => Ok(None),
        Some("failover") => Ok(Some(Strategy::Failover)),
        Some("headroom") => Ok(Some(Strategy::Headroom)),
        Some("weighted") => Ok(Some(Strategy::Weighted)),
        Some(other) => {
            let wanted = "routing must be \"failover\", \"headroom\" or \"weighted\", got \"";
            Err(Invalid::of(&[wanted, other, "\""]))
        }
    }
}

impl Routes {
    /// Reads the option `organizations`: ids, or records with an `organization`.
    ///
    /// `Err` names the entry that is wrong.
    pub(super) fn new(list: &JsValue) -> Result<Self, Invalid> {
        let mut routes = Self::default();
        let Some(list) = list.dyn_ref::<js_sys::Array>() else {
            return Ok(routes);
        };
        for index in 0..list.length() {
            let name = text(&["organizations[", &value::digits(index as usize), "]"]);
            routes.add(&name, &list.get(index))?;
        }
        Ok(routes)
    }

    fn add(&mut self, name: &str, entry: &JsValue) -> Result<(), Invalid> {
        let entry = if entry.is_string() { &boundary::organization(entry) } else { entry };
        if !entry.is_object() {
            let got = boundary::type_name(entry);
            let wanted = " must be an id or an object with an organization, got ";
            return Err(Invalid::of(&[name, wanted, &got]));
        }
        let (mut candidate, mut key) = (Candidate::default(), Key::None);
        value::each_entry(entry, &mut |option, value| {
            if value.is_undefined() {
                return Ok(());
            }
            take(&mut candidate, &mut key, option, &text(&[name, ".", option]), value)
        })?;
        candidate.key = label(&key, self.keys.len());
        self.candidates.push(candidate);
        self.keys.push(key);
        Ok(())
    }
}

fn take(
    candidate: &mut Candidate,
    key: &mut Key,
    option: &str,
    name: &str,
    value: &JsValue,
) -> Result<(), Invalid> {
    let identifier = || {
        let mut identifier = Identifier::default();
        settings::set_identifier(&mut identifier, name, value, Origin::Routing)?;
        Ok(identifier.value)
    };
    match option {
        "organization" => candidate.organization = identifier()?,
        "project" => candidate.project = identifier()?,
        "apiKey" => settings::set_key(key, name, value)?,
        "weight" => candidate.weight = Some(weight(name, value)?),
        "models" => candidate.models = models(name, value)?,
        _ => return Err(Invalid::of(&["unknown option ", name])),
    }
    Ok(())
}

fn weight(name: &str, value: &JsValue) -> Result<f64, Invalid> {
    let weight = value.as_f64().filter(|weight| *weight >= 0.0);
    weight.ok_or_else(|| Invalid::of(&[name, " must be a number, 0 or more"]))
}

fn models(name: &str, value: &JsValue) -> Result<Vec<String>, Invalid> {
    let wrong = || Invalid::of(&[name, " must be an array of model names"]);
    let list = value.dyn_ref::<js_sys::Array>().ok_or_else(wrong)?;
    let mut models = Vec::new();
    for index in 0..list.length() {
        models.push(list.get(index).as_string().ok_or_else(wrong)?);
    }
    Ok(models)
}

/// What tells a candidate's key from others; `None` for the client's own.
fn label(key: &Key, index: usize) -> Option<String> {
    match key {
        Key::None => None,
        key => Some(text(&[&key.describe(), " ", &value::digits(index)])),
    }
}
