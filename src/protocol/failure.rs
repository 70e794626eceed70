//! What went wrong with a request, and which kind of failure that is.

use super::exceeded::Exceeded;
use super::kind::Kind;
use super::rate_limit::HeaderText;

/// How a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An answer with this HTTP status said so. A stream that began with 200 may say so later.
    Answer(u16),
    /// An answer with this HTTP status that is neither JSON nor a stream: a web page, half a JSON.
    Unreadable(u16),
    /// No answer came: there was no connection, or it broke.
    Connection,
    /// No answer came, and the script is in a page from which CORS may have hidden it.
    ConnectionInPage,
    /// The time ran out.
    Timeout,
    /// A stream ended before its last event.
    Truncated,
}

/// A failure as it was seen. Texts that are missing are empty.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// How the request failed.
    pub event: Event,
    /// `error.code` of the body.
    pub code: &'a str,
    /// `error.message` of the body.
    pub message: &'a str,
    /// The headers of the answer.
    pub headers: HeaderText<'a>,
}

impl Failure<'_> {
    /// The HTTP status; `None` when no answer came.
    pub const fn status(&self) -> Option<u16> {
        match self.event {
            Event::Answer(status) | Event::Unreadable(status) => Some(status),
            _ => None,
        }
    }

    /// Classifies by code first, then by message, then by status.
    pub fn kind(&self) -> Kind {
        match self.event {
            Event::Connection => Kind::ConnectionFailed,
            Event::ConnectionInPage => Kind::ConnectionOrCors,
            Event::Timeout => Kind::Timeout,
            Event::Truncated => Kind::StreamTruncated,
            Event::Unreadable(status) if status < 400 => Kind::UnexpectedBody,
            Event::Unreadable(status) => by_status(status),
            Event::Answer(status) => self.by_size(self.by_words().unwrap_or(by_status(status))),
        }
    }

    /// A text may say `Rate limit reached` and yet tell of a request larger than the limit.
    fn by_size(&self, kind: Kind) -> Kind {
        let exceeded = || Exceeded::parse(self.message);
        if kind == Kind::RateLimitExceeded && exceeded().is_some_and(|text| text.too_large) {
            return Kind::RequestTooLarge;
        }
        kind
    }

    fn by_words(&self) -> Option<Kind> {
        let message = self.message.to_ascii_lowercase();
        let by_code = SIGNS
            .iter()
            .find(|sign| !sign.0.is_empty() && sign.0 == self.code && message.contains(sign.1));
        let by_text = || SIGNS.iter().find(|sign| !sign.1.is_empty() && message.contains(sign.1));
        by_code.or_else(by_text).map(|sign| sign.2)
    }
}

/// Code, part of the message in lower case, kind. Narrower signs come first.
const SIGNS: [(&str, &str, Kind); 51] = [
    ("invalid_organization", "no such organization: null", Kind::EmptyOrganization),
    ("invalid_organization", "no such organization: undefined", Kind::EmptyOrganization),
    ("invalid_organization", "", Kind::InvalidOrganization),
    ("mismatched_organization", "", Kind::MismatchedOrganization),
    ("no_organization", "", Kind::NoOrganization),
    ("mismatched_project", "", Kind::MismatchedProject),
    ("invalid_project", "", Kind::InvalidProject),
    ("not_authorized_invalid_project", "", Kind::ArchivedProject),
    ("account_deactivated", "", Kind::AccountDeactivated),
    ("invalid_api_key", "", Kind::InvalidApiKey),
    ("ip_not_authorized", "", Kind::IpNotAuthorized),
    ("model_not_found", "must be verified", Kind::OrganizationNotVerified),
    ("model_not_found", "", Kind::ModelNotFound),
    ("unsupported_value", "must be verified", Kind::OrganizationNotVerified),
    ("unsupported_country_region_territory", "", Kind::UnsupportedRegion),
    ("rate_limit_exceeded", "request too large", Kind::RequestTooLarge),
    ("rate_limit_exceeded", "", Kind::RateLimitExceeded),
    ("context_length_exceeded", "", Kind::ContextLengthExceeded),
    ("slow_down", "", Kind::SlowDown),
    ("insufficient_quota", "", Kind::InsufficientQuota),
    ("credit_balance_exhausted", "", Kind::CreditBalanceExhausted),
    ("organization_spend_limit_exceeded", "", Kind::OrganizationSpendLimitExceeded),
    ("organization_usage_limit_exceeded", "", Kind::OrganizationUsageLimitExceeded),
    ("project_spend_limit_exceeded", "", Kind::ProjectSpendLimitExceeded),
    ("billing_not_active", "", Kind::BillingNotActive),
    ("billing_hard_limit_reached", "", Kind::BillingHardLimitReached),
    ("flex_unavailable", "", Kind::FlexUnavailable),
    ("server_error", "", Kind::ServerError),
    ("server_is_overloaded", "", Kind::ServerIsOverloaded),
    ("", "no such organization : ", Kind::EmptyOrganization),
    ("", "no such organization", Kind::InvalidOrganization),
    ("", "header should match organization for api key", Kind::MismatchedOrganization),
    ("", "must be a member of an organization", Kind::NoOrganization),
    ("", "header should match project for api key", Kind::MismatchedProject),
    ("", "no such project", Kind::InvalidProject),
    ("", "has been archived and is no longer accessible", Kind::ArchivedProject),
    ("", "this api key has been deactivated", Kind::AccountDeactivated),
    ("", "incorrect api key provided", Kind::InvalidApiKey),
    ("", "you didn't provide an api key", Kind::MissingApiKey),
    ("", "your ip is not authorized", Kind::IpNotAuthorized),
    ("", "organization must be verified to", Kind::OrganizationNotVerified),
    ("", "does not have access to model", Kind::ModelNotFound),
    ("", "region, or territory not supported", Kind::UnsupportedRegion),
    ("", "request too large for ", Kind::RequestTooLarge),
    ("", "rate limit reached for ", Kind::RateLimitExceeded),
    ("", "exceeded your current quota", Kind::InsufficientQuota),
    ("", "account is not active, please check your billing", Kind::BillingNotActive),
    ("", "billing hard limit has been reached", Kind::BillingHardLimitReached),
    ("", "the server had an error while processing", Kind::ServerError),
    ("", "currently overloaded", Kind::ServerIsOverloaded),
    ("", "server is overloaded", Kind::ServerIsOverloaded),
];

const fn by_status(status: u16) -> Kind {
    match status {
        400 | 422 => Kind::InvalidRequest,
        401 => Kind::Unauthorized,
        403 => Kind::PermissionDenied,
        404 => Kind::NotFound,
        408 => Kind::RequestTimeout,
        409 => Kind::Conflict,
        413 => Kind::PayloadTooLarge,
        429 => Kind::TooManyRequests,
        503 | 529 => Kind::ServerIsOverloaded,
        500.. => Kind::ServerError,
        _ => Kind::Unknown,
    }
}
