//! The kinds of failures, one row each: what they concern, whether waiting helps, and what does.

use crate::protocol::identity::place::Reach;
use crate::protocol::text::scan::{line, take};

/// What a failure concerns: the `scope` of a diagnosis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    /// The organization that was charged or named.
    Organization,
    /// The project within it.
    Project,
    /// The key.
    Key,
    /// The model.
    Model,
    /// This request, wherever it is sent.
    Request,
    /// The account that owns the key.
    Account,
    /// The place the request came from.
    Region,
    /// The server.
    Server,
    /// The way to the server.
    Connection,
}

impl Concern {
    /// The word for it, as in `error.diagnosis.scope`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Project => "project",
            Self::Key => "key",
            Self::Model => "model",
            Self::Request => "request",
            Self::Account => "account",
            Self::Region => "region",
            Self::Server => "server",
            Self::Connection => "connection",
        }
    }
}

/// Whether the same request may succeed at the same place later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Not by waiting, even if the server should ask for it.
    Never,
    /// Not, unless the server asks for it.
    No,
    /// It may.
    Yes,
    /// It may, after longer waits than usual.
    Gently,
}

/// What is known about a kind of failure.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// What it concerns.
    pub concern: Concern,
    /// Whether the same request may succeed at the same place later.
    pub retry: Retry,
    /// What else fails with it; `None`: no other organization, project or key would help.
    pub reach: Option<Reach>,
}

macro_rules! kinds {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident $word:literal $concern:ident $retry:ident $reach:expr, $remedy:literal;
    )*) => {
        /// What kind of failure it is: the code of the API where it has one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FailureKind {
            $($(#[doc = $doc])+ $name,)*
        }

        impl FailureKind {
            /// Every kind, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// What is known about the kind.
            pub const fn facts(self) -> Facts {
                match self {
                    $(Self::$name => Facts {
                        concern: Concern::$concern,
                        retry: Retry::$retry,
                        reach: $reach,
                    },)*
                }
            }

            /// What the kind means, for documents.
            pub const fn description(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc),+),)*
                }
            }

            /// The words for the kinds, a line each, and what helps.
            const WORDS: &str = concat!($($word, "\n",)*);
            const REMEDIES: &str = concat!($($remedy, "\n",)*);
        }
    };
}

const ACCESS: Option<Reach> = Some(Reach::Access);
const KEY: Option<Reach> = Some(Reach::Key);
const ORGANIZATION: Option<Reach> = Some(Reach::Organization);
const ORGANIZATION_MODEL: Option<Reach> = Some(Reach::OrganizationModel);
const PROJECT: Option<Reach> = Some(Reach::Project);
const PROJECT_MODEL: Option<Reach> = Some(Reach::ProjectModel);

impl FailureKind {
    /// The word for the kind, as in `error.diagnosis.kind`.
    pub fn as_str(self) -> &'static str {
        line(Self::WORDS, self as usize)
    }

    /// What helps, with `{organization}`, `{project}`, `{key}`, `{model}`, `{limit}` and `{wait}`
    /// to be filled in.
    pub fn remedy(self) -> &'static str {
        line(Self::REMEDIES, self as usize)
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        let mut words = Some(Self::WORDS);
        Self::ALL.iter().find(|_| take(&mut words, "\n") == Some(word)).copied()
    }

    /// The kind that a code of the API names: all those before `EmptyOrganization` are.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::of_word(code).filter(|kind| (*kind as u8) < Self::EmptyOrganization as u8)
    }
}

kinds! {
    /// The key belongs to another organization than the header names.
    MismatchedOrganization "mismatched_organization" Organization No ACCESS,
    "The {key} belongs to another organization than {organization}. Send no organization with \
     this key, or use a key of that organization.";
    /// The organization does not exist, or the account of the key has no access to it.
    InvalidOrganization "invalid_organization" Organization No ACCESS,
    "The API answers the same for an organization that does not exist and for one that the \
     account of the {key} has no access to, so {organization} may well exist. Check the id, ask \
     an owner of the organization to invite the account, or send no organization.";
    /// The account of the key is in no organization.
    NoOrganization "no_organization" Account No KEY,
    "The account of the {key} is a member of no organization. Ask an owner of one to invite it, \
     or use another key.";
    /// The key belongs to another project than the header names.
    MismatchedProject "mismatched_project" Project No ACCESS,
    "The {key} belongs to another project than {project}. Send no project with this key, or use \
     a key of that project.";
    /// The project does not exist, or the key has no access to it.
    InvalidProject "invalid_project" Project No ACCESS,
    "The project does not exist in this organization, or the {key} has no access to it: \
     {project}. Check the id, ask to be added to the project, or send no project.";
    /// The project has been archived.
    ArchivedProject "not_authorized_invalid_project" Project No PROJECT,
    "The project has been archived: {project}. Use another project.";
    /// The account of the key has been deactivated.
    AccountDeactivated "account_deactivated" Account No KEY,
    "The account of the {key} has been deactivated. Use a key of another account, or write to \
     the API's support.";
    /// The key is wrong.
    InvalidApiKey "invalid_api_key" Key No KEY,
    "The API does not know the {key}. Check that it is complete, not revoked, and meant for \
     this server.";
    /// Requests are not allowed from this address.
    IpNotAuthorized "ip_not_authorized" Organization No ACCESS,
    "{organization} does not allow requests from this IP address. Ask an owner to add the \
     address, or send from an allowed one.";
    /// The model is unknown, or the project has no access to it.
    ModelNotFound "model_not_found" Model No PROJECT_MODEL,
    "{model} does not exist, or {project} in {organization} has no access to it. Check the \
     name, ask for access, or use another model, project or organization.";
    /// The API is not offered where the request came from.
    UnsupportedRegion "unsupported_country_region_territory" Region No None,
    "The API is not offered in the country or region that the request came from. Another key or \
     organization does not help.";
    /// A rate limit is used up for now.
    RateLimitExceeded "rate_limit_exceeded" Organization Yes ORGANIZATION_MODEL,
    "The limit of {limit} for {model} is used up for now. {wait}, or use another organization \
     that you belong to.";
    /// The input is longer than the model can read.
    ContextLengthExceeded "context_length_exceeded" Request Never None,
    "The input is longer than {model} can read. Send a shorter one, or use a model with a \
     larger context window.";
    /// The traffic grew too fast.
    SlowDown "slow_down" Organization Gently None,
    "The traffic grew faster than the API allows. {wait}, and let it grow slowly.";
    /// The quota is used up.
    InsufficientQuota "insufficient_quota" Organization Never ORGANIZATION,
    "The quota is used up, and retrying does not help: {organization}. Add credit or raise the \
     budget there, or use another organization.";
    /// The prepaid credit is used up.
    CreditBalanceExhausted "credit_balance_exhausted" Organization Never ORGANIZATION,
    "The credit is used up, and retrying does not help: {organization}. Add credit there, or \
     use another organization.";
    /// The organization has reached the spend limit it set.
    OrganizationSpendLimitExceeded "organization_spend_limit_exceeded"
    Organization Never ORGANIZATION,
    "The spend limit is reached, and retrying does not help: {organization}. Have an owner \
     raise it, or use another organization.";
    /// The organization has reached the usage limit of its tier.
    OrganizationUsageLimitExceeded "organization_usage_limit_exceeded"
    Organization Never ORGANIZATION,
    "The usage limit is reached, and retrying does not help: {organization}. Have an owner ask \
     for a higher one, or use another organization.";
    /// The project has reached the spend limit set for it.
    ProjectSpendLimitExceeded "project_spend_limit_exceeded" Project Never PROJECT,
    "The project's spend limit is reached, and retrying does not help: {project}. Have it \
     raised, or use another project, also one of the same organization.";
    /// The organization has no active billing.
    BillingNotActive "billing_not_active" Organization Never ORGANIZATION,
    "Billing is not active, and retrying does not help: {organization}. Check its billing \
     details, or use another organization.";
    /// The organization has reached its hard limit of billing.
    BillingHardLimitReached "billing_hard_limit_reached" Organization Never ORGANIZATION,
    "The hard limit of billing is reached, and retrying does not help: {organization}. Have an \
     owner raise it, or use another organization.";
    /// There is no room on the flex service tier.
    FlexUnavailable "flex_unavailable" Request Never None,
    "The flex service tier has no room now. Send the request with another service_tier, or much \
     later.";
    /// The server failed.
    ServerError "server_error" Server Yes None,
    "The server failed; the request was not at fault. {wait}.";
    /// The server is overloaded.
    ServerIsOverloaded "server_is_overloaded" Server Gently None,
    "The server is overloaded. {wait}, with fewer requests at once.";
    /// An organization header without a usable value was sent.
    EmptyOrganization "empty_organization" Organization No None,
    "An empty organization or the text \"null\" was sent: {organization}. Send an org-… id, or \
     set the organization to null to send none.";
    /// No key was sent.
    MissingApiKey "missing_api_key" Key No KEY,
    "No key reached the API. Set the apiKey of the client.";
    /// The organization must be verified first.
    OrganizationNotVerified "organization_not_verified" Organization No ORGANIZATION_MODEL,
    "This needs a verified organization, and the one in use is not: {organization}. Have an \
     owner verify it in the settings, or use another organization or model.";
    /// The request alone is larger than the rate limit.
    RequestTooLarge "request_too_large" Request Never None,
    "The request alone is larger than the limit of {limit} for {model}, so waiting never helps. \
     Send a shorter input, or allow fewer output tokens.";
    /// The server refuses the parameters, and no more is known.
    InvalidRequest "invalid_request" Request No None,
    "The API refuses the request as it is. Its message names the parameter.";
    /// The server wants other credentials, and no more is known.
    Unauthorized "unauthorized" Key No ACCESS,
    "The API did not accept the {key} with {organization}.";
    /// The credentials do not allow this, and no more is known.
    PermissionDenied "permission_denied" Key No ACCESS,
    "The {key} may not do this in {organization}.";
    /// Nothing is there under this address or id.
    NotFound "not_found" Request No None,
    "Nothing was found under this address or id. What was created in another organization or \
     project is not found from {organization}.";
    /// The request conflicts with another.
    Conflict "conflict" Request Yes None,
    "The request conflicts with another one. {wait}.";
    /// The request is larger than the server reads.
    PayloadTooLarge "payload_too_large" Request No None,
    "The request is larger than the server accepts. Send less at once.";
    /// The server waited too long for the request.
    RequestTimeout "request_timeout" Server Yes None,
    "The server waited too long for the request. {wait}.";
    /// There were too many requests, and no more is known.
    TooManyRequests "too_many_requests" Organization Yes ORGANIZATION_MODEL,
    "The server asks for fewer requests. {wait}.";
    /// No connection came about, or it broke before the answer.
    ConnectionFailed "connection_failed" Connection Yes None,
    "No answer came from the server. Check the base URL and the network.";
    /// A page was not allowed to see what happened.
    ConnectionOrCors "connection_or_cors" Connection Yes None,
    "The browser tells a page no more: the server may be out of reach, or it answered with an \
     error that CORS hides from the page. The network panel of the browser shows the answer; \
     check the base URL, the key and the organization.";
    /// The answer did not come in time.
    Timeout "timeout" Connection Yes None,
    "No answer came in time. Allow a longer timeout, or stream the answer.";
    /// The answer ended before all of it had come.
    StreamTruncated "stream_truncated" Connection No None,
    "The answer ended before all of it had come: it is not complete. Send the request again \
     if you need all of it; the first one may be billed as well.";
    /// The answer is not what the API sends.
    UnexpectedBody "unexpected_body" Server No None,
    "The answer is not one of the API. Check the base URL, and whether a proxy or a login page \
     stands in between.";
    /// Nothing is known about this failure.
    Unknown "unknown" Request No None,
    "The message of the API is all that is known.";
}
