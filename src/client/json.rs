//! Bodies and answers as JSON text, which `serde_json` writes and reads as everywhere else: every integer,
//! every key of a map and every raw value is what it is.

use std::fmt;

use serde::de::{DeserializeOwned, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;

use super::error::{Error, ErrorKind};
use crate::engine::Call;

/// Parameters as JSON text.
pub(super) fn to_text<P: Serialize + ?Sized>(name: &str, params: &P) -> Result<String, Error> {
    serde_json::to_string(params).map_err(|problem| {
        let message = ["the parameters of ", name, " cannot be turned into JSON"].concat();
        Error::new(ErrorKind::Invalid, message).because(&problem.to_string().into())
    })
}

/// The value that a JSON text stands for; nothing at all stands for `null`.
pub(super) fn from_text<T: DeserializeOwned>(call: &Call, text: &str) -> Result<T, Error> {
    serde_json::from_str(if text.is_empty() { "null" } else { text }).map_err(|problem| {
        let (not_json, length) = (problem.is_syntax() || problem.is_eof(), text.chars().count());
        let cut = format!(" is not JSON ({length} characters): it may have been cut off");
        let what = if not_json { cut.as_str() } else { " does not fit the type" };
        let message = ["the answer to ", call.name(), what].concat();
        // It may quote what a server has repeated.
        let cause = call.mask(problem.to_string());
        Error::new(ErrorKind::Decode, message).because(&cause.into())
    })
}

/// The members of an object, as they stand there.
pub(super) struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Members<'a> {
    /// `None` if a text is no object.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The text of a member.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value.get())
    }

    /// The members of a member.
    pub(super) fn inner(&self, name: &str) -> Option<Self> {
        Self::of(self.get(name)?)
    }

    /// Leaves out a member.
    pub(super) fn remove(&mut self, name: &str) {
        self.0.retain(|(known, _)| known != name);
    }

    /// Leaves out what is `null`.
    pub(super) fn remove_nulls(&mut self) {
        self.0.retain(|(_, value)| value.get() != "null");
    }

    /// The object as JSON text, with `more` as its last members.
    pub(super) fn to_text(&self, more: &str) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (name, value) in &self.0 {
            let name = serde_json::to_string(name).unwrap_or_default();
            parts.push([&name, ":", value.get()].concat());
        }
        if !more.is_empty() {
            parts.push(more.to_owned());
        }
        ["{", &parts.join(","), "}"].concat()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

/// Notes in the ledger the id of an answer, or of a stream's last event, and what was charged for it.
pub(super) fn record_usage(call: &Call, answer: &str) {
    let Some(answer) = Members::of(answer) else { return call.record_usage(None, 0, 0) };
    let body = answer.inner("response").unwrap_or(answer);
    let usage = body.inner("usage");
    let number = |name: &str| serde_json::from_str::<f64>(usage.as_ref()?.get(name)?).ok();
    let count = |new: &str, old: &str| number(new).or_else(|| number(old)).unwrap_or_default();
    let id = body.get("id").and_then(|id| serde_json::from_str::<String>(id).ok());
    let input = count("input_tokens", "prompt_tokens");
    let output = count("output_tokens", "completion_tokens");
    call.record_usage(id.as_deref(), input as u64, output as u64);
}

/// Whether a JSON text stands for something: neither `null`, `false`, 0 nor an empty text.
pub(super) fn is_truthy(text: &str) -> bool {
    !matches!(text, "null" | "false" | "0" | "\"\"")
}
