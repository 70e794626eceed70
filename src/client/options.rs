//! Options as the engine takes them, which checks them all: the same for every language.

use std::time::Duration;

use crate::engine::{Field, Level, Record, Value};
use crate::protocol::request::headers::Entry;

/// Options by their names; what was set last counts.
///
/// It has keys in it, so it shows nothing of itself.
#[derive(Clone, Default)]
pub(super) struct Options(Vec<(&'static str, OptionValue)>);

/// The value of an option.
#[derive(Clone)]
pub(super) enum OptionValue {
    Null,
    Text(String),
    /// A number, and how it is written.
    Number(f64, String),
    True,
    Function,
    Names(Vec<String>),
    Headers(Vec<Entry>),
    Organizations(Vec<Options>),
}

impl From<&str> for OptionValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<&str>> for OptionValue {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

impl From<f64> for OptionValue {
    fn from(number: f64) -> Self {
        Self::Number(number, number.to_string())
    }
}

impl From<Duration> for OptionValue {
    fn from(duration: Duration) -> Self {
        Self::from(duration.as_secs_f64() * 1000.0)
    }
}

impl OptionValue {
    fn as_value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Text(text) => Value::Text(text),
            Self::Number(value, text) => Value::Number { value: *value, text },
            Self::True => Value::Boolean(true),
            Self::Function => Value::Function,
            Self::Names(names) => Value::Names(names.iter().map(|name| Some(&**name)).collect()),
            Self::Headers(headers) => Value::Headers(headers.clone()),
            Self::Organizations(_) => Value::Names(Vec::new()),
        }
    }
}

impl Options {
    /// Sets an option.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<OptionValue>) {
        self.0.retain(|(known, _)| *known != name);
        self.0.push((name, value.into()));
    }

    /// Adds a header to the option that holds them.
    pub(super) fn add_header(&mut self, option: &'static str, name: &str, value: &str) {
        let header = (name.to_owned(), Some(value.to_owned()));
        match self.0.iter_mut().find(|(known, _)| *known == option) {
            Some((_, OptionValue::Headers(headers))) => headers.push(header),
            _ => self.set(option, OptionValue::Headers(vec![header])),
        }
    }

    /// The text of an option; empty if it has none.
    pub(super) fn text(&self, name: &str) -> &str {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, OptionValue::Text(text))) => text,
            _ => "",
        }
    }

    /// The headers of an option.
    pub(super) fn headers(&self, name: &str) -> &[Entry] {
        match self.0.iter().find(|(known, _)| *known == name) {
            Some((_, OptionValue::Headers(headers))) => headers,
            _ => &[],
        }
    }

    /// Hands them on as a record.
    pub(super) fn with_record<T>(&self, take: impl FnOnce(Record) -> T) -> T {
        let mut fields = self.fields(Level::Record).into_iter();
        take(Ok(&mut || fields.next()))
    }

    fn fields(&self, level: Level) -> Vec<Field<'_>> {
        let mut fields = Vec::new();
        for (name, value) in &self.0 {
            fields.push(Field { name, level, value: value.as_value() });
            let OptionValue::Organizations(list) = value else { continue };
            for organization in list {
                let value = Value::Other("object");
                fields.push(Field { name: "", level: Level::List, value });
                fields.append(&mut organization.fields(Level::Entry));
            }
        }
        fields
    }
}
