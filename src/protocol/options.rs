//! The options of a client and of a call: their names, and what each may be.

use super::invalid::Invalid;

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

/// Which option it is: what is done with it is chosen by this, not by comparing texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "an option is described where users look it up: in the types")]
pub enum Name {
    AdminApiKey,
    ApiKey,
    BaseUrl,
    DangerouslyAllowBrowser,
    DataResidency,
    DefaultHeaders,
    DefaultQuery,
    Fetch,
    FetchOptions,
    FirstByteTimeout,
    Headers,
    IdleTimeout,
    LenientStreams,
    MaxRetries,
    MaxRetryDelay,
    Method,
    NearLimit,
    OnLimit,
    OnRequest,
    OnResponse,
    OnRetry,
    OnRoute,
    Organization,
    Organizations,
    Path,
    Project,
    Query,
    Routing,
    Signal,
    Stream,
    Timeout,
    WaitForLimits,
    WebhookSecret,
    /// One that has no effect here, or is read elsewhere.
    Other,
}

/// Options with what each may be, by the names that callers write.
pub type Table = &'static [(&'static str, Name, Kind)];

/// The options of a client.
pub const CLIENT: Table = &[
    ("adminAPIKey", Name::AdminApiKey, Kind::Identifier),
    ("apiKey", Name::ApiKey, Kind::Key),
    ("baseURL", Name::BaseUrl, Kind::Text),
    ("credential", Name::Other, Kind::NotHere),
    ("dangerouslyAllowBrowser", Name::DangerouslyAllowBrowser, Kind::Boolean),
    ("dataResidency", Name::DataResidency, Kind::Text),
    ("defaultHeaders", Name::DefaultHeaders, Kind::Headers),
    ("defaultQuery", Name::DefaultQuery, Kind::Record),
    ("fetch", Name::Fetch, Kind::Function),
    ("fetchOptions", Name::FetchOptions, Kind::Record),
    ("firstByteTimeout", Name::FirstByteTimeout, Kind::Millis),
    ("idleTimeout", Name::IdleTimeout, Kind::Millis),
    ("lenientStreams", Name::LenientStreams, Kind::Boolean),
    ("logLevel", Name::Other, Kind::Text),
    ("logger", Name::Other, Kind::Record),
    ("maxRetries", Name::MaxRetries, Kind::Count),
    ("maxRetryDelay", Name::MaxRetryDelay, Kind::Millis),
    ("nearLimit", Name::NearLimit, Kind::Share),
    ("onLimit", Name::OnLimit, Kind::Function),
    ("onRequest", Name::OnRequest, Kind::Function),
    ("onResponse", Name::OnResponse, Kind::Function),
    ("onRetry", Name::OnRetry, Kind::Function),
    ("onRoute", Name::OnRoute, Kind::Function),
    ("organization", Name::Organization, Kind::Identifier),
    ("organizations", Name::Organizations, Kind::List),
    ("project", Name::Project, Kind::Identifier),
    ("provider", Name::Other, Kind::NotHere),
    ("routing", Name::Routing, Kind::Text),
    ("timeout", Name::Timeout, Kind::Millis),
    ("waitForLimits", Name::WaitForLimits, Kind::Boolean),
    ("webhookSecret", Name::WebhookSecret, Kind::Identifier),
    ("workloadIdentity", Name::Other, Kind::NotHere),
    ("x509Transport", Name::Other, Kind::NotHere),
];

/// The options of one call.
pub const CALL: Table = &[
    ("body", Name::Other, Kind::Any),
    ("defaultBaseURL", Name::Other, Kind::Text),
    ("fetchOptions", Name::FetchOptions, Kind::Record),
    ("firstByteTimeout", Name::FirstByteTimeout, Kind::Millis),
    ("headers", Name::Headers, Kind::Headers),
    ("idempotencyKey", Name::Other, Kind::Ignored),
    ("idleTimeout", Name::IdleTimeout, Kind::Millis),
    ("lenientStreams", Name::LenientStreams, Kind::Boolean),
    ("maxRetries", Name::MaxRetries, Kind::Count),
    ("maxRetryDelay", Name::MaxRetryDelay, Kind::Millis),
    ("method", Name::Method, Kind::Text),
    ("organization", Name::Organization, Kind::Identifier),
    ("path", Name::Path, Kind::Text),
    ("pollIntervalMs", Name::Other, Kind::Ignored),
    ("project", Name::Project, Kind::Identifier),
    ("query", Name::Query, Kind::Record),
    ("signal", Name::Signal, Kind::Signal),
    ("stream", Name::Stream, Kind::Boolean),
    ("timeout", Name::Timeout, Kind::Millis),
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

/// Which option a name means, and what it may be.
///
/// `Err` names an unknown option, and the one that was probably meant.
pub fn find(table: Table, name: &str) -> Result<(Name, Kind), Invalid> {
    match table.iter().find(|(known, ..)| *known == name) {
        Some(&(_, option, kind)) => Ok((option, kind)),
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
        return Err(Invalid::of(&[name, " of openai is not supported by openai-wasm"]));
    }
    let parts = [name, " must be ", kind.expected(), ", got ", type_name];
    Err(Invalid::of(&parts))
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
    Err(Invalid::of(&parts))
}

fn unknown(table: Table, name: &str) -> Result<(Name, Kind), Invalid> {
    // `openai` marks its own internal options so; a caller who passes them on means no harm.
    if name.starts_with("__") {
        return Ok((Name::Other, Kind::Ignored));
    }
    Err(match nearest(table, name) {
        Some(meant) => Invalid::of(&["unknown option ", name, ": did you mean ", meant, "?"]),
        None => Invalid::of(&["unknown option ", name]),
    })
}

/// The known option that a name was probably meant to be; `None` if none is close.
fn nearest(table: Table, name: &str) -> Option<&'static str> {
    let plain = plain(name);
    let ranked = table.iter().map(|&(known, ..)| (distance(&plain, &self::plain(known)), known));
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
