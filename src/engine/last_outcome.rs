//! What came of a request, kept until somebody asks what it means.

use crate::protocol::failure::classify::{Failure, FailureCause};
use crate::protocol::failure::diagnosis::Diagnosis;
use crate::protocol::failure::rate_limit_headers::HeaderText;

/// What is wrong when routing finds no organization.
const ALL_EXHAUSTED: &str = "Every listed organization is exhausted. retryAt says when the first \
    has room again, if that is known.";

/// The last answer or failure of a call.
pub(super) struct Outcome {
    event: FailureCause,
    /// The headers that matter, as lines of `name: value`.
    pub(super) head: String,
    code: String,
    message: String,
    /// When the first listed organization has room again.
    pub(super) earliest: Option<u64>,
    is_exhausted: bool,
}

impl Default for Outcome {
    fn default() -> Self {
        Self::new(&Failure::new(FailureCause::Connection))
    }
}

impl Outcome {
    pub(super) fn new(failure: &Failure) -> Self {
        Self {
            event: failure.event,
            head: failure.headers.0.to_owned(),
            code: failure.code.to_owned(),
            message: failure.message.to_owned(),
            earliest: None,
            is_exhausted: false,
        }
    }

    /// No listed organization has room.
    pub(super) fn exhausted(earliest: Option<u64>) -> Self {
        let code = "rate_limit_exceeded";
        let failed = Self::new(&Failure { code, ..Failure::new(FailureCause::Answer(429)) });
        Self { earliest, is_exhausted: true, ..failed }
    }

    /// What the protocol decides by.
    pub(super) fn failure(&self) -> Failure<'_> {
        Failure {
            event: self.event,
            code: &self.code,
            message: &self.message,
            headers: HeaderText(&self.head),
        }
    }

    /// Adds to a diagnosis what routing knows.
    pub(super) fn amend(&self, diagnosis: &mut Diagnosis) {
        diagnosis.retry_at = self.earliest.or(diagnosis.retry_at);
        if self.is_exhausted {
            ALL_EXHAUSTED.clone_into(&mut diagnosis.remedy);
        }
    }
}
