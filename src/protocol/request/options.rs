//! The options of a client and of a call: their names, and what each may be.

use crate::protocol::text::did_you_mean::nearest;
use crate::protocol::text::invalid::Invalid;

/// What an option may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A string, or a function that returns one or a promise of one.
    Key,
    /// An identifier, or `null` for none.
    Identifier,
    /// A key or another secret, or `null` for none.
    Secret,
    /// A name of the caller's own, which is never sent.
    Label,
    /// A base URL.
    Url,
    /// Where data stays.
    Region,
    /// How an organization is chosen.
    Routing,
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
    /// An array of the names of models.
    Models,
    /// A number, zero or more.
    Weight,
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
    Alias,
    ApiKey,
    BaseUrl,
    DangerouslyAllowBrowser,
    DefaultHeaders,
    DefaultQuery,
    Fetch,
    FetchOptions,
    FirstByteTimeout,
    Headers,
    IdleTimeout,
    LenientStreams,
    MaxEventBytes,
    MaxRetries,
    MaxRetryDelay,
    Method,
    Models,
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
    Weight,
    /// One that has no effect here, or is read elsewhere.
    Other,
}

/// Options with what each may be, by the names that callers write.
pub type Table = &'static [(&'static str, Name, Kind)];

/// The options of a client.
pub const CLIENT: Table = &[
    ("adminAPIKey", Name::AdminApiKey, Kind::Secret),
    ("apiKey", Name::ApiKey, Kind::Key),
    ("baseURL", Name::BaseUrl, Kind::Url),
    ("credential", Name::Other, Kind::NotHere),
    ("dangerouslyAllowBrowser", Name::DangerouslyAllowBrowser, Kind::Boolean),
    ("dataResidency", Name::BaseUrl, Kind::Region),
    ("defaultHeaders", Name::DefaultHeaders, Kind::Headers),
    ("defaultQuery", Name::DefaultQuery, Kind::Record),
    ("fetch", Name::Fetch, Kind::Function),
    ("fetchOptions", Name::FetchOptions, Kind::Record),
    ("firstByteTimeout", Name::FirstByteTimeout, Kind::Millis),
    ("httpAgent", Name::Other, Kind::Ignored),
    ("idleTimeout", Name::IdleTimeout, Kind::Millis),
    ("lenientStreams", Name::LenientStreams, Kind::Boolean),
    ("logLevel", Name::Other, Kind::Text),
    ("logger", Name::Other, Kind::Record),
    ("maxEventBytes", Name::MaxEventBytes, Kind::Count),
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
    ("routing", Name::Routing, Kind::Routing),
    ("timeout", Name::Timeout, Kind::Millis),
    ("waitForLimits", Name::WaitForLimits, Kind::Boolean),
    ("webhookSecret", Name::WebhookSecret, Kind::Secret),
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
    ("httpAgent", Name::Other, Kind::Ignored),
    ("idempotencyKey", Name::Other, Kind::Ignored),
    ("idleTimeout", Name::IdleTimeout, Kind::Millis),
    ("lenientStreams", Name::LenientStreams, Kind::Boolean),
    ("maxEventBytes", Name::MaxEventBytes, Kind::Count),
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

/// What may be said of a listed organization.
pub const LISTED: Table = &[
    ("apiKey", Name::ApiKey, Kind::Key),
    ("models", Name::Models, Kind::Models),
    ("name", Name::Alias, Kind::Label),
    ("organization", Name::Organization, Kind::Identifier),
    ("project", Name::Project, Kind::Identifier),
    ("weight", Name::Weight, Kind::Weight),
];

/// What names the place whose limits somebody asks for.
pub const PLACE: Table = &[
    ("model", Name::Other, Kind::Text),
    ("organization", Name::Organization, Kind::Identifier),
    ("project", Name::Project, Kind::Identifier),
];

impl Kind {
    /// What a value must be, as a message says it, and the JavaScript types (`typeof`, or `null`
    /// or `array`) that may be taken; none: any.
    pub fn facts(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Key => {
                ("a string or a function that returns one", &["string", "function", "null"])
            }
            Self::Identifier | Self::Secret => ("a string or null", &["string", "null"]),
            Self::Text | Self::Label | Self::Url | Self::Region | Self::Routing => {
                ("a string", &["string", "null"])
            }
            Self::Count => ("a whole number, 0 or more", &["number"]),
            Self::Millis => ("a number of milliseconds, 0 or more", &["number"]),
            Self::Share => ("a number between 0 and 1", &["number"]),
            Self::Function => ("a function", &["function", "null"]),
            Self::Record => ("an object", &["object", "null"]),
            Self::Headers => {
                ("Headers, an array of pairs or an object", &["object", "array", "null"])
            }
            Self::Boolean => ("true or false", &["boolean", "null"]),
            Self::Signal => ("an AbortSignal", &["AbortSignal", "null"]),
            Self::List => ("an array", &["array", "null"]),
            Self::Models => ("an array of model names", &["array"]),
            Self::Weight => ("a number, 0 or more", &["number"]),
            Self::Any | Self::Ignored => ("", &[]),
            Self::NotHere => ("", &["null"]),
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
    let (expected, types) = kind.facts();
    if types.is_empty() || types.contains(&type_name) {
        return Ok(());
    }
    if kind == Kind::NotHere {
        return Err(Invalid::of(&[name, " of openai is not supported by openai-wasm"]));
    }
    Err(Invalid::of(&[name, " must be ", expected, ", got ", type_name]))
}

/// Checks a number that an option was given, which is written as `text`.
///
/// `Err` says what the number must be.
pub fn check_number(kind: Kind, name: &str, number: f64, text: &str) -> Result<(), Invalid> {
    let fits = match kind {
        Kind::Count => number >= 0.0 && number.fract() == 0.0,
        Kind::Share => (0.0..=1.0).contains(&number),
        Kind::Millis | Kind::Weight => number >= 0.0,
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let (expected, _) = kind.facts();
    Err(Invalid::of(&[name, " must be ", expected, ", got ", text]))
}

fn unknown(table: Table, name: &str) -> Result<(Name, Kind), Invalid> {
    // `openai` marks its own internal options so; a caller who passes them on means no harm.
    if name.starts_with("__") {
        return Ok((Name::Other, Kind::Ignored));
    }
    let known = table.iter().map(|(known, ..)| *known);
    Err(match nearest(known, name) {
        Some(meant) => Invalid::of(&["unknown option ", name, ": did you mean ", meant, "?"]),
        None => Invalid::of(&["unknown option ", name]),
    })
}
