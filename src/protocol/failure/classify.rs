//! What went wrong with a request, and which kind of failure that is.

use crate::protocol::failure::kind::FailureKind;
use crate::protocol::failure::rate_limit_headers::HeaderText;
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::text::scan::{contains_in_any_case, take};

/// How a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureCause {
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
    /// An answer ended before all of it had come.
    Truncated,
}

/// A failure as it was seen. Texts that are missing are empty.
#[derive(Clone, Copy, Debug)]
pub struct Failure<'a> {
    /// How the request failed.
    pub event: FailureCause,
    /// `error.code` of the body.
    pub code: &'a str,
    /// `error.message` of the body.
    pub message: &'a str,
    /// The headers of the answer.
    pub headers: HeaderText<'a>,
}

impl Failure<'_> {
    /// A failure without any text.
    pub const fn new(event: FailureCause) -> Self {
        Self { event, code: "", message: "", headers: HeaderText("") }
    }

    /// The HTTP status; `None` when no answer came.
    pub const fn status(&self) -> Option<u16> {
        match self.event {
            FailureCause::Answer(status) | FailureCause::Unreadable(status) => Some(status),
            _ => None,
        }
    }

    /// Classifies by code first, then by message, then by status.
    pub fn kind(&self) -> FailureKind {
        match self.event {
            FailureCause::Connection => FailureKind::ConnectionFailed,
            FailureCause::ConnectionInPage => FailureKind::ConnectionOrCors,
            FailureCause::Timeout => FailureKind::Timeout,
            FailureCause::Truncated => FailureKind::StreamTruncated,
            FailureCause::Unreadable(status) if status < 400 => FailureKind::UnexpectedBody,
            FailureCause::Unreadable(status) => by_status(status),
            FailureCause::Answer(status) => {
                self.by_size(self.by_words().unwrap_or(by_status(status)))
            }
        }
    }

    /// A text may say `Rate limit reached` and yet tell of a request larger than the limit.
    fn by_size(&self, kind: FailureKind) -> FailureKind {
        let exceeded = || Exceeded::parse(self.message);
        if kind == FailureKind::RateLimitExceeded && exceeded().is_some_and(|text| text.too_large) {
            return FailureKind::RequestTooLarge;
        }
        kind
    }

    fn by_words(&self) -> Option<FailureKind> {
        let by_code = || FailureKind::of_code(self.code);
        self.by_sign(false).or_else(by_code).or_else(|| self.by_sign(true))
    }

    /// The first sign that fits: one of the code, or one of any code.
    fn by_sign(&self, is_of_any_code: bool) -> Option<FailureKind> {
        let mut rows = Some(SIGNS);
        while let Some(mut row) = take(&mut rows, "\n").map(Some) {
            let (code, part) = (take(&mut row, "|")?, take(&mut row, "|")?);
            let is_it = is_of_any_code || (!code.is_empty() && code == self.code);
            if is_it && contains_in_any_case(self.message, part) {
                return FailureKind::of_word(row?);
            }
        }
        None
    }
}

/// Code, part of the message in small letters, kind. Narrower signs come first; without a code, any one fits.
const SIGNS: &str = "\
invalid_organization|no such organization: null|empty_organization
invalid_organization|no such organization: undefined|empty_organization
model_not_found|must be verified|organization_not_verified
unsupported_value|must be verified|organization_not_verified
rate_limit_exceeded|request too large|request_too_large
|no such organization : |empty_organization
|no such organization|invalid_organization
|header should match organization for api key|mismatched_organization
|must be a member of an organization|no_organization
|header should match project for api key|mismatched_project
|no such project|invalid_project
|has been archived and is no longer accessible|not_authorized_invalid_project
|this api key has been deactivated|account_deactivated
|incorrect api key provided|invalid_api_key
|you didn't provide an api key|missing_api_key
|your ip is not authorized|ip_not_authorized
|organization must be verified to|organization_not_verified
|does not have access to model|model_not_found
|region, or territory not supported|unsupported_country_region_territory
|request too large for |request_too_large
|rate limit reached for |rate_limit_exceeded
|exceeded your current quota|insufficient_quota
|account is not active, please check your billing|billing_not_active
|billing hard limit has been reached|billing_hard_limit_reached
|the server had an error while processing|server_error
|currently overloaded|server_is_overloaded
|server is overloaded|server_is_overloaded";

const fn by_status(status: u16) -> FailureKind {
    match status {
        400 | 422 => FailureKind::InvalidRequest,
        401 => FailureKind::Unauthorized,
        403 => FailureKind::PermissionDenied,
        404 => FailureKind::NotFound,
        408 => FailureKind::RequestTimeout,
        409 => FailureKind::Conflict,
        413 => FailureKind::PayloadTooLarge,
        429 => FailureKind::TooManyRequests,
        503 | 529 => FailureKind::ServerIsOverloaded,
        500.. => FailureKind::ServerError,
        _ => FailureKind::Unknown,
    }
}
