//! The options of a client and of a call: their names, and what each may be.

use crate::protocol::text::did_you_mean::nearest;
use crate::protocol::text::invalid::Invalid;

/// What an option may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptionType {
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
    AllowOtherHost,
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
pub type Table = &'static [(&'static str, Name, OptionType)];

/// The options of a client.
pub const CLIENT: Table = &[
    ("adminAPIKey", Name::AdminApiKey, OptionType::Secret),
    ("apiKey", Name::ApiKey, OptionType::Key),
    ("baseURL", Name::BaseUrl, OptionType::Url),
    ("credential", Name::Other, OptionType::NotHere),
    ("dangerouslyAllowBrowser", Name::DangerouslyAllowBrowser, OptionType::Boolean),
    ("dataResidency", Name::BaseUrl, OptionType::Region),
    ("defaultHeaders", Name::DefaultHeaders, OptionType::Headers),
    ("defaultQuery", Name::DefaultQuery, OptionType::Record),
    ("fetch", Name::Fetch, OptionType::Function),
    ("fetchOptions", Name::FetchOptions, OptionType::Record),
    ("firstByteTimeout", Name::FirstByteTimeout, OptionType::Millis),
    ("httpAgent", Name::Other, OptionType::Ignored),
    ("idleTimeout", Name::IdleTimeout, OptionType::Millis),
    ("lenientStreams", Name::LenientStreams, OptionType::Boolean),
    ("logLevel", Name::Other, OptionType::Text),
    ("logger", Name::Other, OptionType::Record),
    ("maxEventBytes", Name::MaxEventBytes, OptionType::Count),
    ("maxRetries", Name::MaxRetries, OptionType::Count),
    ("maxRetryDelay", Name::MaxRetryDelay, OptionType::Millis),
    ("nearLimit", Name::NearLimit, OptionType::Share),
    ("onLimit", Name::OnLimit, OptionType::Function),
    ("onRequest", Name::OnRequest, OptionType::Function),
    ("onResponse", Name::OnResponse, OptionType::Function),
    ("onRetry", Name::OnRetry, OptionType::Function),
    ("onRoute", Name::OnRoute, OptionType::Function),
    ("organization", Name::Organization, OptionType::Identifier),
    ("organizations", Name::Organizations, OptionType::List),
    ("project", Name::Project, OptionType::Identifier),
    ("provider", Name::Other, OptionType::NotHere),
    ("routing", Name::Routing, OptionType::Routing),
    ("timeout", Name::Timeout, OptionType::Millis),
    ("waitForLimits", Name::WaitForLimits, OptionType::Boolean),
    ("webhookSecret", Name::WebhookSecret, OptionType::Secret),
    ("workloadIdentity", Name::Other, OptionType::NotHere),
    ("x509Transport", Name::Other, OptionType::NotHere),
];

/// The options of one call.
pub const CALL: Table = &[
    ("allowOtherHost", Name::AllowOtherHost, OptionType::Boolean),
    ("body", Name::Other, OptionType::Any),
    ("defaultBaseURL", Name::Other, OptionType::Text),
    ("fetchOptions", Name::FetchOptions, OptionType::Record),
    ("firstByteTimeout", Name::FirstByteTimeout, OptionType::Millis),
    ("headers", Name::Headers, OptionType::Headers),
    ("httpAgent", Name::Other, OptionType::Ignored),
    ("idempotencyKey", Name::Other, OptionType::Ignored),
    ("idleTimeout", Name::IdleTimeout, OptionType::Millis),
    ("lenientStreams", Name::LenientStreams, OptionType::Boolean),
    ("maxEventBytes", Name::MaxEventBytes, OptionType::Count),
    ("maxRetries", Name::MaxRetries, OptionType::Count),
    ("maxRetryDelay", Name::MaxRetryDelay, OptionType::Millis),
    ("method", Name::Method, OptionType::Text),
    ("organization", Name::Organization, OptionType::Identifier),
    ("path", Name::Path, OptionType::Text),
    ("pollIntervalMs", Name::Other, OptionType::Ignored),
    ("project", Name::Project, OptionType::Identifier),
    ("query", Name::Query, OptionType::Record),
    ("signal", Name::Signal, OptionType::Signal),
    ("stream", Name::Stream, OptionType::Boolean),
    ("timeout", Name::Timeout, OptionType::Millis),
];

/// What may be said of a listed organization.
pub const LISTED: Table = &[
    ("apiKey", Name::ApiKey, OptionType::Key),
    ("models", Name::Models, OptionType::Models),
    ("name", Name::Alias, OptionType::Label),
    ("organization", Name::Organization, OptionType::Identifier),
    ("project", Name::Project, OptionType::Identifier),
    ("weight", Name::Weight, OptionType::Weight),
];

/// What names the place whose limits somebody asks for.
pub const PLACE: Table = &[
    ("model", Name::Other, OptionType::Text),
    ("organization", Name::Organization, OptionType::Identifier),
    ("project", Name::Project, OptionType::Identifier),
];

impl OptionType {
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
pub fn find(table: Table, name: &str) -> Result<(Name, OptionType), Invalid> {
    match table.iter().find(|(known, ..)| *known == name) {
        Some(&(_, option, kind)) => Ok((option, kind)),
        None => unknown(table, name),
    }
}

/// Checks that a value's type (`typeof`, or `null` or `array`) fits an option.
///
/// `Err` names the option, the type it was given and what it takes.
pub fn check_type(kind: OptionType, name: &str, type_name: &str) -> Result<(), Invalid> {
    let (expected, types) = kind.facts();
    if types.is_empty() || types.contains(&type_name) {
        return Ok(());
    }
    if kind == OptionType::NotHere {
        return Err(Invalid::of(&[name, " of openai is not supported by openai-wasm"]));
    }
    Err(Invalid::of(&[name, " must be ", expected, ", got ", type_name]))
}

/// Checks a number that an option was given, which is written as `text`.
///
/// `Err` says what the number must be.
pub fn check_number(kind: OptionType, name: &str, number: f64, text: &str) -> Result<(), Invalid> {
    let fits = match kind {
        OptionType::Count => number >= 0.0 && number.fract() == 0.0,
        OptionType::Share => (0.0..=1.0).contains(&number),
        OptionType::Millis | OptionType::Weight => number >= 0.0,
        _ => true,
    };
    if fits {
        return Ok(());
    }
    let (expected, _) = kind.facts();
    Err(Invalid::of(&[name, " must be ", expected, ", got ", text]))
}

fn unknown(table: Table, name: &str) -> Result<(Name, OptionType), Invalid> {
    // `openai` marks its own internal options so; a caller who passes them on means no harm.
    if name.starts_with("__") {
        return Ok((Name::Other, OptionType::Ignored));
    }
    let known = table.iter().map(|(known, ..)| *known);
    Err(match nearest(known, name) {
        Some(meant) => Invalid::of(&["unknown option ", name, ": did you mean ", meant, "?"]),
        None => Invalid::of(&["unknown option ", name]),
    })
}
