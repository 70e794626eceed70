//! What an end user may be told of a failure: no ids, no key, nothing of whoever else is served.

use crate::protocol::failure::kind::{Concern, FailureKind};

/// What may be shown to anybody.
pub fn public_text(kind: FailureKind) -> &'static str {
    match kind {
        FailureKind::ContextLengthExceeded
        | FailureKind::RequestTooLarge
        | FailureKind::PayloadTooLarge => {
            return "This is too long to be answered. Please shorten it.";
        }
        FailureKind::RateLimitExceeded | FailureKind::TooManyRequests | FailureKind::SlowDown => {
            return "Too much is asked of the service right now. Please try again in a moment.";
        }
        _ => {}
    }
    match kind.facts().concern {
        Concern::Server | Concern::Connection => {
            "The service cannot answer at the moment. Please try again."
        }
        Concern::Region => "The service is not offered where you are.",
        Concern::Request => "The service cannot answer this as it was asked.",
        _ => "The service is not available. Please tell whoever runs it.",
    }
}
