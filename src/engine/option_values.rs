//! Options as they were given, each with who said so.

use super::fields::{Field, Fields, Texts};
use crate::protocol::identity::origin::Origin;
use crate::protocol::identity::scope;
use crate::protocol::request::headers::{self, Entry};
use crate::protocol::request::options::{self, Kind, Name, Table};
use crate::protocol::request::query::Pair;
use crate::protocol::routing::choose::Strategy;
use crate::protocol::text::invalid::{Invalid, text};
use crate::protocol::text::number;
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

/// What somebody gave for an option, once it was checked.
#[derive(Clone)]
pub(super) struct Given {
    option: Name,
    pub(super) origin: Origin,
    /// Whether it is a function, which whoever drives the calls has.
    pub(super) is_function: bool,
    texts: String,
}

impl Given {
    /// `Err` names the option and what is wrong with its value.
    pub(super) fn new(
        option: Name,
        kind: Kind,
        origin: Origin,
        field: &Field,
    ) -> Result<Self, Invalid> {
        let texts = checked(kind, field)?;
        Ok(Self { option, origin, is_function: field.type_name == "function", texts })
    }

    /// The text; `None` for `null` and what has no text.
    pub(super) fn text(&self) -> Option<&str> {
        self.texts().next()?
    }

    fn texts(&self) -> Texts<'_> {
        Texts::of(&self.texts)
    }
}

/// What was given for several options; what came last counts.
#[derive(Clone, Default)]
pub(super) struct Options(Vec<Given>);

impl Options {
    /// Reads the fields of a record.
    ///
    /// `Err` names the option that is wrong, or is `wanted` with the type of what is no record.
    pub(super) fn read(table: Table, told: &str, wanted: &[&str]) -> Result<Self, Invalid> {
        let mut options = Self::default();
        for field in Fields::of(told, wanted)? {
            options.take(table, field.name, Origin::Call, &field)?;
        }
        Ok(options)
    }

    /// Takes a field for the option of a name; `undefined` leaves it as it is.
    ///
    /// `Err` names the field and what is wrong with it.
    pub(super) fn take(
        &mut self,
        table: Table,
        name: &str,
        origin: Origin,
        field: &Field,
    ) -> Result<(), Invalid> {
        let (option, kind) = options::find(table, name)?;
        if field.is_undefined() {
            return Ok(());
        }
        options::check_type(kind, field.name, field.type_name)?;
        // As of a variable that is not set.
        if kind != Kind::Region || !field.plain().is_empty() {
            self.set(Given::new(option, kind, origin, field)?);
        }
        Ok(())
    }

    /// Takes what was given for an option.
    pub(super) fn set(&mut self, given: Given) {
        match self.0.iter_mut().find(|known| known.option == given.option) {
            Some(known) => *known = given,
            None => self.0.push(given),
        }
    }

    /// What was given; `None` if nothing was.
    pub(super) fn get(&self, option: Name) -> Option<&Given> {
        self.0.iter().find(|known| known.option == option)
    }

    /// The text that was given.
    pub(super) fn text(&self, option: Name) -> Option<&str> {
        self.get(option)?.text()
    }

    /// The key that was given, or that a function gives one.
    pub(super) fn key(&self, option: Name) -> Option<&Given> {
        self.get(option).filter(|given| given.is_function || given.text().is_some())
    }

    /// The number that was given.
    pub(super) fn number(&self, option: Name) -> Option<f64> {
        number::parse(self.text(option)?)
    }

    /// Whether `true` was given; `None` if nothing was.
    pub(super) fn flag(&self, option: Name) -> Option<bool> {
        Some(self.get(option)?.text() == Some("true"))
    }

    /// Whether a function was given.
    pub(super) fn is_function(&self, option: Name) -> bool {
        self.get(option).is_some_and(|given| given.is_function)
    }

    /// The texts that were given, as of a list.
    pub(super) fn texts(&self, option: Name) -> Vec<String> {
        let mut texts = Vec::new();
        if let Some(given) = self.get(option) {
            for text in given.texts().flatten() {
                texts.push(text.to_owned());
            }
        }
        texts
    }

    /// The headers that were given.
    pub(super) fn headers(&self, option: Name) -> Vec<Entry> {
        self.get(option).map(|given| entries(given.texts())).unwrap_or_default()
    }

    /// The parameters of a query that were given; `None` if nothing was.
    pub(super) fn query(&self, option: Name) -> Option<Vec<Pair>> {
        Some(pairs(self.get(option)?.texts()))
    }
}

/// The texts of a value that may be given, with its id, key or URL as it is sent.
fn checked(kind: Kind, field: &Field) -> Result<String, Invalid> {
    let name = field.name;
    if kind == Kind::Models && field.texts().any(|model| model.is_none()) {
        return Err(Invalid::of(&[name, " must be ", kind.facts().0]));
    }
    let Some(given) = field.text() else { return Ok(String::new()) };
    let sent = match kind {
        Kind::Key | Kind::Secret => scope::check_key(name, given)?,
        Kind::Identifier => scope::check_identifier(name, given)?,
        // `openai` takes an empty one, as of an unset variable, for the default.
        Kind::Url if scan::trim_given(given).is_empty() => BASE_URL,
        Kind::Url => scope::check_base_url(given)?,
        Kind::Region => {
            return Ok(text(&["=https://", scope::region_prefix(given)?, "api.openai.com/v1"]));
        }
        Kind::Routing => strategy(given).map(|_| given)?,
        Kind::Count | Kind::Millis | Kind::Share | Kind::Weight => {
            options::number(kind, name, given).map(|_| given)?
        }
        Kind::Headers => {
            headers::check(&entries(field.texts()))?;
            return Ok(field.all_texts().to_owned());
        }
        _ => return Ok(field.all_texts().to_owned()),
    };
    Ok(text(&["=", sent]))
}

/// Names and values of headers, which come by turns; a missing value removes.
pub(super) fn entries(mut texts: Texts) -> Vec<Entry> {
    let mut entries = Vec::new();
    while let Some(name) = texts.next() {
        let value = texts.next().flatten();
        entries.push((name.unwrap_or_default().to_owned(), value.map(str::to_owned)));
    }
    entries
}

/// The parameters of a query, which come by threes: the parameter, its name in full, and its text.
pub(super) fn pairs(mut texts: Texts) -> Vec<Pair> {
    let mut pairs = Vec::new();
    while let Some(parameter) = texts.next() {
        let parameter = parameter.unwrap_or_default().to_owned();
        let name = texts.next().flatten().unwrap_or_default().to_owned();
        let text = texts.next().flatten().map(str::to_owned);
        pairs.push(Pair { parameter, name, text });
    }
    pairs
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
