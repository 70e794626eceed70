//! The options of a client and of a call: their names, and what each may be.

use super::invalid::{Invalid, text};

/// What an option may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string, or a function that returns one or a promise of one.
    Key,
    /// An identifier, or `null` for none.
    Identifier,
    /// A string.
    Text,
    /// A whole number, zero or more.
    Count,
    /// A number of milliseconds, zero or more.
    Millis,
    /// A share between 0 and 1.
    Share,
    /// A function.
    Function,
    /// A record.
    Record,
    /// `Headers`, an array of pairs or a record.
    Headers,
    /// `true` or `false`.
    Boolean,
    /// An `AbortSignal`.
    Signal,
    /// An array.
    List,
    /// Whatever the endpoint takes.
    Any,
    /// Known from `openai`, and of no effect here.
    Ignored,
    /// Known from `openai`, and not here.
    NotHere,
}

/// Names of options with what each may be.
pub type Table = &'static [(&'static str, Kind)];

/// The options of a client.
pub const CLIENT: Table = &[
    ("adminAPIKey", Kind::Identifier),
    ("apiKey", Kind::Key),
    ("baseURL", Kind::Text),
    ("credential", Kind::NotHere),
    ("dangerouslyAllowBrowser", Kind::Boolean),
    ("dataResidency", Kind::Text),
    ("defaultHeaders", Kind::Headers),
    ("defaultQuery", Kind::Record),
    ("fetch", Kind::Function),
    ("fetchOptions", Kind::Record),
    ("firstByteTimeout", Kind::Millis),
    ("idleTimeout", Kind::Millis),
    ("lenientStreams", Kind::Boolean),
    ("logLevel", Kind::Text),
    ("logger", Kind::Record),
    ("maxRetries", Kind::Count),
    ("maxRetryDelay", Kind::Millis),
    ("nearLimit", Kind::Share),
    ("onLimit", Kind::Function),
    ("onRequest", Kind::Function),
    ("onResponse", Kind::Function),
    ("onRetry", Kind::Function),
    ("onRoute", Kind::Function),
    ("organization", Kind::Identifier),
    ("organizations", Kind::List),
    ("project", Kind::Identifier),
    ("provider", Kind::NotHere),
    ("routing", Kind::Text),
    ("timeout", Kind::Millis),
    ("waitForLimits", Kind::Boolean),
    ("webhookSecret", Kind::Identifier),
    ("workloadIdentity", Kind::NotHere),
    ("x509Transport", Kind::NotHere),
];

/// The options of one call.
pub const CALL: Table = &[
    ("body", Kind::Any),
    ("defaultBaseURL", Kind::Text),
    ("fetchOptions", Kind::Record),
    ("firstByteTimeout", Kind::Millis),
    ("headers", Kind::Headers),
    ("idempotencyKey", Kind::Ignored),
    ("idleTimeout", Kind::Millis),
    ("lenientStreams", Kind::Boolean),
    ("maxRetries", Kind::Count),
    ("maxRetryDelay", Kind::Millis),
    ("method", Kind::Text),
    ("organization", Kind::Identifier),
    ("path", Kind::Text),
    ("pollIntervalMs", Kind::Ignored),
    ("project", Kind::Identifier),
    ("query", Kind::Record),
    ("signal", Kind::Signal),
    ("stream", Kind::Boolean),
    ("timeout", Kind::Millis),
];

impl Kind {
    /// What a value must be, as a message says it.
    fn expected(self) -> &'static str {
        match self {
            Self::Key => "a string or a function that returns one",
            Self::Identifier => "a string or null",
            Self::Text => "a string",
            Self::Count => "a whole number, 0 or more",
            Self::Millis => "a number of milliseconds, 0 or more",
            Self::Share => "a number between 0 and 1",
            Self::Function => "a function",
            Self::Record => "an object",
            Self::Headers => "Headers, an array of pairs or an object",
            Self::Boolean => "true or false",
            Self::Signal => "an AbortSignal",
            Self::List => "an array",
            Self::Any | Self::Ignored | Self::NotHere => "",
        }
    }

    /// Whether a value of a JavaScript type (`typeof`, or `null` or `array`) may be taken.
    fn takes(self, type_name: &str) -> bool {
        match self {
            Self::Key => matches!(type_name, "string" | "function" | "null"),
            Self::Identifier => matches!(type_name, "string" | "null"),
            Self::Text => matches!(type_name, "string" | "null"),
            Self::Count | Self::Millis | Self::Share => matches!(type_name, "number"),
            Self::Function => matches!(type_name, "function" | "null"),
            Self::Record | Self::Signal => matches!(type_name, "object" | "null"),
            Self::Headers => matches!(type_name, "object" | "array" | "null"),
            Self::Boolean => matches!(type_name, "boolean" | "null"),
            Self::List => matches!(type_name, "array" | "null"),
            Self::Any | Self::Ignored => true,
            Self::NotHere => matches!(type_name, "null"),
        }
    }
}

/// What an option may be.
///
/// `Err` names an unknown option, and the one that was probably meant.
pub fn find(table: Table, name: &str) -> Result<Kind, Invalid> {
    match table.iter().find(|(known, _)| *known == name) {
        Some(&(_, kind)) => Ok(kind),
        None => unknown(table, name),
    }
}

/// Checks that a value's type (`typeof`, or `null` or `array`) fits an option.
///
/// `Err` names the option, the type it was given and what it takes.
pub fn check_type(kind: Kind, name: &str, type_name: &str) -> Result<(), Invalid> {
    if kind.takes(type_name) {
        return Ok(());
    }
    if kind == Kind::NotHere {
        return Err(Invalid::new(text(&[name, " of openai is not supported by openai-wasm"])));
    }
    let parts = [name, " must be ", kind.expected(), ", got ", type_name];
    Err(Invalid::new(text(&parts)))
}

/// Checks a number that an option of `kind` was given; `spell` writes it as JavaScript does.
///
/// `Err` says what the number must be.
pub fn check_number(
    kind: Kind,
    name: &str,
    number: f64,
    spell: &dyn Fn() -> String,
) -> Result<f64, Invalid> {
    let fits = match kind {
        Kind::Count => number.fract() == 0.0,
        Kind::Share => number <= 1.0,
        _ => true,
    };
    if fits && number >= 0.0 {
        return Ok(number);
    }
    let parts = [name, " must be ", kind.expected(), ", got ", &spell()];
    Err(Invalid::new(text(&parts)))
}

fn unknown(table: Table, name: &str) -> Result<Kind, Invalid> {
    // `openai` marks its own internal options so; a caller who passes them on means no harm.
    if name.starts_with("__") {
        return Ok(Kind::Ignored);
    }
    let mut message = text(&["unknown option ", name]);
    if let Some(meant) = nearest(table, name) {
        message.push_str(&text(&[": did you mean ", meant, "?"]));
    }
    Err(Invalid::new(message))
}

/// The known option that a name was probably meant to be; `None` if none is close.
fn nearest(table: Table, name: &str) -> Option<&'static str> {
    let plain = plain(name);
    let ranked = table.iter().map(|&(known, _)| (distance(&plain, &self::plain(known)), known));
    ranked.min().filter(|&(distance, known)| distance <= known.len() / 3).map(|(_, known)| known)
}

/// A name without what people vary: capitals, underscores and hyphens.
fn plain(name: &str) -> Vec<u8> {
    let kept = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
    kept.map(|byte| byte.to_ascii_lowercase()).collect()
}

/// How many letters must be added, left out or changed to make one name of the other.
fn distance(from: &[u8], to: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, letter) in from.iter().enumerate() {
        let mut diagonal = index;
        let mut left = index.saturating_add(1);
        for (cell, other) in row.iter_mut().zip(std::iter::once(&0).chain(to)) {
            let above = *cell;
            // The first column is the distance to nothing; its `other` is no letter.
            if *other != 0 {
                let changed = diagonal.saturating_add(usize::from(letter != other));
                left = changed.min(left.saturating_add(1)).min(above.saturating_add(1));
            }
            diagonal = above;
            *cell = left;
        }
    }
    row.last().copied().unwrap_or_default()
}
