//! What is known of the limits and the usage of an organization, for keeping.

use crate::protocol::memory::ledger_entry::Usage;
use crate::protocol::memory::report::{Figure, Report};

/// What is known of one organization, project and model. Times are milliseconds since the epoch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimits {
    /// The organization; `None`: the default one.
    pub organization: Option<String>,
    /// The project; `None`: the default one.
    pub project: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// Requests; `None` as long as no answer has told.
    pub requests: Option<Figure>,
    /// Tokens of the organization.
    pub tokens: Option<Figure>,
    /// Tokens of the project.
    pub project_tokens: Option<Figure>,
    /// What was used so far.
    pub usage: Usage,
    /// How many requests are sent and not answered.
    pub in_flight: u64,
    /// Until when nothing gets through; `None`: as far as is known, something does.
    pub exhausted_until: Option<u64>,
}

impl From<&Report<'_>> for RateLimits {
    fn from(report: &Report) -> Self {
        Self {
            organization: report.organization.map(str::to_owned),
            project: report.project.map(str::to_owned),
            model: report.model.map(str::to_owned),
            requests: report.requests.clone(),
            tokens: report.tokens.clone(),
            project_tokens: report.project_tokens.clone(),
            usage: report.usage.clone(),
            in_flight: report.in_flight,
            exhausted_until: report.exhausted_until,
        }
    }
}
