//! The values of options, each with who gave it.

use std::rc::Rc;

use super::input::{Field, Record, Source, Value};
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::scope;
use crate::protocol::request::headers::{self, Entry};
use crate::protocol::request::options::{self, Name, OptionType, Table};
use crate::protocol::request::query::Pair;
use crate::protocol::routing::choose::Strategy;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::scan;

/// Where the API is, unless somebody says otherwise.
pub(super) const BASE_URL: &str = "https://api.openai.com/v1";

/// How long a request may take, in milliseconds.
pub(super) const TIMEOUT: f64 = 600_000.0;

/// How often a request may be sent again.
pub(super) const MAX_RETRIES: f64 = 2.0;

/// The longest wait before a retry, in milliseconds.
pub(super) const MAX_RETRY_DELAY: f64 = 60_000.0;

/// The part of a limit that is left when it is called near.
pub(super) const NEAR_LIMIT: f64 = 0.1;

/// The value of an option, once it was checked.
pub(super) struct OptionValue {
    option: Name,
    pub(super) origin: Origin,
    content: Content,
}

/// What an option has.
enum Content {
    /// Nothing, or what only whoever drives the calls can use.
    None,
    Function,
    Text(String),
    Number(f64),
    Flag(bool),
    Names(Vec<String>),
    Headers(Vec<Entry>),
    Query(Vec<Pair>),
}

impl OptionValue {
    /// `Err` names the option, as `name`, and what is wrong with its value.
    pub(super) fn new(
        option: Name,
        kind: OptionType,
        origin: Origin,
        name: &str,
        value: &mut Value,
    ) -> Result<Self, Invalid> {
        Ok(Self { option, origin, content: checked(kind, name, value)? })
    }

    /// The text; `None` for `null` and what is no text.
    pub(super) fn text(&self) -> Option<&str> {
        if let Content::Text(text) = &self.content { Some(text) } else { None }
    }

    /// Whether it is a function, which whoever drives the calls has.
    pub(super) fn is_function(&self) -> bool {
        matches!(self.content, Content::Function)
    }
}

/// The values of several options; what came last counts.
#[derive(Clone, Default)]
pub(super) struct Options(Vec<Rc<OptionValue>>);

impl Options {
    /// Reads a record.
    ///
    /// `Err` names the option that is wrong, or is `wanted` with the type of what is no record.
    pub(super) fn read(table: Table, record: Record, wanted: &[&str]) -> Result<Self, Invalid> {
        let mut options = Self::default();
        let next = fields(record, wanted)?;
        while let Some(mut field) = next() {
            options.take(table, field.name, Origin::Call, &mut field)?;
        }
        Ok(options)
    }

    /// Takes the value of an option; `undefined` leaves it as it is.
    ///
    /// `Err` names it, as `name`, and what is wrong with it.
    pub(super) fn take(
        &mut self,
        table: Table,
        name: &str,
        origin: Origin,
        field: &mut Field,
    ) -> Result<(), Invalid> {
        // Programs spread what they do not have: only a value can be a mistake.
        if field.value.is_undefined() {
            return Ok(());
        }
        let (option, kind) = options::find(table, field.name)?;
        options::check_type(kind, name, field.value.type_name())?;
        // `openai` takes none for one that is not said, and leaves the address as it is.
        if kind != OptionType::Region || field.value.text().is_some() {
            self.set(OptionValue::new(option, kind, origin, name, &mut field.value)?);
        }
        Ok(())
    }

    /// Sets the value of an option.
    pub(super) fn set(&mut self, value: OptionValue) {
        let value = Rc::new(value);
        match self.0.iter_mut().find(|known| known.option == value.option) {
            Some(known) => *known = value,
            None => self.0.push(value),
        }
    }

    /// The value of an option; `None` if it has none.
    pub(super) fn get(&self, option: Name) -> Option<&OptionValue> {
        self.0.iter().find(|known| known.option == option).map(|known| &**known)
    }

    /// The text of an option.
    pub(super) fn text(&self, option: Name) -> Option<&str> {
        self.get(option)?.text()
    }

    /// The key of an option, or that a function gives one.
    pub(super) fn key(&self, option: Name) -> Option<&OptionValue> {
        self.get(option).filter(|value| value.is_function() || value.text().is_some())
    }

    /// The number of an option.
    pub(super) fn number(&self, option: Name) -> Option<f64> {
        if let Content::Number(number) = self.get(option)?.content { Some(number) } else { None }
    }

    /// Whether an option is `true`; `None` if it has no value.
    pub(super) fn flag(&self, option: Name) -> Option<bool> {
        Some(matches!(self.get(option)?.content, Content::Flag(true)))
    }

    /// Whether an option is a function.
    pub(super) fn is_function(&self, option: Name) -> bool {
        self.get(option).is_some_and(OptionValue::is_function)
    }

    /// The names of an option that is a list of them.
    pub(super) fn names(&self, option: Name) -> &[String] {
        match self.get(option) {
            Some(OptionValue { content: Content::Names(names), .. }) => names,
            _ => &[],
        }
    }

    /// The headers of an option.
    pub(super) fn headers(&self, option: Name) -> &[Entry] {
        match self.get(option) {
            Some(OptionValue { content: Content::Headers(headers), .. }) => headers,
            _ => &[],
        }
    }

    /// The parameters of an option that is a query; `None` if it has no value.
    pub(super) fn query(&self, option: Name) -> Option<&[Pair]> {
        match &self.get(option)?.content {
            Content::Query(pairs) => Some(pairs),
            _ => Some(&[]),
        }
    }
}

/// The fields of a record.
///
/// `Err` is what was wanted, with the type of what is no record.
pub(super) fn fields<'a>(
    record: Record<'a>,
    wanted: &[&str],
) -> Result<Source<'a, Field<'a>>, Invalid> {
    record.map_err(|type_name| Invalid::of(&[&text(wanted), ", got ", type_name]))
}

/// The content of a value that fits an option, with its id, key or URL as it is sent.
fn checked(kind: OptionType, name: &str, value: &mut Value) -> Result<Content, Invalid> {
    Ok(match value {
        Value::Text(text) => Content::Text(checked_text(kind, name, text)?),
        Value::Number { value, text } => {
            options::check_number(kind, name, *value, text)?;
            Content::Number(*value)
        }
        Value::Boolean(flag) => Content::Flag(*flag),
        Value::Function => Content::Function,
        Value::Headers(entries) => {
            headers::check(entries)?;
            Content::Headers(std::mem::take(entries))
        }
        Value::Query(pairs) => Content::Query(std::mem::take(pairs)),
        Value::Names(names) => Content::Names(checked_names(kind, name, names)?),
        Value::Undefined | Value::Null | Value::Other(_) => Content::None,
    })
}

fn checked_text(kind: OptionType, name: &str, value: &str) -> Result<String, Invalid> {
    let sent = match kind {
        OptionType::Key | OptionType::Secret => scope::check_key(name, value)?,
        OptionType::Identifier | OptionType::Label => scope::check_identifier(name, value)?,
        // `openai` takes an empty one, as of an unset variable, for the default.
        OptionType::Url if scan::trim_given(value).is_empty() => BASE_URL,
        OptionType::Url => return Ok(scan::replace(scope::check_base_url(value)?, " ", "%20")),
        OptionType::Region => {
            return Ok(text(&["https://", scope::region_prefix(value)?, "api.openai.com/v1"]));
        }
        OptionType::Routing => strategy(value).map(|_| value)?,
        _ => value,
    };
    Ok(sent.to_owned())
}

fn checked_names(
    kind: OptionType,
    name: &str,
    names: &[Option<&str>],
) -> Result<Vec<String>, Invalid> {
    let mut checked = Vec::new();
    for one in names {
        match one {
            Some(one) => checked.push((*one).to_owned()),
            None => return Err(Invalid::of(&[name, " must be ", kind.facts().0])),
        }
    }
    Ok(checked)
}

/// How calls are routed, by its word.
///
/// `Err` names the words that there are.
pub(super) fn strategy(word: &str) -> Result<Strategy, Invalid> {
    match word {
        "failover" => Ok(Strategy::Failover),
        "headroom" => Ok(Strategy::Headroom),
        "weighted" => Ok(Strategy::Weighted),
        other => {
            let wanted = "routing must be \"failover\", \"headroom\" or \"weighted\", got \"";
            Err(Invalid::of(&[wanted, other, "\""]))
        }
    }
}
