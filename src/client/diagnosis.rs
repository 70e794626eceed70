//! What an error means, for keeping.

use crate::protocol::failure::diagnosis as borrowed;
use crate::protocol::failure::kind::{Concern, FailureKind};
use crate::protocol::failure::rate_limit_text::Exceeded;
use crate::protocol::identity::origin::Origin;

/// What the failure of a request means, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Diagnosis {
    /// What kind of failure it is.
    pub kind: FailureKind,
    /// What it concerns.
    pub scope: Concern,
    /// Whether the same request may succeed later at the same place.
    pub retryable: bool,
    /// When it may, in milliseconds since the Unix epoch; `None` when the server named no time.
    pub retry_at: Option<u64>,
    /// One or two plain sentences to a person: what is wrong and what helps.
    pub remedy: String,
    /// What was sent.
    pub sent: Sent,
    /// Where the request ended up, as far as the answer tells.
    pub served: Served,
    /// The limit that was exceeded, from the text of the message.
    pub limit: Option<Limit>,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sent {
    /// The organization; `None`: the account's default.
    pub organization: Option<String>,
    /// Where it came from; `None` when none was sent.
    pub organization_origin: Option<Origin>,
    /// The project; `None`: the default one.
    pub project: Option<String>,
    /// Where it came from; `None` when none was sent.
    pub project_origin: Option<Origin>,
    /// The key by its kind and last four characters.
    pub key: String,
    /// The model.
    pub model: Option<String>,
}

/// Where a request ended up, as far as the answer tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Served {
    /// A slug such as `my-lab`, never comparable with an `org-…` id.
    pub organization: Option<String>,
    /// A `proj_…` id.
    pub project: Option<String>,
    /// The `org-…` id that was charged, from the text of a rate limit.
    pub charged: Option<String>,
}

/// A limit that was exceeded, as the message tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limit {
    /// What is counted: `requests`, `tokens`, …
    pub unit: Option<String>,
    /// The time it is counted over: `min`, `day`, …
    pub period: Option<String>,
    /// The most that is allowed.
    pub limit: Option<u64>,
    /// What had been used.
    pub used: Option<u64>,
    /// What the request asked for.
    pub requested: Option<u64>,
}

impl From<&borrowed::Diagnosis<'_>> for Diagnosis {
    fn from(diagnosis: &borrowed::Diagnosis) -> Self {
        Self {
            kind: diagnosis.kind,
            scope: diagnosis.scope,
            retryable: diagnosis.retryable,
            retry_at: diagnosis.retry_at,
            remedy: diagnosis.remedy.clone(),
            sent: Sent::from(&diagnosis.sent),
            served: Served::from(&diagnosis.served),
            limit: diagnosis.limit.as_ref().map(Limit::from),
        }
    }
}

impl From<&borrowed::SentReport<'_>> for Sent {
    fn from(sent: &borrowed::SentReport) -> Self {
        Self {
            organization: sent.organization.map(str::to_owned),
            organization_origin: sent.organization_origin,
            project: sent.project.map(str::to_owned),
            project_origin: sent.project_origin,
            key: sent.key.clone(),
            model: sent.model.map(str::to_owned),
        }
    }
}

impl From<&borrowed::Served<'_>> for Served {
    fn from(served: &borrowed::Served) -> Self {
        Self {
            organization: served.organization.map(str::to_owned),
            project: served.project.map(str::to_owned),
            charged: served.charged.map(str::to_owned),
        }
    }
}

impl From<&Exceeded<'_>> for Limit {
    fn from(exceeded: &Exceeded) -> Self {
        Self {
            unit: exceeded.unit.map(str::to_owned),
            period: exceeded.period.map(str::to_owned),
            limit: exceeded.limit,
            used: exceeded.used,
            requested: exceeded.requested,
        }
    }
}
